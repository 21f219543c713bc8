"""What the buttons of complaints carry. Not: what they do."""

from aiogram.filters.callback_data import CallbackData


class DraftData(CallbackData, prefix="cd"):
    """A press while a complaint is written; `value` is a kind or category."""

    action: str
    id: int = 0
    value: str = ""


class ComplaintData(CallbackData, prefix="cm"):
    """A press on a card, of client or staff. `version`: what the card showed; `to`: a person or a score."""

    action: str
    id: int
    version: int = 0
    to: int = 0


class TypedData(CallbackData, prefix="cty"):
    """A press under a typed solution or new date; `id` is theirs, `at` the stamp of what was shown (for a date to
    pick: the complaint's id, and minutes since 1970)."""

    action: str
    id: int
    at: int = 0


class ListData(CallbackData, prefix="cml"):
    """A page of a list; `owner` 0: everybody's."""

    which: str
    page: int = 0
    owner: int = 0
