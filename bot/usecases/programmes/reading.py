"""Programmes as they stand: the config, and above it what the head changed. Not: changing them, asking anybody."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.clock import Clock
from bot.domain.choices import Choice
from bot.domain.company import Company
from bot.domain.programmes import (
    ALL,
    CODES,
    DEFAULTS,
    MONTHLY,
    Facts,
    Known,
    Programme,
    Round,
    apply,
    coming,
    next_round,
    rounds,
)
from bot.domain.surveys import Invitation, SurveyRules
from bot.domain.waves import preview_for
from bot.domain.worktime import instant, local
from bot.usecases.programmes.wording import known
from storage import alarms, programmes
from storage.database import Conn, Database, Tx

PLAN = ("survey:0", "wave.round")
"""The alarm that rings when the next round is to be shown to the leads."""
BACK = timedelta(days=400)
"""Rounds of this long ago are still known not to be made twice."""


class Reading:
    """Reads within the transactions of others. `config`: the programmes as the settings have them."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        company: Company,
        rules: SurveyRules,
        config: Mapping[str, Programme] = DEFAULTS,
        languages: tuple[str, ...] = ("en", "ru"),
    ) -> None:
        self.db, self.clock, self.company, self.rules = db, clock, company, rules
        self.config, self.languages = config, languages

    async def of(self, conn: Conn, code: str, at: datetime | None = None) -> Programme:
        """A programme as it stands, or stood at an instant. What is none of the three asks like the monthly one."""
        return self._made(await programmes.latest(conn, at), code)

    async def asked(self, conn: Conn, invitation: Invitation) -> Programme:
        """The programme as it stood when this question's round went out: what is changed later does not touch it."""
        at = await programmes.went_out(conn, invitation.id)
        return await self.of(conn, invitation.programme, at)

    async def every(self, conn: Conn) -> tuple[Programme, ...]:
        """The three, the smaller first."""
        stored = await programmes.latest(conn)
        return tuple(self._made(stored, code) for code in CODES)

    async def reasons(self, conn: Conn) -> tuple[Choice, ...]:
        """Every reason an answer may carry, those taken out since among them: to word what was said."""
        every = self.config[MONTHLY].reasons.values()
        return await known(conn, tuple(choice for group in every for choice in group))

    def _made(self, stored: programmes.Stored, code: str) -> Programme:
        shape = code if code in CODES else MONTHLY
        _, own = stored.get(shape, programmes.UNCHANGED)
        _, shared = stored.get(ALL, programmes.UNCHANGED)
        made = apply(self.config[shape], own, shared)
        return made if code == shape else replace(made, code=code, questions=(), intro={})

    # Days

    async def known(self, conn: Conn, now: datetime) -> Facts:
        """What became of the rounds that leads have seen."""
        made = await programmes.rounds(conn, now - BACK)
        return {
            key: Known(
                one.programme,
                None if one.at is None else local(one.at, self.company.zone).date(),
                one.out,
                one.by_hand,
            )
            for key, one in made.items()
        }

    async def calendar(self, conn: Conn, first: date, last: date, now: datetime) -> list[Round]:
        """The rounds of these days as they will be, or were: the one answer to what goes out when."""
        every, known = await self.every(conn), await self.known(conn, now)
        return rounds(self.company.hours(), every, self.rules.any_days, first, last, known)

    async def upcoming(self, conn: Conn, now: datetime) -> Round | None:
        """The next round that goes out after `now` and is not planned yet."""
        return next(iter(await self.coming(conn, now)), None)

    async def coming(self, conn: Conn, now: datetime) -> list[Round]:
        """The rounds that go out after `now` and are not planned yet, by day."""
        hours = self.company.hours()
        tomorrow = local(now, hours.zone).date() + timedelta(days=1)
        known = await self.known(conn, now)
        return coming(hours, await self.every(conn), self.rules.any_days, tomorrow, known)

    async def shown_between(self, conn: Conn, first: datetime, last: datetime) -> list[Round]:
        """The rounds that the leads see from `first` to `last`, both counted, and have not seen yet."""
        hours = self.company.hours()
        begin, end = (local(at, hours.zone).date() for at in (first, last))
        found = await self.calendar(conn, begin, end + timedelta(days=60), last)
        new = {one.key for one in found if one.behind is None} - set(await self.known(conn, last))
        return [one for one in found if one.key in new and first <= self.seen_at(one) <= last]

    def seen_at(self, one: Round) -> datetime:
        """When leads see a round (UTC)."""
        return preview_for(self.company.hours(), self.rules, one.day)

    def out_at(self, one: Round) -> datetime:
        """When a round goes out (UTC): from the first minute of its day on, each contact by their own hours."""
        return instant(one.day, time(0), self.company.zone)

    async def plan(self, tx: Tx, now: datetime, *, after: datetime | None = None) -> None:
        """Set the alarm to the next round; one that is due already stays, as it is late and not wrong.

        `after`: what is seen by then was planned just now.
        """
        at = await alarms.get(tx, *PLAN)
        if at is not None and at <= now:
            return
        hours = self.company.hours()
        day = local(now, hours.zone).date() + timedelta(days=1)
        known = await self.known(tx, now)
        every = await self.every(tx)
        upcoming = next_round(hours, every, self.rules.any_days, day, known)
        while upcoming is not None and after is not None and self.seen_at(upcoming) <= after:
            day = upcoming.day + timedelta(days=1)
            upcoming = next_round(hours, every, self.rules.any_days, day, known)
        if upcoming is None:
            await alarms.clear(tx, *PLAN)
        else:
            await alarms.put(tx, *PLAN, self.seen_at(upcoming))
