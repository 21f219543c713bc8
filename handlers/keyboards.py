"""Building keyboards: buttons and rows. Not: which buttons a screen has."""

from collections.abc import Iterable, Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup


def button(text: str, data: CallbackData) -> InlineKeyboardButton:
    """A button that comes back as this callback data."""
    return InlineKeyboardButton(text=text, callback_data=data.pack())


def copy(text: str, what: str) -> InlineKeyboardButton:
    """A button that copies up to 256 characters."""
    return InlineKeyboardButton(text=text, copy_text=CopyTextButton(text=what[:256]))


def link(text: str, url: str) -> InlineKeyboardButton:
    """A button that opens a page or chat."""
    return InlineKeyboardButton(text=text, url=url)


def keyboard(*rows: Sequence[InlineKeyboardButton]) -> InlineKeyboardMarkup | None:
    """Rows of buttons, empty rows left out; None when nothing is left."""
    kept = [list(row) for row in rows if row]
    return InlineKeyboardMarkup(inline_keyboard=kept) if kept else None


def in_rows(buttons: Iterable[InlineKeyboardButton], n: int) -> list[list[InlineKeyboardButton]]:
    """Buttons in rows of n."""
    every = list(buttons)
    return [every[i : i + n] for i in range(0, len(every), n)]
