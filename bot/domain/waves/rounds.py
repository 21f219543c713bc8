"""When rounds are shown and go out. Not: who is asked."""

from dataclasses import dataclass
from datetime import date, datetime, time

from bot.domain import worktime
from bot.domain.programmes import MONTHLY
from bot.domain.surveys import SurveyRules
from bot.domain.worktime import Hours, instant, local


@dataclass(frozen=True, slots=True)
class Round:
    """One round of the monthly programme: its natural key, when leads see it and when it goes out (UTC)."""

    key: str
    preview_at: datetime
    release_at: datetime


def monthly(hours: Hours, rules: SurveyRules, year: int, month: int) -> Round:
    """The round of a month: on its day, or the next working day; seen on the working day before."""
    day = worktime.workday_on_or_after(hours, date(year, month, rules.monthly_day))
    return Round(f"{MONTHLY}:{year}-{month:02}", preview_for(hours, rules, day), _morning(hours, day))


def next_monthly(hours: Hours, rules: SurveyRules, now: datetime) -> Round:
    """The first round whose release is still to come."""
    today = local(now, hours.zone).date()
    year, month = today.year, today.month
    while True:
        found = monthly(hours, rules, year, month)
        if found.release_at > now:
            return found
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def preview_for(hours: Hours, rules: SurveyRules, day: date) -> datetime:
    """When leads see what goes out on a date."""
    return instant(worktime.previous_workday(hours, day), rules.preview_at, hours.zone)


def release_after(hours: Hours, planned: datetime, seen: datetime) -> datetime:
    """When a wave goes out that leads saw at `seen`: as planned, and never before the next working day."""
    return max(planned, _morning(hours, worktime.next_workday(hours, local(seen, hours.zone).date())))


def postponed(hours: Hours, at: datetime, now: datetime, workdays: int) -> datetime:
    """The release so many working days later than planned (or than today, when that is later)."""
    return _morning(hours, worktime.next_workday(hours, local(max(at, now), hours.zone).date(), workdays))


def _morning(hours: Hours, day: date) -> datetime:
    # From the first minute of the day: the hours of asking are each contact's own, and some open before the office.
    return instant(day, time(0), hours.zone)
