"""Dates of a client's own, one at a time: read, corrected, taken away and put back. Not: adding, whom to tell."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import ClientId, PersonId
from bot.domain.occasions import AnnualDate
from bot.domain.people import Scope
from bot.domain.time import to_us
from storage.database import Conn, Row, Tx
from storage.scope import VISIBLE

_SELECT = """SELECT o.id, o.client_id, o.person_id, o.label, o.day, o.month, o.year
    FROM own_dates o JOIN clients c ON c.id = o.client_id"""
Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class OwnDate:
    """A date of the client's own, kept every year."""

    id: int
    client_id: ClientId
    person_id: PersonId | None
    label: str
    date: AnnualDate

    @property
    def values(self) -> dict[str, Value]:
        """Its columns."""
        day = self.date
        return {"label": self.label, "day": day.day, "month": day.month, "year": day.year}


async def get(conn: Conn, scope: Scope, date_id: int) -> OwnDate | None:
    """A date of a client that the actor may see."""
    row = await conn.one(f"{_SELECT} WHERE o.id = :id AND {VISIBLE}", id=date_id, **scope.params())
    return None if row is None else _date(row)


async def of_client(conn: Conn, client_id: ClientId, limit: int = 40) -> list[OwnDate]:
    """The client's own dates through the year."""
    rows = await conn.all(
        f"{_SELECT} WHERE o.client_id = :id ORDER BY o.month, o.day, o.id LIMIT :limit",
        id=client_id,
        limit=limit,
    )
    return [_date(row) for row in rows]


async def count(conn: Conn, client_id: ClientId) -> int:
    """How many a client has."""
    return int(await conn.value("SELECT COUNT(*) FROM own_dates WHERE client_id = :id", id=client_id))


async def update(tx: Tx, date_id: int, client_id: ClientId, values: Mapping[str, Value]) -> bool:
    """Correct one; False when it is gone, or the client has just such a date."""
    done = await tx.execute(
        "UPDATE own_dates SET label = :label, day = :day, month = :month, year = :year WHERE id = :id"
        " AND NOT EXISTS (SELECT 1 FROM own_dates x WHERE x.client_id = :client AND x.label = :label"
        " AND x.day = :day AND x.month = :month AND x.id <> :id)",
        id=date_id,
        client=client_id,
        **{name: values[name] for name in ("label", "day", "month", "year")},
    )
    return bool(done)


async def remove(tx: Tx, date_id: int) -> bool:
    """Take one away; False when it is gone."""
    return bool(await tx.execute("DELETE FROM own_dates WHERE id = :id", id=date_id))


async def put_back(
    tx: Tx, client_id: ClientId, values: Mapping[str, Value], by: PersonId, now: datetime
) -> bool:
    """One that was taken away; False when the client has just such a date again."""
    return bool(
        await tx.execute(
            "INSERT INTO own_dates (client_id, person_id, label, day, month, year, created_by, created_at)"
            " VALUES (:client, :person_id, :label, :day, :month, :year, :by, :at)"
            " ON CONFLICT (client_id, label, day, month) DO NOTHING",
            client=client_id,
            by=by,
            at=to_us(now),
            **{name: values.get(name) for name in ("person_id", "label", "day", "month", "year")},
        )
    )


def _date(row: Row) -> OwnDate:
    day = AnnualDate(row["day"], row["month"], row["year"])
    return OwnDate(row["id"], ClientId(row["client_id"]), row["person_id"], row["label"], day)
