"""What a contact wants besides: to be called sooner or not at all, not to be asked. Not: scores."""

from dataclasses import replace

from bot.domain.ids import InvitationId
from bot.domain.people import Actor
from bot.domain.surveys import Stage, Wish, next_nudge
from bot.usecases.surveys.forms import Forms
from bot.usecases.surveys.view import Rating
from storage import alarms, audit, surveys


class Wishes(Forms):
    """The other buttons of a question."""

    async def wish(self, actor: Actor, invitation_id: InvitationId, wish: Wish) -> Rating:
        """[Call me sooner] or [No contact needed] of a detractor. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            invitation, answer = await self._answered(tx, actor, invitation_id)
            if answer.low and await surveys.set_wish(tx, answer.id, wish):
                answer = replace(answer, wish=wish, said=True)
                await self.cases.voices.wish(tx, answer, wish, now)
                await self.follow(tx, actor, invitation, answer, now, at_once=False)
            await self._redraw(tx, invitation, now)
            return await self.reader.rating(tx, invitation, answer, now)

    async def refuse(self, actor: Actor, invitation_id: InvitationId) -> Rating:
        """[Don't ask me]: no more surveys, until they are switched on again. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            invitation, answer = await self._mine(tx, actor, invitation_id)
            if await surveys.set_consent(tx, actor.id, on=False):
                await audit.add(tx, actor.id, "consent.surveys", f"person:{actor.id}", now, old="1", new="0")
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
            if invitation.wave_id is not None and invitation.stage is Stage.OPEN:  # its alarm may be gone
                at = next_nudge(invitation, self.rules, now) or now
                await alarms.put(tx, f"invitation:{invitation_id}", "wave.next", at)
            return await self.reader.rating(tx, invitation, answer, now)
