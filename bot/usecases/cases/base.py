"""What every part of `Cases` needs: loading for an actor, one change at a time. Not: which changes there are."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.clock import Clock as Now
from bot.domain.cases import Case, CaseRules
from bot.domain.company import Company
from bot.domain.errors import NotFound
from bot.domain.ids import CaseId, PersonId
from bot.domain.people import Actor
from bot.domain.surveys import SurveyRules
from bot.usecases.cases.again import Again
from bot.usecases.cases.clocks import Clocks
from bot.usecases.cases.desk import Desk
from bot.usecases.cases.settling import Settling
from bot.usecases.cases.view import Shown, shown
from bot.usecases.cases.voices import Voices
from bot.usecases.duty import Duty
from bot.usecases.improvements import Improvements
from bot.usecases.waves.asking import Asking
from storage import audit, cases
from storage.database import Conn, Database, Tx

Change = Callable[[Tx, Case, datetime], Awaitable[tuple[Case, str | None]]]
"""What becomes of a locked case, and why nothing did."""


class Base:
    """The parts of `Cases` build on this. `voices` is for `Surveys`."""

    def __init__(
        self,
        db: Database,
        clock: Now,
        company: Company,
        rules: CaseRules,
        asking: Asking | None = None,
        improvements: Improvements | None = None,
    ) -> None:
        self.db, self.clock, self.rules, self.improvements = db, clock, rules, improvements
        self.duty = Duty(company)
        self.desk = Desk(company, rules, self.duty)
        again = Again(self.desk, asking or Asking(company, SurveyRules()))
        self.settling = Settling(self.desk, again)
        self.clocks = Clocks(self.desk, self.settling)
        self.voices = Voices(self.desk, self.settling, again)

    async def view(
        self, conn: Conn, case: Case, viewer: PersonId, now: datetime, note: str | None = None
    ) -> Shown:
        """The case as its card shows it."""
        return await shown(conn, self.duty, self.rules, case, viewer, now, note=note)

    async def seen(self, conn: Conn, actor: Actor, case_id: CaseId) -> Case:
        case = await cases.get(conn, actor.scope, case_id) if actor.role.is_staff else None
        if case is None:
            raise NotFound
        return case

    async def _change(
        self,
        actor: Actor,
        case_id: CaseId,
        action: str,
        by: Change,
        *,
        draw: bool = False,
        tell: tuple[PersonId, str, str] | None = None,
    ) -> Shown:
        """One change at a time: whoever comes second sees what the first one did."""
        now = self.clock()
        async with self.db.transaction() as tx:
            await self.seen(tx, actor, case_id)
            case = await cases.lock(tx, case_id)
            assert case is not None
            after, note = await by(tx, case, now)
            if after != case:
                await self.desk.save(tx, after, now, None if draw else actor.id)
                await audit.add(tx, actor.id, action, case.thing, now, old=case.state, new=after.state)
                if after.owner_id != case.owner_id:
                    await self.desk.promise(tx, after, now)
                if tell is not None:
                    await self.desk.tell(tx, case_id, *tell, now)
            fresh = await cases.load(tx, case_id)
            assert fresh is not None
            return await self.view(tx, fresh, actor.id, now, note)
