"""People who can no longer be written to, and who can again. Not: how Telegram says so."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.ids import PersonId
from bot.domain.time import to_us
from storage import audit, calls, reach
from storage.database import Tx


async def lost(tx: Tx, person_id: PersonId, user_id: int, why: str, now: datetime) -> None:
    """The person blocked the bot or is deleted: unreachable from now on; a contact's manager is to call instead."""
    if not await reach.lose(tx, person_id, user_id, why, now):
        return
    _, client_id = await reach.role_of(tx, person_id)
    if client_id is not None:
        key = f"unreachable:{person_id}:{to_us(now)}"
        await calls.plan(
            tx, key=key, client_id=client_id, person_id=person_id, cause="unreachable", due_at=now, now=now
        )


async def blocked(tx: Tx, user_id: int, now: datetime) -> None:
    """Telegram told that the account stopped the bot."""
    person_id = await reach.by_account(tx, user_id)
    if person_id is not None:
        await lost(tx, person_id, user_id, "blocked", now)


async def stopped(tx: Tx, user_id: int, now: datetime) -> None:
    """The account said /stop, and will be answered later: nothing unasked goes to it from now on."""
    person_id = await reach.stop(tx, user_id, now)
    if person_id is not None:
        await audit.add(tx, person_id, "person.stop", f"person:{person_id}", now, old="0", new="1")


async def found(tx: Tx, user_ids: Sequence[int]) -> None:
    """These accounts wrote or pressed something."""
    await reach.found(tx, user_ids)
