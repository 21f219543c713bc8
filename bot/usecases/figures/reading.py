"""Reading each view of figures, once for picture, words and file. Not: who may see whose, wording, SQL."""

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from itertools import combinations, dropwhile

from bot.clock import Clock
from bot.domain.choices import Choice, find, named, path
from bot.domain.company import Company
from bot.domain.figures import (
    EVERYBODY,
    Activity,
    Option,
    View,
    Window,
    before,
    cases,
    complaints,
    current,
    trend,
)
from bot.domain.nps import ENOUGH, Figure, change, figure, overlap
from bot.domain.programmes import DEFAULTS, OWN, RECHECK
from bot.domain.worktime import instant, local
from bot.usecases.figures.views import (
    ActivityView,
    CasesView,
    ComplaintsView,
    Heading,
    Mean,
    NpsView,
    Part,
    Point,
    QuestionsView,
    Shown,
    WavesView,
)
from storage import figures
from storage.database import Conn
from storage.figures import Pending, Tally

_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Lists:
    """The company's lists, for wording what is counted."""

    reasons: tuple[Choice, ...]
    causes: tuple[Choice, ...]
    categories: tuple[Choice, ...]


class Reader:
    """One view at a time, all its numbers from one moment of the database."""

    def __init__(self, clock: Clock, company: Company, lists: Lists) -> None:
        self.clock, self.company, self.lists = clock, company, lists

    async def look(self, conn: Conn, heading: Heading, window: Window) -> Shown:
        """The view that the heading asks for."""
        readings: dict[View, Callable[[Conn, Heading, Window], Awaitable[Shown]]] = {
            View.NPS: self.nps,
            View.WAVES: self.waves,
            View.QUESTIONS: self.questions,
            View.CASES: self.cases,
            View.COMPLAINTS: self.complaints,
            View.ACTIVITY: self.activity,
        }
        return await readings[heading.ask.view](conn, heading, window)

    def instants(self, window: Window) -> tuple[datetime, datetime]:
        """When a window begins and ends."""
        zone = self.company.zone
        first, end = window.first_day, Window(window.end, window.end + 1).first_day
        return instant(first, time(0), zone), instant(end, time(0), zone)

    async def nps(self, conn: Conn, heading: Heading, window: Window) -> NpsView:
        """NPS, with the managers or teams it is made of."""
        ask, pending = heading.ask, await Pending.load(conn)
        points, below, cut = trend(window.last_day, ask.days), _below(heading), ask.cut
        found = await figures.tallies(conn, [ask.whose], [window, before(window), *points], cut, pending)
        found |= await figures.tallies(conn, [one.whose for one in below], [window], cut, pending)
        this, earlier = (_figure(found[ask.whose, one]) for one in (window, before(window)))
        top = await figures.top_reason(conn, ask.whose, window, cut, pending)
        parts = tuple(Part(one.name, _figure(found[one.whose, window])) for one in below)
        waiting = await self._waiting(conn, heading) if not (this.n or cut) else (0, None)
        noted = Tally(*await figures.noted(conn, ask.whose, *self.instants(window), cut))
        return NpsView(
            heading=heading,
            now=this,
            before=earlier,
            change=change(this, earlier),
            asked=await figures.response(conn, ask.whose, window, cut, pending),
            top=None if top is None else (named(self.lists.reasons, top[0]), top[1]),
            by_managers=sum(noted),
            step=points[-1].end - points[-1].first,
            trend=_begun([Point(one.last_day, _figure(found[ask.whose, one])) for one in points]),
            parts=tuple(part for part in parts if part.figure.n),
            apart=_apart(parts),
            out=waiting[0],
            next_wave=waiting[1],
            noted=noted,
        )

    async def _waiting(self, conn: Conn, heading: Heading) -> tuple[int, datetime | None]:
        """For an empty period: questions that are out, and when the next go out."""
        now = self.clock()
        since, _ = self.instants(current(local(now, self.company.zone).date(), 30))
        out = await figures.open_questions(conn, heading.ask.whose, since)
        return out, await figures.next_wave(conn, heading.option.team_id, now)

    async def waves(self, conn: Conn, heading: Heading, window: Window) -> WavesView:
        """Who answered, by survey and by wave."""
        ask, pending = heading.ask, await Pending.load(conn)
        surveys = [
            (one, await figures.response(conn, ask.whose, window, replace(ask.cut, programme=one), pending))
            for one in await self.programmes(conn)
            if ask.cut.programme in (None, one)
        ]
        rounds = await figures.rounds(conn, ask.whose, *self.instants(window), ask.cut)
        days, sent = self._by_day(rounds), tuple((name, asked) for name, asked in surveys if asked.sent)
        return WavesView(
            heading=heading,
            surveys=sent,
            rounds=tuple(days[:_ROUNDS]),
            more=len(days[_ROUNDS:]),
            edge=bool(days) and _sent(days) != {name: asked.sent for name, asked in sent},
        )

    async def programmes(self, conn: Conn) -> list[str]:
        """Every survey there is or was, the shipped ones first."""
        return list(dict.fromkeys([*DEFAULTS, RECHECK, OWN, *await figures.programmes(conn)]))

    def _by_day(self, rounds: Sequence[figures.Round]) -> list[figures.Round]:
        """The waves of one survey and day, which are one for each team, as one."""
        found: dict[tuple[str, object], figures.Round] = {}
        for one in rounds:
            key = one.programme, local(one.at, self.company.zone).date()
            found[key] = found[key].plus(one) if key in found else one
        return list(found.values())

    async def questions(self, conn: Conn, heading: Heading, window: Window) -> QuestionsView:
        """The further questions of long forms."""
        ask = heading.ask
        found = await figures.further_scores(conn, ask.whose, *self.instants(window), ask.cut)
        return QuestionsView(heading, tuple(map(_mean, sorted(found, key=_place))))

    async def cases(self, conn: Conn, heading: Heading, window: Window) -> CasesView:
        """Cases opened in the period."""
        now, whose, cut = self.clock(), heading.ask.whose, heading.ask.cut
        causes = self._causes(cut.reason)
        rows = await figures.case_rows(conn, whose, *self.instants(window), cut, causes)
        finished = await figures.causes(conn, whose, *self.instants(window), cut, causes)
        summed = cases(rows, *await figures.open_cases(conn, whose, now, cut, causes), now, finished)
        again = await figures.recovery(conn, whose, *self.instants(window), cut, causes)
        return CasesView(
            heading, summed, tuple((path(self.lists.causes, cause), n) for cause, n in summed.causes), again
        )

    def _causes(self, cause: str | None) -> tuple[str, ...]:
        """A cause, or all those under it."""
        if cause is None:
            return ()
        found = find(self.lists.causes, cause)
        return tuple(one.id for one in found.under) if found and found.under else (cause,)

    async def complaints(self, conn: Conn, heading: Heading, window: Window) -> ComplaintsView:
        """Complaints filed in the period."""
        now, whose, cut = self.clock(), heading.ask.whose, heading.ask.cut
        rows = await figures.complaint_rows(conn, whose, *self.instants(window), cut)
        summed = complaints(rows, *await figures.open_complaints(conn, whose, now, cut), now)
        return ComplaintsView(
            heading, summed, tuple((named(self.lists.categories, one), n) for one, n in summed.categories)
        )

    async def activity(self, conn: Conn, heading: Heading, window: Window) -> ActivityView:
        """Calls that were due, and touches made."""
        ask, now = heading.ask, self.clock()
        calls, touches = await figures.activity(conn, ask.whose, *self.instants(window), ask.cut)
        done = [(due, at) for state, due, at, _ in calls if state == "done" and at is not None]
        in_time = sum(self._in_time(due, at) for due, at in done)
        return ActivityView(
            heading,
            Activity(
                days=ask.days,
                in_time=in_time,
                late=len(done) - in_time,
                waiting=sum(state == "open" and due <= now for state, due, _, _ in calls),
                dropped=sum(state == "dropped" for state, _, _, _ in calls),
                touches=touches,
                recommendations=await figures.recommendations(
                    conn, ask.whose, *self.instants(window), ask.cut
                ),
            ),
        )

    def _in_time(self, due: datetime, done: datetime) -> bool:
        """Done on its day; the hour is no deadline."""
        zone = self.company.zone
        return local(done, zone).date() <= local(due, zone).date()


def _sent(rounds: Sequence[figures.Round]) -> dict[str, int]:
    """Questions of each survey in these waves."""
    found = Counter[str]()
    for one in rounds:
        found[one.programme] += one.sent
    return found


def _figure(tally: Tally) -> Figure:
    return figure(tally.promoters, tally.passives, tally.detractors)


def _mean(one: figures.Total) -> Mean:
    mean = one.total / one.n if one.n >= ENOUGH else None
    return Mean(one.programme, one.question, one.asked, one.n, mean)


def _place(one: figures.Total) -> tuple[int, int, str]:
    """Surveys and their questions in the order in which they are asked; others after them."""
    codes = list(DEFAULTS)
    asked = [question.id for question in DEFAULTS[codes[-1]].questions]
    return (
        codes.index(one.programme) if one.programme in codes else len(codes),
        asked.index(one.question) if one.question in asked else len(asked),
        one.question,
    )


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
