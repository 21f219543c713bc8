"""/rate: a contact rates unasked. Not: waves."""

from dataclasses import replace

from bot.domain.errors import NotFound
from bot.domain.letters import Lane, Letter, Op
from bot.domain.people import Actor, Role
from bot.domain.programmes import OWN
from bot.domain.surveys import may_change
from bot.usecases.surveys.base import Base
from bot.usecases.surveys.view import Started
from storage import outbox, surveys


class Starting(Base):
    """The way in without being asked."""

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
