"""Finishing a case with its clients: asked whether it is settled, their yes, no or silence. Not: what staff did."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.cases import (
    LATE_WORD,
    TO_THE_LEAD,
    Case,
    CaseState,
    Outcome,
    Question,
    Reply,
    Voice,
    ending,
    without_question,
)
from bot.domain.ids import AnswerId, PersonId
from bot.domain.letters import Lane, Letter, Op
from bot.usecases.cases.again import Again
from bot.usecases.cases.desk import Desk
from storage import alarms, cases, outbox, people
from storage.database import Conn, Tx

SILENCE = "case.silence"


@dataclass(frozen=True, slots=True)
class Settling:
    """Works inside the transactions of `Cases`."""

    desk: Desk
    again: Again

    async def ask(self, tx: Tx, case: Case, now: datetime) -> Case:
        """The case is finished: ask everybody whose low answer is in it; without anybody to ask it is closed."""
        voices = await cases.voices(tx, case.id)
        case = replace(case, state=CaseState.ASKED, round=case.round + 1)
        said = await cases.content(tx, case.id)
        settled = {v.answer_id for v in voices if v.person_id in said and said[v.person_id] >= v.at}
        asked = [voice for voice in voices if await self._may_ask(tx, voice, settled)]
        for voice in asked:
            await self._ask_one(tx, case, voice, now)
        if asked:
            silence = now + timedelta(days=self.desk.rules.settled_days)
            await alarms.put(tx, case.thing, SILENCE, silence)
            return case
        content = all(v.answer_id in settled for v in voices if v.low) and any(v.low for v in voices)
        return await self._close(tx, case, Outcome.SETTLED if content else without_question(voices), now)

    async def _may_ask(self, conn: Conn, voice: Voice, settled: set[AnswerId]) -> bool:
        if not voice.low or voice.spared or voice.answer_id in settled:
            return False
        person = await people.get(conn, voice.person_id)
        return person is not None and person.reachable and not person.stopped

    async def _ask_one(self, tx: Tx, case: Case, voice: Voice, now: datetime) -> None:
        id_ = await cases.ask(tx, case, voice, now)
        if id_ is None:
            return
        letter = Letter(
            "case.settled", voice.person_id, f"case.settled:{id_}", {"question": id_}, Op.CARD, f"settled:{id_}",
            Lane.ANSWER,
        )  # fmt: skip
        await self.desk.tell_contact(tx, letter, now)

    async def _close(self, tx: Tx, case: Case, outcome: Outcome, now: datetime) -> Case:
        await alarms.clear(tx, case.thing, SILENCE)
        await cases.note(tx, case.id, f"closed-{outcome}", None, now)
        await self.again.plan(tx, case, now)
        return replace(case, state=CaseState.CLOSED, outcome=outcome, closed_at=now)

    async def yes(self, tx: Tx, case: Case, question: Question, now: datetime) -> Case:
        """One says yes; the last one closes the case. A late yes makes an unconfirmed close a settled one, and leaves a
        case open that somebody else's no has opened since."""
        await cases.set_reply(tx, question.id, Reply.YES, now)
        outcome = ending(await cases.questions(tx, case.id, case.round))
        if case.state is CaseState.OPEN:
            return case
        if case.state is CaseState.CLOSED:
            return case if outcome is not Outcome.SETTLED else replace(case, outcome=outcome)
        return case if outcome is None else await self._close(tx, case, outcome, now)

    async def no(self, tx: Tx, case: Case, question: Question, now: datetime) -> Case:
        """One no reopens the case, with new clocks; the second time it goes to the lead."""
        await cases.set_reply(tx, question.id, Reply.NO, now)
        await self.void(tx, case, now)
        owner = case.owner_id
        if case.reopened + 1 >= TO_THE_LEAD:
            owner = await people.lead_of(tx, case.team_id) or owner
        await cases.unrecheck(tx, case.id)
        case = replace(case, owner_id=owner, reopened=case.reopened + 1, taken_by=None, taken_at=None)
        await cases.note(tx, case.id, "reopened", question.person_id, now)
        return await self.desk.restarted(tx, case, now)

    async def void(self, tx: Tx, case: Case, now: datetime) -> None:
        """Nobody need answer any more."""
        await alarms.clear(tx, case.thing, SILENCE)
        await self._settle_rest(tx, case, Reply.VOID, now)

    async def spare(self, tx: Tx, case: Case, person_id: PersonId, now: datetime) -> Case:
        """Somebody's answer is not low any more: their question falls away, and may have been the last."""
        if case.state is not CaseState.ASKED:
            return case
        for question in await cases.questions(tx, case.id, case.round):
            if question.person_id == person_id and question.reply is None:
                await self._end(tx, question, Reply.VOID, now)
        asked = await cases.questions(tx, case.id, case.round)
        outcome = ending(asked)
        if outcome is None:
            return case
        if all(question.reply is Reply.VOID for question in asked):
            outcome = Outcome.CHANGED
        case = await self._close(tx, case, outcome, now)
        await self.desk.save(tx, case, now)
        return case

    async def forget(self, tx: Tx, person_id: PersonId, now: datetime) -> None:
        """Somebody is deleted: they are asked no more, and a case that was theirs alone is closed, unconfirmed."""
        for case_id in await cases.open_of(tx, person_id):
            case = await cases.lock(tx, case_id)
            if case is None or case.state is CaseState.CLOSED:
                continue
            voices = await cases.voices(tx, case_id)
            if any(voice.low and voice.person_id != person_id for voice in voices):
                case = await self.spare(tx, case, person_id, now)
                await outbox.redraw(tx, case.thing, now=now)
                continue
            await self.void(tx, case, now)
            await cases.note(tx, case_id, "erased", None, now)
            await self.desk.save(tx, await self._close(tx, case, Outcome.UNCONFIRMED, now), now)

    async def silent(self, tx: Tx, case: Case, now: datetime) -> Case:
        """The days of waiting are over."""
        await self._settle_rest(tx, case, Reply.SILENT, now)
        return await self._close(tx, case, Outcome.UNCONFIRMED, now)

    async def _settle_rest(self, tx: Tx, case: Case, reply: Reply, now: datetime) -> None:
        for question in await cases.questions(tx, case.id, case.round):
            if question.reply is None:
                await self._end(tx, question, reply, now)

    async def _end(self, tx: Tx, question: Question, reply: Reply, now: datetime) -> None:
        await cases.set_reply(tx, question.id, reply, now)
        await outbox.redraw(tx, f"settled:{question.id}", now=now)

    async def may_reopen(self, conn: Conn, case: Case, now: datetime) -> bool:
        """Whether a no still reopens this case: it is asked, or was closed not long ago with no newer one open."""
        if case.state is not CaseState.CLOSED:
            return case.state is CaseState.ASKED
        recent = case.closed_at is not None and now < case.closed_at + LATE_WORD
        return recent and await cases.current(conn, case.client_id) is None
