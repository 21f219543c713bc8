"""Button data of improvements' screens. Not: what the buttons do."""

from aiogram.filters.callback_data import CallbackData


class ImproveData(CallbackData, prefix="ip"):
    """A press on an improvement: `n` a page, person, month or count; `value` a cause, day, language or state."""

    action: str
    id: int = 0
    version: int = 0
    n: int = 0
    value: str = ""
