"""When a round is shown and goes out. Not: on which days of the year (programmes), who is asked."""

from datetime import date, datetime, time

from bot.domain import worktime
from bot.domain.surveys import SurveyRules
from bot.domain.worktime import Hours, instant, local


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
