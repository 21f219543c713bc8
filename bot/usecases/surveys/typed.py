"""What is typed or sent instead of pressed: a score in words, or words to the question on the screen. Not: buttons."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.forms import is_score
from bot.domain.ids import AnswerId, InvitationId
from bot.domain.people import Actor, Role, Step
from bot.domain.scorewords import Certain, Doubtful, understand
from bot.domain.surveys import WORDS_STEP, Answer, Invitation, Words, listens, may_change
from bot.domain.time import from_us
from bot.usecases.surveys.scoring import Scoring
from bot.usecases.surveys.view import Rating
from bot.usecases.surveys.words import Why, thanks
from storage import outbox, steps, surveys
from storage.database import Tx


@dataclass(frozen=True, slots=True)
class Doubt:
    """A message that may be a score; its contact is to be asked. `question`: of a long form, else the score 0-10."""

    invitation_id: InvitationId
    question: str | None = None


class Typed(Scoring, Why):
    """A contact writes."""

    async def say(self, actor: Actor, step: Step, words: Words) -> Rating | Doubt | None:
        """A message while the step is open; None when the step is too old and the message means something else."""
        now = self.clock()
        async with self.db.transaction() as tx:
            answer = await surveys.get_answer(tx, AnswerId(int(step.args["answer"] or 0)))
            opened = from_us(int(step.args["at"] or 0))
            if answer is None or answer.person_id != actor.id:
                return None
            if not listens(opened, await surveys.last_word(tx, answer.id), now):
                await steps.close(tx, actor.id, only=WORDS_STEP)
                return None
            return await self._to_answer(tx, actor, answer, words, now)

    async def reply(self, actor: Actor, invitation_id: InvitationId, words: Words) -> Rating | Doubt | None:
        """A reply to the question's card; None for what says no score while it is not answered. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            invitation, answer = await self._mine(tx, actor, invitation_id)
            if answer is None:
                return await self._as_score(tx, actor, invitation, words, now)
            return await self._to_answer(tx, actor, answer, words, now)

    async def typed(self, actor: Actor, words: Words) -> Rating | Doubt | None:
        """A text that replies to nothing: a score, when a question is the last thing that we sent."""
        if actor.role is not Role.CONTACT or understand(words.text or "") is None:
            return None
        now = self.clock()
        async with self.db.transaction() as tx:
            invitation = await surveys.asked_last(tx, actor.id, words.chat_id)
            return None if invitation is None else await self._as_score(tx, actor, invitation, words, now)

    async def reworded(self, actor: Actor, words: Words) -> Doubt | None:
        """A message was changed: words of an answer follow; one that is another score now is asked back."""
        if actor.role is not Role.CONTACT:
            return None
        now, meant = self.clock(), understand(words.text or "") if words.kind == "text" else None
        async with self.db.transaction() as tx:
            id_ = await surveys.reword(tx, actor.id, words)
            if id_ is not None:
                answer = await surveys.get_answer(tx, id_)
                assert answer is not None
                await self._shown(tx, id_, now)
                await self.redraw_call(tx, answer, now)
                return None
            found = await surveys.latest(tx, actor.id) if isinstance(meant, Certain) and meant.pure else None
            last = None if found is None else found[1]
            if not isinstance(meant, Certain) or last is None or last.score == meant.score:
                return None
            return Doubt(last.invitation_id) if listens(last.changed_at or last.at, None, now) else None

    async def meant(
        self, tx: Tx, actor: Actor, doubt: Doubt, score: int, words: Words, now: datetime
    ) -> Rating | None:
        """The contact says that a message is this score: it is stored, and the message kept with it.

        None when the question is not there any more, or the score stands for good.
        """
        found = await surveys.get(tx, doubt.invitation_id)
        if found is None or found[0].person_id != actor.id:
            return None
        if doubt.question is not None:
            return await self._further(tx, actor, found[0], doubt.question, score, words, now, keep=True)
        rating = await self.take(tx, actor, found[0], score, words, now, keep=True)
        return None if rating.late else rating

    async def take(
        self,
        tx: Tx,
        actor: Actor,
        invitation: Invitation,
        score: int,
        words: Words,
        now: datetime,
        *,
        keep: bool,
    ) -> Rating:
        """A score that was typed: stored as a tap stores it; the screen comes below what was typed.

        `keep`: more was said than the number.
        """
        rating = await self._first(tx, invitation, score, now) or await self._again(
            tx, actor, invitation, score, now
        )
        assert rating.answer is not None
        if keep and not rating.late and await surveys.add_words(tx, rating.answer.id, words, now):
            await self._tell_manager(tx, rating.answer, now)
        await self._redraw_all(tx, invitation.id, now)
        await outbox.put(tx, thanks(actor, invitation.id, words.message_id), now=now)
        return rating

    async def _as_score(
        self, tx: Tx, actor: Actor, invitation: Invitation, words: Words, now: datetime
    ) -> Rating | Doubt | None:
        meant = understand(words.text or "") if words.kind == "text" else None
        if isinstance(meant, Certain):
            return await self.take(tx, actor, invitation, meant.score, words, now, keep=not meant.pure)
        return None if meant is None else Doubt(invitation.id)

    async def _to_answer(
        self, tx: Tx, actor: Actor, answer: Answer, words: Words, now: datetime
    ) -> Rating | Doubt:
        """What is said to an answer: to the further question on the screen, else to its why."""
        invitation, answer = await self._answered(tx, actor, answer.invitation_id)
        form = await self.reader.form(tx, invitation, answer, now)
        current = None if form is None or not answer.said else form.current
        meant = understand(words.text or "") if words.kind == "text" else None
        if form is None or current is None:
            # A bare number after the score may be a slip of the finger put right.
            other = isinstance(meant, Certain) and meant.pure and meant.score != answer.score
            if other and may_change(answer, self.rules, now):
                return Doubt(invitation.id)
            return await self._said(tx, actor, answer, words, now)
        if is_score(current):
            if isinstance(meant, Certain):
                rating = await self._further(
                    tx, actor, invitation, current.id, meant.score, words, now, keep=not meant.pure
                )
                if rating is not None:
                    return rating
            elif isinstance(meant, Doubtful):
                return Doubt(invitation.id, current.id)
        await self.graded(tx, actor, form, current.id, None, now)
        return await self._said(tx, actor, answer, replace(words, question=current.id), now)

    async def _further(
        self, tx: Tx, actor: Actor, invitation: Invitation, question: str, score: int, words: Words, now: datetime,
        *, keep: bool,
    ) -> Rating | None:  # fmt: skip
        invitation, answer = await self._answered(tx, actor, invitation.id)
        form = await self.reader.form(tx, invitation, answer, now)
        if form is None or not self._takes(form, question, now):
            return None
        await self.graded(tx, actor, form, question, score, now)
        if keep:
            await self.add(tx, answer, replace(words, question=question), now)
        await self._on(tx, actor, invitation, answer, question, now)
        await self._redraw_all(tx, invitation.id, now)
        await outbox.put(tx, thanks(actor, invitation.id, words.message_id), now=now)
        return await self.reader.rating(tx, invitation, answer, now)
