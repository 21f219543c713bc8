"""Figures: which question is asked, how it is typed, which days it means, and the sums over cases, complaints, calls."""

from bot.domain.figures.asking import CUTS, EVERYBODY, PERIODS, Ask, Option, View, Whose, of_manager, of_team
from bot.domain.figures.cut import TIERS, WHOLE, Cut, is_mark, mark
from bot.domain.figures.days import Window, before, current, trend
from bot.domain.figures.typed import Name, Typed, find, name, person, read
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
    "CUTS",
    "EVERYBODY",
    "PERIODS",
    "TIERS",
    "WHOLE",
    "Activity",
    "Ask",
    "CaseRow",
    "Cases",
    "ComplaintRow",
    "Complaints",
    "Counts",
    "Cut",
    "Kept",
    "Name",
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
    "is_mark",
    "mark",
    "name",
    "of_manager",
    "of_team",
    "person",
    "read",
    "trend",
]
