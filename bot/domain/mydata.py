"""What is held of one person, as sections of entries of facts, for every way of showing it. Not: wording, SQL."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bot.domain.choices import Choice


@dataclass(frozen=True, slots=True)
class Code:
    """A value out of a list: worded by the list, or as it is."""

    family: str
    code: str


Value = str | int | bool | date | datetime | Code


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is held: its name ("phone") and its value. `free`: words of people, to be shown as they are."""

    name: str
    value: Value
    free: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of what is held. `entries`: the newest first; a section about one thing has one."""

    name: str
    entries: tuple[tuple[Fact, ...], ...]


@dataclass(frozen=True, slots=True)
class Held:
    """All that is held of somebody, at an instant (UTC). `choices`: the company's lists, to word codes.

    `erase_at`: when it will be deleted, if that was asked for. `staff`: it is somebody of the company.
    """

    name: str
    company: str
    at: datetime
    sections: tuple[Section, ...]
    staff: bool = False
    erase_at: datetime | None = None
    choices: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PrivacyRules:
    """How long what is kept; None: as long as the person is a contact. `grace`: the days in which a wish to be deleted
    can be taken back; `words`, `files`: of ratings, closed complaints and messages; `imports`: rows of imported files;
    `letters`: which message went out when; `inbox`: numbers of messages that were handled."""

    grace: timedelta = timedelta(days=7)
    words: timedelta | None = timedelta(days=1096)
    files: timedelta | None = timedelta(days=365)
    imports: timedelta = timedelta(days=7)
    letters: timedelta = timedelta(days=365)
    inbox: timedelta = timedelta(days=7)


def as_json(held: Held) -> dict[str, object]:
    """The same for another program: section -> entries; times are ISO 8601 in UTC."""
    return {
        "format": "rapport.mydata.1",
        "company": held.company,
        "name": held.name,
        "made_at": held.at.isoformat(),
        "held": {section.name: [_record(entry) for entry in section.entries] for section in held.sections},
    }


def _record(entry: tuple[Fact, ...]) -> dict[str, object]:
    """Facts by name; several of one name become a list."""
    several: dict[str, list[object]] = {}
    for fact in entry:
        several.setdefault(fact.name, []).append(_plain(fact.value))
    return {name: values[0] if len(values) == 1 else values for name, values in several.items()}


def _plain(value: Value) -> object:
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    return value.code if isinstance(value, Code) else value
