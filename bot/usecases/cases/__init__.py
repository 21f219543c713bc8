"""Cases: the follow-up of low scores. `Cases` is the use case."""

from bot.usecases.cases.cases import Cases
from bot.usecases.cases.reading import PAGE, Listed
from bot.usecases.cases.view import Asked, History, Shown
from bot.usecases.cases.working import Colleague

__all__ = ["PAGE", "Asked", "Cases", "Colleague", "History", "Listed", "Shown"]
