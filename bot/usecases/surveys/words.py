"""Why: reasons from the list, and words, voices, pictures. Not: further questions, what the manager sees."""

from dataclasses import replace
from datetime import datetime

from bot.domain.errors import NotFound
from bot.domain.ids import AnswerId, InvitationId, PersonId
from bot.domain.letters import Lane, Letter, Op
from bot.domain.people import Actor
from bot.domain.surveys import Answer, Words, letters
from bot.usecases.doubts import put_anew
from bot.usecases.surveys.forms import Forms
from bot.usecases.surveys.view import Rating
from storage import audit, cards, clients, figures, outbox, steps, surveys
from storage.database import Conn, Tx


class Why(Forms):
    """What goes with a score."""

    async def reason(self, actor: Actor, invitation_id: InvitationId, reason: str, *, on: bool) -> Rating:
        """Tick or untick a reason; one that is not offered (any more) changes nothing. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            invitation, answer = await self._answered(tx, actor, invitation_id)
            offered = {choice.id for choice in self.reader.offered(answer, invitation)}
            if reason in offered and await surveys.set_reason(tx, answer.id, reason, on=on):
                await figures.answered(tx, answer.id, self.company.zone, answer.person_id)
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
                await self.follow(tx, actor, invitation, answer, now, at_once=not answer.low)
                await self.finished(tx, invitation, answer, now)
            await self._redraw(tx, invitation, now)
            return await self.reader.rating(tx, invitation, replace(answer, said=True), now)

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
        await self.redraw_call(tx, answer, now)
        await self._redraw_all(tx, answer.invitation_id, now)
        return True

    async def _said(self, tx: Tx, actor: Actor, answer: Answer, words: Words, now: datetime) -> Rating:
        await self.add(tx, answer, words, now)
        invitation, fresh = await self._answered(tx, actor, answer.invitation_id)
        if words.question is None:
            await self.follow(tx, actor, invitation, fresh, now, at_once=False)
        await self.finished(tx, invitation, fresh, now)
        # What comes next, with its promise, is a letter below the words; the card above them becomes one line.
        await self._below(tx, actor, invitation.id, words, now)
        return await self.reader.rating(tx, invitation, fresh, now)

    async def _below(self, tx: Tx, actor: Actor, id_: InvitationId, words: Words, now: datetime) -> None:
        """The screen below the words; again, when nobody knows whether the earlier one arrived."""
        copy = await cards.get(tx, f"thanks:{id_}", actor.id)
        if copy is None or copy.message_id is not None or await cards.travels(tx, copy):
            return await outbox.put(tx, thanks(actor, id_, words.question), now=now)
        return await put_anew(tx, thanks(actor, id_, f"anew:{words.chat_id}:{words.message_id}"), copy, now)

    async def hear(self, actor: Actor, answer_id: AnswerId, update: int) -> None:
        """Send staff everything that was said with an answer, whole; that is audited. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            answer = await surveys.get_answer(tx, answer_id)
            if answer is None or await clients.get(tx, actor.scope, answer.client_id) is None:
                raise NotFound
            await audit.add(tx, actor.id, "answer.words", f"answer:{answer_id}", now)
            await outbox.put(tx, *letters(await surveys.words(tx, answer_id), actor.id, update), now=now)


def thanks(actor: Actor, id_: InvitationId, occurrence: str | int | None) -> Letter:
    """The screen below what the contact typed; where it stands already, a line that leads to it."""
    key = f"survey.thanks:{id_}" + ("" if occurrence is None else f":{occurrence}")
    args = {"invitation": id_}
    return Letter("survey.thanks", actor.id, key, args, Op.CARD, f"thanks:{id_}", Lane.ANSWER)
