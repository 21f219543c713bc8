"""The inbox: updates of Telegram until they are handled, and their numbers a while longer. Not: handling."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.time import from_us, to_us
from storage.database import Conn, Database, Row, Tx

LEASE = timedelta(seconds=90)  # longer than all tries of an update together

# Several rows a statement, in sizes that the statement caches know.
_SIZES = (128, 64, 32, 16, 8, 4, 2, 1)
_COLUMNS = "seq, update_id, chat, payload, attempts, received_at"

# The oldest open update of a chat that has no older one; on PostgreSQL the second look at the lease makes sure
# that two replicas never take the same.
_CLAIM = (
    "UPDATE inbox SET worker = :worker, lease_until = :lease WHERE state = 'open' "
    "AND (worker IS NULL OR lease_until <= :now) AND seq IN ("
    "SELECT i.seq FROM inbox i WHERE i.state = 'open' AND i.next_at <= :now "
    "AND (i.worker IS NULL OR i.lease_until <= :now) "
    "AND NOT EXISTS (SELECT 1 FROM inbox o WHERE o.chat = i.chat AND o.state = 'open' AND o.seq < i.seq) "
    f"ORDER BY i.seq LIMIT :limit) RETURNING {_COLUMNS}"
)


@dataclass(frozen=True, slots=True)
class Incoming:
    """An update to store: its chat (without one: its user) keeps the order; `payload` is Telegram's JSON."""

    update_id: int
    chat: int
    payload: str


@dataclass(frozen=True, slots=True)
class Stored:
    """An open update. `attempts`: failed tries so far."""

    seq: int
    update_id: int
    chat: int
    payload: str
    attempts: int
    received_at: datetime


async def put(tx: Tx, bot_id: int, updates: Sequence[Incoming], now: datetime) -> dict[int, int]:
    """Store a batch in its order; those known already are left out. update_id -> seq of the new ones."""
    new: dict[int, int] = {}
    start = 0
    while start < len(updates):
        size = next(size for size in _SIZES if size <= len(updates) - start)
        new |= await _put(tx, bot_id, updates[start : start + size], now)
        start += size
    return new


async def _put(tx: Tx, bot_id: int, updates: Sequence[Incoming], now: datetime) -> dict[int, int]:
    values = ", ".join(f"(:bot, :u{n}, :c{n}, :p{n}, :now)" for n in range(len(updates)))
    params: dict[str, int | str] = {"bot": bot_id, "now": to_us(now)}
    for n, update in enumerate(updates):
        params |= {f"u{n}": update.update_id, f"c{n}": update.chat, f"p{n}": update.payload}
    rows = await tx.all(
        f"INSERT INTO inbox (bot_id, update_id, chat, payload, received_at) VALUES {values} "
        "ON CONFLICT (bot_id, update_id) DO NOTHING RETURNING update_id, seq",
        **params,
    )
    return {row["update_id"]: row["seq"] for row in rows}


async def open_ones(conn: Conn, bot_id: int) -> list[Stored]:
    """Every open update, the oldest first: what a process that is alone takes over at its start."""
    rows = await conn.all(
        f"SELECT {_COLUMNS} FROM inbox WHERE state = 'open' AND bot_id = :bot ORDER BY seq", bot=bot_id
    )
    return [_stored(row) for row in rows]


async def claim(tx: Tx, worker: str, now: datetime, limit: int) -> list[Stored]:
    """Take the oldest open update of up to `limit` chats, for 90 s; none of a chat that somebody works on."""
    rows = await tx.all(_CLAIM, worker=worker, now=to_us(now), lease=to_us(now + LEASE), limit=limit)
    return sorted((_stored(row) for row in rows), key=lambda update: update.seq)


async def done(tx: Tx, seqs: Sequence[int], now: datetime) -> None:
    """They are handled; what they said goes at once."""
    await tx.execute(
        "UPDATE inbox SET state = 'done', payload = NULL, worker = NULL, lease_until = NULL, done_at = :now "
        "WHERE seq IN (:seqs) AND state = 'open'",
        seqs=list(seqs),
        now=to_us(now),
    )


async def failed(tx: Tx, seq: int, code: str, attempts: int, now: datetime) -> None:
    """Given up: kept with its code until it is tidied away."""
    await tx.execute(
        "UPDATE inbox SET state = 'failed', code = :code, attempts = :attempts, worker = NULL, lease_until = NULL, "
        "done_at = :now WHERE seq = :seq AND state = 'open'",
        seq=seq,
        code=code,
        attempts=attempts,
        now=to_us(now),
    )


async def release(tx: Tx, worker: str) -> None:
    """This worker stops: what it holds may be taken at once."""
    await tx.execute(
        "UPDATE inbox SET worker = NULL, lease_until = NULL WHERE worker = :worker AND state = 'open'",
        worker=worker,
    )


async def tidy(tx: Tx, before: datetime) -> int:
    """Forget those handled before; how many."""
    return await tx.execute("DELETE FROM inbox WHERE done_at < :before", before=to_us(before))


async def open_count(conn: Conn | Database) -> int:
    """How many wait to be handled."""
    return int(await conn.value("SELECT count(*) FROM inbox WHERE state = 'open'"))


def _stored(row: Row) -> Stored:
    return Stored(
        seq=row["seq"],
        update_id=row["update_id"],
        chat=row["chat"],
        payload=row["payload"],
        attempts=row["attempts"],
        received_at=from_us(row["received_at"]),
    )


async def any_open(conn: Conn | Database) -> bool:
    """Whether any update still waits to be handled, by whatever replica."""
    return await conn.value("SELECT 1 FROM inbox WHERE state = 'open' LIMIT 1") is not None
