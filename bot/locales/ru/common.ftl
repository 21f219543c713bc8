# Слова, общие для нескольких экранов. У каждого понятия свой файл.
btn2-back = ‹ Назад
btn2-cancel = ✖ Отмена
btn2-undo = ↩ Отменить
language-en = English
language-ru = Русский
