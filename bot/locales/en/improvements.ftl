# Improvements: what is changed because the same cause came again and again; "you said, we changed".
command-improve = what came again and again: who changes it, by when, what is done
improvement-head = 🔧 <b>{ $what }</b> · improvement { $id }
improvement-clients = { $n ->
    [one] 1 client
   *[other] { $n } clients
}
improvement-cases = Raised in { $n ->
    [one] 1 case
   *[other] { $n } cases
} by { $clients }
improvement-cases-short = { $n ->
    [one] 1 case
   *[other] { $n } cases
}
improvement-why-open = It comes again and again: mending each case is not enough.
improvement-of-none = No case with this cause yet; those to come join it.
improvement-of-nobody = In our own words: no client is waiting for it.
improvement-owner = 👤 { $name }
improvement-no-owner = 👤 nobody yet
improvement-due = 📅 by { $day }
improvement-late = ⏰ was to be done by { $day }
improvement-no-date = 📅 no date yet
improvement-done = ✅ Done · { $day }. What clients read:
improvement-dropped = ✖ Dropped · { $day }: { $why }
improvement-text = <blockquote>{ $text }</blockquote>
improvement-told-progress = 📬 It has reached { $arrived } of { $all }.
improvement-told-waiting = ⏳ On its way: { $n }. It waits for their morning, or for the end of an open complaint.
improvement-told-left = Not told: { $n } (not connected, or they want no messages).
improvement-told-nobody = No client was told.
improvement-note = 📝 { $note }
improvement-noted = 📝 Note kept · { $what }
improvement-voice = <b>{ $score } of 10</b> · { $name }, { $client } · { $day }
improvement-words = <blockquote>{ $words }</blockquote>
improvement-hidden = Raised by { $n ->
    [one] 1 contact
   *[other] { $n } contacts
} of colleagues' clients.
improvement-hidden-more = … and by { $n ->
    [one] 1 contact
   *[other] { $n } contacts
} of colleagues' clients.
improvement-line-opened = 🔧 { $what }: again and again. Who changes it, and by when?
improvement-line-yours = 🔧 { $what }: this improvement is yours now
improvement-line-missed = ⏰ { $what }: it was to be changed by { $due }
improvement-line-card = 🔧 { $what }
improvement-note-changed = This has changed in the meantime. Here is how it stands.
improvement-note-ended = It is over already. Here is how it stands.
improvement-there = 🔧 { $what }: there is one in hand already. Its card comes.
improvement-opened = 🔧 { $what }: opened. Its card comes.
improvement-which = What is to be improved?
improvement-ask-title = Please write in a few words what is to be improved.
improvement-ask-owner = Who does it?
improvement-ask-date = By when? Choose a day, or type one: 12.12.
improvement-dated = 📅 { $what }: by { $day }
improvement-ask-text = <b>What was changed?</b> Write it as clients should read it, for example: “Every order is now checked by a second person before it leaves.” They read your words as they are; you see it all before it goes.
improvement-ask-language = <b>What was changed?</b> Write it in { $language }, for those who read that. The others get the words you have.
improvement-reads = They will read, each with their own date, score and words:
improvement-reads-others = { $n } will read, each with their own date, score and words:
improvement-reads-language = { $language }, { $n }:
improvement-quote = <blockquote>{ $text }</blockquote>
improvement-told =
    🔧 <b>You said, we changed</b>
    On { $day } you rated { $company } { $score } of 10.
    This is what we changed since:

    { $text }

    Thank you for telling us.
improvement-told-words =
    🔧 <b>You said, we changed</b>
    On { $day } you rated { $company } { $score } of 10 and wrote: “{ $words }”
    This is what we changed since:

    { $text }

    Thank you for telling us.
improvement-told-plain =
    🔧 <b>You said, we changed</b>

    { $text }
improvement-goes = 📬 It goes to { $n ->
    [one] 1 contact
   *[other] { $n } contacts
} who raised it, once each. What stands around your words is in their own language.
improvement-goes-nobody = No client will be told: nobody raised it, or nobody can be reached.
improvement-left-gone = · { $n } left or was deleted: not told
improvement-left-not-connected = · { $n } not connected: not told
improvement-left-stopped = · { $n } stopped all messages: not told
improvement-left-refused = · { $n } wants no surveys: not told
improvement-ask-why = Why will nothing be changed? Write it in one message. Clients do not see it.
improvement-dropped-now = ✖ { $what }: dropped. Nobody is told.
improvements-open-all = 🔧 <b>Improvements in hand: { $n }</b>
improvements-open-mine = 🔧 <b>Improvements of mine in hand: { $n }</b>
improvements-done-all = ✅ <b>Improvements done: { $n }</b>
improvements-done-mine = ✅ <b>Improvements of mine that are done: { $n }</b>
improvements-dropped-all = ✖ <b>Improvements dropped: { $n }</b>
improvements-dropped-mine = ✖ <b>Improvements of mine that were dropped: { $n }</b>
improvements-row = { $n }. { $what }
improvements-what = { $what }
improvements-who = 👤 { $name }
cancelled-improvement = Left as it is. The improvement stands in /improve.
btn2-improvement-owner = 👤 Owner…
btn2-improvement-date = 📅 Date…
btn2-improvement-done = ✅ Done…
btn2-improvement-drop = ✖ Drop…
btn2-improvement-calendar = 📅 Calendar
btn2-improvement-text = ✏️ Other words
btn1-improvement-language = 🌐 Words in { $language }…
btn1-improvement-send = ✅ Send to { $n } and finish
btn1-improvement-finish = ✅ Finish, nobody is told
btn1-improvement-progress = 🔄 How far is it?
btn1-improvement-words = ✏️ In my own words…
btn3-improve-open = In hand
btn3-improve-done = Done
btn3-improve-dropped = Dropped
btn2-improve-mine = 👤 Mine
btn2-improve-all = 👥 All
btn2-improve-new = ➕ New
error-improvement-past = That day is over. Please choose one that is still to come.
error-improvement-far = That is more than two years ahead. Please choose a nearer day.
error-improvement-title = Please write in words what is to be improved.
error-improvement-title-long = Please write it shorter: at most { $limit } characters, this is { $n }.
error-improvement-text = Please write in words what was changed: it is what clients will read.
error-improvement-text-long = Please write it shorter: at most { $limit } characters, this is { $n }.
error-improvement-why = Please write in words why nothing will be changed.
error-improvement-why-long = Please write it shorter: at most { $limit } characters, this is { $n }.
error-improvement-language = I do not speak that language.
