"""Finishing a case: its cause, what was done, and what its clients say then. Not: who is asked (settling)."""

from dataclasses import replace
from datetime import datetime

from bot.domain.cases import CHANGED, DONE_OPEN, DONE_STEP, Case, CaseState, Reply
from bot.domain.choices import is_leaf
from bot.domain.errors import BadInput, NotFound
from bot.domain.ids import CaseId
from bot.domain.people import Actor, Step
from bot.domain.surveys import WORDS_STEP
from bot.domain.time import from_us, to_us
from bot.usecases.cases.base import Base
from bot.usecases.cases.view import Asked, Shown, asked
from storage import audit, cases, steps
from storage.database import Tx


class Closing(Base):
    """From [Close…] to the clients' last word."""

    async def start_close(self, actor: Actor, case_id: CaseId, cause: str) -> Shown:
        """The cause is chosen: what the actor types next is what was done. Raises NotFound, BadInput."""
        now = self.clock()
        async with self.db.transaction() as tx:
            case = await self.seen(tx, actor, case_id)
            if cause != CHANGED and not is_leaf(self.rules.causes, cause):
                raise BadInput("case-cause")
            await audit.seen(tx, actor.id, "case.view", case.thing, now)
            if case.state is not CaseState.OPEN:
                return await self.view(tx, case, actor.id, now, "closed")
            await steps.open_(
                tx, actor.id, Step(DONE_STEP, {"case": case_id, "cause": cause, "at": to_us(now)}), now
            )
            return await self.view(tx, case, actor.id, now)

    async def typed(self, actor: Actor, step: Step, done: str | None) -> Shown | None:
        """What was done, at the step; None when the step is so old that the message means something else."""
        if self.clock() >= from_us(int(step.args["at"] or 0)) + DONE_OPEN:
            async with self.db.transaction() as tx:
                await steps.close(tx, actor.id)
            return None
        return await self.close(actor, CaseId(int(step.args["case"] or 0)), str(step.args["cause"]), done)

    async def close(self, actor: Actor, case_id: CaseId, cause: str, done: str | None) -> Shown:
        """What was done is typed: the case is finished, its clients are asked. Raises NotFound, BadInput."""
        if not done or not done.strip():
            raise BadInput("case-done-text")

        async def change(tx: Tx, case: Case, now: datetime) -> tuple[Case, str | None]:
            await steps.close(tx, actor.id)
            if case.state is not CaseState.OPEN:
                return case, "closed"
            await cases.note(tx, case.id, "close", actor.id, now)
            case = replace(case, cause=cause, done=done.strip(), done_by=actor.id, done_at=now)
            # The one place where a case gets its cause: what counts causes follows here.
            if self.improvements is not None:
                await self.improvements.caused(tx, case, now)
            return await self.settling.ask(tx, case, now), None

        return await self._change(actor, case_id, "case.close", change, draw=True)

    async def settled(self, actor: Actor, question_id: int, *, yes: bool) -> Asked:
        """The client's word on "settled?"; a second one changes nothing. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            question = await cases.question(tx, question_id)
            if question is None or question.person_id != actor.id:
                raise NotFound
            case = await cases.lock(tx, question.case_id)
            question = await cases.question(tx, question_id)
            assert case is not None
            assert question is not None
            current = question.round == case.round and question.reply in (None, Reply.SILENT)
            late = current and not yes and not await self.settling.may_reopen(tx, case, now)
            if current and not late:
                case = await self._word(tx, case, question_id, yes=yes, now=now)
            question = await cases.question(tx, question_id)
            assert question is not None
            return await asked(tx, self.duty, case, question, now, late=late)

    async def _word(self, tx: Tx, case: Case, question_id: int, *, yes: bool, now: datetime) -> Case:
        question = await cases.question(tx, question_id)
        assert question is not None
        after = await (self.settling.yes if yes else self.settling.no)(tx, case, question, now)
        await self.desk.save(tx, after, now)
        line = "settled" if after.state is CaseState.CLOSED else "one-settled" if yes else "reopened"
        key = f"word:{question_id}:{line}"
        told = {case.owner_id, after.owner_id}
        for person in sorted(p for p in told if p is not None):
            await self.desk.tell(tx, case.id, person, line, key, now, question.answer_id)
        if not yes:
            words = Step(WORDS_STEP, {"answer": question.answer_id, "at": to_us(now)})
            await steps.open_(tx, question.person_id, words, now)
        return after
