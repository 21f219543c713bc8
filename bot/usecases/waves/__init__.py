"""Waves: who is asked when. `Waves` is the use case."""

from bot.usecases.waves.waves import Explained, Preview, Waves

__all__ = ["Explained", "Preview", "Waves"]
