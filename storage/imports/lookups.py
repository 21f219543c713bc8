"""What is stored, or staged by earlier rows of the same file, that some rows may speak of. Not: finding one's way in it."""

from collections.abc import Iterable

from bot.domain.imports import Known, Needs, Thing
from storage.database import Conn, Row
from storage.imports.columns import CLIENT, CONTACT, KNOWN, PERSON, STAFF
from storage.imports.staging import batches

_MANY = 256
_TEAMS = "SELECT id, 1 AS version, name FROM teams ORDER BY id"
_STAFF = (
    f"SELECT id, version, {', '.join(STAFF)} FROM people WHERE role <> 'contact' AND left_at IS NULL"
    " AND name <> '' ORDER BY id"
)
_CLIENTS = f"SELECT c.id, c.version, {', '.join('c.' + name for name in CLIENT)} FROM clients c WHERE "
_CONTACTS = (
    f"SELECT p.id, p.version, {', '.join('p.' + name for name in PERSON)},"
    f" {', '.join('k.' + name for name in CONTACT)},"
    " CASE WHEN p.user_id IS NULL THEN 0 ELSE 1 END AS connected"
    " FROM people p JOIN contacts k ON k.person_id = p.id WHERE p.left_at IS NULL AND "
)
_MOVES = "SELECT id, version, name, manager_id, team_id FROM clients WHERE manager_id IS NOT NULL ORDER BY id"
Found = dict[int, tuple[Known, int | None]]
"""By id: the row, and the version it had; None for one that is staged, so that it stays what it was."""


async def colleagues(conn: Conn) -> tuple[list[Known], dict[tuple[Thing, int], int]]:
    """All staff and teams, and their versions."""
    known: list[Known] = []
    versions: dict[tuple[Thing, int], int] = {}
    for thing, sql in ((Thing.TEAM, _TEAMS), (Thing.STAFF, _STAFF)):
        for row in await conn.all(sql):
            known.append(_known(thing, row, row["id"]))
            versions[thing, row["id"]] = row["version"]
    return known, versions


async def looked_after(conn: Conn) -> tuple[list[Known], dict[tuple[Thing, int], int]]:
    """Every client with a manager, name and whose it is alone: a table of staff may move them to another team."""
    names = ("name", "manager_id", "team_id")
    rows = await conn.all(_MOVES)
    known = [Known(Thing.CLIENT, row["id"], {name: row[name] for name in names}) for row in rows]
    return known, {(Thing.CLIENT, row["id"]): row["version"] for row in rows}


async def look_up(
    conn: Conn, import_id: int, needs: Needs
) -> tuple[list[Known], dict[tuple[Thing, int], int]]:
    """The clients and contacts that some rows need, and the versions of those that are not staged."""
    contacts = await _stored(conn, Thing.CONTACT, "p.phone_key", needs.phones)
    contacts |= await _stored(conn, Thing.CONTACT, "p.id", needs.contacts)
    contacts |= await _staged(conn, import_id, Thing.CONTACT, "phone_key", needs.phones)
    at = {int(known.values["client_id"] or 0) for known, _ in contacts.values()}
    clients = await _stored(conn, Thing.CLIENT, "c.external_id", needs.numbers)
    clients |= await _stored(conn, Thing.CLIENT, "c.folded", needs.names)
    clients |= await _stored(conn, Thing.CLIENT, "c.id", needs.clients | at)
    clients |= await _staged(conn, import_id, Thing.CLIENT, "external_id", needs.numbers)
    clients |= await _staged(conn, import_id, Thing.CLIENT, "folded", needs.names)
    clients |= await _staged(conn, import_id, Thing.CLIENT, "row_id", set(clients) | at)
    contacts |= await _stored(conn, Thing.CONTACT, "k.client_id", clients)
    contacts |= await _staged(conn, import_id, Thing.CONTACT, "client_id", clients)
    contacts |= await _staged(conn, import_id, Thing.CONTACT, "row_id", contacts)
    return _both(clients, contacts)


def _both(clients: Found, contacts: Found) -> tuple[list[Known], dict[tuple[Thing, int], int]]:
    """In the order in which they came, so that the same file always finds the same."""
    found = [clients[id_] for id_ in sorted(clients, key=_age)]
    found += [contacts[id_] for id_ in sorted(contacts, key=_age)]
    versions = {(known.thing, known.id): seen for known, seen in found if seen is not None}
    return [known for known, _ in found], versions


def _age(id_: int) -> tuple[bool, int]:
    return id_ < 0, abs(id_)  # of a dry run the new ones count down


async def _stored(conn: Conn, thing: Thing, column: str, values: Iterable[str | int]) -> Found:
    sql = (_CLIENTS if thing is Thing.CLIENT else _CONTACTS) + f"{column} IN (:some)"
    found: Found = {}
    for some in batches(sorted(values), _MANY):
        for row in await conn.all(sql, some=some):
            found[row["id"]] = _known(thing, row, row["id"]), row["version"]
    return found


async def _staged(
    conn: Conn, import_id: int, thing: Thing, column: str, values: Iterable[str | int]
) -> Found:
    sql = (
        f"SELECT row_id, {', '.join(KNOWN[thing])} FROM import_rows"
        f" WHERE import_id = :import_id AND thing = :thing AND {column} IN (:some)"
    )
    found: Found = {}
    for some in batches(sorted(values), _MANY):
        for row in await conn.all(sql, import_id=import_id, thing=thing.value, some=some):
            found[row["row_id"]] = _known(thing, row, row["row_id"]), None
    return found


def _known(thing: Thing, row: Row, id_: int) -> Known:
    return Known(thing, id_, {name: row[name] for name in KNOWN[thing]})
