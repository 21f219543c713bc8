"""What the buttons under a file carry."""

from aiogram.filters.callback_data import CallbackData


class ImportData(CallbackData, prefix="im"):
    """A press under a file."""

    action: str
    id: int


class ChoiceData(CallbackData, prefix="ic"):
    """A choice about a waiting file, made from its `version`: of a `column`, or of the whole file."""

    action: str
    id: int
    version: int
    column: int = 0
    value: str = ""
