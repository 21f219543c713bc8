# Программы: повторяющиеся опросы.
programme-monthly = Ежемесячный опрос
programme-quarterly = Квартальный опрос
programme-annual = Ежегодный опрос
programme-again = Вопрос после случая
programme-rate = Оценка по своей воле
