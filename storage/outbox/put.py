"""Putting letters into the outbox, in the transaction of their cause. Not: sending."""

import json
from collections.abc import Callable
from datetime import datetime
from secrets import token_hex

from bot.domain.ids import NOBODY, CardId, PersonId
from bot.domain.letters import Lane, Letter, Op
from bot.domain.time import to_us
from storage import cards
from storage.database import Tx

listeners: set[Callable[[], None]] = set()
"""Called after each commit that queued letters; a sender adds itself while it runs."""

_INSERT = (
    "INSERT INTO letters (key, kind, op, person_id, card_id, thing, args, lane, silent, unasked, "
    "group_id, park, due_at, created_at) VALUES (:key, :kind, :op, :to, :card_id, :thing, :args, :lane, :silent, :unasked, "
    "CAST(:group_id AS BIGINT), "
    "(SELECT CASE WHEN role = 'contact' THEN 1 ELSE 0 END FROM people WHERE id = :to), :due, :now) "
    "ON CONFLICT (key) DO NOTHING"
)

# An edit that waits already is touched, not skipped: on PostgreSQL its sender then waits for this commit and
# draws what it wrote.
_EDIT = (
    "INSERT INTO letters (key, kind, op, person_id, card_id, thing, args, lane, park, due_at, created_at) "
    "SELECT 'edit:' || CAST(id AS TEXT) || ':' || CAST(:nonce AS TEXT), kind, 'edit', person_id, id, thing, args, "
    "CAST(:lane AS BIGINT), 0, CAST(:now AS BIGINT), CAST(:now AS BIGINT) FROM cards "
    "WHERE {which} ORDER BY id "
    "ON CONFLICT (card_id) WHERE op = 'edit' AND state = 'queued' DO UPDATE SET due_at = "
    "CASE WHEN excluded.due_at < letters.due_at THEN excluded.due_at ELSE letters.due_at END"
)
_EDIT_ONE = _EDIT.format(which="id = :card_id")
_EDIT_ALL = _EDIT.format(which="thing = :thing AND person_id <> :but")


async def put(tx: Tx, *letters: Letter, now: datetime) -> None:
    """Queue the letters, due now unless they say otherwise. A key that was ever put before does nothing.

    CARD makes the person's card about `thing`; one that stands already is drawn anew and rung instead.
    RING draws the card anew and replies to it with a line.
    """
    for letter in letters:
        assert letter.group is None or letter.op is Op.SEND, "a group has no cards"
        if letter.op is Op.SEND:
            await _insert(tx, letter, letter.op, None, now)
        elif letter.op is Op.EDIT:
            await _redraw_one(tx, letter, now)
        elif not await tx.value("SELECT 1 FROM letters WHERE key = :key", key=letter.key):
            await _put_card(tx, letter, now)
    if letters:
        tx.after_commit(queued)


async def redraw(tx: Tx, thing: str, *, now: datetime, but: PersonId | None = None) -> None:
    """Queue one silent edit for every copy of the thing's card, except the copy of `but`, who has it on screen."""
    await tx.execute(
        _EDIT_ALL,
        nonce=token_hex(8),
        lane=Lane.ONE,
        now=to_us(now),
        thing=thing,
        but=NOBODY if but is None else but,
    )
    tx.after_commit(queued)


def queued() -> None:
    """Tell every sender of this process that letters wait."""
    for listener in tuple(listeners):
        listener()


async def _put_card(tx: Tx, letter: Letter, now: datetime) -> None:
    assert letter.thing is not None, "a card needs a thing"
    if letter.op is Op.RING:
        copy = await cards.get(tx, letter.thing, letter.to)
    else:
        copy = await cards.put(
            tx, kind=letter.kind, thing=letter.thing, person_id=letter.to, args=letter.args, now=now
        )
    op = letter.op
    if copy is not None and copy.message_id is not None:
        await _edit(tx, copy.id, letter.lane, now)
        op = Op.RING
    await _insert(tx, letter, op, None if copy is None else copy.id, now)


async def _redraw_one(tx: Tx, letter: Letter, now: datetime) -> None:
    assert letter.thing is not None, "an edit needs a thing"
    copy = await cards.get(tx, letter.thing, letter.to)
    if copy is not None:
        await _edit(tx, copy.id, letter.lane, now)


async def _edit(tx: Tx, card_id: CardId, lane: Lane, now: datetime) -> None:
    await tx.execute(_EDIT_ONE, nonce=token_hex(8), lane=lane, now=to_us(now), card_id=card_id)


async def _insert(tx: Tx, letter: Letter, op: Op, card_id: CardId | None, now: datetime) -> None:
    await tx.execute(
        _INSERT,
        key=letter.key,
        kind=letter.kind,
        op=op.value,
        to=letter.to,
        card_id=card_id,
        thing=letter.thing,
        args=json.dumps(dict(letter.args)),
        lane=int(letter.lane),
        silent=int(letter.silent),
        unasked=int(letter.unasked),
        group_id=letter.group,
        due=to_us(letter.due or now),
        now=to_us(now),
    )
