"""Complaints: filed, taken, answered, solved, settled, and their clocks. Not: wording, SQL."""

from bot.usecases.complaints.clocks import Clocks
from bot.usecases.complaints.forgetting import Forgetting
from bot.usecases.complaints.lists import Lists
from bot.usecases.complaints.solving import Solving


class Complaints(Solving, Clocks, Lists, Forgetting):
    """Everything about complaints, each part in a module of its own: filing, the client's side, handling, solving,
    clocks, lists, forgetting, and the opening of letters."""


__all__ = ["Complaints"]
