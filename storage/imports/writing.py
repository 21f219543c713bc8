"""Writing an import: many rows a statement, so that its one transaction is short. Not: what is to change."""

import asyncio
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from bot.domain.folding import fold
from bot.domain.imports import Change, Thing, Value
from bot.domain.people import Role
from bot.domain.time import to_us
from storage.database import Tx
from storage.imports.shelves import CLIENT, CONTACT, PERSON, STAFF
from storage.searching.index import homes, index

TABLES = {Thing.TEAM: "teams", Thing.STAFF: "people", Thing.CLIENT: "clients", Thing.CONTACT: "people"}
KINDS = {Thing.TEAM: "team", Thing.STAFF: "person", Thing.CLIENT: "client", Thing.CONTACT: "person"}
POINTERS = {"team_id": Thing.TEAM, "manager_id": Thing.STAFF, "client_id": Thing.CLIENT}
"""Columns whose values are ids of other rows, which may be new ones."""

_OWN = {Thing.TEAM: ("name",), Thing.STAFF: STAFF, Thing.CLIENT: CLIENT, Thing.CONTACT: ("role", *PERSON)}
_BATCH = 20  # SQLite looks its parameters up one after the other: more rows a statement are slower
_CHANGE = "INSERT INTO import_changes (import_id, kind, row_id, old, new) VALUES (:import_id, :kind, :row_id, :old, :new)"
Values = Mapping[str, Value]
T = TypeVar("T")


async def write(tx: Tx, import_id: int, changes: Sequence[Change], now: datetime) -> None:
    """Write the changes in their order and remember each for undo."""
    ids: dict[int, int] = {}
    for thing in Thing:
        new = [one for one in changes if one.thing is thing and one.old is None]
        ids |= await _insert(tx, thing, [(one.id, _real(one.new, ids)) for one in new], now)
    for thing in Thing:
        old = [one for one in changes if one.thing is thing and one.old is not None]
        await update(tx, thing, [(one.id, _real(one.new, ids)) for one in old])
    await tx.many(_CHANGE, await asyncio.to_thread(_remembered, import_id, changes, ids))
    await index(tx, await _named(tx, changes, ids))


async def _named(tx: Tx, changes: Sequence[Change], ids: Mapping[int, int]) -> set[int]:
    """The clients that may be found otherwise now: their own words, or those of their contacts, also of such as left."""
    rows = {thing: [ids.get(one.id, one.id) for one in changes if one.thing is thing] for thing in Thing}
    before = {int(one.old["client_id"] or 0) for one in changes if one.old and "client_id" in one.old}
    return {*rows[Thing.CLIENT], *before, *await homes(tx, rows[Thing.CONTACT])}


def _real(values: Values, ids: Mapping[int, int]) -> Values:
    pointing = [
        name for name in POINTERS if isinstance(value := values.get(name), int) and value < 0
    ]  # to rows that are new themselves
    return {**values, **{name: ids[int(values[name] or 0)] for name in pointing}} if pointing else values


def _remembered(import_id: int, changes: Sequence[Change], ids: Mapping[int, int]) -> list[Values]:
    return [
        {
            "import_id": import_id,
            "kind": KINDS[one.thing],
            "row_id": ids.get(one.id, one.id),
            "old": None if one.old is None else json.dumps(dict(one.old), ensure_ascii=False),
            "new": json.dumps(dict(_real(one.new, ids)), ensure_ascii=False),
        }
        for one in changes
    ]


async def _insert(tx: Tx, thing: Thing, rows: Sequence[tuple[int, Values]], now: datetime) -> dict[int, int]:
    """New rows; the id of each by the negative one it had in mind."""
    ids: dict[int, int] = {}
    for some in batches(rows):
        full = [_full(thing, values, now) for _, values in some]
        names = list(full[0])
        marks = ", ".join(f"({', '.join(f':{name}_{n}' for name in names)})" for n in range(len(full)))
        found = await tx.all(
            f"INSERT INTO {TABLES[thing]} ({', '.join(names)}) VALUES {marks} RETURNING id, name",
            **{f"{name}_{n}": value for n, row in enumerate(full) for name, value in row.items()},
        )
        # Ids count up in the order of the rows; that both databases do so is no promise, so it is looked after.
        made = sorted((row["id"], row["name"]) for row in found)
        if [name for _, name in made] != [row["name"] for row in full]:
            raise RuntimeError("new rows did not come in their order")
        ids |= {mind: real for (mind, _), (real, _) in zip(some, made, strict=True)}
    if thing is Thing.CONTACT:
        own = [
            {"person_id": ids[mind], **{name: values.get(name) for name in CONTACT}} for mind, values in rows
        ]
        columns = ("person_id", *CONTACT)
        marks = ", ".join(f":{name}" for name in columns)
        await tx.many(f"INSERT INTO contacts ({', '.join(columns)}) VALUES ({marks})", own)
    return ids


def _full(thing: Thing, values: Values, now: datetime) -> dict[str, Value]:
    """A row with every column, so that one statement fits all."""
    row: dict[str, Value] = {name: values.get(name) for name in _OWN[thing]}
    if thing is not Thing.TEAM:
        row["folded"] = fold(str(values["name"]))
    if thing is Thing.CONTACT:
        row["role"] = Role.CONTACT.value
    row["created_at"] = to_us(now)
    return row


async def update(tx: Tx, thing: Thing, rows: Sequence[tuple[int, Values]]) -> None:
    """Set values of rows by id."""
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


async def _set(tx: Tx, table: str, key: str, rows: Sequence[tuple[int, Values]]) -> None:
    alike: defaultdict[tuple[str, ...], list[Values]] = defaultdict(list)
    for row_id, values in rows:
        if values:
            alike[tuple(sorted(values))].append({**values, "row_id": row_id})
    for names, some in alike.items():
        marks = ", ".join(f"{name} = :{name}" for name in names)
        await tx.many(f"UPDATE {table} SET {marks} WHERE {key} = :row_id", some)


def batches(rows: Sequence[T], size: int = _BATCH) -> Iterator[Sequence[T]]:
    """The rows, some at a time."""
    return (rows[start : start + size] for start in range(0, len(rows), size))
