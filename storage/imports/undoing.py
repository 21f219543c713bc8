"""Taking an import back: new rows that nothing refers to go, changed values that nobody changed since are restored."""

import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bot.domain.imports import Result, Thing, Value
from bot.domain.people import Role
from storage.database import Row, Tx
from storage.imports.columns import CONTACT, KINDS, POINTERS, TABLES
from storage.imports.staging import batches
from storage.imports.writing import update
from storage.references import references

_MANY = 500
_PAGE = 2000
# What the program itself has planned meanwhile and nobody touched is no use of a row: it goes along.
_CADENCE = "cause = 'cadence' AND state = 'open' AND created_by IS NULL"
_UNTOUCHED = {"calls": f"NOT ({_CADENCE})", "occasions": "state <> 'open'"}
_CHANGED = (
    "SELECT id, kind, row_id, old, new FROM import_changes WHERE import_id = :id AND kind = :kind"
    " AND old IS NOT NULL AND id > :after ORDER BY id LIMIT :limit"
)
_MADE = "SELECT row_id FROM import_changes WHERE import_id = :id AND kind = :kind AND old IS NULL"


class _Changed(NamedTuple):
    row_id: int
    old: Mapping[str, Value]
    new: Mapping[str, Value]


async def undo(tx: Tx, import_id: int) -> Result:
    """Take back what an import wrote, the newest kind first; what is in use by now is kept and counted."""
    contacts = await _contacts(tx, import_id)
    made = await tx.all(
        "SELECT kind, row_id FROM import_changes WHERE import_id = :id AND old IS NULL ORDER BY id DESC",
        id=import_id,
    )
    removed = restored = kept = 0
    for thing in reversed(Thing):
        count, back = await _restore_all(tx, import_id, thing, contacts)
        new = [row["row_id"] for row in made if _thing(row, contacts) is thing]
        gone = await _remove(tx, import_id, thing, new)
        removed, restored, kept = removed + gone, restored + back, kept + count + len(new) - back - gone
    return Result(removed=removed, restored=restored, kept=kept)


async def _restore_all(tx: Tx, import_id: int, thing: Thing, contacts: set[int]) -> tuple[int, int]:
    """How many stored rows of a kind the import changed, and how many of them are whole again."""
    count = back = after = 0
    while page := await tx.all(_CHANGED, id=import_id, kind=KINDS[thing], after=after, limit=_PAGE):
        after = page[-1]["id"]
        own = [row for row in page if _thing(row, contacts) is thing]
        changed = [_Changed(row["row_id"], json.loads(row["old"]), json.loads(row["new"])) for row in own]
        count, back = count + len(own), back + await _restore(tx, thing, changed)
    return count, back


async def _contacts(tx: Tx, import_id: int) -> set[int]:
    rows = await tx.all(
        "SELECT p.id FROM people p WHERE p.role = :role AND p.id IN"
        " (SELECT row_id FROM import_changes WHERE import_id = :id AND kind = 'person')",
        id=import_id,
        role=Role.CONTACT.value,
    )
    return {row["id"] for row in rows}


def _thing(row: Row, contacts: set[int]) -> Thing:
    if row["kind"] == "person":
        return Thing.CONTACT if row["row_id"] in contacts else Thing.STAFF
    return Thing.TEAM if row["kind"] == "team" else Thing.CLIENT


async def _remove(tx: Tx, import_id: int, thing: Thing, made: Sequence[int]) -> int:
    """Remove new rows that are in no use; how many."""
    used = await _used(tx, import_id, thing) if made else set()
    free = [row_id for row_id in made if row_id not in used]
    gone = 0
    for some in batches(free, _MANY):
        if thing is Thing.CLIENT:
            await tx.execute(f"DELETE FROM calls WHERE client_id IN (:ids) AND {_CADENCE}", ids=some)
            await tx.execute("DELETE FROM occasions WHERE client_id IN (:ids) AND state = 'open'", ids=some)
        elif thing is Thing.CONTACT:
            await tx.execute("DELETE FROM occasions WHERE person_id IN (:ids) AND state = 'open'", ids=some)
            await tx.execute("DELETE FROM contacts WHERE person_id IN (:ids)", ids=some)
        gone += await tx.execute(f"DELETE FROM {TABLES[thing]} WHERE id IN (:ids)", ids=some)
    return gone


async def _used(tx: Tx, import_id: int, thing: Thing) -> set[int]:
    """Those of the new rows that something refers to, that somebody noted something about, or that are connected."""
    key = {"id": import_id, "kind": KINDS[thing]}
    used: set[int] = set()
    for table, column in references(TABLES[thing]):
        if (table, column) != ("contacts", "person_id"):
            only = f" AND {_UNTOUCHED[table]}" if table in _UNTOUCHED else ""
            rows = await tx.all(
                f"SELECT DISTINCT {column} AS id FROM {table} WHERE {column} IN ({_MADE}){only}", **key
            )
            used |= {row["id"] for row in rows}
    rows = await tx.all(
        f"SELECT DISTINCT n.thing FROM notes n JOIN ({_MADE}) m ON n.thing = CAST(:prefix AS TEXT) || m.row_id",
        prefix=f"{KINDS[thing]}:",
        **key,
    )
    used |= {int(row["thing"].partition(":")[2]) for row in rows}
    if thing in (Thing.STAFF, Thing.CONTACT):
        rows = await tx.all(f"SELECT id FROM people WHERE user_id IS NOT NULL AND id IN ({_MADE})", **key)
        used |= {row["id"] for row in rows}
    return used


async def _restore(tx: Tx, thing: Thing, changed: Sequence[_Changed]) -> int:
    """Put old values back where the new ones still stand; how many rows are whole again."""
    now = await _current(tx, thing, [one.row_id for one in changed])
    there = await _there(tx, changed)
    back: list[tuple[int, Mapping[str, Value]]] = []
    whole = 0
    for one in changed:
        found = now.get(one.row_id, {})
        values = {
            name: value
            for name, value in one.old.items()
            if name in found
            and found[name] == one.new.get(name)
            and (name not in POINTERS or value is None or (POINTERS[name], value) in there)
        }
        back.append((one.row_id, values))
        whole += len(values) == len(one.old)
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
        ids = list({value for one in changed if (value := one.old.get(name)) is not None})
        for some in batches(ids, _MANY):
            rows = await tx.all(f"SELECT id FROM {TABLES[thing]} WHERE id IN (:ids)", ids=some)
            found |= {(thing, row["id"]) for row in rows}
    return found
