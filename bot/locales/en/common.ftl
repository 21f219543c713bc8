# Words that several screens share. Each noun has a file of its own.
# Button labels begin with btn1- (alone in a row), btn2- (two a row) or btn3- (three a row).
btn2-back = ‹ Back
btn2-cancel = ✖ Cancel
btn2-undo = ↩ Undo
language-en = English
language-ru = Русский
bot-description = The assistant of { $company }: rate us in one tap, file a complaint and follow it to the end, reach your manager. By invitation: open the link that your manager gave you.
bot-short = Assistant of { $company } for its clients
