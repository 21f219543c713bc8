"""Whose low answers are in a case, and what was said with them. Not: the case itself."""

from datetime import datetime

from bot.domain.cases import Voice
from bot.domain.ids import AnswerId, CaseId, ClientId, PersonId
from bot.domain.surveys import Words
from bot.domain.time import from_us, to_us
from storage import surveys
from storage.database import Conn, Tx

_VOICES = """SELECT a.id, a.person_id, p.name, a.score, a.at, a.wish, a.by_manager,
    (SELECT h.old FROM answer_changes h WHERE h.answer_id = a.id ORDER BY h.id LIMIT 1) AS first
    FROM case_answers v JOIN answers a ON a.id = v.answer_id JOIN people p ON p.id = a.person_id
    WHERE v.case_id = :id ORDER BY v.joined_at, a.id"""

# Cards of contacts on which a date of the first contact may stand: their survey in all its copies, a "no" to "settled?".
_PROMISES = """SELECT CAST(n.noun AS TEXT) || ':' || CAST(a.invitation_id AS TEXT) AS thing FROM case_answers v
    JOIN answers a ON a.id = v.answer_id
    CROSS JOIN (SELECT 'invitation' AS noun UNION ALL SELECT 'reminder' UNION ALL SELECT 'thanks') n WHERE v.case_id = :id
    UNION SELECT 'settled:' || CAST(q.id AS TEXT) FROM case_questions q WHERE q.case_id = :id AND q.reply = 'no'
    ORDER BY thing"""


async def join(tx: Tx, id_: CaseId, answer_id: AnswerId, now: datetime) -> bool:
    """The answer is in the case from now on; False when it was."""
    return bool(
        await tx.execute(
            "INSERT INTO case_answers (case_id, answer_id, joined_at) VALUES (:id, :answer, :now) "
            "ON CONFLICT DO NOTHING",
            id=id_,
            answer=answer_id,
            now=to_us(now),
        )
    )


async def of_answer(conn: Conn, answer_id: AnswerId) -> CaseId | None:
    """The latest case that holds the answer; one that went into another is no more than that."""
    id_ = await conn.value(
        "SELECT v.case_id FROM case_answers v JOIN cases s ON s.id = v.case_id WHERE v.answer_id = :id"
        " ORDER BY CASE WHEN s.state = 'closed' AND s.outcome IS NULL THEN 1 ELSE 0 END, v.case_id DESC LIMIT 1",
        id=answer_id,
    )
    return None if id_ is None else CaseId(id_)


async def promises(conn: Conn, id_: CaseId) -> list[str]:
    """Cards on which contacts of the case read by when somebody contacts them."""
    return [row["thing"] for row in await conn.all(_PROMISES, id=id_)]


async def open_of(conn: Conn, person_id: PersonId) -> list[CaseId]:
    """The cases that are not closed and hold an answer of this contact."""
    rows = await conn.all(
        "SELECT DISTINCT v.case_id FROM case_answers v JOIN answers a ON a.id = v.answer_id"
        " JOIN cases s ON s.id = v.case_id WHERE a.person_id = :id AND s.state <> 'closed' ORDER BY v.case_id",
        id=person_id,
    )
    return [CaseId(row["case_id"]) for row in rows]


async def voices(conn: Conn, id_: CaseId) -> list[Voice]:
    """Everybody's answers in the case, with reasons and words."""
    found, rows = [], await conn.all(_VOICES, id=id_)
    further = await surveys.further(conn, [AnswerId(row["id"]) for row in rows])
    for row in rows:
        answer = AnswerId(row["id"])
        reasons = await conn.all(
            "SELECT reason FROM answer_reasons WHERE answer_id = :id ORDER BY reason", id=answer
        )
        words = await conn.all(
            "SELECT text, file_id, question FROM answer_words WHERE answer_id = :id ORDER BY id", id=answer
        )
        found.append(
            Voice(
                answer_id=answer,
                person_id=PersonId(row["person_id"]),
                name=row["name"],
                score=row["score"],
                first=row["score"] if row["first"] is None else row["first"],
                at=from_us(row["at"]),
                wish=row["wish"],
                reasons=tuple(r["reason"] for r in reasons),
                words=tuple(w["text"] for w in words if w["text"] and w["question"] is None),
                files=sum(1 for w in words if w["file_id"]),
                by_manager=bool(row["by_manager"]),
                further=further.get(answer, ()),
            )
        )
    return found


async def words(conn: Conn, id_: CaseId) -> list[Words]:
    """Everything that was said in the case."""
    rows = await conn.all(
        "SELECT w.kind, w.text, w.file_id, w.chat_id, w.message_id FROM case_answers v "
        "JOIN answer_words w ON w.answer_id = v.answer_id "
        "WHERE v.case_id = :id ORDER BY w.id",
        id=id_,
    )
    return [Words(r["kind"], r["text"], r["file_id"], r["chat_id"], r["message_id"]) for r in rows]


async def last_scores(conn: Conn, client_id: ClientId, limit: int = 3) -> list[tuple[datetime, int, bool]]:
    """The client's last scores: when, how many, whether staff noted it by phone."""
    rows = await conn.all(
        "SELECT a.at, a.score, a.by_manager FROM answers a WHERE a.client_id = :id ORDER BY a.at DESC, a.id DESC LIMIT :limit",
        id=client_id,
        limit=limit,
    )
    return [(from_us(row["at"]), row["score"], bool(row["by_manager"])) for row in rows]
