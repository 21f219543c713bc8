# /invite.
command-invite = invite a colleague by a one-time link
btn1-invite-new = ➕ Somebody new
btn1-team-new = They start a new team
btn1-team-none = Without a team
btn3-role-manager = Manager
btn3-role-lead = Team lead
btn3-role-head = Head
btn2-copy = 📋 Copy
btn2-share = 📤 Share
btn2-qr = QR code
invite-whom = Whom do you invite? These colleagues are known but not connected yet.
invite-nobody = Everybody who is known is connected. Whom do you invite?
invite-ask-name = What is the name of your new colleague? Please type it. /cancel stops here.
invite-ask-role = Which role do they get?
invite-ask-team = Which team does { $name } belong to?
invite-link = 🔗 Personal link for <b>{ $name }</b> ({ $role }):
invite-link-nameless = 🔗 Personal link ({ $role }):
invite-link-team = Team: { $team }
invite-link-rules = It works once, until { $until }, and replaces every earlier link of theirs. Send it only to them: I cannot show it again.
invite-qr = Scan it with the phone's camera.
error-invite-connected = { $name } is connected already. To connect another account, unlink this one first.
error-invite-closed = This link does not work any more. Please make a new one.
error-invite-no-bot = The bot has never been started, so its name for links is not known. Start it once, then try again.
error-owner-connected = The head is connected already and invites everybody else by /invite. To connect another account of the head, ask for a replacing link: it unlinks the present account at once.
error-invite-no-account = { $name }: no account is connected any more. The new link is above; if it is lost, open the card and make another.
# Links and accounts on cards.
btn2-link-again = 🔁 New link
btn2-link-revoke = ✖ Revoke link
btn2-link-other = 🔁 New account
btn1-link-other-yes = 🔁 Unlink the account, make a link
link-head = 🔗 <b>{ $name }</b>
link-open = Telegram: not connected. Link made { $made }, until { $until }, not used yet.
link-expired = Telegram: not connected. The link of { $made } ran out on { $until }, unused.
link-revoked-on = Telegram: not connected. The link of { $made } was revoked.
link-revoked = Revoked: the link works no more.
link-other = <b>{ $name }</b> has another phone or another Telegram account?
    The present account loses its access at once, and you get a new link for the new one. Ratings, complaints and all else that is open go on in the new chat.
# Sheets of links.
command-sheet = a sheet with invite links to print
cancelled-sheet = No sheet was made. All links are as before.
btn1-sheet-make = 🖨 Make the sheet
btn1-sheet-next = Next: part { $part } of { $parts }
sheet-whose = 🖨 A page to print, with a QR code for each contact who is not connected. Whose contacts?
sheet-no-manager = Without a manager
sheet-offer = 🖨 Invite sheet: { $count ->
    [one] one contact
   *[other] { $count } contacts
} not connected. Manager: { $owner }
sheet-part = Part { $part } of { $parts }: more would be too long for one sheet.
sheet-replaces = Everybody on it gets a new link. { $count ->
    [one] One of them has a link already: it stops working.
   *[other] { $count } of them have a link already: these stop working.
}
sheet-replaces-none = Everybody on it gets a new link.
sheet-done = ✅ Made: { $count ->
    [one] one new link
   *[other] { $count } new links
}. The page comes below; if it does not, /sheet makes another.
sheet-caption = 🖨 { $count ->
    [one] one invitation
   *[other] { $count } invitations
}. Open it in a browser and print it. Each code lets one person in: keep it like a key, I cannot show it again.
sheet-title = { $company }: invitations to Telegram
sheet-for = Manager: { $manager } · { $date } · contacts: { $count }
sheet-how = Print it, cut along the dashed lines, and give each person their own slip.
sheet-secret = Each code works once and lets in only the person named on it. Do not pass the whole sheet on.
sheet-hello = { $name }
sheet-from = { $client } · invited by { $company }
sheet-step-1 = Point your phone’s camera at the code.
sheet-step-2 = Telegram opens: press Start.
sheet-step-3 = Press “Yes, connect me”.
sheet-manager = Your manager: { $manager }. You rate us in one tap, file complaints and see where they stand.
sheet-until = Personal, works once, until { $until }. Without a camera, open this address:
error-sheet-nobody = There is nobody to invite: these contacts are all connected, or there are none.
error-sheet-made = This sheet was made already, or another was begun after it. If it did not arrive, /sheet makes a new one.
