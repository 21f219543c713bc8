# The question 0-10, as contacts see it, and what managers see of content clients.
command-rate = rate us from 0 to 10
btn2-home-rate = ⭐ Rate
survey-ask-head = { $company } · one question, 10 seconds
survey-ask-head-long = { $company } · { $n } short questions, one at a time
survey-own = { $text }
survey-question = <b>{ $text }</b>
survey-recommend = How likely are you to recommend us to a colleague?
survey-scale = 0 – not at all likely   10 – extremely likely
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
btn1-survey-write = ✍️ Write now
btn1-survey-complain = ⚠️ File a complaint
btn1-survey-none = No contact needed
survey-late = The score could be changed until { $at }. /rate makes a new rating.
survey-opinion = 💬 <b>{ $score } of 10</b> · { $person } · { $client }
survey-opinion-words = <blockquote expandable>{ $words }</blockquote>
survey-opinion-line = 💬 { $person }, { $client }, says more about the rating
survey-words = { $words }
btn1-words-all = 🎧 Show everything that was said

# A long form: the further questions, one a screen.
survey-answered-late = The round had closed on { $day }; your answer counts all the same.
survey-form-number = Question { $n } of { $total }
survey-form-question = <b>{ $text }</b>
survey-form-scale = 0 – very bad   10 – could not be better
survey-form-words = Write, record a voice message or send a photo: as many messages as you like.
survey-form-given = Your answer: <b>{ $score }</b>
survey-form-left = { $n ->
    [one] One short question is left.
   *[other] { $n } short questions are left.
} They stay open until { $day }.
survey-form-complete = That was all. Thank you for your time.
survey-form-over = The other questions are closed. Thank you: what you answered counts.
survey-stands = This answer could be changed for some days only; it stands now.
btn2-survey-next = Next ›
btn1-survey-finish-later = Finish later
btn1-survey-go-on = ▶ Go on: question { $n } of { $total }
btn1-survey-review = ✏️ See my other answers
survey-here = ↑ The question is here.
survey-here-form = ✔ Kept. The questions go on here ↑
survey-here-score = ↑ Your answer, { $score } of 10, is here.
survey-further-score = ▫️ { $question }: <b>{ $score }</b>
survey-further-words = ▫️ { $question }: { $words }
survey-further-both = ▫️ { $question }: <b>{ $score }</b> · { $words }
survey-further-files = { $n ->
    [one] one file
   *[other] { $n } files
}
question-product = Product quality
question-delivery = Delivery
question-attention = Your manager's attention
question-terms = Terms and prices
question-documents = Documents
question-strengths = What do we do better than others, and what worse?
question-wishes = What do you wish for next year?
survey-apart-line = ⚖️ { $client }: opinions are far apart. { $who }: <b>{ $low }</b>, { $other }: <b>{ $high }</b>
survey-apart = ⚖️ Opinions at the client are far apart: { $who } <b>{ $low }</b>, { $other } <b>{ $high }</b>
