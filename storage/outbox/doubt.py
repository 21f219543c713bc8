"""Letters to clients of which nobody knows whether they arrived. Not: who is asked about them, and how."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.ids import CardId, LetterId, PersonId
from bot.domain.letters import Claimed, Doubtful
from bot.domain.time import from_us, to_us
from storage import cards
from storage.database import Conn, Database, Tx
from storage.outbox.put import queued
from storage.outbox.rows import LETTER, claimed

# Whose word counts: the client's manager, else the lead of the client's team, else the head.
_MANAGER = (
    "COALESCE("
    "(SELECT m.id FROM people m WHERE m.id = c.manager_id AND m.left_at IS NULL), "
    "(SELECT min(l.id) FROM people l WHERE l.role = 'lead' AND l.team_id = c.team_id AND l.left_at IS NULL), "
    "(SELECT min(h.id) FROM people h WHERE h.role = 'head' AND h.left_at IS NULL))"
)
_DOUBTFUL = (
    "FROM letters x JOIN people p ON p.id = x.person_id "
    "LEFT JOIN contacts k ON k.person_id = x.person_id LEFT JOIN clients c ON c.id = k.client_id "
    "WHERE x.state = 'unknown'"
)


async def doubtful(conn: Conn, manager_id: PersonId) -> list[Doubtful]:
    """The letters in doubt that wait for this person's word, the oldest first."""
    rows = await conn.all(
        f"SELECT x.id, x.kind, p.name AS person, COALESCE(c.name, '') AS client, x.settled_at {_DOUBTFUL} "
        f"AND {_MANAGER} = :manager_id ORDER BY x.id",
        manager_id=manager_id,
    )
    return [
        Doubtful(LetterId(row["id"]), row["kind"], row["person"], row["client"], from_us(row["settled_at"]))
        for row in rows
    ]


async def managers_of(conn: Conn, people: Sequence[PersonId]) -> list[PersonId]:
    """Everybody whose word a letter in doubt to one of these people waits for."""
    rows = await conn.all(
        f"SELECT DISTINCT {_MANAGER} AS id {_DOUBTFUL} AND x.person_id IN (:people)", people=list(people)
    )
    return [PersonId(row["id"]) for row in rows if row["id"] is not None]


async def resend(tx: Tx, ids: Sequence[LetterId], now: datetime) -> int:
    """Queue again those of them that are still in doubt; how many."""
    count = 0
    for letter_id in ids:
        count += await tx.execute(
            "UPDATE letters SET state = 'queued', due_at = :now, settled_at = NULL "
            "WHERE id = :id AND state = 'unknown'",
            id=letter_id,
            now=to_us(now),
        )
    if count:
        tx.after_commit(queued)
    return count


async def arrived(tx: Tx, ids: Sequence[LetterId], now: datetime) -> int:
    """Somebody says that they arrived; how many were still in doubt."""
    count = 0
    for letter_id in ids:
        count += await tx.execute(
            "UPDATE letters SET state = 'sent', why = 'by word', settled_at = :now "
            "WHERE id = :id AND state = 'unknown'",
            id=letter_id,
            now=to_us(now),
        )
    return count


async def replaced(tx: Tx, card_id: CardId, now: datetime) -> int:
    """The card comes by a letter of its own: those in doubt about it are not waited for; how many were."""
    return await tx.execute(
        "UPDATE letters SET state = 'unwanted', why = 'sent anew', settled_at = :now "
        "WHERE card_id = :card_id AND state = 'unknown'",
        card_id=card_id,
        now=to_us(now),
    )


_into = 0


def into_doubt() -> int:
    """How many letters this process has put into doubt: while it stays, whoever saw none need not look again."""
    return _into


def doubted() -> None:
    """A letter was put into doubt."""
    global _into
    _into += 1


async def any_unknown(conn: Conn | Database) -> bool:
    """Whether any letter is in doubt: a look before looking closer."""
    return await conn.value("SELECT 1 FROM letters WHERE state = 'unknown' LIMIT 1") is not None


async def unknown_of(conn: Conn, user_id: int) -> list[Claimed]:
    """The letters in doubt to this account."""
    rows = await conn.all(
        f"{LETTER} JOIN people p ON p.id = l.person_id WHERE l.state = 'unknown' AND p.user_id = :user_id "
        "ORDER BY l.id",
        user_id=user_id,
    )
    return [claimed(row) for row in rows]


async def prove(tx: Tx, letter: Claimed, chat_id: int, message_id: int, now: datetime) -> bool:
    """The person pressed it or replied to it: it arrived, and stands at this message."""
    if letter.copy is not None:
        await cards.place(tx, letter.copy.id, chat_id, message_id)
    proved = await tx.execute(
        "UPDATE letters SET state = 'sent', why = 'proved', chat_id = :chat_id, message_id = :message_id, "
        "settled_at = :now WHERE id = :id AND state = 'unknown'",
        id=letter.id,
        chat_id=chat_id,
        message_id=message_id,
        now=to_us(now),
    )
    return proved == 1
