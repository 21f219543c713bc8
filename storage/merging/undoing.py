"""Taking a merge back, the newest change first: whatever still stands as the merge left it becomes what it was."""

from collections.abc import Mapping, Sequence
from typing import Any

from storage.database import Tx
from storage.figures import recount
from storage.merging.clients import refresh
from storage.merging.contacts import ACCOUNT
from storage.merging.record import Merge
from storage.searching.index import homes, index


async def undo(tx: Tx, merge: Merge, zone: str) -> int:
    """Put everything back that nobody changed since; how many rows could not be."""
    kept_as_is, both = 0, [merge.kept, merge.gone]
    if merge.kind == "person":
        await recount(tx, both, zone, -1)
    steps, lost = await _possible(tx, merge)
    kept_as_is += lost
    for step in reversed(steps):
        kept_as_is += await _STEPS[step["do"]](tx, step)
    if merge.kind == "client":
        for client in both:
            await refresh(tx, client)
        await index(tx, both)
    else:
        await recount(tx, both, zone, 1)
        await index(tx, await homes(tx, both))
    return kept_as_is


async def _possible(tx: Tx, merge: Merge) -> tuple[list[dict[str, Any]], int]:
    """The changes without what somebody else has now: a client's number; an account that the kept one lost since."""
    steps, lost = [], 0
    for step in merge.steps or ():
        part = "row" if step["do"] == "remove" else "old"
        drop: tuple[str, ...] = ()
        if step["table"] == "clients" and part == "row" and await _numbered(tx, merge, step["row"]):
            drop = ("external_id",)
        if (
            step["table"] == "people"
            and step["old"].get("user_id")
            and not await _holds(tx, merge.kept, step["old"])
        ):
            drop = ACCOUNT
        rest = dict.fromkeys(drop) if part == "row" else {}
        was = {name: value for name, value in step[part].items() if name not in drop} if drop else {}
        steps.append({**step, part: {**was, **rest}} if drop else step)
        lost += bool(drop)
    return steps, lost


async def _numbered(tx: Tx, merge: Merge, row: Mapping[str, Any]) -> bool:
    """Whether the number of the client that comes back is another one's now, or was given to the kept one by hand."""
    number = row["external_id"]
    if number is None:
        return False
    holder = await tx.value("SELECT id FROM clients WHERE external_id = :number", number=number)
    lent = any(
        step["table"] == "clients" and step["do"] == "change" and step["new"].get("external_id") == number
        for step in merge.steps or ()
    )
    return holder is not None and not (lent and holder == merge.kept)


async def _holds(tx: Tx, kept: int, was: Mapping[str, Any]) -> bool:
    return bool(await tx.value("SELECT user_id FROM people WHERE id = :id", id=kept) == was["user_id"])


async def _moved(tx: Tx, step: Mapping[str, Any]) -> int:
    table, column, key = step["table"], step["column"], step["key"]
    back = 0
    for ids in _batches(step["ids"]):
        back += await tx.execute(
            f"UPDATE {table} SET {column} = :old WHERE {column} = :new AND {key} IN (:ids)",
            old=step["old"],
            new=step["new"],
            ids=ids,
        )
    return len(step["ids"]) - back


async def _changed(tx: Tx, step: Mapping[str, Any]) -> int:
    row = await tx.one(f"SELECT * FROM {step['table']} WHERE {step['by']} = :key", key=step["key"])
    if row is None:
        return 1
    back = {name: value for name, value in step["old"].items() if row[name] == step["new"][name]}
    if back:
        marks = ", ".join(f"{name} = :{name}" for name in back)
        await tx.execute(
            f"UPDATE {step['table']} SET {marks} WHERE {step['by']} = :key_", **back, key_=step["key"]
        )
    return int(len(back) < len(step["old"]))


async def _removed(tx: Tx, step: Mapping[str, Any]) -> int:
    row = step["row"]
    names, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
    made = await tx.execute(
        f"INSERT INTO {step['table']} ({names}) VALUES ({marks}) ON CONFLICT DO NOTHING", **row
    )
    return int(not made)


async def _inserted(tx: Tx, step: Mapping[str, Any]) -> int:
    row = step["row"]
    where = " AND ".join(f"{name} = :{name}" for name, value in row.items() if value is not None)
    values = {name: value for name, value in row.items() if value is not None}
    gone = await tx.execute(f"DELETE FROM {step['table']} WHERE {where}", **values)
    return int(not gone)


_STEPS = {"move": _moved, "change": _changed, "remove": _removed, "insert": _inserted}


def _batches(ids: Sequence[int], size: int = 500) -> list[Sequence[int]]:
    return [ids[start : start + size] for start in range(0, len(ids), size)]
