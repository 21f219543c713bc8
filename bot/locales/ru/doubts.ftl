doubt-card = ❓ Telegram не подтвердил доставку { $count ->
        [one] { $count } сообщения
       *[other] { $count } сообщений
    } клиентам. Могло дойти, а могло и не дойти.
    { $lines }
doubt-one = ❓ { $left ->
        [1] Последнее сообщение
       *[other] Одно из { $left }
    }: дошло ли оно?
    { $line }
doubt-line = • { $who } · { $kind ->
        [survey] вопрос 0–10
        [complaint] жалоба
        [case] низкая оценка
        [improvement] что мы изменили
        [exhibition] приглашение
        [occasion] поздравление
       *[other] сообщение
    } · { $at }
doubt-more = … и ещё { $count }
doubt-none = ✅ Сомнений больше нет.
doubt-again = Отправим ещё раз
doubt-arrived = Отмечено: дошло
btn2-doubt-again = Отправить снова
btn2-doubt-arrived = Все дошли
btn1-doubt-each = По одному
btn2-doubt-again-one = Отправить снова
btn2-doubt-arrived-one = Дошло
doubt-line-ring = ❓ Могли не дойти: { $count ->
        [one] { $count } сообщение
        [few] { $count } сообщения
       *[many] { $count } сообщений
    }.
