"""Rows of a file as they will be, put aside in short transactions until one writes them all. Not: what they will be."""

import asyncio
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from bot.domain.folding import fold
from bot.domain.imports import Change, Thing, Value
from storage.database import Tx
from storage.imports.columns import CLIENT, CONTACT, KINDS, PERSON, POINTERS, STAFF, TABLES

T = TypeVar("T")
_TYPED = tuple(dict.fromkeys((*STAFF, *PERSON, *CLIENT, *CONTACT, "connected")))
_COLUMNS = ("import_id", "thing", "row_id", "fresh", "seen", "old", "new", "folded", *_TYPED)
_OWN = tuple(name for name in (*_TYPED, "folded", "new"))
# A row of this file changes what an earlier one has staged: what was there before the file stays what it was.
_PUT = (
    f"INSERT INTO import_rows ({', '.join(_COLUMNS)}) VALUES ({', '.join(':' + name for name in _COLUMNS)})"
    f" ON CONFLICT (import_id, thing, row_id) DO UPDATE SET {', '.join(f'{n} = excluded.{n}' for n in _OWN)}"
)
_EARLIER = (
    "SELECT row_id, old, new FROM import_rows WHERE import_id = :id AND thing = :thing AND row_id IN (:some)"
)
_OLD = "UPDATE import_rows SET old = :old WHERE import_id = :id AND thing = :thing AND row_id = :row_id AND fresh = 0"
Versions = Mapping[tuple[Thing, int], int]
Earlier = dict[int, tuple[dict[str, Value] | None, dict[str, Value]]]
"""What earlier rows of the file have staged, by id: the values before (None: new) and those after."""


class Stage:
    """Where the rows of one import wait. `dialect`: that of the database.

    For a dry run (`real` false) new rows keep the negative ids they have in mind; else they get the ids with which
    they will be written.
    """

    def __init__(self, import_id: int, dialect: str, *, real: bool) -> None:
        self.import_id, self.dialect, self.real = import_id, dialect, real
        self._colleagues: dict[int, int] = {}  # ids of new staff and teams: later rows may name them
        self._ids: dict[int, int] = {}

    async def put(self, tx: Tx, changes: Sequence[Change], versions: Versions) -> None:
        """Put some changes aside."""
        self._ids = dict(self._colleagues)
        for thing in Thing:
            own = [one for one in changes if one.thing is thing]
            if self.real:
                await self._reserve(tx, thing, [one.id for one in own if one.old is None])
            if own:
                earlier = await self._earlier(tx, thing, [one.id for one in own if one.old is not None])
                await tx.many(_PUT, await asyncio.to_thread(self._rows, own, versions, earlier))
                olds = [(one, earlier[one.id][0]) for one in own if one.id in earlier]
                await tx.many(_OLD, [self._older(one, before) for one, before in olds if before is not None])

    async def _reserve(self, tx: Tx, thing: Thing, new: Sequence[int]) -> None:
        if new:
            ids = dict(zip(new, await reserve(tx, self.dialect, TABLES[thing], len(new)), strict=True))
            self._ids |= ids
            if thing in (Thing.TEAM, Thing.STAFF):
                self._colleagues |= ids

    async def _earlier(self, tx: Tx, thing: Thing, ids: Sequence[int]) -> Earlier:
        found: Earlier = {}
        for some in batches(ids, 256):
            for row in await tx.all(_EARLIER, id=self.import_id, thing=thing.value, some=some):
                old = None if row["old"] is None else json.loads(row["old"])
                found[row["row_id"]] = old, json.loads(row["new"])
        return found

    def _rows(
        self, changes: Sequence[Change], versions: Versions, earlier: Earlier
    ) -> list[Mapping[str, object]]:
        return [self._row(one, versions, earlier) for one in changes]

    def _row(
        self,
        one: Change,
        versions: Versions,
        earlier: Earlier,
    ) -> Mapping[str, object]:
        now, new = self._pointed(one.now), self._pointed(one.new)
        if one.id in earlier:
            new = {**earlier[one.id][1], **new}
        typed: dict[str, object] = {name: now.get(name) for name in _TYPED}
        return typed | {
            "import_id": self.import_id,
            "thing": one.thing.value,
            "row_id": self._ids.get(one.id, one.id),
            "fresh": int(one.old is None),
            "seen": versions.get((one.thing, one.id)),
            "old": None if one.old is None else json.dumps(dict(one.old), ensure_ascii=False),
            "new": json.dumps(new, ensure_ascii=False),
            "folded": fold(str(now["name"])),
        }

    def _older(self, one: Change, before: Mapping[str, Value]) -> Mapping[str, object]:
        """The values before the file, of those that earlier rows have changed and of those that this one does."""
        old = {**(one.old or {}), **before}
        return {
            "id": self.import_id,
            "thing": one.thing.value,
            "row_id": one.id,
            "old": json.dumps(old, ensure_ascii=False),
        }

    def _pointed(self, values: Mapping[str, Value]) -> dict[str, Value]:
        found = dict(values)
        for name in POINTERS:
            value = found.get(name)
            if isinstance(value, int) and value in self._ids:
                found[name] = self._ids[value]
        return found


async def reserve(tx: Tx, dialect: str, table: str, count: int) -> list[int]:
    """Ids that nobody else gets. They are lost when they are not used."""
    if dialect == "postgresql":
        rows = await tx.all(
            "SELECT nextval(pg_get_serial_sequence(CAST(:name AS TEXT), 'id')) AS id"
            " FROM generate_series(1, CAST(:count AS BIGINT))",
            name=table,
            count=count,
        )
        return sorted(row["id"] for row in rows)
    taken = {"name": table, "count": count}
    if not await tx.execute("UPDATE sqlite_sequence SET seq = seq + :count WHERE name = :name", **taken):
        await tx.execute(
            f"INSERT INTO sqlite_sequence (name, seq) SELECT :name, COALESCE(MAX(id), 0) + :count FROM {table}",
            **taken,
        )
    last = int(await tx.value("SELECT seq FROM sqlite_sequence WHERE name = :name", name=table))
    return list(range(last - count + 1, last + 1))


async def clear(tx: Tx, import_id: int, table: str, *, count: int) -> int:
    """Take away up to so many staged rows, or problems; how many there were."""
    key = "thing, row_id" if table == "import_rows" else "line, place"
    return await tx.execute(
        f"DELETE FROM {table} WHERE import_id = :id AND ({key}) IN"
        f" (SELECT {key} FROM {table} WHERE import_id = :id LIMIT :count)",
        id=import_id,
        count=count,
    )


async def remember(tx: Tx, import_id: int, after: int, count: int) -> int | None:
    """Keep for undo what the next staged rows change, those with ids above `after`; the last id, None when all are."""
    rows = await tx.all(
        "SELECT row_id FROM import_rows WHERE import_id = :id AND row_id > :after ORDER BY row_id LIMIT :count",
        id=import_id,
        after=after,
        count=count,
    )
    if not rows:
        return None
    last = int(rows[-1]["row_id"])
    for kind in sorted(set(KINDS.values())):
        things = [thing.value for thing, name in KINDS.items() if name == kind]
        await tx.execute(
            "INSERT INTO import_changes (import_id, kind, row_id, old, new)"
            " SELECT import_id, CAST(:kind AS TEXT), row_id, old, new FROM import_rows"
            " WHERE import_id = :id AND thing IN (:things) AND row_id > :after AND row_id <= :last ORDER BY row_id",
            id=import_id,
            kind=kind,
            things=things,
            after=after,
            last=last,
        )
    return last


async def forget(tx: Tx, import_id: int, *, count: int) -> int:
    """Take away up to so many rows that were kept for undo."""
    return await tx.execute(
        "DELETE FROM import_changes WHERE id IN"
        " (SELECT id FROM import_changes WHERE import_id = :id ORDER BY id LIMIT :count)",
        id=import_id,
        count=count,
    )


def batches(rows: Iterable[T], size: int) -> Iterator[Sequence[T]]:
    """The rows, some at a time."""
    every = list(rows)
    return (every[start : start + size] for start in range(0, len(every), size))
