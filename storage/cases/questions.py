""" "Settled?" as rows: who was asked in which round, what they said. Not: what it means."""

from datetime import datetime

from bot.domain.cases import Case, Question, Reply, Voice
from bot.domain.ids import AnswerId, CaseId, PersonId
from bot.domain.time import from_us, maybe_from_us, to_us
from storage.database import Conn, Row, Tx

_QUESTION = """q.id, q.case_id, q.round, q.person_id, p.name, q.answer_id, q.reply, q.asked_at, q.replied_at
    FROM case_questions q JOIN people p ON p.id = q.person_id"""


async def ask(tx: Tx, case_: Case, voice: Voice, now: datetime) -> int | None:
    """A "settled?" of this round; None when this contact was asked in it."""
    id_ = await tx.value(
        "INSERT INTO case_questions (case_id, round, person_id, answer_id, asked_at) "
        "VALUES (:id, :round, :person, :answer, :now) ON CONFLICT DO NOTHING RETURNING id",
        id=case_.id,
        round=case_.round,
        person=voice.person_id,
        answer=voice.answer_id,
        now=to_us(now),
    )
    return None if id_ is None else int(id_)


def _question(row: Row) -> Question:
    return Question(
        id=row["id"],
        case_id=CaseId(row["case_id"]),
        round=row["round"],
        person_id=PersonId(row["person_id"]),
        name=row["name"],
        answer_id=AnswerId(row["answer_id"]),
        reply=None if row["reply"] is None else Reply(row["reply"]),
        asked_at=from_us(row["asked_at"]),
        replied_at=maybe_from_us(row["replied_at"]),
    )


async def question(conn: Conn, id_: int) -> Question | None:
    """One "settled?"."""
    row = await conn.one(f"SELECT {_QUESTION} WHERE q.id = :id", id=id_)
    return None if row is None else _question(row)


async def questions(conn: Conn, id_: CaseId, round_: int) -> list[Question]:
    """Everybody asked in a round."""
    rows = await conn.all(
        f"SELECT {_QUESTION} WHERE q.case_id = :id AND q.round = :round ORDER BY q.id", id=id_, round=round_
    )
    return [_question(row) for row in rows]


async def content(conn: Conn, id_: CaseId) -> dict[PersonId, datetime]:
    """Who said in any round that it is settled, and when last: for what they said before they are not asked again."""
    rows = await conn.all(
        "SELECT person_id, MAX(replied_at) AS at FROM case_questions WHERE case_id = :id AND reply = 'yes'"
        " GROUP BY person_id",
        id=id_,
    )
    return {PersonId(row["person_id"]): from_us(row["at"]) for row in rows}


async def set_reply(tx: Tx, id_: int, reply: Reply, now: datetime) -> None:
    """What became of a question."""
    await tx.execute(
        "UPDATE case_questions SET reply = :reply, replied_at = :now WHERE id = :id",
        id=id_,
        reply=reply,
        now=to_us(now),
    )
