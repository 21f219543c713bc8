"""Reads what contacts and managers see of answers, fresh. Not: wording."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.choices import Choice, named
from bot.domain.company import Company
from bot.domain.forms import Form, form_until
from bot.domain.ids import AnswerId, ClientId, InvitationId
from bot.domain.letters import Claimed, Later, NotWanted, Op, View
from bot.domain.programmes import MONTHLY, Programme, apply
from bot.domain.quiet import contact_zone, hold
from bot.domain.spread import WITHIN, Spread, spread
from bot.domain.surveys import NOTHING, Answer, Invitation, Stage, SurveyRules, change_until, may_change
from bot.usecases.cases.voices import Voices
from bot.usecases.programmes import Programmes
from bot.usecases.surveys.recommender import Recommender
from bot.usecases.surveys.view import Apart, Opinion, Rating
from storage import cards, clients, people, phonemode, recommending, surveys
from storage.database import Conn


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads what a screen shows."""

    company: Company
    rules: SurveyRules
    voices: Voices
    programmes: Programmes
    recommender: Recommender

    def offered(self, answer: Answer, invitation: Invitation) -> tuple[Choice, ...]:
        """The reasons to choose from, as the head has them now."""
        if invitation.shared == NOTHING:
            return self.rules.reasons[answer.group]
        config = Programme(MONTHLY, reasons=self.rules.reasons)
        return apply(config, NOTHING, invitation.shared).reasons[answer.group]

    async def rating(
        self, conn: Conn, invitation: Invitation, answer: Answer | None, now: datetime
    ) -> Rating:
        """The question as it stands."""
        remind = None
        if invitation.asked_at is not None and invitation.reminded_at is None:
            at = invitation.asked_at + timedelta(days=self.rules.remind_days)
            remind = at if at > now and invitation.stage is Stage.OPEN else None
        programme = await self.programmes.asked(conn, invitation)
        if answer is None:
            return Rating(invitation, self.company.name, remind_at=remind, programme=programme)
        promised = await self.voices.promised(conn, answer, now) if answer.low else None
        manager = await people.responsible(conn, answer.client_id) if promised is None else promised[1]
        reads = None if manager is None else await people.reader(conn, manager, now) or manager
        person = None if reads is None else await people.get(conn, reads)
        words = len(await surveys.words(conn, answer.id))
        thing = f"thanks:{invitation.id}"
        return Rating(
            invitation=invitation,
            company=self.company.name,
            answer=answer,
            offered=self.offered(answer, invitation),
            chosen=await surveys.reasons(conn, answer.id),
            words=words,
            manager=person.name if person else "",
            contact_by=promised[0] if promised is not None and promised[0] > now else None,
            awaits=promised is not None,
            below=await cards.get(conn, thing, answer.person_id) is not None,
            may_change=may_change(answer, self.rules, now),
            until=change_until(answer, self.rules),
            programme=programme,
            form=await self.form(conn, invitation, answer, now, programme),
            noted_by=await self._noted_by(conn, answer),
            offer=await self.recommender.offer(conn, answer),
        )

    async def _noted_by(self, conn: Conn, answer: Answer) -> str:
        noted = await phonemode.get(conn, answer.id) if answer.by_manager else None
        by = None if noted is None else await people.get(conn, noted.by_id)
        return "" if by is None or by.left else by.name

    async def form(
        self,
        conn: Conn,
        invitation: Invitation,
        answer: Answer,
        now: datetime,
        programme: Programme | None = None,
    ) -> Form | None:
        """The further questions of an answer; None: there are none, or they have not begun."""
        begun, at = await surveys.screen(conn, answer.id)
        if not begun:
            return None
        questions = (programme or await self.programmes.asked(conn, invitation)).questions
        given, until = await surveys.given(conn, answer.id), form_until(answer, self.rules)
        return Form(answer.id, questions, until, at, given, over=now >= until)

    async def open_letter(self, conn: Conn, letter: Claimed, now: datetime) -> View | NotWanted | Later:
        """The question, the reminder, or what a content client said, as it stands when it is sent."""
        if letter.kind == "survey.opinion":
            return await self._opinion(conn, AnswerId(int(letter.args["answer"] or 0)), now)
        if letter.kind == "survey.spread":
            return await self._spread(conn, ClientId(int(letter.args["client"] or 0)), now)
        if letter.kind == "survey.words":
            word = await surveys.word(conn, int(letter.args["chat"] or 0), int(letter.args["message"] or 0))
            return NotWanted("no words") if word is None else View((word, int(letter.args["part"] or 0)))
        found = await surveys.get(conn, InvitationId(int(letter.args["invitation"] or 0)))
        if found is None:
            return NotWanted("no question")
        invitation, answer = found
        wanted = letter.op is Op.EDIT or letter.kind == "survey.thanks" or bool(letter.args.get("again"))
        if not wanted and invitation.stage is not Stage.OPEN:
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

    async def _spread(self, conn: Conn, client_id: ClientId, now: datetime) -> View | NotWanted:
        client, found = await clients.load(conn, client_id), await self.spread(conn, client_id, now)
        if client is None or found is None:
            return NotWanted("they agree by now")
        return View(Apart(client.name, found))

    async def spread(self, conn: Conn, client_id: ClientId, now: datetime) -> Spread | None:
        """Who of a client's contacts think quite differently lately."""
        return spread(await surveys.opinions(conn, client_id, now - WITHIN))

    async def _opinion(self, conn: Conn, answer_id: AnswerId, now: datetime) -> View | NotWanted:
        answer = await surveys.get_answer(conn, answer_id)
        if answer is None:
            return NotWanted("no answer")
        person, client = await people.get(conn, answer.person_id), await clients.load(conn, answer.client_id)
        assert person is not None
        assert client is not None
        known = await self.programmes.reasons(conn)
        reasons = tuple(named(known, id_) for id_ in sorted(await surveys.reasons(conn, answer_id)))
        words = tuple(await surveys.words(conn, answer_id))
        further = (await surveys.further(conn, [answer_id])).get(answer_id, ())
        asked = await recommending.of_answer(conn, answer_id)
        apart = await self.spread(conn, answer.client_id, now)
        return View(Opinion(person.name, client.name, answer, reasons, words, asked, further, apart))
