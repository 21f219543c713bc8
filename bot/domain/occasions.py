"""Dates that come every year: birthdays, first deals, contracts. Not: cards, who is told."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.dates import BadDate, day_of
from bot.domain.ids import ClientId, OccasionId, PersonId
from bot.domain.worktime import Hours, workday_on_or_before

PREPARE_DAYS = 7
CONTRACT_ENDS = (60, 30)
"""Days before a contract's end on which its manager is told."""
UNDO = timedelta(minutes=10)
_LEAP = 2000
_FORMS = (
    re.compile(r"(?P<d>\d{1,2})\. ?(?P<m>\d{1,2})(?:\. ?(?P<y>\d{1,4}))?\.?"),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"),
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})"),
    re.compile(r"--(?P<m>\d{2})-?(?P<d>\d{2})(?P<y>)"),
)


@dataclass(frozen=True, slots=True)
class AnnualDate:
    """A day and month of every year, and the year it began, where known. 29 February is kept on the 28th in common years."""

    day: int
    month: int
    year: int | None = None

    def __post_init__(self) -> None:
        """Refuse a day that no calendar has; raises BadDate."""
        day_of(_LEAP if self.year is None else self.year, self.month, self.day)

    def __str__(self) -> str:
        """The form that `parse` reads: dd.mm or ISO."""
        return f"{self.day:02}.{self.month:02}" if self.year is None else self.on(self.year).isoformat()

    @classmethod
    def of(cls, day: date) -> "AnnualDate":
        """The anniversary of a date."""
        return cls(day.day, day.month, day.year)

    def on(self, year: int) -> date:
        """The date in a year."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return date(year, 2, 28)

    def next_on_or_after(self, day: date) -> date:
        """The next occurrence, this date included."""
        this = self.on(day.year)
        return this if this >= day else self.on(day.year + 1)

    def years_on(self, day: date) -> int | None:
        """How many years have passed on an occurrence; None when the year is unknown. Never shown of birthdays."""
        return None if self.year is None else day.year - self.year


def parse(text: str) -> AnnualDate:
    """Read dd.mm[.yyyy], ISO, or a vCard's BDAY (19900312, --0312). Raises BadDate."""
    match = next((m for form in _FORMS if (m := form.fullmatch(text.strip()))), None)
    if match is None:
        raise BadDate("date-unclear", text=text.strip()[:50])
    year = match["y"] or None
    if year is not None and len(year) != 4:
        raise BadDate("date-short-year", text=text.strip())
    return AnnualDate(int(match["d"]), int(match["m"]), None if year is None else int(year))


def said_on(hours: Hours, day: date) -> date:
    """The day the manager is told of an occasion: itself, or the last working day before a day off."""
    return workday_on_or_before(hours, day)


def prepare_on(hours: Hours, day: date, ahead: int = PREPARE_DAYS) -> date:
    """The day the manager is told to prepare: so many days before, moved like any other word from a day off."""
    return workday_on_or_before(hours, day - timedelta(days=ahead))


def contract_said_on(hours: Hours, ends: date) -> tuple[date, date]:
    """The days the manager is told that a contract ends: 60 and 30 before, on working days."""
    first, second = (workday_on_or_before(hours, ends - timedelta(days=days)) for days in CONTRACT_ENDS)
    return first, second


class Kind(StrEnum):
    """What is to be congratulated, or (CONTRACT_ENDS) talked about in time."""

    BIRTHDAY = "birthday"
    FIRST_DEAL = "first_deal"
    CONTRACT_SIGNED = "contract_signed"
    CONTRACT_ENDS = "contract_ends"
    OWN = "own"


class State(StrEnum):
    """Where an occasion of one year stands; PASSED is one that nobody took up."""

    OPEN = "open"
    DONE = "done"
    SKIPPED = "skipped"
    PASSED = "passed"


@dataclass(frozen=True, slots=True)
class Occasion:
    """One date of one year, with what its card shows. `years` is never shown of a birthday."""

    id: OccasionId
    version: int
    client_id: ClientId
    client: str
    owner_id: PersonId | None
    owner: str | None
    person_id: PersonId | None
    person: str | None
    phone: str | None
    username: str | None
    likes: str | None
    kind: Kind
    label: str | None
    day: date
    years: int | None
    state: State
    done_by: str | None
    done_at: datetime | None

    def can_undo(self, now: datetime) -> bool:
        """Whether Done or Skip may still be taken back."""
        return self.state is not State.OPEN and self.done_at is not None and now - self.done_at <= UNDO


def worth_saying(kind: Kind, years: int | None) -> bool:
    """A deal's anniversary begins with the first year; the day itself is none."""
    return kind is Kind.BIRTHDAY or years is None or years >= 1
