command-dates = dates to congratulate in the next 30 days
occasion-head = 🗓 { $day }: { $what }
occasion-head-today = 🎂 Today: { $what }
occasion-head-ends = 📄 { $what }: { $day }
occasion-birthday = <b>{ $person }</b>, { $client } · birthday
occasion-first-deal = <b>{ $client }</b> · { $years ->
    [one] { $years } year
   *[other] { $years } years
} since the first deal
occasion-contract-signed = <b>{ $client }</b> · { $years ->
    [one] { $years } year
   *[other] { $years } years
} since the contract was signed
occasion-contract-ends = <b>{ $client }</b> · the contract ends
occasion-own = <b>{ $client }</b> · { $label }
occasion-phone = { $phone }
occasion-likes = 💡 { $likes }
occasion-state-done = ✅ Done · { $who } · { $at }
occasion-state-skipped = ⏭ Skipped this year · { $who } · { $at }
occasion-passed = The date has passed
occasion-ask = Which date for { $client }? Write the day and what it is, like <code>12.05 Founding day</code> or <code>12.05.2010 Opened the shop</code>. /cancel to leave it.
occasion-added = 🗓 Kept: { $label }, next on { $day }.
occasions-head = 🗓 The next 30 days
occasions-line = { $n }. { $day }: { $what }
occasions-none = No dates in the next 30 days. Birthdays and deal dates come from the clients' cards; add others there too.
btn1-occasion-done = ✅ Congratulated
btn1-occasion-ends-done = ✅ Talked about it
btn2-occasion-call = 📞 I'll call
btn2-occasion-skip = ⏭ Skip
error-occasion-how = Write the day first, then what it is, like <code>12.05 Founding day</code>.
error-occasion-long = That is too long: at most { $limit } characters.
btn2-home-dates = 🎉 Dates
btn2-add-date = 🎉 Add a date
cancelled-occasion = No date was added.
occasion-own-years = { $own } · { $years ->
    [one] { $years } year
   *[other] { $years } years
}
