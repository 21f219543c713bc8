"""Programmes: what each asks and when, as the config and the head have it. `Programmes` is the use case."""

from bot.usecases.programmes.programmes import Programmes

__all__ = ["Programmes"]
