"""Calls: what may come of one, when to try again, and what its card shows. Not: cadence, storage."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.domain.ids import CallId, ClientId, PersonId
from bot.domain.worktime import Hours, instant, is_open, local, next_workday

UNDO = timedelta(minutes=10)
THIRD = 3
"""At this snooze the manager is asked: keep, hand over or drop."""


class Outcome(StrEnum):
    """How a call ended. Only TALKED is a touch; TOUCHED means another touch made it needless."""

    TALKED = "talked"
    NO_ANSWER = "no-answer"
    LEFT_MESSAGE = "left-message"
    WRONG_NUMBER = "wrong-number"
    TOUCHED = "touched"


BY_HAND = (Outcome.TALKED, Outcome.NO_ANSWER, Outcome.LEFT_MESSAGE, Outcome.WRONG_NUMBER)


class State(StrEnum):
    """Where a call stands."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Call:
    """A call with what its card shows; instants are UTC.

    `last_score` is the contact's last answer, else the client's (`score_noted`: by phone); `next_try_at` is what was planned after "no answer".
    """

    id: CallId
    version: int
    client_id: ClientId
    client: str
    person_id: PersonId | None
    person: str | None
    position: str | None
    phone: str | None
    username: str | None
    owner_id: PersonId | None
    owner: str | None
    tier: str
    cause: str
    cause_thing: str | None
    due_at: datetime
    timed: bool
    note: str | None
    state: State
    outcome: Outcome | None
    snoozes: int
    last_touch_at: datetime | None
    last_score: int | None
    scored_at: datetime | None
    score_noted: bool
    last_note: str | None
    last_note_kind: str | None
    next_try_at: datetime | None
    done_by: str | None
    done_at: datetime | None

    def can_undo(self, now: datetime) -> bool:
        """Whether the last step may still be taken back. What another touch closed is taken back there."""
        if self.state is State.OPEN or self.outcome is Outcome.TOUCHED or self.done_at is None:
            return False
        return now - self.done_at <= UNDO

    @property
    def wants_next_try(self) -> bool:
        """Nobody was reached, and no other try is planned."""
        return self.outcome in (Outcome.NO_ANSWER, Outcome.LEFT_MESSAGE) and self.next_try_at is None


def next_tries(hours: Hours, now: datetime) -> tuple[datetime, ...]:
    """Up to four instants for a snooze or the next try: two later today, the next working morning, a week on.

    Nothing lies outside working hours or on a day off.
    """
    half = _up_to_half_hour(now)
    today = [half + timedelta(hours=n) for n in (1, 4)]
    found = [at for at in today if is_open(hours, at)]
    day = local(now, hours.zone).date()
    morning = next_workday(hours, day)
    found.append(instant(morning, hours.opens, hours.zone))
    if len(found) < 3:
        found.append(instant(morning, _afternoon(hours), hours.zone))
    found.append(instant(next_workday(hours, day + timedelta(days=6)), hours.opens, hours.zone))
    # Where a working day is an hour long, its afternoon is its morning.
    tries = sorted({at for at in found if at > now and is_open(hours, at)})
    return tuple(tries) if len(tries) <= 4 else (*tries[:3], tries[-1])


def _up_to_half_hour(at: datetime) -> datetime:
    over = timedelta(minutes=at.minute % 30, seconds=at.second, microseconds=at.microsecond)
    return at - over + (timedelta(minutes=30) if over else timedelta())


def _afternoon(hours: Hours) -> time:
    middle = (hours.opens.hour + hours.closes.hour + 1) // 2 + 1
    return time(min(middle, max(hours.closes.hour - 1, hours.opens.hour)))
