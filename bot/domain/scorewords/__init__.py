"""Scores in words: "ten", "9 из 10", "8-9". Pure and strict: sure, to be asked back, or no score at all.

Number words 0-10 of English, Russian, Latvian, Finnish, Norwegian and Hebrew, as people write them with and without
accents; digits of any script.
"""

from bot.domain.scorewords.understanding import Certain, Doubtful, Meaning, understand

__all__ = ["Certain", "Doubtful", "Meaning", "understand"]
