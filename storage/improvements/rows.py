"""One improvement as a row: opened, locked, changed, ended. Not: its cases, lists of them."""

from datetime import date, datetime

from bot.domain.ids import ImprovementId, PersonId, TeamId
from bot.domain.improvements import Improvement, State
from bot.domain.time import from_us, maybe_from_us, to_us
from storage.database import Conn, Row, Tx

COLUMNS = """i.id, i.cause, i.title, i.team_id, i.state, i.owner_id, o.name AS owner, i.due, i.opened_at, i.opened_by,
    i.why, i.ended_at, i.ended_by, i.left_out, i.version,
    (SELECT COUNT(*) FROM improvement_cases j WHERE j.improvement_id = i.id) AS cases,
    (SELECT COUNT(DISTINCT s.client_id) FROM improvement_cases j JOIN cases s ON s.id = j.case_id
     WHERE j.improvement_id = i.id) AS clients"""
FROM = "FROM improvements i LEFT JOIN people o ON o.id = i.owner_id"

_OPEN = """INSERT INTO improvements (key, cause, title, team_id, state, opened_at, opened_by)
    VALUES (CAST(:key AS TEXT), CAST(:cause AS TEXT), CAST(:title AS TEXT), CAST(:team AS BIGINT), 'open', :now,
    CAST(:by AS BIGINT)) ON CONFLICT DO NOTHING RETURNING id"""


def improvement(row: Row) -> Improvement:
    """A row of COLUMNS."""
    return Improvement(
        id=ImprovementId(row["id"]),
        cause=row["cause"],
        title=row["title"],
        team_id=row["team_id"],
        state=State(row["state"]),
        owner_id=row["owner_id"],
        owner=row["owner"],
        due=None if row["due"] is None else date.fromisoformat(row["due"]),
        opened_at=from_us(row["opened_at"]),
        opened_by=row["opened_by"],
        why=row["why"],
        ended_at=maybe_from_us(row["ended_at"]),
        ended_by=row["ended_by"],
        left_out=row["left_out"],
        version=row["version"],
        cases=row["cases"],
        clients=row["clients"],
    )


async def load(conn: Conn, id_: ImprovementId) -> Improvement | None:
    """One by its id; who may see it is the caller's question."""
    row = await conn.one(f"SELECT {COLUMNS} {FROM} WHERE i.id = :id", id=id_)
    return None if row is None else improvement(row)


async def lock(tx: Tx, id_: ImprovementId) -> Improvement | None:
    """One for changing: who comes at the same time waits, and then reads what was written."""
    await tx.execute("UPDATE improvements SET version = version WHERE id = :id", id=id_)
    return await load(tx, id_)


async def gate(tx: Tx) -> None:
    """From here on until the end of this unit nobody else counts cases: two at once would both see one too few."""
    await tx.execute(
        "INSERT INTO facts (name, value) VALUES ('improvements.gate', '') "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value"
    )


async def hold(tx: Tx, cause: str) -> ImprovementId | None:
    """The open improvement of this cause, kept open until the end of this unit."""
    id_ = await tx.value(
        "UPDATE improvements SET version = version WHERE cause = :cause AND state = 'open' RETURNING id",
        cause=cause,
    )
    return None if id_ is None else ImprovementId(id_)


async def open_(
    tx: Tx,
    *,
    cause: str | None,
    team: TeamId | None,
    now: datetime,
    title: str | None = None,
    by: PersonId | None = None,
    key: str | None = None,
) -> ImprovementId | None:
    """A new one; None when its cause has an open one, or it was opened by this very key."""
    id_ = await tx.value(_OPEN, key=key, cause=cause, title=title, team=team, now=to_us(now), by=by)
    return None if id_ is None else ImprovementId(id_)


async def assign(tx: Tx, id_: ImprovementId, owner: PersonId) -> None:
    """Somebody else owns it."""
    await tx.execute(
        "UPDATE improvements SET owner_id = :owner, version = version + 1 WHERE id = :id AND state = 'open'",
        id=id_,
        owner=owner,
    )


async def set_date(tx: Tx, id_: ImprovementId, due: date) -> None:
    """By when it is to be done."""
    await tx.execute(
        "UPDATE improvements SET due = :due, version = version + 1 WHERE id = :id AND state = 'open'",
        id=id_,
        due=due.isoformat(),
    )


async def miss(tx: Tx, id_: ImprovementId, due: date) -> bool:
    """The end of this date is told now; False when it was told before, or another date counts."""
    return bool(
        await tx.execute(
            "UPDATE improvements SET missed = :due WHERE id = :id AND state = 'open' AND due = :due"
            " AND (missed IS NULL OR missed <> :due)",
            id=id_,
            due=due.isoformat(),
        )
    )


async def end(
    tx: Tx,
    id_: ImprovementId,
    state: State,
    by: PersonId,
    now: datetime,
    *,
    why: str | None = None,
    left_out: int = 0,
) -> bool:
    """Done or dropped; False when it was ended before."""
    return bool(
        await tx.execute(
            "UPDATE improvements SET state = :state, ended_at = :now, ended_by = :by, why = CAST(:why AS TEXT),"
            " left_out = :left_out, version = version + 1 WHERE id = :id AND state = 'open'",
            id=id_,
            state=state.value,
            by=by,
            now=to_us(now),
            why=why,
            left_out=left_out,
        )
    )


async def reopen(tx: Tx, id_: ImprovementId) -> bool:
    """A dropped one is open again; False when another of its cause was opened meanwhile."""
    return bool(
        await tx.execute(
            "UPDATE improvements SET state = 'open', ended_at = NULL, ended_by = NULL, why = NULL,"
            " version = version + 1 WHERE id = :id AND state = 'dropped' AND NOT EXISTS (SELECT 1 FROM"
            " improvements o WHERE o.cause = improvements.cause AND o.state = 'open')",
            id=id_,
        )
    )
