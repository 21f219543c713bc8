"""Exhibitions: dates, whom to invite, how far each client is, when managers are reminded. Not: storage, wording."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.clients import Tier
from bot.domain.dates import BadDate, read_day
from bot.domain.errors import BadInput
from bot.domain.ids import ClientId, ExhibitionId, PersonId, TeamId
from bot.domain.worktime import Hours, instant, workday_on_or_before

NUDGES = (14, 7, 1)
"""Days before the start on which a manager is reminded of the lines not processed."""
LONGEST = timedelta(days=60)


class State(StrEnum):
    """Where an exhibition stands."""

    DRAFT = "draft"
    ON = "on"
    CANCELLED = "cancelled"


class Guest(StrEnum):
    """How far a client is. Everything but TO_CALL counts as processed."""

    TO_CALL = "to-call"
    TOLD = "told"
    COMING = "coming"
    MAYBE = "maybe"
    DECLINED = "declined"
    UNREACHABLE = "unreachable"


STEPS = (Guest.TOLD, Guest.COMING, Guest.MAYBE, Guest.DECLINED, Guest.UNREACHABLE)
"""What a manager may set by hand."""


@dataclass(frozen=True, slots=True)
class Exhibition:
    """A fair; dates are the venue's. tier, segment: who is invited (None: any). team_id: whose clients (None: all)."""

    id: ExhibitionId
    version: int
    name: str
    starts: date | None
    ends: date | None
    venue: str | None
    stand: str | None
    tier: Tier | None
    segment: str | None
    team_id: TeamId | None
    state: State
    listed_at: datetime | None
    created_by: PersonId


@dataclass(frozen=True, slots=True)
class Line:
    """One client on a manager's list; `person` is who to call.

    whose: in place of whom the reader calls, "" for a client without a manager.
    """

    client_id: ClientId
    client: str
    person: str | None
    phone: str | None
    state: Guest
    whose: str | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of a manager's clients are processed; `name` None: clients without a manager."""

    name: str | None
    done: int
    total: int


def read_dates(text: str, today: date) -> tuple[date, date]:
    """Read "15.12" or "15.12-17.12" or "15-17.12[.2027]" as first and last day.

    Raises BadDate, BadInput "exhibition-past", "exhibition-dates" (ends before it starts, or lasts over 60 days).
    """
    short = re.fullmatch(r"\s*(\d{1,2})\s*[-–—]\s*(\d{1,2})\.(\d{1,2})((?:\.\d{4})?)\.?\s*", text)
    if short:
        first, last, month, year = short.groups()
        parts = [f"{first}.{month}{year}", f"{last}.{month}{year}"]
    else:
        parts = [part for part in re.split(r"\s*[–—]\s*|\s+-\s+|(?<=\d)-(?=\d{1,2}\.)", text.strip()) if part]
    if not 1 <= len(parts) <= 2:
        raise BadDate("date-unclear", text=text.strip()[:50])
    starts = read_day(parts[0], today)
    ends = read_day(parts[-1], starts) if len(parts) == 2 else starts
    if starts < today:
        raise BadInput("exhibition-past")
    if ends < starts or ends - starts > LONGEST:
        raise BadInput("exhibition-dates")
    return starts, ends


def told_at(hours: Hours, starts: date, list_days: int, after: datetime) -> datetime | None:
    """When the managers are told next: the list at T−list_days, then the nudges; None when nothing is left (UTC).

    A day off is moved to the last working day before; a list that is late already comes with the next call (at once).
    """
    for days in sorted({list_days, *NUDGES}, reverse=True):
        at = instant(workday_on_or_before(hours, starts - timedelta(days=days)), hours.opens, hours.zone)
        if at > after:
            return at
    return None
