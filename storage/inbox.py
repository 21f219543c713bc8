"""The inbox: updates of Telegram until they are handled, and their numbers a while longer. Not: handling."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.time import from_us, maybe_from_us, to_us
from storage.database import Conn, Database, Row, Tx

LEASE = timedelta(seconds=90)  # longer than all tries of an update together

# Several rows a statement, in sizes that the statement caches know.
_SIZES = (128, 64, 32, 16, 8, 4, 2, 1)
_COLUMNS = "seq, update_id, chat, payload, attempts, next_at, received_at"

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
    """An update to store: its chat (without one: its user) keeps the order; `payload` is Telegram's JSON.

    `at`: when its turn is (None: at once).
    """

    update_id: int
    chat: int
    payload: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    """An open update. `attempts`: failed tries so far. `at`: when its turn is (None: at once)."""

    seq: int
    update_id: int
    chat: int
    payload: str
    attempts: int
    received_at: datetime
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Queue:
    """How many updates of a chat wait, and when the turn of the last one is."""

    length: int
    last: datetime | None


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
    values = ", ".join(f"(:bot, :u{n}, :c{n}, :p{n}, :t{n}, :now)" for n in range(len(updates)))
    params: dict[str, int | str] = {"bot": bot_id, "now": to_us(now)}
    for n, update in enumerate(updates):
        turn = 0 if update.at is None else to_us(update.at)
        params |= {f"u{n}": update.update_id, f"c{n}": update.chat, f"p{n}": update.payload, f"t{n}": turn}
    rows = await tx.all(
        f"INSERT INTO inbox (bot_id, update_id, chat, payload, next_at, received_at) VALUES {values} "
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


async def queue(conn: Conn, chat: int) -> Queue:
    """What waits of this chat."""
    row = await conn.one(
        "SELECT count(*) AS length, max(next_at) AS last FROM inbox WHERE state = 'open' AND chat = :chat",
        chat=chat,
    )
    assert row is not None
    return Queue(row["length"], from_us(row["last"]) if row["last"] else None)


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


async def tidy(tx: Tx, before: datetime, strangers: datetime) -> int:
    """Forget those handled before; of strangers, who may write what they like, those before `strangers`. How many."""
    return await tx.execute(
        "DELETE FROM inbox WHERE done_at < :before OR (done_at < :strangers AND NOT EXISTS ("
        "SELECT 1 FROM people p WHERE p.user_id = inbox.chat AND p.left_at IS NULL))",
        before=to_us(before),
        strangers=to_us(max(before, strangers)),
    )


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
        at=from_us(row["next_at"]) if row["next_at"] else None,
    )


async def any_ready(conn: Conn | Database, now: datetime) -> bool:
    """Whether any update waits to be handled, by whatever replica, and not for its turn or that of an older one."""
    found = await conn.value(
        "SELECT 1 FROM inbox i WHERE i.state = 'open' AND NOT EXISTS (SELECT 1 FROM inbox o WHERE o.state = 'open' "
        "AND o.chat = i.chat AND o.seq <= i.seq AND o.next_at > :now) LIMIT 1",
        now=to_us(now),
    )
    return found is not None


async def oldest(conn: Conn | Database) -> datetime | None:
    """When the oldest update that is not handled yet came in."""
    return maybe_from_us(await conn.value("SELECT min(received_at) FROM inbox WHERE state = 'open'"))


async def next_turn(conn: Conn | Database, now: datetime) -> datetime | None:
    """When the next update that waits for its turn has it."""
    return maybe_from_us(
        await conn.value(
            "SELECT min(next_at) FROM inbox WHERE state = 'open' AND next_at > :now", now=to_us(now)
        )
    )
