"""Who of a case is asked again after its close, and what they say then. Not: when they are asked (waves)."""

from datetime import datetime

from bot.domain.cases import Again
from bot.domain.ids import AnswerId, CaseId, PersonId
from bot.domain.time import from_us, to_us
from storage.database import Conn, Tx

_ROWS = """SELECT a.person_id, p.name, r.due_at, r.heard_id, h.score FROM case_rechecks r
    JOIN answers a ON a.id = r.answer_id JOIN people p ON p.id = a.person_id LEFT JOIN answers h ON h.id = r.heard_id
    WHERE r.case_id = :id ORDER BY r.answer_id"""
_HEARD = """UPDATE case_rechecks SET heard_id = CAST(:heard AS BIGINT) WHERE heard_id IS NULL AND due_at <= :at
    AND answer_id IN (SELECT id FROM answers WHERE person_id = :person) RETURNING case_id"""


async def recheck(tx: Tx, id_: CaseId, answer_id: AnswerId, due: datetime) -> None:
    """Whoever gave this low answer is asked again from `due` on."""
    await tx.execute(
        "INSERT INTO case_rechecks (case_id, answer_id, due_at) VALUES (:id, :answer, :due)"
        " ON CONFLICT (case_id, answer_id) DO UPDATE SET due_at = excluded.due_at, heard_id = NULL",
        id=id_,
        answer=answer_id,
        due=to_us(due),
    )


async def unrecheck(tx: Tx, id_: CaseId, person_id: PersonId | None = None) -> None:
    """Nobody of the case is asked again, as it is open again; or this one is not, as they are deleted."""
    only = "" if person_id is None else " AND answer_id IN (SELECT id FROM answers WHERE person_id = :person)"
    params = {} if person_id is None else {"person": person_id}
    await tx.execute(f"DELETE FROM case_rechecks WHERE case_id = :id{only}", id=id_, **params)


async def forget(tx: Tx, person_id: PersonId) -> None:
    """A deleted contact is not waited for any more."""
    await tx.execute(
        "DELETE FROM case_rechecks WHERE heard_id IS NULL"
        " AND answer_id IN (SELECT id FROM answers WHERE person_id = :person)",
        person=person_id,
    )


async def hear(tx: Tx, person_id: PersonId, answer_id: AnswerId, at: datetime) -> list[CaseId]:
    """An own answer given at `at`: the cases that waited for it."""
    rows = await tx.all(_HEARD, heard=answer_id, at=to_us(at), person=person_id)
    return sorted({CaseId(row["case_id"]) for row in rows})


async def heard_by(conn: Conn, answer_id: AnswerId) -> list[CaseId]:
    """The cases whose second question this answer is the answer to."""
    rows = await conn.all(
        "SELECT DISTINCT case_id FROM case_rechecks WHERE heard_id = :id ORDER BY case_id", id=answer_id
    )
    return [CaseId(row["case_id"]) for row in rows]


async def rechecks(conn: Conn, id_: CaseId) -> list[Again]:
    """Everybody of the case who is asked again."""
    return [
        Again(PersonId(row["person_id"]), row["name"], from_us(row["due_at"]), row["heard_id"], row["score"])
        for row in await conn.all(_ROWS, id=id_)
    ]
