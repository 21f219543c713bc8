"""What the owner types before the client hears it: a solution, the reason of a missed date. Not: when it is told."""

from datetime import datetime

from bot.domain.complaints import Missed, Solution, Which
from bot.domain.ids import ComplaintId, PersonId
from bot.domain.time import from_us, maybe_from_us, maybe_us, to_us
from storage.database import Conn, Row, Tx

_SOLUTION = "id, complaint_id, cause, done, prevents, by_id, at, answer"
_MISSED = "id, complaint_id, clock, old_by, new_by, reason, by_id, at"


async def put_solution(
    tx: Tx, complaint_id: ComplaintId, by: PersonId, now: datetime, **texts: str
) -> Solution:
    """Write `cause`, `done` or `prevents` into the solution that is being typed, begun if there is none."""
    await tx.execute(
        "INSERT INTO complaint_solutions (complaint_id, by_id, created_at) VALUES (:complaint, :by, :now) "
        "ON CONFLICT (complaint_id) WHERE at IS NULL DO UPDATE SET by_id = excluded.by_id",
        complaint=complaint_id,
        by=by,
        now=to_us(now),
    )
    sets = "".join(f", {name} = :{name}" for name in texts)
    row = await tx.one(
        f"UPDATE complaint_solutions SET by_id = :by{sets} WHERE complaint_id = :complaint AND at IS NULL "
        f"RETURNING {_SOLUTION}",
        complaint=complaint_id,
        by=by,
        **texts,
    )
    assert row is not None
    return _solution(row)


async def solution(conn: Conn, solution_id: int) -> Solution | None:
    """One solution, told or not."""
    row = await conn.one(f"SELECT {_SOLUTION} FROM complaint_solutions WHERE id = :id", id=solution_id)
    return None if row is None else _solution(row)


async def last_solution(conn: Conn, complaint_id: ComplaintId) -> Solution | None:
    """The solution that the client was told last."""
    row = await conn.one(
        f"SELECT {_SOLUTION} FROM complaint_solutions WHERE complaint_id = :id AND at IS NOT NULL "
        "ORDER BY id DESC LIMIT 1",
        id=complaint_id,
    )
    return None if row is None else _solution(row)


async def tell_solution(tx: Tx, solution_id: int, now: datetime) -> bool:
    """The client is told now; False when it was told before."""
    done = await tx.execute(
        "UPDATE complaint_solutions SET at = :now WHERE id = :id AND at IS NULL",
        id=solution_id,
        now=to_us(now),
    )
    return done == 1


async def answer_solution(tx: Tx, complaint_id: ComplaintId, answer: str) -> None:
    """What the client said to the last solution: yes, no, silence."""
    await tx.execute(
        "UPDATE complaint_solutions SET answer = :answer WHERE id = (SELECT max(id) FROM complaint_solutions "
        "WHERE complaint_id = :id AND at IS NOT NULL)",
        id=complaint_id,
        answer=answer,
    )


async def put_missed(
    tx: Tx,
    complaint_id: ComplaintId,
    which: Which,
    old_by: datetime,
    by: PersonId,
    now: datetime,
    *,
    reason: str | None = None,
    new_by: datetime | None = None,
) -> Missed:
    """Write the reason or the new date of a missed one that is being typed, begun if there is none."""
    row = await tx.one(
        "INSERT INTO complaint_dates (complaint_id, clock, old_by, new_by, reason, by_id, created_at) "
        "VALUES (:complaint, :clock, :old_by, CAST(:new_by AS BIGINT), :reason, :by, :now) "
        "ON CONFLICT (complaint_id) WHERE at IS NULL DO UPDATE SET clock = excluded.clock, "
        "old_by = excluded.old_by, by_id = excluded.by_id, "
        "new_by = COALESCE(excluded.new_by, complaint_dates.new_by), "
        f"reason = COALESCE(excluded.reason, complaint_dates.reason) RETURNING {_MISSED}",
        complaint=complaint_id,
        clock=which,
        old_by=to_us(old_by),
        new_by=maybe_us(new_by),
        reason=reason,
        by=by,
        now=to_us(now),
    )
    assert row is not None
    return _missed(row)


async def missed(conn: Conn, missed_id: int) -> Missed | None:
    """One missed date."""
    row = await conn.one(f"SELECT {_MISSED} FROM complaint_dates WHERE id = :id", id=missed_id)
    return None if row is None else _missed(row)


async def last_missed(conn: Conn, complaint_id: ComplaintId) -> Missed | None:
    """The missed date that the client was told of last."""
    row = await conn.one(
        f"SELECT {_MISSED} FROM complaint_dates WHERE complaint_id = :id AND at IS NOT NULL "
        "ORDER BY id DESC LIMIT 1",
        id=complaint_id,
    )
    return None if row is None else _missed(row)


async def tell_missed(tx: Tx, missed_id: int, now: datetime) -> bool:
    """The client is told now; False when told before."""
    done = await tx.execute(
        "UPDATE complaint_dates SET at = :now WHERE id = :id AND at IS NULL", id=missed_id, now=to_us(now)
    )
    return done == 1


async def drop_typed(tx: Tx, complaint_id: ComplaintId) -> None:
    """Forget what was typed and not told: the complaint moved on."""
    await tx.execute(
        "DELETE FROM complaint_solutions WHERE complaint_id = :id AND at IS NULL", id=complaint_id
    )
    await tx.execute("DELETE FROM complaint_dates WHERE complaint_id = :id AND at IS NULL", id=complaint_id)


def _solution(row: Row) -> Solution:
    return Solution(
        row["id"],
        ComplaintId(row["complaint_id"]),
        row["cause"],
        row["done"],
        row["prevents"],
        PersonId(row["by_id"]),
        maybe_from_us(row["at"]),
        row["answer"],
    )


def _missed(row: Row) -> Missed:
    return Missed(
        row["id"],
        ComplaintId(row["complaint_id"]),
        Which(row["clock"]),
        from_us(row["old_by"]),
        maybe_from_us(row["new_by"]),
        row["reason"],
        PersonId(row["by_id"]),
        maybe_from_us(row["at"]),
    )
