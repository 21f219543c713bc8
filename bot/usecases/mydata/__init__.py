"""What is held of a person: shown, given, corrected, deleted. Not: wording, SQL."""

from bot.usecases.mydata.mydata import MyData
from bot.usecases.mydata.view import ASKS, Asked, Erasure, Told

__all__ = ["ASKS", "Asked", "Erasure", "MyData", "Told"]
