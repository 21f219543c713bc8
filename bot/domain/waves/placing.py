"""On which day and at what hour a question goes out: order, hours of asking, places by manager. Not: who is asked (rules)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from bot.domain.ids import NOBODY, PersonId
from bot.domain.quiet import weekend
from bot.domain.surveys import SurveyRules
from bot.domain.waves.rules import Standing
from bot.domain.worktime import instant, local, public_holidays

GROUPS = 4
"""In so many groups the questions of a manager's day go out, so that answers do not all come at once."""
_DAY = timedelta(days=1)
_NEVER = datetime.min.replace(tzinfo=UTC)


def order(who: Standing) -> tuple[int, bool, datetime, int]:
    """Sort key among the contacts of one manager: who was passed by in most rounds, key clients, the longest unasked.

    Whom a round passed by (there was no place before the next one) goes before those who came later, key clients too:
    else contacts of a manager who has more of them than places would never be asked.
    """
    passed = 0 if who.waits is None else who.waits.rounds + 1
    return -passed, not who.key, who.asked_any or _NEVER, who.person_id


Load = dict[tuple[PersonId, date], int]
"""How many questions a manager's contacts get on a date (theirs). Clients without manager share NOBODY."""


def slot(
    who: Standing, rules: SurveyRules, now: datetime, load: Load, until: date | None = None
) -> tuple[datetime, date]:
    """An instant (UTC) from `now` on in the hours of asking, and its date, which has room; the place is taken in `load`.

    The first such date; with `until` the emptiest up to that day, so that a window of days is used evenly. When the
    window is full: the first after it.
    """
    manager = who.manager_id or NOBODY
    days = _days(who, rules, now)
    day, taken = next(days), 0
    best: tuple[int, date] | None = None
    while until is not None and day <= until:
        taken = load.get((manager, day), 0)
        if taken < rules.daily and (best is None or taken < best[0]):
            best = taken, day
        day = next(days)
    if best is not None:
        taken, day = best
    else:
        while (taken := load.get((manager, day), 0)) >= rules.daily:
            day = next(days)
    load[manager, day] = taken + 1
    return max(now, _hour(who, rules, day, taken)), day


def first_day(rules: SurveyRules, country: str | None, day: date) -> date:
    """The first date from `day` on that has hours of asking in a country."""
    while not _asks(day, country, rules.days):
        day += _DAY
    return day


def asking_now(who: Standing, rules: SurveyRules, now: datetime) -> bool:
    """Whether this is an hour of asking."""
    day = local(now, who.zone).date()
    hours = _hours(day, who.zone, who.country, rules.days, rules.opens, rules.closes)
    return hours is not None and hours[0] <= now < hours[1]


def _hour(who: Standing, rules: SurveyRules, day: date, taken: int) -> datetime:
    """When the question goes out before which so many have places on the day: the groups share the hours evenly."""
    hours = _hours(day, who.zone, who.country, rules.days, rules.opens, rules.closes)
    assert hours is not None
    group = -(-rules.daily // GROUPS)
    return hours[0] + (hours[1] - hours[0]) * (taken // group) / GROUPS


def _days(who: Standing, rules: SurveyRules, now: datetime) -> Iterator[date]:
    """The dates, by the contact's calendar, on which there still are hours of asking."""
    day = local(now, who.zone).date()
    while True:
        hours = _hours(day, who.zone, who.country, rules.days, rules.opens, rules.closes)
        if hours is not None and now < hours[1]:
            yield day
        day += _DAY


@lru_cache(maxsize=50_000)
def _hours(
    day: date, zone: str, country: str | None, days: frozenset[int], opens: time, closes: time
) -> tuple[datetime, datetime] | None:
    """The hours of asking (UTC) on a date; None on a day off.

    The weekend of the contact's country is off too (the sender would hold the question over it), unless nothing is left.
    """
    return (instant(day, opens, zone), instant(day, closes, zone)) if _asks(day, country, days) else None


def _asks(day: date, country: str | None, days: frozenset[int]) -> bool:
    there = days - weekend(country) or days
    return day.weekday() in there and day not in public_holidays(country, day.year)
