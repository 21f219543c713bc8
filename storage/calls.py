"""Calls: touches that are due. Not: when the next one is due (domain)."""

from datetime import datetime

from bot.domain.ids import CallId, ClientId, PersonId
from bot.domain.time import to_us
from storage import alarms
from storage.database import Tx

_PLAN = """INSERT INTO calls (key, client_id, person_id, cause, cause_thing, due_at, timed, note, created_by, created_at)
    VALUES (:key, :client_id, :person_id, :cause, :cause_thing, :due_at, :timed, :note, :created_by, :created_at)
    ON CONFLICT (key) DO NOTHING RETURNING id"""


async def plan(
    tx: Tx,
    *,
    key: str,
    client_id: ClientId,
    person_id: PersonId | None,
    cause: str,
    due_at: datetime,
    now: datetime,
    note: str | None = None,
    cause_thing: str | None = None,
    timed: bool = False,
    created_by: PersonId | None = None,
) -> CallId | None:
    """Plan a call under the natural key of its cause; None when that cause has planned one already.

    cause: hand, cadence, unreachable, silence, passive, case, exhibition, occasion. A timed call rings at
    `due_at` (alarm "call.due"); the others stand in the morning digest of that day.
    """
    id_ = await tx.value(
        _PLAN,
        key=key,
        client_id=client_id,
        person_id=person_id,
        cause=cause,
        cause_thing=cause_thing,
        due_at=to_us(due_at),
        timed=int(timed),
        note=note,
        created_by=created_by,
        created_at=to_us(now),
    )
    if id_ is None:
        return None
    if timed:
        await alarms.put(tx, f"call:{id_}", "call.due", due_at)
    return CallId(id_)
