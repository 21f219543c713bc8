"""Long forms: further questions one a screen, back, passed over, left and gone on with. Not: the score and its why."""

from dataclasses import replace
from datetime import datetime

from bot.domain.alarms import Alarm
from bot.domain.errors import NotFound
from bot.domain.forms import Form, form_until, is_score, may_regrade
from bot.domain.ids import AnswerId, InvitationId
from bot.domain.people import Actor, Step
from bot.domain.programmes import Question
from bot.domain.surveys import HIGHEST, LOWEST, WORDS_STEP, Answer, Invitation
from bot.domain.time import to_us
from bot.usecases.surveys.counting import Counting
from bot.usecases.surveys.view import Rating
from storage import alarms, outbox, steps, surveys
from storage.database import Tx

OVER = "survey.form"
"""The alarm at which a form closes."""


class Forms(Counting):
    """What a contact answers after the why."""

    async def grade(self, actor: Actor, invitation_id: InvitationId, question: str, score: int) -> Rating:
        """A score for a further question; stored at once, and the next one comes. Raises NotFound."""
        if not LOWEST <= score <= HIGHEST:
            raise NotFound
        now = self.clock()
        async with self.db.transaction() as tx:
            invitation, answer, form = await self._form(tx, actor, invitation_id, now)
            if form.find(question) is None and question != form.at:
                raise NotFound  # it was never asked
            takes = self._takes(form, question, now)
            if takes:
                await self.graded(tx, actor, form, question, score, now)
                await self._on(tx, actor, invitation, answer, question, now)
            return replace(await self.reader.rating(tx, invitation, answer, now), stands=not takes)

    async def graded(
        self, tx: Tx, actor: Actor, form: Form, question: str, score: int | None, now: datetime
    ) -> None:
        """Keep a further score, or that the question was passed over; staff see it where they see the answer."""
        found = form.find(question)
        asked = None if found is None else found.text(actor.language)
        if await surveys.grade(tx, form.answer_id, question, score, asked, now) and score is not None:
            await self._shown(tx, form.answer_id, now)

    async def skip(self, actor: Actor, invitation_id: InvitationId, question: str) -> Rating:
        """[Skip], [Next]: what was answered stays. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            invitation, answer, form = await self._form(tx, actor, invitation_id, now)
            if not form.over and form.find(question) is not None:
                if question not in form.given:
                    await self.graded(tx, actor, form, question, None, now)
                await self._on(tx, actor, invitation, answer, question, now)
            return await self.reader.rating(tx, invitation, answer, now)

    async def turn(self, actor: Actor, invitation_id: InvitationId, question: str) -> Rating:
        """[Back], [Go on]: this question on the screen; "": the next that is left. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            invitation, answer, form = await self._form(tx, actor, invitation_id, now)
            to = form.find(question) or form.next_open() or (form.questions[0] if form.questions else None)
            if not form.over and to is not None:
                await self._ask(tx, actor, invitation, answer, to, now)
            return await self.reader.rating(tx, invitation, answer, now)

    async def leave(self, actor: Actor, invitation_id: InvitationId) -> Rating:
        """[Finish later]: the form waits. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            invitation, answer, _ = await self._form(tx, actor, invitation_id, now)
            await self._ask(tx, actor, invitation, answer, None, now)
            return await self.reader.rating(tx, invitation, answer, now)

    async def follow(
        self, tx: Tx, actor: Actor, invitation: Invitation, answer: Answer, now: datetime, *, at_once: bool
    ) -> None:
        """The why is finished: the further questions begin, if there are any.

        `at_once`: the first is on the screen; else it waits behind [Go on], so that the promise to a detractor is
        read first, and further words belong to the why.
        """
        questions = (await self.programmes.asked(tx, invitation)).questions
        until = form_until(answer, self.rules)
        if not questions or now >= until:
            return
        first = questions[0] if at_once else None
        if not await surveys.begin(tx, answer.id, None if first is None else first.id, now):
            return  # it had begun, and stands where it stood
        await alarms.put(tx, f"answer:{answer.id}", OVER, until)
        if first is not None:
            await self._listen_to(tx, actor, answer, first.id, now)

    async def ring(self, tx: Tx, alarm: Alarm, now: datetime) -> None:
        """A form closes: its card says so."""
        answer = await surveys.get_answer(tx, AnswerId(alarm.number))
        if answer is not None:
            await surveys.turn(tx, answer.id, None, now)
            await self._redraw_all(tx, answer.invitation_id, now)

    # What they share

    def _takes(self, form: Form, question: str, now: datetime) -> bool:
        """Whether a score for this question is taken now; one on the screen also when it was taken out meanwhile."""
        found = form.find(question)
        asked = question == form.at if found is None else is_score(found)
        return asked and not form.over and may_regrade(form.given.get(question), self.rules, now)

    async def _form(
        self, tx: Tx, actor: Actor, invitation_id: InvitationId, now: datetime
    ) -> tuple[Invitation, Answer, Form]:
        invitation, answer = await self._answered(tx, actor, invitation_id)
        form = await self.reader.form(tx, invitation, answer, now)
        if form is None:
            raise NotFound
        return invitation, answer, form

    async def _on(
        self, tx: Tx, actor: Actor, invitation: Invitation, answer: Answer, question: str, now: datetime
    ) -> None:
        form = await self.reader.form(tx, invitation, answer, now)
        assert form is not None
        await self._ask(tx, actor, invitation, answer, form.next_open(question) or form.behind(question), now)

    async def _ask(
        self, tx: Tx, actor: Actor, invitation: Invitation, answer: Answer, to: Question | None, now: datetime
    ) -> None:
        await surveys.turn(tx, answer.id, None if to is None else to.id, now)
        if to is None:
            await steps.close(tx, actor.id, only=WORDS_STEP)
            await self.finished(tx, invitation, answer, now)
        else:
            await self._listen_to(tx, actor, answer, to.id, now)
        await self._redraw(tx, invitation, now)

    async def _listen_to(self, tx: Tx, actor: Actor, answer: Answer, question: str, now: datetime) -> None:
        args: dict[str, int | str | bool | None] = {
            "answer": answer.id,
            "at": to_us(now),
            "question": question,
        }
        await steps.open_(tx, actor.id, Step(WORDS_STEP, args), now)

    async def _shown(self, tx: Tx, answer_id: AnswerId, now: datetime) -> None:
        await outbox.redraw(tx, f"answer:{answer_id}", now=now)
        answer = await surveys.get_answer(tx, answer_id)
        if answer is not None:
            await self.cases.voices.redraw(tx, answer, now)
