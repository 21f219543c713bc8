"""Programmes as the head sees and changes them. Not: the calendar's arithmetic, what may be changed, SQL, wording."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain.errors import BadInput, Changed, NotAllowed, NotFound
from bot.domain.nps import Group
from bot.domain.people import Actor, Role, Step
from bot.domain.programmes import (
    ALL,
    CODES,
    MONTHLY,
    SHARED,
    SHIPPED,
    Edit,
    Facts,
    Programme,
    Round,
    changes,
    edited,
    has_room,
    stands_for,
    words_of,
)
from bot.domain.quiet import country_code
from bot.domain.waves import first_day
from bot.domain.worktime import is_workday, local
from bot.usecases.programmes.reading import BACK, Reading
from storage import audit, outbox, programmes, steps
from storage.database import Conn, Tx

STEP = "programme.typed"
_UNDO = timedelta(minutes=10)
_STALE = frozenset({"move"})
"""Changes that mean something else when somebody changed something since: they need the version that was shown."""


@dataclass(frozen=True, slots=True)
class Delay:
    """Where contacts have a day off, a round's first questions come later: on `to`, in these countries (of all: none is
    named)."""

    round: Round
    to: date
    countries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Served:
    """A round that is left out for teams which were sent the same by hand."""

    round: Round
    teams: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """The year ahead: from the first of this month on twelve months, with rounds as they will be (or were)."""

    today: date
    first: date
    last: date
    rounds: tuple[Round, ...]
    off: frozenset[date]
    delays: tuple[Delay, ...] = ()
    served: tuple[Served, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything /surveys shows. `touched`: something differs from the config; `versions`: of each part, for buttons;
    `changed`: what was just changed can be undone; `seen_at`: when leads see the next round."""

    programmes: Mapping[str, Programme]
    year: Year
    upcoming: Round | None
    seen_at: datetime | None
    languages: tuple[str, ...]
    versions: Mapping[str, int]
    touched: bool
    changed: str = ""

    def of(self, code: str) -> Programme:
        """One of the three; what all share stands in each. Raises NotFound."""
        found = self.programmes.get(MONTHLY if code == ALL else code)
        if found is None:
            raise NotFound
        return found


class Programmes(Reading):
    """What each programme asks and when. Whatever takes an actor raises NotAllowed for all but heads: buttons can be forged."""

    async def look(self, actor: Actor) -> Shown:
        """The programmes and the year ahead."""
        _head_only(actor)
        async with self.db.read() as conn:
            return await self._shown(conn, self.clock())

    async def change(self, actor: Actor, edit: Edit, version: int) -> Shown:
        """One change by a button. `version`: of what was shown. Raises BadInput, Changed, NotFound."""
        _head_only(actor)
        async with self.db.transaction() as tx:
            return await self._change(tx, actor, edit, self.clock(), version)

    async def ask(self, actor: Actor, edit: Edit) -> Shown:
        """What is typed next is the value of this change. Raises BadInput, NotFound."""
        _head_only(actor)
        now = self.clock()
        async with self.db.transaction() as tx:
            shown = await self._shown(tx, now)
            has_room(shown.of(edit.code), edit)
            args: dict[str, str | int | None] = {
                "what": edit.what, "code": edit.code, "id": edit.id, "language": edit.language, "group": edit.group,
            }  # fmt: skip
            await steps.open_(tx, actor.id, Step(STEP, args), now)
            return shown

    async def typed(self, actor: Actor, step: Step, text: str) -> tuple[Shown, Edit]:
        """The value as typed; what cannot be used leaves the form open. Raises BadInput, NotFound."""
        _head_only(actor)
        args = {name: str(value or "") for name, value in step.args.items()}
        if not text.strip():
            raise BadInput("programme-empty")
        edit = Edit(value=text, **args)
        async with self.db.transaction() as tx:
            shown = await self._change(tx, actor, edit, self.clock(), None)
            await steps.close(tx, actor.id, only=STEP)
            return shown, edit

    async def leave(self, actor: Actor) -> Shown:
        """Nothing is typed after all."""
        _head_only(actor)
        now = self.clock()
        async with self.db.transaction() as tx:
            await steps.close(tx, actor.id, only=STEP)
            return await self._shown(tx, now)

    async def undo(self, actor: Actor, code: str, version: int) -> Shown:
        """Take back the change that made this version, within 10 minutes. Raises Changed, BadInput."""
        _head_only(actor)
        now = self.clock()
        async with self.db.transaction() as tx:
            stored = await programmes.latest(tx)
            if code not in stored or stored[code][0] != version:
                raise Changed
            before = await programmes.before(tx, code, version)
            if now > before.at + _UNDO:
                raise BadInput("programme-undo-late")
            await self._put(tx, actor, code, version, before.document, now)
            await audit.add(tx, actor.id, "programme.undo", f"programme:{code}", now, new=code)
            return await self._after(tx, actor, now)

    async def reset(self, actor: Actor) -> Shown:
        """The config counts again, for everything."""
        _head_only(actor)
        now = self.clock()
        async with self.db.transaction() as tx:
            stored = await programmes.latest(tx)
            changed = [code for code, (_, document) in stored.items() if document != "{}"]
            for code in changed:
                await self._put(tx, actor, code, stored[code][0], "{}", now)
            if changed:
                await audit.add(tx, actor.id, "programme.reset", None, now)
            return await self._after(tx, actor, now)

    # Inside

    async def _change(self, tx: Tx, actor: Actor, edit: Edit, now: datetime, version: int | None) -> Shown:
        stored = await programmes.latest(tx)
        code = MONTHLY if edit.code == ALL else edit.code
        if (edit.code == ALL) is not (edit.what in SHARED):
            raise NotFound
        if code not in CODES or (edit.language and edit.language not in self.languages):
            raise NotFound
        part = ALL if edit.what in SHARED else code
        current, before = stored.get(part, programmes.UNCHANGED)
        if edit.what in _STALE and version is not None and version != current:
            raise Changed
        wanted = edited(self._made(stored, code), edit, await self._used(tx))
        own, shared = changes(self.config[code], wanted)
        document = shared if part == ALL else own
        if document == before:  # the second tap of two
            return await self._shown(tx, now)
        await self._put(tx, actor, part, current, document, now)
        old, new = _codes(edit, self._made(stored, code), wanted)
        await audit.add(
            tx, actor.id, f"programme.{_VERBS[edit.what]}", f"programme:{part}", now, old=old, new=new
        )
        return replace(await self._after(tx, actor, now), changed=part)

    async def _put(self, tx: Tx, actor: Actor, code: str, version: int, document: str, now: datetime) -> None:
        if not await programmes.put(tx, code, version + 1, document, actor.id, now):
            raise Changed

    async def _after(self, tx: Tx, actor: Actor, now: datetime) -> Shown:
        """What follows from any change: the next round, and previews that say something else now."""
        await self.plan(tx, now)
        for wave in await programmes.planned(tx):
            await outbox.redraw(tx, f"wave:{wave}", now=now)
        return await self._shown(tx, now)

    async def _used(self, conn: Conn) -> set[str]:
        """Ids that are, or were, of some question or reason."""
        config = {q.id for p in self.config.values() for q in p.questions} | set(SHIPPED)
        config |= {c.id for p in self.config.values() for group in Group for c in p.reasons[group]}
        documents = [d for code in (*CODES, ALL) for d in await programmes.every(conn, code)]
        return config | set(words_of(documents))

    async def _shown(self, conn: Conn, now: datetime) -> Shown:
        stored = await programmes.latest(conn)
        every = {code: self._made(stored, code) for code in CODES}
        upcoming = await self.upcoming(conn, now)
        return Shown(
            programmes=every,
            year=await self._year(conn, now),
            upcoming=upcoming,
            seen_at=None if upcoming is None else self.seen_at(upcoming),
            languages=self.languages,
            versions={code: stored.get(code, programmes.UNCHANGED)[0] for code in (*CODES, ALL)},
            touched=any(document != "{}" for _, document in stored.values()),
        )

    async def _year(self, conn: Conn, now: datetime) -> Year:
        hours = self.company.hours()
        today = local(now, hours.zone).date()
        first = today.replace(day=1)
        last = (first + timedelta(days=366)).replace(day=1) - timedelta(days=1)
        known, every = await self.known(conn, now), await self.calendar(conn, first, last, now)
        there = tuple(one for one in every if one.day >= today or one.key in known)
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        off = frozenset(day for day in days if not is_workday(hours, day))
        goes = [one for one in there if one.behind is None and one.day >= today]
        typed = {country or self.company.country for country in await programmes.countries(conn)}
        countries = sorted({country_code(one) or "" if one else "" for one in typed})
        delays = tuple(delay for one in goes for delay in self._delays(one, countries))
        return Year(today, first, last, there, off, delays, await self._served(conn, goes, known, now))

    async def _served(self, conn: Conn, goes: list[Round], known: Facts, now: datetime) -> tuple[Served, ...]:
        sent = [
            (code, local(at, self.company.zone).date(), team)
            for code, at, team in await programmes.by_team(conn, now - BACK)
        ]
        found = []
        for one in goes:
            fact = known.get(one.key)
            teams = {t for code, day, t in sent if code == one.programme and stands_for(code, day, one.day)}
            if teams and not (fact is not None and fact.out):
                found.append(Served(one, tuple(sorted(teams))))
        return tuple(found)

    def _delays(self, one: Round, countries: list[str]) -> list[Delay]:
        days = {country: first_day(self.rules, country or None, one.day) for country in countries}
        if len(set(days.values())) == 1:
            countries = []
        found = sorted({day for day in days.values() if day > one.day})
        return [Delay(one, to, tuple(c for c in countries if c and days[c] == to)) for to in found]


def _head_only(actor: Actor) -> None:
    if actor.role is not Role.HEAD:
        raise NotAllowed


_VERBS = {
    "switch": "switch", "day": "day", "month": "day", "question": "text", "intro": "text", "ask": "question",
    "reword": "question", "drop": "question", "move": "question", "reason": "reason", "rename": "reason",
    "unoffer": "reason", "offer": "reason",
}  # fmt: skip


def _codes(edit: Edit, before: Programme, after: Programme) -> tuple[str | None, str | None]:
    """What a line of the audit says of a change: numbers and codes, never words."""
    if edit.what == "switch":
        return str(int(before.on)), str(int(edit.value == "on"))
    if edit.what in ("day", "month"):  # two digits: 0 and 1 alone are read as off and on
        old, new = (before.day, after.day) if edit.what == "day" else (before.month, after.month)
        return f"{old:02}", f"{new:02}"
    return None, edit.id or edit.language or None
