"""Working time: days, hours and holidays of a company or a person. Not: quiet hours of clients."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

_DAY = timedelta(days=1)
_NONE = timedelta(0)


@dataclass(frozen=True, slots=True)
class Hours:
    """When somebody works: IANA zone, days (Monday = 0), opening and closing by the clock there, ISO country of holidays."""

    zone: str
    days: frozenset[int] = frozenset({0, 1, 2, 3, 4})
    opens: time = time(9)
    closes: time = time(17)
    country: str | None = None

    def __post_init__(self) -> None:
        """Refuse hours in which no work is ever done: every search below would last for ever."""
        if not self.days or not self.days <= frozenset(range(7)):
            raise ValueError("working days are a non-empty set of 0 (Monday) to 6 (Sunday)")
        if self.opens >= self.closes:
            raise ValueError("a working day opens before it closes, on the same date")
        ZoneInfo(self.zone)


def instant(day: date, clock: time, zone: str) -> datetime:
    """The UTC instant of a local clock time; a skipped hour moves forward, a repeated one takes the first."""
    return datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC)


def local(at: datetime, zone: str) -> datetime:
    """The same instant by the clock of a zone."""
    return at.astimezone(ZoneInfo(zone))


@lru_cache(maxsize=512)
def public_holidays(country: str | None, year: int) -> frozenset[date]:
    """Public holidays of an ISO country in a year; none for a country (or year) nobody has a calendar of."""
    if country is None:
        return frozenset()
    try:
        return frozenset(holidays.country_holidays(country, years=year))
    except NotImplementedError:
        return frozenset()


def is_workday(hours: Hours, day: date) -> bool:
    """Whether any work is done on this local date."""
    return day.weekday() in hours.days and day not in public_holidays(hours.country, day.year)


def workday_on_or_after(hours: Hours, day: date) -> date:
    """The date itself if it is a working day, else the next one."""
    while not is_workday(hours, day):
        day += _DAY
    return day


def workday_on_or_before(hours: Hours, day: date) -> date:
    """The date itself if it is a working day, else the last one before it."""
    while not is_workday(hours, day):
        day -= _DAY
    return day


def next_workday(hours: Hours, day: date, n: int = 1) -> date:
    """The n-th working day after a date, which itself is not counted."""
    for _ in range(n):
        day = workday_on_or_after(hours, day + _DAY)
    return day


def previous_workday(hours: Hours, day: date, n: int = 1) -> date:
    """The n-th working day before a date, which itself is not counted."""
    for _ in range(n):
        day = workday_on_or_before(hours, day - _DAY)
    return day


def _shift(hours: Hours, day: date) -> tuple[datetime, datetime]:
    return instant(day, hours.opens, hours.zone), instant(day, hours.closes, hours.zone)


def _shifts(hours: Hours, day: date) -> Iterator[tuple[datetime, datetime]]:
    """Opening and closing (UTC) of every working day from a local date on, without end."""
    while True:
        day = workday_on_or_after(hours, day)
        yield _shift(hours, day)
        day += _DAY


def is_open(hours: Hours, at: datetime) -> bool:
    """Whether work is being done at this instant; the closing instant is outside."""
    return next_opening(hours, at) == at


def next_opening(hours: Hours, at: datetime) -> datetime:
    """The instant itself when inside working hours, else the next opening. The closing instant is outside."""
    for opens, closes in _shifts(hours, local(at, hours.zone).date()):
        if at < closes:
            return max(at.astimezone(UTC), opens)
    raise AssertionError("working days never end")


def add_workdays(hours: Hours, start: datetime, n: int) -> datetime:
    """The same clock time on the n-th next working day; a start outside hours counts from the next opening."""
    begin = local(next_opening(hours, start), hours.zone)
    # .replace: the fold of a repeated hour belongs to the start's day only.
    return instant(next_workday(hours, begin.date(), n), begin.time().replace(fold=0), hours.zone)


def add_working_time(hours: Hours, start: datetime, span: timedelta) -> datetime:
    """The instant when so much working time has passed: at the latest the closing of the day that completes it."""
    if span < _NONE:
        raise ValueError("working time is added, not taken away")
    begin = next_opening(hours, start)
    for opens, closes in _shifts(hours, local(begin, hours.zone).date()):
        begin = max(begin, opens)
        if begin + span <= closes:
            return begin + span
        span -= closes - begin
    raise AssertionError("working days never end")


def take_working_time(hours: Hours, end: datetime, span: timedelta) -> datetime:
    """The first instant from which only so much working time is left until `end`: never an opening, then it is the
    closing before."""
    if span < _NONE:
        raise ValueError("working time is taken away, not added")
    day = local(end, hours.zone).date()
    while True:
        day = workday_on_or_before(hours, day)
        opens, closes = _shift(hours, day)
        until = min(end, closes)
        if opens < until and span < until - opens:
            return until - span
        span -= max(until - opens, _NONE)
        day -= _DAY


def working_between(hours: Hours, a: datetime, b: datetime) -> timedelta:
    """Working time from a to b; zero when b is not after a."""
    total = _NONE
    for opens, closes in _shifts(hours, local(a, hours.zone).date()):
        if opens >= b:
            break
        total += max(min(b, closes) - max(a, opens), _NONE)
    return total


def workdays_between(hours: Hours, a: date, b: date) -> int:
    """How many working days lie in [a, b)."""
    days = [a + _DAY * i for i in range((b - a).days)]
    return sum(is_workday(hours, day) for day in days)


def fraction(hours: Hours, start: datetime, deadline: datetime, part: float) -> datetime:
    """When this part (0.5, 0.75, 1, 1.5 …) of the working time between start and deadline has passed.

    Part 1 is the deadline itself, more goes on from there.
    """
    whole = working_between(hours, start, deadline)
    if part < 1:
        return min(add_working_time(hours, start, whole * part), deadline)
    return deadline if part == 1 else add_working_time(hours, deadline, whole * (part - 1))
