command-exhibition = set up an exhibition, presentation or conference
command-exhibitions = what is coming, and how far your lists are
exhibition-ask-name = 🏛 What is the exhibition called? /cancel to leave it.
exhibition-ask-dates = <b>{ $name }</b>: when? For example <code>15.12-17.12</code> or <code>15.12.2026</code>
exhibition-ask-venue = <b>{ $name }</b>: where is it? City and hall are enough.
exhibition-ask-stand = <b>{ $name }</b>: which stand is ours?
exhibition-ask-who = { $what }
    Whom do we invite?
exhibition-preview = { $what }
    { $n ->
        [0] Nobody would be invited. Please choose others.
        [one] { $n } client will be on the managers' lists.
       *[other] { $n } clients will be on the managers' lists.
    }
exhibition-title = 🏛 <b>{ $name }</b>, { $days }
exhibition-title-at = 🏛 <b>{ $name }</b>, { $days } · { $where }
exhibition-title-bare = 🏛 <b>{ $name }</b>
exhibition-cancelled = ❌ Called off
exhibition-listed-on = The lists go to the managers on { $day }.
exhibition-listed-now = The lists go to the managers now.
exhibition-progress = { $name }: { $done } of { $total } called
exhibition-no-manager = Without a manager
exhibitions-none = No exhibition is planned.
exhibition-card = { $what }
    Your list: { $done } of { $total } called
exhibition-line = { $n }. { $mark } { $client } · { $state }
exhibition-ring = 🏛 { $name }: { $left ->
    [0] your list is worked off
    [one] { $left } client still to call
   *[other] { $left } clients still to call
}
exhibition-picked = 🏛 { $exhibition } · <b>{ $client }</b>
exhibition-person = { $person }
exhibition-phone = { $phone }
exhibition-now = Now: { $state }
exhibition-state-to-call = to call
exhibition-state-told = told
exhibition-state-coming = coming
exhibition-state-maybe = maybe
exhibition-state-declined = declined
exhibition-state-unreachable = unreachable
btn1-exhibition-all = Everybody
btn2-exhibition-key = Key clients
btn2-exhibition-regular = Regular clients
btn2-exhibition-new = New clients
btn2-exhibition-no-stand = No stand
btn2-exhibition-start = ✅ Start
btn2-exhibition-list = 📋 My list
btn2-exhibition-off = ✖ Call it off…
btn1-exhibition-cancel-yes = ✖ Yes, call it off for everybody
btn2-exhibition-told = 💬 Told
btn2-exhibition-coming = ✅ Coming
btn2-exhibition-maybe = ❔ Maybe
btn2-exhibition-declined = ❌ Declined
btn2-exhibition-unreachable = 📵 Unreachable
btn3-page = { $page } / { $pages }
error-exhibition-past = That date has passed already.
error-exhibition-dates = It must not end before it starts, nor last longer than 60 days.
error-exhibition-empty = Please send it as text.
error-exhibition-long = That is too long: at most { $limit } characters.
error-exhibition-unfinished = The dates are missing. Please set it up anew: /exhibition
cancelled-exhibition = The exhibition was not set up.
exhibition-nobody = None of your clients is on this list.
exhibition-together = All together
btn1-exhibition-to-call = ↩ Back to “to call”
