"""The windows of local days that a period means: it ends today; the one before it; the points of the trend."""

from datetime import date
from typing import NamedTuple

# A point of the trend stands for so many days, so many points: each its own period, which ends on its date.
_TREND = {7: (7, 8), 30: (30, 6), 90: (90, 4), 365: (30, 12)}


class Window(NamedTuple):
    """Days from `first` up to and without `end`, as numbers of `date.toordinal`."""

    first: int
    end: int

    @property
    def first_day(self) -> date:
        """The first day."""
        return date.fromordinal(self.first)

    @property
    def last_day(self) -> date:
        """The last day."""
        return date.fromordinal(self.end - 1)


def current(today: date, days: int) -> Window:
    """So many days, today included."""
    end = today.toordinal() + 1
    return Window(end - days, end)


def before(window: Window) -> Window:
    """As many days right before."""
    return Window(window.first - (window.end - window.first), window.first)


def trend(today: date, days: int) -> tuple[Window, ...]:
    """The windows of the trend, the oldest first; the last ends today."""
    length, points = _TREND[days]
    end = today.toordinal() + 1
    return tuple(Window(end - length * (n + 1), end - length * n) for n in reversed(range(points)))
