"""Four months that never were, so that the demo's figures show something: always the same. Not: the cast."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from bot.domain.clients import TouchKind
from bot.domain.company import Company
from bot.domain.ids import AnswerId, ClientId, PersonId
from bot.domain.nps import Group
from bot.domain.people import Role
from bot.domain.worktime import add_workdays, add_working_time, instant, local, workday_on_or_after
from bot.usecases.demo import Cast
from bot.usecases.demo_clients import ALMOST, CLIENTS, COMPLAINTS, PRAISE, TROUBLE
from storage import clients, complaints, demo, figures, people
from storage.database import Tx

_WAVES = (100, 72, 44, 16)  # days ago
_ASKED = 24  # of thirty, in each wave; fifteen answered
# The scores of each wave: it was worse in summer.
_SCORES = (
    (10, 9, 9, 9, 9, 8, 8, 7, 7, 7, 6, 6, 5, 4, 3),
    (10, 10, 9, 9, 9, 9, 8, 8, 7, 7, 7, 6, 6, 5, 3),
    (10, 10, 10, 9, 9, 9, 9, 8, 8, 8, 7, 7, 6, 5, 4),
    (10, 10, 10, 10, 9, 9, 9, 9, 9, 8, 8, 8, 7, 6, 2),
)
_THIS_WEEK = (9, 10, 8, 10, 9, 7)  # by /rate, one a day


@dataclass(frozen=True, slots=True)
class _Contact:
    client: ClientId
    person: PersonId
    manager: PersonId


@dataclass(slots=True)
class _History:
    """Puts everything down in the order in which it would have happened."""

    tx: Tx
    cast: Cast
    now: datetime
    company: Company
    dice: Random = field(default_factory=lambda: Random(2026))
    messages: int = 0

    async def put(self) -> None:
        contacts = await self._contacts()
        await self._touches(contacts)
        for place, ago in enumerate(_WAVES):
            await self._wave(contacts, place, ago)
        for ago, (contact, score) in enumerate(zip(contacts[3:], _THIS_WEEK, strict=False)):
            await self._own(contact, score, self._at(ago + 1, 11))
        await self._complaints(contacts)
        await self._calls(contacts)
        await figures.rebuild(self.tx, self.company.zone)

    def _at(self, ago: int, hour: int) -> datetime:
        """A clock time so many days ago, on the next working day."""
        day = local(self.now, self.company.zone).date() - timedelta(days=ago)
        at = instant(workday_on_or_after(self.company.hours(), day), time(hour, 10), self.company.zone)
        return min(at, self.now - timedelta(hours=2 + ago % 3))

    # Clients

    async def _contacts(self) -> list[_Contact]:
        janis, paivi = self.cast.janis.person_id, self.cast.paivi.person_id
        assert janis is not None
        assert paivi is not None
        return [await self._contact(place, paivi if place % 2 else janis) for place in range(len(CLIENTS))]

    async def _contact(self, place: int, manager: PersonId) -> _Contact:
        name, contact, position, country, city, segment, tier = CLIENTS[place]
        since = self.now - timedelta(days=400 + 9 * place)
        first = date(2014 + place % 10, place % 12 + 1, 3 + place % 25)
        client = await clients.add(
            self.tx, name=name, now=since, manager_id=manager, external_id=f"DEMO-{place + 1:02}", country=country,
            city=city, segment=segment, tier=tier, first_deal=first.isoformat(),
        )  # fmt: skip
        person = await people.add(
            self.tx, role=Role.CONTACT, name=contact, now=since, client_id=client, position=position,
            birth_day=2 + place * 7 % 26, birth_month=(place * 5) % 12 + 1,
        )  # fmt: skip
        return _Contact(client, person, manager)

    async def _touches(self, contacts: Sequence[_Contact]) -> None:
        """Each client some times, the last one within its cadence, so that few calls are due."""
        for place, contact in enumerate(contacts):
            last = {"key": 3, "regular": 2 + place % 24, "new": 2 + place % 9}[CLIENTS[place][6]]
            for n, kind in enumerate((TouchKind.CALL, TouchKind.MESSAGE, TouchKind.CALL, TouchKind.MEETING)):
                at = self._at(last + n * (9 + place % 17), 10 + (place + n) % 6)
                await clients.touch(
                    self.tx, key=f"demo:{place}:{n}", client_id=contact.client, by=contact.manager, kind=kind,
                    at=at, now=at, person_id=contact.person,
                )  # fmt: skip

    # Answers

    async def _wave(self, contacts: Sequence[_Contact], place: int, ago: int) -> None:
        at = self._at(ago, 10)
        wave = await demo.put(
            self.tx, "waves", key=f"demo:{ago}", programme="monthly", reach="team", team_id=self.cast.team,
            state="sent", at=at, created_at=at, settled_at=at,
        )  # fmt: skip
        asked = self.dice.sample(contacts, _ASKED)
        scores = self.dice.sample(_SCORES[place], len(_SCORES[place]))
        for n, contact in enumerate(asked):
            sent = at + timedelta(minutes=n)
            answered = n < len(scores)
            question = await demo.put(
                self.tx, "invitations", wave_id=wave, programme="monthly", person_id=contact.person,
                client_id=contact.client, manager_id=contact.manager, team_id=self.cast.team, created_at=at,
                stage="answered" if answered else "closed", asked_at=sent,
                closed_at=None if answered else sent + timedelta(days=14),
            )  # fmt: skip
            if answered:
                late = timedelta(minutes=self.dice.randint(3, 4000))
                await self._answer(contact, question, scores[n], sent + late)

    async def _own(self, contact: _Contact, score: int, at: datetime) -> None:
        question = await demo.put(
            self.tx, "invitations", programme="rate", person_id=contact.person, client_id=contact.client,
            manager_id=contact.manager, stage="answered", asked_at=at, created_at=at,
        )  # fmt: skip
        await self._answer(contact, question, score, at)

    async def _answer(self, contact: _Contact, question: int, score: int, at: datetime) -> None:
        answer = AnswerId(
            await demo.put(
                self.tx, "answers", invitation_id=question, person_id=contact.person, client_id=contact.client,
                manager_id=contact.manager, team_id=self.cast.team, score=score, said=1, at=at,
            )
        )  # fmt: skip
        group = Group.of(score)
        if group is Group.DETRACTOR:
            await self._trouble(contact, answer, at)
        elif self.dice.random() < 0.5:
            await self._said(
                contact, answer, self.dice.choice(PRAISE if group is Group.PROMOTER else ALMOST), at
            )

    async def _said(self, contact: _Contact, answer: AnswerId, text: str, at: datetime) -> None:
        self.messages += 1
        await demo.put(
            self.tx, "answer_words", answer_id=answer, chat_id=-contact.person, message_id=self.messages, kind="text",
            text=text, at=at + timedelta(minutes=1),
        )  # fmt: skip

    async def _trouble(self, contact: _Contact, answer: AnswerId, at: datetime) -> None:
        """A low answer and its case, closed long ago; some were late, some never confirmed."""
        reason, cause, said, done = self.dice.choice(TROUBLE)
        await demo.put(self.tx, "answer_reasons", answer_id=answer, reason=reason)
        await self._said(contact, answer, said, at)
        hours = self.company.hours()
        contact_due, close_due = add_workdays(hours, at, 1), add_workdays(hours, at, 3)
        called = add_working_time(hours, at, timedelta(hours=self.dice.choice((1, 2, 3, 5, 7, 9))))
        ended = add_workdays(hours, called, self.dice.choice((1, 1, 2, 3)))
        closed = min(ended + timedelta(hours=20), self.now - timedelta(hours=1))
        case = await demo.put(
            self.tx, "cases", client_id=contact.client, owner_id=contact.manager, state="closed", opened_at=at,
            taken_by=contact.manager, taken_at=called, calls=1, contact_from=at, contact_due=contact_due,
            contacted_at=called, close_from=at, close_due=close_due, cause=cause, done=done, done_by=contact.manager,
            done_at=min(ended, closed), round=1, reopened=int(self.dice.random() < 0.15),
            outcome="settled" if self.dice.random() < 0.75 else "unconfirmed", closed_at=closed,
        )  # fmt: skip
        await demo.put(self.tx, "case_answers", case_id=case, answer_id=answer, joined_at=at)

    # Complaints and calls

    async def _complaints(self, contacts: Sequence[_Contact]) -> None:
        hours = self.company.hours()
        for n, (category, wrote, cause, done, prevents) in enumerate(COMPLAINTS):
            contact, filed = contacts[n * 5 + 1], self._at(96 - n * 16, 9)
            answered = add_working_time(hours, filed, timedelta(hours=2 + n * 2))
            solved = add_workdays(hours, filed, 2 + n)
            complaint = await demo.put(
                self.tx, "complaints", number=await complaints.next_number(self.tx), client_id=contact.client,
                person_id=contact.person, kind="complaint", category=category, state="closed",
                owner_id=contact.manager, created_at=filed, filed_at=filed, taken_at=answered, answered_at=answered,
                answer_from=filed, answer_by=add_working_time(hours, filed, timedelta(hours=8)), solve_from=filed,
                solve_by=add_workdays(hours, filed, 5), solved_at=min(solved, self.now),
                closed_at=min(solved + timedelta(hours=21), self.now),
                closed_how="unconfirmed" if n == 2 else "confirmed", handling=None if n == 2 else 5 - n % 2,
            )  # fmt: skip
            self.messages += 1
            await demo.put(
                self.tx, "words", chat_id=-contact.person, message_id=self.messages, author_id=contact.person,
                contact_id=contact.person, client_id=contact.client, complaint_id=complaint, place="what",
                kind="text", text=wrote, at=filed,
            )  # fmt: skip
            await demo.put(
                self.tx, "complaint_solutions", complaint_id=complaint, cause=cause, done=done, prevents=prevents,
                by_id=contact.manager, created_at=solved, at=solved, answer="silence" if n == 2 else "yes",
            )  # fmt: skip

    async def _calls(self, contacts: Sequence[_Contact]) -> None:
        """Calls of the last two months, all done, one in six a day late."""
        for n, contact in enumerate(contacts):
            due = self._at(58 - n * 55 // len(contacts), 9)
            done = min(due + timedelta(days=int(n % 6 == 0), hours=2), self.now)
            await demo.put(
                self.tx, "calls", key=f"demo:{n}", client_id=contact.client, person_id=contact.person,
                cause="cadence", due_at=due, state="done", outcome="talked" if n % 5 else "no-answer",
                created_at=due, done_by=contact.manager, done_at=done,
            )  # fmt: skip


async def put_history(tx: Tx, cast: Cast, now: datetime, company: Company) -> None:
    """Thirty made-up clients of the cast's managers with answers, cases, complaints, calls of 120 days before now.

    Nobody of them is connected; everything is over, so nothing rings.
    """
    await _History(tx, cast, now, company).put()
