"""Whether people can be reached in Telegram. Not: what follows from it."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.ids import ClientId, PersonId
from bot.domain.people import Role
from bot.domain.time import to_us
from storage.database import Conn, Tx


async def lose(tx: Tx, person_id: PersonId, user_id: int, why: str, now: datetime) -> bool:
    """Cannot be written to any more. False when it was known, or when the person has another account by now."""
    lost = await tx.execute(
        "UPDATE people SET unreachable_at = :now, unreachable_why = :why "
        "WHERE id = :id AND user_id = :user_id AND unreachable_at IS NULL",
        id=person_id,
        user_id=user_id,
        why=why,
        now=to_us(now),
    )
    return lost == 1


async def stop(tx: Tx, user_id: int, now: datetime) -> PersonId | None:
    """A contact wants nothing unasked; None when that was known, or it is no contact's account."""
    found_id = await tx.value(
        "UPDATE people SET stopped_at = :now WHERE user_id = :user_id AND role = 'contact' AND left_at IS NULL"
        " AND stopped_at IS NULL RETURNING id",
        user_id=user_id,
        now=to_us(now),
    )
    return None if found_id is None else PersonId(found_id)


async def found(tx: Tx, user_ids: Sequence[int]) -> int:
    """They wrote or pressed: whoever of them was unreachable is not any more. How many were."""
    return await tx.execute(
        "UPDATE people SET unreachable_at = NULL, unreachable_why = NULL "
        "WHERE unreachable_at IS NOT NULL AND user_id IN (:user_ids)",
        user_ids=list(user_ids),
    )


async def by_account(tx: Tx, user_id: int) -> PersonId | None:
    """Whose account this is."""
    found_id = await tx.value("SELECT id FROM people WHERE user_id = :user_id", user_id=user_id)
    return None if found_id is None else PersonId(found_id)


async def language(conn: Conn, user_id: int) -> str | None:
    """The language whose account this is chose, "" without a choice; None for a stranger."""
    row = await conn.one(
        "SELECT language FROM people WHERE user_id = :user_id AND left_at IS NULL", user_id=user_id
    )
    return None if row is None else row["language"] or ""


async def role_of(tx: Tx, person_id: PersonId) -> tuple[Role, ClientId | None]:
    """The person's role, and a contact's client."""
    row = await tx.one(
        "SELECT p.role, k.client_id FROM people p LEFT JOIN contacts k ON k.person_id = p.id WHERE p.id = :id",
        id=person_id,
    )
    assert row is not None
    return Role(row["role"]), row["client_id"]


async def move(tx: Tx, old: int, new: int) -> None:
    """A group became a supergroup: whatever stood in the old chat is in the new one, under other message ids."""
    await tx.execute("UPDATE people SET user_id = :new WHERE user_id = :old", old=old, new=new)
    await tx.execute(
        "UPDATE cards SET chat_id = :new, message_id = NULL, line_id = NULL WHERE chat_id = :old",
        old=old,
        new=new,
    )
