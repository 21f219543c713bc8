"""Absences as rows, and the rota of now. Not: who may enter which."""

from datetime import date, datetime

from bot.domain.absences import Absence, Member, Rota, away, lent
from bot.domain.ids import AbsenceId, PersonId
from bot.domain.people import Lent, Person, Role, Scope
from bot.domain.time import from_us, to_us
from storage.database import Conn, Database, Row, Tx

_COLUMNS = "a.id, a.person_id, a.deputy_id, a.first, a.last, a.starts_at, a.ends_at"
_ALIVE = "a.cancelled_at IS NULL"
_NOW = f"{_ALIVE} AND a.starts_at <= CAST(:now AS BIGINT) AND a.ends_at > CAST(:now AS BIGINT)"
# For queries where `p` is people: whether somebody is away now, whether somebody stands in for others now.
IS_AWAY = f"EXISTS (SELECT 1 FROM absences a WHERE a.person_id = p.id AND {_NOW})"
IS_DEPUTY = f"EXISTS (SELECT 1 FROM absences a WHERE a.deputy_id = p.id AND {_NOW})"
_MEMBER = "p.id, p.role, p.name, p.team_id, p.user_id, p.unreachable_at, p.left_at, p.successor_id, p.zone"


async def now_away(conn: Conn | Database, now: datetime) -> list[Absence]:
    """The absences that count now."""
    rows = await conn.all(f"SELECT {_COLUMNS} FROM absences a WHERE {_NOW} ORDER BY a.id", now=to_us(now))
    return [absence(row) for row in rows]


async def is_away(conn: Conn, person_id: PersonId, now: datetime) -> bool:
    """Whether this person is away now."""
    found = await conn.value(
        f"SELECT 1 FROM absences a WHERE a.person_id = :id AND {_NOW} LIMIT 1", id=person_id, now=to_us(now)
    )
    return found is not None


async def rota(conn: Conn, now: datetime) -> Rota:
    """All staff, and who is away now."""
    return Rota(await members(conn), away(await now_away(conn, now), now))


async def any_now_or_coming(conn: Conn, now: datetime) -> bool:
    """Whether anybody is away or will be."""
    return (
        await conn.value(
            f"SELECT 1 FROM absences a WHERE {_ALIVE} AND a.ends_at > :now LIMIT 1", now=to_us(now)
        )
    ) is not None


async def members(conn: Conn) -> dict[PersonId, Member]:
    """All staff."""
    rows = await conn.all(f"SELECT {_MEMBER} FROM people p WHERE p.role <> 'contact' ORDER BY p.id")
    return {PersonId(row["id"]): _member(row) for row in rows}


async def lent_to(conn: Conn | Database, person_id: PersonId, now: datetime) -> Lent:
    """What this person may see as a deputy now, besides their own."""
    rows = await conn.all(
        f"SELECT {_MEMBER}, a.deputy_id FROM absences a JOIN people p ON p.id = a.person_id"
        f" WHERE {_NOW} AND p.left_at IS NULL ORDER BY a.id",
        now=to_us(now),
    )
    gone = {PersonId(row["id"]): PersonId(row["deputy_id"]) for row in rows}
    return lent(gone, person_id, {PersonId(row["id"]): _member(row) for row in rows})


async def scope(conn: Conn | Database, person: Person, now: datetime) -> Scope:
    """Whose clients this member of staff may see now."""
    return Scope(person.id, person.role, person.team_id, await lent_to(conn, person.id, now))


async def not_over(conn: Conn, now: datetime) -> list[Absence]:
    """Current and coming absences of everybody."""
    rows = await conn.all(
        f"SELECT {_COLUMNS} FROM absences a WHERE {_ALIVE} AND a.ends_at > :now ORDER BY a.starts_at, a.id",
        now=to_us(now),
    )
    return [absence(row) for row in rows]


async def get(conn: Conn, absence_id: AbsenceId) -> Absence | None:
    """One that was not cancelled."""
    row = await conn.one(f"SELECT {_COLUMNS} FROM absences a WHERE a.id = :id AND {_ALIVE}", id=absence_id)
    return None if row is None else absence(row)


async def meanwhile(conn: Conn, person_id: PersonId, since: datetime, until: datetime) -> list[Absence]:
    """When this person is away at some time in [since, until)."""
    rows = await conn.all(
        f"SELECT {_COLUMNS} FROM absences a WHERE {_ALIVE} AND a.person_id = :id AND a.starts_at < :until"
        " AND a.ends_at > :since ORDER BY a.starts_at, a.id",
        id=person_id,
        since=to_us(since),
        until=to_us(until),
    )
    return [absence(row) for row in rows]


async def one_by_one(tx: Tx, person_id: PersonId) -> None:
    """From here on until the end of this unit nobody else enters an absence: two at once could make a circle."""
    await tx.execute(
        "INSERT INTO facts (name, value) VALUES ('absences.gate', :id) ON CONFLICT (name) DO UPDATE"
        " SET value = excluded.value",
        id=str(person_id),
    )


async def any_of(conn: Conn, absence_id: AbsenceId) -> Absence | None:
    """One, cancelled or not."""
    row = await conn.one(f"SELECT {_COLUMNS} FROM absences a WHERE a.id = :id", id=absence_id)
    return None if row is None else absence(row)


async def add(
    tx: Tx, person_id: PersonId, deputy_id: PersonId, days: tuple[date, date],
    span: tuple[datetime, datetime], by: PersonId, now: datetime,
) -> AbsenceId:  # fmt: skip
    """A new absence; the same one again is the one that stands, unless it was ended early."""
    values = {
        "person": person_id,
        "deputy": deputy_id,
        "first": days[0].isoformat(),
        "last": days[1].isoformat(),
    }
    same = await tx.value(
        f"SELECT a.id FROM absences a WHERE a.person_id = :person AND a.deputy_id = :deputy AND a.first = :first"
        f" AND a.last = :last AND a.ends_at > :now AND {_ALIVE}",
        now=to_us(now),
        **values,
    )
    if same is not None:
        return AbsenceId(same)
    return AbsenceId(
        await tx.value(
            "INSERT INTO absences (person_id, deputy_id, first, last, starts_at, ends_at, created_by, created_at)"
            " VALUES (:person, :deputy, :first, :last, :starts, :ends, :by, :now) RETURNING id",
            starts=to_us(span[0]),
            ends=to_us(span[1]),
            by=by,
            now=to_us(now),
            **values,
        )
    )


async def cancel(tx: Tx, absence_id: AbsenceId, now: datetime) -> bool:
    """It never counts (again); False when it was cancelled."""
    return bool(
        await tx.execute(
            "UPDATE absences SET cancelled_at = :now, version = version + 1"
            " WHERE id = :id AND cancelled_at IS NULL",
            id=absence_id,
            now=to_us(now),
        )
    )


async def end(tx: Tx, absence_id: AbsenceId, last: date, now: datetime) -> bool:
    """Back early: it ends now; False when it was over or cancelled."""
    return bool(
        await tx.execute(
            "UPDATE absences SET ends_at = :now, last = :last, version = version + 1"
            " WHERE id = :id AND cancelled_at IS NULL AND ends_at > :now",
            id=absence_id,
            last=last.isoformat(),
            now=to_us(now),
        )
    )


def absence(row: Row) -> Absence:
    """A row of _COLUMNS."""
    return Absence(
        id=AbsenceId(row["id"]),
        person_id=PersonId(row["person_id"]),
        deputy_id=PersonId(row["deputy_id"]),
        first=date.fromisoformat(row["first"]),
        last=date.fromisoformat(row["last"]),
        starts=from_us(row["starts_at"]),
        ends=from_us(row["ends_at"]),
    )


def _member(row: Row) -> Member:
    return Member(
        id=PersonId(row["id"]),
        role=Role(row["role"]),
        name=row["name"],
        team_id=row["team_id"],
        reachable=row["user_id"] is not None and row["unreachable_at"] is None and row["left_at"] is None,
        left=row["left_at"] is not None,
        successor=row["successor_id"],
        zone=row["zone"],
    )


async def for_person(conn: Conn, person_id: PersonId, now: datetime) -> list[Absence]:
    """Somebody's current and coming absences, and those in which they stand in."""
    rows = await conn.all(
        f"SELECT {_COLUMNS} FROM absences a WHERE {_ALIVE} AND a.ends_at > :now"
        " AND (a.person_id = :id OR a.deputy_id = :id) ORDER BY a.starts_at, a.id",
        now=to_us(now),
        id=person_id,
    )
    return [absence(row) for row in rows]
