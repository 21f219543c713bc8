"""Whose working hours count when: an owner's own, and those of who stands in. Not: who stands in (absences)."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain import worktime
from bot.domain.time import from_us, to_us
from bot.domain.worktime import Hours

_NONE = timedelta(0)


@dataclass(frozen=True, slots=True)
class Turns:
    """Hours one after the other: each counts from its instant on (UTC), the first one before that too."""

    parts: tuple[tuple[datetime, Hours], ...]

    @classmethod
    def always(cls, hours: Hours) -> "Turns":
        """Nobody ever stands in."""
        return cls(((from_us(0), hours),))

    @classmethod
    def of(cls, parts: Iterable[tuple[datetime, Hours]]) -> "Turns":
        """From parts in order; one that changes nothing is left out."""
        kept: list[tuple[datetime, Hours]] = []
        for at, hours in parts:
            if not kept or kept[-1][1] != hours:
                kept.append((at, hours))
        return cls(tuple(kept))

    @classmethod
    def read(cls, text: str, hours: Callable[[str], Hours]) -> "Turns":
        """What `text` wrote. `hours`: the working time in a zone."""
        return cls(tuple((from_us(at), hours(zone)) for at, zone in json.loads(text)))

    def text(self) -> str:
        """Instants and zones, to be kept in a row."""
        return json.dumps([[to_us(at), hours.zone] for at, hours in self.parts])

    def at(self, now: datetime) -> Hours:
        """The hours that count at an instant."""
        return [hours for n, (at, hours) in enumerate(self.parts) if n == 0 or at <= now][-1]

    def _pieces(self) -> Iterator[tuple[datetime | None, datetime | None, Hours]]:
        for n, (at, hours) in enumerate(self.parts):
            after = self.parts[n + 1][0] if n + 1 < len(self.parts) else None
            yield at if n else None, after, hours

    def same(self, other: "Turns", start: datetime, end: datetime | None = None) -> bool:
        """Whether both say the same of every instant in [start, end); without an end, for ever."""
        return self._cut(start, end) == other._cut(start, end)

    def _cut(self, start: datetime, end: datetime | None) -> "Turns":
        later = [part for part in self.parts[1:] if part[0] > start and (end is None or part[0] < end)]
        return Turns.of([(start, self.at(start)), *later])

    def between(self, a: datetime, b: datetime) -> timedelta:
        """Working time from a to b; zero when b is not after a."""
        total = _NONE
        for begins, ends, hours in self._pieces():
            start = a if begins is None else max(a, begins)
            end = b if ends is None else min(b, ends)
            if start < end:
                total += worktime.working_between(hours, start, end)
        return total

    def plus(self, start: datetime, span: timedelta) -> datetime:
        """When so much working time has passed: at the latest the closing of the day that completes it."""
        if not span:
            return self.opening(start)
        for begins, ends, hours in self._pieces():
            if ends is not None and ends <= start:
                continue
            start = start if begins is None else max(start, begins)
            there = None if ends is None else worktime.working_between(hours, start, ends)
            if there is None or span <= there:
                return worktime.add_working_time(hours, start, span)
            span -= there
        raise AssertionError("the last part never ends")

    def minus(self, end: datetime, span: timedelta) -> datetime:
        """The first instant from which only so much working time is left until `end`."""
        for begins, _, hours in reversed(tuple(self._pieces())):
            if begins is not None and begins >= end:
                continue
            there = None if begins is None else worktime.working_between(hours, begins, end)
            if there is None or span < there:
                return worktime.take_working_time(hours, end, span)
            span, end = span - there, begins or end
        raise AssertionError("the first part has no beginning")

    def opening(self, at: datetime) -> datetime:
        """The instant itself when inside working hours, else the next opening."""
        for begins, ends, hours in self._pieces():
            if ends is not None and ends <= at:
                continue
            found = worktime.next_opening(hours, at if begins is None else max(at, begins))
            if ends is None or found < ends:
                return found
        raise AssertionError("the last part never ends")

    def opens(self, at: datetime) -> bool:
        """Whether a working day begins at this very instant."""
        hours = self.at(at)
        return self.opening(at) == at and worktime.local(at, hours.zone).time() == hours.opens


@dataclass(frozen=True, slots=True)
class Span:
    """A clock: the working time between `start` and `due` (UTC) is all of it."""

    start: datetime
    due: datetime

    def reaches(self, turns: Turns, percent: int) -> datetime:
        """When so many percent of it have passed; 100 is the deadline itself, more goes on from there."""
        whole = turns.between(self.start, self.due)
        if percent < 100:
            return min(turns.minus(self.due, whole * (100 - percent) / 100), self.due)
        return self.due if percent == 100 else turns.plus(self.due, whole * (percent - 100) / 100)

    def carried(self, old: Turns, new: Turns, now: datetime) -> "Span":
        """The clock when from now on other hours count: what is left of its working time stays left.

        A deadline that has passed stays where it is; one at an opening comes to an opening. The start moves along,
        so that the working time between the two stays the same.
        """
        if old.same(new, now):
            return self
        due = self.due if self.due <= now or old.same(new, now, self.due) else self._due(old, new, now)
        return Span(new.minus(due, old.between(self.start, self.due)), due)

    def _due(self, old: Turns, new: Turns, now: datetime) -> datetime:
        left = old.between(now, self.due)
        at = new.plus(now, left)
        return new.opening(at) if old.opens(self.due) or not left else at
