"""What staff may edit of clients and contacts: fields, and how a typed or pressed value is read. Not: saving it."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from bot.domain import occasions, phones
from bot.domain.clients import Client, Status, Tier
from bot.domain.contacts import Contact
from bot.domain.countries import country_code
from bot.domain.dates import BadDate
from bot.domain.errors import BadInput
from bot.domain.joining import Wants
from bot.domain.occasions import AnnualDate
from bot.domain.phones import PhoneWarning
from bot.domain.tables import cells

Value = str | int | float | None
Values = Mapping[str, Value]

CLIENT, CONTACT, DATE = "client", "person", "date"
"""What can be edited; the things of the audit begin so."""

_SEEN = 6  # hex digits: what the reader saw, so that a newer value is not overwritten unseen


class Kind(StrEnum):
    """How a field is asked for and read."""

    WORDS = "words"
    LINES = "lines"
    CHOICE = "choice"
    DAY = "day"
    BIRTHDAY = "birthday"
    PHONE = "phone"
    EMAIL = "email"
    SHARE = "share"
    COUNTRY = "country"
    SEGMENT = "segment"
    LANGUAGE = "language"
    ZONE = "zone"
    MANAGER = "manager"
    SWITCH = "switch"


@dataclass(frozen=True, slots=True)
class Field:
    """A field under its code, which stands in buttons for years: never reuse one. `columns` are what it fills."""

    code: str
    kind: Kind
    columns: tuple[str, ...]
    limit: int = 0
    needed: bool = False  # cannot be cleared
    past: bool = False  # a date that cannot lie ahead
    choices: tuple[str, ...] = ()

    @property
    def coded(self) -> bool:
        """Whether its values are codes of ours, which the audit may name."""
        return self.kind in (Kind.CHOICE, Kind.MANAGER, Kind.SWITCH)


def _field(code: str, kind: Kind, limit: int = 0, *, needed: bool = False, past: bool = False) -> Field:
    return Field(code, kind, (code,), limit, needed, past)


_OF_CLIENT = (
    _field("name", Kind.WORDS, 100, needed=True),
    Field("manager", Kind.MANAGER, ("manager_id", "team_id"), needed=True),
    Field("tier", Kind.CHOICE, ("tier",), needed=True, choices=tuple(Tier)),
    Field("status", Kind.CHOICE, ("status",), needed=True, choices=tuple(Status)),
    _field("segment", Kind.SEGMENT, 100),
    _field("external_id", Kind.WORDS, 60),
    _field("country", Kind.COUNTRY),
    _field("city", Kind.WORDS, 100),
    _field("first_deal", Kind.DAY, past=True),
    _field("last_deal", Kind.DAY, past=True),
    _field("contract_signed", Kind.DAY, past=True),
    _field("contract_ends", Kind.DAY),
    _field("share", Kind.SHARE),
    _field("notes", Kind.LINES, 2000),
)
_OF_CONTACT = (
    _field("name", Kind.WORDS, 100, needed=True),
    _field("position", Kind.WORDS, 100),
    _field("decision_maker", Kind.SWITCH, needed=True),
    _field("language", Kind.LANGUAGE),
    Field("phone", Kind.PHONE, ("phone", "phone_key"), 60),
    _field("email", Kind.EMAIL, 100),
    _field("zone", Kind.ZONE),
    Field("birthday", Kind.BIRTHDAY, ("birth_day", "birth_month", "birth_year")),
    _field("likes", Kind.LINES, 500),
    _field("notes", Kind.LINES, 2000),
    _field("surveys", Kind.SWITCH, needed=True),
    _field("invitations", Kind.SWITCH, needed=True),
    _field("greetings", Kind.SWITCH, needed=True),
)
_OF_DATE = (
    _field("label", Kind.WORDS, 60, needed=True),
    Field("day", Kind.BIRTHDAY, ("day", "month", "year"), needed=True),
)
FIELDS: Mapping[str, Mapping[str, Field]] = {
    CLIENT: {field.code: field for field in _OF_CLIENT},
    CONTACT: {field.code: field for field in _OF_CONTACT},
    DATE: {field.code: field for field in _OF_DATE},
}
PAGES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    CLIENT: (
        ("name", "manager", "tier", "status", "segment", "external_id", "country", "city"),
        ("first_deal", "last_deal", "contract_signed", "contract_ends", "share", "notes"),
    ),
    CONTACT: (
        ("name", "position", "decision_maker", "language", "phone", "email", "zone", "birthday"),
        ("likes", "notes", "surveys", "invitations", "greetings"),
    ),
    DATE: (("label", "day"),),
}
"""The fields of each page of a form."""
CONSENTS = ("surveys", "invitations", "greetings")


@dataclass(frozen=True, slots=True)
class Read:
    """A value as columns; `warning`: why a phone is kept as written only."""

    values: Values
    warning: PhoneWarning | None = None


def field_of(noun: str, code: str) -> Field:
    """A field by its code. Raises BadInput edit-field for one that a forged or very old button names."""
    field = FIELDS.get(noun, {}).get(code)
    if field is None:
        raise BadInput("edit-field")
    return field


def client_values(client: Client) -> dict[str, Value]:
    """The columns of a client that can be edited, as stored."""
    plain: dict[str, Value] = {
        name: getattr(client, name)
        for name in (
            "name",
            "manager_id",
            "team_id",
            "segment",
            "external_id",
            "country",
            "city",
            "share",
            "notes",
        )
    }
    plain |= {"tier": client.tier.value, "status": client.status.value}
    days = {
        name: getattr(client, name)
        for name in ("first_deal", "last_deal", "contract_signed", "contract_ends")
    }
    return plain | {name: None if day is None else day.isoformat() for name, day in days.items()}


def contact_values(contact: Contact) -> dict[str, Value]:
    """The columns of a contact that can be edited, as stored."""
    person = contact.person
    values: dict[str, Value] = {
        name: getattr(person, name) for name in ("name", "position", "language", "phone", "email", "zone")
    }
    values |= {
        name: getattr(contact, name) for name in ("birth_day", "birth_month", "birth_year", "likes", "notes")
    }
    values |= {"phone_key": contact.phone_key, "decision_maker": int(contact.decision_maker)}
    consents = zip(CONSENTS, (Wants.SURVEYS, Wants.INVITATIONS, Wants.GREETINGS), strict=True)
    return values | {name: int(want in contact.wants) for name, want in consents}


def of_field(field: Field, values: Values) -> dict[str, Value]:
    """The part of a row's values that belongs to a field."""
    return {name: values[name] for name in field.columns}


def seen(field: Field, values: Values) -> str:
    """A short fingerprint of what a reader saw in a field: the guard of buttons and forms."""
    return fingerprint(json.dumps(of_field(field, values), sort_keys=True, ensure_ascii=False))


def fingerprint(text: str) -> str:
    """A few hex digits that tell texts apart."""
    return sha256(text.encode()).hexdigest()[:_SEEN]


def read(field: Field, text: str, *, now: Values, today: date, country: str | None) -> Read:
    """What was typed or pressed as columns; an empty text clears the field. `now`: the row's present values.

    Raises BadInput (codes edit-…, name-…) and BadDate.
    """
    if not text.strip():
        if field.needed:
            raise BadInput("edit-needed")
        return Read(dict.fromkeys(field.columns))
    if field.kind is Kind.PHONE:
        return _phone(text, country)
    if field.kind is Kind.BIRTHDAY:
        return Read(_birthday(field, text, now, today))
    return Read({field.columns[0]: _plain(field, text, today)})


def _plain(field: Field, text: str, today: date) -> Value:
    match field.kind:
        case Kind.DAY:
            return _day(field, text, today).isoformat()
        case Kind.EMAIL | Kind.SHARE:
            return _cell(field, text)
        case Kind.COUNTRY:
            if (code := country_code(text)) is None:
                raise BadInput("edit-country", text=text.strip()[:50])
            return code
        case Kind.CHOICE | Kind.SWITCH | Kind.LANGUAGE:
            return _code(field, text)
        case Kind.LINES:
            return _limited(_lines(text), field.limit)
        case _:
            return _limited(cells.clean(text), field.limit)


def _code(field: Field, text: str) -> Value:
    if field.kind is Kind.SWITCH:
        if text not in ("0", "1"):
            raise BadInput("edit-press")
        return int(text)
    if field.kind is Kind.CHOICE and text not in field.choices:
        raise BadInput("edit-press")
    return text


def _cell(field: Field, text: str) -> Value:
    try:
        if field.kind is Kind.SHARE:
            return cells.share(text)
        return _limited(cells.email(text), field.limit)
    except cells.BadCell:
        raise BadInput(f"edit-{field.kind}", text=text.strip()[:50]) from None


def _limited(text: str, limit: int) -> str:
    if limit and len(text) > limit:
        raise BadInput("edit-long", limit=limit, length=len(text))
    return text


def _lines(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in text.strip().splitlines()))


def _phone(text: str, country: str | None) -> Read:
    found = phones.read(text, country)
    assert found is not None
    if len(found.raw) > 60:
        raise BadInput("edit-long", limit=60, length=len(found.raw))
    shown = found.e164 if found.e164 and not found.extension else found.shown
    return Read({"phone": shown, "phone_key": found.key}, found.warning)


def _day(field: Field, text: str, today: date) -> date:
    found = _annual(text)
    if found.year is None:
        raise BadInput("edit-year")
    day = found.on(found.year)
    if field.past and day > today:
        raise BadInput("edit-future")
    if not 1900 <= day.year <= today.year + 50:
        raise BadInput("edit-far")
    return day


def _birthday(field: Field, text: str, now: Values, today: date) -> dict[str, Value]:
    """A day of every year; one from the buttons (--mmdd) has no year, and keeps that which is known."""
    found = _annual(text)
    year, known = found.year, now.get(field.columns[2])
    if year is not None and not (year >= 1900 and found.on(year) <= today):
        raise BadInput("edit-birth-year")
    if (
        text.startswith("--")
        and isinstance(known, int)
        and ((found.day, found.month) != (29, 2) or _leap(known))
    ):
        year = known
    return dict(zip(field.columns, (found.day, found.month, year), strict=True))


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _annual(text: str) -> AnnualDate:
    try:
        return occasions.parse(re.sub(r"(?i) ?г\.?$", "", text.strip()))
    except BadDate as error:
        if error.code == "date-unclear":
            raise BadInput("edit-date", text=text.strip()[:50]) from None
        raise


def birthday_of(field: Field, values: Values) -> AnnualDate | None:
    """The day of every year that such a field holds."""
    day, month, year = (values.get(name) for name in field.columns)
    if not isinstance(day, int) or not isinstance(month, int):
        return None
    return AnnualDate(day, month, year if isinstance(year, int) else None)
