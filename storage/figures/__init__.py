"""Figures: counts kept by day, and what is read of them. Not: intervals, who may see what."""

from storage.figures.answers import AnswerRow, Low, export, low, of_managers
from storage.figures.counting import answered, asked, changed, reasoned, whose
from storage.figures.people import managers, teams
from storage.figures.pictures import forget, keep, known
from storage.figures.reading import Asked, Tally, next_wave, open_questions, response, tallies, top_reason
from storage.figures.rebuild import rebuild, recount
from storage.figures.work import activity, case_rows, complaint_rows, open_cases, open_complaints

__all__ = [
    "AnswerRow",
    "Asked",
    "Low",
    "Tally",
    "activity",
    "answered",
    "asked",
    "case_rows",
    "changed",
    "complaint_rows",
    "export",
    "forget",
    "keep",
    "known",
    "low",
    "managers",
    "next_wave",
    "of_managers",
    "open_cases",
    "open_complaints",
    "open_questions",
    "reasoned",
    "rebuild",
    "recount",
    "response",
    "tallies",
    "teams",
    "top_reason",
    "whose",
]
