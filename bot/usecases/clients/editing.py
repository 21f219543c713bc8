"""Editing clients and contacts by hand: asking for a field, saving it with all that follows, taking it back."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.clock import Clock
from bot.domain import editing as rules
from bot.domain.company import Company
from bot.domain.editing import CLIENT, DATE, Field, Kind, Value, Values
from bot.domain.errors import BadInput, Changed, NotAllowed, NotFound
from bot.domain.ids import ClientId, PersonId
from bot.domain.months import Month
from bot.domain.people import Actor, Role, Step
from bot.domain.worktime import local
from bot.domain.zones import find_zones, is_zone
from bot.usecases.clients import effects
from bot.usecases.clients.forms import STEP, Ask, Form, Option, Saved, Target, target
from storage import audit, clients, contacts, edits, handing, owndates, people, steps
from storage.database import Conn, Database, Tx

UNDO = timedelta(minutes=10)
_CHOICES = 8
_LEAP = 2000


class Editing:
    """Everything about forms that edit. Another's client is exactly like none."""

    def __init__(
        self, db: Database, clock: Clock, company: Company, languages: tuple[str, ...], after: effects.Effects
    ) -> None:
        self.db, self.clock, self.company = db, clock, company
        self.languages, self.after = languages, after

    async def form(self, actor: Actor, noun: str, id_: int, page: int) -> Form:
        """A page of the fields; an open question of this form is closed. Raises NotFound."""
        async with self.db.transaction() as tx:
            found = await target(tx, actor, noun, id_, self.company.country)
            await steps.close(tx, actor.id, STEP)
            await audit.add(tx, actor.id, f"{_word(noun)}.view", found.thing, self.clock())
            return await self._form(tx, actor, found, page)

    async def _form(
        self, conn: Conn, actor: Actor, found: Target, page: int, saved: Saved | None = None
    ) -> Form:
        pages = rules.PAGES[found.noun]
        page = page if 0 <= page < len(pages) else 0
        names = await self._names(conn, found.values)
        dates = await owndates.count(conn, found.client_id) if found.noun == CLIENT else 0
        return Form(found, page, names, _hands(actor), dates, saved)

    async def _names(self, conn: Conn, *every: Values) -> dict[int, str]:
        names: dict[int, str] = {}
        for values in every:
            if isinstance(id_ := values.get("manager_id"), int):
                person = await people.get(conn, PersonId(id_))
                names[id_] = person.name if person else ""
        return names

    async def ask(
        self, actor: Actor, noun: str, id_: int, code: str, at: int | None = None, text: str = ""
    ) -> Ask:
        """Ask for a field: the next message answers it. `at`: a page of choices, or the month of a calendar.

        Raises NotFound, NotAllowed, BadInput edit-field.
        """
        field = _allowed(actor, noun, code)
        async with self.db.transaction() as tx:
            found = await target(tx, actor, noun, id_, self.company.country)
            seen = rules.seen(field, found.values)
            step = Step(STEP, {"noun": noun, "id": id_, "field": code, "seen": seen})
            await steps.open_(tx, actor.id, step, self.clock())
            return await self._ask(tx, actor, found, field, at, text)

    async def _ask(
        self, conn: Conn, actor: Actor, found: Target, field: Field, at: int | None = None, text: str = ""
    ) -> Ask:
        options = await self._options(conn, actor, found, field, text)
        pages = max(1, -(-len(options) // _CHOICES))
        page = min(max(at or 0, 0), pages - 1)
        return Ask(
            found,
            field,
            rules.seen(field, found.values),
            await self._names(conn, found.values),
            tuple(options[page * _CHOICES : (page + 1) * _CHOICES]),
            page,
            pages,
            self._month(actor, field, found.values, at),
            local(self.clock(), actor.zone),
            text=text,
        )

    def _month(self, actor: Actor, field: Field, values: Values, at: int | None) -> Month | None:
        if field.kind not in (Kind.DAY, Kind.BIRTHDAY):
            return None
        if at is not None:
            return Month.numbered(at)
        if field.kind is Kind.BIRTHDAY:
            known = rules.birthday_of(field, values)
            return Month(_LEAP, known.month) if known else None
        known_day = values[field.columns[0]]
        return Month.of(date.fromisoformat(known_day) if isinstance(known_day, str) else self._today(actor))

    def _today(self, actor: Actor) -> date:
        return local(self.clock(), actor.zone).date()

    async def _options(
        self, conn: Conn, actor: Actor, found: Target, field: Field, text: str
    ) -> list[Option]:
        match field.kind:
            case Kind.CHOICE:
                return [Option(value) for value in field.choices]
            case Kind.LANGUAGE:
                return [Option(code) for code in self.languages]
            case Kind.SWITCH:
                return [Option("1"), Option("0")]
            case Kind.MANAGER:
                return [Option(str(one.id), one.name) for one in await handing.takers(conn, actor)]
            case Kind.SEGMENT:
                return [Option(_short(name), name) for name in await clients.segments(conn, actor.scope)]
            case Kind.COUNTRY:
                used = await clients.countries(conn, actor.scope)
                return [
                    Option(code) for code in dict.fromkeys([*used, *filter(None, [self.company.country])])
                ]
            case Kind.ZONE:
                return [Option(zone) for zone in (find_zones(text) if text else [])]
            case _:
                return []

    async def leave(self, actor: Actor) -> None:
        """Close the question that is open, if it is one of these forms."""
        async with self.db.transaction() as tx:
            await steps.close(tx, actor.id, STEP)

    # Saving

    async def press(self, actor: Actor, noun: str, id_: int, code: str, value: str, seen: str) -> Form | Ask:
        """A button's value; an empty one clears the field. Raises like `ask`, and BadInput for a wrong value."""
        return await self._take(actor, noun, id_, code, value, seen)

    async def typed(self, actor: Actor, step: Step, text: str) -> Form | Ask:
        """What was typed for the field that was asked for. Raises like `press`."""
        args = step.args
        noun, id_, code = str(args["noun"]), int(args["id"] or 0), str(args["field"])
        kind = rules.field_of(noun, code).kind
        if not text.strip():
            raise BadInput("edit-words")
        if kind in (Kind.CHOICE, Kind.LANGUAGE, Kind.SWITCH, Kind.MANAGER):
            raise BadInput("edit-press")
        if kind is Kind.ZONE and not is_zone(text.strip()):
            zones = find_zones(text)
            if not zones:
                raise BadInput("zone-unknown")
            if len(zones) > 1:
                return await self.ask(actor, noun, id_, code, text=text)
            text = zones[0]
        return await self._take(actor, noun, id_, code, text, str(args["seen"]))

    async def anyway(self, actor: Actor, seen: str) -> Form | Ask:
        """Save what the actor wanted over what somebody else wrote meanwhile. Raises Changed when that is long ago."""
        step = actor.step
        if step is None or step.name != STEP or "wanted" not in step.args:
            raise Changed
        args = step.args
        noun, id_, code = str(args["noun"]), int(args["id"] or 0), str(args["field"])
        return await self._take(actor, noun, id_, code, str(args["wanted"]), seen)

    async def _take(self, actor: Actor, noun: str, id_: int, code: str, text: str, seen: str) -> Form | Ask:
        field, now = _allowed(actor, noun, code), self.clock()
        async with self.db.transaction() as tx:
            found = await target(tx, actor, noun, id_, self.company.country)
            read = await self._read(tx, actor, found, field, text)
            old = rules.of_field(field, found.values)
            page = _page_of(noun, code)
            if read.values == old:
                await steps.close(tx, actor.id, STEP)
                return replace(await self._form(tx, actor, found, page), again=True)
            if seen != rules.seen(field, found.values):
                return await self._newer(tx, actor, found, field, text, now)
            await self._check(tx, found, field, read.values)
            await steps.close(tx, actor.id, STEP)
            saved = await self._save(tx, actor, found, field, old, read.values, now)
            saved = replace(
                saved, warning=read.warning, taken=await self._taken(tx, actor, found, read.values)
            )
            fresh = await target(tx, actor, noun, id_, self.company.country)
            return await self._form(tx, actor, fresh, page, saved)

    async def _newer(
        self, tx: Tx, actor: Actor, found: Target, field: Field, text: str, now: datetime
    ) -> Ask:
        """Somebody wrote the field since it was asked for: what now?"""
        seen = rules.seen(field, found.values)
        kept = {"noun": found.noun, "field": field.code, "seen": seen, "wanted": text}
        await steps.open_(tx, actor.id, Step(STEP, {**kept, "id": found.id}), now)
        return replace(await self._ask(tx, actor, found, field), wanted=text)

    async def _read(self, conn: Conn, actor: Actor, found: Target, field: Field, text: str) -> rules.Read:
        if field.kind is Kind.MANAGER:
            takers = {str(one.id): one for one in await handing.takers(conn, actor)}
            if text not in takers:
                raise NotFound
            return rules.Read({"manager_id": takers[text].id, "team_id": takers[text].team_id})
        if field.kind is Kind.SEGMENT and text.startswith("#"):
            known = {_short(name): name for name in await clients.segments(conn, actor.scope)}
            if text not in known:
                raise Changed
            text = known[text]
        if field.kind is Kind.LANGUAGE and text and text not in self.languages:
            raise BadInput("edit-press")
        if field.kind is Kind.ZONE and text and not is_zone(text):
            raise BadInput("zone-unknown")
        return rules.read(field, text, now=found.values, today=self._today(actor), country=found.country)

    async def _check(self, conn: Conn, found: Target, field: Field, new: Values) -> None:
        """What a single field cannot tell: uniqueness, two dates together, a contact's own choice."""
        if field.code == "external_id" and new["external_id"] is not None:
            other = await clients.numbered(conn, str(new["external_id"]))
            if other not in (None, found.id):
                raise BadInput("edit-number")
        if field.code in ("contract_signed", "contract_ends"):
            both = {**found.values, **new}
            signed, ends = both["contract_signed"], both["contract_ends"]
            if signed and ends and str(ends) < str(signed):
                raise BadInput("edit-ends")
        connected = found.contact is not None and found.contact.connected
        if field.code in rules.CONSENTS and connected and new[field.code]:
            raise BadInput("edit-consent")

    async def _taken(self, conn: Conn, actor: Actor, found: Target, new: Values) -> str | None:
        key = new.get("phone_key")
        if not isinstance(key, str):
            return None
        other = await contacts.with_phone(conn, actor.scope, key, PersonId(found.id))
        return None if other is None else f"{other.person.name} ({other.client_name})"

    async def _save(
        self, tx: Tx, actor: Actor, found: Target, field: Field, old: Values, new: Values, now: datetime
    ) -> Saved:
        await _write(tx, found, new)
        edit = await edits.add(tx, found.thing, field.code, old, new, actor.id, now)
        before, after = _coded(field, old), _coded(field, new)
        old_code = field.code if before is None else f"{field.code}={before}"
        new_code = field.code if after is None else f"{field.code}={after}"
        await audit.add(
            tx, actor.id, f"{_word(found.noun)}.edit", found.thing, now, old=old_code, new=new_code
        )
        await self.after.edited(tx, actor, found, field, old, new, now, edit)
        return Saved(field, old, new, await self._names(tx, old, new), edit)

    async def undo(self, actor: Actor, edit_id: int) -> Form:
        """Take one's own edit back within ten minutes, unless somebody wrote the field since.

        Raises NotFound, BadInput edit-late, Changed.
        """
        now = self.clock()
        async with self.db.transaction() as tx:
            edit = await edits.get(tx, edit_id)
            if edit is None or edit.by != actor.id or now - edit.at > UNDO:
                raise BadInput("edit-late")
            noun, _, number = edit.thing.partition(":")
            field = _allowed(actor, noun, edit.field)
            found = await target(tx, actor, noun, int(number), self.company.country)
            page = _page_of(noun, edit.field)
            if not await edits.undo(tx, edit_id, now):
                return await self._form(tx, actor, found, page)
            if rules.of_field(field, found.values) != edit.new:
                raise Changed
            saved = await self._save(tx, actor, found, field, edit.new, edit.old, now)
            await edits.undo(tx, saved.undo or 0, now)  # there and back again is no history
            fresh = await target(tx, actor, noun, int(number), self.company.country)
            return await self._form(tx, actor, fresh, page, replace(saved, undo=None, undone=True))


def _allowed(actor: Actor, noun: str, code: str) -> Field:
    """The field, if this role may edit it. Raises NotAllowed, BadInput edit-field."""
    field = rules.field_of(noun, code)
    if not actor.role.is_staff or (field.kind is Kind.MANAGER and not _hands(actor)):
        raise NotAllowed
    return field


def _hands(actor: Actor) -> bool:
    return actor.role.at_least(Role.LEAD)


def _word(noun: str) -> str:
    return {CLIENT: "client", DATE: "date"}.get(noun, "contact")


def _coded(field: Field, values: Values) -> Value:
    """What the audit may say of a value: codes and ids, never texts."""
    return values[field.columns[0]] if field.coded else None


def _page_of(noun: str, code: str) -> int:
    return next(page for page, codes in enumerate(rules.PAGES[noun]) if code in codes)


def _short(name: str) -> str:
    """A segment in a button: its fingerprint, as a name may be longer than button data."""
    return "#" + rules.fingerprint(name)


async def _write(tx: Tx, found: Target, new: Values) -> None:
    if found.noun == CLIENT:
        done = await clients.update(tx, ClientId(found.id), found.version, **new)
    elif found.noun == DATE:
        done = await owndates.update(tx, found.id, found.client_id, {**found.values, **new})
    else:
        whole = {name: int(value) if isinstance(value, float) else value for name, value in new.items()}
        done = await contacts.update(tx, PersonId(found.id), found.version, **whole)
    if not done:
        raise BadInput("edit-date-same") if found.noun == DATE else Changed
