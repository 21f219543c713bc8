"""Data of the buttons about exhibitions. Not: what they do."""

from aiogram.filters.callback_data import CallbackData

from bot.domain.exhibitions import Guest


class ExhibitionData(CallbackData, prefix="ex"):
    """A press about an exhibition; `what`: a tier, or the number of a segment, page or client."""

    action: str
    id: int
    what: str = ""


class GuestData(CallbackData, prefix="eg"):
    """How far a client is."""

    id: int
    client: int
    state: Guest
