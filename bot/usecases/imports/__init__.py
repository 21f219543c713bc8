"""Imports: a file is read and shown, written by the button, undone within a day. Not: reading bytes, wording."""

from bot.usecases.imports.base import Read, Write
from bot.usecases.imports.choosing import Choosing
from bot.usecases.imports.offering import Offering
from bot.usecases.imports.undoing import Undoing
from bot.usecases.imports.writing import Writing


class Imports(Offering, Choosing, Writing, Undoing):
    """Everything about files of clients and staff. Only the head imports; the command line has no actor."""


__all__ = ["Imports", "Read", "Write"]
