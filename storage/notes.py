"""Notes of staff about a thing, kept raw under the message they came in. Not: touches, complaints."""

from datetime import datetime

from bot.domain.ids import PersonId
from bot.domain.time import to_us
from storage.database import Conn, Tx

_ADD = """INSERT INTO notes (thing, chat_id, message_id, by_id, kind, words, file_id, at)
    VALUES (:thing, :chat_id, :message_id, :by, :kind, :words, :file_id, :at)
    ON CONFLICT (chat_id, message_id) DO NOTHING"""


async def add(
    tx: Tx,
    thing: str,
    *,
    chat_id: int,
    message_id: int,
    by: PersonId,
    kind: str,
    words: str | None,
    file_id: str | None,
    now: datetime,
) -> bool:
    """Keep one note; False when this message is kept already (a replay)."""
    return bool(
        await tx.execute(
            _ADD,
            thing=thing,
            chat_id=chat_id,
            message_id=message_id,
            by=by,
            kind=kind,
            words=words,
            file_id=file_id,
            at=to_us(now),
        )
    )


async def last_words(conn: Conn, thing: str) -> str | None:
    """The newest note in words about a thing."""
    found: str | None = await conn.value(
        "SELECT words FROM notes WHERE thing = :thing AND words IS NOT NULL ORDER BY id DESC LIMIT 1",
        thing=thing,
    )
    return found
