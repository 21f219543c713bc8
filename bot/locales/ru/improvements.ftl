# Улучшения: что меняем, потому что одна причина повторяется; «вы сказали, мы изменили».
command-improve = что повторяется: кто это меняет, к какому сроку, что сделано
improvement-head = 🔧 <b>{ $what }</b> · улучшение { $id }
improvement-clients = { $n ->
    [one] { $n } клиент
    [few] { $n } клиента
   *[many] { $n } клиентов
}
improvement-cases = { $n ->
    [one] { $n } разбор
    [few] { $n } разбора
   *[many] { $n } разборов
} с этой причиной, { $clients }
improvement-cases-short = { $n ->
    [one] { $n } разбор
    [few] { $n } разбора
   *[many] { $n } разборов
}
improvement-why-open = Это повторяется: исправлять каждый случай отдельно мало.
improvement-of-none = Разборов с этой причиной пока нет; новые добавятся сюда.
improvement-of-nobody = Своими словами: клиенты этого не ждут.
improvement-owner = 👤 { $name }
improvement-no-owner = 👤 пока никто
improvement-due = 📅 до { $day }
improvement-late = ⏰ срок был { $day }
improvement-no-date = 📅 срока пока нет
improvement-done = ✅ Сделано · { $day }. Что читают клиенты:
improvement-dropped = ✖ Снято · { $day }: { $why }
improvement-text = <blockquote>{ $text }</blockquote>
improvement-told-progress = 📬 Дошло: { $arrived } из { $all }.
improvement-told-waiting = ⏳ В пути: { $n }. Ждёт их утра или конца открытой жалобы.
improvement-told-left = Не сообщили: { $n } (не подключены или не хотят сообщений).
improvement-told-nobody = Клиентам ничего не отправлено.
improvement-note = 📝 { $note }
improvement-noted = 📝 Заметка сохранена · { $what }
improvement-voice = <b>{ $score } из 10</b> · { $name }, { $client } · { $day }
improvement-words = <blockquote>{ $words }</blockquote>
improvement-hidden = Об этом сказали клиенты коллег: { $n }.
improvement-hidden-more = … и клиенты коллег: { $n }.
improvement-line-opened = 🔧 { $what }: повторяется. Кто это изменит и к какому сроку?
improvement-line-yours = 🔧 { $what }: теперь это улучшение ваше
improvement-line-missed = ⏰ { $what }: срок был { $due }
improvement-line-card = 🔧 { $what }
improvement-note-changed = За это время что-то изменилось. Вот как обстоят дела.
improvement-note-ended = Это уже завершено. Вот как обстоят дела.
improvement-there = 🔧 { $what }: такое улучшение уже есть. Его карточка ниже.
improvement-opened = 🔧 { $what }: открыто. Его карточка ниже.
improvement-which = Что нужно улучшить?
improvement-ask-title = Напишите в нескольких словах, что нужно улучшить.
improvement-ask-owner = Кто этим займётся?
improvement-ask-date = К какому сроку? Выберите день или напишите: 12.12.
improvement-dated = 📅 { $what }: до { $day }
improvement-ask-text = <b>Что изменили?</b> Напишите так, как это должен прочитать клиент, например: «Теперь каждый заказ перед отправкой проверяет второй человек». Ваши слова уйдут как есть; перед отправкой вы всё увидите.
improvement-ask-language = <b>Что изменили?</b> Напишите на языке: { $language }. Остальные получат слова, которые уже есть.
improvement-reads = Клиенты прочитают, каждый со своими датой, оценкой и словами:
improvement-reads-others = Прочитают остальные ({ $n }), каждый со своими датой, оценкой и словами:
improvement-reads-language = { $language }, { $n }:
improvement-quote = <blockquote>{ $text }</blockquote>
improvement-told =
    🔧 <b>Вы сказали, мы изменили</b>
    { $day } вы поставили компании { $company } { $score } из 10.
    Вот что мы с тех пор изменили:

    { $text }

    Спасибо, что сказали нам об этом.
improvement-told-words =
    🔧 <b>Вы сказали, мы изменили</b>
    { $day } вы поставили компании { $company } { $score } из 10 и написали: «{ $words }»
    Вот что мы с тех пор изменили:

    { $text }

    Спасибо, что сказали нам об этом.
improvement-told-plain =
    🔧 <b>Вы сказали, мы изменили</b>

    { $text }
improvement-goes = 📬 Получат все, кто об этом сказал: { $n }. Каждый один раз; слова вокруг вашего текста будут на языке клиента.
improvement-goes-nobody = Клиентам ничего не отправим: об этом никто не говорил или написать некому.
improvement-left-gone = · ушли или удалены: { $n }, не сообщим
improvement-left-not-connected = · не подключены: { $n }, не сообщим
improvement-left-stopped = · остановили все сообщения: { $n }, не сообщим
improvement-left-refused = · не хотят опросов: { $n }, не сообщим
improvement-ask-why = Почему ничего не меняем? Напишите одним сообщением. Клиенты этого не увидят.
improvement-dropped-now = ✖ { $what }: снято. Никому не сообщаем.
improvements-open-all = 🔧 <b>Улучшения в работе: { $n }</b>
improvements-open-mine = 🔧 <b>Мои улучшения в работе: { $n }</b>
improvements-done-all = ✅ <b>Сделанные улучшения: { $n }</b>
improvements-done-mine = ✅ <b>Мои сделанные улучшения: { $n }</b>
improvements-dropped-all = ✖ <b>Снятые улучшения: { $n }</b>
improvements-dropped-mine = ✖ <b>Мои снятые улучшения: { $n }</b>
improvements-row = { $n }. { $what }
improvements-what = { $what }
improvements-who = 👤 { $name }
cancelled-improvement = Оставлено как есть. Улучшение в списке /improve.
btn2-improvement-owner = 👤 Кто…
btn2-improvement-date = 📅 Срок…
btn2-improvement-done = ✅ Сделано…
btn2-improvement-drop = ✖ Снять…
btn2-improvement-calendar = 📅 Календарь
btn2-improvement-text = ✏️ Иначе
btn1-improvement-language = 🌐 Слова на языке: { $language }
btn1-improvement-send = ✅ Отправить ({ $n }) и завершить
btn1-improvement-finish = ✅ Завершить без сообщения
btn1-improvement-progress = 🔄 Сколько уже дошло?
btn1-improvement-words = ✏️ Своими словами…
btn3-improve-open = В работе
btn3-improve-done = Готово
btn3-improve-dropped = Снято
btn2-improve-mine = 👤 Мои
btn2-improve-all = 👥 Все
btn2-improve-new = ➕ Новое
error-improvement-past = Этот день уже прошёл. Выберите тот, что ещё впереди.
error-improvement-far = Это больше чем через два года. Выберите день поближе.
error-improvement-title = Напишите словами, что нужно улучшить.
error-improvement-title-long = Пожалуйста, короче: не больше { $limit } знаков, сейчас { $n }.
error-improvement-text = Напишите словами, что изменили: это прочитают клиенты.
error-improvement-text-long = Пожалуйста, короче: не больше { $limit } знаков, сейчас { $n }.
error-improvement-why = Напишите словами, почему ничего не меняем.
error-improvement-why-long = Пожалуйста, короче: не больше { $limit } знаков, сейчас { $n }.
error-improvement-language = Такого языка я не знаю.
