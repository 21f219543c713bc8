"""Who was asked to recommend us, and what they pressed, as rows. Not: who may be asked (domain)."""

from datetime import datetime

from bot.domain.ids import AnswerId, ClientId, PersonId
from bot.domain.recommending import Reply, Request
from bot.domain.surveys import Answer
from bot.domain.time import from_us, maybe_from_us, to_us
from storage.database import Conn, Row, Tx

_REQUEST = """SELECT r.answer_id, r.person_id, p.name, r.asked_at, r.reply, r.replied_at
    FROM recommendations_asked r JOIN people p ON p.id = r.person_id"""
_NEWEST = "ORDER BY r.asked_at DESC, r.id DESC LIMIT 1"


def _request(row: Row | None) -> Request | None:
    if row is None:
        return None
    return Request(
        answer_id=AnswerId(row["answer_id"]),
        person_id=PersonId(row["person_id"]),
        person=row["name"],
        asked_at=from_us(row["asked_at"]),
        reply=None if row["reply"] is None else Reply(row["reply"]),
        replied_at=maybe_from_us(row["replied_at"]),
    )


async def of_answer(conn: Conn, answer_id: AnswerId) -> Request | None:
    """The request that went with an answer."""
    return _request(await conn.one(f"{_REQUEST} WHERE r.answer_id = :id", id=answer_id))


async def last(conn: Conn, person_id: PersonId) -> Request | None:
    """When a contact was asked last."""
    return _request(await conn.one(f"{_REQUEST} WHERE r.person_id = :id {_NEWEST}", id=person_id))


async def last_of_client(conn: Conn, client_id: ClientId) -> Request | None:
    """Which of a client's contacts was asked last."""
    return _request(await conn.one(f"{_REQUEST} WHERE r.client_id = :id {_NEWEST}", id=client_id))


async def trouble(conn: Conn, client_id: ClientId) -> bool:
    """Whether the client has an open complaint or case."""
    found = await conn.value(
        "SELECT 1 FROM complaints WHERE client_id = :id AND state IN ('received', 'work', 'solved')"
        " UNION ALL SELECT 1 FROM cases WHERE client_id = :id AND state <> 'closed' LIMIT 1",
        id=client_id,
    )
    return found is not None


async def ask(tx: Tx, answer: Answer, now: datetime) -> bool:
    """The contact is asked with this answer; False when they were."""
    return bool(
        await tx.execute(
            "INSERT INTO recommendations_asked (answer_id, person_id, client_id, manager_id, team_id, asked_at)"
            " SELECT CAST(:id AS BIGINT), CAST(:person AS BIGINT), c.id, c.manager_id, c.team_id, CAST(:now AS BIGINT)"
            " FROM clients c WHERE c.id = :client ON CONFLICT (answer_id) DO NOTHING",
            id=answer.id,
            person=answer.person_id,
            client=answer.client_id,
            now=to_us(now),
        )
    )


async def reply(tx: Tx, answer_id: AnswerId, pressed: Reply, now: datetime) -> bool:
    """What the contact pressed first; False when they pressed before, or were not asked."""
    return bool(
        await tx.execute(
            "UPDATE recommendations_asked SET reply = :reply, replied_at = :now"
            " WHERE answer_id = :id AND reply IS NULL",
            id=answer_id,
            reply=pressed.value,
            now=to_us(now),
        )
    )
