"""What contacts and managers see of answers, read fresh. Not: wording."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.choices import Choice, named
from bot.domain.company import Company
from bot.domain.ids import AnswerId, InvitationId
from bot.domain.letters import Claimed, Later, NotWanted, Op, View
from bot.domain.quiet import contact_zone, hold
from bot.domain.recommending import Request
from bot.domain.surveys import (
    Answer,
    Invitation,
    Stage,
    SurveyRules,
    Words,
    change_until,
    may_change,
)
from bot.usecases.cases.voices import Voices
from bot.usecases.surveys.recommender import Offer, Recommender
from storage import cards, clients, people, phonemode, recommending, surveys
from storage.database import Conn


@dataclass(frozen=True, slots=True)
class Rating:
    """A question as its contact sees it: not answered, being explained (`answer.said` False), or done.

    `choosing`: the score is to be given (again). `late`: it could not be changed any more. `remind_at`: when an
    unanswered one is asked once more. `contact_by`: the promise to a detractor, while it is still to come;
    `awaits`: nobody has contacted them yet. `below`: the screen with the buttons stands under the contact's words.
    `noted_by`: who noted the score by phone, while the contact did not answer in person.
    `offer`: the request to recommend us.
    """

    invitation: Invitation
    company: str
    answer: Answer | None = None
    offered: tuple[Choice, ...] = ()
    chosen: frozenset[str] = frozenset()
    words: int = 0
    manager: str = ""
    contact_by: datetime | None = None
    awaits: bool = False
    below: bool = False
    may_change: bool = True
    choosing: bool = False
    late: bool = False
    refused: bool = False
    remind_at: datetime | None = None
    until: datetime | None = None
    noted_by: str = ""
    offer: Offer | None = None


@dataclass(frozen=True, slots=True)
class Started:
    """What /rate found. `sent`: the card is on its way by itself."""

    rating: Rating
    sent: bool


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a contact who is content said, for the manager."""

    person: str
    client: str
    answer: Answer
    reasons: tuple[Choice, ...]
    words: tuple[Words, ...]
    recommended: Request | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads what a screen shows."""

    company: Company
    rules: SurveyRules
    voices: Voices
    recommender: Recommender

    def offered(self, answer: Answer) -> tuple[Choice, ...]:
        """The reasons to choose from."""
        return self.rules.reasons[answer.group]

    async def rating(
        self, conn: Conn, invitation: Invitation, answer: Answer | None, now: datetime
    ) -> Rating:
        """The question as it stands."""
        remind = None
        if invitation.asked_at is not None and invitation.reminded_at is None:
            at = invitation.asked_at + timedelta(days=self.rules.remind_days)
            remind = at if at > now and invitation.stage is Stage.OPEN else None
        if answer is None:
            return Rating(invitation, self.company.name, remind_at=remind)
        manager = await people.responsible(conn, answer.client_id)
        person = None if manager is None else await people.get(conn, manager)
        promised = await self.voices.promised(conn, answer) if answer.low else None
        words = len(await surveys.words(conn, answer.id))
        thing = f"thanks:{invitation.id}"
        return Rating(
            invitation=invitation,
            company=self.company.name,
            answer=answer,
            offered=self.offered(answer),
            chosen=await surveys.reasons(conn, answer.id),
            words=words,
            manager=person.name if person else "",
            contact_by=promised if promised is not None and promised > now else None,
            awaits=promised is not None,
            below=bool(words) and await cards.get(conn, thing, answer.person_id) is not None,
            may_change=may_change(answer, self.rules, now),
            until=change_until(answer, self.rules),
            noted_by=await self._noted_by(conn, answer),
            offer=await self.recommender.offer(conn, answer),
        )

    async def _noted_by(self, conn: Conn, answer: Answer) -> str:
        noted = await phonemode.get(conn, answer.id) if answer.by_manager else None
        return "" if noted is None else noted.by

    async def open_letter(self, conn: Conn, letter: Claimed, now: datetime) -> View | NotWanted | Later:
        """The question, the reminder, or what a content client said, as it stands when it is sent."""
        if letter.kind == "survey.opinion":
            return await self._opinion(conn, AnswerId(int(letter.args["answer"] or 0)))
        if letter.kind == "survey.words":
            word = await surveys.word(conn, int(letter.args["chat"] or 0), int(letter.args["message"] or 0))
            return NotWanted("no words") if word is None else View((word, int(letter.args["part"] or 0)))
        found = await surveys.get(conn, InvitationId(int(letter.args["invitation"] or 0)))
        if found is None:
            return NotWanted("no question")
        invitation, answer = found
        if letter.op is not Op.EDIT and letter.kind != "survey.thanks" and invitation.stage is not Stage.OPEN:
            return NotWanted(invitation.stage)
        if letter.op is not Op.EDIT and letter.unasked:
            at = await self._window(conn, invitation, now)
            if at is None or at > now:
                return NotWanted("refused") if at is None else Later(at)
        rating = await self.rating(conn, invitation, answer, now)
        return View(replace(rating, refused=invitation.stage is Stage.DROPPED))

    async def _window(self, conn: Conn, invitation: Invitation, now: datetime) -> datetime | None:
        """When a question may go out, should the sender come late; None: not any more."""
        person = await people.get(conn, invitation.person_id)
        if person is None or person.stopped or not await surveys.consents(conn, invitation.person_id):
            return None
        country = person.country or self.company.country
        zone = contact_zone(person.zone, country, self.company.zone)
        return hold(now, zone, country, self.rules.days, start=self.rules.closes, end=self.rules.opens)

    async def _opinion(self, conn: Conn, answer_id: AnswerId) -> View | NotWanted:
        answer = await surveys.get_answer(conn, answer_id)
        if answer is None:
            return NotWanted("no answer")
        person, client = await people.get(conn, answer.person_id), await clients.load(conn, answer.client_id)
        assert person is not None
        assert client is not None
        known = self.offered(answer)
        reasons = tuple(named(known, id_) for id_ in sorted(await surveys.reasons(conn, answer_id)))
        words = tuple(await surveys.words(conn, answer_id))
        asked = await recommending.of_answer(conn, answer_id)
        return View(Opinion(person.name, client.name, answer, reasons, words, asked))
