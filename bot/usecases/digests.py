"""The morning digest and /today: gathers what every noun has due for one person. Not: wording, SQL."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.clock import Clock
from bot.domain.alarms import Alarm
from bot.domain.cadence import Cadence
from bot.domain.calls import Call
from bot.domain.company import Company
from bot.domain.digests import Digest, Line, Section, Silent
from bot.domain.ids import PersonId
from bot.domain.letters import Claimed, Letter, NotWanted, View
from bot.domain.people import Cover, Role, Scope
from bot.domain.time import maybe_from_us
from bot.domain.worktime import instant, local, next_workday, workday_on_or_after
from bot.usecases.calls import overdue
from bot.usecases.calls import standing as call_standing
from storage import absences, alarms, audit, calls, digests, occasions, outbox, people
from storage.database import Conn, Database, Tx

# What a noun adds: its lines for the scope of a person, between now and the end of that person's day (UTC).
Source = Callable[[Conn, Scope, datetime, datetime], Awaitable[list[Line]]]
_SILENT = 3


class Digests:
    """One message in the morning of every working day."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        company: Company,
        at: time,
        sources: Sequence[Source] = (),
        cadence: Cadence | None = None,
    ) -> None:
        self.db, self.clock, self.company, self.at, self.sources = db, clock, company, at, tuple(sources)
        self.cadence = cadence or Cadence()

    async def today(self, person_id: PersonId) -> Digest:
        """What stands for this person today."""
        now = self.clock()
        async with self.db.transaction() as tx:
            await audit.seen(tx, person_id, "today.view", None, now)
            return await self._gather(tx, person_id, now)

    async def ensure(self) -> None:
        """Set the digests of everybody who has none, and the daily look for newcomers, at start."""
        async with self.db.transaction() as tx:
            await self._look(tx, self.clock())

    async def ring(self, tx: Tx, alarm: Alarm, now: datetime) -> None:
        """It is somebody's morning; or time to look for newcomers."""
        if alarm.kind == "digest.look":
            return await self._look(tx, now)
        person = await people.get(tx, PersonId(alarm.number))
        if person is None or person.left or not person.role.is_staff:
            return None
        zone = person.zone or self.company.zone
        day = local(alarm.at, zone).date()
        # After a night of downtime yesterday's is not worth sending; what one who cannot be reached has to do stands in
        # the message of who stands in for them.
        here = person.reachable and not await absences.is_away(tx, person.id, now)
        if here and day == local(now, zone).date():
            key = f"digest.morning:{person.id}:{day.isoformat()}"
            await outbox.put(tx, Letter("digest.morning", person.id, key), now=now)
        return await alarms.put(tx, alarm.thing, "digest.due", self._next(zone, now))

    async def _look(self, tx: Tx, now: datetime) -> None:
        for person_id in await digests.without_alarm(tx):
            person = await people.get(tx, person_id)
            zone = (person.zone if person else None) or self.company.zone
            await alarms.put(tx, f"digest:{person_id}", "digest.due", self._next(zone, now))
        today = local(now, self.company.zone).date()
        at = instant(today, time(5), self.company.zone)
        if at <= now:
            at = instant(today + timedelta(days=1), time(5), self.company.zone)
        await alarms.put(tx, "digest:0", "digest.look", at)

    def _next(self, zone: str, now: datetime) -> datetime:
        hours, today = self.company.hours(zone), local(now, zone).date()
        at = instant(workday_on_or_after(hours, today), self.at, zone)
        return at if at > now else instant(next_workday(hours, today), self.at, zone)

    async def open_letter(self, conn: Conn, letter: Claimed, now: datetime) -> View | NotWanted:
        """The digest as it stands when it is sent."""
        return View(await self._gather(conn, letter.to, now))

    async def _gather(self, conn: Conn, person_id: PersonId, now: datetime) -> Digest:
        person = await people.get(conn, person_id)
        assert person is not None
        zone = person.zone or self.company.zone
        today = local(now, zone).date()
        end = instant(today + timedelta(days=1), time(0), zone)
        cover = await people.cover(conn, person_id, now)
        lines = await self._calls(conn, cover, zone, now, end)
        lines += await self._occasions(conn, cover, today)
        lines += await self._others(conn, cover, now, end)
        order = {section: n for n, section in enumerate(Section)}
        lines.sort(key=lambda line: order[line.section])
        silent = () if lines else await self._silent(conn, Scope(person.id, person.role, person.team_id))
        return Digest(person.first_name, today, tuple(lines), silent)

    async def _others(self, conn: Conn, cover: Cover, now: datetime, end: datetime) -> list[Line]:
        """What other nouns have for the reader, and for those in whose place the reader stands."""
        lines: list[Line] = []
        for owner, name in {cover.me: None, **cover.others}.items():
            one = Scope(owner, Role.MANAGER, None)  # one's own clients, also for leads and the head
            found = [line for source in self.sources for line in await source(conn, one, now, end)]
            if name is None:
                lines += found
            else:  # an exhibition's list has their clients in it already
                lines += [replace(x, whose=name) for x in found if x.section is not Section.EXHIBITIONS]
        return lines

    async def _calls(self, conn: Conn, cover: Cover, zone: str, now: datetime, end: datetime) -> list[Line]:
        lines = []
        for call in await calls.open_until(conn, cover, end):
            late = local(call.due_at, zone).date() < local(now, zone).date()
            section = Section.OVERDUE if late and self._late(call, zone, now) else Section.CALLS
            at = call.due_at if call.timed or section is Section.OVERDUE else None
            who, whose = call.person or call.client, _whose(cover, call.owner_id)
            lines.append(Line(section, f"call:{call.id}", who, call.client, at, call.cause, whose=whose))
        return lines

    def _late(self, call: Call, zone: str, now: datetime) -> bool:
        return overdue(call, call_standing(call, self.cadence, zone, now), zone, now)

    async def _occasions(self, conn: Conn, cover: Cover, today: date) -> list[Line]:
        """Today's, and those of the days off that follow: they are said on the last working day before."""
        last = next_workday(self.company.hours(), today) - timedelta(days=1)
        found = await occasions.of_cover(conn, cover, today, last)
        return [
            Line(
                Section.OCCASIONS,
                f"occasion:{one.id}",
                one.person or one.client,
                one.client,
                None,
                one.kind,
                label=one.label,
                whose=_whose(cover, one.owner_id),
            )
            for one in found
        ]

    @staticmethod
    async def _silent(conn: Conn, scope: Scope) -> tuple[Silent, ...]:
        rows = await calls.longest_silent(conn, scope, _SILENT)
        return tuple(Silent(row["id"], row["name"], maybe_from_us(row["last_touch_at"])) for row in rows)


def _whose(cover: Cover, owner: PersonId | None) -> str | None:
    return "" if owner is None else cover.others.get(owner)
