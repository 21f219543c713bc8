"""Figures: which question is asked, how it is typed, which days it means, and the sums over cases, complaints, calls."""

from bot.domain.figures.asking import (
    EVERYBODY,
    PERIODS,
    Ask,
    Option,
    Typed,
    View,
    Whose,
    find,
    of_manager,
    of_team,
    read,
)
from bot.domain.figures.days import Window, before, current, trend
from bot.domain.figures.work import (
    Activity,
    CaseRow,
    Cases,
    ComplaintRow,
    Complaints,
    Counts,
    Kept,
    cases,
    complaints,
)

__all__ = [
    "EVERYBODY",
    "PERIODS",
    "Activity",
    "Ask",
    "CaseRow",
    "Cases",
    "ComplaintRow",
    "Complaints",
    "Counts",
    "Kept",
    "Option",
    "Typed",
    "View",
    "Whose",
    "Window",
    "before",
    "cases",
    "complaints",
    "current",
    "find",
    "of_manager",
    "of_team",
    "read",
    "trend",
]
