# /team.
command-team = teams, roles, who left
team-every = 👥 <b>Teams</b>
team-none-yet = 👥 There is no team yet.
team-line = • <b>{ $name }</b>: { $lead } leads, { $people ->
        [one] 1 person
       *[other] { $people } people
    }, { $clients ->
        [one] 1 client
       *[other] { $clients } clients
    }
team-line-unled = • <b>{ $name }</b>: nobody leads, { $people ->
        [one] 1 person
       *[other] { $people } people
    }, { $clients ->
        [one] 1 client
       *[other] { $clients } clients
    }
team-line-loose = • Without a team: { $people ->
        [one] 1 person
       *[other] { $people } people
    }, { $clients ->
        [one] 1 client
       *[other] { $clients } clients
    }
btn2-team-none = No team
btn1-team-add = ➕ New team
btn2-team-rename = ✏️ Rename
btn2-team-away = 🌴 Away…
btn2-team-move = ↔ Team…
btn2-team-role = 🎖 Role…
btn2-team-invite = 🔗 Invite link
btn1-team-leave = 👋 Hand over and leave…
btn1-team-leave-yes = 👋 Yes, hand over and end access
btn1-team-head = Yes, make them head
team-head = 👥 Team <b>{ $name }</b>
team-head-loose = 👥 <b>Without a team</b>
team-empty = Nobody is in it yet.
team-member = { $n }. { $name } · { $role } · { $clients ->
        [one] 1 client
       *[other] { $clients } clients
    }
team-mark-you = you
team-mark-away = 🌴 away
team-mark-waiting = not connected yet
team-unnamed = (no name yet)
team-person = 👤 <b>{ $name }</b> · { $role }
team-person-team = Team: { $team }
team-person-loose = In no team
team-person-waiting = Not connected yet: they need an invite link
team-person-connected = Connected: @{ $username }
team-person-plain = Connected
team-person-unreachable = ⚠️ Cannot be reached in Telegram now
team-person-has = Has: { $load }
team-person-away = 🌴 Away now: /away
team-has-clients = { $n ->
        [one] 1 client
       *[other] { $n } clients
    }
team-has-cases = { $n ->
        [one] 1 case
       *[other] { $n } cases
    }
team-has-complaints = { $n ->
        [one] 1 complaint
       *[other] { $n } complaints
    }
team-has-calls = { $n ->
        [one] 1 call
       *[other] { $n } calls
    }
team-has-exhibitions = { $n ->
        [one] 1 exhibition list
       *[other] { $n } exhibition lists
    }
team-has-nothing = nothing at the moment
team-done = Done
team-ask-name = What is the new name of the team “{ $name }”? Please type it. /cancel stops here.
team-ask-new = What is the name of the new team? Please type it. /cancel stops here.
team-ask-where = Into which team does { $name } move? Their clients move along.
team-no-other = There is no other team yet.
team-ask-role = Which role does { $name } get?
team-ask-head = A head sees every client, manages all teams and reads the audit. Really make { $name } head?
team-ask-heir = 👋 { $name } leaves. Who gets everything of theirs: clients, cases, complaints, calls, exhibition lists?
team-no-heir = There is nobody here to whom it could be handed. Invite somebody first: /invite
team-ask-leave = 👋 <b>{ $name }</b> leaves, <b>{ $heir }</b> gets: { $load }.
    { $name }'s access ends at once. This cannot be taken back.
team-left = ✅ { $name } has left and has no access any more. { $heir } has got: { $load }.
team-left-before = { $name } has left already; { $heir } took over.
team-left-deputies = { $n ->
        [one] They were to stand in for somebody who is away: that person and their lead were asked to name another deputy.
       *[other] They were to stand in { $n } times for people who are away: those and their leads were asked to name another deputy.
    }
team-left-leadless = The team “{ $team }” has no lead now.
team-told-handed = 🤝 { $name } has left. You have got everything of theirs: { $load }. What is due now: /today
team-told-changed = ℹ️ You are now { $role } in the team “{ $team }”. /start shows what you can do.
team-told-changed-loose = ℹ️ You are now { $role }, in no team. /start shows what you can do.
cancelled-team = Closed. Nothing was renamed.
error-team-nameless = Your team has no name yet: /start asks for it.
error-team-same-name = There is a team “{ $name }” already. Please choose another name.
error-team-last-head = This is the only head: nobody could manage all teams any more. Make somebody else head first.
error-team-has-lead = That team has a lead already. Change theirs first.
