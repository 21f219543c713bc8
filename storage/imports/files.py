"""The files themselves, kept until they are decided about, and what became of them. Not: what they wrote."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from bot.domain.ids import PersonId
from bot.domain.imports import Result, State
from bot.domain.tables import Grid, Line
from bot.domain.time import maybe_from_us, to_us
from storage.database import Conn, Tx


@dataclass(frozen=True, slots=True)
class Import:
    """A file as kept: its table (see `grid`), and what became of it."""

    id: int
    by: PersonId | None
    name: str
    content: str
    state: State
    done_at: datetime | None
    result: Result | None


def packed(table: Grid) -> str:
    """A table as it is kept. Takes a while for thousands of rows: call it off the event loop."""
    content = {"header": table.header, "lines": [[line.number, line.cells] for line in table.lines]}
    return json.dumps(content, ensure_ascii=False)


def grid(kept: Import) -> Grid:
    """The table of a file. Takes a while for thousands of rows: call it off the event loop."""
    content = json.loads(kept.content)
    lines = tuple(Line(number, tuple(cells)) for number, cells in content["lines"])
    return Grid(tuple(content["header"]), lines)


async def add(tx: Tx, by: PersonId | None, name: str, content: str, now: datetime) -> int:
    """Keep a packed table until the button is pressed, also over a restart."""
    return int(
        await tx.value(
            "INSERT INTO imports (by_id, name, content, created_at) VALUES (:by, :name, :content, :now) RETURNING id",
            by=by,
            name=name,
            content=content,
            now=to_us(now),
        )
    )


async def get(conn: Conn, import_id: int) -> Import | None:
    """A file that was sent in."""
    row = await conn.one("SELECT * FROM imports WHERE id = :id", id=import_id)
    if row is None:
        return None
    return Import(
        id=row["id"],
        by=row["by_id"],
        name=row["name"],
        content=row["content"],
        state=State(row["state"]),
        done_at=maybe_from_us(row["done_at"]),
        result=None if row["result"] is None else Result(**json.loads(row["result"])),
    )


async def settle(tx: Tx, import_id: int, was: State, now_is: State, now: datetime) -> bool:
    """Move a file on; False when it is in another state (a second tap)."""
    done = to_us(now) if now_is is State.DONE else None
    return bool(
        await tx.execute(
            "UPDATE imports SET state = :new, done_at = COALESCE(CAST(:done AS BIGINT), done_at)"
            " WHERE id = :id AND state = :was",
            id=import_id,
            was=was.value,
            new=now_is.value,
            done=done,
        )
    )


async def set_result(tx: Tx, import_id: int, result: Result) -> None:
    """What came of it."""
    await tx.execute(
        "UPDATE imports SET result = :result WHERE id = :id", id=import_id, result=json.dumps(asdict(result))
    )
