"""Cases: the follow-up of a low score, its two clocks and its states. Not: what is asked in surveys."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain import worktime
from bot.domain.choices import Choice
from bot.domain.ids import AnswerId, CaseId, ClientId, PersonId, TeamId
from bot.domain.worktime import Hours

DONE_STEP = "case.done"
"""The step in which a member of staff types what was done: {"case": id, "cause": code, "at": since when, µs}."""
DONE_OPEN = timedelta(hours=1)
"""So long; what is typed later means something else."""
UNDO = timedelta(minutes=10)
LATE_WORD = timedelta(days=30)
"""So long after the close a "no" still reopens."""
TO_THE_LEAD = 2
"""The reopening from which the case goes to the lead."""
CHANGED = "changed-by-client"
"""The cause of a case whose clients changed their scores to 7 or more."""

_CAUSES = {
    "delivery": ("late", "damaged", "incomplete", "wrong-item"),
    "product": ("defect", "description", "out-of-stock"),
    "service": ("no-answer", "slow-answer", "tone", "promise"),
    "terms": ("price", "payment", "documents", "billing"),
    "outside": ("carrier", "misunderstanding", "client-changed", "unknown"),
}


@dataclass(frozen=True, slots=True)
class CaseRules:
    """The numbers of a case; working days and hours are the owner's."""

    contact_days: int = 1
    close_days: int = 2
    key_factor: float = 0.5
    sooner_hours: int = 2
    settled_days: int = 7  # calendar days
    causes: tuple[Choice, ...] = tuple(
        Choice(top, {}, tuple(map(Choice, under))) for top, under in _CAUSES.items()
    )
    reasons: tuple[Choice, ...] = ()  # every reason that an answer may carry, for its wording


class CaseState(StrEnum):
    """open: to be worked on; asked: finished, the client is asked; closed."""

    OPEN = "open"
    ASKED = "asked"
    CLOSED = "closed"


class Outcome(StrEnum):
    """How a case ended. unconfirmed: the client was silent or cannot be asked."""

    SETTLED = "settled"
    UNCONFIRMED = "unconfirmed"
    SPARED = "spared"
    CHANGED = "changed"


class Clock(StrEnum):
    """The two deadlines."""

    CONTACT = "contact"
    CLOSE = "close"


class Reply(StrEnum):
    """What became of a "settled?"."""

    YES = "yes"
    NO = "no"
    SILENT = "silent"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Case:
    """A case as stored; times are UTC. `team_id` and `key` are the client's; marks are percents that rang."""

    id: CaseId
    client_id: ClientId
    client: str
    team_id: TeamId | None
    key: bool
    owner_id: PersonId | None
    state: CaseState
    opened_at: datetime
    taken_by: PersonId | None
    taken_at: datetime | None
    calls: int
    contact_from: datetime
    contact_due: datetime
    contact_mark: int
    contacted_at: datetime | None
    close_from: datetime
    close_due: datetime
    close_mark: int
    cause: str | None
    done: str | None
    done_by: PersonId | None
    done_at: datetime | None
    round: int
    reopened: int
    outcome: Outcome | None
    closed_at: datetime | None
    version: int

    def runs(self, clock: Clock) -> bool:
        """Whether this clock is running; both stop while the client is asked."""
        return self.state is CaseState.OPEN and (clock is Clock.CLOSE or self.contacted_at is None)

    @property
    def waiting_since(self) -> datetime:
        """Since when the client waits for a contact: a wish to be called sooner moves the clock, not this."""
        return min(self.contact_from, self.close_from)

    def span(self, clock: Clock) -> tuple[datetime, datetime, int]:
        """From, due and last mark of a clock."""
        if clock is Clock.CONTACT:
            return self.contact_from, self.contact_due, self.contact_mark
        return self.close_from, self.close_due, self.close_mark

    @property
    def thing(self) -> str:
        """What cards and alarms call it."""
        return f"case:{self.id}"


@dataclass(frozen=True, slots=True)
class Deadlines:
    """When the first contact and the close are due (UTC)."""

    contact: datetime
    close: datetime


def deadlines(hours: Hours, start: datetime, rules: CaseRules, *, key: bool) -> Deadlines:
    """Both deadlines of a case that starts (again) now. Key clients wait a part of the working time only."""
    contact = worktime.add_workdays(hours, start, rules.contact_days)
    close = worktime.add_workdays(hours, contact, rules.close_days)
    if key:
        # Of the whole way: a half of one and of two days is a half of three.
        close = worktime.fraction(hours, start, close, rules.key_factor)
        contact = worktime.fraction(hours, start, contact, rules.key_factor)
    return Deadlines(contact, close)


def sooner(hours: Hours, now: datetime, rules: CaseRules) -> datetime:
    """The first contact of somebody who wants to be called sooner."""
    return worktime.add_working_time(hours, now, timedelta(hours=rules.sooner_hours))


MARKS = (75, 100, 150)
"""Percent of the working time at which somebody is told: the owner, the lead, the head."""


def marks(hours: Hours, start: datetime, due: datetime) -> Mapping[int, datetime]:
    """When each mark of a clock is reached."""
    return {mark: worktime.fraction(hours, start, due, mark / 100) for mark in MARKS}


@dataclass(frozen=True, slots=True)
class Rung:
    """What a clock says now: marks to be told (a warning that comes after the deadline is not)."""

    tell: tuple[int, ...]
    reached: int


def ring(hours: Hours, case: Case, clock: Clock, now: datetime) -> Rung:
    """Read a clock; each mark is told once."""
    start, due, told = case.span(clock)
    at = marks(hours, start, due)
    reached = max([told, *(mark for mark in MARKS if at[mark] <= now)])
    tell = tuple(m for m in MARKS if told < m <= reached and not (m < 100 <= reached))
    return Rung(tell, reached)


def next_mark(hours: Hours, case: Case, clock: Clock) -> datetime | None:
    """The first mark nobody was told of yet. It may be past: then its alarm still has to ring."""
    start, due, told = case.span(clock)
    at = marks(hours, start, due)
    return next((at[mark] for mark in MARKS if mark > told), None)


@dataclass(frozen=True, slots=True)
class Question:
    """One "settled?" to one contact."""

    id: int
    case_id: CaseId
    round: int
    person_id: PersonId
    name: str
    answer_id: AnswerId
    reply: Reply | None
    asked_at: datetime
    replied_at: datetime | None


def ending(questions: Sequence[Question]) -> Outcome | None:
    """How a round of questions ends the case; None: somebody may still answer. A "no" reopens and never gets here."""
    if any(question.reply is None for question in questions):
        return None
    replies = {question.reply for question in questions} - {Reply.VOID}
    return Outcome.SETTLED if replies == {Reply.YES} else Outcome.UNCONFIRMED


def may_undo(at: datetime, now: datetime) -> bool:
    """Whether what was done then can still be taken back."""
    return now < at + UNDO


@dataclass(frozen=True, slots=True)
class Voice:
    """A low answer in a case: who, how low, what was said. `first` is the score it came with; `by_manager`: it was
    noted by staff, on the phone."""

    answer_id: AnswerId
    person_id: PersonId
    name: str
    score: int
    first: int
    at: datetime
    wish: str | None
    reasons: tuple[str, ...]
    words: tuple[str, ...]
    files: int
    by_manager: bool = False

    @property
    def low(self) -> bool:
        """Whether it still is."""
        return self.score <= 6

    @property
    def spared(self) -> bool:
        """Whether this contact asked not to be contacted."""
        return self.wish == "none"


def recovered(voices: Sequence[Voice]) -> bool:
    """Whether everybody changed to 7 or more: the case may be closed as "changed by client"."""
    return bool(voices) and not any(voice.low for voice in voices)


def nobody_waits(voices: Sequence[Voice]) -> bool:
    """Whether no low voice wants a contact: the first clock ends by itself."""
    return all(voice.spared for voice in voices if voice.low) and any(v.low for v in voices)


def without_question(voices: Sequence[Voice]) -> Outcome:
    """How a case ends when nobody is to be asked."""
    low = [voice for voice in voices if voice.low]
    if not low:
        return Outcome.CHANGED
    return Outcome.SPARED if all(voice.spared for voice in low) else Outcome.UNCONFIRMED
