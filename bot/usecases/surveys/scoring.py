"""The score 0-10: the first tap, a change, a look. Not: its why."""

from dataclasses import replace
from datetime import datetime

from bot.domain.errors import Changed, NotFound
from bot.domain.ids import InvitationId
from bot.domain.nps import Group
from bot.domain.people import Actor, Step
from bot.domain.surveys import (
    HIGHEST,
    LOWEST,
    WORDS_STEP,
    Answer,
    Invitation,
    Stage,
    change_until,
    may_change,
)
from bot.domain.time import to_us
from bot.usecases.surveys.counting import Counting
from bot.usecases.surveys.phonecards import noted_over
from bot.usecases.surveys.view import Rating
from storage import outbox, phonemode, steps, surveys
from storage.database import Tx


class Scoring(Counting):
    """A contact taps a number."""

    async def rate(self, actor: Actor, invitation_id: InvitationId, score: int, *, card: bool) -> Rating:
        """The score is stored at the first tap; another one within the days of changing replaces it.

        `card`: pressed on the question's own card, not on a reminder or a copy of it. Raises NotFound.
        """
        if not LOWEST <= score <= HIGHEST:
            raise NotFound
        now = self.clock()
        async with self.db.transaction() as tx:
            invitation, before = await self._meant(tx, actor, invitation_id)
            first = await self._first(tx, invitation, score, now) if before is None else None
            if first is not None:
                rating = first
            else:
                rating = await self._again(tx, actor, invitation, score, now)
            await self._redraw(tx, invitation, now, card=card and invitation.id == invitation_id)
            return rating

    async def _meant(
        self, tx: Tx, actor: Actor, invitation_id: InvitationId
    ) -> tuple[Invitation, Answer | None]:
        """The question that a press answers: on a closed one without an answer, the one that waits now.

        Else the later round would count somebody as silent who answered while it waited.
        """
        invitation, before = await self._mine(tx, actor, invitation_id)
        if before is None and invitation.stage is Stage.CLOSED:
            found = await surveys.waiting(tx, actor.id)
            if found is not None and found[0].id > invitation.id:
                return found
        return invitation, before

    async def _first(self, tx: Tx, invitation: Invitation, score: int, now: datetime) -> Rating | None:
        """Store the first score; None when there is one. Reads nothing more: this is what every tap waits for."""
        answer = await surveys.put_answer(tx, invitation, score, now)
        if answer is None:
            return None
        await self.count(tx, None, answer, now)
        if invitation.phoned_at is not None:
            await self.heard_at_last(tx, answer, now)
        await self._listen(tx, answer, now)
        until = change_until(answer, self.rules)
        invitation = replace(invitation, stage=Stage.ANSWERED)
        return Rating(
            invitation, self.company.name, answer, self.reader.offered(answer, invitation), until=until
        )

    async def _again(self, tx: Tx, actor: Actor, invitation: Invitation, score: int, now: datetime) -> Rating:
        """A score for an answered question: the same, a change, or too late for one."""
        _, before = await self._answered(tx, actor, invitation.id)
        if before.by_manager:
            return await self._instead(tx, actor, invitation, before, score, now)
        if before.score == score or not may_change(before, self.rules, now):
            rating = await self.reader.rating(tx, invitation, before, now)
            return replace(rating, late=before.score != score)
        return await self._other(tx, actor, invitation, before, score, now)

    async def _other(
        self, tx: Tx, actor: Actor, invitation: Invitation, before: Answer, score: int, now: datetime
    ) -> Rating:
        await self.untick(tx, before, Group.of(score))
        if not await surveys.change(tx, before, score, now):
            raise Changed
        _, after = await self._mine(tx, actor, invitation.id)
        assert after is not None
        await self.count(tx, before, after, now)
        await self._listen(tx, after, now)
        await outbox.redraw(tx, f"answer:{after.id}", now=now)
        return await self.reader.rating(tx, invitation, after, now)

    async def _instead(
        self, tx: Tx, actor: Actor, invitation: Invitation, before: Answer, score: int, now: datetime
    ) -> Rating:
        """The contact's own answer takes the place of what staff noted for them, at any time."""
        await phonemode.lock(tx, before.id)
        noted, before = await phonemode.get(tx, before.id), await surveys.get_answer(tx, before.id) or before
        if noted is None or not await phonemode.replaced(tx, before, score, now):
            raise Changed
        _, after = await self._answered(tx, actor, invitation.id)
        await self.count(tx, before, after, now)
        await self._listen(tx, after, now)
        await outbox.redraw(tx, f"answer:{after.id}", now=now)
        await outbox.put(tx, noted_over(invitation.id, noted, after.version), now=now)
        await outbox.redraw(tx, f"phone:{invitation.id}", now=now)
        return await self.reader.rating(tx, invitation, after, now)

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
