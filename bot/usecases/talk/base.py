"""What every part of the talk needs: keeping a message, passing it to the manager. Not: what it is taken for."""

from collections.abc import Sequence
from datetime import datetime, time

from bot.clock import Clock
from bot.domain.clients import TouchKind
from bot.domain.company import Company
from bot.domain.errors import NotFound
from bot.domain.ids import ClientId, PersonId, WordId
from bot.domain.letters import Lane, Letter, Op
from bot.domain.people import Actor, Step
from bot.domain.quiet import END, START, contact_zone, is_quiet
from bot.domain.surveys import Answer
from bot.domain.talk import Heard, Place, TalkRules, passed_on
from bot.domain.time import to_us
from bot.usecases.complaints import Complaints
from bot.usecases.surveys import Surveys
from storage import clients, outbox, people, steps, talk
from storage.database import Conn, Database, Tx

WRITE_STEP = "talk.write"


class Base:
    """The parts of `Talk` build on this."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        company: Company,
        rules: TalkRules,
        complaints: Complaints,
        surveys: Surveys,
        quiet: tuple[time, time] = (START, END),
    ) -> None:
        self.db, self.clock, self.company, self.rules = db, clock, company, rules
        self.complaints, self.surveys = complaints, surveys
        self.quiet = quiet

    async def _keep(
        self,
        tx: Tx,
        actor: Actor,
        heard: Heard,
        place: Place,
        now: datetime,
        *,
        batch: WordId | None = None,
    ) -> WordId | None:
        if actor.client_id is None:
            raise NotFound
        return await talk.put(
            tx,
            heard,
            author_id=actor.id,
            contact_id=actor.id,
            client_id=actor.client_id,
            place=place,
            batch=batch,
            now=now,
        )

    async def _to_manager(self, tx: Tx, ids: Sequence[WordId], now: datetime) -> None:
        for word in await talk.any_of(tx, ids):
            manager = await people.responsible(tx, word.client_id)
            if manager is not None:
                await outbox.put(tx, *passed_on(word, manager, owner=True), now=now)
            await clients.touch(
                tx,
                key=f"word:{word.id}",
                client_id=word.client_id,
                by=None,
                person_id=word.contact_id,
                kind=TouchKind.MESSAGE,
                at=word.at,
                now=now,
            )

    async def rating(self, conn: Conn, person_id: PersonId, now: datetime) -> Answer | None:
        """The contact's own rating to which words can still be added."""
        answer = await self.surveys.latest(conn, person_id)
        return answer if answer is not None and now < answer.at + self.rules.rating else None

    async def _manager(self, conn: Conn, client_id: ClientId | None) -> str:
        """Who gets what is written to the manager now: a stand-in while they are away."""
        found = None if client_id is None else await people.responsible(conn, client_id)
        found = None if found is None else await people.reader(conn, found, self.clock()) or found
        person = None if found is None else await people.get(conn, found)
        return self.company.name if person is None else person.name

    async def _listen(self, tx: Tx, actor: Actor, now: datetime, *, said: bool) -> None:
        args = {"until": to_us(now + self.rules.open), "said": said}
        await steps.open_(tx, actor.id, Step(WRITE_STEP, args), now)

    async def _silent(self, conn: Conn, person_id: PersonId, now: datetime) -> bool:
        person = await people.get(conn, person_id)
        country = (person.country if person else None) or self.company.country
        zone = contact_zone(person.zone if person else None, country, self.company.zone)
        start, end = (person.quiet if person else None) or self.quiet
        return is_quiet(now, zone, country, start=start, end=end)


def card(kind: str, thing: str, word_id: WordId, to: PersonId) -> Letter:
    key = f"{kind}:{word_id}"
    return Letter(kind, to, key, {"word": word_id}, op=Op.CARD, thing=thing, lane=Lane.ANSWER)
