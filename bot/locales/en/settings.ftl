# /settings, /stop, /privacy.
command-settings = language, time zone, what you receive
command-stop = stop everything you did not ask for
command-privacy = what is kept about you and who sees it
btn1-settings = ⚙️ Settings
btn2-settings = ⚙️ Settings
btn2-language = 🌐 Language
btn2-zone = 🕒 Time zone
btn2-zone-other = Other…
btn2-privacy = 🔒 Privacy
btn1-stop = 🔕 Stop all of this
btn1-resume = 🔔 Turn it on again
btn2-want-surveys = { $on ->
    [yes] ☑
   *[no] ☐
} Ratings
btn2-want-invitations = { $on ->
    [yes] ☑
   *[no] ☐
} Invitations
btn2-want-greetings = { $on ->
    [yes] ☑
   *[no] ☐
} Greetings
settings-head = ⚙️ <b>Settings</b>
settings-language = Language: { $language }
settings-zone = Time zone: { $city }, it is { $time } there
settings-wants = A tick means that you receive it:
settings-stopped = 🔕 You have stopped everything that you did not ask for.
settings-choose-language = Which language do you prefer?
settings-language-set = I speak English with you now.
settings-choose-zone = Where are you? All times will be told by that clock.
settings-ask-city = Type the name of your city, or of a large one with the same time. /cancel leaves it as it is.
settings-resumed = It is on again.
stop-still = 🔕 You stopped ratings, invitations and greetings some time ago. Nothing of that comes until you switch it on again.
stop-done = 🔕 Done: no more ratings, invitations or greetings.
    Answers about a complaint of yours that is open still come, and you can write here at any time.
    /settings switches each of them one by one.
privacy-client = 🔒 <b>What { $company } keeps about you here</b>
    • your name, your role at your company, your phone and e-mail, your language, and your Telegram account once you connect it
    • your ratings, complaints and messages in this chat, and notes about our work with you
    It is used to serve you and is kept as long as you are our client. Invitation links work once and for { $days } at most.
privacy-staff = 🔒 <b>What { $company } keeps here</b>
    • about you: name, phone, birthday, Telegram account, and what you did with clients' data and when
    • about clients: contacts, ratings, complaints, messages and your notes
    You see your own clients, a team lead the team's, the head all. Looking at a client's card is recorded.
privacy-seen = It is seen by the manager who looks after you, their team lead and the head of the company.
privacy-seen-manager = It is seen by your manager { $manager }, the team lead and the head of the company.
privacy-rights = /settings switches what you receive. /stop stops everything you did not ask for.
    To correct or delete what is kept, write to your manager here.
privacy-contact = Questions: { $contact }
error-zone-unknown = I do not know that city. Please type a larger one nearby, for example Riga.
