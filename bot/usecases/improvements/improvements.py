"""Improvements: looked at, listed, their letters opened. Opening, planning and ending are beside. Not: wording, SQL."""

from datetime import datetime

from bot.domain.choices import Choice
from bot.domain.errors import BadInput, NotAllowed
from bot.domain.ids import ImprovementId, PersonId
from bot.domain.improvements import STEPS, State
from bot.domain.letters import Claimed, Later, NotWanted, Op, View
from bot.domain.notes import LONGEST, Note
from bot.domain.people import Actor, Role
from bot.usecases.improvements.ending import Ending
from bot.usecases.improvements.opening import Opening
from bot.usecases.improvements.planning import Planning
from bot.usecases.improvements.view import Listed, Shown, reader, shown, what
from storage import audit, cards, improvements, notes, outbox, steps
from storage.database import Conn, Tx

PAGE = 6


class Improvements(Opening, Planning, Ending):
    """Everything about improvements. `caused` is for `Cases`."""

    async def look(self, actor: Actor, id_: ImprovementId, page: int = 0) -> Shown:
        """The card as it stands, a page of who raised it; what was to be typed is given up. Raises NotFound."""
        async with self.db.transaction() as tx:
            found = await self.seen(tx, actor, id_)
            if actor.step is not None and actor.step.name in STEPS:
                await steps.close(tx, actor.id)
            await audit.seen(tx, actor.id, "improvement.view", found.thing, self.clock())
            return await self.drawn(tx, actor, id_, page=page)

    async def open_card(self, actor: Actor, id_: ImprovementId, update: int) -> None:
        """The card as a new message of the actor; the earlier one is left behind. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            found = await self.seen(tx, actor, id_)
            copy = await cards.get(tx, found.thing, actor.id)
            if copy is not None:
                await cards.forget(tx, copy.id)
            await audit.seen(tx, actor.id, "improvement.view", found.thing, now)
            await self.tell(tx, id_, actor.id, "card", f"open:{update}", now)

    async def note(self, actor: Actor, id_: ImprovementId, said: Note) -> Shown:
        """A reply to the card: a note of staff, never shown to clients. Raises NotFound, BadInput."""
        if said.words is not None and len(said.words) > LONGEST:
            raise BadInput("note-long", limit=LONGEST)
        now = self.clock()
        async with self.db.transaction() as tx:
            found = await self.seen(tx, actor, id_)
            if await notes.add(tx, found.thing, said, by=actor, now=now):
                await audit.add(tx, actor.id, "improvement.note", found.thing, now)
                await outbox.redraw(tx, found.thing, now=now)
            return await self.drawn(tx, actor, id_)

    async def listed(
        self, actor: Actor, state: State = State.OPEN, page: int = 0, *, mine: bool = False
    ) -> Listed:
        """A page of the improvements in this state, of all or the actor's own; managers have only these. Raises NotAllowed."""
        if not actor.role.is_staff:
            raise NotAllowed
        every = actor.role.at_least(Role.LEAD)
        mine = mine or not every
        async with self.db.read() as conn:
            owner = actor.id if mine else None
            found, total = await improvements.listed(conn, state, PAGE, max(0, page) * PAGE, owner)
            pages = max(1, -(-total // PAGE))
            if page >= pages:
                page = pages - 1
                found, total = await improvements.listed(conn, state, PAGE, page * PAGE, owner)
        rows = tuple((one, what(self.rules, one)) for one in found)
        page = max(0, page)
        today = self.today(self.clock())
        return Listed(rows, state, total, page * PAGE + 1, page, pages, mine, today, every)

    async def causes(self, actor: Actor) -> tuple[Choice, ...]:
        """What may be improved. Raises NotAllowed."""
        if not actor.role.at_least(Role.LEAD):
            raise NotAllowed
        async with self.db.transaction() as tx:
            if actor.step is not None and actor.step.name in STEPS:
                await steps.close(tx, actor.id)
        return self.rules.causes

    async def forget(self, tx: Tx, person_id: PersonId, now: datetime) -> None:
        """A contact is deleted: cards that show their words are drawn without them."""
        for id_ in await improvements.open_with(tx, person_id):
            await outbox.redraw(tx, f"improvement:{id_}", now=now)

    async def open_letter(self, conn: Conn, letter: Claimed, now: datetime) -> View | Later | NotWanted:
        """The card as its reader may see it, or the message to a contact."""
        if letter.kind == "improvement.told":
            return await self.told(conn, letter, now)
        found = await improvements.load(conn, ImprovementId(int(letter.args["improvement"] or 0)))
        viewer = await reader(conn, letter.to, self.company, now)
        if found is None or viewer is None:
            return NotWanted("nobody to see it")
        line = None if letter.op is Op.EDIT else str(letter.args.get("line"))
        return View(await shown(conn, self.rules, self.company, found, viewer, now, line=line))
