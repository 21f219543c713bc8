"""Improvements: opened by cases or by hand, owned, done, told of. `Improvements` is the use case."""

from bot.usecases.improvements.improvements import Improvements
from bot.usecases.improvements.view import Changed, Choosing, Listed, Preview, Shown, Told

__all__ = ["Changed", "Choosing", "Improvements", "Listed", "Preview", "Shown", "Told"]
