# Вопрос 0-10, как его видят контакты, и что видят менеджеры о довольных клиентах.
command-rate = оценить нас от 0 до 10
btn2-home-rate = ⭐ Оценить
survey-ask-head = { $company } · один вопрос, 10 секунд
survey-ask-head-long = { $company } · коротких вопросов: { $n }, по одному
survey-own = { $text }
survey-question = <b>{ $text }</b>
survey-recommend = Насколько вероятно, что вы порекомендуете нас коллеге?
survey-scale = 0 – совсем маловероятно   10 – очень вероятно
survey-again = Несколько дней назад мы спрашивали вас и всё ещё хотели бы узнать:
btn2-survey-later = Позже
btn2-survey-refuse = Не спрашивать
survey-later = Хорошо, когда вам удобно: кнопки останутся здесь. Спрошу ещё один раз после { $at }.
survey-later-open = Хорошо, когда вам удобно: кнопки останутся здесь.
survey-refused = Больше не будем спрашивать. Включить снова можно в /settings.
survey-closed = Этот опрос закрыт ({ $day }). Ваша оценка всё равно важна для нас.
btn1-survey-anyway = Всё равно оценить
survey-answer-detractor = Ваш ответ: <b>{ $score } из 10</b> – «маловероятно». Спасибо за честность.
survey-answer-passive = Ваш ответ: <b>{ $score } из 10</b> – «довольно вероятно». Спасибо.
survey-answer-promoter = Ваш ответ: <b>{ $score } из 10</b> – «очень вероятно». Спасибо!
survey-why-detractor = Что пошло не так? Выберите или просто напишите, можно голосом.
survey-why-passive = Чего не хватает до 10? Выберите или просто напишите, можно голосом.
survey-why-promoter = Что у нас получается лучше всего? Выберите или просто напишите, можно голосом.
survey-ticked = ☑ { $text }
survey-unticked = ☐ { $text }
btn2-survey-done = Готово
btn2-survey-skip = Пропустить
btn1-survey-change = ↩ Изменить ответ
survey-reasons = Вы выбрали: { $reasons }
survey-received = Получено: { $n ->
    [one] { $n } сообщение
    [few] { $n } сообщения
   *[other] { $n } сообщений
}
survey-done-promoter = С вами приятно работать. 🎉
survey-done-passive = Ваши слова увидит { $manager }.
survey-done-passive-score = Вашу оценку увидит { $manager }.
survey-done-detractor = Нам жаль, что мы вас подвели. { $manager } уже знает об этом.
survey-done-detractor-by = Нам жаль, что мы вас подвели. { $manager } свяжется с вами до { $at }.
survey-done-none = Нам жаль, что мы вас подвели. { $manager } знает об этом и о том, что связываться с вами не нужно.
btn1-survey-sooner = 📞 Позвоните мне раньше
btn1-survey-write = ✍️ Написать сейчас
btn1-survey-complain = ⚠️ Подать жалобу
btn1-survey-none = Связываться не нужно
survey-late = Оценку можно было изменить до { $at }. Новую можно поставить через /rate.
survey-opinion = 💬 <b>{ $score } из 10</b> · { $person } · { $client }
survey-opinion-words = <blockquote expandable>{ $words }</blockquote>
survey-opinion-line = 💬 { $person }, { $client }: ещё слова к оценке
survey-words = { $words }
btn1-words-all = 🎧 Показать всё сказанное

# Длинная анкета: дальнейшие вопросы, по одному на экране.
survey-answered-late = Этот опрос был закрыт ({ $day }), но ваш ответ всё равно учтён.
survey-form-number = Вопрос { $n } из { $total }
survey-form-question = <b>{ $text }</b>
survey-form-scale = 0 – очень плохо   10 – лучше не бывает
survey-form-words = Напишите, запишите голосовое или пришлите фото: сколько угодно сообщений.
survey-form-given = Ваш ответ: <b>{ $score }</b>
survey-form-left = { $n ->
    [one] Остался { $n } короткий вопрос.
    [few] Осталось { $n } коротких вопроса.
   *[other] Осталось { $n } коротких вопросов.
} Ответить можно до { $day }.
survey-form-complete = Это всё. Спасибо, что уделили время.
survey-form-over = Остальные вопросы закрыты. Спасибо: ваши ответы учтены.
survey-stands = Этот ответ можно было изменить лишь несколько дней, теперь он окончательный.
btn2-survey-next = Дальше ›
btn1-survey-finish-later = Закончить позже
btn1-survey-go-on = ▶ Продолжить: вопрос { $n } из { $total }
btn1-survey-review = ✏️ Мои остальные ответы
survey-here = ↑ Вопрос здесь.
survey-here-form = ✔ Сохранено. Вопросы продолжаются здесь ↑
survey-here-score = ↑ Ваш ответ, { $score } из 10, здесь.
survey-further-score = ▫️ { $question }: <b>{ $score }</b>
survey-further-words = ▫️ { $question }: { $words }
survey-further-both = ▫️ { $question }: <b>{ $score }</b> · { $words }
survey-further-files = { $n ->
    [one] { $n } файл
    [few] { $n } файла
   *[other] { $n } файлов
}
question-product = Качество товара
question-delivery = Доставка
question-attention = Внимание вашего менеджера
question-terms = Условия и цены
question-documents = Документы
question-strengths = Что у нас лучше, чем у других, а что хуже?
question-wishes = Чего бы вы хотели от нас в следующем году?
survey-apart-line = ⚖️ { $client }: мнения сильно расходятся. { $who }: <b>{ $low }</b>, { $other }: <b>{ $high }</b>
survey-apart = ⚖️ Мнения у клиента сильно расходятся: { $who } <b>{ $low }</b>, { $other } <b>{ $high }</b>
