"""Asking for a field of a client, contact or date: its form, its choices, its calendar. Not: saving (editing)."""

from datetime import date

from bot.clock import Clock
from bot.domain import editing as rules
from bot.domain.company import Company
from bot.domain.editing import CLIENT, CONTACT, DATE, Field, Kind, Values
from bot.domain.errors import NotAllowed
from bot.domain.ids import PersonId
from bot.domain.months import Month
from bot.domain.people import Actor, Role, Step
from bot.domain.worktime import local
from bot.domain.zones import find_zones
from bot.usecases.clients import effects
from bot.usecases.clients.forms import STEP, Ask, Form, Option, Saved, Target, target
from storage import audit, clients, handing, owndates, people, steps
from storage.database import Conn, Database, Tx

_CHOICES = 8
_LEAP = 2000


class Asking:
    """The forms that edit, until a value is given. Another's client is exactly like none."""

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
            await self._seen(tx, actor, found)
            return await self._form(tx, actor, found, page)

    async def _seen(self, tx: Tx, actor: Actor, found: Target) -> None:
        view = "client.view" if found.noun != CONTACT else "contact.view"
        await audit.seen(tx, actor.id, view, thing(found), self.clock())

    async def _form(
        self, conn: Conn, actor: Actor, found: Target, page: int, saved: Saved | None = None
    ) -> Form:
        pages = rules.PAGES[found.noun]
        page = page if 0 <= page < len(pages) else 0
        names = await self._names(conn, found.values)
        dates = await owndates.count(conn, found.client_id) if found.noun == CLIENT else 0
        return Form(found, page, names, hands(actor), dates, saved)

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
        field = allowed(actor, noun, code)
        async with self.db.transaction() as tx:
            found = await target(tx, actor, noun, id_, self.company.country)
            seen = rules.seen(field, found.values)
            step = Step(STEP, {"noun": noun, "id": id_, "field": code, "seen": seen})
            await steps.open_(tx, actor.id, step, self.clock())
            await self._seen(tx, actor, found)
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
                return [Option(short(name), name) for name in await clients.segments(conn, actor.scope)]
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


def allowed(actor: Actor, noun: str, code: str) -> Field:
    """The field, if this role may edit it. Raises NotAllowed, BadInput edit-field."""
    field = rules.field_of(noun, code)
    if not actor.role.is_staff or (field.kind is Kind.MANAGER and not hands(actor)):
        raise NotAllowed
    return field


def hands(actor: Actor) -> bool:
    return actor.role.at_least(Role.LEAD)


def thing(found: Target) -> str:
    """Whom the audit names: of a date its client."""
    return f"{CLIENT}:{found.client_id}" if found.noun == DATE else found.thing


def short(name: str) -> str:
    """A segment in a button: its fingerprint, as a name may be longer than button data."""
    return "#" + rules.fingerprint(name)
