# Merging two cards of one client or contact.
btn2-merge = 🔀 Merge…
btn1-merge-card = ‹ Back to the card
btn1-merge-card-other = The other card
btn1-merge-do = 🔀 Merge
btn1-merge-other = ⇄ Keep the other one
btn1-merge-undo = ↩ Undo (24 hours)
merge-ask-client = Which client is the same as <b>{ $name }</b>? Choose one, or type its name. Nothing is written yet. /cancel stops here.
merge-ask-person = Which contact is the same as <b>{ $name }</b>? Choose one, or type a name. Nothing is written yet. /cancel stops here.
merge-nothing = Nobody else among your clients fits that. Type another name; it is about <b>{ $name }</b>. /cancel stops here.
merge-preview = 🔀 <b>{ $gone }</b> goes into <b>{ $kept }</b>. One card stays.
merge-across = They are at two clients: { $kept } stays the client; what happened at { $gone } stays in its history.
merge-filled = Comes over, as it is empty here: { $fields }.
merge-stays = Differs, and stays as it is here: { $fields }.
merge-moved = Moves: { $what }.
merge-history = Answers, complaints, calls, notes and dates move; what one of them does not want to receive is not sent.
merge-account = { $name } is connected in Telegram: the account moves too.
merge-undo-hint = <i>It can be taken back for 24 hours.</i>
merge-count-contacts = { $n ->
    [one] one contact
   *[other] { $n } contacts
}
merge-count-touches = { $n ->
    [one] one logged contact
   *[other] { $n } logged contacts
}
merge-count-answers = { $n ->
    [one] one answer
   *[other] { $n } answers
}
merge-count-complaints = { $n ->
    [one] one complaint
   *[other] { $n } complaints
}
merge-count-cases = { $n ->
    [one] one case
   *[other] { $n } cases
}
merge-count-calls = { $n ->
    [one] one planned call
   *[other] { $n } planned calls
}
merge-count-dates = { $n ->
    [one] one date
   *[other] { $n } dates
}
merge-count-exhibitions = { $n ->
    [one] one exhibition
   *[other] { $n } exhibitions
}
merge-count-notes = { $n ->
    [one] one note
   *[other] { $n } notes
}
merge-done = ✅ Merged into <b>{ $name }</b>.
merge-undone = ↩ Taken back: there are two cards again.
merge-missed = { $n ->
    [one] One thing was changed since and stayed as it is.
   *[other] { $n } things were changed since and stayed as they are.
}
cancelled-merge = Cancelled. Nothing was merged.
error-merge-accounts = Both are connected with an account of their own, so they are two people or one of them is outdated. Unlink one account on its card first.
error-merge-erasing = The data of one of the two is about to be deleted. Wait for that, or take it back on the card first.
error-merge-late = A merge can be taken back for 24 hours.
error-merge-later = One of the two was merged again since. Take that back first.
