"""Building keyboards: buttons and rows. Not: which buttons a screen has."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from aiogram.filters.callback_data import CallbackData
from aiogram.types import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup


def button(text: str, data: CallbackData | str) -> InlineKeyboardButton:
    """A button that comes back as this callback data (`str`: as it is packed)."""
    packed = data if isinstance(data, str) else data.pack()
    # Copied, not made: a screen has a dozen, and checking what we wrote ourselves costs twice as much.
    return _blank().model_copy(update={"text": text, "callback_data": packed})


@lru_cache(maxsize=1)
def _blank() -> InlineKeyboardButton:
    return InlineKeyboardButton(text="", callback_data="")


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
