# Жалобы: подача, карточка клиента, карточка сотрудника, списки.
command-complaint = рассказать, что пошло не так, или предложить улучшение
command-my = ваши жалобы и что с ними происходит
command-complaints = жалобы по состоянию и ответственному
btn2-home-complaint = ⚠️ Жалоба

# Сколько получено
counted-photos = { $count } фото
counted-voices = { $count ->
        [one] { $count } голосовое
        [few] { $count } голосовых
       *[many] { $count } голосовых
    }
counted-videos = { $count } видео
counted-files = { $count ->
        [one] { $count } файл
        [few] { $count } файла
       *[many] { $count } файлов
    }
counted-words = { $count ->
        [one] { $count } слово
        [few] { $count } слова
       *[many] { $count } слов
    }
counted-nothing = пока ничего

# Подача
complaint-ask-kind = Что вы хотите отправить?
btn2-complaint-kind-complaint = ⚠️ Жалобу
btn2-complaint-kind-suggestion = 💡 Предложение
complaint-ask-category = О чём это?
complaint-ask-what = Расскажите, что случилось: текст, фото, голосовые, файлы – сколько угодно сообщений.
suggestion-ask-what = Что вы предлагаете? Текст, фото, голосовые, файлы – сколько угодно сообщений.
complaint-received = Получено: { $counts }
complaint-received-more = Получено: { $counts }
    Можно прислать ещё или идти дальше.
btn1-complaint-next = ➡️ Это всё
btn1-suggestion-send = ✅ Отправить предложение
complaint-ask-wish = Что исправило бы дело? Напишите или просто нажмите «Отправить».
complaint-wish = 🎯 Пожелание: { $wish }
complaint-ready = Можно отправлять. Дополнить тоже ещё можно.
btn1-complaint-send = ✅ Отправить жалобу
complaint-draft-sent = ✅ Отправлено, номер { $number }.
complaint-draft-dropped = Отменено. Ничего не отправлено. Начать заново: /complaint
complaint-draft-line = ⏳ Это ещё не отправлено (получено: { $counts }). Отправьте или отмените здесь ☝️
error-complaint-empty = Здесь пока ничего нет: напишите, что случилось, или пришлите фото либо голосовое.
error-complaint-unfinished = Сначала выберите, о чём это.
cancelled-complaint = Закрыто. То, что уже отправлено, остаётся.
cancelled-talk = Закрыто. То, что уже отправлено, остаётся.

# Карточка клиента
complaint-title-complaint = Жалоба { $number }
complaint-title-suggestion = Предложение { $number }
complaint-plain = { $text }
complaint-step = Шаг { $n } из 4: { $state } · { $at }
complaint-state-received = получено
complaint-state-work = в работе
complaint-state-solved = решено, спрашиваем клиента
complaint-state-solved-you = решено, если вы согласны
complaint-state-closed = закрыто
complaint-state-withdrawn = отозвано
complaint-withdrawn-at = Отозвано · { $at }
complaint-answers-by = { $owner } ответит до { $at }.
complaint-solves-by = { $owner } занимается этим и решит до { $at }.
complaint-moved = Почему срок перенесён: { $reason }
complaint-waits-for-you = ⏸ { $owner } ждёт вашего ответа.
complaint-asked = { $owner }: «{ $done }»
complaint-is-it-solved = <b>Вопрос решён?</b>
btn1-complaint-yes = ✅ Да, решён
btn1-complaint-no = ↩ Нет, открыть снова
btn2-complaint-add = ➕ Дополнить
btn2-complaint-copy = 📋 Номер
btn1-complaint-withdraw = ✖ Отозвать
complaint-withdraw-ask = Отозвать { $number }? Мы перестанем этим заниматься.
btn1-complaint-withdraw-yes = ✖ Да, отозвать
complaint-rate-us = Спасибо. Как мы справились? 1 – плохо, 5 – очень хорошо
complaint-rated-us = Спасибо. Ваша оценка нашей работы: { $score } из 5.
complaint-unconfirmed = Вы не ответили, поэтому закрыто.
complaint-write-until = Всё-таки не решено? Ответьте на это сообщение до { $at }, и мы снова этим займёмся.
complaint-here = ☝️ { $number } здесь
complaint-added = Добавлено к { $number }; сообщение у сотрудника: { $owner }.
complaint-new-linked = { $number } закрыто давно, поэтому это начало нового обращения, связанного с ним. Пожалуйста, закончите его ниже.
complaint-add-now = Напишите или пришлите, что добавить к { $number }. Сразу получит: { $owner }.
complaint-add-closed = Напишите, что ещё не так с { $number }: текст, фото, голосовые, файлы.
complaint-told-work = { $number } в работе. Занимается: { $owner }.
complaint-told-going = { $number }: работа продолжается. Занимается: { $owner }.
complaint-told-waiting = { $number }: чтобы продолжить, нужен ваш ответ. Ждёт: { $owner }. Ответьте на это сообщение или на карточку.
complaint-told-solved = { $number } · { $owner }: «{ $text }»
    Вопрос решён? Нажмите, пожалуйста, кнопку на карточке ☝️
complaint-told-date = { $number }: мы не успеваем к обещанному сроку, просим прощения.
    Причина: { $text }
    Новый срок: { $at }
complaint-told-unconfirmed = { $number }: закрыто, так как вы не ответили. Если вопрос не решён, ответьте на это сообщение.
complaint-told-reopened = { $number }: открыто снова. Ваше сообщение у сотрудника: { $owner }.
complaint-my-head = Ваши жалобы и предложения: { $total }
complaint-my-line = { $n }. { $number } · { $state }
complaint-my-by = до { $at }
complaint-my-none = Вы ещё не присылали жалоб. Написать: /complaint
complaint-page = { $n } из { $of }

# Карточка сотрудника
complaint-from = { $contact } · { $client } · { $at }
complaint-gone = ↪ { $client }: теперь у { $owner }. Вам это больше не видно.
complaint-erased = 🗑 Данные автора удалены по его желанию.
complaint-unreachable = ⚠️ Клиент сейчас недоступен в Telegram: пожалуйста, позвоните.
complaint-previous = Продолжение { $number }
complaint-text = <blockquote expandable>{ $text }</blockquote>
complaint-more = Добавлено позже: { $counts }
complaint-notes = 📝 { $count ->
        [one] { $count } заметка
        [few] { $count } заметки
       *[many] { $count } заметок
    } сотрудников
complaint-owner = Ответственный: { $owner }
complaint-answer-by = Первый ответ до { $at }
complaint-answer-late = ⏰ Первый ответ был нужен до { $at }
complaint-solve-by = Решить до { $at }
complaint-solve-late = ⏰ Нужно было решить до { $at }
complaint-needs-date = Срок прошёл: назовите клиенту причину и новый срок (Шаг… → Новый срок…).
complaint-waiting = ⏸ Ждём клиента с { $at }; сроки остановлены
complaint-reopened = ↩ Открыто снова: { $count ->
        [one] { $count } раз
        [few] { $count } раза
       *[many] { $count } раз
    }
complaint-solution-cause = Причина: { $text }
complaint-solution-done = Сделано: { $text }
complaint-solution-prevents = Чтобы не повторилось: { $text }
complaint-closed-confirmed = ✅ Клиент говорит, что вопрос решён
complaint-closed-unconfirmed = ☑️ Закрыто без подтверждения: клиент не ответил
complaint-closed-withdrawn = ✖ Отозвано клиентом
complaint-handling = Клиент оценил нашу работу: { $score } из 5
btn2-complaint-take = ✋ Взять
btn2-complaint-reply = 💬 Ответ клиенту
btn2-complaint-step = Шаг…
btn2-complaint-hand = Передать…
btn2-complaint-client = 👤 Клиент
btn2-complaint-files = 📎 Файлы
btn2-complaint-solve = ✅ Решено…
btn2-complaint-wait = ⏸ Ждём клиента
btn2-complaint-go-on = ▶️ Продолжить
btn2-complaint-date = 📅 Новый срок…
complaint-hand-to = Кому передать?
complaint-hand-nobody = Передать некому.
complaint-files-come = { $count ->
        [one] { $count } файл придёт
        [few] { $count } файла придут
       *[many] { $count } файлов придут
    } ниже
complaint-noted = 📝 Заметка для сотрудников. Клиент ({ $contact }) её не видит; чтобы написать ему: «Ответ клиенту».
complaint-ring-warning-answer = ⏳ { $number }: первый ответ нужен до { $at }.
complaint-ring-warning-solve = ⏳ { $number }: решить до { $at }.
complaint-ring-overdue-answer = ⏰ { $number }: ответа ещё нет, срок был { $at }. Ответственный: { $owner }
complaint-ring-overdue-solve = ⏰ { $number }: ещё не решено, срок был { $at }. Ответственный: { $owner }
complaint-ring-confirmed = ✅ { $number }: { $contact } подтверждает, что вопрос решён.
complaint-ring-unconfirmed = ☑️ { $number }: клиент ({ $contact }) не ответил; закрыто без подтверждения.
complaint-ring-erased = 🗑 { $number }: закончено, данные клиента удалены по его желанию.
complaint-ring-withdrawn = ✖ { $number }: отозвано клиентом ({ $contact }).
complaint-ring-no = ↩ { $number }: { $contact } говорит, что не решено. Открыто снова.
complaint-ring-wrote = ↩ { $number }: { $contact } снова пишет. Открыто снова.
complaint-ring-to-lead = ↩ { $number }: открыто снова во второй раз. Теперь занимается: { $owner }.
complaint-ring-taken = ✋ { $number }: теперь занимается { $owner }.
complaint-ring-handed = 🤝 { $number } теперь у вас. Передаёт: { $owner }.

# Решение и новый срок
complaint-type-cause = { $number }: какова причина? Одной строкой. (/cancel – прервать)
complaint-type-done = { $number }: что сделано? Это прочтёт клиент.
complaint-type-prevents = { $number }: что сделать, чтобы не повторилось? Это для нас, клиент не увидит.
complaint-type-reason = { $number }: почему не успеваем? Это прочтёт клиент. (/cancel – прервать)
complaint-type-date = Новый срок? Выберите или напишите: 24.11. 15:00
complaint-solution-goes = Клиенту ({ $contact }) уйдёт: «{ $text }» и вопрос, решено ли это.
complaint-date-goes = Клиенту ({ $contact }) уйдёт: «{ $reason }» и новый срок: { $at }
btn1-complaint-send-client = ✅ Отправить клиенту
btn2-complaint-again = ✏️ Заново
complaint-told-client = ✅ { $number }: отправлено клиенту ({ $contact }).
error-complaint-type-it = Напишите, пожалуйста, текстом.
error-complaint-too-long = Слишком длинно: { $length } знаков, а помещается { $limit }. Сократите, пожалуйста.
error-complaint-date-past = Этот срок уже прошёл. Выберите более поздний.
error-complaint-date-far = До этого срока больше года. Выберите более ранний.

# Списки
complaint-list-head = Жалобы, { $which }: { $total }
complaint-list-open = открытые
complaint-list-overdue = просроченные
complaint-list-mine = мои
complaint-list-received = новые
complaint-list-work = в работе
complaint-list-solved = ждут ответа клиента
complaint-list-over = закрытые
complaint-list-line = { $n }. { $number } · { $client } · { $state } · { $owner }
complaint-list-by = до { $at }
complaint-list-late = ⏰ срок был { $at }
complaint-list-whose = Чьи жалобы?
btn3-complaint-list-open = Все
btn3-complaint-list-overdue = ⏰ Срок
btn3-complaint-list-mine = Мои
btn3-complaint-list-received = Новые
btn3-complaint-list-work = В работе
btn3-complaint-list-solved = Решённые
btn2-complaint-list-over = Закрытые
btn2-complaint-list-owners = 👥 Чьи…
btn1-complaint-list-everybody = Всех

# In the morning digest
digest-what-answer = дать первый ответ
digest-what-solve = решить жалобу
