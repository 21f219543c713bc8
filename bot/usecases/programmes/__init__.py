"""Programmes: what each asks and when, as the config and the head have it. `Programmes` is the use case."""

from bot.usecases.programmes.programmes import STEP, Delay, Programmes, Shown, Year
from bot.usecases.programmes.wording import known

__all__ = ["STEP", "Delay", "Programmes", "Shown", "Year", "known"]
