"""The files themselves, kept until they are decided about, and what became of them. Not: what they wrote."""

import json
import zlib
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from bot.domain.ids import PersonId
from bot.domain.imports import Choices, Counts, Result, State, Summary
from bot.domain.tables import Column, Kind, Order
from bot.domain.time import maybe_from_us, to_us
from storage.database import Conn, Tx


@dataclass(frozen=True, slots=True)
class Import:
    """A file as kept: itself while it waits (see `unpacked`), what was chosen about it, and what became of it."""

    id: int
    by: PersonId | None
    name: str
    content: str
    choices: Choices
    state: State
    done_at: datetime | None
    result: Result | None
    version: int
    large: bool
    summary: Summary | None


def packed(data: bytes) -> str:
    """A file as it is kept. Takes a while for a large one: call it off the event loop."""
    return b64encode(zlib.compress(data, 1)).decode("ascii")


def unpacked(content: str) -> bytes:
    """The file again; nothing when it was decided about."""
    return zlib.decompress(b64decode(content)) if content else b""


async def add(
    tx: Tx, by: PersonId | None, name: str, content: str, now: datetime, *, large: bool = False
) -> int:
    """Keep a packed file until the button is pressed, also over a restart."""
    return int(
        await tx.value(
            "INSERT INTO imports (by_id, name, content, large, created_at)"
            " VALUES (:by, :name, :content, :large, :now) RETURNING id",
            by=by,
            name=name,
            content=content,
            large=large,
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
        choices=_choices(row["choices"]),
        state=State(row["state"]),
        done_at=maybe_from_us(row["done_at"]),
        result=None if row["result"] is None else Result(**json.loads(row["result"])),
        version=row["version"],
        large=bool(row["large"]),
        summary=None if row["summary"] is None else _summary(json.loads(row["summary"])),
    )


def _choices(text: str) -> Choices:
    found = json.loads(text)
    kind = found.get("kind")
    return Choices(
        encoding=found.get("encoding"),
        kind=None if kind is None else Kind(kind),
        columns={int(place): meaning for place, meaning in found.get("columns", {}).items()},
        orders={name: Order(order) for name, order in found.get("orders", {}).items()},
    )


async def choose(tx: Tx, import_id: int, choices: Choices, version: int) -> bool:
    """Keep what was chosen; False when the file is another by now (chosen otherwise, decided about)."""
    return bool(
        await tx.execute(
            "UPDATE imports SET choices = :choices, version = version + 1"
            " WHERE id = :id AND version = :version AND state = 'waiting'",
            id=import_id,
            version=version,
            choices=json.dumps(asdict(choices), ensure_ascii=False),
        )
    )


def _summary(found: dict[str, Any]) -> Summary:
    return Summary(
        kind=Kind(found["kind"]),
        columns=tuple(Column(**column) for column in found["columns"]),
        counts=Counts(**found["counts"]),
        sample=tuple(found["sample"]),
        sheet=found["sheet"],
        header_row=found["header_row"],
        encoding=found["encoding"],
    )


async def set_summary(tx: Tx, import_id: int, summary: Summary | None) -> None:
    """What was read; None: it is to be read anew."""
    text = None if summary is None else json.dumps(asdict(summary), ensure_ascii=False)
    await tx.execute("UPDATE imports SET summary = :text WHERE id = :id", id=import_id, text=text)


async def settle(tx: Tx, import_id: int, was: State, now_is: State, now: datetime) -> bool:
    """Move a file on, and let go of its bytes; False when it is in another state (a second tap)."""
    done = to_us(now) if now_is is State.DONE else None
    return bool(
        await tx.execute(
            "UPDATE imports SET state = :new, content = '', done_at = COALESCE(CAST(:done AS BIGINT), done_at)"
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
