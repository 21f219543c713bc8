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
btn2-quiet = 🌙 Quiet hours
btn2-mydata = 🗂 My data
btn1-quiet-usual = As the company does
settings-quiet = Quiet hours: { $hours }, and days off
settings-quiet-set = Quiet hours are set.
settings-choose-quiet = When shall nothing come that you did not ask for? Now: { $hours }. What comes in those hours waits until they end; answers to you come without sound.
error-quiet-unknown = I do not know those hours. Please open /settings again.
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
    • your name, your role at your company, phone and e-mail, birthday, language, and your Telegram account once you connect it
    • your ratings (also those that your manager notes on the phone), complaints and messages in this chat, which messages went to you, and notes about you and our work with you
    It is used to serve you and to answer you, and for nothing else.
privacy-staff = 🔒 <b>What { $company } keeps here</b>
    • about you: name, phone, birthday, Telegram account, and what you did with clients' data and when
    • about clients: contacts, ratings, complaints, messages and your notes
    You see your own clients, a team lead the team's, the head all; the huddle on Mondays is read by all of a team. Looking at a client's card is recorded.
privacy-long = <b>How long</b>
privacy-term-all = • all of it: as long as you are a contact here
privacy-term-words = • words of ratings, closed complaints and messages: { $long }
privacy-term-files = • voices, pictures and files with them: { $long }
privacy-term-letters = • where messages of the bot stand: { $long }
privacy-term-imports = • rows of a file from which contacts were taken over: { $long }
privacy-term-audit = • the record of who worked with the data, without any text: it stays, as the proof
privacy-term-links = • an invitation link: works once, and for { $long } at most
privacy-always = without end
privacy-years = { $n ->
    [one] { $n } year
   *[other] { $n } years
}
privacy-months = { $n ->
    [one] { $n } month
   *[other] { $n } months
}
privacy-seen = It is seen by the manager who looks after you, whoever stands in for them, the team lead and the head of the company. Ratings of the week and what was said with them are also read by the manager's team, on Mondays.
privacy-seen-manager = It is seen by your manager { $manager }, whoever stands in for them, the team lead and the head of the company. Ratings of the week and what was said with them are also read by the manager's team, on Mondays.
privacy-seen-group = On Mondays they come to the team's group in Telegram: with first names only, without phone numbers and e-mail addresses.
privacy-rights = /mydata shows everything, gives it to you as a file, corrects it and deletes it ({ $days } to take that back).
    /settings switches what you receive. /stop stops everything you did not ask for.
privacy-url = The privacy policy: { $url }
privacy-contact = Questions: { $contact }
error-zone-unknown = I do not know that city. Please type a larger one nearby, for example Riga.
