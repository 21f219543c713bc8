# Programmes: the surveys that repeat, and /surveys of the head.
command-surveys = the year of surveys: days, questions, reasons
programme-monthly = Monthly survey
programme-quarterly = Quarterly survey
programme-annual = Annual survey
programme-again = Question after a case
programme-rate = Rating of their own
programme-short-monthly = Monthly
programme-short-quarterly = Quarterly
programme-short-annual = Annual
programme-letter-monthly = M
programme-letter-quarterly = Q
programme-letter-annual = A

programmes-title = Surveys: the year ahead
programmes-chart-note = Light: day off. Grey frame: today.
programmes-chart-note-left = Light: day off. Grey frame: today. Framed letter: gives way.
programmes-head = 🗓 <b>Surveys: the year ahead</b>
programmes-next =
    Next: { $survey }, { $day }
    Leads see it before: { $seen }
programmes-no-next = Nothing goes out by itself: every survey is off.
programmes-dates = <b>{ $letter }</b> · { $survey }: { $days }
programmes-off = <b>{ $letter }</b> · { $survey }: off
programmes-none = <b>{ $letter }</b> · { $survey }: never, larger ones are always near
programmes-left = Left out, as a larger one is near: { $days }
programmes-by-hand = Left out, as it was sent by hand: { $days }
programmes-later = Questions begin later (holidays of contacts, days without surveys): { $days }
programmes-later-more = { programmes-later }, …
programmes-later-one = { $day } ({ $letter }) → { $to }
programmes-later-there = { $day } ({ $letter }) → { $to } ({ $countries })
programmes-by-hand-teams = Left out for teams that sent it by hand: { $day } ({ $letter }) · { $teams }
programmes-left-one = { $day } ({ $letter })
btn1-programme-on = ✅ { $survey }
btn1-programme-off = ⏸ { $survey } (off)
btn2-programmes-reasons = 💬 Reasons
btn2-programmes-reset = ↩ Reset…
programmes-reset-sure =
    ↩ <b>Reset to the config?</b>
    Days, texts, questions and reasons that were changed here go back to what config.toml says. Answers stay as they are.
btn1-programmes-reset = ↩ Reset to the config
programmes-reset-done = The config counts again.

programme-head-on = 📊 <b>{ $survey }</b> · on
programme-head-off = ⏸ <b>{ $survey }</b> · off
programme-rule-monthly = Day { $n } of the month, or the next working day
programme-rule-quarterly = From working day { $n } of the quarter, over { $days ->
    [one] { $days } working day
   *[other] { $days } working days
}
programme-rule-annual = Working day { $n } of the month: { $month }
programme-days = Next: { $days }
programme-asks = Question 0–10: “{ $text }”
programme-asks-standard = Question 0–10: standard wording
programme-more = Then asked: { $n ->
    [one] { $n } question
   *[other] { $n } questions
}
btn2-programme-turn-on = ▶ Switch on
btn2-programme-turn-off = ⏸ Switch off
btn2-programme-day = 📅 Day
btn2-programme-texts = ✏️ Texts
btn2-programme-questions = ❓ Questions

programme-head-day = 📅 <b>{ $survey }</b>: when?
programme-ask-day-monthly = Choose a day of the month, or type one: 1 to { $most }.
programme-ask-day-quarterly = On which working day of the quarter does it begin? Choose, or type: 1 to { $most }.
programme-ask-day-annual = Choose the month, and which of its working days: 1 to { $most }.
btn2-programme-type = ⌨️ Type it

programme-head-texts = ✏️ <b>{ $survey }</b>: texts
programme-text-question = The question 0–10:
programme-text-intro = The line above it:
programme-text = <b>{ $language }</b>: { $text }
programme-standard-question = standard wording
programme-no-text = not written yet; shown in the other language
programme-standard-intro = none
btn2-programme-question = ✏️ Question 0–10
btn2-programme-intro = ✏️ Line above
btn2-programme-write = ✏️ { $language }
btn1-programme-standard-question = ↩ { $language }: standard wording
btn1-programme-standard-intro = ↩ { $language }: without it

programme-head-questions = ❓ <b>{ $survey }</b>: asked after the question 0–10 and its why
programme-question-score = { $n }. { $text } · 0–10
programme-question-words = { $n }. { $text } · own words
programme-full = { $most } questions are the most.
programme-head-question-score = ❓ <b>{ $survey }</b>, question { $n } · 0–10
programme-head-question-words = ❓ <b>{ $survey }</b>, question { $n } · own words
btn2-programme-add-score = ➕ 0–10
btn2-programme-add-words = ➕ Own words
btn2-programme-drop = 🗑 Remove

programme-head-reasons = 💬 <b>Reasons</b> offered after the score, in every survey
programme-group-promoter = <b>After 9–10</b>
programme-group-passive = <b>After 7–8</b>
programme-group-detractor = <b>After 0–6</b>
programme-group-reasons = { $reasons }
programme-group-how = { $n } of { $most }. Press one to rename or remove it.
programme-offer = ➕ { $text }
btn1-programme-group-promoter = After 9–10
btn1-programme-group-passive = After 7–8
btn1-programme-group-detractor = After 0–6
btn1-programme-reason = ➕ New reason
programme-head-reason = 💬 <b>{ $text }</b>

programme-type-day = Type the day as a number. /cancel leaves it as it is.
programme-type-question = Type the question 0–10 ({ $language }), at most 300 signs. /cancel leaves it as it is.
programme-type-intro = Type the line above the question ({ $language }), at most 300 signs. /cancel leaves it as it is.
programme-type-ask = Type the new question ({ $language }), at most 300 signs. /cancel leaves everything as it is.
programme-type-reword = Type the question anew ({ $language }), at most 300 signs. /cancel leaves it as it is.
programme-type-reason = Type the new reason ({ $language }), at most 17 signs: it stands on a button. /cancel leaves everything as it is.
programme-type-rename = Type the reason anew ({ $language }), at most 17 signs: it stands on a button. /cancel leaves it as it is.
programme-undone = Taken back.
cancelled-programme = Nothing was changed. /surveys shows the surveys.
error-programme-day = Please send a number from 1 to { $most }.
error-programme-empty = Please send it as text.
error-programme-long = That is { $n } signs; at most { $most } fit. Please send it shorter.
error-programme-questions = { $most } questions are the most. Remove one first.
error-programme-reasons = { $most } reasons are the most. Remove one first.
error-programme-last-reason = One reason has to stay.
error-programme-twice = “{ $text }” is offered there already.
error-programme-undo-late = That was longer than 10 minutes ago. Please change it back by hand.
