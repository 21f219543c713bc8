# The question 0-10, as contacts see it, and what managers see of content clients.
command-rate = rate us from 0 to 10
btn2-home-rate = ⭐ Rate
survey-ask =
    { $company } · one question, 10 seconds
    <b>How likely are you to recommend us to a colleague?</b>
    0 – not at all likely   10 – extremely likely
survey-again = We asked you some days ago and would still like to know:
btn2-survey-later = Later
btn2-survey-refuse = Don't ask me
survey-later = Fine, whenever you like: the buttons stay here. I will ask once more after { $at }.
survey-later-open = Fine, whenever you like: the buttons stay here.
survey-refused = You will not be asked again. /settings switches it on again.
survey-closed = This round closed on { $day }. Your rating is still welcome.
btn1-survey-anyway = Rate anyway
survey-answer-detractor = Your answer: <b>{ $score } of 10</b> – “unlikely”. Thank you for being honest.
survey-answer-passive = Your answer: <b>{ $score } of 10</b> – “quite likely”. Thank you.
survey-answer-promoter = Your answer: <b>{ $score } of 10</b> – “very likely”. Thank you!
survey-why-detractor = What went wrong? Choose any, or just write or record a voice message.
survey-why-passive = What would make it a 10? Choose any, or just write or record a voice message.
survey-why-promoter = What do we do best? Choose any, or just write or record a voice message.
survey-ticked = ☑ { $text }
survey-unticked = ☐ { $text }
btn2-survey-done = Done
btn2-survey-skip = Skip
btn1-survey-change = ↩ Change answer
survey-reasons = You chose: { $reasons }
survey-received = Received: { $n ->
    [one] one message
   *[other] { $n } messages
}
survey-done-promoter = It is good to work with you. 🎉
survey-done-passive = { $manager } sees what you said.
survey-done-passive-score = { $manager } sees your rating.
survey-done-detractor = I am sorry we let you down. { $manager } knows about it.
survey-done-detractor-by = I am sorry we let you down. { $manager } will contact you by { $at }.
survey-done-none = I am sorry we let you down. { $manager } knows about it, and that you need no contact.
btn1-survey-sooner = 📞 Call me sooner
btn1-survey-complain = ⚠️ File a complaint
btn1-survey-none = No contact needed
survey-late = The score could be changed until { $at }. /rate makes a new rating.
survey-opinion = 💬 <b>{ $score } of 10</b> · { $person } · { $client }
survey-opinion-words = <blockquote expandable>{ $words }</blockquote>
survey-opinion-line = 💬 { $person }, { $client }, says more about the rating
survey-words = { $words }
btn1-words-all = 🎧 Show everything that was said
