"""Programmes as the head sees and changes them. Not: the calendar's arithmetic, SQL, wording."""

from bot.usecases.programmes.reading import Reading


class Programmes(Reading):
    """What each programme asks and when."""
