"""Questions that wait for their day or for a rule to end, and the places by manager and day. Not: which rule, which day."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.ids import NOBODY, InvitationId, PersonId, WaveId
from bot.domain.programmes import RECHECK
from bot.domain.time import maybe_from_us, to_us
from bot.domain.waves import Load, Standing
from storage.database import Conn, Tx

_HOLD = """INSERT INTO invitations
    (wave_id, programme, person_id, client_id, manager_id, stage, why, due_at, day, created_at)
    VALUES (:wave_id, :programme, :person_id, :client_id, :manager_id, 'held', :why, :due, :day, :now)
    ON CONFLICT (person_id) WHERE stage = 'held' AND programme <> 'again' DO UPDATE SET wave_id = excluded.wave_id,
    programme = excluded.programme, client_id = excluded.client_id, manager_id = excluded.manager_id,
    why = excluded.why, due_at = excluded.due_at, day = excluded.day, rounds = invitations.rounds + 1"""
_MOVE = """UPDATE invitations SET due_at = :due, why = :why, day = :day, client_id = :client_id,
    manager_id = :manager_id WHERE id = :id AND stage = 'held'"""
_HOLD_AGAIN = """INSERT INTO invitations
    (wave_id, programme, person_id, client_id, manager_id, stage, due_at, since_at, created_at)
    SELECT CAST(:wave_id AS BIGINT), CAST(:programme AS TEXT), p.id, c.id, c.manager_id, 'held',
        CAST(:due AS BIGINT), CAST(:due AS BIGINT), CAST(:now AS BIGINT)
    FROM contacts k JOIN people p ON p.id = k.person_id JOIN clients c ON c.id = k.client_id
    WHERE p.id = :person_id AND p.left_at IS NULL
    ON CONFLICT (person_id) WHERE stage = 'held' AND programme = 'again' DO UPDATE SET wave_id = excluded.wave_id,
    client_id = excluded.client_id, manager_id = excluded.manager_id, why = NULL, day = NULL,
    due_at = excluded.due_at, since_at = excluded.since_at
    RETURNING id"""
_SERVED = """SELECT 1 FROM invitations o JOIN invitations i ON i.person_id = o.person_id
    LEFT JOIN answers a ON a.invitation_id = o.id AND a.by_manager = 0
    WHERE i.id = :id AND o.id <> i.id AND (o.stage = 'held' OR o.asked_at >= :since OR a.at >= :since) LIMIT 1"""


@dataclass(frozen=True, slots=True)
class Place:
    """Until when a contact's question waits: for its `day`, or by a rule (`why`)."""

    who: Standing
    programme: str
    due: datetime
    why: str | None
    day: date | None


async def load(conn: Conn, managers: Collection[PersonId], since: date) -> Load:
    """How many questions are planned or sent by date, from a date on, for these managers (NOBODY: without one)."""
    sql = (
        "SELECT CAST(COALESCE(manager_id, 0) AS BIGINT) AS manager, day, COUNT(*) AS n FROM invitations"
        " WHERE {which} AND day >= :since AND day IS NOT NULL AND stage <> 'dropped' GROUP BY manager_id, day"
    )
    rows = await conn.all(
        sql.format(which="manager_id IN (:managers)"), managers=sorted(managers), since=since.isoformat()
    )
    if NOBODY in managers:
        rows = rows + await conn.all(sql.format(which="manager_id IS NULL"), since=since.isoformat())
    return {(PersonId(row["manager"]), date.fromisoformat(row["day"])): row["n"] for row in rows}


async def put_held(
    tx: Tx, of: WaveId, places: Sequence[Place], now: datetime
) -> dict[PersonId, InvitationId]:
    """Questions that wait. Somebody who waits from an earlier wave moves into this one."""
    rows = [
        {"wave_id": of, **_where(place), "programme": place.programme, "now": to_us(now)} for place in places
    ]
    await tx.many(
        _HOLD, [{**row, "person_id": place.who.person_id} for row, place in zip(rows, places, strict=True)]
    )
    found = await tx.all(
        "SELECT id, person_id FROM invitations WHERE person_id IN (:ids) AND stage = 'held' AND programme <> 'again'",
        ids=[place.who.person_id for place in places],
    )
    return {PersonId(row["person_id"]): InvitationId(row["id"]) for row in found}


async def move_held(tx: Tx, id_: InvitationId, place: Place) -> None:
    """A waiting question waits until another instant, among those of whose client the contact is now."""
    await tx.execute(_MOVE, id=id_, **_where(place))


def _where(place: Place) -> dict[str, int | str | None]:
    return {
        "client_id": place.who.client_id,
        "manager_id": place.who.manager_id,
        "why": place.why,
        "due": to_us(place.due),
        "day": None if place.day is None else place.day.isoformat(),
    }


async def place_of(conn: Conn, id_: InvitationId) -> tuple[PersonId, date] | None:
    """The place that a waiting question takes."""
    row = await conn.one("SELECT manager_id, day FROM invitations WHERE id = :id AND day IS NOT NULL", id=id_)
    return None if row is None else (PersonId(row["manager_id"] or NOBODY), date.fromisoformat(row["day"]))


async def leave_place(tx: Tx, id_: InvitationId) -> None:
    """A waiting question gives its place up."""
    await tx.execute("UPDATE invitations SET day = NULL WHERE id = :id AND stage = 'held'", id=id_)


async def placed(conn: Conn, of: WaveId, persons: Sequence[PersonId]) -> frozenset[PersonId]:
    """Who of them is in the wave already."""
    rows = await conn.all(
        "SELECT person_id FROM invitations WHERE wave_id = :id AND person_id IN (:persons)",
        id=of,
        persons=persons,
    )
    return frozenset(PersonId(row["person_id"]) for row in rows)


async def deferred(conn: Conn, of: WaveId) -> list[PersonId]:
    """Who of the wave waits for a rule to end."""
    rows = await conn.all(
        "SELECT person_id FROM invitations WHERE wave_id = :id AND stage = 'held' AND day IS NULL ORDER BY person_id",
        id=of,
    )
    return [PersonId(row["person_id"]) for row in rows]


async def ask(tx: Tx, id_: InvitationId, now: datetime) -> bool:
    """The question goes out; False when it does not wait any more."""
    return bool(
        await tx.execute(
            "UPDATE invitations SET stage = 'open', asked_at = :now, due_at = NULL, why = NULL "
            "WHERE id = :id AND stage = 'held'",
            id=id_,
            now=to_us(now),
        )
    )


async def hold_again(
    tx: Tx, of: WaveId, person_id: PersonId, due: datetime, now: datetime
) -> InvitationId | None:
    """The question after a case, held until `due`; the one that waits already waits until then too.

    None for somebody who is no contact any more.
    """
    id_ = await tx.value(
        _HOLD_AGAIN, wave_id=of, person_id=person_id, programme=RECHECK, due=to_us(due), now=to_us(now)
    )
    return None if id_ is None else InvitationId(id_)


async def since(conn: Conn, id_: InvitationId) -> datetime | None:
    """Before when the question after a case has nothing to ask."""
    return maybe_from_us(await conn.value("SELECT since_at FROM invitations WHERE id = :id", id=id_))


async def served(conn: Conn, id_: InvitationId, since: datetime) -> bool:
    """Whether another question does the service of this one: it waits, or went out (or was answered) since then."""
    return bool(await conn.value(_SERVED, id=id_, since=to_us(since)))
