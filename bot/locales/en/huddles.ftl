# The letters of Monday: the team's huddle, the week's figures of leads.
command-huddle = what clients said last week, what is overdue
huddle-head = 👥 <b>Huddle · { $team }</b> · { $first } – { $last }
huddle-team = team { $name }
huddle-no-team = clients without a team
huddle-empty = A quiet week: nobody answered or wrote, no case was closed, and nothing is overdue.
huddle-answers = { $n ->
    [0] Nobody answered.
    [one] { $n } contact answered: too few for a score.
   *[other] { $n } contacts answered: too few for a score.
    }
huddle-nps = { $score } · { $n } contacts answered
huddle-words = <b>What they said</b> ({ $n })
huddle-thanks = <b>Thanks received</b> ({ $n })
huddle-late = <b>Overdue now</b> ({ $n })
huddle-recovered = <b>Recovered</b> ({ $n })
huddle-causes = <b>Closed cases by cause</b> ({ $n }): { $causes }
huddle-said = <b>{ $score }</b> · { $who }: { $words }
huddle-who = { $who }, { $client }
huddle-who-one = { $who }
huddle-quoted = “{ $words }”
huddle-voices = 🎤 { $n ->
    [one] a voice message or file
   *[other] { $n } voice messages or files
    }
huddle-by-phone = noted down on the phone
huddle-late-case-contact = 🔴 { $client }: first contact was due { $due } · { $owner }
huddle-late-case-close = 🔴 { $client }: was to be closed by { $due } · { $owner }
huddle-late-complaint-answer = ⚠️ { $number }, { $client }: answer was due { $due } · { $owner }
huddle-late-complaint-solve = ⚠️ { $number }, { $client }: was to be solved by { $due } · { $owner }
huddle-nobody = nobody
huddle-back = { $who }, { $client }: { $before } → { $now }
huddle-left = … and { $n } more
huddle-left-group = … and { $n } more: /huddle, in private with me
btn1-huddle-more = Show the other { $n }
huddle-choose = 👥 Whose last week?
weekly-head = 🔔 <b>The week of { $whose }</b> · { $first } – { $last }
weekly-title = <b>{ $what }</b>
btn1-stats-weekly = 🔔 Every Monday: { $on ->
    [yes] on
   *[no] off
    }
btn2-stats-weekly = 🔔 Mondays: { $on ->
    [yes] on
   *[no] off
    }
stats-brief = <b>{ $what }</b> · { $n ->
    [one] { $n } answer
   *[other] { $n } answers
    }
stats-brief-few = <b>{ $what }</b>
huddle-changed = <b>What we changed</b> ({ $n })
huddle-change = 🛠 { $what }
