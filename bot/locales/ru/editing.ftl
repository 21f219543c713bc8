# Правка клиентов и контактов: поля, вопросы, итоги.
btn2-edit = ✏️ Изменить
btn2-edit-name = Название, имя
btn2-edit-manager = Менеджер
btn2-edit-tier = Уровень
btn2-edit-status = Статус
btn2-edit-segment = Сегмент
btn2-edit-external-id = Номер клиента
btn2-edit-country = Страна
btn2-edit-city = Город
btn2-edit-first-deal = Первая сделка
btn2-edit-last-deal = Посл. сделка
btn2-edit-contract-signed = Договор с
btn2-edit-contract-ends = Договор до
btn2-edit-share = Доля продаж
btn2-edit-notes = Заметки
btn2-edit-position = Должность
btn2-edit-decision-maker = Решает
btn2-edit-language = Язык
btn2-edit-phone = Телефон
btn2-edit-email = Почта
btn2-edit-zone = Часовой пояс
btn2-edit-birthday = День рождения
btn2-edit-likes = Что любит
btn2-edit-surveys = Опросы
btn2-edit-invitations = Приглашения
btn2-edit-greetings = Поздравления
btn2-edit-page-client-0 = ‹ О клиенте
btn2-edit-page-client-1 = Сделки ›
btn2-edit-page-person-0 = ‹ О контакте
btn2-edit-page-person-1 = Ещё поля ›
btn2-edit-card = ‹ Карточка
btn2-edit-clear = 🗑 Очистить
btn2-edit-today = Сегодня
btn2-edit-yesterday = Вчера
btn1-edit-anyway = ✅ Всё равно сохранить моё
edit-head = ✏️ <b>{ $name }</b>: что изменить?
edit-line = { $field }: { $value }
edit-ask = ✏️ <b>{ $name }</b> · { $field }
edit-now = Сейчас: { $value }
edit-empty = Пока не заполнено.
edit-share-value = { $share } %
edit-saved = ✅ Сохранено: { $field }: { $old } → { $new }
edit-undone = ↩ Отменено: { $field }: { $old } → { $new }
edit-same = Так и было: ничего не изменилось.
edit-newer = Это поле тем временем изменили. Сейчас: { $value }
edit-tier-key = ★ ключевой
edit-tier-regular = обычный
edit-tier-new = новый
edit-status-active = активный
edit-status-risk = под угрозой
edit-status-lost = потерян
edit-switch-1 = да
edit-switch-0 = нет
edit-how-words = Напишите новый текст.
edit-how-choice = Выберите вариант.
edit-how-switch = Выберите вариант.
edit-how-language = На каком языке бот ему пишет?
edit-how-manager = Кто теперь ведёт этого клиента? Всё открытое перейдёт вместе с ним: звонки, жалобы, разбор. Новый менеджер узнает об этом.
edit-how-segment = Выберите сегмент или напишите новый.
edit-how-country = Выберите страну или напишите название.
edit-how-day = Выберите день или напишите дату, например 24.11.2026. Кнопка с месяцем открывает другие годы.
edit-how-birthday = Выберите месяц и день или напишите, например 24.11 или 24.11.1980. Год необязателен, возраст нигде не показывается.
edit-how-phone = Напишите номер телефона, лучше с + и кодом страны.
edit-how-email = Напишите адрес почты.
edit-how-share = Напишите долю продаж в процентах, от 0 до 100.
edit-how-zone = Выберите город или напишите другой.
edit-how-consent = Можно ли присылать это без просьбы? После подключения контакт решает сам.
edit-how-consent-connected = Контакт подключён и решает сам, в /settings. Вы можете это выключить, но не включить.
edit-phone-short = ⚠️ Сохранено как написано: цифр { $digits }, а в этой стране ({ $country }) их { $expected }. Узнавать по этому номеру никого не будем.
edit-phone-long = ⚠️ Сохранено как написано: цифр { $digits }, а в этой стране ({ $country }) их { $expected }. Узнавать по этому номеру никого не будем.
edit-phone-unused = ⚠️ Сохранено как написано: в этой стране ({ $country }) таких номеров нет. Узнавать по нему никого не будем.
edit-phone-country = ⚠️ Сохранено как написано: какой это страны? С + и кодом страны было бы ясно.
edit-phone-several = ⚠️ Сохранено как написано: похоже, здесь несколько номеров.
edit-phone-rounded = ⚠️ Сохранено как написано: таблица округлила цифры.
edit-phone-unreadable = ⚠️ Сохранено как написано: это не похоже на номер телефона.
edit-phone-taken = ⚠️ Такой же номер: { $who }.
cancelled-edit = Отменено. Ничего не изменилось.
error-edit-field = Эта кнопка устарела. Откройте, пожалуйста, карточку заново.
error-edit-press = Выберите, пожалуйста, одной из кнопок.
error-edit-words = Напишите, пожалуйста, словами: картинку или голосовое сообщение сюда не сохранить.
error-edit-needed = Это поле не может быть пустым.
error-edit-long = Слишком длинно: знаков { $length }, а можно не больше { $limit }.
error-edit-date = Не получается прочитать «{ $text }» как дату. Напишите, например, 24.11.2026 или выберите в календаре.
error-edit-year = Напишите, пожалуйста, и год, например 24.11.2026.
error-edit-future = Эта дата не может быть в будущем.
error-edit-far = Проверьте, пожалуйста, год.
error-edit-birth-year = Проверьте, пожалуйста, год рождения.
error-edit-email = «{ $text }» не похоже на адрес почты.
error-edit-share = «{ $text }» – не доля от 0 до 100.
error-edit-country = Страны «{ $text }» я не знаю. Напишите её название или две буквы кода.
error-edit-number = Такой номер есть у другого клиента. Каждый номер даётся один раз.
error-edit-ends = Договор закончился бы раньше, чем подписан. Проверьте, пожалуйста, обе даты.
error-edit-consent = Контакт подключён и решает это сам, в /settings.
error-edit-late = Отменить может только тот, кто изменил, и в течение 10 минут.
btn2-open-client = 👤 Открыть
client-given = 🤝 Клиент <b>{ $client }</b> теперь ваш. Передал(а): { $by }.
client-given-open = Открыто: { $what }.
client-given-calls = { $n ->
    [one] { $n } звонок
    [few] { $n } звонка
   *[many] { $n } звонков
}
client-given-complaints = { $n ->
    [one] { $n } жалоба
    [few] { $n } жалобы
   *[many] { $n } жалоб
}
client-given-cases = { $n ->
    [one] { $n } разбор
    [few] { $n } разбора
   *[many] { $n } разборов
}
client-gone = 🤝 Клиента <b>{ $client }</b> теперь ведёт { $to } (передал(а) { $by }).
btn2-edit-label = Что это
btn2-edit-day = День
btn2-edit-dates = 📅 Свои даты: { $n }
btn2-edit-left = 🚪 Уволился
btn2-edit-delete = 🗑 Удалить
edit-left = 🚪 { $name } больше не работает у клиента { $client }: в списках не показываем и ничего не шлём.
edit-not-left = ↩ { $name } снова у клиента { $client }.
edit-dates = 📅 Свои даты клиента <b>{ $name }</b>
edit-no-dates = Пока нет. Дни рождения, даты сделок и договоров хранятся отдельно.
edit-date = { $n }. { $day }: { $label }
edit-date-since = { $day } (с { $year } г.)
edit-date-deleted = 🗑 Удалено: { $label }
error-edit-date-same = Такая дата у клиента уже есть.
