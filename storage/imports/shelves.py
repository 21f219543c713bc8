"""Everything stored that a table may speak of, read at one moment. Not: finding one's way in it (Book)."""

from collections.abc import Sequence

from bot.domain.imports import Book, Known, Thing
from storage.database import Conn, Row

STAFF = ("name", "role", "team_id", "position", "phone", "phone_key", "email", "birth_day", "birth_month",
    "birth_year", "country", "language", "zone", "hired")  # fmt: skip
PERSON = tuple(name for name in STAFF if name not in ("role", "team_id", "country", "hired"))
CONTACT = ("client_id", "decision_maker", "likes")
CLIENT = ("name", "external_id", "manager_id", "team_id", "country", "city", "segment", "tier", "status",
    "first_deal", "last_deal", "contract_signed", "contract_ends", "share", "notes")  # fmt: skip
COLUMNS = {Thing.TEAM: ("name",), Thing.STAFF: STAFF, Thing.CLIENT: CLIENT, Thing.CONTACT: PERSON + CONTACT}
"""What an import may write of each thing."""

_SQL = {
    Thing.TEAM: "SELECT id, name FROM teams ORDER BY id",
    Thing.STAFF: f"SELECT id, {', '.join(STAFF)} FROM people WHERE role <> 'contact' AND left_at IS NULL"
    " AND name <> '' ORDER BY id",
    Thing.CLIENT: f"SELECT id, {', '.join(CLIENT)} FROM clients ORDER BY id",
    Thing.CONTACT: f"SELECT p.id, {', '.join('p.' + name for name in PERSON)}, k.client_id, k.decision_maker, k.likes"
    " FROM people p JOIN contacts k ON k.person_id = p.id WHERE p.left_at IS NULL ORDER BY p.id",
}
Shelves = dict[Thing, Sequence[Sequence[object]]]
"""The stored rows by thing: id, then COLUMNS. Two readings are equal when nothing changed between them."""


async def shelves(conn: Conn) -> Shelves:
    """Read everything; some 50 ms for 10,000 rows."""
    return {thing: [_values(row) for row in await conn.all(sql)] for thing, sql in _SQL.items()}


def _values(row: Row) -> tuple[object, ...]:
    return tuple(row)  # walking over a row gives its values


def book(found: Shelves) -> Book:
    """The same, to look things up in. Takes a while for thousands of rows: call it off the event loop."""
    return Book(
        Known(thing, row[0], dict(zip(COLUMNS[thing], row[1:], strict=True)))  # type: ignore[arg-type]
        for thing, rows in found.items()
        for row in rows
    )
