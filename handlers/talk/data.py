"""What the buttons of the talk carry. Not: what they do."""

from aiogram.filters.callback_data import CallbackData


class LooseData(CallbackData, prefix="lo"):
    """What a loose message is; `id` is its batch, `to` the complaint it belongs to."""

    action: str
    id: int
    to: int = 0


class ReplyData(CallbackData, prefix="rp"):
    """Send or drop an outgoing reply; `id` is its batch."""

    action: str
    id: int
