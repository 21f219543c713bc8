"""A case: its states, its numbers, and the row itself. Not: its clocks, its voices."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.domain.choices import Choice
from bot.domain.duty import Span
from bot.domain.ids import CaseId, ClientId, PersonId, TeamId

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
    again_days: int = 30  # calendar days after the close; 0: nobody is asked again
    causes: tuple[Choice, ...] = tuple(
        Choice(top, {}, tuple(map(Choice, under))) for top, under in _CAUSES.items()
    )
    reasons: tuple[Choice, ...] = ()  # every reason that an answer may carry, for its wording


class CaseState(StrEnum):
    """open: to be worked on; asked: finished, the client is asked; closed."""

    OPEN = "open"
    ASKED = "asked"
    CLOSED = "closed"


class Filter(StrEnum):
    """Which cases a list shows."""

    OPEN = "open"  # whatever is not closed
    WORK = "work"
    ASKED = "asked"
    OVERDUE = "overdue"
    MINE = "mine"
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


@dataclass(frozen=True, slots=True)
class Case:
    """A case as stored; times are UTC. `team_id` and `key` are the client's; marks are percents that rang.

    *_from and *_due are the ends of a clock, moved along when other hours come to count (`Span.carried`); `turns` says
    whose they are (`Turns.text`). `waits_from`: since when the client waits; `contact_after`: what is a first contact.
    """

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
    waits_from: datetime
    contact_after: datetime
    turns: str | None

    def runs(self, clock: Clock) -> bool:
        """Whether this clock is running; both stop while the client is asked."""
        return self.state is CaseState.OPEN and (clock is Clock.CLOSE or self.contacted_at is None)

    def span(self, clock: Clock) -> Span:
        """The ends of a clock."""
        if clock is Clock.CONTACT:
            return Span(self.contact_from, self.contact_due)
        return Span(self.close_from, self.close_due)

    def mark(self, clock: Clock) -> int:
        """The last mark of a clock that was told, in percent."""
        return self.contact_mark if clock is Clock.CONTACT else self.close_mark

    def marked(self, clock: Clock, mark: int) -> "Case":
        """This mark was told."""
        if clock is Clock.CONTACT:
            return replace(self, contact_mark=mark)
        return replace(self, close_mark=mark)

    def clocked(self, clock: Clock, span: Span) -> "Case":
        """With other ends of a clock."""
        if clock is Clock.CONTACT:
            return replace(self, contact_from=span.start, contact_due=span.due)
        return replace(self, close_from=span.start, close_due=span.due)

    @property
    def pending(self) -> Clock:
        """The clock that says what is next."""
        return Clock.CONTACT if self.runs(Clock.CONTACT) else Clock.CLOSE

    @property
    def thing(self) -> str:
        """What cards and alarms call it."""
        return f"case:{self.id}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a case's log: who did what when; `was` is what an undo puts back."""

    id: int
    at: datetime
    by_id: PersonId | None
    by: str
    what: str
    was: Mapping[str, Any] | None
