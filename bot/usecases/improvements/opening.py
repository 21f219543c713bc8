"""How an improvement comes to be: by the third case of one cause, or by hand. Not: what is done with it."""

from datetime import datetime

from bot.domain.cases import Case
from bot.domain.choices import is_leaf
from bot.domain.errors import BadInput, NotAllowed
from bot.domain.ids import ImprovementId
from bot.domain.improvements import (
    LONGEST_TITLE,
    TITLE_STEP,
    clean,
    due_enough,
    team_of_most,
)
from bot.domain.people import Actor, Role, Step
from bot.domain.time import from_us, to_us
from bot.usecases.improvements.base import STEP_OPEN, Base
from bot.usecases.improvements.view import Shown
from storage import audit, improvements, outbox, people, steps
from storage.database import Tx


class Opening(Base):
    """Opens improvements and lets cases join them."""

    async def caused(self, tx: Tx, case: Case, now: datetime) -> None:
        """A case got its cause (perhaps another one than before): it joins what is open, or opens it as the last one
        needed. In the transaction of the close; the row of the case need not hold the cause yet."""
        assert case.cause is not None
        await improvements.gate(tx)
        for left in await improvements.leave(tx, case.id, case.cause):
            await outbox.redraw(tx, f"improvement:{left}", now=now)
        if await improvements.spent(tx, case.id, case.cause):
            return
        id_ = await improvements.hold(tx, case.cause)
        if id_ is None:
            await self._open(tx, case, case.cause, now)
        elif await improvements.join(tx, id_, [case.id], now):
            await outbox.redraw(tx, f"improvement:{id_}", now=now)

    async def _open(self, tx: Tx, case: Case, cause: str, now: datetime) -> None:
        if not self.rules.opens(cause):
            return
        others = await improvements.countable(tx, cause, now - self.rules.window, case.id)
        if not due_enough(len(others) + 1, self.rules):
            return
        team = team_of_most([*(team for _, team in others), case.team_id])
        id_ = await improvements.open_(tx, cause=cause, team=team, now=now)
        assert id_ is not None, "the gate lets in one at a time"
        await improvements.join(tx, id_, [*(one for one, _ in others), case.id], now)
        await self.tell(tx, id_, await people.lead_of(tx, team), "opened", "opened", now)

    # By hand

    async def ask_title(self, actor: Actor) -> None:
        """What the actor types next is what is to be improved. Raises NotAllowed."""
        now = self.clock()
        async with self.db.transaction() as tx:
            self._may(actor)
            await steps.open_(tx, actor.id, Step(TITLE_STEP, {"at": to_us(now)}), now)

    async def typed_title(self, actor: Actor, step: Step, text: str | None, update: int) -> Shown | None:
        """A new improvement in the actor's words; None when the step is so old that they mean something else.

        Raises NotAllowed, BadInput.
        """
        if self.clock() >= from_us(int(step.args["at"] or 0)) + STEP_OPEN:
            async with self.db.transaction() as tx:
                await steps.close(tx, actor.id, only=TITLE_STEP)
            return None
        return await self._by_hand(actor, update, title=clean(text, LONGEST_TITLE, "improvement-title"))

    async def make(self, actor: Actor, cause: str, update: int) -> Shown:
        """A new improvement of this cause, with the cases of the last days; the open one, if there is one.

        Raises NotAllowed, BadInput.
        """
        if not is_leaf(self.rules.causes, cause):
            raise BadInput("case-cause")
        return await self._by_hand(actor, update, cause=cause)

    async def _by_hand(
        self, actor: Actor, update: int, *, cause: str | None = None, title: str | None = None
    ) -> Shown:
        now, key = self.clock(), f"hand:{actor.id}:{update}"
        async with self.db.transaction() as tx:
            self._may(actor)
            await improvements.gate(tx)
            before = None if cause is None else await improvements.hold(tx, cause)
            before = before or await improvements.by_key(tx, key)
            id_ = before or await self._make(tx, actor, cause, title, key, now)
            await steps.close(tx, actor.id, only=TITLE_STEP)
            await self.tell(tx, id_, actor.id, "card", f"open:{update}", now)
            return await self.drawn(tx, actor, id_, note="there" if before else None)

    async def _make(
        self, tx: Tx, actor: Actor, cause: str | None, title: str | None, key: str, now: datetime
    ) -> ImprovementId:
        team = actor.team_id if actor.role is Role.LEAD else None
        id_ = await improvements.open_(tx, cause=cause, title=title, team=team, now=now, by=actor.id, key=key)
        assert id_ is not None, "the gate lets in one at a time"
        if cause is not None:
            found = await improvements.countable(tx, cause, now - self.rules.window)
            await improvements.join(tx, id_, [case for case, _ in found], now)
        await audit.add(tx, actor.id, "improvement.open", f"improvement:{id_}", now, new=cause)
        return id_

    @staticmethod
    def _may(actor: Actor) -> None:
        if not actor.role.at_least(Role.LEAD):
            raise NotAllowed
