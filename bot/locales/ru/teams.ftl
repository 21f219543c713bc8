# /team.
command-team = группы, роли, уход сотрудника
team-every = 👥 <b>Группы</b>
team-none-yet = 👥 Групп пока нет.
team-line = • <b>{ $name }</b>: руководит { $lead }, { $people ->
        [one] { $people } человек
        [few] { $people } человека
       *[other] { $people } человек
    }, { $clients ->
        [one] { $clients } клиент
        [few] { $clients } клиента
       *[other] { $clients } клиентов
    }
team-line-unled = • <b>{ $name }</b>: без руководителя, { $people ->
        [one] { $people } человек
        [few] { $people } человека
       *[other] { $people } человек
    }, { $clients ->
        [one] { $clients } клиент
        [few] { $clients } клиента
       *[other] { $clients } клиентов
    }
team-line-loose = • Без группы: { $people ->
        [one] { $people } человек
        [few] { $people } человека
       *[other] { $people } человек
    }, { $clients ->
        [one] { $clients } клиент
        [few] { $clients } клиента
       *[other] { $clients } клиентов
    }
btn2-team-none = Без группы
btn1-team-add = ➕ Новая группа
btn2-team-rename = ✏️ Назвать иначе
btn2-team-away = 🌴 Отсутствие…
btn2-team-move = ↔ Группа…
btn2-team-role = 🎖 Роль…
btn2-team-invite = 🔗 Ссылка
btn1-team-leave = 👋 Передать дела и уход…
btn1-team-leave-yes = 👋 Да, передать и закрыть доступ
btn1-team-head = Да, сделать руководителем
team-head = 👥 Группа <b>{ $name }</b>
team-head-loose = 👥 <b>Без группы</b>
team-empty = Здесь пока никого нет.
team-member = { $n }. { $name } · { $role } · { $clients ->
        [one] { $clients } клиент
        [few] { $clients } клиента
       *[other] { $clients } клиентов
    }
team-mark-you = это вы
team-mark-away = 🌴 отсутствует
team-mark-waiting = ещё не подключён
team-unnamed = (имени пока нет)
team-person = 👤 <b>{ $name }</b> · { $role }
team-person-team = Группа: { $team }
team-person-loose = Без группы
team-person-waiting = Аккаунт ещё не подключён: нужна ссылка
team-person-connected = Аккаунт: @{ $username }
team-person-plain = Аккаунт подключён
team-person-unreachable = ⚠️ Сейчас недоступен в Telegram
team-person-has = В работе: { $load }
team-person-away = 🌴 Сейчас отсутствует: /away
team-has-clients = { $n ->
        [one] { $n } клиент
        [few] { $n } клиента
       *[other] { $n } клиентов
    }
team-has-cases = { $n ->
        [one] { $n } разбор
        [few] { $n } разбора
       *[other] { $n } разборов
    }
team-has-complaints = { $n ->
        [one] { $n } жалоба
        [few] { $n } жалобы
       *[other] { $n } жалоб
    }
team-has-calls = { $n ->
        [one] { $n } звонок
        [few] { $n } звонка
       *[other] { $n } звонков
    }
team-has-exhibitions = { $n ->
        [one] { $n } список выставки
        [few] { $n } списка выставок
       *[other] { $n } списков выставок
    }
team-has-nothing = пока ничего
team-done = Готово
team-ask-name = Как теперь называется группа «{ $name }»? Напишите название. /cancel – прервать.
team-ask-new = Как называется новая группа? Напишите название. /cancel – прервать.
team-ask-where = В какую группу переходит { $name }? Клиенты переходят вместе с ним.
team-no-other = Других групп пока нет.
team-ask-role = Какая роль теперь у { $name }?
team-ask-head = Руководитель видит всех клиентов, управляет всеми группами и читает журнал. Сделать руководителем: { $name }?
team-ask-heir = 👋 Уходит { $name }. Кому передать всё: клиентов, разборы, жалобы, звонки, списки выставок?
team-no-heir = Передать здесь некому. Сначала пригласите кого-нибудь: /invite
team-ask-leave = 👋 Уходит <b>{ $name }</b>. <b>{ $heir }</b> получает: { $load }.
    Доступ закрывается сразу. Отменить это нельзя.
team-left = ✅ { $name }: доступ закрыт. { $heir } получает: { $load }.
team-left-before = { $name }: доступ уже закрыт. Всё перешло: { $heir }
team-left-deputies = { $n ->
        [one] Этот сотрудник должен был замещать отсутствующего: тому и его руководителю отправлена просьба назвать другого.
       *[other] Этот сотрудник должен был замещать отсутствующих (раз: { $n }): им и их руководителям отправлена просьба назвать другого.
    }
team-left-leadless = У группы «{ $team }» теперь нет руководителя.
team-told-handed = 🤝 { $name } больше не работает здесь. Вам переходит всё: { $load }. Что предстоит: /today
team-told-changed = ℹ️ Теперь ваша роль – { $role }, группа «{ $team }». Что вы можете: /start
team-told-changed-loose = ℹ️ Теперь ваша роль – { $role }, без группы. Что вы можете: /start
cancelled-team = Закрыто. Название прежнее.
error-team-nameless = У вашей группы ещё нет названия: /start спросит о нём.
error-team-same-name = Группа «{ $name }» уже есть. Выберите другое название.
error-team-last-head = Это единственный руководитель: управлять группами было бы некому. Сначала назначьте ещё одного.
error-team-has-lead = У этой группы уже есть руководитель. Сначала смените его роль или группу.
