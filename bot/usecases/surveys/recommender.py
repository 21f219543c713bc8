"""Whether a promoter is asked to recommend us, and what they may pass on. Not: the rule (domain), presses, wording."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.nps import Group
from bot.domain.recommending import RecommendRules, Reply, may_ask, may_show
from bot.domain.surveys import Answer
from storage import facts, recommending
from storage.database import Conn, Tx


@dataclass(frozen=True, slots=True)
class Offer:
    """The request on a promoter's screen: `link` is passed on; `taken`: they want to."""

    link: str
    taken: bool


@dataclass(frozen=True, slots=True)
class Recommender:
    """Works inside the transactions of `Surveys`."""

    rules: RecommendRules

    async def ask(self, tx: Tx, answer: Answer, now: datetime) -> None:
        """The why is finished: from now on the request stands on the screen, if the rule allows it."""
        if answer.group is not Group.PROMOTER or answer.by_manager:
            return
        last = await recommending.last(tx, answer.person_id)
        if last is not None and last.answer_id == answer.id:
            return
        trouble = await recommending.trouble(tx, answer.client_id)
        if may_ask(answer.group, last, self.rules, now, trouble=trouble):
            await recommending.ask(tx, answer, now)

    async def offer(self, conn: Conn, answer: Answer) -> Offer | None:
        """The request that went with this answer, while it may be shown."""
        if answer.group is not Group.PROMOTER:
            return None
        request = await recommending.of_answer(conn, answer.id)
        if request is None:
            return None
        trouble = await recommending.trouble(conn, answer.client_id)
        if not may_show(answer.group, request, trouble=trouble):
            return None
        bot = await facts.get(conn, facts.BOT_NAME)
        link = self.rules.link or f"https://t.me/{bot or ''}"
        return Offer(link, request.reply is Reply.TAKEN)
