"""Letters to clients that may not have arrived: one card for each manager, and their word. Not: sending, wording."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.domain.errors import NotFound
from bot.domain.ids import LetterId, PersonId
from bot.domain.letters import Claimed, Copy, Doubtful, Later, Letter, NotWanted, Op, View
from bot.domain.people import Actor, Role
from bot.domain.time import to_us
from storage import audit, cards, outbox
from storage.database import Conn, Database, Tx

_RING_EVERY = 600 * 1_000_000  # microseconds: the letters of one outage ring once


@dataclass(frozen=True, slots=True)
class Doubt:
    """What waits for the word of `manager_id`, the oldest first."""

    manager_id: PersonId
    letters: Sequence[Doubtful]

    @property
    def upto(self) -> LetterId:
        """The newest letter shown: a press speaks for no later one."""
        return max((letter.id for letter in self.letters), default=LetterId(0))


async def ask_about(tx: Tx, people: Sequence[PersonId], now: datetime) -> None:
    """Letters to these people went into doubt: their managers get a card, or the one they have is drawn anew."""
    for manager_id in await outbox.managers_of(tx, people):
        thing = _thing(manager_id)
        key = f"{thing}:{to_us(now) // _RING_EVERY}"
        await outbox.put(tx, Letter("doubt.card", manager_id, key, op=Op.CARD, thing=thing), now=now)
        await outbox.redraw(tx, thing, now=now)


async def put_up(tx: Tx, letter: Letter, now: datetime) -> None:
    """The screen at which a person is at work: drawn anew where it stands or travels to, else sent."""
    assert letter.thing is not None, "a screen is a card"
    copy = await cards.get(tx, letter.thing, letter.to)
    if copy is not None and (copy.message_id is not None or await cards.travels(tx, copy)):
        await outbox.redraw(tx, letter.thing, now=now)
    else:
        await put_anew(tx, letter, copy, now)


async def put_anew(tx: Tx, letter: Letter, copy: Copy | None, now: datetime) -> None:
    """Its person goes on although nobody knows whether this card arrived: it comes again, and nobody is asked."""
    if copy is not None:
        asked = await outbox.managers_of(tx, [letter.to])
        if await outbox.replaced(tx, copy.id, now):
            for manager_id in asked:
                await outbox.redraw(tx, _thing(manager_id), now=now)
    await outbox.put(tx, letter, now=now)


class Doubts:
    """The manager's word about letters in doubt."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self.db, self.clock = db, clock

    async def open_letter(self, conn: Conn, letter: Claimed, now: datetime) -> View | Later | NotWanted:
        """The card as it is now; once nothing is in doubt a new one is not wanted."""
        assert letter.thing is not None
        manager_id = PersonId(int(letter.thing.partition(":")[2]))
        doubt = Doubt(manager_id, await outbox.doubtful(conn, manager_id))
        if not doubt.letters and letter.op is not Op.EDIT:
            return NotWanted("settled")
        return View(doubt)

    async def show(self, actor: Actor, manager_id: PersonId) -> Doubt:
        """What waits for this manager's word. Raises NotFound for whom it does not concern."""
        _check(actor, manager_id)
        async with self.db.transaction() as tx:
            found = await outbox.doubtful(tx, manager_id)
            await audit.seen(tx, actor.id, "doubt.view", None, self.clock(), new=str(len(found)))
            return Doubt(manager_id, found)

    async def settle(
        self, actor: Actor, manager_id: PersonId, *, arrived: bool, upto: LetterId, one: bool = False
    ) -> Doubt:
        """They arrived, or go again: every letter shown (up to `upto`), or with `one` that letter alone."""
        _check(actor, manager_id)
        now = self.clock()
        async with self.db.transaction() as tx:
            shown = await outbox.doubtful(tx, manager_id)
            ids = [letter.id for letter in shown if letter.id == upto or (letter.id < upto and not one)]
            done = await (outbox.arrived if arrived else outbox.resend)(tx, ids, now)
            if done:
                await audit.add(tx, actor.id, "doubt.settle", None, now, new=str(done))
            await outbox.redraw(tx, _thing(manager_id), but=actor.id, now=now)
            return Doubt(manager_id, await outbox.doubtful(tx, manager_id))

    async def forget(self, tx: Tx, person_id: PersonId, now: datetime) -> None:
        """A contact is deleted: what was in doubt to them is not any more, and cards lose them. Before letters go."""
        for manager_id in await outbox.managers_of(tx, [person_id]):
            await outbox.redraw(tx, _thing(manager_id), now=now)


async def proved(db: Database, letter: Claimed, chat_id: int, message_id: int, now: datetime) -> None:
    """A press or reply proves that a letter in doubt arrived: whoever was asked about it need not answer."""
    async with db.transaction() as tx:
        asked = await outbox.managers_of(tx, [letter.to])
        if await outbox.prove(tx, letter, chat_id, message_id, now):
            for manager_id in asked:
                await outbox.redraw(tx, _thing(manager_id), now=now)


def _thing(manager_id: PersonId) -> str:
    return f"doubt:{manager_id}"


def _check(actor: Actor, manager_id: PersonId) -> None:
    # A lead, the head or a deputy has this card while they stand in for the manager.
    stands_in = actor.role.at_least(Role.LEAD) or manager_id in actor.lent.people or actor.lent.every
    if actor.id != manager_id and not stands_in:
        raise NotFound
