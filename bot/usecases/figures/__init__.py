"""Figures for managers, leads and the head. Not: counting answers as they come (storage), wording, drawing."""

from bot.usecases.figures.figures import Figures
from bot.usecases.figures.pictures import Pictures
from bot.usecases.figures.reading import Lists
from bot.usecases.figures.views import (
    ActivityView,
    CasesView,
    Choosing,
    ComplaintsView,
    Export,
    Heading,
    LowPage,
    Mean,
    NpsView,
    Part,
    Point,
    QuestionsView,
    Shown,
    WavesView,
)
from storage.figures import AnswerRow, Round

__all__ = [
    "ActivityView",
    "AnswerRow",
    "CasesView",
    "Choosing",
    "ComplaintsView",
    "Export",
    "Figures",
    "Heading",
    "Lists",
    "LowPage",
    "Mean",
    "NpsView",
    "Part",
    "Pictures",
    "Point",
    "QuestionsView",
    "Round",
    "Shown",
    "WavesView",
]
