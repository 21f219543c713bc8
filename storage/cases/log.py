"""What happened to a case, line by line. Not: the audit."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.cases import Entry
from bot.domain.ids import CaseId, PersonId
from bot.domain.time import from_us, to_us
from storage.database import Conn, Tx

# A line for every case that goes to another owner together with others: a condition follows.
MOVED = """INSERT INTO case_log (case_id, at, by_id, what, was) SELECT id, CAST(:now AS BIGINT), CAST(:by AS BIGINT),
    'moved', CAST(:was AS TEXT) FROM cases"""


async def note(
    tx: Tx, id_: CaseId, what: str, by: PersonId | None, now: datetime, was: Mapping[str, Any] | None = None
) -> None:
    """One line into the case's log."""
    await tx.execute(
        "INSERT INTO case_log (case_id, at, by_id, what, was) VALUES (:id, :now, :by, :what, :was)",
        id=id_,
        now=to_us(now),
        by=by,
        what=what,
        was=None if was is None else json.dumps(dict(was)),
    )


async def log(conn: Conn, id_: CaseId) -> list[Entry]:
    """Everything that happened to a case, the newest first, without what was undone."""
    rows = await conn.all(
        "SELECT l.id, l.at, l.by_id, COALESCE(p.name, '') AS name, l.what, l.was FROM case_log l "
        "LEFT JOIN people p ON p.id = l.by_id WHERE l.case_id = :id AND l.undone_at IS NULL ORDER BY l.id DESC",
        id=id_,
    )
    return [
        Entry(r["id"], from_us(r["at"]), r["by_id"], r["name"], r["what"], r["was"] and json.loads(r["was"]))
        for r in rows
    ]


async def strike(tx: Tx, entry: int, now: datetime) -> bool:
    """A line is undone; False when it was."""
    return bool(
        await tx.execute(
            "UPDATE case_log SET undone_at = :now WHERE id = :id AND undone_at IS NULL",
            id=entry,
            now=to_us(now),
        )
    )
