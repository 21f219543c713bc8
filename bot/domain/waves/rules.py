"""Who may be asked, and who is held back until when: one pure function a rule. Not: on which day (placing)."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.ids import ClientId, InvitationId, PersonId
from bot.domain.surveys import SurveyRules
from bot.domain.worktime import instant, local

RECHECK = timedelta(days=1)
"""How often somebody held without a date is looked at again."""


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
class Waiting:
    """The question of a round that a contact waits for: until `due`, by a rule (`why`) or for its `day` (theirs) among
    those of `manager_id`. `rounds`: how many rounds passed it by."""

    id: InvitationId
    programme: str
    due: datetime
    why: str | None = None
    manager_id: PersonId | None = None
    day: date | None = None
    rounds: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything that decides whether a contact is asked. Times are UTC, `zone` is the contact's.

    invited: when the client was first told of an exhibition. again: from when the question after a case waits.
    """

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
    waits: Waiting | None = None
    again: datetime | None = None


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
    """Not while a complaint of the client is open, nor soon after."""
    if who.complaint_open:
        return Hold(Why.COMPLAINT)
    return _since(who, who.complaint_closed, rules.after_trouble_days, Why.AFTER_COMPLAINT, now)


def no_case(who: Standing, rules: SurveyRules, now: datetime) -> Hold | None:
    """Not while a case of the client is open, nor soon after."""
    if who.case_open:
        return Hold(Why.CASE)
    return _since(who, who.case_closed, rules.after_trouble_days, Why.AFTER_CASE, now)


def not_the_same_again(who: Standing, rules: SurveyRules, now: datetime) -> Hold | None:
    """Not soon after the same programme asked."""
    return _since(who, who.asked_same, rules.same_days, Why.ASKED_SAME, now)


def not_too_often(who: Standing, rules: SurveyRules, now: datetime) -> Hold | None:
    """Not soon after any question, nor after an answer: a late one, or one nobody asked for."""
    last = max((at for at in (who.asked_any, who.answered) if at is not None), default=None)
    return _since(who, last, rules.any_days, Why.ASKED_ANY, now)


def not_after_invitation(who: Standing, rules: SurveyRules, now: datetime) -> Hold | None:
    """Not soon after the client was told of an exhibition."""
    return _since(who, who.invited, rules.after_invite_days, Why.INVITED, now)


def _since(who: Standing, at: datetime | None, days: int, why: Why, now: datetime) -> Hold | None:
    """Held until the same clock time so many days later, where the contact is: a change of the clocks moves no hour."""
    if at is None or now - at > timedelta(days=days + 1):
        return None
    then = local(at, who.zone)
    until = instant(then.date() + timedelta(days=days), then.time(), who.zone)
    return Hold(why, until) if now < until else None


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
    """A preview: who is asked, and how many are not, by reason. They add up to everybody in reach.

    until: by when the last of those deferred by a reason may be asked, where that is known for all of them.
    """

    asked: int
    deferred: Mapping[Why, int]
    out: Mapping[Why, int]
    until: Mapping[Why, datetime]

    @property
    def total(self) -> int:
        """Everybody in reach."""
        return self.asked + sum(self.deferred.values()) + sum(self.out.values())


def count(verdicts: Iterable[Hold | None]) -> Counts:
    """The preview that these verdicts of `held` make."""
    asked, deferred, out, until = 0, Counter[Why](), Counter[Why](), dict[Why, datetime]()
    for found in verdicts:
        if found is None:
            asked += 1
            continue
        (out if found.why in OUT else deferred)[found.why] += 1
        if found.until is not None:
            until[found.why] = max(until.get(found.why, found.until), found.until)
    return Counts(asked, deferred, out, until)
