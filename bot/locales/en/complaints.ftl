# Complaints: writing one, the client's card, the staff's card, lists.
command-complaint = tell us what went wrong, or suggest something
command-my = your complaints and where they stand
command-complaints = complaints by state and owner
btn2-home-complaint = ⚠️ Complaint

# How much was received
counted-photos = { $count ->
        [one] { $count } photo
       *[other] { $count } photos
    }
counted-voices = { $count ->
        [one] { $count } voice
       *[other] { $count } voices
    }
counted-videos = { $count ->
        [one] { $count } video
       *[other] { $count } videos
    }
counted-files = { $count ->
        [one] { $count } file
       *[other] { $count } files
    }
counted-words = { $count ->
        [one] { $count } word
       *[other] { $count } words
    }
counted-nothing = nothing yet

# Writing one
complaint-ask-kind = What would you like to send?
btn2-complaint-kind-complaint = ⚠️ Complaint
btn2-complaint-kind-suggestion = 💡 Suggestion
complaint-ask-category = What is it about?
complaint-ask-what = Tell me what happened: text, photos, voice, files – as many messages as you need.
suggestion-ask-what = What do you suggest? Text, photos, voice, files – as many messages as you need.
complaint-received = Received: { $counts }
complaint-received-more = Received: { $counts }
    Send more, or go on.
btn1-complaint-next = ➡️ That is all
btn1-suggestion-send = ✅ Send suggestion
complaint-ask-wish = What would put it right? Write it, or just press Send.
complaint-wish = 🎯 Wanted: { $wish }
complaint-ready = Ready to be sent. You can still add to it.
btn1-complaint-send = ✅ Send complaint
complaint-draft-sent = ✅ Sent as { $number }.
complaint-draft-dropped = Cancelled. Nothing was sent. To begin again: /complaint
complaint-draft-line = ⏳ This was not sent yet (received: { $counts }). Send it or cancel it here ☝️
error-complaint-empty = There is nothing in it yet: write what happened, or send a photo or voice message.
error-complaint-unfinished = Please choose first what it is about.
cancelled-complaint = Closed. What was already sent stays.
cancelled-talk = Closed. What was already sent stays.

# The client's card
complaint-title-complaint = Complaint { $number }
complaint-title-suggestion = Suggestion { $number }
complaint-plain = { $text }
complaint-step = Step { $n } of 4: { $state } · { $at }
complaint-state-received = received
complaint-state-work = in work
complaint-state-solved = solved, the client is asked
complaint-state-solved-you = solved, if you agree
complaint-state-closed = closed
complaint-state-withdrawn = withdrawn
complaint-withdrawn-at = Withdrawn · { $at }
complaint-answers-by = { $owner } answers by { $at }.
complaint-solves-by = { $owner } works on it and solves it by { $at }.
complaint-moved = Why the date was moved: { $reason }
complaint-waits-for-you = ⏸ { $owner } waits for your answer.
complaint-asked = { $owner }: “{ $done }”
complaint-is-it-solved = <b>Is it solved?</b>
btn1-complaint-yes = ✅ Yes, solved
btn1-complaint-no = ↩ No, open again
btn2-complaint-add = ➕ Add details
btn2-complaint-copy = 📋 Copy number
btn1-complaint-withdraw = ✖ Withdraw
complaint-withdraw-ask = Withdraw { $number }? We then stop working on it.
btn1-complaint-withdraw-yes = ✖ Yes, withdraw
complaint-rate-us = Thank you. How did we handle it? 1 – badly, 5 – very well
complaint-rated-us = Thank you. You rated how we handled it: { $score } of 5.
complaint-unconfirmed = We had no answer from you and closed it.
complaint-write-until = Not settled after all? Reply to this message until { $at }, and it opens again.
complaint-here = ☝️ { $number } is here
complaint-added = Added to { $number }; { $owner } has it.
complaint-new-linked = { $number } was closed long ago, so this begins a new complaint, linked to it. Please complete it below.
complaint-add-now = Write or send what is to be added to { $number }; { $owner } gets it at once.
complaint-add-closed = Write what is still wrong with { $number }: text, photos, voice, files.
complaint-told-work = { $number }: { $owner } has taken it into work.
complaint-told-going = { $number }: { $owner } goes on with it.
complaint-told-waiting = { $number }: { $owner } needs your answer to go on. Reply to this message or to the card.
complaint-told-solved = { $number } · { $owner }: “{ $text }”
    Is it solved? Please press a button on the card ☝️
complaint-told-date = { $number }: we cannot keep the date we gave you, and we are sorry.
    Why: { $text }
    The new date: { $at }
complaint-told-unconfirmed = { $number } is closed, as we had no answer from you. Not settled? Reply to this message.
complaint-told-reopened = { $number } is open again; { $owner } has your message.
complaint-my-head = Your complaints and suggestions: { $total }
complaint-my-line = { $n }. { $number } · { $state }
complaint-my-by = by { $at }
complaint-my-none = You have sent no complaints. To write one: /complaint
complaint-page = { $n } of { $of }

# The staff's card
complaint-from = { $contact } · { $client } · { $at }
complaint-gone = ↪ { $client }: with { $owner } now. You do not see it any more.
complaint-erased = 🗑 The data of who filed it was deleted as they wished.
complaint-unreachable = ⚠️ The client cannot be reached in Telegram now: please call.
complaint-previous = Follows { $number }
complaint-text = <blockquote expandable>{ $text }</blockquote>
complaint-more = Added later: { $counts }
complaint-notes = 📝 { $count ->
        [one] { $count } note
       *[other] { $count } notes
    } of the staff
complaint-owner = Owner: { $owner }
complaint-answer-by = First answer by { $at }
complaint-answer-late = ⏰ First answer was due { $at }
complaint-solve-by = Solved by { $at }
complaint-solve-late = ⏰ Was to be solved by { $at }
complaint-needs-date = The date has passed: give the client a reason and a new date (Set step… → New date…).
complaint-waiting = ⏸ Waiting for the client since { $at }; the clocks stand still
complaint-reopened = ↩ Reopened: { $count ->
        [one] once
       *[other] { $count } times
    }
complaint-solution-cause = Cause: { $text }
complaint-solution-done = Done: { $text }
complaint-solution-prevents = Prevents the next one: { $text }
complaint-closed-confirmed = ✅ The client says it is solved
complaint-closed-unconfirmed = ☑️ Closed, unconfirmed: the client did not answer
complaint-closed-withdrawn = ✖ Withdrawn by the client
complaint-handling = The client rates the handling { $score } of 5
btn2-complaint-take = ✋ Take
btn2-complaint-reply = 💬 Reply to client
btn2-complaint-step = Set step…
btn2-complaint-hand = Hand over…
btn2-complaint-client = 👤 Client
btn2-complaint-files = 📎 Show files
btn2-complaint-solve = ✅ Solved…
btn2-complaint-wait = ⏸ Wait for client
btn2-complaint-go-on = ▶️ Go on
btn2-complaint-date = 📅 New date…
complaint-hand-to = Hand over to whom?
complaint-hand-nobody = There is nobody to hand it to.
complaint-files-come = { $count ->
        [one] One file comes
       *[other] { $count } files come
    } below
complaint-noted = 📝 Noted for the staff. { $contact } does not see it; to write to them: Reply to client.
complaint-ring-warning-answer = ⏳ { $number }: the first answer is due { $at }.
complaint-ring-warning-solve = ⏳ { $number }: to be solved by { $at }.
complaint-ring-overdue-answer = ⏰ { $number }: no answer yet, it was due { $at }. Owner: { $owner }
complaint-ring-overdue-solve = ⏰ { $number }: not solved yet, it was due { $at }. Owner: { $owner }
complaint-ring-confirmed = ✅ { $number }: { $contact } says it is solved.
complaint-ring-unconfirmed = ☑️ { $number }: { $contact } did not answer; closed, unconfirmed.
complaint-ring-erased = 🗑 { $number } has ended: the client's data was deleted as they wished.
complaint-ring-withdrawn = ✖ { $number }: { $contact } withdrew it.
complaint-ring-no = ↩ { $number }: { $contact } says it is not solved. Open again.
complaint-ring-wrote = ↩ { $number }: { $contact } wrote again. Open again.
complaint-ring-to-lead = ↩ { $number } was opened again for the second time; now it is with { $owner }.
complaint-ring-taken = ✋ { $number } was taken by { $owner }.
complaint-ring-handed = 🤝 { $number } is yours now, from { $owner }.

# Solving, and a new date
complaint-type-cause = { $number }: what was the cause? Type one line. (/cancel to stop)
complaint-type-done = { $number }: what was done? The client reads this.
complaint-type-prevents = { $number }: what prevents the next one? This is for us, the client does not read it.
complaint-type-reason = { $number }: why can the date not be kept? The client reads this. (/cancel to stop)
complaint-type-date = The new date? Choose, or type it: 24.11. 15:00
complaint-solution-goes = To { $contact } goes: “{ $text }” and the question “Is it solved?”
complaint-date-goes = To { $contact } goes: “{ $reason }” and the new date: { $at }
btn1-complaint-send-client = ✅ Send to client
btn2-complaint-again = ✏️ Again
complaint-told-client = ✅ { $number }: sent to { $contact }.
error-complaint-type-it = Please type it as text.
error-complaint-too-long = That is too long: { $length } characters, { $limit } fit. Please shorten it.
error-complaint-date-past = This date has passed. Please choose a later one.
error-complaint-date-far = This date is more than a year away. Please choose an earlier one.

# Lists
complaint-list-head = Complaints, { $which }: { $total }
complaint-list-open = open
complaint-list-overdue = overdue
complaint-list-mine = mine
complaint-list-received = new
complaint-list-work = in work
complaint-list-solved = client asked
complaint-list-over = closed
complaint-list-line = { $n }. { $number } · { $client } · { $state } · { $owner }
complaint-list-by = by { $at }
complaint-list-late = ⏰ was due { $at }
complaint-list-whose = Whose complaints?
btn3-complaint-list-open = Open
btn3-complaint-list-overdue = ⏰ Overdue
btn3-complaint-list-mine = Mine
btn3-complaint-list-received = New
btn3-complaint-list-work = In work
btn3-complaint-list-solved = Asked
btn2-complaint-list-over = Closed
btn2-complaint-list-owners = 👥 By owner…
btn1-complaint-list-everybody = Everybody

# In the morning digest
digest-what-answer = give the first answer
digest-what-solve = solve the complaint
