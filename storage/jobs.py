"""Jobs: queued, claimed by one worker at a time, ended. Not: what they do."""

import json
from collections.abc import Callable
from datetime import datetime

from bot.domain.ids import PersonId
from bot.domain.jobs import LEASE, Job, What
from bot.domain.time import to_us
from storage.database import Conn, Database, Row, Tx

listeners: set[Callable[[], None]] = set()
"""Called after each commit that queued a job; a runner adds itself while it runs."""

_COLUMNS = "id, kind, thing, by_id, what, done, total, attempts"
_OURS = "id = :id AND state = 'open' AND worker = :worker"


async def add(
    tx: Tx, kind: str, thing: str, by: PersonId | None, now: datetime, what: What | None = None
) -> None:
    """Queue a job; one of this kind about this thing that waits or runs already is that one."""
    await tx.execute(
        "INSERT INTO jobs (kind, thing, by_id, what, next_at, created_at)"
        " VALUES (:kind, :thing, :by, :what, :now, :now) ON CONFLICT (thing, kind) WHERE state = 'open' DO NOTHING",
        kind=kind,
        thing=thing,
        by=by,
        what=json.dumps(dict(what or {}), ensure_ascii=False),
        now=to_us(now),
    )
    tx.after_commit(_queued)


def _queued() -> None:
    for listener in tuple(listeners):
        listener()


async def open_of(conn: Conn, thing: str) -> Job | None:
    """The job about a thing that waits or runs."""
    row = await conn.one(
        f"SELECT {_COLUMNS} FROM jobs WHERE thing = :thing AND state = 'open' ORDER BY id LIMIT 1",
        thing=thing,
    )
    return None if row is None else _job(row)


async def any_due(db: Database, now: datetime) -> bool:
    """Whether a job could be begun."""
    sql = (
        "SELECT 1 FROM jobs WHERE state = 'open' AND next_at <= :now"
        " AND (worker IS NULL OR lease_until < :now) LIMIT 1"
    )
    return await db.value(sql, now=to_us(now)) is not None


async def any_open(db: Database, now: datetime) -> bool:
    """Whether a job is done by somebody or could be."""
    sql = "SELECT 1 FROM jobs WHERE state = 'open' AND next_at <= :now LIMIT 1"
    return await db.value(sql, now=to_us(now)) is not None


async def claim(tx: Tx, worker: str, now: datetime) -> Job | None:
    """The oldest job that nobody is at."""
    row = await tx.one(
        "UPDATE jobs SET worker = :worker, lease_until = :until, attempts = attempts + 1 WHERE id = ("
        "SELECT id FROM jobs WHERE state = 'open' AND next_at <= :now AND (worker IS NULL OR lease_until < :now)"
        f" ORDER BY id LIMIT 1) AND (worker IS NULL OR lease_until < :now) RETURNING {_COLUMNS}",
        worker=worker,
        until=to_us(now + LEASE),
        now=to_us(now),
    )
    return None if row is None else _job(row)


async def free(tx: Tx) -> None:
    """Nobody is at any job: a single process has just begun."""
    await tx.execute(
        "UPDATE jobs SET worker = NULL, lease_until = NULL WHERE state = 'open' AND worker IS NOT NULL"
    )


async def progress(tx: Tx, job: Job, worker: str, done: int, total: int, now: datetime) -> bool:
    """Say how far it is; False when the job is no longer this worker's."""
    return bool(
        await tx.execute(
            f"UPDATE jobs SET done = :done, total = :total, lease_until = :until WHERE {_OURS}",
            id=job.id,
            worker=worker,
            done=done,
            total=total,
            until=to_us(now + LEASE),
        )
    )


async def end(tx: Tx, job: Job, worker: str, state: str, now: datetime) -> bool:
    """Done or failed."""
    sql = f"UPDATE jobs SET state = :state, ended_at = :now, what = '{{}}' WHERE {_OURS}"
    return bool(await tx.execute(sql, id=job.id, worker=worker, state=state, now=to_us(now)))


async def later(tx: Tx, job: Job, worker: str, at: datetime) -> None:
    """Begin it anew at `at`."""
    sql = f"UPDATE jobs SET worker = NULL, lease_until = NULL, next_at = :at WHERE {_OURS}"
    await tx.execute(sql, id=job.id, worker=worker, at=to_us(at))


async def cancel(tx: Tx, thing: str, now: datetime) -> None:
    """Whoever is at a job about this thing stops."""
    sql = "UPDATE jobs SET state = 'cancelled', ended_at = :now, what = '{}' WHERE thing = :thing AND state = 'open'"
    await tx.execute(sql, thing=thing, now=to_us(now))


def _job(row: Row) -> Job:
    return Job(
        id=row["id"],
        kind=row["kind"],
        thing=row["thing"],
        by=None if row["by_id"] is None else PersonId(row["by_id"]),
        what=json.loads(row["what"]),
        done=row["done"],
        total=row["total"],
        attempts=row["attempts"],
    )
