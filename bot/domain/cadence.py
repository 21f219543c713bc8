"""Cadence: when a client is due for a call that nobody planned, and how late it is. Not: planned calls, touches."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import ceil

_LATE = 1.5  # of the cadence: from then on it is red


class Due(StrEnum):
    """How a client stands: not due yet, due (yellow), overdue (red)."""

    NOT_YET = "not-yet"
    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Cadence:
    """Days between two touches, by tier."""

    key: int = 7
    regular: int = 30
    new: int = 14

    def __post_init__(self) -> None:
        """Refuse a cadence that is due for ever."""
        if min(self.key, self.regular, self.new) < 1:
            raise ValueError("a cadence is at least one day")

    def days(self, tier: str) -> int:
        """Days of a tier; ValueError for an unknown one."""
        try:
            return {"key": self.key, "regular": self.regular, "new": self.new}[tier]
        except KeyError:
            raise ValueError(f"no tier {tier!r}") from None


def next_on(due: date, days: int, dropped: date | None, tried: date | None) -> date:
    """The day on which a client due on `due` is called for again, if not for the first time.

    Dropped: one cadence later. Nobody reached and no next try planned: the client is still due, on the next day.
    """
    if dropped is not None:
        due = max(due, dropped + timedelta(days))
    return due if tried is None else max(due, tried + timedelta(1))


def due_on(days: int, last_touch: date | None, came_in: date, client_id: int) -> date:
    """The day of the next cadence call: so many days after the last touch of any kind.

    A client never touched is due on a day of the first cadence after coming in, chosen by its id, so that an
    imported base does not ring all at once.
    """
    if last_touch is not None:
        return last_touch + timedelta(days)
    return came_in + timedelta(1 + client_id % days)


def late_on(days: int, due: date) -> date:
    """The day from which a call due on `due` is overdue: one and a half cadences after the touch."""
    return due + timedelta(ceil(days * (_LATE - 1)))


def standing(days: int, due: date, today: date) -> Due:
    """How a client stands today."""
    if today < due:
        return Due.NOT_YET
    return Due.OVERDUE if today >= late_on(days, due) else Due.DUE
