"""Why: reasons ticked, and what was said, a row each message. Not: scores."""

from datetime import datetime

from bot.domain.ids import AnswerId, PersonId
from bot.domain.surveys import Words
from bot.domain.time import maybe_from_us, to_us
from storage.database import Conn, Tx


async def set_reason(tx: Tx, id_: AnswerId, reason: str, *, on: bool) -> bool:
    """Tick or untick a reason; False when it was so already."""
    sql = (
        "INSERT INTO answer_reasons (answer_id, reason) VALUES (:id, :reason) ON CONFLICT DO NOTHING"
        if on
        else "DELETE FROM answer_reasons WHERE answer_id = :id AND reason = :reason"
    )
    return bool(await tx.execute(sql, id=id_, reason=reason))


async def reasons(conn: Conn, id_: AnswerId) -> frozenset[str]:
    """The ticked reasons."""
    rows = await conn.all("SELECT reason FROM answer_reasons WHERE answer_id = :id", id=id_)
    return frozenset(row["reason"] for row in rows)


async def add_words(tx: Tx, id_: AnswerId, words: Words, now: datetime) -> bool:
    """One more message to an answer; False when this very message is kept already."""
    kept = await tx.value(
        "INSERT INTO answer_words (answer_id, chat_id, message_id, kind, text, file_id, at, question) "
        "VALUES (:id, :chat_id, :message_id, :kind, :text, :file_id, :now, :question) "
        "ON CONFLICT (chat_id, message_id) DO NOTHING RETURNING id",
        id=id_,
        chat_id=words.chat_id,
        message_id=words.message_id,
        kind=words.kind,
        text=words.text,
        file_id=words.file_id,
        now=to_us(now),
        question=words.question,
    )
    return kept is not None


async def words(conn: Conn, id_: AnswerId) -> list[Words]:
    """Everything said with an answer, in order."""
    rows = await conn.all(
        "SELECT kind, text, file_id, chat_id, message_id, question FROM answer_words WHERE answer_id = :id ORDER BY id",
        id=id_,
    )
    return [
        Words(r["kind"], r["text"], r["file_id"], r["chat_id"], r["message_id"], r["question"]) for r in rows
    ]


async def word(conn: Conn, chat_id: int, message_id: int) -> Words | None:
    """One message that was said."""
    row = await conn.one(
        "SELECT kind, text, file_id FROM answer_words WHERE chat_id = :chat AND message_id = :message",
        chat=chat_id,
        message=message_id,
    )
    return None if row is None else Words(row["kind"], row["text"], row["file_id"], chat_id, message_id)


async def reword(tx: Tx, person_id: PersonId, words: Words) -> AnswerId | None:
    """The contact has changed a message of theirs: its new text; gives the answer it belongs to, if any."""
    found = await tx.value(
        "UPDATE answer_words SET text = :text, file_id = :file WHERE chat_id = :chat AND message_id = :message AND by_id IS NULL"
        " AND answer_id IN (SELECT a.id FROM answers a WHERE a.person_id = :person) RETURNING answer_id",
        text=words.text,
        file=words.file_id,
        chat=words.chat_id,
        message=words.message_id,
        person=person_id,
    )
    return None if found is None else AnswerId(found)


async def last_word(conn: Conn, id_: AnswerId) -> datetime | None:
    """When the last words came."""
    return maybe_from_us(await conn.value("SELECT MAX(at) FROM answer_words WHERE answer_id = :id", id=id_))
