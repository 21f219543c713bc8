"""What both letters of Monday share: their clock, and who is away. Not: what they hold."""

import logging
from dataclasses import dataclass
from datetime import date, datetime, time

from bot.domain.alarms import Alarm
from bot.domain.company import Company
from bot.domain.huddles import about, between, first_after, late
from bot.domain.ids import PersonId
from bot.domain.letters import Later, NotWanted
from bot.domain.worktime import instant, local, workday_on_or_after
from storage import absences, alarms, huddles
from storage.database import Conn, Tx

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Mondays:
    """Works inside the transactions of others. `at`: the local time of both letters."""

    company: Company
    at: time

    async def set_(self, tx: Tx, thing: str, kind: str, zone: str, now: datetime) -> None:
        """The first letter of a thing."""
        await alarms.put(tx, thing, kind, first_after(self.company.hours(zone), self.at, now))

    async def rung(self, tx: Tx, alarm: Alarm, zone: str, now: datetime) -> date | None:
        """The Monday of the week whose letter goes now, and the next alarm is set; None: not now, or not at all.

        What is too late to be useful, and weeks without a working day, are written down as skipped.
        """
        hours = self.company.hours(zone)
        goes = late(hours, alarm.at, now)
        if goes is not None and goes > now:
            await alarms.put(tx, alarm.thing, alarm.kind, goes)
            return None
        monday, then = about(alarm.at, zone), first_after(hours, self.at, alarm.at)
        await alarms.put(tx, alarm.thing, alarm.kind, then)
        missed = between(monday, about(then, zone))
        for week in missed if goes is not None else (monday, *missed):
            await self.skip(tx, alarm.thing, week, now)
        return None if goes is None else monday

    async def skip(self, tx: Tx, thing: str, monday: date, now: datetime) -> None:
        """The letter of this week is not sent."""
        if await huddles.record(tx, thing, monday, "skipped", now):
            log.info("%s: the letter of the week from %s is skipped", thing, monday)

    async def look_again(self, tx: Tx, thing: str, kind: str, now: datetime) -> None:
        """Tomorrow early: whether there are new teams or leads."""
        day = local(now, self.company.zone).date()
        at = instant(day, time(5), self.company.zone)
        if at <= now:
            at = instant(date.fromordinal(day.toordinal() + 1), time(5), self.company.zone)
        await alarms.put(tx, thing, kind, at)

    async def away(
        self, conn: Conn, person_id: PersonId, zone: str, monday: date, now: datetime
    ) -> Later | NotWanted | None:
        """Who is away reads it on the first working morning after it, unless there is a newer one by then."""
        one = next((one for one in await absences.now_away(conn, now) if one.person_id == person_id), None)
        if one is None:
            return None
        hours = self.company.hours(zone)
        back = instant(workday_on_or_after(hours, local(one.ends, zone).date()), self.at, zone)
        newer = about(back, zone) > monday
        return NotWanted("away") if newer or back <= now else Later(back)
