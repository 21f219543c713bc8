"""Waves by the clock: rounds planned, shown to the leads, sent by themselves. Not: what leads press, who is asked."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.domain.alarms import Alarm
from bot.domain.company import Company
from bot.domain.ids import InvitationId, TeamId, WaveId
from bot.domain.letters import Letter, Op
from bot.domain.programmes import CODES, EARLY, LATE, Programme, Round, larger, near, round_on, stands_for
from bot.domain.surveys import SurveyRules
from bot.domain.waves import Reach, Wave, WaveState, preview_for, release_after
from bot.domain.worktime import local
from bot.usecases.programmes import Programmes
from bot.usecases.waves.asking import Asking
from storage import alarms, outbox, people, waves
from storage import programmes as stored
from storage.database import Conn, Tx

_AROUND = timedelta(days=60)
"""Rounds further away than this never meet: windows have at most 20 working days."""
_HAND = max(EARLY.values())


class Planning:
    """Works inside the transactions of `Waves`."""

    def __init__(self, company: Company, rules: SurveyRules, programmes: Programmes, asking: Asking) -> None:
        self.company, self.rules, self.programmes, self.asking = company, rules, programmes, asking

    async def ring(self, tx: Tx, alarm: Alarm, now: datetime) -> None:
        """A round to plan, to show, to send; or a question whose time has come."""
        if alarm.kind == "wave.round":
            return await self._start(tx, alarm, now)
        if alarm.kind == "wave.next":
            return await self.asking.next(tx, InvitationId(alarm.number), now)
        wave = await waves.get(tx, WaveId(alarm.number))
        if wave is None:
            return None
        if alarm.kind == "wave.preview" and wave.state is WaveState.PLANNED:
            return await self._tell(tx, wave.id, wave.team_id, now, wave.version)
        if alarm.kind == "wave.release" and wave.state in (WaveState.PLANNED, WaveState.SENT):
            return await self._release(tx, wave, now)
        return None

    async def _release(self, tx: Tx, wave: Wave, now: datetime) -> None:
        await waves.one_at_a_time(tx)
        if wave.state is WaveState.PLANNED:
            state = WaveState.CANCELLED if await self.halted(tx, wave, now) else WaveState.SENT
            await waves.settle(tx, wave, state, wave.at, None, now)
            await outbox.redraw(tx, f"wave:{wave.id}", now=now)
            if state is WaveState.CANCELLED:
                return
        await self.go_on(tx, wave, now)

    async def go_on(self, tx: Tx, wave: Wave, now: datetime) -> None:
        """The next step of a wave that goes out, spread over its window."""
        await self.asking.release(tx, wave, now, await self.ends(tx, wave))

    # Rounds

    async def _start(self, tx: Tx, alarm: Alarm, now: datetime) -> None:
        """Plan what leads are to see now; what was slept through is made up for, unless it is too late."""
        every = {programme.code: programme for programme in await self.programmes.every(tx)}
        found = await self.programmes.shown_between(tx, alarm.at, now)
        for one in sorted(found, key=lambda one: CODES.index(one.programme), reverse=True):  # the larger win
            at = release_after(self.company.hours(), self.programmes.out_at(one), now)
            day = local(at, self.company.zone).date()
            if day - one.last <= LATE[one.programme]:
                await self._plan_round(tx, self._on(every[one.programme], one.key, day), at, now)
        await self.programmes.plan(tx, now, after=now)

    def _on(self, programme: Programme, key: str, day: date) -> Round:
        return round_on(self.company.hours(), programme, key, day)

    async def _plan_round(self, tx: Tx, one: Round, at: datetime, now: datetime) -> None:
        if await self._meets_calendar(tx, one, now):
            return
        for reach, team_id in await waves.reaches(tx):
            if await self._meets_wave(tx, one, reach, team_id) is not None:
                continue
            id_ = await waves.add(
                tx, key=f"{one.key}:{team_id or 'rest'}", programme=one.programme, reach=reach, team_id=team_id,
                state=WaveState.PLANNED, at=at, by=None, now=now,
            )  # fmt: skip
            if id_ is not None:
                await alarms.put(tx, f"wave:{id_}", "wave.release", at)
                await self._tell(tx, id_, team_id, now)

    async def put_off(self, tx: Tx, wave_id: WaveId, at: datetime, now: datetime) -> None:
        """A planned wave goes out at another time, and is seen again before."""
        hours = self.company.hours()
        preview = preview_for(hours, self.rules, local(at, hours.zone).date())
        if preview > now:
            await alarms.put(tx, f"wave:{wave_id}", "wave.preview", preview)
        await alarms.put(tx, f"wave:{wave_id}", "wave.release", at)

    async def _tell(
        self, tx: Tx, wave_id: WaveId, team_id: TeamId | None, now: datetime, version: int = 1
    ) -> None:
        lead = await people.lead_of(tx, team_id)
        if lead is not None:
            thing, key = f"wave:{wave_id}", f"wave.preview:{wave_id}:{version}"
            letter = Letter("wave.preview", lead, key, {"wave": wave_id}, Op.CARD, thing)
            await outbox.put(tx, letter, now=now)

    # What keeps a planned wave from going out

    async def halted(self, conn: Conn, wave: Wave, now: datetime) -> str | None:
        """Why a planned wave will not go out by itself: its survey is "off" or was sent by "hand" lately, or a "larger"
        one is near. None: it will."""
        programme = await self.programmes.of(conn, wave.programme)
        if not programme.on:
            return "off"
        one = self._on(programme, "", local(wave.at, self.company.zone).date())
        if await self._meets_calendar(conn, one, now):
            return "larger"
        return await self._meets_wave(conn, one, wave.reach, wave.team_id)

    async def following(self, conn: Conn, team_id: TeamId | None, now: datetime) -> Round | None:
        """The next round that reaches a team's clients (None: those without a team) and is not planned yet."""
        reach = Reach.REST if team_id is None else Reach.TEAM
        for one in await self.programmes.coming(conn, now):
            if await self._meets_wave(conn, one, reach, team_id) is None:
                return one
        return None

    async def served(self, conn: Conn, wave: Wave, now: datetime) -> Round | None:
        """The round of the year for which a wave sent by hand stands, or would if it were sent now; None: for none."""
        if wave.programme not in EARLY:
            return None
        day = local(now if wave.state is WaveState.DRAFT else wave.at, self.company.zone).date()
        there = await self.programmes.calendar(conn, day, day + EARLY[wave.programme], now)
        known = await self.programmes.known(conn, now)
        for one in there:
            fact = known.get(one.key)
            free = one.behind in (None, wave.programme) and not (
                fact is not None and (fact.out or fact.by_hand)
            )
            if one.programme == wave.programme and free and stands_for(wave.programme, day, one.day):
                return one
        return None

    async def ends(self, conn: Conn, wave: Wave) -> date | None:
        """The last day of a wave's window; None when it all goes out on one day."""
        programme = await self.programmes.of(conn, wave.programme)
        one = self._on(programme, "", local(wave.at, self.company.zone).date())
        return one.last if programme.days > 1 else None

    async def _meets_calendar(self, conn: Conn, one: Round, now: datetime) -> bool:
        """Whether a larger round of the year is near; it stands there also while its wave is not made yet."""
        found = await self.programmes.calendar(conn, one.day - _AROUND, one.last + _AROUND, now)
        there = (o for o in found if o.behind is None and larger(o.programme, one.programme))
        return any(near(one, other, self.rules.any_days) for other in there)

    async def _meets_wave(self, conn: Conn, one: Round, reach: Reach, team_id: TeamId | None) -> str | None:
        """What stands for a round where these contacts are concerned: a "larger" wave near it (one that was put off, or
        sent by hand), or the same survey sent by "hand"."""
        since = self.programmes.out_at(replace(one, day=one.day - max(_AROUND, _HAND)))
        for wave in await stored.waves_of(conn, reach, team_id, since):
            assert wave.at is not None
            day = local(wave.at, self.company.zone).date()
            if wave.by_hand and wave.programme == one.programme and stands_for(one.programme, day, one.day):
                return "hand"
            if not larger(wave.programme, one.programme):
                continue
            programme = await self.programmes.of(conn, wave.programme)
            if (programme.on or wave.out) and near(one, self._on(programme, "", day), self.rules.any_days):
                return "larger"
        return None
