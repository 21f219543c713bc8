# Phone mode: staff tap the score that a contact says on the phone.
btn1-phone-score = ☎️ Score by phone
btn2-phone-rate = ☎️ Rate by phone
btn2-phone-none = No score
btn2-phone-done = Done
btn1-phone-change = ↩ Change the score
phone-head = ☎️ Score by phone · <b>{ $person }</b> · { $client }
phone-number = { $phone }
phone-read = Read aloud:
phone-question = “{ $text } From 0 to 10, where 0 means not at all likely and 10 extremely likely.”
phone-read-theirs = In the client's language ({ $language }):
phone-only = Only what the client says: ask, do not guess.
phone-unwilling = 🔕 Does not want surveys. Do not ask; note a score only if it is offered.
phone-noted = <b>{ $score } of 10</b> · by manager: { $by } · { $at }
phone-reasons = Named: { $reasons }
phone-words = 📝 Noted: { $n ->
    [one] one message
   *[other] { $n } messages
}
phone-case = ⚠️ It is in a case; its card says by when.
phone-call = 📞 A call is planned for { $day }: what would make it a 10?
phone-why-detractor = Ask: “What went wrong?” Tick what is named; note the words by replying to this message.
phone-why-passive = Ask: “What would make it a 10?” Tick what is named; note the words by replying to this message.
phone-why-promoter = Ask: “What do we do best?” Tick what is named; note the words by replying to this message.
phone-apart = Counted as a talk with { $person }. In the figures the score stands apart; the client's own answer will replace it.
phone-own = { $person } answered in person: <b>{ $score } of 10</b> · { $at }
phone-own-noted = Noted before that: { $score } by { $by } · { $at }
phone-own-stands = That answer stands; nothing is noted over it.
phone-further-question = “{ $text }”
phone-further-how = Tap what the client says; words are a reply to this message.
phone-further-words = Note what the client says as a reply to this message, in as many messages as you like.
phone-further-given = Noted: <b>{ $score }</b>
phone-further-noted = Further questions noted: { $n } of { $total }
btn1-phone-further = ▶ Further questions
phone-left = No score was noted.
phone-line-own = ☎️ { $person } answered in person: { $score } (noted by phone: { $noted })
phone-noted-beside = 📝 Kept as a note about { $person }
phone-refused-own = { $person } answered in person ({ $score }). Nothing was noted over it.
phone-refused-other = { $by } noted { $score } just now. To note something else, use Change the score.
phone-refused-late = The days in which this score could be changed are over.
error-phone-nobody = This client has no contact whose score could be noted.
error-phone-undo = It cannot be taken back any more: that works for 10 minutes, while no case has come of it. The score can still be changed.
survey-noted = { $manager } noted { $score } for you on the phone. Tap a number to answer in person: that counts instead.
call-answered = ✅ Answered the survey meanwhile · { $at }
case-by-manager = ☎️ by manager: noted on the phone
client-score-noted = { $score } ☎️ by manager ({ $name }, { $day })
