"""Surveys: a contact's score, its why, words and wishes. Not: who is asked when (waves), wording, SQL."""

from dataclasses import replace
from datetime import datetime

from bot.clock import Clock
from bot.domain.calls import State
from bot.domain.company import Company
from bot.domain.errors import Changed, NotFound
from bot.domain.ids import AnswerId, InvitationId, PersonId
from bot.domain.letters import Claimed, Lane, Later, Letter, NotWanted, Op, View
from bot.domain.nps import Group
from bot.domain.people import Actor, Role, Step
from bot.domain.programmes import OWN
from bot.domain.surveys import (
    HIGHEST,
    LOWEST,
    WORDS_STEP,
    Answer,
    Invitation,
    Stage,
    SurveyRules,
    Wish,
    Words,
    change_until,
    letters,
    listens,
    may_change,
)
from bot.domain.time import from_us, to_us
from bot.domain.worktime import add_workdays
from bot.usecases.cases import Cases
from bot.usecases.surveys.view import Rating, Reader, Started
from storage import audit, calls, clients, figures, outbox, people, steps, surveys
from storage.database import Conn, Database, Tx


class Surveys:
    """Everything about answers."""

    def __init__(
        self, db: Database, clock: Clock, company: Company, rules: SurveyRules, cases: Cases
    ) -> None:
        self.db, self.clock, self.company, self.rules, self.cases = db, clock, company, rules, cases
        self.reader = Reader(company, rules, cases.voices)

    # The score

    async def rate(self, actor: Actor, invitation_id: InvitationId, score: int, *, card: bool) -> Rating:
        """The score is stored at the first tap; another one within the days of changing replaces it.

        `card`: pressed on the question's own card, not on a reminder or a copy of it. Raises NotFound.
        """
        if not LOWEST <= score <= HIGHEST:
            raise NotFound
        now = self.clock()
        async with self.db.transaction() as tx:
            invitation, before = await self._mine(tx, actor, invitation_id)
            first = await self._first(tx, invitation, score, now) if before is None else None
            if first is not None:
                rating = first
            else:
                rating = await self._again(tx, actor, invitation, score, now)
            await self._redraw(tx, invitation, now, card=card)
            return rating

    async def _first(self, tx: Tx, invitation: Invitation, score: int, now: datetime) -> Rating | None:
        """Store the first score; None when there is one. Reads nothing more: this is what every tap waits for."""
        answer = await surveys.put_answer(tx, invitation.id, score, now)
        if answer is None:
            return None
        await self._count(tx, None, answer, now)
        await self._listen(tx, answer, now)
        until = change_until(answer, self.rules)
        invitation = replace(invitation, stage=Stage.ANSWERED)
        return Rating(invitation, self.company.name, answer, self.reader.offered(answer), until=until)

    async def _again(self, tx: Tx, actor: Actor, invitation: Invitation, score: int, now: datetime) -> Rating:
        """A score for an answered question: the same, a change, or too late for one."""
        _, before = await self._answered(tx, actor, invitation.id)
        if before.score == score or not may_change(before, self.rules, now):
            rating = await self.reader.rating(tx, invitation, before, now)
            return replace(rating, late=before.score != score)
        return await self._other(tx, actor, invitation, before, score, now)

    async def _other(
        self, tx: Tx, actor: Actor, invitation: Invitation, before: Answer, score: int, now: datetime
    ) -> Rating:
        await self._untick(tx, before, Group.of(score))
        if not await surveys.change(tx, before, score, now):
            raise Changed
        _, after = await self._mine(tx, actor, invitation.id)
        assert after is not None
        await self._count(tx, before, after, now)
        await self._listen(tx, after, now)
        await outbox.redraw(tx, f"answer:{after.id}", now=now)
        return await self.reader.rating(tx, invitation, after, now)

    async def _untick(self, tx: Tx, before: Answer, group: Group) -> None:
        """What was praised is not what went wrong, nor the other way round: such a change begins the reasons anew."""
        if (before.group is Group.PROMOTER) is (group is Group.PROMOTER):
            return
        for reason in sorted(await surveys.reasons(tx, before.id)):
            await surveys.set_reason(tx, before.id, reason, on=False)
            await figures.reasoned(tx, before.id, reason, self.company.zone, on=False)

    async def _count(self, tx: Tx, before: Answer | None, after: Answer, now: datetime) -> None:
        """The one place where an answer comes to be or changes: cases, calls, figures follow from here."""
        if before is None:
            await figures.answered(tx, after.id, self.company.zone)
        else:
            await figures.changed(tx, after.id, before.score, self.company.zone)
        await self.cases.voices.heard(tx, before, after, now)
        was = before is not None and before.group is Group.PASSIVE
        if after.group is Group.PASSIVE and not was:
            await self._plan_call(tx, after, now)
        elif was and after.group is not Group.PASSIVE:
            await self._drop_call(tx, after, now)

    async def _plan_call(self, tx: Tx, answer: Answer, now: datetime) -> None:
        """A passive is asked what would make it a 10."""
        hours = await self.cases.desk.hours(tx, await people.responsible(tx, answer.client_id))
        await calls.plan(
            tx, key=f"passive:{answer.id}:{answer.version}", client_id=answer.client_id, person_id=answer.person_id, cause="passive",
            due_at=add_workdays(hours, now, self.rules.passive_days), now=now, cause_thing=f"answer:{answer.id}",
        )  # fmt: skip

    async def _drop_call(self, tx: Tx, answer: Answer, now: datetime) -> None:
        call = await calls.open_for(tx, answer.client_id, f"answer:{answer.id}")
        if call is not None:
            await calls.finish(tx, call, state=State.DROPPED, outcome=None, by=None, touch_id=None, now=now)
            await outbox.redraw(tx, f"call:{call}", now=now)

    async def _listen(self, tx: Tx, answer: Answer, now: datetime) -> None:
        step = Step(WORDS_STEP, {"answer": answer.id, "at": to_us(now)})
        await steps.open_(tx, answer.person_id, step, now)

    async def again(self, actor: Actor, invitation_id: InvitationId) -> Rating:
        """The buttons once more: [Change answer], [Rate anyway]. Raises NotFound."""
        now = self.clock()
        async with self.db.read() as conn:
            invitation, answer = await self._mine(conn, actor, invitation_id)
            rating = await self.reader.rating(conn, invitation, answer, now)
        return replace(rating, choosing=rating.may_change, late=not rating.may_change)

    async def look(self, actor: Actor, invitation_id: InvitationId) -> Rating:
        """The question as it stands. Raises NotFound."""
        async with self.db.read() as conn:
            return await self.reader.rating(conn, *await self._mine(conn, actor, invitation_id), self.clock())

    # Why

    async def reason(self, actor: Actor, invitation_id: InvitationId, reason: str, *, on: bool) -> Rating:
        """Tick or untick a reason; one that is not offered (any more) changes nothing. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            invitation, answer = await self._answered(tx, actor, invitation_id)
            offered = {choice.id for choice in self.reader.offered(answer)}
            if reason in offered and await surveys.set_reason(tx, answer.id, reason, on=on):
                await figures.reasoned(tx, answer.id, reason, self.company.zone, on=on)
                await self.cases.voices.redraw(tx, answer, now)
            return await self.reader.rating(tx, invitation, answer, now)

    async def done(self, actor: Actor, invitation_id: InvitationId) -> Rating:
        """[Done] or [Skip]: the why is finished. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            invitation, answer = await self._answered(tx, actor, invitation_id)
            if await surveys.said(tx, answer.id):
                await steps.close(tx, actor.id)
                await self._tell_manager(tx, answer, now)
            await self._redraw(tx, invitation, now)
            return await self.reader.rating(tx, invitation, replace(answer, said=True), now)

    async def say(self, actor: Actor, step: Step, words: Words) -> Rating | None:
        """A message while the step is open; None when the step is too old and the message means something else."""
        now = self.clock()
        async with self.db.transaction() as tx:
            answer = await surveys.get_answer(tx, AnswerId(int(step.args["answer"] or 0)))
            opened = from_us(int(step.args["at"] or 0))
            if answer is None or answer.person_id != actor.id:
                return None
            if not listens(opened, await surveys.last_word(tx, answer.id), now):
                await steps.close(tx, actor.id)
                return None
            return await self._said(tx, actor, answer, words, now)

    async def reply(self, actor: Actor, invitation_id: InvitationId, words: Words) -> Rating | None:
        """A reply to the question's card; None while it is not answered. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            _, answer = await self._mine(tx, actor, invitation_id)
            return None if answer is None else await self._said(tx, actor, answer, words, now)

    async def latest(self, conn: Conn, person_id: PersonId) -> Answer | None:
        """The contact's latest answer, for "add to my rating"."""
        found = await surveys.latest(conn, person_id)
        return None if found is None else found[1]

    async def add(self, tx: Tx, answer: Answer, words: Words, now: datetime) -> bool:
        """Keep words with an answer and tell who answers for it; False when this message was kept before."""
        if not await surveys.add_words(tx, answer.id, words, now):
            return False
        await surveys.said(tx, answer.id)
        await self._tell_manager(tx, answer, now)
        await self._redraw_all(tx, answer.invitation_id, now)
        return True

    async def _said(self, tx: Tx, actor: Actor, answer: Answer, words: Words, now: datetime) -> Rating:
        await self.add(tx, answer, words, now)
        id_ = answer.invitation_id
        # What comes next, with its promise, is a letter below the words; the card above them becomes one line.
        thanks = Letter(
            "survey.thanks", actor.id, f"survey.thanks:{id_}", {"invitation": id_}, Op.CARD, f"thanks:{id_}",
            Lane.ANSWER,
        )  # fmt: skip
        await outbox.put(tx, thanks, now=now)
        invitation, fresh = await self._mine(tx, actor, id_)
        return await self.reader.rating(tx, invitation, fresh, now)

    async def _tell_manager(self, tx: Tx, answer: Answer, now: datetime) -> None:
        count = len(await surveys.words(tx, answer.id))
        if count and await self.cases.voices.more(tx, answer, count, now):
            return
        if answer.low or not (count or await surveys.reasons(tx, answer.id)):
            return
        manager = await people.responsible(tx, answer.client_id)
        if manager is not None:
            key = f"survey.opinion:{answer.id}:{answer.version}:{count}"
            letter = Letter(
                "survey.opinion", manager, key, {"answer": answer.id}, Op.CARD, f"answer:{answer.id}"
            )
            await outbox.put(tx, letter, now=now)

    # Other buttons

    async def wish(self, actor: Actor, invitation_id: InvitationId, wish: Wish) -> Rating:
        """[Call me sooner] or [No contact needed] of a detractor. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            invitation, answer = await self._answered(tx, actor, invitation_id)
            if answer.low and await surveys.set_wish(tx, answer.id, wish):
                answer = replace(answer, wish=wish, said=True)
                await self.cases.voices.wish(tx, answer, wish, now)
            await self._redraw(tx, invitation, now)
            return await self.reader.rating(tx, invitation, answer, now)

    async def refuse(self, actor: Actor, invitation_id: InvitationId) -> Rating:
        """[Don't ask me]: no more surveys, until they are switched on again. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            invitation, answer = await self._mine(tx, actor, invitation_id)
            if await surveys.set_consent(tx, actor.id, on=False):
                await audit.add(tx, actor.id, "consent.surveys", f"person:{actor.id}", now, old="1", new="0")
            await surveys.drop_held(tx, actor.id)
            await surveys.set_stage(tx, invitation_id, Stage.OPEN, Stage.DROPPED, now)
            await self._redraw(tx, invitation, now)
            return replace(await self.reader.rating(tx, invitation, answer, now), refused=True)

    async def allow(self, actor: Actor, invitation_id: InvitationId) -> Rating:
        """Undo of it. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            if await surveys.set_consent(tx, actor.id, on=True):
                await audit.add(tx, actor.id, "consent.surveys", f"person:{actor.id}", now, old="0", new="1")
            await self._mine(tx, actor, invitation_id)
            await surveys.set_stage(tx, invitation_id, Stage.DROPPED, Stage.OPEN, now)
            invitation, answer = await self._mine(tx, actor, invitation_id)
            return await self.reader.rating(tx, invitation, answer, now)

    async def start(self, actor: Actor) -> Started:
        """/rate: a question that waits, else the answer of these days, else a new question. Raises NotFound."""
        if actor.role is not Role.CONTACT or actor.client_id is None:
            raise NotFound
        now = self.clock()
        async with self.db.transaction() as tx:
            found = await surveys.waiting(tx, actor.id)
            last = found or await surveys.latest(tx, actor.id)
            if last is not None and (last[1] is None or may_change(last[1], self.rules, now)):
                rating = await self.reader.rating(tx, *last, now)
                return Started(replace(rating, choosing=last[1] is None), sent=False)
            id_ = await surveys.own(tx, actor.id, actor.client_id, OWN, now)
            letter = Letter(
                "survey.card", actor.id, f"survey.card:{id_}", {"invitation": id_}, Op.CARD, f"invitation:{id_}",
                Lane.ANSWER,
            )  # fmt: skip
            await outbox.put(tx, letter, now=now)
            return Started(await self.reader.rating(tx, *await self._mine(tx, actor, id_), now), sent=True)

    async def hear(self, actor: Actor, answer_id: AnswerId, update: int) -> None:
        """Send staff everything that was said with an answer, whole; that is audited. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            answer = await surveys.get_answer(tx, answer_id)
            if answer is None or await clients.get(tx, actor.scope, answer.client_id) is None:
                raise NotFound
            await audit.add(tx, actor.id, "answer.words", f"answer:{answer_id}", now)
            await outbox.put(tx, *letters(await surveys.words(tx, answer_id), actor.id, update), now=now)

    # What everything shares

    async def _mine(
        self, conn: Conn, actor: Actor, invitation_id: InvitationId
    ) -> tuple[Invitation, Answer | None]:
        found = await surveys.get(conn, invitation_id)
        if found is None or found[0].person_id != actor.id:
            raise NotFound
        return found

    async def _answered(self, tx: Tx, actor: Actor, invitation_id: InvitationId) -> tuple[Invitation, Answer]:
        invitation, answer = await self._mine(tx, actor, invitation_id)
        if answer is None:
            raise NotFound
        return invitation, answer

    async def _redraw(self, tx: Tx, invitation: Invitation, now: datetime, *, card: bool = False) -> None:
        """The other copies of the question. A press on the only one draws it by itself."""
        if not card or invitation.reminded_at is not None:
            await self._redraw_all(tx, invitation.id, now)

    async def _redraw_all(self, tx: Tx, invitation_id: InvitationId, now: datetime) -> None:
        await outbox.redraw(tx, f"invitation:{invitation_id}", now=now)
        await outbox.redraw(tx, f"reminder:{invitation_id}", now=now)
        await outbox.redraw(tx, f"thanks:{invitation_id}", now=now)

    async def open_letter(self, conn: Conn, letter: Claimed, now: datetime) -> View | NotWanted | Later:
        """The question, the reminder, or what a content client said, as it stands when it is sent."""
        return await self.reader.open_letter(conn, letter, now)
