"""Single facts, by name. Not: settings."""

from storage.database import Conn, Tx

BOT_NAME = "bot.name"
"""The bot's username without @, as getMe told last; links are made of it."""

HOUSE = "house"
"""The mark of this installation in the files that it exports, by which it knows them again; made by the first export."""


async def get(conn: Conn, name: str) -> str | None:
    """A fact, None when it was never learned."""
    value = await conn.value("SELECT value FROM facts WHERE name = :name", name=name)
    return None if value is None else str(value)


async def put(tx: Tx, name: str, value: str) -> None:
    """Learn a fact anew."""
    await tx.execute(
        "INSERT INTO facts (name, value) VALUES (:name, :value)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        name=name,
        value=value,
    )
