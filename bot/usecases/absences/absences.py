"""Absences: who is away, who stands in, what is told to whom. Not: what a deputy may see (scope), wording."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.domain.absences import (
    Absence,
    Typed,
    check_days,
    circular,
    read_first,
    read_last,
    read_typed,
    span,
)
from bot.domain.alarms import Alarm
from bot.domain.errors import BadInput, NotFound
from bot.domain.ids import AbsenceId, PersonId
from bot.domain.letters import Claimed, Letter, NotWanted, View
from bot.domain.people import Actor, Person, Role, Step
from bot.domain.worktime import instant, local, workday_on_or_after
from bot.usecases.absences.listing import Listing
from bot.usecases.absences.rights import check_deputy, may_enter, staff_only
from bot.usecases.absences.views import FORM_STEP, Choice, Entered, Form, Listed, Told, find
from storage import absences, alarms, audit, outbox, people, returns, staff, steps
from storage.database import Conn, Tx


class Absences(Listing):
    """Everything about being away."""

    # Entering

    async def typed(self, actor: Actor, text: str) -> Form | Entered:
        """`1.08-14.08 @deputy`, with a name before it for somebody else. What is missing is asked. Raises BadInput."""
        staff_only(actor)
        today = local(self.clock(), actor.zone).date()
        said = read_typed(text, today)
        async with self.db.transaction() as tx:
            everybody = await staff.present_staff(tx)
            who = await self._who(actor, said, everybody)
            deputy = find(said.deputy, everybody, "deputy") if said.deputy else None
            if said.first is not None and said.last is not None:
                check_days(said.first, said.last, local(self.clock(), who.zone or self.company.zone).date())
            return await self._go_on(
                tx, actor, _args(who.id, None if deputy is None else deputy.id, said.first, said.last)
            )

    async def _who(self, actor: Actor, said: Typed, everybody: Sequence[Person]) -> Person:
        if not said.who:
            return next(one for one in everybody if one.id == actor.id)
        found = find(said.who, everybody, "who")
        if not may_enter(actor, found):
            raise BadInput("away-not-yours", name=found.name)
        return found

    async def begin(self, actor: Actor, person_id: PersonId | None = None) -> Form | Entered:
        """Ask for an absence: whose (leads and the head), who stands in, from, to. Raises NotFound."""
        staff_only(actor)
        async with self.db.transaction() as tx:
            if person_id is None and actor.role.at_least(Role.LEAD):
                everybody = [one for one in await staff.present_staff(tx) if may_enter(actor, one)]
                everybody.sort(key=lambda one: one.id != actor.id)
                return Form("who", "", mine=False, choices=_choices(everybody))
            return await self._go_on(tx, actor, _args(person_id or actor.id))

    async def answer(self, actor: Actor, text: str) -> Form | Entered:
        """What was typed for the open question. Raises BadInput; the question stays open then."""
        args = dict(actor.step.args) if actor.step else {}
        async with self.db.transaction() as tx:
            ask = _missing(args)
            if ask == "deputy":
                args["deputy"] = find(text, await staff.present_staff(tx), "deputy").id
            else:
                today = local(self.clock(), actor.zone).date()
                first = args.get("first")
                day = read_first(text, today) if first is None else read_last(text, _day(first))
                args[ask] = day.isoformat()
            return await self._go_on(tx, actor, args)

    async def pick(
        self, actor: Actor, *, deputy: PersonId | None = None, day: str = ""
    ) -> Form | Entered | Listed:
        """A button of the open question; without one, the list."""
        if actor.step is None or actor.step.name != FORM_STEP:
            return await self.listed(actor)
        args = dict(actor.step.args)
        async with self.db.transaction() as tx:
            if deputy is not None:
                args["deputy"] = deputy
            elif (ask := _missing(args)) in ("first", "last"):
                args[ask] = _day(day).isoformat()
            return await self._go_on(tx, actor, args)

    async def _go_on(self, tx: Tx, actor: Actor, args: dict[str, int | str | bool | None]) -> Form | Entered:
        """Ask for what is still missing, or enter it."""
        now, everybody = self.clock(), await staff.present_staff(tx)
        who = next((one for one in everybody if one.id == args["person"]), None)
        if who is None or not may_enter(actor, who):
            raise NotFound
        today = local(now, who.zone or self.company.zone).date()
        deputy = next((one for one in everybody if one.id == args.get("deputy")), None)
        check_deputy(who, deputy, args)
        if args.get("first") is not None:
            first = _day(args["first"])
            check_days(first, first if args.get("last") is None else _day(args["last"]), today)
        ask = _missing(args)
        if ask != "nothing":
            await steps.open_(tx, actor.id, Step(FORM_STEP, args), now)
            return self._form(actor, who, deputy, args, ask, today, everybody)
        assert deputy is not None
        return await self._enter(tx, actor, who, deputy, (_day(args["first"]), _day(args["last"])), now)

    def _form(
        self, actor: Actor, who: Person, deputy: Person | None, args: dict[str, int | str | bool | None],
        ask: str, today: date, everybody: Sequence[Person],
    ) -> Form:  # fmt: skip
        first = None if args.get("first") is None else _day(args["first"])
        others = [one for one in everybody if one.user_id is not None and one.id != who.id]
        others.sort(key=lambda one: one.team_id != who.team_id)
        return Form(
            ask=ask,
            name=who.name,
            mine=who.id == actor.id,
            deputy=None if deputy is None else deputy.name,
            first=first,
            choices=_choices(others) if ask == "deputy" else (),
            days=self._presets(first or today, ask) if ask in ("first", "last") else (),
        )

    def _presets(self, day: date, ask: str) -> tuple[date, ...]:
        monday = day + timedelta(days=7 - day.weekday())
        if ask == "first":
            return tuple(dict.fromkeys((day, day + timedelta(days=1), monday)))
        friday = day + timedelta(days=(4 - day.weekday()) % 7)
        weeks = (friday + timedelta(days=7 * n) for n in (0, 1, 2))
        return tuple(dict.fromkeys((day, *weeks)))

    async def _enter(
        self, tx: Tx, actor: Actor, who: Person, deputy: Person, days: tuple[date, date], now: datetime
    ) -> Entered:
        zone = who.zone or self.company.zone
        starts, ends = span(*days, zone)
        new = Absence(AbsenceId(0), who.id, deputy.id, days[0], days[1], starts, ends)
        await absences.one_by_one(tx, who.id)
        await self._replace(tx, actor, new, now)
        if circular(await absences.not_over(tx, now), new):
            raise BadInput("away-circle", name=who.name, deputy=deputy.name)
        await steps.close(tx, actor.id, only=FORM_STEP)
        id_ = await absences.add(tx, who.id, deputy.id, days, (starts, ends), actor.id, now)
        await audit.add(tx, actor.id, "absence.add", f"person:{who.id}", now, new=f"person:{deputy.id}")
        await self._remind(tx, id_, days[1], zone)
        await self._turns(tx, who.id, id_, (starts, ends), now)
        await self._tell(tx, "absence.deputy", deputy.id, id_, actor, now)
        if starts > now:
            await self._tell(tx, "absence.entered", who.id, id_, actor, now)
        found = await absences.get(tx, id_)
        assert found is not None
        return Entered(await self._line(tx, actor, found, now))

    async def _replace(self, tx: Tx, actor: Actor, new: Absence, now: datetime) -> None:
        """Coming absences that the new one covers whole do not count any more; their deputies are told."""
        for one in await absences.meanwhile(tx, new.person_id, now, new.ends):
            same = (one.first, one.last, one.deputy_id) == (new.first, new.last, new.deputy_id)
            if same or one.starts <= now or one.starts < new.starts or one.ends > new.ends:
                continue
            await absences.cancel(tx, one.id, now)
            await alarms.clear(tx, f"absence:{one.id}")
            await audit.add(
                tx, actor.id, "absence.end", f"person:{one.person_id}", now, old=f"absence:{one.id}"
            )
            if one.deputy_id != new.deputy_id:
                await self._tell(tx, "absence.replaced", one.deputy_id, one.id, actor, now)

    async def _remind(self, tx: Tx, id_: AbsenceId, last: date, zone: str) -> None:
        """On the first working morning after it: what happened meanwhile."""
        day = workday_on_or_after(self.company.hours(zone), last + timedelta(days=1))
        await alarms.put(tx, f"absence:{id_}", "absence.back", instant(day, self.at, zone))

    async def _turns(
        self, tx: Tx, person: PersonId, id_: AbsenceId, span: tuple[datetime, datetime], now: datetime
    ) -> None:
        """Clocks count in other hours; what the absent one owns says who stands in, then and from then on no more."""
        for kind, at in (("absence.begins", span[0]), ("absence.ends", span[1])):
            if at > now:
                await alarms.put(tx, f"absence:{id_}", kind, at)
        await self._turned(tx, person, now)

    async def _turned(self, tx: Tx, person: PersonId, now: datetime) -> None:
        for noun in self.on_duty:
            await noun.turned(tx, now, person)

    async def _tell(
        self, tx: Tx, kind: str, to: PersonId, id_: AbsenceId, actor: Actor | None, now: datetime
    ) -> None:
        if actor is None or actor.id != to:
            await outbox.put(tx, Letter(kind, to, f"{kind}:{id_}", {"absence": id_}), now=now)

    # Ending

    async def finish(self, actor: Actor, absence_id: AbsenceId) -> Listed:
        """Back early, or not away after all; once is enough. Raises NotFound."""
        staff_only(actor)
        now = self.clock()
        async with self.db.transaction() as tx:
            found = await absences.get(tx, absence_id)
            person = None if found is None else await people.get(tx, found.person_id)
            if found is None or person is None:
                return await self._listed(tx, actor)
            if not may_enter(actor, person):
                raise NotFound
            await self._finish(tx, actor, found, person, now)
            return await self._listed(tx, actor)

    async def _finish(self, tx: Tx, actor: Actor, found: Absence, person: Person, now: datetime) -> None:
        today, thing = local(now, person.zone or self.company.zone).date(), f"absence:{found.id}"
        if not found.at(now):
            done = found.ends > now and await absences.cancel(tx, found.id, now)
            if done:
                await alarms.clear(tx, thing)
                await self._tell(tx, "absence.cancelled", found.deputy_id, found.id, actor, now)
        else:
            done = await absences.end(tx, found.id, today, now)
            if done:
                await alarms.clear(tx, thing, "absence.ends")
                await alarms.put(tx, thing, "absence.back", now)
                await self._tell(tx, "absence.over", found.deputy_id, found.id, actor, now)
        if done:
            await audit.add(tx, actor.id, "absence.end", f"person:{person.id}", now, old=thing)
            await self._turned(tx, person.id, now)

    # By the clock

    async def ring(self, tx: Tx, alarm: Alarm, now: datetime) -> None:
        """An absence begins or ends, or it is the first morning after it."""
        found = await absences.get(tx, AbsenceId(alarm.number))
        if found is not None and alarm.kind != "absence.back":
            return await self._turned(tx, found.person_id, now)
        if found is None or found.ends > now or await absences.is_away(tx, found.person_id, now):
            return None  # another absence has begun: it has an alarm of its own
        key = f"absence.back:{found.id}"
        return await outbox.put(
            tx, Letter("absence.back", found.person_id, key, {"absence": found.id}), now=now
        )

    async def open_letter(self, conn: Conn, letter: Claimed, now: datetime) -> View | NotWanted:
        """An absence as it stands; on the return, what happened meanwhile."""
        found = await absences.any_of(conn, AbsenceId(int(letter.args["absence"] or 0)))
        if found is None:
            return NotWanted("no such absence")
        if letter.kind in ("absence.deputy", "absence.entered") and not await absences.get(conn, found.id):
            return NotWanted("cancelled")
        line = await self._line(conn, None, found, now)
        if letter.kind != "absence.back":
            return View(Told(line))
        return View(
            Told(line, await returns.happened(conn, found.person_id, found.starts, min(found.ends, now)))
        )


def _choices(everybody: Sequence[Person]) -> tuple[Choice, ...]:
    return tuple(Choice(one.id, one.name) for one in everybody[:30])


def _args(
    person: PersonId, deputy: PersonId | None = None, first: date | None = None, last: date | None = None
) -> dict[str, int | str | bool | None]:
    return {
        "person": person,
        "deputy": deputy,
        "first": None if first is None else first.isoformat(),
        "last": None if last is None else last.isoformat(),
    }


def _missing(args: dict[str, int | str | bool | None]) -> str:
    return next((name for name in ("deputy", "first", "last") if args.get(name) is None), "nothing")


def _day(text: int | str | bool | None) -> date:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        raise NotFound from None
