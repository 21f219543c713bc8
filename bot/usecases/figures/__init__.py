"""Figures for managers, leads and the head. Not: counting answers as they come (storage), wording, drawing."""

from bot.usecases.figures.figures import Figures, Lists
from bot.usecases.figures.pictures import Pictures
from bot.usecases.figures.views import (
    ActivityView,
    CasesView,
    ComplaintsView,
    Export,
    Heading,
    LowPage,
    NpsView,
    Part,
    Point,
    Shown,
)
from storage.figures import AnswerRow

__all__ = [
    "ActivityView",
    "AnswerRow",
    "CasesView",
    "ComplaintsView",
    "Export",
    "Figures",
    "Heading",
    "Lists",
    "LowPage",
    "NpsView",
    "Part",
    "Pictures",
    "Point",
    "Shown",
]
