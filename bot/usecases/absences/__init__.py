"""Absences: who is away, who stands in, what is told to whom. Not: what a deputy may see (scope), wording."""

from bot.usecases.absences.absences import Absences
from bot.usecases.absences.views import FORM_STEP, Choice, Entered, Form, Line, Listed, Told

__all__ = ["FORM_STEP", "Absences", "Choice", "Entered", "Form", "Line", "Listed", "Told"]
