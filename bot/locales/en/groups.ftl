# /connect, /disconnect: the team's own group.
command-connect = connect a Telegram group to a team: the Monday huddle goes there
command-disconnect = take a team's group away again
group-offer =
    I can bring the <b>Monday huddle</b> here: what a team's clients said last week.

    It holds clients' words: company names, first names, scores, what they wrote, what is overdue. Phone numbers, e-mail addresses and Telegram names are left out. <b>Everybody in this group will read it</b>, also who joins later.
btn1-group-on = Connect to team { $team }
btn1-group-off = Disconnect
btn2-group-off = Disconnect { $team }
btn1-group-no = No, thanks
group-not-now = Not connected. /connect asks again.
group-is-connected =
    ✅ This group is connected to team <b>{ $team }</b>: the Monday huddle comes here.

    It holds clients' words, and everybody here reads it. Otherwise I stay silent. /disconnect ends it.
group-ended = The group “{ $title }” is not connected to team { $team } any more. The huddle goes to each member in private. /connect, written in a group, brings it back.
group-head = 👥 <b>Groups of teams</b>
group-of-team = • { $team }: “{ $title }” gets the Monday huddle
group-of-team-none = • { $team }: no group, each member gets the huddle in private
group-how =
    To connect one:
    1. Open your team's group in Telegram and add @{ $bot } to it.
    2. Press “Connect to team …” under my message there. If there is none, write /connect@{ $bot } in the group.
group-what = The huddle holds clients' words: connect only a group in which nobody but your colleagues reads.
group-told-hand = The group “{ $title }” was disconnected from team { $team }. The Monday huddle goes to each member in private. /connect tells how to connect a group.
group-told-removed = I was removed from the group “{ $title }”. The Monday huddle of team { $team } goes to each member in private now. /connect tells how to connect a group.
group-told-gone = I cannot write to the group “{ $title }” any more. The Monday huddle of team { $team } goes to each member in private now. /connect tells how to connect a group.
group-told-replaced = The group “{ $title }” is not connected to team { $team } any more: another one took its place.
group-told-connected = The group “{ $title }” was connected to your team { $team }: the Monday huddle with clients' words goes there. Everybody in it reads them.
group-anonymous = You write here anonymously, so I cannot see who you are. Switch off “Remain anonymous” for yourself among the group's administrators, then write it again.
error-group-no-team = There is no team yet that you could connect. /team starts one.
error-group-nobody = I find no team “{ $name }”. /connect alone shows all.
error-group-taken = This group belongs to another team. Its lead or the head can disconnect it.
error-group-none = This group is not connected to a team. /connect connects it.
team-group = 💬 Group: “{ $title }”
btn1-team-group-off = 💬 Disconnect the group
