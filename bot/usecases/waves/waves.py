"""Waves: rounds of questions planned, previewed, sent, put off. Not: asking one contact, answers, wording, SQL."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.clock import Clock
from bot.domain.alarms import Alarm
from bot.domain.company import Company
from bot.domain.errors import BadInput, NotAllowed, NotFound
from bot.domain.ids import WaveId
from bot.domain.letters import Claimed, NotWanted, Op, View
from bot.domain.people import Actor, Role
from bot.domain.programmes import CODES, MONTHLY, Round
from bot.domain.surveys import SurveyRules
from bot.domain.waves import (
    FRESH,
    Counts,
    Hold,
    Reach,
    Standing,
    Wave,
    WaveState,
    postponed,
)
from bot.usecases.programmes import Programmes
from bot.usecases.waves.explaining import Explaining
from storage import alarms, audit, outbox, people, programmes, staff, waves
from storage.database import Conn, Database, Tx

_LATER = (1, 5)
"""Working days by which a wave can be put off."""
_PAGE = 8
"""So many of those who are asked later stand on one screen."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A wave as leads see it: `counts` before it goes out, `progress` after; `moves` are the days to put it off to;
    `note`: why a press did nothing; `halted`: why it will not go out by itself ("off", "larger", "hand");
    `last`: the last day of its window, when it has more than one; `served`: the round of the year for which one by hand
    stands."""

    wave: Wave
    team: str
    counts: Counts | None
    progress: Mapping[str, int]
    settled_by: str
    moves: tuple[datetime, ...]
    note: str | None = None
    halted: str | None = None
    last: date | None = None
    served: Round | None = None


@dataclass(frozen=True, slots=True)
class Deferred:
    """One page of those who are asked later, by names; `total` of them on all `pages`."""

    wave: Wave
    people: tuple[tuple[Standing, Hold], ...]
    total: int
    page: int
    pages: int


class Waves(Explaining):
    """Everything about asking: the monthly round, waves by hand, reminders, the end of silence."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        company: Company,
        rules: SurveyRules,
        programmes: Programmes | None = None,
    ) -> None:
        super().__init__(db, clock, company, rules, programmes or Programmes(db, clock, company, rules))

    # By leads

    async def preview(self, actor: Actor, update: int, programme: str | None = None) -> Preview:
        """A wave of the actor's team (the head: of everybody), not sent yet; of the smallest survey that is on, when
        none is named. Raises NotAllowed to those who lead nobody, BadInput without a team."""
        if not actor.role.at_least(Role.LEAD):
            raise NotAllowed
        if actor.role is not Role.HEAD and actor.team_id is None:
            raise BadInput("survey-no-team")
        if programme not in (None, *CODES):
            raise NotFound
        now, key = self.clock(), f"hand:{actor.id}:{update}"
        reach = Reach.ALL if actor.role is Role.HEAD else Reach.TEAM
        async with self.db.transaction() as tx:
            on = [one.code for one in await self.programmes.every(tx) if one.on]
            await waves.add(
                tx, key=key, programme=programme or next(iter(on), MONTHLY), reach=reach, team_id=actor.team_id if reach is Reach.TEAM else None,
                state=WaveState.DRAFT, at=now, by=actor.id, now=now,
            )  # fmt: skip
            wave = await waves.by_key(tx, key)
        assert wave is not None
        return await self.look(actor, wave.id)

    async def sure(self, actor: Actor, wave_id: WaveId) -> Preview:
        """What is to be sent, with the counts of now: whoever sees them may send it. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            wave = await self._seen(tx, actor, wave_id)
            if wave.state is WaveState.DRAFT and now >= wave.created_at + FRESH:
                await waves.refresh(tx, wave_id, now)
        return await self.look(actor, wave_id)

    async def send(self, actor: Actor, wave_id: WaveId, version: int) -> Preview:
        """Let it go out now; a draft with old counts is counted anew instead. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            note = await self._send(tx, actor, wave_id, version, now)
        return await self.look(actor, wave_id, note)

    async def _send(self, tx: Tx, actor: Actor, wave_id: WaveId, version: int, now: datetime) -> str | None:
        """Why nothing was sent, or None."""
        await waves.one_at_a_time(tx)
        wave = await self._seen(tx, actor, wave_id)
        if wave.state is WaveState.DRAFT and now >= wave.created_at + FRESH:
            await waves.refresh(tx, wave_id, now)
            return "old"
        if not await self._settle(tx, wave, version, WaveState.SENT, now, actor, now):
            return _note(wave, WaveState.SENT, version, actor)
        await alarms.clear(tx, f"wave:{wave_id}")
        await self.planning.go_on(tx, replace(wave, state=WaveState.SENT, at=now), now)
        if wave.state is WaveState.DRAFT:  # what is planned may give way to it
            await self.programmes.plan(tx, now)
            for other in await programmes.planned(tx):
                await outbox.redraw(tx, f"wave:{other}", now=now)
        return None

    async def postpone(self, actor: Actor, wave_id: WaveId, version: int, workdays: int) -> Preview:
        """Put a planned wave off. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            wave = await self._seen(tx, actor, wave_id)
            at = postponed(self.company.hours(), wave.at, now, workdays if workdays in _LATER else _LATER[0])
            planned = wave.state is WaveState.PLANNED
            done = planned and await self._settle(tx, wave, version, WaveState.PLANNED, at, actor, now)
            if done:
                await self.planning.put_off(tx, wave.id, at, now)
        note = None if done else _note(wave, WaveState.PLANNED, version, actor)
        return await self.look(actor, wave_id, note)

    async def cancel(self, actor: Actor, wave_id: WaveId, version: int) -> Preview:
        """Nobody is asked in this wave. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            wave = await self._seen(tx, actor, wave_id)
            done = await self._settle(tx, wave, version, WaveState.CANCELLED, wave.at, actor, now)
            if done:
                await alarms.clear(tx, f"wave:{wave_id}")
        note = None if done else _note(wave, WaveState.CANCELLED, version, actor)
        return await self.look(actor, wave_id, note)

    async def look(self, actor: Actor, wave_id: WaveId, note: str | None = None) -> Preview:
        """The wave as it stands, counted outside of any transaction. Raises NotFound."""
        async with self.db.read() as conn:
            wave = await self._seen(conn, actor, wave_id)
            return replace(await self._shown(conn, wave, self.clock()), note=note)

    async def later(self, actor: Actor, wave_id: WaveId, page: int) -> Deferred:
        """Who is asked later, by names; that is audited. Raises NotFound."""
        now = self.clock()
        async with self.db.read() as conn:
            wave = await self._seen(conn, actor, wave_id)
            found = await self.asking.deferred(conn, wave, now)
        pages = max(1, -(-len(found) // _PAGE))
        page = min(max(page, 0), pages - 1)
        async with self.db.transaction() as tx:
            await audit.seen(tx, actor.id, "answers.why", f"wave:{wave_id}", now)
        return Deferred(wave, tuple(found[page * _PAGE : (page + 1) * _PAGE]), len(found), page, pages)

    async def _seen(self, conn: Conn, actor: Actor, wave_id: WaveId) -> Wave:
        wave = await waves.get(conn, wave_id)
        own = wave is not None and wave.reach is Reach.TEAM and wave.team_id == actor.team_id
        # Whoever stands in for the lead or the head has the card of the round meanwhile.
        lent = wave is not None and (actor.lent.every or wave.team_id in actor.lent.teams)
        if wave is None or not (actor.role is Role.HEAD or (actor.role is Role.LEAD and own) or lent):
            raise NotFound
        return wave

    async def _settle(
        self, tx: Tx, wave: Wave, version: int, state: WaveState, at: datetime, actor: Actor, now: datetime
    ) -> bool:
        """Change a wave that still waits; False when it does not, or not as the button's card showed it."""
        waits = wave.state in (WaveState.DRAFT, WaveState.PLANNED)
        if not waits or wave.version != version or not await waves.settle(tx, wave, state, at, actor.id, now):
            return False
        await audit.add(tx, actor.id, "wave.settle", f"wave:{wave.id}", now, old=wave.state, new=state)
        await outbox.redraw(tx, f"wave:{wave.id}", now=now, but=actor.id)
        if wave.state is WaveState.PLANNED:
            await self.programmes.plan(tx, now)  # what gave way to this round may go out now
        return True

    async def _shown(self, conn: Conn, wave: Wave, now: datetime) -> Preview:
        waiting = wave.state in (WaveState.DRAFT, WaveState.PLANNED)
        counts = await self.asking.counts(conn, wave, now) if waiting else None
        by = None if wave.settled_by is None else await people.get(conn, wave.settled_by)
        moves = tuple(postponed(self.company.hours(), wave.at, now, n) for n in _LATER)
        return Preview(
            wave=wave,
            team=await staff.team_name(conn, wave.team_id) or "",
            counts=counts,
            progress={} if waiting else await waves.progress(conn, wave.id),
            settled_by=by.name if by else "",
            moves=moves if wave.state is WaveState.PLANNED else (),
            halted=await self.planning.halted(conn, wave, now) if wave.state is WaveState.PLANNED else None,
            last=await self.planning.ends(conn, wave) if wave.state is WaveState.PLANNED else None,
            served=await self.planning.served(conn, wave, now) if wave.by_hand else None,
        )

    # By the clock

    async def ensure(self) -> None:
        """Set the alarm of the next round, at start."""
        async with self.db.transaction() as tx:
            await self.programmes.plan(tx, self.clock())

    async def ring(self, tx: Tx, alarm: Alarm, now: datetime) -> None:
        """A round to plan, to show, to send; or a question whose time has come."""
        await self.planning.ring(tx, alarm, now)

    # Letters

    async def open_letter(self, conn: Conn, letter: Claimed, now: datetime) -> View | NotWanted:
        """The preview with the counts of now."""
        wave = await waves.get(conn, WaveId(int(letter.args["wave"] or 0)))
        if wave is None:
            return NotWanted("no wave")
        if wave.state is not WaveState.PLANNED and letter.op is not Op.EDIT:
            return NotWanted("settled")
        return View(await self._shown(conn, wave, now))


def _note(wave: Wave, wanted: WaveState, version: int, actor: Actor) -> str | None:
    """Why a press did nothing: somebody changed the wave. None: it is the second tap of two."""
    same = wave.state is wanted and wave.version == version + 1 and wave.settled_by == actor.id
    return None if same else "changed"
