"""Complaints: their steps, their clocks, their number. Not: how they are stored or worded."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zlib import crc32

from bot.domain.choices import Choice
from bot.domain.duty import Span, Turns
from bot.domain.ids import ClientId, ComplaintId, PersonId
from bot.domain.worktime import add_workdays

STAGES = (75, 100, 150)
"""Percent of a clock at which the owner is warned, the lead and the head are told."""


class State(StrEnum):
    """Where a complaint stands."""

    DRAFT = "draft"
    RECEIVED = "received"
    WORK = "work"
    SOLVED = "solved"  # the client is asked
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    DROPPED = "dropped"  # a draft that was never sent


OPEN = frozenset({State.RECEIVED, State.WORK, State.SOLVED})
OVER = frozenset({State.CLOSED, State.WITHDRAWN})


class Kind(StrEnum):
    """What is filed."""

    COMPLAINT = "complaint"
    SUGGESTION = "suggestion"


class How(StrEnum):
    """How a complaint was closed."""

    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"
    WITHDRAWN = "withdrawn"


class Which(StrEnum):
    """The two clocks of a complaint."""

    ANSWER = "answer"
    SOLVE = "solve"


@dataclass(frozen=True, slots=True)
class ComplaintRules:
    """Lengths of time and the list of categories. Hours and days are working ones, but for the draft and reopening."""

    categories: tuple[Choice, ...] = tuple(
        map(Choice, ("delivery", "quality", "documents", "service", "price", "other"))
    )
    draft: timedelta = timedelta(hours=1)
    answer_hours: int = 8
    solve_days: int = 5
    settled_days: int = 5
    reopen_days: int = 30


@dataclass(frozen=True, slots=True)
class Clock:
    """A deadline: counted from `start`, due at `by` (UTC), and the last of STAGES that was told (0: none)."""

    start: datetime
    by: datetime
    stage: int = 0

    def at(self, turns: Turns, stage: int) -> datetime:
        """When so many percent of its working time have passed."""
        return Span(self.start, self.by).reaches(turns, stage)

    def next(self, turns: Turns) -> datetime | None:
        """When the next stage is to be told; None after the last."""
        left = [stage for stage in STAGES if stage > self.stage]
        return self.at(turns, left[0]) if left else None

    def reached(self, turns: Turns, now: datetime) -> tuple[int, ...]:
        """The stages to tell now. A warning that comes too late to warn is left out."""
        due = [stage for stage in STAGES if stage > self.stage and self.at(turns, stage) <= now]
        return tuple(stage for stage in due if stage > 75 or due == [75])

    def carried(self, old: Turns, new: Turns, now: datetime) -> "Clock":
        """The clock when from now on other hours count: what is left of its working time stays left."""
        span = Span(self.start, self.by).carried(old, new, now)
        return Clock(span.start, span.due, self.stage)

    def resumed(self, turns: Turns, since: datetime, now: datetime) -> "Clock":
        """The clock after it stood still from `since` to now: both its ends move by the working time between."""
        still = turns.between(since, now)
        return Clock(turns.plus(self.start, still), turns.plus(self.by, still), self.stage)


def answer_clock(rules: ComplaintRules, turns: Turns, now: datetime) -> Clock:
    """The first answer, counted from now."""
    return Clock(now, turns.plus(now, timedelta(hours=rules.answer_hours)))


def solve_clock(rules: ComplaintRules, turns: Turns, now: datetime) -> Clock:
    """The solution, counted from now."""
    hours = turns.at(now)
    return Clock(now, add_workdays(hours, now, rules.solve_days)).carried(Turns.always(hours), turns, now)


@dataclass(frozen=True, slots=True)
class Complaint:
    """A complaint as stored. `owner_id` None: whoever answers for the client. Times are UTC."""

    id: ComplaintId
    number: int | None
    client_id: ClientId
    person_id: PersonId
    kind: Kind | None
    category: str | None
    state: State
    wishing: bool  # the draft asks for the wanted remedy
    owner_id: PersonId | None
    previous_id: ComplaintId | None
    created_at: datetime
    filed_at: datetime | None
    taken_at: datetime | None
    answered_at: datetime | None
    answer: Clock | None
    solve: Clock | None
    waiting_from: datetime | None
    solved_at: datetime | None
    closed_at: datetime | None
    closed_how: How | None
    reopened: int
    handling: int | None
    version: int
    turns: str | None = None  # whose hours its clocks count in (`Turns.text`)

    @property
    def thing(self) -> str:
        """Its name among cards and alarms."""
        return f"complaint:{self.id}"

    @property
    def draft_thing(self) -> str:
        """The name of its draft among cards and alarms."""
        return f"draft:{self.id}"

    @property
    def open(self) -> bool:
        """Sent and not over."""
        return self.state in OPEN

    def running(self, which: Which) -> Clock | None:
        """The clock, if it runs: not while the client is waited for, nor when it has been met."""
        if not self.open or self.waiting_from is not None:
            return None
        if which is Which.ANSWER:
            return self.answer if self.answered_at is None else None
        return self.solve

    def missed(self, which: Which, now: datetime) -> bool:
        """Whether this date has passed unmet."""
        clock = self.running(which)
        return clock is not None and clock.by <= now

    def missed_first(self, now: datetime) -> Which | None:
        """The date that was missed and needs a new one, the first answer before the solution."""
        return next((which for which in Which if self.missed(which, now)), None)

    def reopens(self, rules: ComplaintRules, now: datetime) -> bool:
        """Whether writing about it opens it again."""
        until = reopens_until(self, rules)
        return self.state in OVER and until is not None and now < until


def reopens_until(complaint: Complaint, rules: ComplaintRules) -> datetime | None:
    """Until when writing about a closed complaint opens it again."""
    closed = complaint.closed_at
    return None if closed is None else closed + timedelta(days=rules.reopen_days)


def name(number: int | None) -> str:
    """C-0142."""
    return f"C-{number or 0:04d}"


class Filter(StrEnum):
    """Which complaints a list shows."""

    OPEN = "open"
    RECEIVED = "received"
    WORK = "work"
    SOLVED = "solved"
    OVERDUE = "overdue"
    MINE = "mine"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of a list; `due` (UTC) is the next date it must keep, `which` of the two."""

    id: ComplaintId
    number: int
    state: State
    category: str | None
    client: str
    owner: str
    due: datetime | None
    which: Which
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Brief:
    """An open complaint in few words."""

    id: ComplaintId
    number: int
    state: State


@dataclass(frozen=True, slots=True)
class Solution:
    """Cause, what was done, what prevents the next one; `at` None while it is typed."""

    id: int
    complaint_id: ComplaintId
    cause: str | None
    done: str | None
    prevents: str | None
    by_id: PersonId
    at: datetime | None
    answer: str | None

    @property
    def stamp(self) -> int:
        """Tells what was shown: a button under other words must not send these."""
        return _stamp(self.cause, self.done, self.prevents)


@dataclass(frozen=True, slots=True)
class Missed:
    """A missed date with its reason and the new one; `at` None while it is typed."""

    id: int
    complaint_id: ComplaintId
    which: Which
    old_by: datetime
    new_by: datetime | None
    reason: str | None
    by_id: PersonId
    at: datetime | None

    @property
    def stamp(self) -> int:
        """Tells what was shown: a button under other words must not send these."""
        return _stamp(self.reason, str(self.new_by))


def _stamp(*texts: str | None) -> int:
    return crc32("\0".join(text or "" for text in texts).encode())
