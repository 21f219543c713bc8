command-exhibition = завести выставку, презентацию или конференцию
command-exhibitions = что предстоит и как продвигаются списки
exhibition-ask-name = 🏛 Как называется выставка? Выйти: /cancel.
exhibition-ask-dates = <b>{ $name }</b>: когда? Например, <code>15.12-17.12</code> или <code>15.12.2026</code>
exhibition-ask-venue = <b>{ $name }</b>: где? Достаточно города и зала.
exhibition-ask-stand = <b>{ $name }</b>: какой у нас стенд?
exhibition-ask-who = { $what }
    Кого приглашаем?
exhibition-preview = { $what }
    { $n ->
        [0] Приглашать некого. Выберите других.
        [one] В списках менеджеров будет { $n } клиент.
        [few] В списках менеджеров будет { $n } клиента.
       *[many] В списках менеджеров будет { $n } клиентов.
    }
exhibition-title = 🏛 <b>{ $name }</b>, { $days }
exhibition-title-at = 🏛 <b>{ $name }</b>, { $days } · { $where }
exhibition-title-bare = 🏛 <b>{ $name }</b>
exhibition-cancelled = ❌ Отменено
exhibition-listed-on = Списки менеджерам: { $day }
exhibition-listed-now = Списки уходят менеджерам сейчас.
exhibition-progress = { $name }: обзвонено { $done } из { $total }
exhibition-no-manager = Без менеджера
exhibitions-none = Выставок не запланировано.
exhibition-card = { $what }
    Ваш список: обзвонено { $done } из { $total }
exhibition-line = { $n }. { $mark } { $client } · { $state }
exhibition-ring = 🏛 { $name }: { $left ->
    [0] список обработан
    [one] осталось позвонить { $left } клиенту
   *[many] осталось позвонить { $left } клиентам
}
exhibition-picked = 🏛 { $exhibition } · <b>{ $client }</b>
exhibition-person = { $person }
exhibition-phone = { $phone }
exhibition-now = Сейчас: { $state }
exhibition-state-to-call = позвонить
exhibition-state-told = сообщено
exhibition-state-coming = придёт
exhibition-state-maybe = возможно
exhibition-state-declined = не придёт
exhibition-state-unreachable = недоступен
btn1-exhibition-all = Всех
btn2-exhibition-key = Ключевых
btn2-exhibition-regular = Обычных
btn2-exhibition-new = Новых
btn2-exhibition-no-stand = Без стенда
btn2-exhibition-start = ✅ Начать
btn2-exhibition-list = 📋 Мой список
btn2-exhibition-off = ✖ Отменить…
btn1-exhibition-cancel-yes = ✖ Да, отменить для всех
btn2-exhibition-told = 💬 Сообщено
btn2-exhibition-coming = ✅ Придёт
btn2-exhibition-maybe = ❔ Возможно
btn2-exhibition-declined = ❌ Не придёт
btn2-exhibition-unreachable = 📵 Недоступен
btn3-page = { $page } / { $pages }
error-exhibition-past = Эта дата уже прошла.
error-exhibition-dates = Конец не может быть раньше начала, и не дольше 60 дней.
error-exhibition-empty = Пришлите, пожалуйста, текстом.
error-exhibition-long = Слишком длинно: не больше { $limit } знаков.
error-exhibition-unfinished = Не хватает дат. Заведите заново: /exhibition
cancelled-exhibition = Выставка не заведена.
exhibition-nobody = Ваших клиентов в этом списке нет.
exhibition-together = Всего
btn1-exhibition-to-call = ↩ Вернуть в «позвонить»
