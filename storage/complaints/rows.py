"""One complaint: read, made, changed under its version. Not: lists."""

from datetime import datetime
from typing import Any

from bot.domain.complaints import Clock, Complaint, How, Kind, State, Which
from bot.domain.ids import ClientId, ComplaintId, PersonId
from bot.domain.people import Scope
from bot.domain.time import from_us, maybe_from_us, to_us
from storage.database import Conn, Row, Tx
from storage.scope import VISIBLE, own

_COLUMNS = """x.id, x.number, x.client_id, x.person_id, x.kind, x.category, x.state, x.wishing, x.owner_id,
    x.previous_id, x.created_at, x.filed_at, x.taken_at, x.answered_at, x.answer_from, x.answer_by, x.answer_stage,
    x.solve_from, x.solve_by, x.solve_stage, x.waiting_from, x.solved_at, x.closed_at, x.closed_how, x.reopened,
    x.handling, x.version, x.turns"""
_SENT = "x.state NOT IN ('draft', 'dropped')"
# Whoever it was handed to sees it, also when the client is not theirs.
SEEN = f"({VISIBLE} OR {own('x.owner_id')}) AND {_SENT}"


async def load(conn: Conn, complaint_id: ComplaintId) -> Complaint | None:
    """A complaint for the program itself (alarms, letters), without anybody's scope."""
    row = await conn.one(f"SELECT {_COLUMNS} FROM complaints x WHERE x.id = :id", id=complaint_id)
    return None if row is None else _complaint(row)


async def get(conn: Conn, scope: Scope, complaint_id: ComplaintId) -> Complaint | None:
    """A sent complaint that a member of staff may see; None looks the same for "none" and "not yours"."""
    row = await conn.one(
        f"SELECT {_COLUMNS} FROM complaints x JOIN clients c ON c.id = x.client_id WHERE x.id = :id AND {SEEN}",
        id=complaint_id,
        **scope.params(),
    )
    return None if row is None else _complaint(row)


async def mine(conn: Conn, person_id: PersonId, complaint_id: ComplaintId) -> Complaint | None:
    """A complaint or draft that this contact filed."""
    row = await conn.one(
        f"SELECT {_COLUMNS} FROM complaints x WHERE x.id = :id AND x.person_id = :person",
        id=complaint_id,
        person=person_id,
    )
    return None if row is None else _complaint(row)


async def every_of(conn: Conn, person_id: PersonId) -> list[Complaint]:
    """Every complaint and draft of a contact, the oldest first."""
    rows = await conn.all(
        f"SELECT {_COLUMNS} FROM complaints x WHERE x.person_id = :person ORDER BY x.id", person=person_id
    )
    return [_complaint(row) for row in rows]


async def draft_of(conn: Conn, person_id: PersonId) -> Complaint | None:
    """The contact's unfinished complaint."""
    row = await conn.one(
        f"SELECT {_COLUMNS} FROM complaints x WHERE x.person_id = :person AND x.state = 'draft'",
        person=person_id,
    )
    return None if row is None else _complaint(row)


async def add_draft(
    tx: Tx, person_id: PersonId, client_id: ClientId, now: datetime, previous_id: ComplaintId | None = None
) -> Complaint:
    """The contact's unfinished complaint, begun if there is none."""
    await tx.execute(
        "INSERT INTO complaints (client_id, person_id, previous_id, created_at) "
        "VALUES (:client, :person, CAST(:previous AS BIGINT), :now) "
        "ON CONFLICT (person_id) WHERE state = 'draft' DO UPDATE SET "
        "previous_id = COALESCE(complaints.previous_id, excluded.previous_id)",
        client=client_id,
        person=person_id,
        previous=previous_id,
        now=to_us(now),
    )
    draft = await draft_of(tx, person_id)
    assert draft is not None
    return draft


async def next_number(tx: Tx) -> int:
    """The next complaint number, without gaps: an undone transaction gives it back."""
    return int(
        await tx.value(
            "INSERT INTO facts (name, value) VALUES ('complaint.number', '1') ON CONFLICT (name) DO UPDATE "
            "SET value = CAST(CAST(facts.value AS BIGINT) + 1 AS TEXT) RETURNING value"
        )
    )


async def change(tx: Tx, complaint: Complaint, **columns: Any) -> Complaint | None:
    """Set these columns (times as datetimes, clocks as `answer=` and `solve=`); None when it changed meanwhile."""
    values = _values(columns)
    sets = "".join(f"{name} = :{name}, " for name in values)
    row = await tx.one(
        f"UPDATE complaints AS x SET {sets}version = version + 1 WHERE id = :id AND version = :seen "
        f"RETURNING {_COLUMNS.replace('x.', '')}",
        id=complaint.id,
        seen=complaint.version,
        **values,
    )
    return None if row is None else _complaint(row)


async def seat(tx: Tx, complaint: Complaint) -> None:
    """Write its clocks as other hours made them. No new version: nobody changed it."""
    values = {"turns": complaint.turns}
    for which, clock in ((Which.ANSWER, complaint.answer), (Which.SOLVE, complaint.solve)):
        values |= {} if clock is None else _values({which.value: clock})
    sets = ", ".join(f"{name} = :{name}" for name in values)
    await tx.execute(f"UPDATE complaints SET {sets} WHERE id = :id", id=complaint.id, **values)


async def unclosed(conn: Conn, client_id: ClientId | None = None) -> list[Complaint]:
    """Every complaint that is open; those of one client."""
    only, params = ("", {}) if client_id is None else (" AND x.client_id = :client", {"client": client_id})
    rows = await conn.all(
        f"SELECT {_COLUMNS} FROM complaints x WHERE x.state IN ('received', 'work', 'solved'){only} ORDER BY x.id",
        **params,
    )
    return [_complaint(row) for row in rows]


async def event(
    tx: Tx,
    complaint_id: ComplaintId,
    what: str,
    now: datetime,
    *,
    by: PersonId | None = None,
    old: str | None = None,
    new: str | None = None,
) -> None:
    """A line of the complaint's history; ids and codes only."""
    await tx.execute(
        "INSERT INTO complaint_events (complaint_id, what, by_id, old, new, at) "
        "VALUES (:id, :what, :by, :old, :new, :at)",
        id=complaint_id,
        what=what,
        by=by,
        old=old,
        new=new,
        at=to_us(now),
    )


def _values(columns: dict[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, value in columns.items():
        if name in tuple(Which):
            values[f"{name}_from"], values[f"{name}_by"] = to_us(value.start), to_us(value.by)
            values[f"{name}_stage"] = value.stage
        else:
            values[name] = to_us(value) if isinstance(value, datetime) else value
    return values


def _clock(row: Row, which: Which) -> Clock | None:
    if row[f"{which}_by"] is None:
        return None
    return Clock(from_us(row[f"{which}_from"]), from_us(row[f"{which}_by"]), row[f"{which}_stage"])


def _complaint(row: Row) -> Complaint:
    return Complaint(
        id=ComplaintId(row["id"]),
        number=row["number"],
        client_id=row["client_id"],
        person_id=row["person_id"],
        kind=None if row["kind"] is None else Kind(row["kind"]),
        category=row["category"],
        state=State(row["state"]),
        wishing=bool(row["wishing"]),
        owner_id=row["owner_id"],
        previous_id=row["previous_id"],
        created_at=from_us(row["created_at"]),
        filed_at=maybe_from_us(row["filed_at"]),
        taken_at=maybe_from_us(row["taken_at"]),
        answered_at=maybe_from_us(row["answered_at"]),
        answer=_clock(row, Which.ANSWER),
        solve=_clock(row, Which.SOLVE),
        waiting_from=maybe_from_us(row["waiting_from"]),
        solved_at=maybe_from_us(row["solved_at"]),
        closed_at=maybe_from_us(row["closed_at"]),
        closed_how=None if row["closed_how"] is None else How(row["closed_how"]),
        reopened=row["reopened"],
        handling=row["handling"],
        version=row["version"],
        turns=row["turns"],
    )
