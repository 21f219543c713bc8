"""What the buttons under a file carry."""

from aiogram.filters.callback_data import CallbackData


class ImportData(CallbackData, prefix="im"):
    """A press under a file; `column` and `value` are of the choices about it, made from its `version`."""

    action: str
    id: int
    version: int = 0
    column: int = 0
    value: str = ""
