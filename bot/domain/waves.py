"""Waves: who may be asked, who is held back until when, and the day that suits everybody. Not: answers."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from bot.domain import worktime
from bot.domain.ids import NOBODY, ClientId, PersonId, TeamId, WaveId
from bot.domain.programmes import MONTHLY
from bot.domain.quiet import hold
from bot.domain.surveys import SurveyRules
from bot.domain.worktime import Hours, instant, local

RECHECK = timedelta(days=1)
"""How often somebody held without a date is looked at again."""
FRESH = timedelta(hours=1)
"""So long the counts of a preview made by hand may be acted upon."""


class Reach(StrEnum):
    """Whose contacts a wave asks: one team's, those of clients without a team, everybody."""

    TEAM = "team"
    REST = "rest"
    ALL = "all"


class WaveState(StrEnum):
    """draft: a preview by hand; planned: goes out by itself at its time."""

    DRAFT = "draft"
    PLANNED = "planned"
    SENT = "sent"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Wave:
    """One round of a programme; `at` is when it goes (or went) out, UTC."""

    id: WaveId
    programme: str
    reach: Reach
    team_id: TeamId | None
    state: WaveState
    at: datetime
    created_at: datetime
    settled_by: PersonId | None
    settled_at: datetime | None
    version: int


class Why(StrEnum):
    """Why somebody is not asked now. The first four have no date: they last until the person or we change it."""

    NOT_CONNECTED = "not-connected"
    UNREACHABLE = "unreachable"
    STOPPED = "stopped"
    REFUSED = "refused"
    COMPLAINT = "complaint"
    AFTER_COMPLAINT = "after-complaint"
    CASE = "case"
    AFTER_CASE = "after-case"
    ASKED_SAME = "asked-same"
    ASKED_ANY = "asked-any"
    INVITED = "invited"


OUT = frozenset({Why.NOT_CONNECTED, Why.UNREACHABLE, Why.STOPPED, Why.REFUSED})
"""Not deferred: not asked at all."""


@dataclass(frozen=True, slots=True)
class Hold:
    """What holds somebody back, until when (UTC); None: nobody knows yet."""

    why: Why
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything that decides whether a contact is asked. Times are UTC, `zone` is the contact's."""

    person_id: PersonId
    name: str
    client_id: ClientId
    client: str
    manager_id: PersonId | None
    key: bool
    zone: str
    country: str | None
    connected: bool = True
    reachable: bool = True
    stopped: bool = False
    consents: bool = True
    asked_same: datetime | None = None
    asked_any: datetime | None = None
    answered: datetime | None = None
    complaint_open: bool = False
    complaint_closed: datetime | None = None
    case_open: bool = False
    case_closed: datetime | None = None
    invited: datetime | None = None
    waits: datetime | None = None  # a question waits for them until then


Rule = Callable[[Standing, SurveyRules, datetime], Hold | None]


def connected(who: Standing, _rules: SurveyRules, _now: datetime) -> Hold | None:
    """Only who sits in the chat, and can be reached there."""
    if not who.connected:
        return Hold(Why.NOT_CONNECTED)
    return None if who.reachable else Hold(Why.UNREACHABLE)


def willing(who: Standing, _rules: SurveyRules, _now: datetime) -> Hold | None:
    """Only who did not stop everything, nor surveys."""
    if who.stopped:
        return Hold(Why.STOPPED)
    return None if who.consents else Hold(Why.REFUSED)


def no_complaint(who: Standing, rules: SurveyRules, now: datetime) -> Hold | None:
    """Not while a complaint is open, nor soon after."""
    if who.complaint_open:
        return Hold(Why.COMPLAINT)
    return _since(who.complaint_closed, rules.after_trouble_days, Why.AFTER_COMPLAINT, now)


def no_case(who: Standing, rules: SurveyRules, now: datetime) -> Hold | None:
    """Not while a case is open, nor soon after."""
    if who.case_open:
        return Hold(Why.CASE)
    return _since(who.case_closed, rules.after_trouble_days, Why.AFTER_CASE, now)


def not_the_same_again(who: Standing, rules: SurveyRules, now: datetime) -> Hold | None:
    """Not soon after the same programme asked."""
    return _since(who.asked_same, rules.same_days, Why.ASKED_SAME, now)


def not_too_often(who: Standing, rules: SurveyRules, now: datetime) -> Hold | None:
    """Not soon after any question, nor after an answer: a late one, or one nobody asked for."""
    last = max((at for at in (who.asked_any, who.answered) if at is not None), default=None)
    return _since(last, rules.any_days, Why.ASKED_ANY, now)


def not_after_invitation(who: Standing, rules: SurveyRules, now: datetime) -> Hold | None:
    """Not soon after an invitation to an exhibition."""
    return _since(who.invited, rules.after_invite_days, Why.INVITED, now)


def _since(at: datetime | None, days: int, why: Why, now: datetime) -> Hold | None:
    until = None if at is None else at + timedelta(days=days)
    return Hold(why, until) if until is not None and now < until else None


RULES: tuple[Rule, ...] = (
    connected,
    willing,
    no_complaint,
    no_case,
    not_the_same_again,
    not_too_often,
    not_after_invitation,
)


def holds(who: Standing, rules: SurveyRules, now: datetime) -> list[Hold]:
    """Everything that holds this contact back now, in the order of RULES."""
    return [found for rule in RULES if (found := rule(who, rules, now)) is not None]


def held(who: Standing, rules: SurveyRules, now: datetime) -> Hold | None:
    """What counts: that they are not asked at all, else what has no date, else the latest date. None: ask."""
    found = holds(who, rules, now)
    if not found:
        return None
    out = next((h for h in found if h.why in OUT), None)
    undated = next((h for h in found if h.until is None), None)
    return out or undated or max(found, key=lambda h: h.until or now)


@dataclass(frozen=True, slots=True)
class Counts:
    """A preview: who is asked, and how many are not, by reason. They add up to everybody in reach."""

    asked: int
    deferred: Mapping[Why, int]
    out: Mapping[Why, int]

    @property
    def total(self) -> int:
        """Everybody in reach."""
        return self.asked + sum(self.deferred.values()) + sum(self.out.values())


def count(everybody: Iterable[Standing], rules: SurveyRules, now: datetime) -> Counts:
    """The preview of a wave that went out now."""
    asked, deferred, out = 0, Counter[Why](), Counter[Why]()
    for who in everybody:
        found = held(who, rules, now)
        if found is None:
            asked += 1
        else:
            (out if found.why in OUT else deferred)[found.why] += 1
    return Counts(asked, deferred, out)


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
