"""Imports: what a table of clients or staff would change in what is stored. Not: reading cells, writing rows."""

from bot.domain.imports.book import Book, Known, Thing, Value
from bot.domain.imports.choices import Choices
from bot.domain.imports.opened import Opened, Reading, readings
from bot.domain.imports.plan import Change, Plan, plan
from bot.domain.imports.report import Counts, Preview, Result, State

__all__ = [
    "Book",
    "Change",
    "Choices",
    "Counts",
    "Known",
    "Opened",
    "Plan",
    "Preview",
    "Reading",
    "Result",
    "State",
    "Thing",
    "Value",
    "plan",
    "readings",
]
