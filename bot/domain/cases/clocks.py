"""The two clocks of a case: how long they run, when their marks are reached, how they are carried over. Not: who is told."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain import worktime
from bot.domain.cases.case import Case, CaseRules, Clock
from bot.domain.duty import Span, Turns

MARKS = (75, 100, 150)
"""Percent of the working time at which somebody is told: the owner, the lead, the head."""


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Both clocks of a case that starts (again)."""

    contact: Span
    close: Span


def deadlines(turns: Turns, start: datetime, rules: CaseRules, *, key: bool) -> Deadlines:
    """Both clocks of a case that starts (again) now. Key clients wait a part of the working time only.

    How much working time that is, is said by the hours that count at the start.
    """
    hours = turns.at(start)
    contact = worktime.add_workdays(hours, start, rules.contact_days)
    close = worktime.add_workdays(hours, contact, rules.close_days)
    if key:
        # Of the whole way: a half of one and of two days is a half of three.
        close = worktime.fraction(hours, start, close, rules.key_factor)
        contact = worktime.fraction(hours, start, contact, rules.key_factor)
    first = Turns.always(hours)
    return Deadlines(*(Span(start, due).carried(first, turns, start) for due in (contact, close)))


def sooner(turns: Turns, now: datetime, rules: CaseRules) -> Span:
    """The first contact of somebody who wants to be called sooner."""
    return Span(now, turns.plus(now, timedelta(hours=rules.sooner_hours)))


def started(case: Case, turns: Turns, now: datetime, rules: CaseRules) -> Case:
    """Both clocks from the beginning."""
    due = deadlines(turns, now, rules, key=case.key)
    case = replace(case, contacted_at=None, waits_from=now, contact_after=now, turns=turns.text())
    for clock, span in ((Clock.CONTACT, due.contact), (Clock.CLOSE, due.close)):
        case = case.clocked(clock, span).marked(clock, 0)
    return case


def hurried(case: Case, turns: Turns, now: datetime, rules: CaseRules) -> Case:
    """The first contact within the hours of "call me sooner"; a nearer one that is still to come stays."""
    span = sooner(turns, now, rules)
    if case.contacted_at is None and now < case.contact_due <= span.due:
        return case
    return replace(case.clocked(Clock.CONTACT, span), contact_mark=0, contacted_at=None, contact_after=now)


def carried(case: Case, old: Turns, new: Turns, now: datetime) -> Case:
    """The case when from now on other hours count."""
    if old.same(new, now):
        return case
    for clock in Clock:
        case = case.clocked(clock, case.span(clock).carried(old, new, now))
    return replace(case, turns=new.text())


@dataclass(frozen=True, slots=True)
class Rung:
    """What a clock says now: marks to be told (a warning that comes after the deadline is not)."""

    tell: tuple[int, ...]
    reached: int


def ring(turns: Turns, case: Case, clock: Clock, now: datetime) -> Rung:
    """Read a clock; each mark is told once."""
    span, told = case.span(clock), case.mark(clock)
    reached = max([told, *(mark for mark in MARKS if span.reaches(turns, mark) <= now)])
    tell = tuple(m for m in MARKS if told < m <= reached and not (m < 100 <= reached))
    return Rung(tell, reached)


def next_mark(turns: Turns, case: Case, clock: Clock) -> datetime | None:
    """The first mark nobody was told of yet. It may be past: then its alarm still has to ring."""
    span, told = case.span(clock), case.mark(clock)
    return next((span.reaches(turns, mark) for mark in MARKS if mark > told), None)
