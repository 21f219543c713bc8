"""The cards table: one message of a person about a thing. Not: drawing, sending."""

import json
from datetime import datetime

from bot.domain.ids import CardId, PersonId
from bot.domain.letters import Args, Copy
from bot.domain.time import to_us
from storage.database import Conn, Row, Tx

_COLUMNS = "id, kind, thing, person_id, args, chat_id, message_id, line_id"


async def put(tx: Tx, *, kind: str, thing: str, person_id: PersonId, args: Args, now: datetime) -> Copy:
    """The person's card about the thing, made if there is none; kind and arguments become these."""
    row = await tx.one(
        "INSERT INTO cards (kind, thing, person_id, args, created_at) "
        "VALUES (:kind, :thing, :person_id, :args, :now) "
        "ON CONFLICT (thing, person_id) DO UPDATE SET kind = excluded.kind, args = excluded.args "
        f"RETURNING {_COLUMNS}",
        kind=kind,
        thing=thing,
        person_id=person_id,
        args=json.dumps(dict(args)),
        now=to_us(now),
    )
    assert row is not None
    return copy_of(row)


async def get(conn: Conn, thing: str, person_id: PersonId) -> Copy | None:
    """The person's card about the thing."""
    row = await conn.one(
        f"SELECT {_COLUMNS} FROM cards WHERE thing = :thing AND person_id = :person_id",
        thing=thing,
        person_id=person_id,
    )
    return None if row is None else copy_of(row)


async def travels(conn: Conn, copy: Copy) -> bool:
    """Whether the card stands nowhere yet, and is on its way; an edit brings none."""
    sql = "SELECT 1 FROM letters WHERE card_id = :id AND state IN ('queued', 'sending') AND op <> 'edit'"
    return copy.message_id is None and bool(await conn.value(sql, id=copy.id))


async def of(conn: Conn, thing: str) -> list[Copy]:
    """Every copy of the thing's card."""
    rows = await conn.all(f"SELECT {_COLUMNS} FROM cards WHERE thing = :thing ORDER BY id", thing=thing)
    return [copy_of(row) for row in rows]


async def by_message(conn: Conn, chat_id: int, message_id: int) -> Copy | None:
    """The card that stands at this message, or whose ring line does: what a reply is about."""
    row = await conn.one(
        f"SELECT {_COLUMNS} FROM cards WHERE chat_id = :chat_id AND message_id = :message_id",
        chat_id=chat_id,
        message_id=message_id,
    ) or await conn.one(
        f"SELECT {_COLUMNS} FROM cards WHERE id = ("
        "SELECT card_id FROM letters WHERE chat_id = :chat_id AND message_id = :message_id "
        "AND card_id IS NOT NULL ORDER BY id DESC LIMIT 1)",
        chat_id=chat_id,
        message_id=message_id,
    )
    return None if row is None else copy_of(row)


async def of_chat(tx: Tx, copy: Copy, chat_id: int) -> CardId | None:
    """The copy that stands in this chat: this one, or one of its own for whoever stands in for its person.

    The absent person's message is then drawn anew as before, and so is the stand-in's. None when the account was
    taken away while the letter travelled: the card is to come to the next one.
    """
    if copy.chat_id == chat_id and copy.message_id is not None:
        return copy.id
    holder = await tx.value("SELECT id FROM people WHERE user_id = :chat", chat=chat_id)
    if holder is None or holder == copy.person_id:
        return None if holder is None else copy.id
    return CardId(
        await tx.value(
            "INSERT INTO cards (kind, thing, person_id, args, created_at)"
            " SELECT kind, thing, CAST(:holder AS BIGINT), args, created_at FROM cards WHERE id = :id"
            " ON CONFLICT (thing, person_id) DO UPDATE SET kind = excluded.kind, args = excluded.args RETURNING id",
            id=copy.id,
            holder=holder,
        )
    )


async def place(tx: Tx, card_id: CardId, chat_id: int, message_id: int) -> None:
    """The card stands at this message now; a ring line elsewhere is forgotten."""
    await tx.execute(
        "UPDATE cards SET chat_id = :chat_id, message_id = :message_id, line_id = NULL WHERE id = :id "
        "AND (message_id IS NULL OR message_id <> :message_id OR chat_id <> :chat_id)",
        id=card_id,
        chat_id=chat_id,
        message_id=message_id,
    )


async def put_line(tx: Tx, card_id: CardId, line_id: int | None) -> None:
    """The ring line under the card."""
    await tx.execute("UPDATE cards SET line_id = :line_id WHERE id = :id", id=card_id, line_id=line_id)


async def forget(tx: Tx, card_id: CardId) -> None:
    """The message is gone; the next card letter sends a new one."""
    await tx.execute("UPDATE cards SET message_id = NULL, line_id = NULL WHERE id = :id", id=card_id)


async def leave(tx: Tx, person_id: PersonId, chat_id: int | None) -> None:
    """The person's cards stand in this chat no more: nothing is drawn there, and the next letter sends them anew."""
    await tx.execute(
        "UPDATE cards SET chat_id = NULL, message_id = NULL, line_id = NULL"
        " WHERE person_id = :id AND chat_id = CAST(:chat AS BIGINT)",
        id=person_id,
        chat=chat_id,
    )


# Which things are still open, by the noun of a card.
_OPEN = {
    "call": "SELECT id FROM calls WHERE id IN (:ids) AND state = 'open'",
    "case": "SELECT id FROM cases WHERE id IN (:ids) AND state <> 'closed'",
    "complaint": "SELECT id FROM complaints WHERE id IN (:ids) AND state IN ('received', 'work', 'solved')",
    "exhibition": "SELECT id FROM exhibitions WHERE id IN (:ids) AND state = 'on'",
    "improvement": "SELECT id FROM improvements WHERE id IN (:ids) AND state = 'open'",
    "invitation": "SELECT id FROM invitations WHERE id IN (:ids) AND stage = 'open'",
    "occasion": "SELECT id FROM occasions WHERE id IN (:ids) AND state = 'open'",
    "settled": "SELECT id FROM case_questions WHERE id IN (:ids) AND reply IS NULL",
    "wave": "SELECT id FROM waves WHERE id IN (:ids) AND state = 'planned'",
}


async def left_behind(conn: Conn, person_id: PersonId) -> list[Copy]:
    """The person's cards that stand nowhere, about things that are still open: to be sent to a new chat."""
    rows = await conn.all(
        f"SELECT {_COLUMNS} FROM cards WHERE person_id = :id AND message_id IS NULL ORDER BY id", id=person_id
    )
    copies = [copy_of(row) for row in rows]
    found: list[Copy] = []
    for noun, query in _OPEN.items():
        mine = {
            int(copy.thing.partition(":")[2]): copy for copy in copies if copy.thing.startswith(f"{noun}:")
        }
        there = await conn.all(query, ids=sorted(mine)) if mine else []
        found += [mine[row["id"]] for row in there]
    return sorted(found, key=lambda copy: copy.id)


def copy_of(row: Row, prefix: str = "") -> Copy:
    """A copy from a row that has the columns of cards, each after `prefix`."""
    return Copy(
        id=CardId(row[f"{prefix}id"]),
        kind=row[f"{prefix}kind"],
        thing=row[f"{prefix}thing"],
        person_id=PersonId(row[f"{prefix}person_id"]),
        args=json.loads(row[f"{prefix}args"]),
        chat_id=row[f"{prefix}chat_id"],
        message_id=row[f"{prefix}message_id"],
        line_id=row[f"{prefix}line_id"],
    )
