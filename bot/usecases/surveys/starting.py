"""/rate: a contact rates unasked. Not: waves."""

from bot.domain.errors import NotFound
from bot.domain.letters import Lane, Letter, Op
from bot.domain.people import Actor, Role
from bot.domain.programmes import OWN
from bot.domain.surveys import may_change
from bot.usecases.doubts import put_anew
from bot.usecases.surveys.base import Base
from bot.usecases.surveys.view import Rating, Started
from storage import cards, outbox, surveys


class Starting(Base):
    """The way in without being asked."""

    async def start(self, actor: Actor, update: int = 0) -> Started:
        """/rate: a question that waits, else the answer of these days, else a new question. Raises NotFound.

        What stands in the chat already is drawn anew and rung: one screen at a time has buttons.
        """
        if actor.role is not Role.CONTACT or actor.client_id is None:
            raise NotFound
        now = self.clock()
        async with self.db.transaction() as tx:
            found = await surveys.waiting(tx, actor.id)
            last = found or await surveys.latest(tx, actor.id)
            if last is not None and (last[1] is None or may_change(last[1], self.rules, now)):
                rating = await self.reader.rating(tx, *last, now)
                letter = _shown_again(rating, actor, update)
                copy = await cards.get(tx, letter.thing or "", actor.id)
                if copy is None or not await cards.travels(tx, copy):
                    await put_anew(tx, letter, copy, now)
                return Started(rating, new=False)
            id_ = await surveys.own(tx, actor.id, actor.client_id, OWN, now)
            letter = Letter(
                "survey.card", actor.id, f"survey.card:{id_}", {"invitation": id_}, Op.CARD, f"invitation:{id_}",
                Lane.ANSWER,
            )  # fmt: skip
            await outbox.put(tx, letter, now=now)
            return Started(await self.reader.rating(tx, *await self._mine(tx, actor, id_), now), new=True)


def _shown_again(rating: Rating, actor: Actor, update: int) -> Letter:
    """The message that has the question's buttons, or a line that leads to it where it stands already."""
    id_, below = rating.invitation.id, rating.below
    kind, thing = ("survey.thanks", "thanks") if below else ("survey.card", "invitation")
    key = f"{kind}:{id_}:again:{update}"
    args: dict[str, int | str | bool | None] = {"invitation": id_, "again": True}
    return Letter(kind, actor.id, key, args, Op.CARD, f"{thing}:{id_}", Lane.ANSWER)
