"""The question again a while after a case: who gets it, and whether they have recovered. Not: the rules of asking."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.cases import CONTENT, Case
from bot.domain.ids import AnswerId, CaseId, PersonId
from bot.domain.programmes import RECHECK
from bot.domain.surveys import Answer
from bot.usecases.cases.desk import Desk
from bot.usecases.waves.asking import Asking
from storage import cases, outbox
from storage.database import Tx


@dataclass(frozen=True, slots=True)
class Again:
    """Works inside the transactions of others."""

    desk: Desk
    asking: Asking

    async def plan(self, tx: Tx, case: Case, now: datetime) -> None:
        """The case is closed: everybody whose answer is still low is asked again so many days later."""
        days = self.desk.rules.again_days
        low: dict[PersonId, AnswerId] = {
            voice.person_id: voice.answer_id for voice in await cases.voices(tx, case.id) if voice.low
        }
        due = now + timedelta(days=days)
        for person, answer in low.items() if days else ():
            if await self.asking.hold_for(tx, person, RECHECK, due, now) is not None:
                await cases.recheck(tx, case.id, answer, due)

    async def heard(self, tx: Tx, before: Answer | None, after: Answer, now: datetime) -> None:
        """The first own answer after the date says whether its contact has recovered, whoever asked for it; a change
        of it to the other side is told, too."""
        if after.by_manager:
            return
        if after.awaited or before is not None:
            for case_id in await cases.hear(tx, after.person_id, after.id, after.at):
                await self._tell(tx, case_id, after, now)
        if before is not None and (before.score >= CONTENT) is not (after.score >= CONTENT):
            for case_id in await cases.heard_by(tx, after.id):
                await self._tell(tx, case_id, after, now)

    async def _tell(self, tx: Tx, case_id: CaseId, answer: Answer, now: datetime) -> None:
        case = await cases.load(tx, case_id)
        assert case is not None
        line = "back" if answer.score >= CONTENT else "not-back"
        await cases.note(tx, case_id, line, answer.person_id, now)
        await self.desk.tell(
            tx, case_id, case.owner_id, line, f"again:{answer.id}:{answer.version}", now, answer.id
        )
        await outbox.redraw(tx, case.thing, now=now)
