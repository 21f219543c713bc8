"""Writing what is staged: new rows by sets, changed ones by id, in one transaction. Not: what is to change."""

import asyncio
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.folding import fold
from bot.domain.imports import Thing, Value
from bot.domain.time import to_us
from storage.database import Conn, Row, Tx
from storage.imports.columns import CLIENT, CONTACT, PERSON, STAFF, TABLES

_PAGE = 2000
_FRESH = "FROM import_rows WHERE import_id = :id AND thing = '{thing}' AND fresh = 1"
_PEOPLE = (
    "INSERT INTO people (id, {own}, folded, created_at) SELECT row_id, {own}, folded, CAST(:now AS BIGINT) "
)
_INSERTS = (
    "INSERT INTO teams (id, name, created_at) SELECT row_id, name, CAST(:now AS BIGINT) "
    + _FRESH.format(thing="team"),
    _PEOPLE.format(own=", ".join(STAFF)) + _FRESH.format(thing="staff"),
    f"INSERT INTO clients (id, {', '.join(CLIENT)}, folded, created_at)"
    f" SELECT row_id, {', '.join(CLIENT)}, folded, CAST(:now AS BIGINT) " + _FRESH.format(thing="client"),
    f"INSERT INTO people (id, role, {', '.join(PERSON)}, folded, created_at)"
    f" SELECT row_id, 'contact', {', '.join(PERSON)}, folded, CAST(:now AS BIGINT) "
    + _FRESH.format(thing="contact"),
    f"INSERT INTO contacts (person_id, {', '.join(CONTACT)}) SELECT row_id, {', '.join(CONTACT)} "
    + _FRESH.format(thing="contact"),
)
# A number that moves from one client to another is let go of first: no two may have it even for a moment.
_NUMBERS = """UPDATE clients SET external_id = NULL WHERE id IN (SELECT s.row_id FROM import_rows s
    JOIN clients c ON c.id = s.row_id WHERE s.import_id = :id AND s.thing = 'client' AND s.fresh = 0
    AND c.external_id <> s.external_id)"""
_MARKS = "SELECT (SELECT COALESCE(MAX(id), 0) FROM clients) AS clients, (SELECT COALESCE(MAX(id), 0) FROM people) AS people"
# Somebody who came in since the file was read, and whom it brings as new; a number that is taken by now; a row
# that is no longer what it was when the file was read.
_CLASHES = (
    "SELECT 1 FROM clients c JOIN import_rows s ON s.import_id = :id AND s.thing = 'client' AND s.fresh = 1"
    " AND s.folded = c.folded WHERE c.id > :clients LIMIT 1",
    "SELECT 1 FROM people p JOIN import_rows s ON s.import_id = :id AND s.fresh = 1 AND s.thing IN ('staff', 'contact')"
    " AND (s.folded = p.folded OR s.phone_key = p.phone_key) WHERE p.id > :people LIMIT 1",
    "SELECT 1 FROM import_rows s JOIN clients c ON c.external_id = s.external_id"
    " WHERE s.import_id = :id AND s.thing = 'client' AND s.external_id IS NOT NULL AND c.id <> s.row_id"
    " AND NOT EXISTS (SELECT 1 FROM import_rows o WHERE o.import_id = :id AND o.thing = 'client' AND o.row_id = c.id)"
    " LIMIT 1",
    "SELECT 1 FROM import_rows s LEFT JOIN clients c ON c.id = s.row_id WHERE s.import_id = :id"
    " AND s.thing = 'client' AND s.fresh = 0 AND (c.id IS NULL OR c.version <> s.seen) LIMIT 1",
    "SELECT 1 FROM import_rows s LEFT JOIN people p ON p.id = s.row_id WHERE s.import_id = :id"
    " AND s.thing IN ('staff', 'contact') AND s.fresh = 0 AND (p.id IS NULL OR p.version <> s.seen) LIMIT 1",
)
Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Marks:
    """The last ids when a file began to be read: whoever has a higher one came in since."""

    clients: int
    people: int


async def marks(conn: Conn) -> Marks:
    """The last ids of now."""
    row = await conn.one(_MARKS)
    assert row is not None
    return Marks(row["clients"], row["people"])


async def fits(tx: Tx, import_id: int, since: Marks) -> bool:
    """Whether nothing was changed meanwhile that the staged rows depend on."""
    for sql in _CLASHES:
        params = {"clients": since.clients, "people": since.people}
        used = {name: value for name, value in params.items() if f":{name}" in sql}
        if await tx.value(sql, id=import_id, **used):
            return False
    return True


async def write(tx: Tx, import_id: int, now: datetime) -> None:
    """Write everything that is staged."""
    await tx.execute(_NUMBERS, id=import_id)
    for sql in _INSERTS:
        await tx.execute(sql, id=import_id, now=to_us(now))
    for thing in Thing:
        after = 0
        while page := await _changed(tx, import_id, thing, after):
            after = page[-1]["row_id"]
            await update(tx, thing, await asyncio.to_thread(_new, page))


async def _changed(tx: Tx, import_id: int, thing: Thing, after: int) -> list[Row]:
    return await tx.all(
        "SELECT row_id, new FROM import_rows WHERE import_id = :id AND thing = :thing AND fresh = 0"
        " AND row_id > :after ORDER BY row_id LIMIT :limit",
        id=import_id,
        thing=thing.value,
        after=after,
        limit=_PAGE,
    )


def _new(page: Sequence[Row]) -> list[tuple[int, Values]]:
    return [(row["row_id"], json.loads(row["new"])) for row in page]


async def update(tx: Tx, thing: Thing, rows: Sequence[tuple[int, Values]]) -> None:
    """Set values of rows by id; whoever has an older version of one on screen is told so."""
    people: list[tuple[int, Values]] = []
    contacts: list[tuple[int, Values]] = []
    for row_id, values in rows:
        own = {name: value for name, value in values.items() if thing is Thing.CONTACT and name in CONTACT}
        rest = {name: value for name, value in values.items() if name not in own}
        if thing is not Thing.TEAM and "name" in rest:
            rest["folded"] = fold(str(rest["name"]))
        people.append((row_id, rest))
        contacts.append((row_id, own))
    await _set(tx, TABLES[thing], "id", people)
    await _set(tx, "contacts", "person_id", contacts)
    if thing is not Thing.TEAM:
        ids = [{"row_id": row_id} for row_id, values in rows if values]
        await tx.many(f"UPDATE {TABLES[thing]} SET version = version + 1 WHERE id = :row_id", ids)


async def _set(tx: Tx, table: str, key: str, rows: Sequence[tuple[int, Values]]) -> None:
    alike: defaultdict[tuple[str, ...], list[Values]] = defaultdict(list)
    for row_id, values in rows:
        if values:
            alike[tuple(sorted(values))].append({**values, "row_id": row_id})
    for names, some in alike.items():
        marks = ", ".join(f"{name} = :{name}" for name in names)
        await tx.many(f"UPDATE {table} SET {marks} WHERE {key} = :row_id", some)
