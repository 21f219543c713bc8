"""Who did what to whom: appended, never changed. Ids and codes only, never texts of people."""

from datetime import datetime

from bot.domain.ids import PersonId
from bot.domain.time import to_us
from storage.database import Tx

_ADD = """INSERT INTO audit (at, actor_id, action, thing, old, new)
    VALUES (:at, :actor, :action, :thing, :old, :new)"""


async def add(
    tx: Tx,
    actor: PersonId | None,
    action: str,
    thing: str | None,
    now: datetime,
    *,
    old: str | None = None,
    new: str | None = None,
) -> None:
    """One line of the audit: action like "case.close", thing like "case:12"; old and new are ids or codes."""
    await tx.execute(_ADD, at=to_us(now), actor=actor, action=action, thing=thing, old=old, new=new)
