"""Rows of the outbox as letters in the sender's hands. Not: which rows."""

import json

from bot.domain.ids import LetterId, PersonId
from bot.domain.letters import Claimed, Lane, Op
from bot.domain.time import from_us
from storage import cards
from storage.database import Row

LETTER = (
    "SELECT l.id, l.kind, l.op, l.person_id, l.args, l.thing, l.lane, l.silent, l.unasked, l.attempts, l.park, "
    "l.created_at, l.group_id, c.id AS c_id, c.kind AS c_kind, c.thing AS c_thing, c.person_id AS c_person_id, "
    "c.args AS c_args, c.chat_id AS c_chat_id, c.message_id AS c_message_id, c.line_id AS c_line_id "
    "FROM letters l LEFT JOIN cards c ON c.id = l.card_id"
)


def claimed(row: Row) -> Claimed:
    """A row of LETTER."""
    op = Op(row["op"])
    copy = None if row["c_id"] is None else cards.copy_of(row, "c_")
    fresh = (
        copy is not None and op is Op.EDIT
    )  # an edit draws what the card is now, not what it was when queued
    return Claimed(
        id=LetterId(row["id"]),
        kind=copy.kind if fresh and copy else row["kind"],
        op=op,
        to=PersonId(row["person_id"]),
        args=copy.args if fresh and copy else json.loads(row["args"]),
        thing=row["thing"],
        copy=copy,
        lane=Lane(row["lane"]),
        silent=bool(row["silent"]),
        unasked=bool(row["unasked"]),
        attempts=row["attempts"],
        park=bool(row["park"]),
        created_at=from_us(row["created_at"]),
        group=row["group_id"],
    )
