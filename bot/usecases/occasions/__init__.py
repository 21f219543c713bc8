"""Dates to congratulate: found ahead, told in time, finished on their card. Not: wording, SQL."""

from bot.usecases.occasions.occasions import Occasions
from bot.usecases.occasions.view import Rules, Shown, card

__all__ = ["Occasions", "Rules", "Shown", "card"]
