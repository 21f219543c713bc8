"""Files that were sent in, what they changed, and how to take it back. Not: what a row means (domain)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.folding import fold
from bot.domain.ids import PersonId
from bot.domain.imports import Book, Change, Known, Result, State, Thing, Value
from bot.domain.people import Role
from bot.domain.tables import Grid, Line
from bot.domain.time import maybe_from_us, to_us
from storage.database import Conn, Row, Tx
from storage.references import references

_STAFF = ("name", "role", "team_id", "position", "phone", "phone_key", "email", "birth_day", "birth_month",
    "birth_year", "country", "language", "zone", "hired")  # fmt: skip
_PERSON = tuple(name for name in _STAFF if name not in ("role", "team_id", "country", "hired"))
_CONTACT = ("client_id", "decision_maker", "likes")
_CLIENT = ("name", "external_id", "manager_id", "team_id", "country", "city", "segment", "tier", "status",
    "first_deal", "last_deal", "contract_signed", "contract_ends", "share", "notes")  # fmt: skip
_TABLES = {Thing.TEAM: "teams", Thing.STAFF: "people", Thing.CLIENT: "clients", Thing.CONTACT: "people"}
_KINDS = {Thing.TEAM: "team", Thing.STAFF: "person", Thing.CLIENT: "client", Thing.CONTACT: "person"}
# Columns whose values are ids of other rows, which may be new ones.
_POINTERS = {"team_id": Thing.TEAM, "manager_id": Thing.STAFF, "client_id": Thing.CLIENT}


@dataclass(frozen=True, slots=True)
class Import:
    """A file as kept: its table, and what became of it."""

    id: int
    by: PersonId | None
    name: str
    grid: Grid
    state: State
    done_at: datetime | None
    result: Result | None


async def add(tx: Tx, by: PersonId | None, name: str, grid: Grid, now: datetime) -> int:
    """Keep a table until the button is pressed, also over a restart."""
    content = {"header": grid.header, "lines": [[line.number, line.cells] for line in grid.lines]}
    return int(
        await tx.value(
            "INSERT INTO imports (by_id, name, content, created_at) VALUES (:by, :name, :content, :now) RETURNING id",
            by=by,
            name=name,
            content=json.dumps(content, ensure_ascii=False),
            now=to_us(now),
        )
    )


async def get(conn: Conn, import_id: int) -> Import | None:
    """A file that was sent in."""
    row = await conn.one("SELECT * FROM imports WHERE id = :id", id=import_id)
    return None if row is None else _import(row)


async def settle(
    tx: Tx, import_id: int, was: State, now_is: State, now: datetime, result: Result | None = None
) -> bool:
    """Move a file on; False when it is in another state (a second tap)."""
    done = to_us(now) if now_is is State.DONE else None
    return bool(
        await tx.execute(
            "UPDATE imports SET state = :new, result = COALESCE(CAST(:result AS TEXT), result),"
            " done_at = COALESCE(CAST(:done AS BIGINT), done_at) WHERE id = :id AND state = :was",
            id=import_id,
            was=was.value,
            new=now_is.value,
            done=done,
            result=None if result is None else json.dumps(_numbers(result)),
        )
    )


async def set_result(tx: Tx, import_id: int, result: Result) -> None:
    """What came of it."""
    await tx.execute(
        "UPDATE imports SET result = :result WHERE id = :id",
        id=import_id,
        result=json.dumps(_numbers(result)),
    )


async def book(conn: Conn) -> Book:
    """Everything stored that a table may speak of."""
    known = [
        *await _known(conn, Thing.TEAM, ("name",), "SELECT id, name FROM teams ORDER BY id"),
        *await _known(
            conn,
            Thing.STAFF,
            _STAFF,
            f"SELECT id, {', '.join(_STAFF)} FROM people WHERE role <> 'contact' AND left_at IS NULL"
            " AND name <> '' ORDER BY id",
        ),
        *await _known(
            conn, Thing.CLIENT, _CLIENT, f"SELECT id, {', '.join(_CLIENT)} FROM clients ORDER BY id"
        ),
        *await _known(
            conn,
            Thing.CONTACT,
            _PERSON + _CONTACT,
            f"SELECT p.id, {', '.join('p.' + name for name in _PERSON)}, k.client_id, k.decision_maker, k.likes"
            " FROM people p JOIN contacts k ON k.person_id = p.id WHERE p.left_at IS NULL ORDER BY p.id",
        ),
    ]
    return Book(known)


async def _known(conn: Conn, thing: Thing, columns: Sequence[str], sql: str) -> list[Known]:
    return [Known(thing, row["id"], {name: row[name] for name in columns}) for row in await conn.all(sql)]


async def write(tx: Tx, import_id: int, changes: Sequence[Change], now: datetime) -> None:
    """Write the changes in their order and remember each for undo."""
    ids: dict[int, int] = {}
    for change in changes:
        new = {name: _real(name, value, ids) for name, value in change.new.items()}
        if change.old is None:
            row_id = ids[change.id] = await _insert(tx, change.thing, new, now)
        else:
            row_id = change.id
            await _update(tx, change.thing, row_id, new)
        await tx.execute(
            "INSERT INTO import_changes (import_id, kind, row_id, old, new)"
            " VALUES (:import_id, :kind, :row_id, :old, :new)",
            import_id=import_id,
            kind=_KINDS[change.thing],
            row_id=row_id,
            old=None if change.old is None else json.dumps(dict(change.old), ensure_ascii=False),
            new=json.dumps(new, ensure_ascii=False),
        )


def _real(name: str, value: Value, ids: Mapping[int, int]) -> Value:
    if name in _POINTERS and isinstance(value, int) and value < 0:
        return ids[value]
    return value


async def _insert(tx: Tx, thing: Thing, new: Mapping[str, Value], now: datetime) -> int:
    values: dict[str, Value] = {name: value for name, value in new.items() if name not in _CONTACT}
    if thing is not Thing.TEAM:
        values["folded"] = fold(str(new["name"]))
    if thing is Thing.CONTACT:
        values["role"] = Role.CONTACT.value
    values["created_at"] = to_us(now)
    names, marks = ", ".join(values), ", ".join(f":{name}" for name in values)
    row_id = int(
        await tx.value(f"INSERT INTO {_TABLES[thing]} ({names}) VALUES ({marks}) RETURNING id", **values)
    )
    if thing is Thing.CONTACT:
        own = {name: value for name, value in new.items() if name in _CONTACT}
        names, marks = ", ".join(own), ", ".join(f":{name}" for name in own)
        await tx.execute(
            f"INSERT INTO contacts (person_id, {names}) VALUES (:person_id, {marks})", person_id=row_id, **own
        )
    return row_id


async def _update(tx: Tx, thing: Thing, row_id: int, values: Mapping[str, Value]) -> None:
    own = {name: value for name, value in values.items() if thing is Thing.CONTACT and name in _CONTACT}
    rest = {name: value for name, value in values.items() if name not in own}
    if rest:
        if thing is not Thing.TEAM and "name" in rest:
            rest["folded"] = fold(str(rest["name"]))
        await _set(tx, _TABLES[thing], "id", row_id, rest)
    if own:
        await _set(tx, "contacts", "person_id", row_id, own)


async def _set(tx: Tx, table: str, key: str, row_id: int, values: Mapping[str, Value]) -> None:
    # Values go in as they are: every column here is named by this module.
    marks = ", ".join(f"{name} = :{name}" for name in values)
    await tx.execute(f"UPDATE {table} SET {marks} WHERE {key} = :row_id", row_id=row_id, **values)


async def undo(tx: Tx, import_id: int) -> Result:
    """Take back what an import wrote, the newest first: new rows that nothing refers to are removed, changed values
    that nobody changed since are restored; the rest is kept."""
    rows = await tx.all(
        "SELECT kind, row_id, old, new FROM import_changes WHERE import_id = :id ORDER BY id DESC",
        id=import_id,
    )
    removed = restored = kept = 0
    for row in rows:
        old = None if row["old"] is None else json.loads(row["old"])
        if old is None:
            gone = await _remove(tx, row["kind"], row["row_id"])
            removed, kept = removed + gone, kept + (not gone)
        else:
            back = await _restore(tx, row["kind"], row["row_id"], old, json.loads(row["new"]))
            restored, kept = restored + back, kept + (not back)
    return Result(removed=removed, restored=restored, kept=kept)


async def _remove(tx: Tx, kind: str, row_id: int) -> bool:
    table = {"team": "teams", "person": "people", "client": "clients"}[kind]
    await _drop_plans(tx, kind, row_id)
    ours = {("contacts", "person_id")} if kind == "person" else set()
    if (
        kind == "person"
        and await tx.value("SELECT user_id FROM people WHERE id = :id", id=row_id) is not None
    ):
        return False
    for other, column in references(table):
        if (other, column) not in ours and await tx.value(
            f"SELECT 1 FROM {other} WHERE {column} = :id LIMIT 1", id=row_id
        ):
            return False
    if kind == "person":
        await tx.execute("DELETE FROM contacts WHERE person_id = :id", id=row_id)
    return bool(await tx.execute(f"DELETE FROM {table} WHERE id = :id", id=row_id))


async def _drop_plans(tx: Tx, kind: str, row_id: int) -> None:
    """What the program itself has planned meanwhile goes along: cadence calls and dates that nobody touched."""
    if kind == "client":
        await tx.execute(
            "DELETE FROM calls WHERE client_id = :id AND cause = 'cadence' AND state = 'open' AND created_by IS NULL",
            id=row_id,
        )
        await tx.execute("DELETE FROM occasions WHERE client_id = :id AND state = 'open'", id=row_id)
    elif kind == "person":
        await tx.execute("DELETE FROM occasions WHERE person_id = :id AND state = 'open'", id=row_id)


async def _restore(
    tx: Tx, kind: str, row_id: int, old: Mapping[str, Value], new: Mapping[str, Value]
) -> bool:
    thing = {"team": Thing.TEAM, "client": Thing.CLIENT}.get(kind)
    if thing is None:
        role = await tx.value("SELECT role FROM people WHERE id = :id", id=row_id)
        thing = Thing.CONTACT if role == Role.CONTACT else Thing.STAFF
    now = await _current(tx, thing, row_id)
    untouched = {name: value for name, value in old.items() if now.get(name) == new.get(name)}
    await _update(tx, thing, row_id, untouched)
    return len(untouched) == len(old)


async def _current(tx: Tx, thing: Thing, row_id: int) -> dict[str, Value]:
    row = await tx.one(f"SELECT * FROM {_TABLES[thing]} WHERE id = :id", id=row_id)
    own = (
        await tx.one("SELECT * FROM contacts WHERE person_id = :id", id=row_id)
        if thing is Thing.CONTACT
        else None
    )
    return {**(dict(row) if row else {}), **({name: own[name] for name in _CONTACT} if own else {})}


def _import(row: Row) -> Import:
    content = json.loads(row["content"])
    lines = tuple(Line(number, tuple(cells)) for number, cells in content["lines"])
    result = None if row["result"] is None else Result(**json.loads(row["result"]))
    return Import(
        id=row["id"],
        by=row["by_id"],
        name=row["name"],
        grid=Grid(tuple(content["header"]), lines),
        state=State(row["state"]),
        done_at=maybe_from_us(row["done_at"]),
        result=result,
    )


def _numbers(result: Result) -> dict[str, int]:
    return {
        "new": result.new,
        "changed": result.changed,
        "removed": result.removed,
        "restored": result.restored,
        "kept": result.kept,
    }
