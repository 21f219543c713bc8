"""Waves: who is asked when. `Waves` is the use case."""

from bot.usecases.waves.explaining import Explained, Why
from bot.usecases.waves.waves import Deferred, Preview, Waves

__all__ = ["Deferred", "Explained", "Preview", "Waves", "Why"]
