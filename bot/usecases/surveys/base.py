"""What every part of surveys shares: loading with the right to it, drawing anew, telling the manager. Not: acts."""

from datetime import datetime

from bot.clock import Clock
from bot.domain.company import Company
from bot.domain.errors import NotFound
from bot.domain.ids import InvitationId
from bot.domain.letters import Letter, Op
from bot.domain.people import Actor
from bot.domain.recommending import RecommendRules
from bot.domain.surveys import Answer, Invitation, SurveyRules
from bot.usecases.cases import Cases
from bot.usecases.programmes import Programmes
from bot.usecases.surveys.reader import Reader
from bot.usecases.surveys.recommender import Recommender
from storage import outbox, people, surveys
from storage.database import Conn, Database, Tx


class Base:
    """The parts of `Surveys` build on this."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        company: Company,
        rules: SurveyRules,
        cases: Cases,
        programmes: Programmes | None = None,
        recommending: RecommendRules | None = None,
    ) -> None:
        self.db, self.clock, self.company, self.rules, self.cases = db, clock, company, rules, cases
        self.programmes = programmes or Programmes(db, clock, company, rules)
        self.recommender = Recommender(recommending or RecommendRules())
        self.reader = Reader(company, rules, cases.voices, self.programmes, self.recommender)

    async def _mine(
        self, conn: Conn, actor: Actor, invitation_id: InvitationId
    ) -> tuple[Invitation, Answer | None]:
        found = await surveys.get(conn, invitation_id)
        if found is None or found[0].person_id != actor.id:
            raise NotFound
        return found

    async def _answered(self, tx: Tx, actor: Actor, invitation_id: InvitationId) -> tuple[Invitation, Answer]:
        invitation, answer = await self._mine(tx, actor, invitation_id)
        if answer is None:
            raise NotFound
        return invitation, answer

    async def _redraw(self, tx: Tx, invitation: Invitation, now: datetime, *, card: bool = False) -> None:
        """The other copies of the question. A press on the only one draws it by itself."""
        if not card or invitation.reminded_at is not None:
            await self._redraw_all(tx, invitation.id, now)

    async def _redraw_all(self, tx: Tx, invitation_id: InvitationId, now: datetime) -> None:
        await outbox.redraw(tx, f"invitation:{invitation_id}", now=now)
        await outbox.redraw(tx, f"reminder:{invitation_id}", now=now)
        await outbox.redraw(tx, f"thanks:{invitation_id}", now=now)

    async def _tell_manager(self, tx: Tx, answer: Answer, now: datetime) -> None:
        count = len(await surveys.words(tx, answer.id))
        if count and await self.cases.voices.more(tx, answer, count, now):
            return
        if answer.low or not (count or await surveys.reasons(tx, answer.id)):
            return
        manager = await people.responsible(tx, answer.client_id)
        if manager is not None:
            key = f"survey.opinion:{answer.id}:{answer.version}:{count}"
            letter = Letter(
                "survey.opinion", manager, key, {"answer": answer.id}, Op.CARD, f"answer:{answer.id}"
            )
            await outbox.put(tx, letter, now=now)
