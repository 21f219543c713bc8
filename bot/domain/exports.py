"""Exports: a client and a contact as a row that an import reads back to the same. Not: files, whose clients."""

from collections.abc import Mapping
from datetime import date

from bot.domain.occasions import AnnualDate
from bot.domain.tables import Ref, cells, speaking

Cell = str | int | float | bool | date | None
Stored = Mapping[str, str | int | float | None]

FIELDS = (
    "external_id", "client", "country", "city", "manager", "team", "segment", "tier", "status", "first_deal",
    "last_deal", "contract_signed", "contract_ends", "share", "notes", "contact", "position", "decides", "phone",
    "email", "language", "zone", "birthday", "likes", "contact_notes", "surveys", "invitations", "greetings", "ref",
)  # fmt: skip
"""The columns in their order; the last is the mark by which an import knows the row again."""

_DATES = ("first_deal", "last_deal", "contract_signed", "contract_ends")
_FLAGS = {
    "decides": "decision_maker",
    "surveys": "surveys",
    "invitations": "invitations",
    "greetings": "greetings",
}
_EARLIEST = date(1901, 1, 1)
"""Earlier days stay texts: spreadsheets count from 1900, and disagree on its February."""


def headings(language: str) -> list[str]:
    """What stands above the columns."""
    language = _known(language)
    return [speaking.heading(name, language) for name in FIELDS]


def row(client: Stored, contact: Stored | None, house: str, language: str) -> list[Cell]:
    """One row: a client and one of its contacts, if it has any."""
    language = _known(language)
    found: dict[str, Cell] = {name: _text(client.get(name)) for name in FIELDS if name != "ref"}
    found |= {name: _day(client.get(name)) for name in _DATES}
    found |= {
        "client": _text(client["name"]),
        "tier": speaking.tier(str(client["tier"]), language),
        "status": speaking.status(str(client["status"]), language),
        "share": client["share"],
    }
    person = None if contact is None else int(contact["id"] or 0)
    found |= dict.fromkeys(_OF_CONTACTS) if contact is None else _contact(contact, language)
    found["ref"] = str(Ref(house, int(client["id"] or 0), person))
    return [found[name] for name in FIELDS]


_OF_CONTACTS = ("contact", "position", "phone", "email", "language", "zone", "likes", "contact_notes", "birthday",
    *_FLAGS)  # fmt: skip


def _contact(contact: Stored, language: str) -> dict[str, Cell]:
    plain = ("position", "phone", "email", "language", "zone", "likes")
    found: dict[str, Cell] = {name: _text(contact.get(name)) for name in plain}
    found |= {name: speaking.answer(bool(contact.get(column)), language) for name, column in _FLAGS.items()}
    day, month, year = (contact.get(f"birth_{part}") for part in ("day", "month", "year"))
    birthday = (
        AnnualDate(int(day), int(month), None if year is None else int(year)) if day and month else None
    )
    return found | {
        "contact": _text(contact["name"]),
        "contact_notes": _text(contact.get("notes")),
        "birthday": None
        if birthday is None
        else f"{birthday}."
        if birthday.year is None
        else _day(str(birthday)),
    }


def _text(value: str | int | float | None) -> str | None:
    """As an import reads it: without what no file can carry."""
    return None if value is None else cells.note(str(value), limited=False)


def _day(value: str | int | float | None) -> date | str | None:
    if value is None:
        return None
    found = date.fromisoformat(str(value))
    return found if found >= _EARLIEST else str(value)


def _known(language: str) -> str:
    return language if language in speaking.LANGUAGES else "en"
