command-dates = даты для поздравлений на 30 дней вперёд
occasion-head = 🗓 { $day }: { $what }
occasion-head-today = 🎂 Сегодня: { $what }
occasion-head-ends = 📄 { $what }: { $day }
occasion-birthday = <b>{ $person }</b>, { $client } · день рождения
occasion-first-deal = <b>{ $client }</b> · { $years ->
    [one] { $years } год
    [few] { $years } года
   *[many] { $years } лет
} с первой сделки
occasion-contract-signed = <b>{ $client }</b> · { $years ->
    [one] { $years } год
    [few] { $years } года
   *[many] { $years } лет
} с подписания договора
occasion-contract-ends = <b>{ $client }</b> · заканчивается договор
occasion-own = <b>{ $client }</b> · { $label }
occasion-phone = { $phone }
occasion-likes = 💡 { $likes }
occasion-state-done = ✅ Готово · { $who } · { $at }
occasion-state-skipped = ⏭ В этом году пропущено · { $who } · { $at }
occasion-passed = Дата прошла
occasion-ask = Какая дата у клиента { $client }? Напишите день и название, например <code>12.05 День основания</code> или <code>12.05.2010 Открыли магазин</code>. Выйти: /cancel.
occasion-added = 🗓 Сохранено: { $label }. В следующий раз: { $day }
occasions-head = 🗓 Ближайшие 30 дней
occasions-line = { $n }. { $day }: { $what }
occasions-none = В ближайшие 30 дней дат нет. Дни рождения и даты сделок берутся из карточек клиентов; другие можно добавить там же.
btn1-occasion-done = ✅ Поздравили
btn1-occasion-ends-done = ✅ Обсудили
btn2-occasion-call = 📞 Позвоню
btn2-occasion-skip = ⏭ Пропустить
error-occasion-how = Сначала день, потом название, например <code>12.05 День основания</code>.
error-occasion-long = Слишком длинно: не больше { $limit } знаков.
btn2-home-dates = 🎉 Даты
btn2-add-date = 🎉 Дата…
cancelled-occasion = Дата не добавлена.
occasion-own-years = { $own } · { $years ->
    [one] { $years } год
    [few] { $years } года
   *[many] { $years } лет
}
