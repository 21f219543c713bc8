"""Sums over cases, complaints and calls of a period: how many, how fast, how many in time. Not: which rows."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

_TOP = 3

Counts = tuple[tuple[str, int], ...]
"""Ids of a list and how often each, the most frequent first."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Deadlines that were kept, of those that are over (met, or passed by)."""

    kept: int
    of: int

    @property
    def share(self) -> float | None:
        """From 0 to 1; None where nothing was due."""
        return self.kept / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case opened in the period; times are UTC."""

    opened_at: datetime
    contacted_at: datetime | None
    contact_due: datetime
    closed_at: datetime | None
    close_due: datetime
    done_at: datetime | None
    outcome: str | None
    reopened: int


@dataclass(frozen=True, slots=True)
class Cases:
    """Cases opened in a period; `open` and `overdue` are all that stand now, `causes` those of the cases finished in the
    period. Medians are real time."""

    opened: int
    open: int
    overdue: int
    contact: Kept
    close: Kept
    to_contact: timedelta | None
    to_close: timedelta | None
    settled: int
    unconfirmed: int
    reopened: int
    causes: Counts


def cases(rows: Sequence[CaseRow], open_: int, overdue: int, now: datetime, finished: Counts = ()) -> Cases:
    """The figures of cases; `finished`: causes of those that were finished in the period."""
    reached = [(row.contacted_at or row.done_at or row.closed_at, row) for row in rows]
    ended = [(row.done_at or row.closed_at, row) for row in rows]
    return Cases(
        opened=len(rows),
        open=open_,
        overdue=overdue,
        contact=_kept([(at, row.contact_due) for at, row in reached], now),
        close=_kept([(at, row.close_due) for at, row in ended], now),
        to_contact=_median(at - row.opened_at for at, row in reached if at is not None),
        to_close=_median(row.closed_at - row.opened_at for row in rows if row.closed_at is not None),
        settled=sum(row.outcome == "settled" for row in rows),
        unconfirmed=sum(row.outcome == "unconfirmed" for row in rows),
        reopened=sum(row.reopened > 0 for row in rows),
        causes=finished[:_TOP],
    )


@dataclass(frozen=True, slots=True)
class ComplaintRow:
    """A complaint filed in the period; times are UTC."""

    filed_at: datetime
    answered_at: datetime | None
    answer_by: datetime | None
    solved_at: datetime | None
    solve_by: datetime | None
    closed_how: str | None
    reopened: int
    handling: int | None
    category: str | None


@dataclass(frozen=True, slots=True)
class Complaints:
    """Complaints filed in a period; `open` and `overdue` are all that stand now. `handling` is the mean of 1-5."""

    filed: int
    open: int
    overdue: int
    answer: Kept
    solve: Kept
    to_answer: timedelta | None
    to_solve: timedelta | None
    confirmed: int
    unconfirmed: int
    reopened: int
    handling: float | None
    categories: Counts


def complaints(rows: Sequence[ComplaintRow], open_: int, overdue: int, now: datetime) -> Complaints:
    """The figures of complaints."""
    marks = [row.handling for row in rows if row.handling is not None]
    return Complaints(
        filed=len(rows),
        open=open_,
        overdue=overdue,
        answer=_kept([(row.answered_at, row.answer_by) for row in rows], now),
        solve=_kept([(row.solved_at, row.solve_by) for row in rows], now),
        to_answer=_median(row.answered_at - row.filed_at for row in rows if row.answered_at is not None),
        to_solve=_median(row.solved_at - row.filed_at for row in rows if row.solved_at is not None),
        confirmed=sum(row.closed_how == "confirmed" for row in rows),
        unconfirmed=sum(row.closed_how == "unconfirmed" for row in rows),
        reopened=sum(row.reopened > 0 for row in rows),
        handling=sum(marks) / len(marks) if marks else None,
        categories=_top(row.category for row in rows),
    )


@dataclass(frozen=True, slots=True)
class Activity:
    """Calls that were due in a period, and touches made in it, by kind."""

    days: int
    in_time: int
    late: int
    waiting: int
    dropped: int
    touches: Counts
    recommendations: int = 0

    @property
    def due(self) -> int:
        """All calls that were due."""
        return self.in_time + self.late + self.waiting + self.dropped

    @property
    def touched(self) -> int:
        """All touches."""
        return sum(n for _, n in self.touches)

    @property
    def weekly(self) -> float:
        """Touches per week."""
        return self.touched * 7 / self.days


def _kept(pairs: Iterable[tuple[datetime | None, datetime | None]], now: datetime) -> Kept:
    """Pairs of when it was done and by when it had to be."""
    over = [(at, due) for at, due in pairs if due is not None and (at is not None or due < now)]
    return Kept(sum(at is not None and at <= due for at, due in over), len(over))


def _median(spans: Iterable[timedelta]) -> timedelta | None:
    found = [span.total_seconds() for span in spans]
    return timedelta(seconds=median(found)) if found else None


def _top(names: Iterable[str | None]) -> Counts:
    counted = Counter(name for name in names if name is not None)
    return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:_TOP])
