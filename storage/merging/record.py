"""What a merge did, kept for its undo, and the writing that records itself. Not: what is to be moved."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.domain.ids import CaseId, ClientId, PersonId
from bot.domain.time import from_us, to_us
from storage.database import Conn, Row, Tx

Value = int | float | str | None


@dataclass(slots=True)
class Record:
    """Every change in order: moved rows, changed values, rows that went, rows that came. `joined`: the case that went
    into another, and that one."""

    steps: list[dict[str, Any]] = field(default_factory=list)
    joined: tuple[CaseId, CaseId] | None = None

    async def move(
        self, tx: Tx, table: str, column: str, old: Value, new: Value, *, key: str = "id", only: str = "1 = 1"
    ) -> int:
        """Point the rows that point at `old` to `new`; how many."""
        rows = await tx.all(f"SELECT {key} AS key FROM {table} WHERE {column} = :old AND {only}", old=old)
        ids = [row["key"] for row in rows]
        if ids:
            await tx.execute(
                f"UPDATE {table} SET {column} = :new WHERE {column} = :old AND {only}", new=new, old=old
            )
            self.steps.append(
                {
                    "do": "move",
                    "table": table,
                    "column": column,
                    "key": key,
                    "ids": ids,
                    "old": old,
                    "new": new,
                }
            )
        return len(ids)

    async def change(
        self, tx: Tx, table: str, key: int, values: Mapping[str, Value], *, by: str = "id"
    ) -> None:
        """Set values of one row."""
        row = await tx.one(f"SELECT * FROM {table} WHERE {by} = :key", key=key)
        new = {} if row is None else {name: value for name, value in values.items() if row[name] != value}
        if row is None or not new:
            return
        marks = ", ".join(f"{name} = :{name}" for name in new)
        await tx.execute(f"UPDATE {table} SET {marks} WHERE {by} = :key_", **new, key_=key)
        old = {name: row[name] for name in new}
        self.steps.append({"do": "change", "table": table, "by": by, "key": key, "old": old, "new": new})

    async def remove(self, tx: Tx, table: str, where: str, **params: Value) -> None:
        """Take rows away; they are kept whole."""
        for row in await tx.all(f"SELECT * FROM {table} WHERE {where}", **params):
            self.steps.append({"do": "remove", "table": table, "row": dict(row)})
        await tx.execute(f"DELETE FROM {table} WHERE {where}", **params)

    async def insert(self, tx: Tx, table: str, row: dict[str, Value]) -> bool:
        """Put a row in, unless there is one."""
        names, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
        made = await tx.execute(
            f"INSERT INTO {table} ({names}) VALUES ({marks}) ON CONFLICT DO NOTHING", **row
        )
        if made:
            self.steps.append({"do": "insert", "table": table, "row": row})
        return bool(made)


@dataclass(frozen=True, slots=True)
class Merge:
    """One merge: of clients or contacts ('client', 'person'), the one that stays and the one that went into it."""

    id: int
    kind: str
    kept: int
    gone: int
    client_id: ClientId
    at: datetime
    undone: bool
    steps: tuple[dict[str, Any], ...] | None


async def keep(
    tx: Tx, kind: str, kept: int, gone: int, client_id: ClientId, by: PersonId, done: Record, now: datetime
) -> int:
    """Remember a merge; its number."""
    return int(
        await tx.value(
            "INSERT INTO merges (kind, kept_id, gone_id, client_id, by_id, at, content)"
            " VALUES (:kind, :kept, :gone, :client, :by, :at, :content) RETURNING id",
            kind=kind,
            kept=kept,
            gone=gone,
            client=client_id,
            by=by,
            at=to_us(now),
            content=json.dumps(done.steps, ensure_ascii=False),
        )
    )


async def hold(tx: Tx, kind: str, kept: int, gone: int) -> None:
    """Whoever merges, parts or changes either of the two at the same time waits, and then reads what was written."""
    if kind == "person":
        homes = await tx.all("SELECT client_id FROM contacts WHERE person_id IN (:both)", both=[kept, gone])
        await tx.hold("clients", sorted({row["client_id"] for row in homes}))
    await tx.hold("people" if kind == "person" else "clients", [kept, gone])


async def get(conn: Conn, merge_id: int) -> Merge | None:
    """A merge by its number."""
    row = await conn.one("SELECT * FROM merges WHERE id = :id", id=merge_id)
    return None if row is None else _merge(row)


async def found(conn: Conn, kind: str, kept: int, gone: int) -> Merge | None:
    """The merge of these two that stands."""
    row = await conn.one(
        "SELECT * FROM merges WHERE kind = :kind AND kept_id = :kept AND gone_id = :gone AND undone_at IS NULL"
        " ORDER BY id DESC LIMIT 1",
        kind=kind,
        kept=kept,
        gone=gone,
    )
    return None if row is None else _merge(row)


async def into(conn: Conn, kind: str, gone: int) -> int | None:
    """Into what this one went afterwards."""
    found = await conn.value(
        "SELECT kept_id FROM merges WHERE kind = :kind AND gone_id = :gone AND undone_at IS NULL"
        " ORDER BY id DESC LIMIT 1",
        kind=kind,
        gone=gone,
    )
    return None if found is None else int(found)


async def last(conn: Conn, merge: Merge) -> bool:
    """Whether nothing was merged into or out of either of the two since: later ones are taken back first."""
    later = await conn.value(
        "SELECT 1 FROM merges WHERE id > :id AND undone_at IS NULL AND kind = :kind"
        " AND (kept_id IN (:both) OR gone_id IN (:both)) LIMIT 1",
        id=merge.id,
        kind=merge.kind,
        both=[merge.kept, merge.gone],
    )
    return later is None


async def mark_undone(tx: Tx, merge_id: int, now: datetime) -> bool:
    """It is taken back; False when it was before."""
    return bool(
        await tx.execute(
            "UPDATE merges SET undone_at = :at, content = NULL WHERE id = :id AND undone_at IS NULL",
            at=to_us(now),
            id=merge_id,
        )
    )


async def tidy(tx: Tx, before: datetime) -> int:
    """Forget what can no longer be taken back; how many merges."""
    return await tx.execute(
        "UPDATE merges SET content = NULL WHERE at <= :before AND content IS NOT NULL", before=to_us(before)
    )


def _merge(row: Row) -> Merge:
    steps = None if row["content"] is None else tuple(json.loads(row["content"]))
    return Merge(
        id=row["id"],
        kind=row["kind"],
        kept=row["kept_id"],
        gone=row["gone_id"],
        client_id=ClientId(row["client_id"]),
        at=from_us(row["at"]),
        undone=row["undone_at"] is not None,
        steps=steps,
    )
