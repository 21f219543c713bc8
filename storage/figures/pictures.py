"""Pictures that Telegram has already: what is on them, and their file_id. Not: drawing."""

from datetime import datetime, timedelta

from bot.domain.time import to_us
from storage.database import Conn, Tx

_KEPT = timedelta(days=30)


async def known(conn: Conn, key: str) -> str | None:
    """The file_id of a picture that was sent."""
    found = await conn.value("SELECT file_id FROM pictures WHERE key = :key", key=key)
    return None if found is None else str(found)


async def keep(tx: Tx, key: str, file_id: str, now: datetime) -> None:
    """Remember a picture, and forget those nobody asked for again."""
    await tx.execute("DELETE FROM pictures WHERE at < :before", before=to_us(now - _KEPT))
    await tx.execute(
        "INSERT INTO pictures (key, file_id, at) VALUES (:key, :file_id, :at)"
        " ON CONFLICT (key) DO UPDATE SET file_id = excluded.file_id, at = excluded.at",
        key=key,
        file_id=file_id,
        at=to_us(now),
    )


async def forget(tx: Tx, key: str) -> None:
    """Telegram does not know it any more."""
    await tx.execute("DELETE FROM pictures WHERE key = :key", key=key)
