"""Data of the buttons of phone mode. Not: what they do."""

from aiogram.filters.callback_data import CallbackData


class PhoneData(CallbackData, prefix="ph"):
    """A press in phone mode: `id` is a call ("call"), a contact ("open") or a question; `value` a score or a reason;
    `seen` the version of the answer on the screen."""

    action: str
    id: int
    value: str = ""
    seen: int = 0
