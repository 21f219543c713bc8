"""Cadence calls: once a day, whoever was not touched for too long becomes a call. Not: the calls themselves."""

from datetime import date, datetime, time, timedelta

from bot.clock import Clock
from bot.domain.alarms import Alarm
from bot.domain.cadence import Cadence, due_on, next_on
from bot.domain.company import Company
from bot.domain.ids import ClientId
from bot.domain.time import from_us
from bot.domain.worktime import instant, local
from storage import alarms, calls, outbox
from storage.database import Database, Row, Tx

_THING, _KIND = "cadence:0", "cadence.look"
_PAGE = 500
_BEFORE_DIGESTS = time(5)


class Cadences:
    """Looks over all clients before the morning digests are made."""

    def __init__(self, db: Database, clock: Clock, company: Company, cadence: Cadence) -> None:
        self.db, self.clock, self.company, self.cadence = db, clock, company, cadence

    async def ensure(self) -> None:
        """Set the daily look, at start."""
        async with self.db.transaction() as tx:
            if await alarms.get(tx, _THING, _KIND) is None:
                await alarms.put(tx, _THING, _KIND, self.clock())

    async def ring(self, tx: Tx, alarm: Alarm, now: datetime) -> None:
        """Plan a call for every client who is due today; the key of its day makes it one."""
        after = ClientId(0)
        while page := await calls.cadence_page(tx, after, _PAGE):
            for row in page:
                await self._plan(tx, row, now)
            after = ClientId(page[-1]["id"])
        await alarms.put(tx, _THING, _KIND, self._next(now))

    async def replan(self, tx: Tx, client_id: ClientId, now: datetime) -> None:
        """The client's tier or status was changed by hand: an open cadence call goes, and comes anew if it is due."""
        call_id = await calls.open_cadence(tx, client_id)
        if call_id is not None:
            await calls.forget(tx, call_id)
            await outbox.redraw(tx, f"call:{call_id}", now=now)
        for row in await calls.cadence_page(tx, ClientId(client_id - 1), 1):
            if row["id"] == client_id:
                await self._plan(tx, row, now)

    def _next(self, now: datetime) -> datetime:
        zone = self.company.zone
        today = local(now, zone).date()
        at = instant(today, _BEFORE_DIGESTS, zone)
        return at if at > now else instant(today + timedelta(days=1), _BEFORE_DIGESTS, zone)

    async def _plan(self, tx: Tx, row: Row, now: datetime) -> None:
        zone, touched = self.company.zone, row["last_touch_at"]
        days = self.cadence.days(row["tier"])
        came_in = local(from_us(row["created_at"]), zone).date()
        due = due_on(days, self._day(touched), came_in, row["id"])
        day = next_on(due, days, self._day(row["dropped_at"]), self._day(row["tried_at"]))
        if day > local(now, zone).date():
            return
        await calls.plan(
            tx,
            key=f"cadence:{row['id']}:{day.isoformat()}",
            client_id=row["id"],
            person_id=None,
            cause="cadence",
            due_at=instant(day, self.company.opens, zone),
            now=now,
        )

    def _day(self, at: int | None) -> date | None:
        return None if at is None else local(from_us(at), self.company.zone).date()
