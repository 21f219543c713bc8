# Programmes: the surveys that repeat.
programme-monthly = Monthly survey
programme-quarterly = Quarterly survey
programme-annual = Annual survey
programme-again = Question after a case
programme-rate = Rating of their own
