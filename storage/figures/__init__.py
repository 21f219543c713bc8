"""Figures: counts kept by day, and what is read of them. Not: intervals, who may see what."""

from storage.figures.answers import AnswerRow, Low, export, low, noted
from storage.figures.counting import answered, asked, newest, recount, settle
from storage.figures.means import Total, further_scores
from storage.figures.pending import Pending
from storage.figures.people import managers, programmes, segments, spellings, teams
from storage.figures.pictures import forget, keep, known
from storage.figures.reading import Asked, Tally, next_wave, open_questions, response, tallies, top_reason
from storage.figures.rebuild import rebuild
from storage.figures.waves import Round, rounds
from storage.figures.work import (
    activity,
    case_rows,
    causes,
    complaint_rows,
    open_cases,
    open_complaints,
    recommendations,
    recovery,
)

__all__ = [
    "AnswerRow",
    "Asked",
    "Low",
    "Pending",
    "Round",
    "Tally",
    "Total",
    "activity",
    "answered",
    "asked",
    "case_rows",
    "causes",
    "complaint_rows",
    "export",
    "forget",
    "further_scores",
    "keep",
    "known",
    "low",
    "managers",
    "newest",
    "next_wave",
    "noted",
    "open_cases",
    "open_complaints",
    "open_questions",
    "programmes",
    "rebuild",
    "recommendations",
    "recount",
    "recovery",
    "response",
    "rounds",
    "segments",
    "settle",
    "spellings",
    "tallies",
    "teams",
    "top_reason",
]
