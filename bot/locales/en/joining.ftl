# The door: links, welcome, who connected.
btn1-connect = ✅ Yes, connect me
btn1-pick = Choose what I receive
btn2-not-me = Not me
btn1-ask-link = Ask for a new link
btn1-new-link = 🔗 Make a new link
btn2-joining-ok = OK
btn1-joining-unlink = Not them, unlink
joining-hello = Hello!
joining-welcome = 👋 <b>{ $company }</b> invites you here.
joining-manager = Your manager is { $manager }.
joining-what-for = Are you { $name }? We would use this chat to:
    • ask you for a rating, now and then
    • answer your complaints and show where they stand
    • invite you to exhibitions
    • congratulate you
    Everything can be switched off: /settings. Stop all of it: /stop.
joining-staff = 👋 <b>{ $company }</b> invites you to work here as { $role }.
    Are you { $name }?
joining-head = 👋 You are about to become the { $role } of <b>{ $company }</b> here: you see everything and invite the others.
joining-pick = What would you like to receive? You can change it at any time.
joining-preview = 👀 This is the link for { $name }. You have not used it up. Here is what they will see:
joining-closed-used = This link was used already, and each works only once. If it was meant for you, ask for a new one.
joining-closed-expired = This link is too old to work. Ask for a new one, and it will be sent to you.
joining-closed-revoked = This link was withdrawn or replaced by a newer one. Look for the newer one, or ask for another.
joining-other = You are connected here already, and this link is for somebody else. Nothing was changed.
    If you should be connected differently, write to your contact at the company.
joining-asked = Your request is on its way. You will get the new link in the way you got this one.
joining-not-me = Thank you for saying so. Nothing was connected, and the sender will know.
joining-done-contact = ✅ Thank you, { $name }, you are connected.
joining-done-staff = ✅ Welcome, { $name }, you are connected as { $role }. { $clients ->
    [0] No clients wait for you yet.
    [one] One client waits for you.
   *[other] { $clients } clients wait for you.
}
joining-first-contact = Below are the buttons you need most. Write here whenever you like. All commands: /help
joining-first-staff = Type a client's name to find them. All commands: /help
joining-ask-team = What is your team called? Please type its name.
joining-team-started = The team “{ $team }” is started. Now you can /invite its managers.
joining-connected = 🔗 <b>{ $name }</b> ({ $client }) connected: { $account }
joining-connected-staff = 🔗 <b>{ $name }</b> is now { $role } here: { $account }
joining-no-username = an account without a username
joining-settled-ok = ✅ OK · { $by } · { $at }
joining-settled-unlinked = ❌ Unlinked · { $by } · { $at }
joining-asks-used = 🔗 { $account } opened the link of <b>{ $name }</b>, which was used before, and asks for a new one.
    Make sure who it is before you send one.
joining-asks-expired = 🔗 { $account } opened an old link of <b>{ $name }</b> and asks for a new one.
joining-asks-revoked = 🔗 { $account } opened a replaced link of <b>{ $name }</b> and asks for a new one.
joining-asks-not-me = ⚠️ The link of <b>{ $name }</b> reached somebody else: { $account } says “not me”.
    The link still works; a new one replaces it.
error-name-empty = Please type a name.
error-name-long = That name is too long: { $limit } characters at most. Please type a shorter one.
