# Письма понедельника: обзор для группы, показатели недели для руководителей.
command-huddle = что клиенты сказали за прошлую неделю, что просрочено
huddle-head = 👥 <b>Обзор · { $team }</b> · { $first } – { $last }
huddle-team = группа { $name }
huddle-no-team = клиенты без группы
huddle-empty = Тихая неделя: никто не ответил и не написал, ни один разбор не закрыт, просроченного нет.
huddle-answers = { $n ->
    [0] Никто не ответил.
    [one] Ответил { $n } контакт: для оценки слишком мало.
    [few] Ответили { $n } контакта: для оценки слишком мало.
   *[other] Ответили { $n } контактов: для оценки слишком мало.
    }
huddle-nps = { $score } · ответивших: { $n }
huddle-words = <b>Что сказали клиенты</b> ({ $n })
huddle-thanks = <b>Благодарности</b> ({ $n })
huddle-late = <b>Просрочено сейчас</b> ({ $n })
huddle-recovered = <b>Доверие вернулось</b> ({ $n })
huddle-causes = <b>Причины закрытых разборов</b> ({ $n }): { $causes }
huddle-said = <b>{ $score }</b> · { $who }: { $words }
huddle-who = { $who }, { $client }
huddle-who-one = { $who }
huddle-quoted = «{ $words }»
huddle-voices = 🎤 { $n ->
    [one] голосовое или файл
    [few] { $n } голосовых или файла
   *[other] { $n } голосовых или файлов
    }
huddle-by-phone = записано со слов по телефону
huddle-late-case-contact = 🔴 { $client }: первый контакт нужен был до { $due } · { $owner }
huddle-late-case-close = 🔴 { $client }: закрыть нужно было до { $due } · { $owner }
huddle-late-complaint-answer = ⚠️ { $number }, { $client }: ответить нужно было до { $due } · { $owner }
huddle-late-complaint-solve = ⚠️ { $number }, { $client }: решить нужно было до { $due } · { $owner }
huddle-nobody = никто
huddle-back = { $who }, { $client }: { $before } → { $now }
huddle-left = … и ещё { $n }
huddle-left-group = … и ещё { $n }: /huddle в личном чате со мной
btn1-huddle-more = Показать остальные: { $n }
huddle-choose = 👥 Чью прошлую неделю показать?
weekly-head = 🔔 <b>Неделя: { $whose }</b> · { $first } – { $last }
weekly-title = <b>{ $what }</b>
btn1-stats-weekly = 🔔 По понедельникам: { $on ->
    [yes] да
   *[no] нет
    }
btn2-stats-weekly = 🔔 По пн.: { $on ->
    [yes] да
   *[no] нет
    }
stats-brief = <b>{ $what }</b> · { $n ->
    [one] { $n } ответ
    [few] { $n } ответа
   *[other] { $n } ответов
    }
stats-brief-few = <b>{ $what }</b>
huddle-changed = <b>Что мы изменили</b> ({ $n })
huddle-change = 🛠 { $what }
