"""When a client may be written to unasked: quiet hours, weekends, holidays, and whose clock counts. Not: working time of staff."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

import holidays

from bot.domain.countries import country_code as country_code  # the look-up callers need beside the zone
from bot.domain.countries import only_zone
from bot.domain.worktime import instant, local, public_holidays

START = time(20)
END = time(9)
PRESETS = tuple(
    (time(start), time(end)) for start, end in ((18, 10), (19, 10), (20, 9), (21, 9), (22, 8), (23, 7))
)
"""Quiet hours that a contact may choose from."""
_DAY = timedelta(days=1)
_SATURDAY, _SUNDAY = 5, 6


@lru_cache(maxsize=256)
def weekend(country: str | None) -> frozenset[int]:
    """Days of rest (Monday = 0) of an ISO country: Friday and Saturday in Israel, Saturday and Sunday where unknown."""
    try:
        days = holidays.country_holidays(country).weekend if country else None
    except NotImplementedError:
        days = None
    return frozenset(days or {_SATURDAY, _SUNDAY})


def contact_zone(person_zone: str | None, country: str | None, company_zone: str) -> str:
    """The zone of a contact: asked; else the country's only one; else the company's."""
    return person_zone or only_zone(country) or company_zone


def hold(
    at: datetime,
    zone: str,
    country: str | None = None,
    workdays: frozenset[int] | None = None,
    start: time = START,
    end: time = END,
) -> datetime:
    """The earliest UTC instant from `at` on outside quiet hours, weekends and holidays of the contact.

    Quiet lasts from `start` to `end` by the clock of `zone` (over midnight when start is later; never when equal).
    `workdays` (Monday = 0) replaces the weekend of the country.
    """
    free = frozenset(range(7)) - weekend(country) if workdays is None else workdays
    if not free:
        raise ValueError("a client with no day to be written to")
    for opens, closes in _windows(local(at, zone).date(), zone, country, free, start, end):
        if at < closes:
            return max(at.astimezone(UTC), opens)
    raise AssertionError("days never end")


def is_quiet(
    at: datetime,
    zone: str,
    country: str | None = None,
    workdays: frozenset[int] | None = None,
    start: time = START,
    end: time = END,
) -> bool:
    """Whether what nobody asked for must wait at this instant."""
    return hold(at, zone, country, workdays, start, end) != at


def _windows(
    day: date, zone: str, country: str | None, free: frozenset[int], start: time, end: time
) -> Iterator[tuple[datetime, datetime]]:
    """The spans (UTC) in which writing is allowed, from a local date on, without end."""
    while True:
        if day.weekday() in free and day not in public_holidays(country, day.year):
            midnight = instant(day, time(0), zone), instant(day + _DAY, time(0), zone)
            quiet = instant(day, start, zone), instant(day, end, zone)
            if start > end:
                yield quiet[1], quiet[0]
            else:
                yield midnight[0], quiet[0]
                yield quiet[1], midnight[1]
        day += _DAY
