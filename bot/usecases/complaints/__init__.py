"""Complaints: filed, taken, answered, solved, settled, and their clocks. Not: wording, SQL."""

from bot.usecases.complaints.clocks import Clocks
from bot.usecases.complaints.lists import Lists
from bot.usecases.complaints.solving import Solving


class Complaints(Solving, Clocks, Lists):
    """Everything about complaints, each part in a module of its own: filing, the client's side, handling, solving,
    clocks, lists, and the opening of letters."""


__all__ = ["Complaints"]
