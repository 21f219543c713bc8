# Слова, общие для нескольких экранов. У каждого понятия свой файл.
btn2-back = ‹ Назад
btn2-cancel = ✖ Отмена
btn2-undo = ↩ Отменить
btn2-yes = Да
btn2-no = Нет
language-en = English
language-ru = Русский
