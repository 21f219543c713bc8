"""Phone mode's further questions: what a contact says to the rest of a long form. Not: the score, wording, SQL."""

from datetime import datetime, timedelta

from bot.clock import Clock
from bot.domain.errors import Changed, NotFound
from bot.domain.forms import Form, form_until, is_score, may_regrade
from bot.domain.ids import InvitationId
from bot.domain.people import Actor
from bot.domain.programmes import Question
from bot.domain.surveys import HIGHEST, LOWEST, Answer, Invitation
from bot.usecases.calls import Calls
from bot.usecases.surveys.forms import OVER
from bot.usecases.surveys.noting import Noting, NotingReader
from bot.usecases.surveys.surveys import Surveys
from storage import alarms, audit, outbox, phonemode, surveys
from storage.database import Conn, Database, Tx


class PhoneForms:
    """What staff note after the score and its why. Over the contact's own answer nothing is noted."""

    def __init__(self, db: Database, clock: Clock, surveys: Surveys, calls: Calls) -> None:
        self.db, self.clock, self.surveys, self.calls = db, clock, surveys, calls
        self.reader = NotingReader(surveys.rules, surveys.reader)

    async def grade(self, actor: Actor, invitation_id: InvitationId, question: str, score: int) -> Noting:
        """A score that the contact says to a further question; the next one comes. Raises NotFound."""
        if not LOWEST <= score <= HIGHEST:
            raise NotFound
        now = self.clock()
        async with self.db.transaction() as tx:
            asked, answer, form = await self._form(tx, actor, invitation_id, now)
            found = None if form is None else form.find(question)
            if answer is not None and form is not None and found is not None and is_score(found):
                if may_regrade(form.given.get(question), self.surveys.rules, now):
                    await self._grade(tx, actor, answer, found, score, now)
                await self._on(tx, asked, answer, question, now)
            return await self.reader.screen(tx, actor.id, invitation_id, now)

    async def _grade(
        self, tx: Tx, actor: Actor, answer: Answer, question: Question, score: int, now: datetime
    ) -> None:
        if await surveys.grade(tx, answer.id, question.id, score, question.text(actor.language), now):
            await audit.add(tx, actor.id, "phone.further", f"answer:{answer.id}", now, new=str(score))
            await self._told(tx, actor, answer, now)

    async def skip(self, actor: Actor, invitation_id: InvitationId, question: str) -> Noting:
        """[Skip], [Next]: what was noted stays. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            asked, answer, form = await self._form(tx, actor, invitation_id, now)
            found = None if form is None else form.find(question)
            if answer is not None and form is not None and found is not None:
                if question not in form.given:
                    await surveys.grade(tx, answer.id, question, None, found.text(actor.language), now)
                await self._on(tx, asked, answer, question, now)
            return await self.reader.screen(tx, actor.id, invitation_id, now)

    async def turn(self, actor: Actor, invitation_id: InvitationId, question: str) -> Noting:
        """[Back], [Further questions]: this one on the screen; "": the next that is left. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            _, answer, form = await self._form(tx, actor, invitation_id, now)
            if answer is not None and form is not None:
                to = form.find(question) or form.next_open() or next(iter(form.questions), None)
                await surveys.turn(tx, answer.id, None if to is None else to.id, now)
            return await self.reader.screen(tx, actor.id, invitation_id, now)

    async def stop(self, actor: Actor, invitation_id: InvitationId) -> Noting:
        """[Finish later]: the questions wait. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            _, answer, form = await self._form(tx, actor, invitation_id, now)
            if answer is not None and form is not None:
                await surveys.turn(tx, answer.id, None, now)
            return await self.reader.screen(tx, actor.id, invitation_id, now)

    async def _follow(self, tx: Tx, asked: Invitation, answer: Answer, now: datetime) -> None:
        """The why is finished: the first further question comes, if its survey has any."""
        questions = (await self.surveys.programmes.asked(tx, asked)).questions
        until = form_until(answer, self.surveys.rules)
        if questions and now < until and await surveys.begin(tx, answer.id, questions[0].id, now):
            await alarms.put(tx, f"answer:{answer.id}", OVER, until)

    async def _on(self, tx: Tx, asked: Invitation, answer: Answer, question: str, now: datetime) -> None:
        form = await self.surveys.reader.form(tx, asked, answer, now)
        assert form is not None
        to = form.next_open(question) or form.behind(question)
        await surveys.turn(tx, answer.id, None if to is None else to.id, now)

    async def _form(
        self, tx: Tx, actor: Actor, invitation_id: InvitationId, now: datetime
    ) -> tuple[Invitation, Answer | None, Form | None]:
        """What was noted, held until the transaction ends (None: nothing, or the contact answered), and its further
        questions, when they have begun and are not over."""
        asked, answer = await self._seen(tx, actor, invitation_id)
        if answer is None:
            return asked, None, None
        asked, answer = await self._answered(tx, invitation_id)
        if not answer.by_manager:
            return asked, None, None
        if not answer.said:
            return asked, answer, None
        form = await self.surveys.reader.form(tx, asked, answer, now)
        return asked, answer, None if form is None or form.over else form

    # What everything of phone mode shares

    async def _told(self, tx: Tx, actor: Actor, answer: Answer, now: datetime) -> None:
        """What was noted besides the score shows on the case, on a passive's call, and on other screens."""
        await self.surveys.cases.voices.redraw(tx, answer, now)
        await self.surveys.redraw_call(tx, answer, now)
        await outbox.redraw(tx, f"phone:{answer.invitation_id}", now=now, but=actor.id)

    async def _seen(
        self, conn: Conn, actor: Actor, invitation_id: InvitationId
    ) -> tuple[Invitation, Answer | None]:
        found = await surveys.get(conn, invitation_id)
        since = self.clock() - timedelta(days=self.surveys.rules.change_days)
        if found is None or not await phonemode.may(conn, actor.scope, found[0].client_id, since):
            raise NotFound
        return found

    async def _answered(self, tx: Tx, invitation_id: InvitationId) -> tuple[Invitation, Answer]:
        """The answer as it stands now, held until the transaction ends."""
        found = await surveys.get(tx, invitation_id)
        if found is None or found[1] is None:
            raise NotFound
        await phonemode.lock(tx, found[1].id)
        answer = await surveys.get_answer(tx, found[1].id)
        if answer is None:  # taken back just now
            raise Changed
        return found[0], answer
