"""Reads all that is held of one person. The caller has made sure that it is theirs to see."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.domain.complaints import name as complaint_name
from bot.domain.ids import PersonId
from bot.domain.mydata import Code, Fact, Section
from bot.domain.time import from_us
from storage.database import Conn, Row

# name of the fact: how its column is read: text, free (words of people), number, flag, moment, day, or a list's name.
_PERSON = {
    "name": "text",
    "position": "text",
    "phone": "text",
    "email": "text",
    "birthday": "text",
    "language": "language",
    "zone": "text",
    "country": "text",
    "username": "text",
    "account": "text",
    "connected": "moment",
    "since": "moment",
}
_ABOUT = """SELECT p.name, p.position, p.phone, p.email, p.birth_day, p.birth_month, p.birth_year, p.language, p.zone,
    p.country, p.username, CAST(p.user_id AS TEXT) AS account, p.connected_at AS connected, p.created_at AS since,
    p.stopped_at, p.quiet_from, p.quiet_to, p.role, t.name AS team FROM people p LEFT JOIN teams t ON t.id = p.team_id
    WHERE p.id = :id"""
_CONTACT = """SELECT c.name AS client, m.name AS manager, k.decision_maker, k.likes, k.notes AS remark, k.surveys,
    k.invitations, k.greetings, c.id AS client_id FROM contacts k JOIN clients c ON c.id = k.client_id
    LEFT JOIN people m ON m.id = c.manager_id WHERE k.person_id = :id"""
_ANSWERS = "SELECT id FROM answers WHERE person_id = :id"

# section: its facts and its query, the newest first.
_LISTS: dict[str, tuple[dict[str, str], str]] = {
    "notes": (
        {"at": "moment", "by": "text", "words": "free", "file": "file"},
        f"""SELECT n.at, p.name AS by, n.words, CASE WHEN n.file_id IS NULL THEN NULL ELSE n.kind END AS file
        FROM notes n JOIN people p ON p.id = n.by_id WHERE n.thing = 'person:' || CAST(:id AS BIGINT)
        OR n.thing = 'client:' || CAST(:alone AS BIGINT)
        OR n.thing IN (SELECT 'call:' || id FROM calls WHERE person_id = :id)
        OR n.thing IN (SELECT 'case:' || case_id FROM case_answers WHERE answer_id IN ({_ANSWERS}))
        ORDER BY n.at DESC, n.id DESC""",
    ),
    "scores": (
        {
            "at": "moment",
            "score": "number",
            "survey": "survey",
            "wish": "wish",
            "by-manager": "flag",
            "noted": "number",
            "recommend": "moment",
            "recommend-reply": "recommend",
        },
        """SELECT a.id, a.at, a.score, i.programme AS survey, a.wish, NULLIF(a.by_manager, 0) AS "by-manager",
        CASE WHEN n.replaced_at IS NULL THEN NULL ELSE n.score END AS noted, r.asked_at AS recommend,
        r.reply AS "recommend-reply" FROM answers a JOIN invitations i ON i.id = a.invitation_id
        LEFT JOIN phone_notes n ON n.answer_id = a.id LEFT JOIN recommendations_asked r ON r.answer_id = a.id
        WHERE a.person_id = :id
        ORDER BY a.at DESC, a.id DESC""",
    ),
    "further": (
        {"at": "moment", "question": "question", "further": "number", "words": "free", "file": "file"},
        f"""SELECT s.at, COALESCE(s.asked, s.question) AS question, s.score AS further, NULL AS words, NULL AS file,
        s.answer_id AS id, s.question AS asked, 0 AS place FROM answer_scores s
        WHERE s.score IS NOT NULL AND s.answer_id IN ({_ANSWERS})
        UNION ALL SELECT w.at, COALESCE(s.asked, w.question), NULL, w.text,
        CASE WHEN w.file_id IS NULL THEN NULL ELSE w.kind END, w.answer_id, NULL, w.id FROM answer_words w
        LEFT JOIN answer_scores s ON s.answer_id = w.answer_id AND s.question = w.question
        WHERE w.question IS NOT NULL AND w.answer_id IN ({_ANSWERS}) ORDER BY 6 DESC, 8, 1, 2""",
    ),
    "complaints": (
        {
            "number": "complaint",
            "at": "moment",
            "kind": "kind",
            "category": "category",
            "state": "state",
            "closed": "moment",
            "handling": "number",
        },
        """SELECT x.id, x.number, COALESCE(x.filed_at, x.created_at) AS at, x.kind, x.category, x.state,
        x.closed_at AS closed, x.handling FROM complaints x WHERE x.person_id = :id ORDER BY x.id DESC""",
    ),
    "cases": (
        {"at": "moment", "closed": "moment", "cause": "cause", "outcome": "outcome", "done": "free"},
        f"""SELECT s.opened_at AS at, s.closed_at AS closed, s.cause, s.outcome, s.done FROM cases s WHERE s.id IN
        (SELECT case_id FROM case_answers WHERE answer_id IN ({_ANSWERS})) ORDER BY s.id DESC""",
    ),
    "improvements": (
        {"at": "moment", "words": "free"},
        """SELECT w.told_at AS at, (SELECT x.text FROM improvement_texts x WHERE x.improvement_id = w.improvement_id
        AND x.language IN ('', COALESCE(p.language, '')) ORDER BY x.language DESC LIMIT 1) AS words
        FROM improvement_told w JOIN people p ON p.id = w.person_id JOIN letters l ON l.key = w.letter
        WHERE w.person_id = :id AND l.state = 'sent' ORDER BY w.told_at DESC, w.improvement_id DESC""",
    ),
    "messages": (
        {"at": "moment", "by": "text", "complaint": "complaint", "words": "free", "file": "file"},
        """SELECT w.at, p.name AS by, x.number AS complaint, w.text AS words,
        CASE WHEN w.file_id IS NULL THEN NULL ELSE w.kind END AS file
        FROM words w JOIN people p ON p.id = w.author_id LEFT JOIN complaints x ON x.id = w.complaint_id
        WHERE w.contact_id = :id ORDER BY w.at DESC, w.id DESC""",
    ),
    "touches": (
        {"at": "moment", "kind": "touch-kind", "by": "text", "words": "free"},
        """SELECT t.at, t.kind, p.name AS by, t.note AS words FROM touches t LEFT JOIN people p ON p.id = t.by_id
        WHERE (t.person_id = :id OR t.client_id = CAST(:alone AS BIGINT)) AND t.undone_at IS NULL
        ORDER BY t.at DESC, t.id DESC""",
    ),
    "calls": (
        {"at": "moment", "state": "call-state", "words": "free"},
        """SELECT x.due_at AS at, x.state, x.note AS words FROM calls x
        WHERE x.person_id = :id OR x.client_id = CAST(:alone AS BIGINT) ORDER BY x.due_at DESC, x.id DESC""",
    ),
    "dates": (
        {"day": "day", "kind": "date", "words": "free"},
        """SELECT o.day, o.kind, o.label AS words FROM occasions o WHERE o.person_id = :id UNION ALL
        SELECT CAST(COALESCE(d.year, 2000) AS TEXT) || '-' || SUBSTR('0' || d.month, LENGTH('0' || d.month) - 1) || '-'
        || SUBSTR('0' || d.day, LENGTH('0' || d.day) - 1), 'own', d.label FROM own_dates d WHERE d.person_id = :id
        ORDER BY 1 DESC, 2""",
    ),
    "exhibitions": (
        {"name": "text", "day": "day", "state": "guest"},
        """SELECT e.name, e.starts AS day, g.state FROM guests g JOIN exhibitions e ON e.id = g.exhibition_id
        WHERE g.client_id = :client AND e.state = 'on' ORDER BY e.starts DESC, e.id DESC""",
    ),
    "links": (
        {"at": "moment", "until": "moment", "used": "moment", "revoked": "moment"},
        """SELECT l.created_at AS at, l.expires_at AS until, l.used_at AS used, l.revoked_at AS revoked FROM links l
        WHERE l.person_id = :id ORDER BY l.id DESC""",
    ),
    "letters": (
        {"at": "moment", "about": "letter"},
        """SELECT l.settled_at AS at, l.kind AS about FROM letters l WHERE l.person_id = :id AND l.state = 'sent'
        AND l.op <> 'edit' ORDER BY l.settled_at DESC, l.id DESC""",
    ),
}
_WORK = """SELECT (SELECT COUNT(*) FROM touches WHERE by_id = :id AND undone_at IS NULL) AS touches,
    (SELECT COUNT(*) FROM calls WHERE done_by = :id) AS calls,
    (SELECT COUNT(*) FROM notes WHERE by_id = :id) AS notes,
    (SELECT COUNT(*) FROM words WHERE author_id = :id) AS messages,
    (SELECT COUNT(*) FROM audit WHERE actor_id = :id) AS audit,
    (SELECT MAX(at) FROM audit WHERE actor_id = :id) AS last"""


async def held_of_contact(conn: Conn, person_id: PersonId, alone: int | None) -> list[Section]:
    """Everything about a contact. `alone`: their client, if it is nobody but them."""
    person = await conn.one(_ABOUT, id=person_id)
    client = await conn.one(_CONTACT, id=person_id)
    if person is None or client is None:
        return []
    sections = [_person(person), *_of_client(person, client)]
    params = {"id": person_id, "alone": alone, "client": client["client_id"]}
    for name, (facts, sql) in _LISTS.items():
        rows = await conn.all(sql, **{key: value for key, value in params.items() if f":{key}" in sql})
        more = [await _more(conn, name, row) for row in rows]
        entries = [(*_facts(row, facts), *told) for row, told in zip(rows, more, strict=True)]
        sections.append(Section(name, tuple(entries)))
    return [section for section in sections if any(section.entries)]


async def held_of_staff(conn: Conn, person_id: PersonId) -> list[Section]:
    """What is held of somebody of the company: the person, and how much of their work stands under their name."""
    person = await conn.one(_ABOUT, id=person_id)
    work = await conn.one(_WORK, id=person_id)
    if person is None or work is None:
        return []
    more = _facts(person, {"role": "role", "team": "text"})
    numbers = dict.fromkeys(("touches", "calls", "notes", "messages", "audit"), "number") | {"last": "moment"}
    about = _person(person)
    return [Section("person", ((*about.entries[0], *more),)), Section("work", (_facts(work, numbers),))]


def _person(row: Row) -> Section:
    born = [row["birth_day"], row["birth_month"], row["birth_year"]]
    birthday = ".".join(f"{part:02}" for part in born if part) if born[0] and born[1] else None
    return Section("person", (_facts({**dict(row), "birthday": birthday}, _PERSON),))


def _of_client(person: Row, row: Row) -> list[Section]:
    quiet = None
    if person["quiet_from"] is not None and person["quiet_to"] is not None:
        quiet = f"{_clock(person['quiet_from'])}-{_clock(person['quiet_to'])}"
    wants = {name: bool(row[name]) for name in ("surveys", "invitations", "greetings")}
    consents = _facts(
        {**wants, "stopped": person["stopped_at"], "quiet": quiet},
        {"surveys": "flag", "invitations": "flag", "greetings": "flag", "stopped": "moment", "quiet": "text"},
    )
    about = _facts(row, {"likes": "free", "remark": "free"})
    client = _facts(
        {**dict(row), "decides": bool(row["decision_maker"]) or None},
        {"client": "text", "manager": "text", "decides": "flag"},
    )
    return [Section("client", (client,)), Section("consents", (consents,)), Section("about", (about,))]


async def _more(conn: Conn, section: str, row: Row) -> Sequence[Fact]:
    """What stands in further tables under an answer or a complaint."""
    if section == "scores":
        reasons = await conn.all(
            "SELECT reason FROM answer_reasons WHERE answer_id = :id ORDER BY reason", id=row["id"]
        )
        was = await conn.all("SELECT old FROM answer_changes WHERE answer_id = :id ORDER BY id", id=row["id"])
        words = await conn.all(
            "SELECT text AS words, CASE WHEN file_id IS NULL THEN NULL ELSE kind END AS file FROM answer_words"
            " WHERE answer_id = :id AND question IS NULL ORDER BY id",
            id=row["id"],
        )
        said = [fact for one in words for fact in _facts(one, {"words": "free", "file": "file"})]
        changed = [Fact("was", int(one["old"])) for one in was]
        return [*changed, *(Fact("reason", Code("reason", one["reason"])) for one in reasons), *said]
    if section == "further":
        was = await conn.all(
            "SELECT old FROM answer_score_changes WHERE answer_id = :id AND question = :asked AND old IS NOT NULL"
            " ORDER BY id",
            id=row["id"],
            asked=row["asked"],
        )
        return [Fact("was", int(one["old"])) for one in was]
    if section == "complaints":
        solutions = await conn.all(
            "SELECT cause, done, prevents FROM complaint_solutions WHERE complaint_id = :id AND at IS NOT NULL"
            " ORDER BY id",
            id=row["id"],
        )
        names = {"cause": "free", "done": "free", "prevents": "free"}
        return [fact for one in solutions for fact in _facts(one, names)]
    return ()


def _facts(row: Any, names: dict[str, str]) -> tuple[Fact, ...]:
    found = ((name, kind, row[name]) for name, kind in names.items())
    return tuple(_fact(name, kind, value) for name, kind, value in found if value not in (None, ""))


def _fact(name: str, kind: str, value: Any) -> Fact:
    if kind == "text" or kind == "free":
        return Fact(name, str(value), free=kind == "free")
    if kind == "moment":
        return Fact(name, from_us(value))
    if kind == "day":
        return Fact(name, date.fromisoformat(value))
    if kind == "number":
        return Fact(name, int(value))
    if kind == "complaint":
        return Fact(name, complaint_name(int(value)))
    if kind == "flag":
        return Fact(name, bool(value))
    return Fact(name, Code(kind, str(value)))


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
