"""An answer comes to be or changes: figures, cases and calls follow from here. Not: who answers, and how."""

from datetime import datetime

from bot.domain.calls import State
from bot.domain.ids import CallId
from bot.domain.letters import Letter, Op
from bot.domain.nps import Group
from bot.domain.spread import WITHIN, against
from bot.domain.surveys import Answer, Invitation
from bot.domain.worktime import add_workdays
from bot.usecases.surveys.base import Base
from storage import calls, cases, figures, outbox, people, surveys
from storage.database import Tx


class Counting(Base):
    """What an answer sets going, in its own transaction."""

    async def count(self, tx: Tx, before: Answer | None, after: Answer, now: datetime) -> None:
        """The one place where an answer comes to be or changes: cases, calls, figures follow from here."""
        await figures.answered(tx, after.id, self.company.zone, after.person_id)
        called = False
        if not after.by_manager and (after.called if before is None else before.by_manager):
            called = await self._outdated(tx, after, now)
        if before is not None and before.score == after.score:  # what staff had noted was confirmed
            await self.cases.voices.confirmed(tx, before, after, now)
            await self._tell_apart(tx, after, now)
            return
        await self.cases.voices.heard(tx, before, after, now)
        if not after.by_manager and (before is not None or after.low or after.apart):
            await self._tell_apart(tx, after, now)
        was = before is not None and before.group is Group.PASSIVE
        if after.group is Group.PASSIVE and not (was or called):
            await self._plan_call(tx, after, now)
        elif was and after.group is not Group.PASSIVE:
            await self.drop_call(tx, after, now)

    async def _outdated(self, tx: Tx, answer: Answer, now: datetime) -> bool:
        """Of one contact the newest answer counts: the call about an earlier one goes over to it, with its day, or goes.

        Whether there is a call about this one now.
        """
        thing = f"answer:{answer.id}"
        taken = await calls.open_for(tx, answer.client_id, thing) is not None
        for call in await calls.of_passive(tx, answer.client_id, answer.person_id, thing):
            if answer.group is Group.PASSIVE and not taken:
                taken = True
                await calls.pass_on(tx, call, thing)
            else:
                await self._finish(tx, call, now)
            await outbox.redraw(tx, f"call:{call}", now=now)
        return taken

    async def _finish(self, tx: Tx, call: CallId, now: datetime) -> None:
        await calls.finish(tx, call, state=State.DROPPED, outcome=None, by=None, touch_id=None, now=now)

    async def _tell_apart(self, tx: Tx, answer: Answer, now: datetime) -> None:
        """Two contacts of a client think quite differently: its manager hears it, once for the two in a round."""
        everybody = await surveys.opinions(tx, answer.client_id, now - WITHIN)
        mine = next((one for one in everybody if one.answer_id == answer.id), None)
        found = None if mine is None else against(mine, [one for one in everybody if one is not mine])
        manager = None if found is None else await people.responsible(tx, answer.client_id)
        if found is None or manager is None:
            return
        loaded = await surveys.get(tx, answer.invitation_id)
        wave = None if loaded is None else loaded[0].wave_id
        one, other = sorted((found.low.person_id, found.high.person_id))
        key = f"survey.spread:{one}:{other}:{wave or f'{now:%Y-%m}'}"
        case = await cases.of_answer(tx, found.low.answer_id)
        thing = f"answer:{answer.id}" if case is None else f"case:{case}"
        args = {"client": answer.client_id, "low": found.low.answer_id, "high": found.high.answer_id}
        await outbox.put(tx, Letter("survey.spread", manager, key, args, Op.RING, thing), now=now)

    async def untick(self, tx: Tx, before: Answer, group: Group) -> None:
        """What was praised is not what went wrong, nor the other way round: such a change begins the reasons anew."""
        if (before.group is Group.PROMOTER) is (group is Group.PROMOTER):
            return
        for reason in sorted(await surveys.reasons(tx, before.id)):
            await surveys.set_reason(tx, before.id, reason, on=False)
            await figures.answered(tx, before.id, self.company.zone, before.person_id)

    async def _plan_call(self, tx: Tx, answer: Answer, now: datetime) -> None:
        """A passive is asked what would make it a 10."""
        hours = await self.cases.desk.hours(tx, await people.responsible(tx, answer.client_id))
        await calls.plan(
            tx, key=f"passive:{answer.id}:{answer.version}", client_id=answer.client_id, person_id=answer.person_id, cause="passive",
            due_at=add_workdays(hours, now, self.rules.passive_days), now=now, cause_thing=f"answer:{answer.id}",
        )  # fmt: skip

    async def finished(self, tx: Tx, invitation: Invitation, answer: Answer, now: datetime) -> None:
        """Where nothing more is asked with this answer, a promoter may be asked to recommend us."""
        form = await self.reader.form(tx, invitation, answer, now)
        if form is None or form.finished:
            await self.recommender.ask(tx, answer, now)

    async def drop_call(self, tx: Tx, answer: Answer, now: datetime) -> None:
        """A passive's call is not due any more."""
        await self._drop(tx, answer, f"answer:{answer.id}", now)

    async def heard_at_last(self, tx: Tx, answer: Answer, now: datetime) -> None:
        """Nobody need call about the silence any more."""
        await self._drop(tx, answer, f"invitation:{answer.invitation_id}", now)

    async def _drop(self, tx: Tx, answer: Answer, thing: str, now: datetime) -> None:
        call = await calls.open_for(tx, answer.client_id, thing)
        if call is not None:
            await self._finish(tx, call, now)
            await outbox.redraw(tx, f"call:{call}", now=now)

    async def redraw_call(self, tx: Tx, answer: Answer, now: datetime) -> None:
        """A passive's call shows what was said."""
        call = await calls.open_for(tx, answer.client_id, f"answer:{answer.id}")
        if call is not None:
            await outbox.redraw(tx, f"call:{call}", now=now)
