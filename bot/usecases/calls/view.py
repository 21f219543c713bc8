"""What of a call its card shows, and the letter that brings it. Not: reading, changing."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.cadence import Cadence, Due
from bot.domain.cadence import standing as stands
from bot.domain.calls import THIRD, Call, State
from bot.domain.choices import Choice
from bot.domain.ids import CallId, ClientId, PersonId
from bot.domain.letters import Letter, Op
from bot.domain.surveys import Answer
from bot.domain.worktime import local


@dataclass(frozen=True, slots=True)
class Said:
    """The answer that a call is about: its score, what was ticked, and all that was said."""

    answer: Answer
    reasons: tuple[Choice, ...]
    words: tuple[str, ...]
    files: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A call as its card shows it: next tries while it is open, colleagues once it was put off too often.

    due: of cadence calls, how late the client is. whose: the owner's name when that is not the reader, "" for nobody.
    said: the answer that a passive's call is about.
    """

    call: Call
    tries: tuple[datetime, ...]
    can_undo: bool
    overdue: bool
    due: Due | None = None
    whose: str | None = None
    colleagues: tuple[tuple[PersonId, str], ...] = ()
    said: Said | None = None

    @property
    def put_off_often(self) -> bool:
        """Snoozed three times: keep, hand over or drop."""
        return self.call.snoozes >= THIRD


@dataclass(frozen=True, slots=True)
class Found:
    """Clients that a typed name may mean (and the contact, where it is theirs), with the instant typed with it."""

    clients: tuple[tuple[ClientId, str, PersonId | None], ...]
    due_at: datetime
    timed: bool


def standing(found: Call, cadence: Cadence, zone: str, now: datetime) -> Due | None:
    """Of a cadence call that was not put off: how late the client is."""
    if found.cause != "cadence" or found.timed or found.state is not State.OPEN:
        return None
    due, today = local(found.due_at, zone).date(), local(now, zone).date()
    return stands(cadence.days(found.tier), due, today)


def overdue(found: Call, due: Due | None, zone: str, now: datetime) -> bool:
    """Whether an open call is late: its hour, or its day, has passed; of a cadence one and a half of it have."""
    if due is not None:
        return due is Due.OVERDUE
    if found.timed:
        return found.due_at < now
    return local(found.due_at, zone).date() < local(now, zone).date()


def card(call_id: CallId, to: PersonId, occurrence: str) -> Letter:
    """The letter that brings a call's card to somebody, or rings for it."""
    key = f"call.card:{call_id}:{to}:{occurrence}"
    return Letter("call.card", to, key, {"call": call_id}, op=Op.CARD, thing=f"call:{call_id}")
