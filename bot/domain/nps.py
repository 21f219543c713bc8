"""NPS: groups of scores, the figure with its interval, the change between two periods. Not: who is counted, wording."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import copysign, floor, sqrt

ENOUGH = 5
"""Answers below which a figure is not shown: "too few to show"."""

_Z95 = 1.96
# Rocks (2016), "Interval Estimation for the Net Promoter Score", The American Statistician 70(4), 365-372:
# the adjusted Wald interval with three answers added, ¾ promoters, 1½ passives, ¾ detractors.
_OUTER, _MIDDLE = 0.75, 1.5
_ADDED = _OUTER + _MIDDLE + _OUTER


class Group(StrEnum):
    """What a score 0-10 means. The bounds are fixed by the method."""

    PROMOTER = "promoter"
    PASSIVE = "passive"
    DETRACTOR = "detractor"

    @classmethod
    def of(cls, score: int) -> "Group":
        """The group of a score; ValueError outside 0-10."""
        if not 0 <= score <= 10:
            raise ValueError(f"a score is 0 to 10, not {score}")
        return cls.PROMOTER if score >= 9 else cls.PASSIVE if score >= 7 else cls.DETRACTOR


@dataclass(frozen=True, slots=True)
class Figure:
    """One NPS: counts, the score and its 95 % interval, all in points from -100 to +100; `error` is the standard error.

    Show nothing but n unless `enough`.
    """

    n: int
    promoters: int
    passives: int
    detractors: int
    nps: float
    low: float
    high: float
    error: float

    @property
    def enough(self) -> bool:
        """Whether there are answers enough to show more than their number."""
        return self.n >= ENOUGH


@dataclass(frozen=True, slots=True)
class Change:
    """Points gained or lost since the period before, and whether that may be chance alone."""

    delta: float
    within_error: bool


def figure(promoters: int, passives: int, detractors: int) -> Figure:
    """The NPS of so many answers of each group, with the adjusted Wald interval (Rocks 2016) cut at ±100."""
    if min(promoters, passives, detractors) < 0:
        raise ValueError("answers are counted from zero")
    n = promoters + passives + detractors
    nps = 100 * (promoters - detractors) / n if n else 0.0
    for_us, against = (promoters + _OUTER) / (n + _ADDED), (detractors + _OUTER) / (n + _ADDED)
    middle = for_us - against
    error = 100 * sqrt((for_us + against - middle**2) / (n + _ADDED))
    low, high = (max(-100.0, min(100.0, 100 * middle + side * _Z95 * error)) for side in (-1, 1))
    return Figure(n, promoters, passives, detractors, nps, low, high, error)


def count(scores: Iterable[int]) -> Figure:
    """The NPS of a list of scores."""
    groups = Counter(Group.of(score) for score in scores)
    return figure(groups[Group.PROMOTER], groups[Group.PASSIVE], groups[Group.DETRACTOR])


def change(now: Figure, before: Figure) -> Change | None:
    """The change since the period before; None when either has too few answers.

    Within error when smaller than 1.96·√(se₁² + se₂²).
    """
    if not (now.enough and before.enough):
        return None
    delta = now.nps - before.nps
    return Change(delta, abs(delta) < _Z95 * sqrt(now.error**2 + before.error**2))


def overlap(one: Figure, other: Figure) -> bool:
    """Whether two intervals share a point: then nobody is ranked above the other."""
    return one.low <= other.high and other.low <= one.high


def points(value: float) -> int:
    """Whole points, halves away from zero, so that picture, caption and file say the same number."""
    return int(copysign(floor(abs(value) + 0.5), value))
