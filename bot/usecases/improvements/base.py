"""What every part of the improvements shares: who sees one, how it is changed, who is told. Not: what is changed."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta

from bot.clock import Clock
from bot.domain.company import Company
from bot.domain.errors import NotFound
from bot.domain.ids import ImprovementId, PersonId
from bot.domain.improvements import Improvement, ImprovementRules, may_see, may_work
from bot.domain.letters import Letter, Op
from bot.domain.people import Actor, Step
from bot.domain.time import from_us, to_us
from bot.domain.worktime import local
from bot.usecases.improvements.view import Shown, shown
from storage import improvements, outbox, steps
from storage.database import Conn, Database, Tx

STEP_OPEN = timedelta(hours=1)
"""So long; what is typed later means something else."""
May = Callable[[Actor, Improvement], bool]


class Base:
    """The database, the clock, the rules; looking one up for somebody."""

    def __init__(self, db: Database, clock: Clock, company: Company, rules: ImprovementRules) -> None:
        self.db, self.clock, self.company, self.rules = db, clock, company, rules

    def today(self, now: datetime) -> date:
        """The day of the office."""
        return local(now, self.company.zone).date()

    async def seen(self, conn: Conn, actor: Actor, id_: ImprovementId, may: May = may_see) -> Improvement:
        """One that the actor may see (or do this with). Raises NotFound."""
        found = await improvements.load(conn, id_)
        if found is None or not may(actor, found):
            raise NotFound
        return found

    async def locked(self, tx: Tx, actor: Actor, id_: ImprovementId, may: May) -> Improvement:
        """The same, kept as it is until the end of the unit. Raises NotFound."""
        await self.seen(tx, actor, id_, may)
        found = await improvements.lock(tx, id_)
        assert found is not None
        return found

    async def drawn(
        self, conn: Conn, actor: Actor, id_: ImprovementId, *, page: int = 0, note: str | None = None
    ) -> Shown:
        """The card as it stands now, for the actor."""
        found = await improvements.load(conn, id_)
        assert found is not None
        return await shown(conn, self.rules, self.company, found, actor, self.clock(), page=page, note=note)

    async def tell(
        self, tx: Tx, id_: ImprovementId, to: PersonId | None, line: str, key: str, now: datetime
    ) -> None:
        """Send somebody the card, or ring it with a line; once per key and person."""
        if to is not None:
            name = f"improvement.card:{id_}:{key}:{to}"
            letter = Letter(
                "improvement.card",
                to,
                name,
                {"improvement": id_, "line": line},
                Op.CARD,
                f"improvement:{id_}",
            )
            await outbox.put(tx, letter, now=now)

    async def _ask(
        self, actor: Actor, name: str, id_: ImprovementId, may: May = may_work, *, language: str | None = None
    ) -> Shown:
        """What the actor types next answers this question about an open improvement. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            found = await self.seen(tx, actor, id_, may)
            drawn = await self.drawn(tx, actor, id_)
            if drawn.open:
                more = {} if language is None else {"language": language}
                await steps.open_(
                    tx, actor.id, Step(name, {"improvement": found.id, "at": to_us(now), **more}), now
                )
            return drawn

    async def _answered(
        self, actor: Actor, step: Step, take: Callable[[ImprovementId], Awaitable[Shown]]
    ) -> Shown | None:
        """What was typed at a step, taken; None when the step is so old that the message means something else."""
        if self.clock() >= from_us(int(step.args["at"] or 0)) + STEP_OPEN:
            async with self.db.transaction() as tx:
                await steps.close(tx, actor.id, only=step.name)
            return None
        return await take(ImprovementId(int(step.args["improvement"] or 0)))
