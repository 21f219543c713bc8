"""Notes of staff about a thing, kept raw under the message they came in. Not: touches, complaints."""

from datetime import datetime

from bot.domain.ids import ClientId
from bot.domain.notes import Note
from bot.domain.people import Actor
from bot.domain.time import from_us, to_us
from storage.database import Conn, Tx
from storage.searching.index import index_thing

_ADD = """INSERT INTO notes (thing, chat_id, message_id, by_id, kind, words, file_id, at)
    VALUES (:thing, :chat_id, :message_id, :by, :kind, :words, :file_id, :at)
    ON CONFLICT (chat_id, message_id) DO NOTHING"""


async def add(tx: Tx, thing: str, note: Note, *, by: Actor, now: datetime) -> bool:
    """Keep one note; False when this message is kept already (a replay)."""
    kept = await tx.execute(
        _ADD,
        thing=thing,
        chat_id=by.chat_id,
        message_id=note.message_id,
        by=by.id,
        kind=note.kind,
        words=note.words,
        file_id=note.file_id,
        at=to_us(now),
    )
    if kept and note.words:
        await index_thing(tx, thing)
    return bool(kept)


async def of(conn: Conn, thing: str) -> list[tuple[datetime, str, str | None]]:
    """Every note about a thing, the oldest first: when, whose, the words (None: a voice or a file)."""
    rows = await conn.all(
        "SELECT n.at, p.name, n.words FROM notes n JOIN people p ON p.id = n.by_id WHERE n.thing = :thing ORDER BY n.id",
        thing=thing,
    )
    return [(from_us(row["at"]), row["name"], row["words"]) for row in rows]


async def last_words(conn: Conn, thing: str) -> str | None:
    """The newest note in words about a thing."""
    found: str | None = await conn.value(
        "SELECT words FROM notes WHERE thing = :thing AND words IS NOT NULL ORDER BY id DESC LIMIT 1",
        thing=thing,
    )
    return found


async def last_of_client(conn: Conn, client_id: ClientId) -> str | None:
    """The newest note in words about a client, also one that was made on a call to it."""
    found: str | None = await conn.value(
        "SELECT n.words FROM notes n WHERE n.words IS NOT NULL AND (n.thing = :thing"
        " OR n.thing IN (SELECT 'call:' || x.id FROM calls x WHERE x.client_id = :id))"
        " ORDER BY n.id DESC LIMIT 1",
        thing=f"client:{client_id}",
        id=client_id,
    )
    return found
