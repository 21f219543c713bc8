"""The decision about every table (of imports: files.py). A new table needs a Rule here, a new column a place in the Rule of its table."""

from storage.erasure.files import FILES
from storage.erasure.rule import CODE, FIRM, NOBODYS_NAME, STAFF, TIME, Rule, empty, kept

_ANSWERS = "SELECT id FROM answers WHERE person_id = :person"
_OWN_CASES = f"""SELECT a.case_id FROM case_answers a WHERE a.answer_id IN ({_ANSWERS}) AND NOT EXISTS
    (SELECT 1 FROM case_answers o WHERE o.case_id = a.case_id AND o.answer_id NOT IN ({_ANSWERS}))"""
_OF_CLIENT = "client_id = CAST(:client AS BIGINT)"
_OF_COMPLAINT = f"complaint_id IN (SELECT id FROM complaints WHERE {_OF_CLIENT})"
_OWN_COMPLAINTS = "complaint_id IN (SELECT id FROM complaints WHERE person_id = :person)"
_IMPROVED = f"""(SELECT i.improvement_id FROM improvement_cases i JOIN cases s ON s.id = i.case_id
    WHERE s.{_OF_CLIENT})"""

# In this order: what is found through other rows goes before them.
RULES: dict[str, Rule] = {
    "absences": Rule("who of the staff is away, and who stands in", keep=kept(TIME, "first", "last")),
    "notes": Rule(
        "notes of staff about a person, a client, a call, a case",
        mine=f"""thing = 'person:' || CAST(:person AS BIGINT) OR thing = 'client:' || CAST(:alone AS BIGINT)
            OR thing IN (SELECT 'call:' || id FROM calls WHERE person_id = :person)
            OR thing IN (SELECT 'case:' || case_id FROM ({_OWN_CASES}) own)""",
        gone=True,
        search=("words",),
        near=f"""thing = 'client:' || CAST(:client AS BIGINT)
            OR thing IN (SELECT 'call:' || id FROM calls WHERE client_id = CAST(:client AS BIGINT))
            OR thing IN (SELECT 'case:' || id FROM cases WHERE client_id = CAST(:client AS BIGINT))
            OR thing IN (SELECT 'improvement:' || improvement_id FROM {_IMPROVED} improved)
            OR thing IN (SELECT 'person:' || person_id FROM contacts WHERE client_id = CAST(:client AS BIGINT))""",
        keep={
            **kept(CODE, "thing", "kind"),
            **kept(STAFF, "chat_id", "message_id"),
            "file_id": "a voice of staff about somebody else: goes with the notes about the person",
        },
    ),
    "words": Rule(
        "messages between a client and staff, with complaints and without",
        mine="contact_id = :person",
        gone=True,
        search=("text", "file_name"),
        near=_OF_CLIENT,
        keep={
            **kept(CODE, "place", "kind"),
            **kept("messages of somebody else", "chat_id", "message_id", "album", "file_id"),
        },
    ),
    "answer_words": Rule(
        "what was said with a score",
        mine=f"answer_id IN ({_ANSWERS})",
        gone=True,
        search=("text",),
        near="answer_id IN (SELECT id FROM answers WHERE client_id = CAST(:client AS BIGINT))",
        keep={
            **kept(CODE, "kind", "question"),
            **kept("of somebody else", "chat_id", "message_id", "file_id"),
        },
    ),
    "answer_forms": Rule("which question of a long form is on the screen", keep=kept(CODE, "question")),
    "answer_scores": Rule(
        "further scores of a long form: the numbers alone, as the figures",
        keep={**kept(CODE, "question"), "asked": "the wording of the company's question"},
    ),
    "answer_score_changes": Rule(
        "further scores that were changed: the numbers alone", keep=kept(CODE, "question")
    ),
    "guesses": Rule("which question a message may answer", keep=kept(CODE, "question")),
    "answers": Rule(
        "scores: they stay, without a name, so that the figures stay as they are",
        keep=kept(CODE, "wish", "segment", "tier"),
    ),
    "answer_changes": Rule("scores that were changed: the numbers alone"),
    "phone_notes": Rule("which scores staff noted for a contact", keep=kept(CODE, "stage")),
    "recommendations_asked": Rule("who was asked to recommend us", keep=kept(CODE, "reply")),
    "answer_reasons": Rule("reasons of a score, from a list", keep=kept(CODE, "reason")),
    "invitations": Rule(
        "who was asked when",
        keep={**kept(CODE, "programme", "stage", "why", "segment", "tier"), **kept(TIME, "day")},
    ),
    "wave_queue": Rule("who gets a place next in a round that is going out: numbers alone"),
    "programme_changes": Rule(
        "what the head changed of the surveys",
        keep=kept(CODE, "code") | kept("the company's questions", "changes"),
    ),
    "waves": Rule("rounds of a survey", keep=kept(CODE, "key", "programme", "reach", "state")),
    "cases": Rule(
        "the follow-up of low scores",
        mine=f"id IN ({_OWN_CASES})",
        blank=empty("done"),
        search=("done",),
        near=_OF_CLIENT,
        keep=kept(CODE, "state", "cause", "outcome", "turns"),
    ),
    "improvements": Rule(
        "what is changed because a cause came again and again",
        search=("title", "why"),
        near=f"id IN {_IMPROVED}",
        keep={**kept(CODE, "key", "cause", "state"), **kept(TIME, "due", "missed")},
    ),
    "improvement_texts": Rule(
        "what was changed, in words for clients",
        search=("text",),
        key="improvement_id, language",
        near=f"improvement_id IN {_IMPROVED}",
        keep=kept(CODE, "language"),
    ),
    "improvement_cases": Rule("which cases an improvement stands for"),
    "improvement_told": Rule("who was told what was changed", keep=kept(CODE, "letter")),
    "case_answers": Rule("which scores a case is about"),
    "case_questions": Rule('"settled?", and the answer from a list', keep=kept(CODE, "reply")),
    "case_rechecks": Rule("who is asked again after a case, and which answer that was"),
    "case_log": Rule("what happened to a case", keep=kept(CODE, "what", "was")),
    "complaints": Rule(
        "complaints: number, kind, dates and outcome stay for the figures",
        keep=kept(CODE, "kind", "category", "state", "closed_how", "turns"),
    ),
    "complaint_solutions": Rule(
        "what was found, done, and prevents the next complaint",
        mine=_OWN_COMPLAINTS,
        blank=empty("cause", "done", "prevents"),
        search=("cause", "done", "prevents"),
        near=_OF_COMPLAINT,
        keep=kept(CODE, "answer"),
    ),
    "complaint_dates": Rule(
        "dates that were moved, and why",
        mine=_OWN_COMPLAINTS,
        blank=empty("reason"),
        search=("reason",),
        near=_OF_COMPLAINT,
        keep=kept(CODE, "clock"),
    ),
    "complaint_events": Rule("what happened to a complaint", keep=kept(CODE, "what", "old", "new")),
    "touches": Rule(
        "contacts with a client",
        mine="person_id = :person OR client_id = CAST(:alone AS BIGINT)",
        blank=empty("note"),
        search=("note",),
        near=_OF_CLIENT,
        keep=kept(CODE, "key", "kind"),
    ),
    "calls": Rule(
        "calls that are due or were made",
        mine="person_id = :person OR client_id = CAST(:alone AS BIGINT)",
        blank=empty("note"),
        search=("note",),
        near=_OF_CLIENT,
        keep=kept(CODE, "key", "cause", "cause_thing", "state", "outcome"),
    ),
    "occasions": Rule(
        "dates to congratulate, year by year",
        mine="person_id = :person",
        gone=True,
        search=("label",),
        near=_OF_CLIENT,
        keep={**kept(CODE, "key", "kind", "state"), "day": "a date of the company, or of somebody else"},
    ),
    "own_dates": Rule(
        "other dates of a client or a person",
        mine="person_id = :person",
        gone=True,
        search=("label",),
        near=_OF_CLIENT,
        keep=kept("a date of the company, or of somebody else", "day", "month", "year"),
    ),
    "exhibitions": Rule(
        "fairs and presentations",
        keep=kept("a fair", "name", "starts", "ends", "venue", "stand", "tier", "segment", "state"),
    ),
    "guests": Rule("which client is invited where", keep=kept(CODE, "state")),
    "links": Rule(
        "invitation links: a token is kept as a hash only",
        mine="person_id = :person",
        gone=True,
        keep={
            **kept(CODE, "settled"),
            "token_hash": "a random number",
            "used_by": "the account of somebody else",
        },
    ),
    "steps": Rule(
        "an unfinished form",
        mine="person_id = :person",
        gone=True,
        search=("args",),
        key="person_id",
        near="1 = 1",
        found_goes=True,
        keep=kept(CODE, "name"),
    ),
    "searches": Rule(
        "the last search of each member of staff",
        search=("query",),
        key="person_id",
        near="1 = 1",
        found_goes=True,
    ),
    "letters": Rule(
        "messages sent: kind, time and place, not what they say",
        mine="person_id = :person",
        blank=empty("chat_id", "message_id", "card_id", args="{}"),
        keep={
            **kept(CODE, "key", "kind", "op", "thing", "state", "why"),
            "claimed_by": "the process that sent it",
        },
    ),
    "cards": Rule(
        "messages with buttons: where they stand, not what they say",
        mine="person_id = :person",
        gone=True,
        keep={
            **kept(CODE, "kind", "thing", "args"),
            **kept("the chat of somebody else", "chat_id", "message_id", "line_id"),
        },
    ),
    "alarms": Rule("when something is looked at next", keep=kept(CODE, "kind", "thing")),
    "inbox": Rule(
        "messages from Telegram until they are handled",
        mine="chat = CAST(:account AS BIGINT)",
        gone=True,
        search=("payload",),
        key="seq",
        keep={
            **kept(CODE, "state", "code"),
            "chat": "the chat of somebody else",
            "worker": "a process",
        },
    ),
    **FILES,
    "edits": Rule(
        "edits by hand, kept a day for their undo; of managers, tiers and states of clients for good",
        mine="thing = 'person:' || CAST(:person AS BIGINT) OR thing = 'client:' || CAST(:alone AS BIGINT)",
        gone=True,
        search=("old", "new"),
        found_goes=True,
        keep=kept(CODE, "thing", "field"),
    ),
    "contacts": Rule(
        "a person at a client: role, likes, what they want to receive",
        mine="person_id = :person",
        blank=empty("likes", "notes", decision_maker=0, surveys=0, invitations=0, greetings=0),
        search=("notes", "likes"),
        near=_OF_CLIENT,
        key="person_id",
    ),
    "clients": Rule(
        "clients: companies, and private persons",
        mine="id = CAST(:alone AS BIGINT)",
        blank=empty("external_id", "city", "segment", "notes", name=NOBODYS_NAME, folded=""),
        search=("notes",),
        near="id = CAST(:client AS BIGINT)",
        keep={
            **kept(CODE, "tier", "status"),
            **kept(FIRM, "country", "first_deal", "last_deal", "contract_signed", "contract_ends"),
        },
    ),
    "people": Rule(
        "staff, and the contacts of clients",
        mine="id = :person",
        blank=empty(
            "position",
            "phone",
            "phone_key",
            "email",
            "birth_day",
            "birth_month",
            "birth_year",
            "country",
            "language",
            "zone",
            "user_id",
            "username",
            "hired",
            "unreachable_why",
            "quiet_from",
            "quiet_to",
            name=NOBODYS_NAME,
            folded="",
        ),
        keep=kept(CODE, "role"),
    ),
    "teams": Rule("teams of staff", keep={"name": "a team"}),
    "team_groups": Rule(
        "groups of staff in Telegram to which the huddle goes",
        keep={**kept(CODE, "why"), "chat_id": "a group of staff", "title": "a group of staff"},
    ),
    "mondays": Rule(
        "what became of each letter of a Monday",
        keep={**kept(CODE, "thing", "state"), **kept(TIME, "monday")},
    ),
    "audit": Rule(
        "who did what to whom: ids only, kept as the proof of what was done",
        keep=kept(CODE, "action", "kind", "thing", "old", "new"),
    ),
    "merges": Rule(
        "what a merge of two cards changed, for its undo of 24 hours",
        mine="kind = 'person' AND (kept_id = :person OR gone_id = :person)",
        blank=empty("content"),
        search=("content",),
        found_goes=True,
        keep=kept(CODE, "kind"),
    ),
    "search_words": Rule(
        "the index of the search: words of names, phones, e-mails and notes",
        keep={"word": "made anew of what is left whenever something of a client changes"},
    ),
    "search_tails": Rule(
        "the index of the search: ends of words of names and phones",
        keep=kept("goes with the last word of the index that it belongs to", "tail", "word"),
    ),
    "facts": Rule("single facts about the program itself", keep={"name": CODE, "value": CODE}),
    "pictures": Rule("pictures of figures that Telegram has", keep={"key": CODE, "file_id": "a chart"}),
    "figure_answers": Rule("counts of scores by day", keep={"day": TIME}),
    "figure_words": Rule("numbers for segments, surveys and reasons", keep=kept(CODE, "kind", "word")),
    "figure_news": Rule("whose answers are to be counted anew", keep=kept(CODE, "zone")),
    "figure_voices": Rule(
        "scores as they were counted, without names", keep={**kept(CODE, "reasons"), **kept(TIME, "day")}
    ),
    "figure_asked": Rule("counts of questions by day", keep={"day": TIME}),
    "schema_version": Rule(
        "the version of the database", keep=kept("a file of the program", "name", "checksum")
    ),
}
