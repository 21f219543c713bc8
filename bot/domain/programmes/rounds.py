"""The rounds of a year: on which days each programme goes out, and which of two that meet. Not: hours, who is asked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.domain.programmes.forms import ANNUAL, CODES, MONTHLY, QUARTERLY, Programme, larger
from bot.domain.worktime import Hours, next_workday, workday_on_or_after

LATE = {MONTHLY: timedelta(days=14), QUARTERLY: timedelta(days=30), ANNUAL: timedelta(days=60)}
"""A round that was slept through for longer is left out: the next one comes soon enough."""
EARLY = {MONTHLY: timedelta(days=21), QUARTERLY: timedelta(days=45), ANNUAL: timedelta(days=180)}
"""The same survey sent by hand less long before a round stands for it: about half of its period, and never so short
that those it asked could only be put off by the round."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Round:
    """One round: its natural key, and the first and last of its days. `behind`: the larger programme it gives way to, or
    its own, when that was sent by hand instead."""

    programme: str
    key: str
    day: date
    last: date
    behind: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What became of a round by its key: the first day for which it is planned or on which it went `out`; None: cancelled.
    `by_hand`: it is none of the year's, but sent to everybody by hand."""

    programme: str
    day: date | None
    out: bool = False
    by_hand: bool = False


Facts = Mapping[str, Known]
_NOTHING: Facts = {}


def window(hours: Hours, day: date, days: int) -> tuple[date, ...]:
    """So many working days from a date on, which itself counts if it is one."""
    found = [workday_on_or_after(hours, day)]
    while len(found) < days:
        found.append(next_workday(hours, found[-1]))
    return tuple(found)


def near(one: Round, other: Round, apart: int) -> bool:
    """Whether a question of one would hold back a question of the other (less than `apart` days between them)."""
    return (other.day - one.last).days < apart and (one.day - other.last).days < apart


def stands_for(programme: str, sent: date, day: date) -> bool:
    """Whether a survey sent by hand on a date counts as its own round of `day`."""
    return timedelta(0) <= day - sent < EARLY[programme]


def rounds(
    hours: Hours,
    programmes: Iterable[Programme],
    apart: int,
    first: date,
    last: date,
    known: Facts = _NOTHING,
) -> list[Round]:
    """Every round of the programmes that are on whose first day lies in first … last, by day.

    Of two within `apart` days (no second question of any survey) only the larger goes out; a round that gives way
    itself takes no other's place, nor does one for which the same survey sent by hand stands. What is `known` stands
    where it is planned or went out, whatever the day is now; what went out gives way to nothing, also when its
    programme is off since.
    """
    sent: list[Round] = []
    found: list[Round] = []
    for programme in sorted(programmes, key=_size, reverse=True):
        there = list(_there(hours, programme, first.year - 1, last.year + 1, known))
        hand = [fact.day for fact in known.values() if fact.by_hand and fact.programme == programme.code]
        there = [one if _is_out(one, known) else _behind(one, sent, hand, apart) for one in there]
        sent += [one for one in there if one.behind is None]
        found += there
    return sorted((one for one in found if first <= one.day <= last), key=lambda one: (one.day, one.key))


def next_round(
    hours: Hours, programmes: Iterable[Programme], apart: int, after: date, known: Facts = _NOTHING
) -> Round | None:
    """The first round on or after a date that goes out and is not known yet; None when none does within two years."""
    return next(iter(coming(hours, programmes, apart, after, known)), None)


def coming(
    hours: Hours, programmes: Iterable[Programme], apart: int, after: date, known: Facts = _NOTHING
) -> list[Round]:
    """The rounds of two years from a date on that go out and are not known yet, by day."""
    every = rounds(hours, programmes, apart, after, after + timedelta(days=731), known)
    return [one for one in every if one.behind is None and one.key not in known]


def _size(programme: Programme) -> int:
    return CODES.index(programme.code)


def _behind(one: Round, sent: Sequence[Round], hand: Sequence[date | None], apart: int) -> Round:
    above = next((o for o in sent if larger(o.programme, one.programme) and near(one, o, apart)), None)
    if above is not None:
        return replace(one, behind=above.programme)
    served = any(day is not None and stands_for(one.programme, day, one.day) for day in hand)
    return replace(one, behind=one.programme) if served else one


def _is_out(one: Round, known: Facts) -> bool:
    return one.key in known and known[one.key].out


def _there(hours: Hours, programme: Programme, first: int, last: int, known: Facts) -> Iterator[Round]:
    """The rounds of one programme: those of these years that are not known, and all known ones that are not cancelled."""
    if programme.on:
        for year in range(first, last + 1):
            for key, begin in _begins(hours, programme, year):
                if f"{programme.code}:{key}" not in known:
                    yield round_on(hours, programme, f"{programme.code}:{key}", begin)
    for key, fact in known.items():
        if fact.programme == programme.code and fact.day is not None and (programme.on or fact.out):
            yield round_on(hours, programme, key, fact.day)


def round_on(hours: Hours, programme: Programme, key: str, day: date) -> Round:
    """A round that begins on a date, or the first working day after it."""
    days = window(hours, day, programme.days)
    return Round(programme.code, key, days[0], days[-1])


def _begins(hours: Hours, programme: Programme, year: int) -> Iterator[tuple[str, date]]:
    if programme.code == MONTHLY:
        for month in range(1, 13):
            yield f"{year}-{month:02}", date(year, month, programme.day)
    elif programme.code == QUARTERLY:
        for quarter in range(4):
            eve = date(year, 3 * quarter + 1, 1) - _DAY
            yield f"{year}-{quarter + 1}", next_workday(hours, eve, programme.day)
    elif programme.code == ANNUAL:
        yield f"{year}", next_workday(hours, date(year, programme.month, 1) - _DAY, programme.day)
