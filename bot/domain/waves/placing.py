"""On which day and at what hour a question goes out: order, hours of asking, places by manager. Not: who is asked (rules)."""

from datetime import UTC, date, datetime, time, timedelta

from bot.domain.ids import NOBODY, PersonId
from bot.domain.quiet import hold
from bot.domain.surveys import SurveyRules
from bot.domain.waves.rules import Standing
from bot.domain.worktime import instant, local


def order(who: Standing) -> tuple[bool, datetime, int]:
    """Sort key: key clients first, then the longest unasked."""
    return not who.key, who.asked_any or datetime.min.replace(tzinfo=UTC), who.person_id


Load = dict[tuple[PersonId, date], int]
"""How many questions a manager's contacts get on a date (theirs). Clients without manager share NOBODY."""


def slot(who: Standing, rules: SurveyRules, now: datetime, load: Load) -> tuple[datetime, date]:
    """The first instant (UTC) from `now` on in the hours of asking, on a date with room; the place is taken in `load`."""
    at, manager = now, who.manager_id or NOBODY
    while True:
        at = hold(at, who.zone, who.country, rules.days, start=rules.closes, end=rules.opens)
        day = local(at, who.zone).date()
        taken = load.get((manager, day), 0)
        if taken < rules.daily:
            load[manager, day] = taken + 1
            return at, day
        at = instant(day + timedelta(days=1), time(0), who.zone)
