"""Figures: which question is asked, who may ask it of whom, what is behind the answer. Not: wording, SQL."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.clock import Clock
from bot.domain.choices import Choice, named, path
from bot.domain.company import Company
from bot.domain.errors import BadInput, NotAllowed, NotFound
from bot.domain.figures import (
    CUTS,
    EVERYBODY,
    PERIODS,
    TIERS,
    Ask,
    Cut,
    Name,
    Option,
    View,
    Whose,
    Window,
    current,
    find,
    is_mark,
    mark,
    name,
    of_manager,
    of_team,
    person,
    read,
)
from bot.domain.folding import fold
from bot.domain.people import Actor, Role
from bot.domain.worktime import local
from bot.usecases.figures.pictures import Pictures
from bot.usecases.figures.reading import Lists, Reader
from bot.usecases.figures.views import ActivityView, Choosing, Export, Heading, LowPage, NpsView, Shown
from bot.usecases.programmes.wording import known
from storage import audit, facts, figures, huddles, staff
from storage.database import Conn, Database

USUAL_DAYS = 30
PAGE = 8
MOST_ROWS = 20_000
"""A file of more answers would take more than a second to write; the newest are in it."""

_LONG_AGO = 3660  # days; buttons can be forged
_ZONE = "figures.zone"


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
        self.reader = Reader(clock, company, lists)

    async def ensure(self) -> None:
        """Count anew what was counted by another zone's days, or never, at start."""
        async with self.db.transaction() as tx:
            if await facts.get(tx, _ZONE) != self.company.zone:
                await figures.rebuild(tx, self.company.zone)
                await facts.put(tx, _ZONE, self.company.zone)

    async def settle(self) -> None:
        """Count what happened until now: every minute, so that readers have little to add."""
        upto, more = await figures.newest(self.db), True
        while more:
            async with self.db.transaction() as tx:
                more = await figures.settle(tx, upto)

    # The question

    async def typed(
        self, actor: Actor, text: str, view: View | None = None, names: Sequence[Name] = ()
    ) -> Ask:
        """Read what followed the command; `view` is all that it can show, `names` are tiers, surveys, reasons and causes
        (kind "cause") in the reader's words.

        Raises BadInput "stats-period", "stats-unknown", "stats-several", "stats-twice", "stats-not-here", "stats-one".
        """
        said = read(text)
        if view and said.view not in (None, view):
            raise BadInput("stats-one", typed=text.strip())
        view = view or said.view or View.NPS
        async with self.db.read() as conn:
            options = await self._options(conn, actor)
            segments = [name("segment", *pair) for pair in (await figures.segments(conn)).items() if pair[0]]
        known = [person(option) for option in options if option.name] + segments + _offered(names, view)
        found = find(said.rest, known)
        return Ask(view, said.days or USUAL_DAYS, _whose(found, options), cut=_cut(found, view))

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
        self._learn(await known(conn, self.lists.reasons))
        options = await self._options(conn, actor)
        option = next((one for one in options if one.whose == ask.whose), None)
        if option is None or ask.days not in PERIODS:
            raise NotFound
        today = local(self.clock(), self.company.zone).date()
        if ask.until and not 0 <= today.toordinal() - ask.until < _LONG_AGO:
            raise NotFound
        window = current(date.fromordinal(ask.until) if ask.until else today, ask.days)
        ask, segment = await self._meant(conn, ask)
        leads = actor.role.at_least(Role.LEAD)
        weekly = await huddles.wants_weekly(conn, actor.id) if leads else None
        whole = option, options, window.first_day, window.last_day, segment, self._reason(ask), weekly
        return Heading(ask, *whole), window

    def _learn(self, reasons: tuple[Choice, ...]) -> None:
        """What the head called reasons meanwhile, here or in another replica."""
        self.lists = self.reader.lists = replace(self.lists, reasons=reasons)

    async def _meant(self, conn: Conn, ask: Ask) -> tuple[Ask, str]:
        """The question with the marks of its button as values, and how its segment is written. Raises NotFound."""
        if not ask.cut:
            return ask, ""
        if any(getattr(ask.cut, kind) is not None for kind in Cut.__slots__ if kind not in CUTS[ask.view]):
            raise NotFound
        segments = await figures.segments(conn)
        known: dict[str, Iterable[str]] = {
            "segment": segments,
            "tier": TIERS,
            "programme": await self.reader.programmes(conn),
            "reason": self._reasons(ask.view),
        }
        cut = replace(
            ask.cut, **{kind: _value(getattr(ask.cut, kind), values) for kind, values in known.items()}
        )
        spelled = segments.get(cut.segment, cut.segment) if cut.segment else ""
        return replace(ask, cut=cut), spelled

    def _reasons(self, view: View) -> list[str]:
        """What can be asked about as reason: reasons of answers, or causes of cases on both levels."""
        if view is not View.CASES:
            return [one.id for one in self.lists.reasons]
        return [one.id for cause in self.lists.causes for one in (cause, *cause.under)]

    def _reason(self, ask: Ask) -> tuple[Choice, ...]:
        if ask.cut.reason is None:
            return ()
        if ask.view is View.CASES:
            return path(self.lists.causes, ask.cut.reason)
        return (named(self.lists.reasons, ask.cut.reason),)

    async def choosing(self, actor: Actor, ask: Ask, kind: str) -> Choosing:
        """What the figure can be cut by. Raises NotFound."""
        async with self.db.read() as conn:
            heading, _ = await self._heading(conn, actor, ask)
            if kind not in CUTS[ask.view]:
                raise NotFound
            values = await self._values(conn, heading.ask.view, kind)
        return Choosing(heading, kind, tuple(values))

    async def _values(self, conn: Conn, view: View, kind: str) -> list[tuple[str, Choice]]:
        if kind == "segment":
            every = await figures.segments(conn)
            return [(folded, Choice(folded, {"en": spelled})) for folded, spelled in every.items() if folded]
        if kind == "tier":
            return [(tier, Choice(tier)) for tier in TIERS]
        if kind == "programme":
            return [(code, Choice(code)) for code in await self.reader.programmes(conn)]
        lists = self.lists.causes if view is View.CASES else self.lists.reasons
        return list({one.id: (one.id, one) for one in lists}.values())

    # The answer

    async def look(self, actor: Actor, ask: Ask) -> Shown:
        """The figures asked for. Raises NotFound for somebody else's."""
        async with self.db.read() as conn:
            return await self.reader.look(conn, *await self._heading(conn, actor, ask))

    async def nps(self, actor: Actor, ask: Ask) -> NpsView:
        """NPS, with the managers or teams it is made of. Raises NotFound."""
        async with self.db.read() as conn:
            return await self.reader.nps(conn, *await self._heading(conn, actor, ask))

    async def week(self, conn: Conn, option: Option, last: date, view: View) -> Shown:
        """One view of the seven days up to `last`, for the letters of Monday: whose it may be they have looked at."""
        ask, window = Ask(view, 7, option.whose, last.toordinal()), current(last, 7)
        heading = Heading(ask, option, (option,), window.first_day, window.last_day)
        return await self.reader.look(conn, heading, window)

    async def me(self, actor: Actor, text: str) -> ActivityView:
        """One's own activity. Raises BadInput "stats-period", "stats-me"."""
        said = read(text)
        if said.rest or said.view not in (None, View.ACTIVITY):
            raise BadInput("stats-me", typed=text.strip())
        days = said.days or USUAL_DAYS
        option = Option(of_manager(actor.id), actor.name, actor.team_id)
        window = current(local(self.clock(), self.company.zone).date(), days)
        ask = Ask(View.ACTIVITY, days, option.whose)
        heading = Heading(ask, option, (option,), window.first_day, window.last_day)
        async with self.db.read() as conn:
            return await self.reader.activity(conn, heading, window)

    # Behind the figure

    async def low(self, actor: Actor, ask: Ask, page: int) -> LowPage:
        """Who answered 0-6, a page at a time. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            heading, window = await self._heading(tx, actor, ask)
            found = await figures.low(
                tx, actor.scope, ask.whose, *self.reader.instants(window), limit=PAGE + 1, offset=page * PAGE,
                cut=heading.ask.cut,
            )  # fmt: skip
            await audit.add(tx, actor.id, "answers.view", _thing(ask), now, new=f"{ask.days}d")
        return LowPage(heading, page, tuple(found[:PAGE]), len(found) > PAGE)

    async def export(self, actor: Actor, ask: Ask) -> Export:
        """The answers dated in the period, and the figure they make. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            heading, window = await self._heading(tx, actor, ask)
            view = await self.reader.nps(tx, heading, window)
            between = self.reader.instants(window)
            rows, total = await figures.export(
                tx, actor.scope, ask.whose, *between, MOST_ROWS, heading.ask.cut
            )
            await audit.add(tx, actor.id, "answers.export", _thing(ask), now, new=f"{ask.days}d:{len(rows)}")
            segments = await figures.segments(tx)
        known = {reason for row in rows for reason in row.reasons}
        reasons = {reason: named(self.lists.reasons, reason) for reason in known}
        local_rows = tuple(
            replace(
                row,
                at=local(row.at, actor.zone),
                wave_at=None if row.wave_at is None else local(row.wave_at, actor.zone),
                segment=segments.get(fold(row.segment), row.segment),
            )
            for row in rows
        )
        return Export(view, local_rows, reasons, total)


def _offered(names: Sequence[Name], view: View) -> list[Name]:
    """What may be named for a view; a cause is what cases are cut by where others are by a reason."""
    if view is View.CASES:
        causes = [replace(one, kind="reason") for one in names if one.kind == "cause"]
        return [one for one in names if one.kind not in ("cause", "reason")] + causes
    return [one for one in names if one.kind != "cause"]


def _whose(found: Mapping[str, Name], options: Sequence[Option]) -> Whose:
    chosen = found["whose"].value if "whose" in found else options[0]
    assert isinstance(chosen, Option)
    return chosen.whose


def _cut(found: Mapping[str, Name], view: View) -> Cut:
    values = {kind: str(one.value) for kind, one in found.items() if kind != "whose"}
    for kind in values:
        if kind not in CUTS[view]:
            raise BadInput("stats-not-here", name=found[kind].label)
    return Cut(**values)


def _value(value: str | None, known: Iterable[str]) -> str | None:
    """What a mark stands for; anything else is itself. Raises NotFound."""
    if not is_mark(value):
        return value
    meant = next((one for one in known if value == mark(one)), None)
    if meant is None:
        raise NotFound
    return meant


def _thing(ask: Ask) -> str:
    whose = Whose(ask.whose)
    return "figures:all" if whose == EVERYBODY else f"team:{-whose}" if whose < 0 else f"person:{whose}"
