# /stats, /nps, /me: показатели картинкой, словами, файлом.
command-stats = NPS, разборы, жалобы и активность на картинке
command-nps = NPS словами
command-me = мои звонки и контакты
btn2-stats-nps = NPS
btn2-stats-cases = Разборы
btn2-stats-complaints = Жалобы
btn2-stats-activity = Активность
btn3-stats-nps = NPS
btn3-stats-waves = Отклик
btn3-stats-questions = Вопросы
btn3-stats-cases = Разборы
btn3-stats-complaints = Жалобы
btn3-stats-activity = Активн.
btn2-stats-only = Отбор: { $n ->
    [0] { $value }
    [1] { $value }
   *[other] { $n } условия
    }
btn1-stats-clear = ✖ Без отбора
btn3-stats-days-7 = 7 дн.
btn3-stats-days-30 = 30 дн.
btn3-stats-days-90 = 90 дн.
btn3-stats-days-365 = Год
btn3-stats-everybody = Все
btn1-stats-wider = Показать { $days } дней
btn2-stats-who = Кто 0-6?
btn2-stats-who-n = Кто 0-6? { $n }
btn2-stats-xlsx = ⬇️ XLSX
error-stats-period = Могу показать 7, 30, 90 или 365 дней, но не «{ $typed }». Например: /stats 30д
error-stats-several = Под «{ $name }» подходят несколько: { $names }. Уточните имя или напишите перед ним, что это: «менеджер …», «сегмент …», «уровень …», «опрос …», «причина …».
stats-everybody = все менеджеры
stats-team = группа { $name }
stats-title-nps = NPS
stats-title-cases = Разборы
stats-title-complaints = Жалобы
stats-title-activity = Активность
stats-nps = NPS { $nps } (от { $low } до { $high })
stats-margin = от { $low } до { $high }
stats-head = <b>{ $what }</b> · { $days } дней · { $whose }
stats-dates = { $first } – { $last }
stats-dates-n = { $first } – { $last } · { $n ->
    [one] { $n } ответ
    [few] { $n } ответа
   *[many] { $n } ответов
    }
stats-subtitle = { $first } – { $last }
stats-subtitle-n = { $days } дней · { $n ->
    [one] { $n } ответ
    [few] { $n } ответа
   *[many] { $n } ответов
    }
stats-sentence = { $text }
stats-none = За эти { $days } дней ответов нет.
stats-few = { $n ->
    [one] { $n } ответ
    [few] { $n } ответа
   *[many] { $n } ответов
    } – слишком мало, чтобы показывать. Нужно хотя бы { $enough }.
stats-out = { $n ->
    [one] Ждём ответа на { $n } опрос.
    [few] Ждём ответа на { $n } опроса.
   *[many] Ждём ответа на { $n } опросов.
    }
stats-next-wave = Следующие уйдут { $at }.
stats-groups = 9-10: { $promoters } · 7-8: { $passives } · 0-6: { $detractors }
stats-group-promoters = 9-10: { $n }
stats-group-passives = 7-8: { $n }
stats-group-detractors = 0-6: { $n }
stats-group-promoter = сторонник
stats-group-passive = нейтральный
stats-group-detractor = критик
stats-response = Спросили: { $sent }, пока ответили: { $answered } ({ $share })
stats-response-any = Спросили: { $sent }, пока ответили: { $answered } ({ $share }), с любой причиной и без неё
stats-asked-nobody = В эти дни никого не спрашивали.
stats-not-asked = В эти дни никого не спрашивали; ответы даны по своей инициативе или на прежние вопросы.
stats-before = { $days } дней до того: { $score }, ответов: { $n }
stats-before-few = { $days } дней до того: { $n ->
    [one] { $n } ответ
    [few] { $n } ответа
   *[many] { $n } ответов
    }, слишком мало для сравнения
stats-change = { $days } дней до того: { $score }, ответов: { $n }. Изменение { $delta }: { $within ->
    [yes] в пределах погрешности
   *[no] больше погрешности
    }
stats-top = Главная причина у 0-6: { $reason } ({ $n })
stats-by-managers = Записали менеджеры: { $n }, здесь не считаются
stats-trend = По { $days } дней до даты, в скобках ответы: { $points }
stats-point = { $last } <b>{ $nps }</b> ({ $n })
stats-point-few = { $last } – ({ $n })
stats-each-point = Каждая точка: { $days } дней до этой даты, под ней – число ответов
stats-parts = <b>По отдельности</b>
stats-part = { $name }: { $score }, ответов: { $n }
stats-part-few = { $name }: { $n ->
    [one] { $n } ответ
    [few] { $n } ответа
   *[many] { $n } ответов
    }, слишком мало
stats-more = … и ещё { $n }
stats-apart = Больше погрешности: { $higher } выше, чем { $lower }.
stats-overlap = Интервалы пересекаются: никто не выше других.
stats-cases-now = Открыто за период: { $opened } · в работе: { $open } · просрочено: { $overdue }
stats-kept-contact = Первый контакт в срок: { $kept } из { $of } ({ $share })
stats-half-contact = До первого контакта у половины: не больше { $span }
stats-kept-close = Разобрано в срок: { $kept } из { $of } ({ $share })
stats-half-close = До закрытия у половины: не больше { $span }
stats-cases-end = Клиент подтвердил: { $settled } · без подтверждения: { $unconfirmed } · открыты снова: { $reopened }
stats-cases-again = Спросили снова после разбора: доверие вернулось { $back } · нет { $low } · пока без ответа { $silent }
stats-causes = Главные причины завершённых разборов: { $causes }
stats-complaints-now = Подано: { $filed } · открыто сейчас: { $open } · просрочено: { $overdue }
stats-kept-answer = Ответ в срок: { $kept } из { $of } ({ $share })
stats-half-answer = До первого ответа у половины: не больше { $span }
stats-kept-solve = Решено в срок: { $kept } из { $of } ({ $share })
stats-half-solve = До решения у половины: не больше { $span }
stats-complaints-end = Клиент подтвердил: { $confirmed } · без подтверждения: { $unconfirmed } · открыты снова: { $reopened }
stats-handling = Как мы справились, от 1 до 5: { $mark }
stats-categories = Главные темы: { $categories }
stats-calls = Звонков по плану: { $due } · в тот же день: { $done } · с опозданием: { $late } · ждут: { $waiting } · отменено: { $dropped }
stats-touches = Контактов с клиентами: { $n } · в неделю: { $weekly }
stats-kinds = { $kinds }
stats-touch-call = Звонки
stats-touch-meeting = Встречи
stats-touch-message = Сообщения
stats-touch-visit = Визиты
stats-bar-opened = Открыто за период
stats-bar-open = В работе
stats-bar-overdue = Просрочено
stats-bar-contact = Первый контакт в срок
stats-bar-close = Разобрано в срок
stats-bar-settled = Подтверждено
stats-bar-unconfirmed = Без подтверждения
stats-bar-reopened = Открыто снова
stats-bar-filed = Подано
stats-bar-answer = Ответ в срок
stats-bar-solve = Решено в срок
stats-bar-confirmed = Подтверждено клиентом
stats-bar-in-time = Звонки в тот же день
stats-bar-late = Звонки с опозданием
stats-bar-waiting = Звонки ждут
stats-bar-dropped = Звонки отменены
stats-bar-of = { $n } из { $of }
stats-nothing-cases = За эти { $days } дней разборов нет.
stats-nothing-complaints = За эти { $days } дней жалоб нет.
stats-nothing-activity = За эти { $days } дней нет ни звонков, ни контактов.
stats-low-head = <b>Кто ответил 0-6</b> · { $days } дней · { $whose }
stats-low-none = Никто.
stats-low = { $n }. { $score } · { $who }, { $client } · { $day }
stats-low-hidden = { $n }. { $score } · клиент теперь у другого · { $day }
stats-no-picture = Картинку на этот раз нарисовать не удалось. Вот числа.
stats-writing = Готовлю файл…
stats-sheet = Ответы
stats-file = Строк в файле: { $rows }. Показатель – из строк с «да».
stats-file-cut = В нём только последние { $rows } из { $total }.
stats-hidden = теперь у другого
stats-column-at = Дата
stats-column-client = Клиент
stats-column-person = Контакт
stats-column-manager = Менеджер
stats-column-score = Оценка
stats-column-group = Группа
stats-column-counts = Учтена
stats-column-reasons = Причины
stats-column-words = Слова
stats-column-programme = Опрос
stats-counts-yes = да
stats-counts-earlier = нет, позже ответили снова
stats-counts-by-manager = нет, записал менеджер
stats-programme-monthly = ежемесячный
stats-programme-quarterly = квартальный
stats-programme-annual = годовой
stats-programme-again = после разбора
stats-programme-rate = по своей инициативе
btn2-stats-segment = Сегмент: { $value }
btn2-stats-tier = Уровень: { $value }
btn2-stats-programme = Опрос: { $value }
btn2-stats-reason = Причина: { $value }
stats-any = все
stats-any-segment = Все сегменты
stats-any-tier = Все уровни
stats-any-programme = Все опросы
stats-any-reason = Все причины
stats-no-segment = без сегмента
stats-tier-key = ключевые
stats-tier-regular = обычные
stats-tier-new = новые
stats-only = Только: { $cut }
stats-title-waves = Отклик
stats-title-questions = Вопросы
stats-survey = { $survey }: ответили { $answered } из { $sent } ({ $share })
stats-rounds = <b>По рассылкам, сначала новые</b>
stats-rounds-edge = Выше – вопросы этих дней. Ниже – рассылки, начатые в эти дни, каждая целиком.
stats-round = { $day }, { $survey }: <b>{ $share }</b>, { $answered } из { $sent }{ $rest }
stats-round-elsewhere = ответили на другой опрос { $n }
stats-round-noted = записал менеджер { $n }
stats-round-waiting = ждём { $n }
stats-round-silent = молчат { $n }
stats-bar-share = { $n } из { $of } ({ $share })
stats-bar-mean = { $mean } ({ $n })
stats-bar-few = мало ({ $n })
stats-mean = { $question }: <b>{ $mean }</b> ({ $n ->
    [one] { $n } ответ
    [few] { $n } ответа
   *[many] { $n } ответов
    }, { $survey })
stats-mean-few = { $question }: { $n ->
    [one] { $n } ответ
    [few] { $n } ответа
   *[many] { $n } ответов
    } – слишком мало, чтобы показывать ({ $survey })
stats-nothing-waves = За эти { $days } дней ничего не отправляли.
stats-nothing-questions = За эти { $days } дней ответов на дополнительные вопросы нет.
stats-by-managers-groups = Записали менеджеры: { $n }, здесь не считаются (9-10: { $promoters } · 7-8: { $passives } · 0-6: { $detractors })
error-stats-unknown = Не понимаю «{ $name }». Можно написать в любом порядке:
    дни: 7д, 30д, 90д, год
    чьи: { $whose }
    сегмент: { $segment }
    уровень: { $tier }
    опрос: { $programme }
    причина: { $reason }
    Например: /nps 90д ключевые
error-stats-one = /nps рассказывает только об NPS. Об остальном: /stats { $typed }
error-stats-me = /me показывает ваши звонки и контакты, указать можно только дни: /me 7д. Что значит «{ $typed }», мне непонятно.
error-stats-twice = «{ $first }» и «{ $second }» сразу – оставьте, пожалуйста, что-то одно.
error-stats-not-here = По «{ $name }» этот раздел не делится. Делится NPS: /nps { $name }
stats-column-wave = Рассылка
stats-column-segment = Сегмент
stats-column-tier = Уровень
stats-column-by-manager = Записал менеджер
stats-yes = да
stats-recommendations = Попросили нас рекомендовать: { $n }
stats-bar-recommendations = Попросили рекомендовать
btn2-stats-cause = Причина: { $value }
stats-any-cause = Все причины
