"""Every method of a use case that somebody calls: which lines of the audit it leaves, or why none.

A method of a noun that shows staff something about people or clients, or changes it, leaves a line. A new method stands
here or `tests/house/test_audited.py` names it; what is in AUDITED is played in `tests/usecases/test_audited.py`.
"""

OWN = "a person's own data, words and switches: what is stored is the fact itself"
STEP = "a step on the way: the last one leaves the line, and a cancelled one changes nothing"
FIGURES = "numbers; nobody's answer is named"
SAME = "goes the way of another method of its noun, whose line is played"
NAMELESS = "holds nothing about a person or client"
STAFF = "names of colleagues, whom all staff may see"

AUDITED: dict[str, tuple[str, ...]] = {
    "absences.typed": ("absence.add",),
    "absences.finish": ("absence.end",),
    "additions.client": ("client.add",),
    "additions.client_anyway": ("client.add",),
    "additions.contact": ("contact.add",),
    "additions.contact_anyway": ("contact.add",),
    "additions.pick": ("contact.add",),
    "additions.whose": ("client.search",),
    "audits.typed": ("audit.view",),
    "audits.look": ("audit.view",),
    "audits.export": ("audit.export",),
    "calls.plan_typed": ("call.plan",),
    "calls.plan_when": ("call.plan",),
    "calls.plan": ("call.plan",),
    "calls.look": ("call.view",),
    "calls.open_card": ("call.view",),
    "calls.finish": ("call.done",),
    "calls.again": ("call.plan",),
    "calls.snooze": ("call.move",),
    "calls.drop": ("call.drop",),
    "calls.undo": ("call.undo",),
    "calls.hand_over": ("call.hand",),
    "calls.note": ("call.note",),
    "cases.look": ("case.view",),
    "cases.listed": ("case.list",),
    "cases.open_card": ("case.view",),
    "cases.take": ("case.take",),
    "cases.called": ("case.called",),
    "cases.undo": ("case.undo",),
    "cases.colleagues": ("case.view",),
    "cases.hand_over": ("case.hand",),
    "cases.start_close": ("case.view",),
    "cases.close": ("case.close",),
    "cases.typed": ("case.close",),
    "cases.hear": ("case.words",),
    "cases.note": ("case.note",),
    "searching.find": ("client.search",),
    "searching.turn": ("client.search",),
    "clients.card": ("client.view",),
    "clients.touch": ("client.touch",),
    "clients.undo": ("client.untouch",),
    "clients.note": ("client.note",),
    "clients.contact": ("contact.view",),
    "clients.note_contact": ("contact.note",),
    "clients.history": ("client.history",),
    "complaints.card": ("complaint.view",),
    "complaints.open_card": ("complaint.view",),
    "complaints.send_files": ("complaint.files",),
    "complaints.take": ("complaint.take",),
    "complaints.wait": ("complaint.waiting",),
    "complaints.colleagues": ("complaint.view",),
    "complaints.hand_over": ("complaint.hand",),
    "complaints.note": ("complaint.note",),
    "complaints.page": ("complaint.list",),
    "complaints.begin_solving": ("complaint.view",),
    "complaints.solve": ("complaint.solve",),
    "complaints.begin_date": ("complaint.view",),
    "complaints.tell_date": ("complaint.date",),
    "digests.today": ("today.view",),
    "doubts.show": ("doubt.view",),
    "doubts.settle": ("doubt.settle",),
    "editing.form": ("client.view",),
    "editing.press": ("client.edit",),
    "editing.undo": ("client.edit",),
    "exhibitions.start": ("exhibition.start",),
    "exhibitions.cancel": ("exhibition.cancel",),
    "exhibitions.open_card": ("exhibition.list",),
    "exhibitions.look": ("exhibition.list",),
    "exhibitions.mark": ("exhibition.mark",),
    "figures.low": ("answers.view",),
    "figures.export": ("answers.export",),
    "exports.make": ("client.export",),
    "imports.offer": ("import.offer",),
    "imports.write": ("import.write",),
    "imports.link": ("import.links",),
    "imports.undo": ("import.undo",),
    "inviting.make": ("person.invite",),
    "inviting.take_name": ("person.add", "person.invite"),
    "inviting.take_role": ("person.add", "person.invite"),
    "inviting.take_team": ("person.add", "person.invite"),
    "inviting.unlink": ("person.unlink",),
    "inviting.revoke": ("person.revoke",),
    "inviting.relink": ("person.relink", "person.invite"),
    "sheets.offer": ("sheet.view",),
    "sheets.make": ("contacts.sheet", "person.invite"),
    "joining.accept": ("person.connect",),
    "joining.settle": ("person.confirm",),
    "joining.name_team": ("team.start",),
    "leaving.leave": ("contact.left",),
    "leaving.back": ("contact.back",),
    "leaving.dates": ("client.view",),
    "leaving.delete": ("date.delete",),
    "leaving.restore": ("date.restore",),
    "mydata.held": ("mydata.show",),
    "mydata.correct": ("mydata.correct",),
    "mydata.erase": ("mydata.erase",),
    "mydata.restore": ("mydata.restore",),
    "occasions.look": ("occasion.view",),
    "occasions.open_card": ("occasion.view",),
    "occasions.finish": ("occasion.done",),
    "occasions.call": ("call.plan", "occasion.done"),
    "occasions.undo": ("occasion.undo",),
    "occasions.note": ("client.note",),
    "occasions.coming": ("occasion.list",),
    "occasions.add_own": ("occasion.add",),
    "people.set_quiet": ("person.quiet",),
    "people.want": ("person.switch",),
    "people.stop": ("person.stop",),
    "people.resume": ("person.stop",),
    "surveys.refuse": ("consent.surveys",),
    "surveys.allow": ("consent.surveys",),
    "surveys.hear": ("answer.words",),
    "talk.begin_reply": ("complaint.view",),
    "talk.send": ("complaint.reply",),
    "waves.send": ("wave.settle",),
    "teams.give": ("person.role",),
    "teams.leave": ("person.leave", "client.hand-all"),
    "teams.move": ("person.team",),
    "teams.take_name": ("team.rename",),
    "waves.postpone": ("wave.settle",),
    "waves.cancel": ("wave.settle",),
    "waves.why": ("answers.why",),
}

_FREE: dict[str, str] = {
    OWN: """mydata.ask mydata.waiting people.ask_zone people.cancel people.find_zone people.home people.privacy people.set_language people.set_zone
        people.settings joining.ask joining.not_me joining.open cases.settled complaints.add complaints.ask_wish
        complaints.begin complaints.cancel complaints.choose complaints.collect complaints.draft complaints.look
        complaints.more complaints.more_at_step complaints.my complaints.open_mine complaints.rate_handling
        complaints.send complaints.settle complaints.withdraw talk.answer talk.begin talk.change talk.join talk.keep
        talk.loose talk.say talk.to_complaint talk.to_manager talk.to_rating surveys.again surveys.done surveys.look
        surveys.rate surveys.reason surveys.reply surveys.say surveys.start surveys.wish""",
    SAME: "editing.anyway editing.typed",
    STEP: """editing.ask editing.leave mydata.consider absences.answer absences.begin absences.pick additions.ask_client additions.ask_contact additions.shared calls.ask_when complaints.pick_date
        complaints.type_date complaints.type_reason complaints.type_solution inviting.ask_name occasions.ask_own
        talk.discard talk.join_reply talk.reply_at_step talk.reply_more talk.reply_to talk.stop_replying teams.ask_name imports.cancel
        imports.assign imports.choose imports.faults imports.linkable imports.open
        imports.order imports.respell imports.show imports.start imports.turn exports.size inviting.picture""",
    FIGURES: "figures.look figures.me figures.nps figures.typed waves.look waves.preview",
    NAMELESS: """exhibitions.audience exhibitions.begin exhibitions.choose_again exhibitions.coming exhibitions.dates
        exhibitions.name exhibitions.stand exhibitions.standing exhibitions.venue joining.ask_team""",
    STAFF: """absences.listed complaints.owners inviting.invitees inviting.account sheets.owners
        teams.before_leaving teams.heirs teams.overview teams.person teams.team teams.where""",
}
FREE: dict[str, str] = {name: why for why, names in _FREE.items() for name in names.split()}
