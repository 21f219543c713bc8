"""Taking an import back, some rows at a time: new rows that nothing refers to go, changed values that nobody changed since are restored."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.domain.imports import Result, Thing, Value
from bot.domain.people import Role
from storage.database import Conn, Row, Tx
from storage.imports.columns import CONTACT, KINDS, KNOWN, POINTERS, TABLES
from storage.imports.staging import batches
from storage.imports.writing import update
from storage.references import references
from storage.searching.index import homes

_MANY = 500
NEWEST = 2**62
"""Before any row was taken back."""

# What the program itself has planned meanwhile and nobody touched is no use of a row, nor is a link that nobody has
# used: these go along.
_CADENCE = "cause = 'cadence' AND state = 'open' AND created_by IS NULL"
_UNTOUCHED = {
    "calls": f"NOT ({_CADENCE})",
    "occasions": "state <> 'open'",
    "links": "used_at IS NOT NULL",
}
_NEXT = (
    "SELECT h.id, h.row_id, h.old, h.new FROM import_changes h WHERE h.import_id = :id AND h.kind = :kind{whose}"
    " AND h.id < :before"
    " ORDER BY h.id DESC LIMIT :limit"
)
_CONTACTS = " AND EXISTS (SELECT 1 FROM people p WHERE p.id = h.row_id AND p.role = :role)"
_MERGED = (
    "SELECT kept_id AS id FROM merges WHERE kind = :kind AND content IS NOT NULL AND undone_at IS NULL"
    " AND kept_id IN (:ids)"
)


class _Changed(NamedTuple):
    row_id: int
    old: Mapping[str, Value] | None
    new: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Undone:
    """What came of some rows, how many these were, the clients who can be found otherwise now, and where to go on."""

    result: Result
    rows: int
    clients: set[int]
    last: int


async def left(conn: Conn, import_id: int) -> int:
    """How many rows of an import are not taken back yet."""
    return int(await conn.value("SELECT COUNT(*) FROM import_changes WHERE import_id = :id", id=import_id))


async def clients_of(conn: Conn, import_id: int) -> set[int]:
    """The clients whom an import brought or changed and who are not taken back yet."""
    rows = await conn.all(
        "SELECT row_id FROM import_changes WHERE import_id = :id AND kind = 'client'", id=import_id
    )
    return {row["row_id"] for row in rows}


async def renumber(tx: Tx, import_id: int) -> None:
    """Give clients their own numbers of before back, all at once: two may have swapped them. One that was changed
    since, or that somebody else has by now, stays as it is."""
    rows = await tx.all(
        "SELECT h.id, h.row_id, h.old, h.new, c.external_id AS now FROM import_changes h JOIN clients c ON c.id = h.row_id"
        " WHERE h.import_id = :id AND h.kind = 'client' AND h.old LIKE '%\"external_id\"%'",
        id=import_id,
    )
    olds = {row["id"]: json.loads(row["old"]) for row in rows}
    mine = [row for row in rows if row["now"] == json.loads(row["new"]).get("external_id")]
    await tx.many(
        "UPDATE clients SET external_id = NULL WHERE id = :id", [{"id": row["row_id"]} for row in mine]
    )
    was = {row["id"]: olds[row["id"]].pop("external_id") for row in mine}
    taken: set[str] = set()
    for some in batches([number for number in was.values() if number], _MANY):
        found = await tx.all(
            "SELECT external_id AS number FROM clients WHERE external_id IN (:some)", some=some
        )
        taken |= {row["number"] for row in found}
    stays: set[int] = set()
    while blocked := [row for row in mine if row["id"] not in stays and was[row["id"]] in taken]:
        stays |= {row["id"] for row in blocked}
        taken |= {row["now"] for row in blocked if row["now"]}
    for row in mine:
        number = row["now"] if row["id"] in stays else was[row["id"]]
        await tx.execute(
            "UPDATE clients SET external_id = CAST(:number AS TEXT), version = version + 1 WHERE id = :id",
            number=number,
            id=row["row_id"],
        )
        if row["id"] not in stays:
            old = json.dumps(olds[row["id"]], ensure_ascii=False)
            await tx.execute("UPDATE import_changes SET old = :old WHERE id = :id", old=old, id=row["id"])


async def undo(tx: Tx, import_id: int, thing: Thing, *, before: int, count: int) -> Undone | None:
    """Take back the newest rows of a kind with ids below `before`, `count` at the most; what is in use by now is kept and counted.

    They are forgotten then. None when there are no more. Contacts must go before clients, these before staff.
    """
    rows = await _next(tx, import_id, thing, before, count)
    if not rows:
        return None
    every = [_changed(row) for row in rows]
    old, new = [one for one in every if one.old is not None], [one for one in every if one.old is None]
    clients = await _clients(tx, thing, every)
    restored, removed = await _restore(tx, thing, old), await _remove(tx, thing, new)
    for some in batches([row["id"] for row in rows], _MANY):
        await tx.execute("DELETE FROM import_changes WHERE id IN (:ids)", ids=some)
    kept = len(every) - restored - removed
    return Undone(Result(removed=removed, restored=restored, kept=kept), len(every), clients, rows[-1]["id"])


async def _next(tx: Tx, import_id: int, thing: Thing, before: int, count: int) -> list[Row]:
    key = {"id": import_id, "kind": KINDS[thing], "before": before, "limit": count}
    if thing is Thing.CONTACT:
        return await tx.all(_NEXT.format(whose=_CONTACTS), role=Role.CONTACT.value, **key)
    return await tx.all(_NEXT.format(whose=""), **key)


def _changed(row: Row) -> _Changed:
    return _Changed(
        row["row_id"], None if row["old"] is None else json.loads(row["old"]), json.loads(row["new"])
    )


async def _clients(tx: Tx, thing: Thing, every: Sequence[_Changed]) -> set[int]:
    """The clients whom these rows are or belong to: now, before the file, and by it."""
    ids = {one.row_id for one in every}
    if thing is Thing.CLIENT:
        return ids
    if thing is not Thing.CONTACT:
        return set()
    told = (values.get("client_id") for one in every for values in (one.old, one.new) if values)
    return await homes(tx, ids) | {id_ for id_ in told if isinstance(id_, int)}


async def _remove(tx: Tx, thing: Thing, made: Sequence[_Changed]) -> int:
    """Remove new rows that are in no use and as the file made them; how many."""
    gone = 0
    for some in batches(made, _MANY):
        ids = [one.row_id for one in some]
        kept = await _used(tx, thing, ids) | await _edited(tx, thing, some)
        free = [id_ for id_ in ids if id_ not in kept]
        if free:
            await _clear(tx, thing, free)
            gone += await tx.execute(f"DELETE FROM {TABLES[thing]} WHERE id IN (:ids)", ids=free)
    return gone


async def _clear(tx: Tx, thing: Thing, ids: Sequence[int]) -> None:
    """What goes along."""
    if thing is Thing.CLIENT:
        calls = await tx.all(
            f"DELETE FROM calls WHERE client_id IN (:ids) AND {_CADENCE} RETURNING id", ids=ids
        )
        await _silence(tx, "call", calls)
        await _silence(
            tx,
            "occasion",
            await tx.all("DELETE FROM occasions WHERE client_id IN (:ids) RETURNING id", ids=ids),
        )
        return
    await tx.execute("DELETE FROM links WHERE person_id IN (:ids)", ids=ids)
    if thing is Thing.CONTACT:
        await _silence(
            tx,
            "occasion",
            await tx.all("DELETE FROM occasions WHERE person_id IN (:ids) RETURNING id", ids=ids),
        )
        await tx.execute("DELETE FROM contacts WHERE person_id IN (:ids)", ids=ids)


async def _silence(tx: Tx, noun: str, gone: Sequence[Row]) -> None:
    """No alarm rings for what is gone."""
    for some in batches([f"{noun}:{row['id']}" for row in gone], _MANY):
        await tx.execute("DELETE FROM alarms WHERE thing IN (:things)", things=some)


async def _used(tx: Tx, thing: Thing, ids: Sequence[int]) -> set[int]:
    """Those rows that something refers to, that somebody noted something about or merged, or that are connected."""
    used: set[int] = set()
    for table, column in references(TABLES[thing]):
        if (table, column) != ("contacts", "person_id"):
            only = f" AND {_UNTOUCHED[table]}" if table in _UNTOUCHED else ""
            sql = f"SELECT DISTINCT {column} AS id FROM {table} WHERE {column} IN (:ids){only}"
            used |= {row["id"] for row in await tx.all(sql, ids=ids)}
    things = [f"{KINDS[thing]}:{id_}" for id_ in ids]
    rows = await tx.all("SELECT DISTINCT thing FROM notes WHERE thing IN (:things)", things=things)
    used |= {int(row["thing"].partition(":")[2]) for row in rows}
    used |= {row["id"] for row in await tx.all(_MERGED, kind=KINDS[thing], ids=ids)}
    if thing in (Thing.STAFF, Thing.CONTACT):
        rows = await tx.all("SELECT id FROM people WHERE user_id IS NOT NULL AND id IN (:ids)", ids=ids)
        used |= {row["id"] for row in rows}
    return used


async def _edited(tx: Tx, thing: Thing, made: Sequence[_Changed]) -> set[int]:
    """Those new rows that are no longer as the file made them."""
    now = await _current(tx, thing, [one.row_id for one in made])
    return {
        one.row_id
        for one in made
        if (found := now.get(one.row_id)) is None
        or any(name in found and found[name] != one.new.get(name) for name in KNOWN[thing])
    }


async def _restore(tx: Tx, thing: Thing, changed: Sequence[_Changed]) -> int:
    """Put old values back where the new ones still stand; how many rows are whole again."""
    now = await _current(tx, thing, [one.row_id for one in changed])
    there = await _there(tx, changed)
    back: list[tuple[int, Mapping[str, Value]]] = []
    whole = 0
    for one in changed:
        found, old = now.get(one.row_id, {}), one.old or {}
        values = {
            name: value
            for name, value in old.items()
            if name in found
            and name != "external_id"  # see renumber: what is left of these is another's by now
            and found[name] == one.new.get(name)
            and (name not in POINTERS or value is None or (POINTERS[name], value) in there)
        }
        back.append((one.row_id, values))
        whole += len(values) == len(old)
    await update(tx, thing, back)
    return whole


async def _current(tx: Tx, thing: Thing, ids: Sequence[int]) -> dict[int, dict[str, Value]]:
    found: dict[int, dict[str, Value]] = {}
    for some in batches(ids, _MANY):
        for row in await tx.all(f"SELECT * FROM {TABLES[thing]} WHERE id IN (:ids)", ids=some):
            found[row["id"]] = dict(row)
        if thing is Thing.CONTACT:
            for row in await tx.all("SELECT * FROM contacts WHERE person_id IN (:ids)", ids=some):
                found.setdefault(row["person_id"], {}).update({name: row[name] for name in CONTACT})
    return found


async def _there(tx: Tx, changed: Sequence[_Changed]) -> set[tuple[Thing, Value]]:
    """Which of the rows that old values point to are still there."""
    found: set[tuple[Thing, Value]] = set()
    for name, thing in POINTERS.items():
        ids = list({value for one in changed if (value := (one.old or {}).get(name)) is not None})
        for some in batches(ids, _MANY):
            rows = await tx.all(f"SELECT id FROM {TABLES[thing]} WHERE id IN (:ids)", ids=some)
            found |= {(thing, row["id"]) for row in rows}
    return found
