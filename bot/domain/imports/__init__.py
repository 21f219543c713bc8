"""Imports: what a table of clients or staff would change in what is stored. Not: reading cells, writing rows."""

from bot.domain.imports.book import Book, Change, Known, Thing, Value
from bot.domain.imports.choices import Choices
from bot.domain.imports.opened import Opened, Reading, readings
from bot.domain.imports.plan import Needs, Planning, Portion
from bot.domain.imports.report import Counts, Faulty, Preview, Progress, Result, State, Summary

__all__ = [
    "Book",
    "Change",
    "Choices",
    "Counts",
    "Faulty",
    "Known",
    "Needs",
    "Opened",
    "Planning",
    "Portion",
    "Preview",
    "Progress",
    "Reading",
    "Result",
    "State",
    "Summary",
    "Thing",
    "Value",
    "readings",
]
