"""Imports: a file is read and shown, written by the button, undone within a day. Not: reading bytes, wording."""

from bot.usecases.imports.base import Read, Tick, Write
from bot.usecases.imports.choosing import Choosing
from bot.usecases.imports.working import Working


class Imports(Choosing, Working):
    """Everything about files of clients and staff. Only the head imports; the command line has no actor."""


__all__ = ["Imports", "Read", "Tick", "Write"]
