"""The alarms table: one row a thing and kind. Not: what an alarm means."""

from collections.abc import Mapping
from datetime import datetime

from bot.domain.alarms import Alarm
from bot.domain.ids import AlarmId
from bot.domain.time import from_us, maybe_from_us, to_us
from storage.database import Conn, Database, Row, Tx

_PUT = (
    "INSERT INTO alarms (kind, thing, at, next_at) VALUES (:kind, :thing, :at, :at) "
    "ON CONFLICT (thing, kind) DO UPDATE SET at = excluded.at, next_at = excluded.next_at, tries = 0"
)


async def put(tx: Tx, thing: str, kind: str, at: datetime) -> None:
    """Set the alarm of this thing and kind to `at` (UTC), whatever it was."""
    await tx.execute(_PUT, kind=kind, thing=thing, at=to_us(at))


async def put_many(tx: Tx, kind: str, times: Mapping[str, datetime]) -> None:
    """Set the alarms of one kind for many things."""
    await tx.many(_PUT, [{"kind": kind, "thing": thing, "at": to_us(at)} for thing, at in times.items()])


async def clear(tx: Tx, thing: str, kind: str | None = None) -> None:
    """Take away the alarm of this kind, or all alarms of the thing."""
    if kind is None:
        await tx.execute("DELETE FROM alarms WHERE thing = :thing", thing=thing)
    else:
        await tx.execute("DELETE FROM alarms WHERE thing = :thing AND kind = :kind", thing=thing, kind=kind)


async def get(conn: Conn | Database, thing: str, kind: str) -> datetime | None:
    """When this alarm rings, or None."""
    at = await conn.value(
        "SELECT at FROM alarms WHERE thing = :thing AND kind = :kind", thing=thing, kind=kind
    )
    return maybe_from_us(at)


async def due(conn: Conn | Database, now: datetime, limit: int) -> list[Alarm]:
    """Up to `limit` alarms that are due, the oldest first."""
    rows = await conn.all(
        "SELECT id, kind, thing, at FROM alarms WHERE next_at <= :now ORDER BY next_at, id LIMIT :limit",
        now=to_us(now),
        limit=limit,
    )
    return [_alarm(row) for row in rows]


async def take(tx: Tx, alarm: Alarm) -> bool:
    """Take the alarm off; False when somebody else did, or when it was set anew meanwhile."""
    gone = await tx.execute("DELETE FROM alarms WHERE id = :id AND at = :at", id=alarm.id, at=to_us(alarm.at))
    return gone == 1


async def postpone(tx: Tx, alarm: Alarm, until: datetime) -> None:
    """Try again at `until`; what it was due for stays."""
    await tx.execute(
        "UPDATE alarms SET next_at = :until, tries = tries + 1 WHERE id = :id AND at = :at",
        id=alarm.id,
        at=to_us(alarm.at),
        until=to_us(until),
    )


async def next_at(conn: Conn | Database) -> datetime | None:
    """When the next alarm rings."""
    return maybe_from_us(await conn.value("SELECT min(next_at) FROM alarms"))


def _alarm(row: Row) -> Alarm:
    return Alarm(AlarmId(row["id"]), row["kind"], row["thing"], from_us(row["at"]))
