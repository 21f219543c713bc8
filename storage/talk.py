"""Words: messages between clients and staff, one row a message. Not: what they are taken for."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.ids import ClientId, ComplaintId, PersonId, WordId
from bot.domain.talk import Heard, Place, Word, WordKind
from bot.domain.time import from_us, maybe_from_us, to_us
from storage.database import Conn, Row, Tx

_COLUMNS = """w.id, w.chat_id, w.message_id, w.author_id, w.contact_id, w.client_id, w.complaint_id, w.place, w.batch,
    w.kind, w.text, w.file_id, w.file_name, w.at, w.sent_at"""
_PUT = """INSERT INTO words (chat_id, message_id, author_id, contact_id, client_id, complaint_id, place, batch, album,
        kind, text, file_id, file_name, at)
    VALUES (:chat_id, :message_id, :author_id, :contact_id, :client_id, :complaint_id, :place, :batch, :album,
        :kind, :text, :file_id, :file_name, :at)
    ON CONFLICT (chat_id, message_id) DO NOTHING RETURNING id"""


async def put(
    tx: Tx,
    heard: Heard,
    *,
    author_id: PersonId,
    contact_id: PersonId,
    client_id: ClientId,
    place: Place,
    now: datetime,
    complaint_id: ComplaintId | None = None,
    batch: WordId | None = None,
) -> WordId | None:
    """Keep a message as it came; None when it is kept already (a replay)."""
    id_ = await tx.value(
        _PUT,
        chat_id=heard.chat_id,
        message_id=heard.message_id,
        author_id=author_id,
        contact_id=contact_id,
        client_id=client_id,
        complaint_id=complaint_id,
        place=place,
        batch=batch,
        album=heard.album,
        kind=heard.kind,
        text=heard.text,
        file_id=heard.file_id,
        file_name=heard.file_name,
        at=to_us(now),
    )
    return None if id_ is None else WordId(id_)


async def get(conn: Conn, word_id: WordId) -> Word | None:
    """One word."""
    row = await conn.one(f"SELECT {_COLUMNS} FROM words w WHERE w.id = :id", id=word_id)
    return None if row is None else _word(row)


async def by_message(conn: Conn, chat_id: int, message_id: int) -> Word | None:
    """The word that came as this message."""
    row = await conn.one(
        f"SELECT {_COLUMNS} FROM words w WHERE w.chat_id = :chat_id AND w.message_id = :message_id",
        chat_id=chat_id,
        message_id=message_id,
    )
    return None if row is None else _word(row)


async def of_complaint(conn: Conn, complaint_id: ComplaintId, *places: Place) -> list[Word]:
    """What was said about a complaint, in order; only these places."""
    rows = await conn.all(
        f"SELECT {_COLUMNS} FROM words w WHERE w.complaint_id = :id AND w.place IN (:places) ORDER BY w.id",
        id=complaint_id,
        places=list(places),
    )
    return [_word(row) for row in rows]


async def of_batch(conn: Conn, batch: WordId) -> list[Word]:
    """The words that are sent or decided together, in order."""
    rows = await conn.all(
        f"SELECT {_COLUMNS} FROM words w WHERE w.batch = :batch OR w.id = :batch ORDER BY w.id", batch=batch
    )
    return [_word(row) for row in rows]


async def start_batch(tx: Tx, word_id: WordId) -> None:
    """The word becomes the first of its batch."""
    await tx.execute("UPDATE words SET batch = id WHERE id = :id", id=word_id)


async def loose_batch(conn: Conn, author_id: PersonId, since: datetime) -> WordId | None:
    """The batch of the person's last undecided word, if it came after `since`."""
    found = await conn.value(
        "SELECT batch FROM words WHERE author_id = :author AND place = 'loose' AND at >= :since "
        "ORDER BY id DESC LIMIT 1",
        author=author_id,
        since=to_us(since),
    )
    return None if found is None else WordId(found)


async def decide(
    tx: Tx, batch: WordId, author_id: PersonId, place: Place, complaint_id: ComplaintId | None = None
) -> list[WordId]:
    """Undecided words of the batch become this; those that did, in order. None twice."""
    rows = await tx.all(
        "UPDATE words SET place = :place, complaint_id = CAST(:complaint AS BIGINT) "
        "WHERE batch = :batch AND author_id = :author AND place = 'loose' RETURNING id",
        place=place,
        complaint=complaint_id,
        batch=batch,
        author=author_id,
    )
    return sorted(WordId(row["id"]) for row in rows)


async def release(tx: Tx, batch: WordId, author_id: PersonId, now: datetime) -> list[WordId]:
    """Replies of the batch that were not sent yet are sent now; those that were, in order. None twice."""
    rows = await tx.all(
        "UPDATE words SET sent_at = :now WHERE batch = :batch AND author_id = :author AND place = 'reply' "
        "AND sent_at IS NULL RETURNING id",
        now=to_us(now),
        batch=batch,
        author=author_id,
    )
    return sorted(WordId(row["id"]) for row in rows)


async def discard(tx: Tx, batch: WordId, author_id: PersonId) -> int:
    """Replies of the batch that were not sent will not be; how many."""
    return await tx.execute(
        "UPDATE words SET place = 'dropped' WHERE batch = :batch AND author_id = :author AND place = 'reply' "
        "AND sent_at IS NULL",
        batch=batch,
        author=author_id,
    )


async def take_back(tx: Tx, complaint_id: ComplaintId, place: Place) -> None:
    """Words of this place of a draft are left out of it, but kept."""
    await tx.execute(
        "UPDATE words SET place = 'kept' WHERE complaint_id = :id AND place = :place",
        id=complaint_id,
        place=place,
    )


async def album_known(conn: Conn, heard: Heard) -> bool:
    """Whether another part of the same album is kept already."""
    return await album_mate(conn, heard) is not None


async def album_mate(conn: Conn, heard: Heard) -> Word | None:
    """The last kept other part of the same album."""
    if heard.album is None:
        return None
    row = await conn.one(
        f"SELECT {_COLUMNS} FROM words w WHERE w.chat_id = :chat_id AND w.album = :album "
        "AND w.message_id <> :message_id ORDER BY w.id DESC LIMIT 1",
        chat_id=heard.chat_id,
        album=heard.album,
        message_id=heard.message_id,
    )
    return None if row is None else _word(row)


async def reword(tx: Tx, word_id: WordId, heard: Heard) -> None:
    """Its writer changed the message."""
    await tx.execute(
        "UPDATE words SET kind = :kind, text = :text, file_id = :file_id, file_name = :file_name WHERE id = :id",
        id=word_id,
        kind=heard.kind,
        text=heard.text,
        file_id=heard.file_id,
        file_name=heard.file_name,
    )


async def album_batch(conn: Conn, author_id: PersonId, heard: Heard) -> WordId | None:
    """The batch of the other parts of the same album, while it waits for Send."""
    if heard.album is None:
        return None
    found = await conn.value(
        "SELECT batch FROM words WHERE author_id = :author AND album = :album AND place = 'reply' "
        "AND sent_at IS NULL ORDER BY id LIMIT 1",
        author=author_id,
        album=heard.album,
    )
    return None if found is None else WordId(found)


async def last_said(conn: Conn, contact_id: PersonId, *, before: WordId) -> int | None:
    """The message in which the contact last wrote to the manager before this word."""
    found = await conn.value(
        "SELECT message_id FROM words WHERE author_id = :author AND place = 'talk' AND id < :before "
        "ORDER BY id DESC LIMIT 1",
        author=contact_id,
        before=before,
    )
    return None if found is None else int(found)


async def any_of(conn: Conn, ids: Sequence[WordId]) -> list[Word]:
    """These words, in order."""
    rows = await conn.all(f"SELECT {_COLUMNS} FROM words w WHERE w.id IN (:ids) ORDER BY w.id", ids=list(ids))
    return [_word(row) for row in rows]


def _word(row: Row) -> Word:
    return Word(
        id=WordId(row["id"]),
        chat_id=row["chat_id"],
        message_id=row["message_id"],
        author_id=row["author_id"],
        contact_id=row["contact_id"],
        client_id=row["client_id"],
        complaint_id=row["complaint_id"],
        place=Place(row["place"]),
        batch=row["batch"],
        kind=WordKind(row["kind"]),
        text=row["text"],
        file_id=row["file_id"],
        file_name=row["file_name"],
        at=from_us(row["at"]),
        sent_at=maybe_from_us(row["sent_at"]),
    )
