"""Cases: the follow-up of low scores. `Cases` is the use case."""

from bot.usecases.cases.cases import Cases, Listed
from bot.usecases.cases.view import Asked, Shown

__all__ = ["Asked", "Cases", "Listed", "Shown"]
