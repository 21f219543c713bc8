"""Which processes live on this database: one row each in facts, refreshed. Not: what they share."""

from datetime import datetime, timedelta

from bot.domain.time import to_us
from storage.database import Conn, Tx

ALIVE = timedelta(seconds=30)  # without a sign for so long a process is gone


async def beat(tx: Tx, name: str, now: datetime) -> int:
    """This process lives; how many do."""
    await tx.execute(
        "INSERT INTO facts (name, value) VALUES (:name, :now) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        name=f"replica:{name}",
        now=str(to_us(now)),
    )
    await tx.execute(
        "DELETE FROM facts WHERE name LIKE 'replica:%' AND CAST(value AS BIGINT) < :dead",
        dead=to_us(now - ALIVE),
    )
    return int(await tx.value("SELECT count(*) FROM facts WHERE name LIKE 'replica:%'"))


async def alive(conn: Conn, now: datetime) -> int:
    """How many processes gave a sign of life lately."""
    return int(
        await conn.value(
            "SELECT count(*) FROM facts WHERE name LIKE 'replica:%' AND CAST(value AS BIGINT) >= :dead",
            dead=to_us(now - ALIVE),
        )
    )


async def leave(tx: Tx, name: str) -> None:
    """This process ends."""
    await tx.execute("DELETE FROM facts WHERE name = :name", name=f"replica:{name}")
