"""The wish to be deleted: asked, taken back, carried out. Not: the deletion itself."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import PersonId
from bot.domain.time import maybe_from_us, to_us
from storage.database import Conn, Tx


@dataclass(frozen=True, slots=True)
class Grace:
    """A person who is to be deleted at `at` (UTC), by whose wish, since when; `done`: it has happened."""

    at: datetime | None
    by: PersonId | None
    asked_at: datetime | None
    done: bool

    @property
    def waits(self) -> bool:
        """Asked for, and can still be taken back."""
        return self.at is not None and not self.done


async def grace(conn: Conn, person_id: PersonId) -> Grace:
    """How it stands with the wish of a person; one who does not exist never wished."""
    row = await conn.one(
        "SELECT erase_at, erase_by, erase_asked_at, erased_at FROM people WHERE id = :id", id=person_id
    )
    if row is None:
        return Grace(None, None, None, False)
    return Grace(
        maybe_from_us(row["erase_at"]),
        row["erase_by"],
        maybe_from_us(row["erase_asked_at"]),
        row["erased_at"] is not None,
    )


async def ask(tx: Tx, person_id: PersonId, by: PersonId, now: datetime, at: datetime) -> bool:
    """A contact is to be deleted at `at`; until then nothing unasked goes to them. False when it was asked already."""
    return bool(
        await tx.execute(
            "UPDATE people SET erase_asked_at = :now, erase_by = :by, erase_at = :at,"
            " stopped_at = COALESCE(stopped_at, :now), version = version + 1"
            " WHERE id = :id AND role = 'contact' AND erase_at IS NULL AND erased_at IS NULL",
            id=person_id,
            by=by,
            now=to_us(now),
            at=to_us(at),
        )
    )


async def lift(tx: Tx, person_id: PersonId) -> bool:
    """The wish is taken back, and what it had stopped goes on. False when there was none (any more)."""
    return bool(
        await tx.execute(
            "UPDATE people SET stopped_at = CASE WHEN stopped_at = erase_asked_at THEN NULL ELSE stopped_at END,"
            " erase_asked_at = NULL, erase_by = NULL, erase_at = NULL, version = version + 1"
            " WHERE id = :id AND erase_at IS NOT NULL AND erased_at IS NULL",
            id=person_id,
        )
    )
