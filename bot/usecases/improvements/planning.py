"""Who does it and by when: the owner, the date, the word when the date is over. Not: opening, ending."""

from datetime import date, datetime, timedelta

from bot.domain.alarms import Alarm
from bot.domain.dates import read_day
from bot.domain.digests import Line, Section
from bot.domain.errors import NotFound
from bot.domain.ids import ImprovementId, PersonId
from bot.domain.improvements import (
    DATE_STEP,
    HELD,
    Improvement,
    checked_date,
    due_instant,
    may_lead,
    may_work,
    missed_at,
    near,
    presets,
)
from bot.domain.people import Actor, Person, Role, Scope, Step
from bot.usecases.improvements.base import Base
from bot.usecases.improvements.view import Choosing, Shown, what
from storage import alarms, audit, improvements, outbox, people, staff, steps
from storage.database import Conn, Tx

MISSED, PROGRESS = "improvement.missed", "improvement.progress"


class Planning(Base):
    """Owner and date."""

    async def staff(self, actor: Actor, id_: ImprovementId) -> Choosing:
        """To whom it may be given: the own team and the heads; by the head to anybody. Raises NotFound."""
        async with self.db.read() as conn:
            await self.seen(conn, actor, id_, may_lead)
            found = await self._owners(conn, actor)
            return Choosing(await self.drawn(conn, actor, id_), found)

    async def _owners(self, conn: Conn, actor: Actor) -> tuple[tuple[PersonId, str], ...]:
        everybody = await staff.present_staff(conn)
        return tuple((one.id, one.name) for one in everybody if self._may_own(actor, one))

    @staticmethod
    def _may_own(actor: Actor, one: Person) -> bool:
        if actor.role is Role.HEAD or actor.lent.every or one.role is Role.HEAD:
            return True
        return one.team_id is not None and one.team_id in (actor.team_id, *actor.lent.teams)

    async def assign(self, actor: Actor, id_: ImprovementId, to: PersonId, version: int) -> Shown:
        """Give it to somebody, who gets its card. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            found = await self.locked(tx, actor, id_, may_lead)
            note = self._stale(found, version) if found.owner_id != to else None
            if note is None and found.owner_id != to:
                if to not in {person for person, _ in await self._owners(tx, actor)}:
                    raise NotFound
                await improvements.assign(tx, id_, to)
                await audit.add(tx, actor.id, "improvement.assign", found.thing, now, new=f"person:{to}")
                await outbox.redraw(tx, found.thing, now=now, but=actor.id)
                if to != actor.id:
                    await self.tell(tx, id_, to, "yours", f"yours:{version}", now)
            return await self.drawn(tx, actor, id_, note=note)

    @staticmethod
    def _stale(found: Improvement, version: int) -> str | None:
        if found.ended_at is not None:
            return "ended"
        return None if found.version == version else "changed"

    # The date

    async def ask_date(self, actor: Actor, id_: ImprovementId) -> Choosing:
        """Days to choose from; one may be typed too. Raises NotFound."""
        drawn = await self._ask(actor, DATE_STEP, id_)
        return Choosing(drawn, days=presets(self.company.hours(), drawn.today))

    async def typed_date(self, actor: Actor, step: Step, text: str | None) -> Shown | None:
        """The day as typed; None when the step is too old. Raises NotFound, BadDate, BadInput."""

        async def take(id_: ImprovementId) -> Shown:
            due = read_day(text or "", self.today(self.clock()))
            return await self.set_date(actor, id_, due, typed=True)

        return await self._answered(actor, step, take)

    async def set_date(self, actor: Actor, id_: ImprovementId, due: date, *, typed: bool = False) -> Shown:
        """By when it is to be done; when it is `typed`, the actor's card stands above and is drawn anew too.

        Raises NotFound, BadInput for a day that is over.
        """
        now = self.clock()
        async with self.db.transaction() as tx:
            found = await self.locked(tx, actor, id_, may_work)
            await steps.close(tx, actor.id, only=DATE_STEP)
            if found.ended_at is not None:
                return await self.drawn(tx, actor, id_, note="ended")
            if found.due != checked_date(due, self.today(now)):
                await improvements.set_date(tx, id_, due)
                await alarms.put(tx, found.thing, MISSED, missed_at(self.company.hours(), due))
                old = found.due.isoformat() if found.due else None
                await audit.add(
                    tx, actor.id, "improvement.date", found.thing, now, old=old, new=due.isoformat()
                )
            await outbox.redraw(tx, found.thing, now=now, but=None if typed else actor.id)
            return await self.drawn(tx, actor, id_)

    async def ring(self, tx: Tx, alarm: Alarm, now: datetime) -> None:
        """Its date is over and it is not done: whoever answers for it is told, once for each date. Or the messages
        went out: the cards say how far they are."""
        found = await improvements.lock(tx, ImprovementId(alarm.number))
        if alarm.kind == PROGRESS and found is not None:
            return await self._progress(tx, found, now)
        if found is None or found.due is None or not found.overdue(self.today(now)):
            return None
        if await improvements.miss(tx, found.id, found.due):
            await outbox.redraw(tx, found.thing, now=now)
            await self.tell(tx, found.id, await self._above(tx, found), "missed", f"missed:{found.due}", now)
        return None

    async def _progress(self, tx: Tx, found: Improvement, now: datetime) -> None:
        await outbox.redraw(tx, found.thing, now=now)
        waiting = (await improvements.progress(tx, found.id)).waiting
        if waiting and found.ended_at is not None and now < found.ended_at + HELD:
            await alarms.put(tx, found.thing, PROGRESS, now + timedelta(days=1))

    async def _above(self, conn: Conn, found: Improvement) -> PersonId | None:
        """The lead; of what the lead owns, the head."""
        lead = await people.lead_of(conn, found.team_id)
        return await people.head(conn) if lead == found.owner_id else lead

    # For others

    async def due_lines(self, conn: Conn, scope: Scope, now: datetime, end: datetime) -> list[Line]:
        """What somebody owns and is near or over its date, and what waits for an owner or a date; for the digest."""
        today, hours = self.today(now), self.company.hours()
        found = [
            one
            for one in await improvements.to_remember(conn, scope.person_id)
            if near(one, today, self.rules)
        ]
        return [
            Line(
                Section.IMPROVEMENTS,
                one.thing,
                one.title or "",
                "",
                None if one.due is None else due_instant(one.due, hours),
                self._why(one, today),
                total=one.cases,
                choices=what(self.rules, one),
            )
            for one in found
        ]

    @staticmethod
    def _why(one: Improvement, today: date) -> str:
        if one.owner_id is None:
            return "owner"
        if one.due is None:
            return "date"
        return "late" if one.due < today else "due"
