# Программы: повторяющиеся опросы и /surveys руководителя компании.
command-surveys = год опросов: дни, вопросы, причины
programme-monthly = Ежемесячный опрос
programme-quarterly = Квартальный опрос
programme-annual = Годовой опрос
programme-again = Вопрос после разбора
programme-rate = Оценка по своей инициативе
programme-short-monthly = Ежемесячный
programme-short-quarterly = Квартальный
programme-short-annual = Годовой
programme-letter-monthly = М
programme-letter-quarterly = К
programme-letter-annual = Г

programmes-title = Опросы: год вперёд
programmes-chart-note = Бледно: выходной. Серая рамка: сегодня.
programmes-chart-note-left = Бледно: выходной. Серая рамка: сегодня. Буква в рамке: уступает.
programmes-head = 🗓 <b>Опросы: год вперёд</b>
programmes-next =
    Следующий: { $survey }, { $day }
    Руководители увидят его заранее: { $seen }
programmes-no-next = Сами опросы не уходят: все выключены.
programmes-dates = <b>{ $letter }</b> · { $survey }: { $days }
programmes-off = <b>{ $letter }</b> · { $survey }: выключен
programmes-none = <b>{ $letter }</b> · { $survey }: никогда, рядом всегда более крупный
programmes-left = Пропускаем, рядом более крупный: { $days }
programmes-by-hand = Пропускаем, уже отправлен вручную: { $days }
programmes-later = Вопросы начнутся позже (у контактов праздник или день без опросов): { $days }
programmes-later-more = { programmes-later }, …
programmes-later-one = { $day } ({ $letter }) → { $to }
programmes-later-there = { $day } ({ $letter }) → { $to } ({ $countries })
programmes-by-hand-teams = Пропускаем у групп, отправивших вручную: { $day } ({ $letter }) · { $teams }
programmes-left-one = { $day } ({ $letter })
btn1-programme-on = ✅ { $survey }
btn1-programme-off = ⏸ { $survey } (выключен)
btn2-programmes-reasons = 💬 Причины
btn2-programmes-reset = ↩ Сбросить…
programmes-reset-sure =
    ↩ <b>Вернуть настройки из файла?</b>
    Дни, тексты, вопросы и причины, изменённые здесь, станут такими, как в config.toml. Ответы останутся как есть.
btn1-programmes-reset = ↩ Вернуть как в файле
programmes-reset-done = Снова действуют настройки из файла.

programme-head-on = 📊 <b>{ $survey }</b> · включён
programme-head-off = ⏸ <b>{ $survey }</b> · выключен
programme-rule-monthly = { $n }-го числа или в следующий рабочий день
programme-rule-quarterly = С { $n }-го рабочего дня квартала, { $days ->
    [one] { $days } рабочий день
    [few] { $days } рабочих дня
   *[other] { $days } рабочих дней
}
programme-rule-annual = { $n }-й рабочий день месяца: { $month }
programme-days = Дальше: { $days }
programme-asks = Вопрос 0–10: «{ $text }»
programme-asks-standard = Вопрос 0–10: обычный текст
programme-more = Затем спрашиваем: { $n ->
    [one] { $n } вопрос
    [few] { $n } вопроса
   *[other] { $n } вопросов
}
btn2-programme-turn-on = ▶ Включить
btn2-programme-turn-off = ⏸ Выключить
btn2-programme-day = 📅 День
btn2-programme-texts = ✏️ Тексты
btn2-programme-questions = ❓ Вопросы

programme-head-day = 📅 <b>{ $survey }</b>: когда?
programme-ask-day-monthly = Выберите число месяца или напишите его: от 1 до { $most }.
programme-ask-day-quarterly = В какой рабочий день квартала начинать? Выберите или напишите: от 1 до { $most }.
programme-ask-day-annual = Выберите месяц и который из его рабочих дней: от 1 до { $most }.
btn2-programme-type = ⌨️ Написать

programme-head-texts = ✏️ <b>{ $survey }</b>: тексты
programme-text-question = Вопрос 0–10:
programme-text-intro = Строка над ним:
programme-text = <b>{ $language }</b>: { $text }
programme-standard-question = обычный текст
programme-no-text = пока не написан; покажем на другом языке
programme-standard-intro = нет
btn2-programme-question = ✏️ Вопрос 0–10
btn2-programme-intro = ✏️ Строка над
btn2-programme-write = ✏️ { $language }
btn1-programme-standard-question = ↩ { $language }: обычный текст
btn1-programme-standard-intro = ↩ { $language }: без неё

programme-head-questions = ❓ <b>{ $survey }</b>: что спрашиваем после вопроса 0–10 и причин
programme-question-score = { $n }. { $text } · 0–10
programme-question-words = { $n }. { $text } · своими словами
programme-full = Больше { $most } вопросов нельзя.
programme-head-question-score = ❓ <b>{ $survey }</b>, вопрос { $n } · 0–10
programme-head-question-words = ❓ <b>{ $survey }</b>, вопрос { $n } · своими словами
btn2-programme-add-score = ➕ 0–10
btn2-programme-add-words = ➕ Словами
btn2-programme-drop = 🗑 Убрать

programme-head-reasons = 💬 <b>Причины</b>, которые мы предлагаем после оценки в каждом опросе
programme-group-promoter = <b>После 9–10</b>
programme-group-passive = <b>После 7–8</b>
programme-group-detractor = <b>После 0–6</b>
programme-group-reasons = { $reasons }
programme-group-how = { $n } из { $most }. Нажмите причину, чтобы переименовать или убрать её.
programme-offer = ➕ { $text }
btn1-programme-group-promoter = После 9–10
btn1-programme-group-passive = После 7–8
btn1-programme-group-detractor = После 0–6
btn1-programme-reason = ➕ Новая причина
programme-head-reason = 💬 <b>{ $text }</b>

programme-type-day = Напишите день числом. /cancel оставит как есть.
programme-type-question = Напишите вопрос 0–10 ({ $language }), не больше 300 знаков. /cancel оставит как есть.
programme-type-intro = Напишите строку над вопросом ({ $language }), не больше 300 знаков. /cancel оставит как есть.
programme-type-ask = Напишите новый вопрос ({ $language }), не больше 300 знаков. /cancel оставит всё как есть.
programme-type-reword = Напишите вопрос заново ({ $language }), не больше 300 знаков. /cancel оставит как есть.
programme-type-reason = Напишите новую причину ({ $language }), не больше 17 знаков: она стоит на кнопке. /cancel оставит всё как есть.
programme-type-rename = Напишите причину заново ({ $language }), не больше 17 знаков: она стоит на кнопке. /cancel оставит как есть.
programme-undone = Изменение отменено.
cancelled-programme = Ничего не изменено. Опросы показывает /surveys.
error-programme-day = Пожалуйста, отправьте число от 1 до { $most }.
error-programme-empty = Пожалуйста, отправьте текст.
error-programme-long = Это { $n } знаков, а помещается { $most }. Пожалуйста, короче.
error-programme-questions = Больше { $most } вопросов нельзя. Сначала уберите один.
error-programme-reasons = Больше { $most } причин нельзя. Сначала уберите одну.
error-programme-last-reason = Одна причина должна остаться.
error-programme-twice = «{ $text }» там уже есть.
error-programme-undo-late = Прошло больше 10 минут. Пожалуйста, измените обратно сами.
