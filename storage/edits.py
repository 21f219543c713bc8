"""Edits by hand, kept a day for their undo; those of manager, tier and status stay, as history. Not: the edited rows."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import PersonId
from bot.domain.time import from_us, to_us
from storage.database import Conn, Tx

LASTING = ("manager", "tier", "status")
"""Fields whose edits are history: codes and ids, never texts."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit of a field of a thing ("client:12"): its columns before and after, by whom and when (UTC)."""

    id: int
    thing: str
    field: str
    old: Mapping[str, str | int | float | None]
    new: Mapping[str, str | int | float | None]
    by: PersonId
    at: datetime
    undone: bool


async def add(
    tx: Tx,
    thing: str,
    field: str,
    old: Mapping[str, object],
    new: Mapping[str, object],
    by: PersonId,
    now: datetime,
) -> int:
    """Keep what an edit changed; its number stands in the button that takes it back."""
    return int(
        await tx.value(
            "INSERT INTO edits (thing, field, old, new, by_id, at) VALUES (:thing, :field, :old, :new, :by, :at)"
            " RETURNING id",
            thing=thing,
            field=field,
            old=json.dumps(old, ensure_ascii=False),
            new=json.dumps(new, ensure_ascii=False),
            by=by,
            at=to_us(now),
        )
    )


async def get(conn: Conn, edit_id: int) -> Edit | None:
    """An edit that can still be read; None when there is none, or it was tidied away."""
    row = await conn.one("SELECT * FROM edits WHERE id = :id AND old IS NOT NULL", id=edit_id)
    if row is None:
        return None
    return Edit(
        id=row["id"],
        thing=row["thing"],
        field=row["field"],
        old=json.loads(row["old"]),
        new=json.loads(row["new"]),
        by=PersonId(row["by_id"]),
        at=from_us(row["at"]),
        undone=row["undone_at"] is not None,
    )


async def undo(tx: Tx, edit_id: int, now: datetime) -> bool:
    """Mark an edit as taken back; False when it was before."""
    return bool(
        await tx.execute(
            "UPDATE edits SET undone_at = :at WHERE id = :id AND undone_at IS NULL", id=edit_id, at=to_us(now)
        )
    )


async def tidy(tx: Tx, before: datetime) -> int:
    """Forget older edits, but for those that are history."""
    return await tx.execute(
        "DELETE FROM edits WHERE at < :before AND field NOT IN (:lasting)",
        before=to_us(before),
        lasting=list(LASTING),
    )
