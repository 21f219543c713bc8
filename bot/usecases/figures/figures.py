"""Figures: who may see whose, and one reading of each question for picture, words and file. Not: wording, SQL."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import combinations, dropwhile

from bot.clock import Clock
from bot.domain.choices import Choice, named, path
from bot.domain.company import Company
from bot.domain.errors import NotAllowed, NotFound
from bot.domain.figures import (
    EVERYBODY,
    PERIODS,
    Activity,
    Ask,
    Option,
    View,
    Whose,
    Window,
    before,
    cases,
    complaints,
    current,
    find,
    of_manager,
    of_team,
    read,
    trend,
)
from bot.domain.nps import Figure, change, figure, overlap
from bot.domain.people import Actor, Role
from bot.domain.worktime import instant, local
from bot.usecases.figures.pictures import Pictures
from bot.usecases.figures.views import (
    ActivityView,
    CasesView,
    ComplaintsView,
    Export,
    Heading,
    LowPage,
    NpsView,
    Part,
    Point,
    Shown,
)
from storage import audit, facts, figures, staff
from storage.database import Conn, Database
from storage.figures import Tally

USUAL_DAYS = 30
PAGE = 8
MOST_ROWS = 20_000
"""A file of more answers would take more than a second to write; the newest are in it."""

_LONG_AGO = 3660  # days; buttons can be forged
_ZONE = "figures.zone"
_Windows = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Lists:
    """The company's lists, for wording what is counted."""

    reasons: tuple[Choice, ...]
    causes: tuple[Choice, ...]
    categories: tuple[Choice, ...]


class Figures:
    """Everything about figures. `workbook` writes rows as a file: (headings, rows) -> bytes."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        company: Company,
        lists: Lists,
        pictures: Pictures,
        workbook: Callable[..., bytes],
    ) -> None:
        self.db, self.clock, self.company, self.lists = db, clock, company, lists
        self.pictures, self.workbook = pictures, workbook

    async def ensure(self) -> None:
        """Count anew what was counted by another zone's days, or never, at start."""
        async with self.db.transaction() as tx:
            if await facts.get(tx, _ZONE) != self.company.zone:
                await figures.rebuild(tx, self.company.zone)
                await facts.put(tx, _ZONE, self.company.zone)

    # The question

    async def typed(self, actor: Actor, text: str, view: View | None = None) -> Ask:
        """Read what followed the command; `view` fixes what is asked for.

        Raises BadInput "stats-period", "stats-nobody", "stats-several".
        """
        said = read(text)
        async with self.db.read() as conn:
            options = await self._options(conn, actor)
        option = find(options, said.name) if said.name else options[0]
        return Ask(view or said.view or View.NPS, said.days or USUAL_DAYS, option.whose)

    async def _options(self, conn: Conn, actor: Actor) -> tuple[Option, ...]:
        """Whose figures the actor may see, their usual first. Raises NotAllowed for clients: buttons can be forged."""
        if not actor.role.is_staff:
            raise NotAllowed
        if actor.role is Role.HEAD:
            teams = await figures.teams(conn)
            return (Option(EVERYBODY, ""), *teams, *await figures.managers(conn, None))
        if actor.role is Role.LEAD and actor.team_id is not None:
            name = await staff.team_name(conn, actor.team_id) or ""
            team = Option(of_team(actor.team_id), name, actor.team_id)
            return (team, *await figures.managers(conn, actor.team_id))
        return (Option(of_manager(actor.id), actor.name, actor.team_id),)

    async def _heading(self, conn: Conn, actor: Actor, ask: Ask) -> tuple[Heading, Window]:
        options = await self._options(conn, actor)
        option = next((one for one in options if one.whose == ask.whose), None)
        if option is None or ask.days not in PERIODS:
            raise NotFound
        today = local(self.clock(), self.company.zone).date()
        if ask.until and not 0 <= today.toordinal() - ask.until < _LONG_AGO:
            raise NotFound
        window = current(date.fromordinal(ask.until) if ask.until else today, ask.days)
        return Heading(ask, option, options, window.first_day, window.last_day), window

    def _instants(self, window: Window) -> _Windows:
        zone = self.company.zone
        first, end = window.first_day, Window(window.end, window.end + 1).first_day
        return instant(first, time(0), zone), instant(end, time(0), zone)

    # The answer

    async def look(self, actor: Actor, ask: Ask) -> Shown:
        """The figures asked for. Raises NotFound for somebody else's."""
        async with self.db.read() as conn:
            heading, window = await self._heading(conn, actor, ask)
            return await self._views[ask.view](self, conn, heading, window)

    async def nps(self, actor: Actor, ask: Ask) -> NpsView:
        """NPS, with the managers or teams it is made of. Raises NotFound."""
        async with self.db.read() as conn:
            heading, window = await self._heading(conn, actor, ask)
            return await self._nps(conn, heading, window)

    async def me(self, actor: Actor, text: str) -> ActivityView:
        """One's own activity. Raises BadInput "stats-period"."""
        days = read(text).days or USUAL_DAYS
        option = Option(of_manager(actor.id), actor.name, actor.team_id)
        window = current(local(self.clock(), self.company.zone).date(), days)
        ask = Ask(View.ACTIVITY, days, option.whose)
        heading = Heading(ask, option, (option,), window.first_day, window.last_day)
        async with self.db.read() as conn:
            return await self._activity(conn, heading, window)

    async def _nps(self, conn: Conn, heading: Heading, window: Window) -> NpsView:
        ask, now = heading.ask, self.clock()
        points = trend(window.last_day, ask.days)
        below = _below(heading)
        found = await figures.tallies(conn, [ask.whose], [window, before(window), *points])
        found |= await figures.tallies(conn, [one.whose for one in below], [window])
        this, earlier = (_figure(found[ask.whose, one]) for one in (window, before(window)))
        top = await figures.top_reason(conn, ask.whose, window)
        parts = tuple(Part(one.name, _figure(found[one.whose, window])) for one in below)
        waiting = await self._waiting(conn, heading, now) if not this.n else (0, None)
        return NpsView(
            heading=heading,
            now=this,
            before=earlier,
            change=change(this, earlier),
            asked=await figures.response(conn, ask.whose, window),
            top=None if top is None else (named(self.lists.reasons, top[0]), top[1]),
            by_managers=await figures.of_managers(conn, ask.whose, *self._instants(window)),
            step=points[-1].end - points[-1].first,
            trend=_begun([Point(one.last_day, _figure(found[ask.whose, one])) for one in points]),
            parts=tuple(part for part in parts if part.figure.n),
            apart=_apart(parts),
            out=waiting[0],
            next_wave=waiting[1],
        )

    async def _waiting(self, conn: Conn, heading: Heading, now: datetime) -> tuple[int, datetime | None]:
        """For an empty period: questions that are out, and when the next go out."""
        today = local(now, self.company.zone).date()
        since, _ = self._instants(current(today, 30))
        out = await figures.open_questions(conn, heading.ask.whose, since)
        return out, await figures.next_wave(conn, heading.option.team_id, now)

    async def _cases(self, conn: Conn, heading: Heading, window: Window) -> CasesView:
        now, whose = self.clock(), heading.ask.whose
        rows = await figures.case_rows(conn, whose, *self._instants(window))
        summed = cases(rows, *await figures.open_cases(conn, whose, now), now)
        return CasesView(
            heading, summed, tuple((path(self.lists.causes, cause), n) for cause, n in summed.causes)
        )

    async def _complaints(self, conn: Conn, heading: Heading, window: Window) -> ComplaintsView:
        now, whose = self.clock(), heading.ask.whose
        rows = await figures.complaint_rows(conn, whose, *self._instants(window))
        summed = complaints(rows, *await figures.open_complaints(conn, whose, now), now)
        return ComplaintsView(
            heading, summed, tuple((named(self.lists.categories, one), n) for one, n in summed.categories)
        )

    async def _activity(self, conn: Conn, heading: Heading, window: Window) -> ActivityView:
        calls, touches = await figures.activity(conn, heading.ask.whose, *self._instants(window))
        done = [(due, at, timed) for state, due, at, timed in calls if state == "done" and at is not None]
        in_time = sum(self._in_time(due, at) for due, at, _ in done)
        now = self.clock()
        return ActivityView(
            heading,
            Activity(
                days=heading.ask.days,
                in_time=in_time,
                late=len(done) - in_time,
                waiting=sum(state == "open" and due <= now for state, due, _, _ in calls),
                dropped=sum(state == "dropped" for state, _, _, _ in calls),
                touches=touches,
            ),
        )

    def _in_time(self, due: datetime, done: datetime) -> bool:
        """Done on its day; the hour is no deadline."""
        zone = self.company.zone
        return local(done, zone).date() <= local(due, zone).date()

    # Behind the figure

    async def low(self, actor: Actor, ask: Ask, page: int) -> LowPage:
        """Who answered 0-6, a page at a time. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            heading, window = await self._heading(tx, actor, ask)
            found = await figures.low(
                tx, actor.scope, ask.whose, *self._instants(window), limit=PAGE + 1, offset=page * PAGE
            )
            await audit.add(tx, actor.id, "answers.view", _thing(ask), now, new=f"{ask.days}d")
        return LowPage(heading, page, tuple(found[:PAGE]), len(found) > PAGE)

    async def export(self, actor: Actor, ask: Ask) -> Export:
        """The answers dated in the period, and the figure they make. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            heading, window = await self._heading(tx, actor, ask)
            view = await self._nps(tx, heading, window)
            rows, total = await figures.export(tx, actor.scope, ask.whose, *self._instants(window), MOST_ROWS)
            await audit.add(tx, actor.id, "answers.export", _thing(ask), now, new=f"{ask.days}d:{len(rows)}")
        known = {reason for row in rows for reason in row.reasons}
        reasons = {reason: named(self.lists.reasons, reason) for reason in known}
        local_rows = tuple(replace(row, at=local(row.at, actor.zone)) for row in rows)
        return Export(view, local_rows, reasons, total)

    _views: dict[View, Callable[["Figures", Conn, Heading, Window], Awaitable[Shown]]] = {
        View.NPS: _nps,
        View.CASES: _cases,
        View.COMPLAINTS: _complaints,
        View.ACTIVITY: _activity,
    }


def _figure(tally: Tally) -> Figure:
    return figure(tally.promoters, tally.passives, tally.detractors)


def _begun(points: Sequence[Point]) -> tuple[Point, ...]:
    """Without the periods before the first answer of all; two points are left at least."""
    return tuple(dropwhile(lambda point: not point.figure.n, points[:-2])) + tuple(points[-2:])


def _below(heading: Heading) -> tuple[Option, ...]:
    """What the chosen one is made of: everybody of teams (of managers, where there is only one), a team of managers."""
    whose, options = heading.ask.whose, heading.options
    if whose > 0:
        return ()
    teams = [one for one in options if one.whose < 0]
    if whose == EVERYBODY and len(teams) > 1:
        return tuple(teams)
    team = heading.option.team_id
    return tuple(one for one in options if one.whose > 0 and (whose == EVERYBODY or one.team_id == team))


def _apart(parts: Sequence[Part]) -> tuple[tuple[str, str], ...]:
    """Pairs (higher, lower) whose intervals share no point: the only ranking there is."""
    shown = sorted((part for part in parts if part.figure.enough), key=lambda part: -part.figure.nps)
    return tuple((a.name, b.name) for a, b in combinations(shown, 2) if not overlap(a.figure, b.figure))


def _thing(ask: Ask) -> str:
    whose = Whose(ask.whose)
    return "figures:all" if whose == EVERYBODY else f"team:{-whose}" if whose < 0 else f"person:{whose}"
