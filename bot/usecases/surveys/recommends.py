"""What a promoter presses under the request to recommend us. Not: whether they are asked (recommender)."""

from bot.domain.ids import InvitationId
from bot.domain.people import Actor
from bot.domain.recommending import Reply
from bot.usecases.surveys.base import Base
from bot.usecases.surveys.view import Rating
from storage import outbox, recommending


class Recommends(Base):
    """What a promoter presses."""

    async def recommend(self, actor: Actor, invitation_id: InvitationId, reply: Reply) -> Rating:
        """[Recommend us to someone…] or [No, thanks]; the first press counts. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            invitation, answer = await self._answered(tx, actor, invitation_id)
            if await recommending.reply(tx, answer.id, reply, now):
                await outbox.redraw(tx, f"answer:{answer.id}", now=now)
                await self._redraw_all(tx, invitation_id, now)
            return await self.reader.rating(tx, invitation, answer, now)
