"""Lists that stay within one message: names cut, pages, what still fits. Not: which lines."""

from collections.abc import Callable, Sequence

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from bot.i18n import Translator
from handlers.keyboards import button

ROOM = 3900
"""UTF-16 units, markup counted too: Telegram takes 4,096 without it."""
_NAME = 60


def cut(name: str, most: int = _NAME) -> str:
    """A name for a line of a list."""
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"


def size(text: str) -> int:
    """UTF-16 units of a text, as Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


def fitting(lines: Sequence[str], room: int = ROOM) -> list[str]:
    """As many lines from the first on as there is room for."""
    kept: list[str] = []
    for line in lines:
        room -= size(line) + 1
        if room < 0:
            break
        kept.append(line)
    return kept


def pager(
    page: int, pages: int, t: Translator, turn: Callable[[int], CallbackData]
) -> list[InlineKeyboardButton]:
    """‹ 2 / 5 ›, round and round; nothing for a single page."""
    if pages < 2:
        return []
    here = t.plain("btn3-page", page=page + 1, pages=pages)
    return [
        button("‹", turn((page - 1) % pages)),
        button(here, turn(page)),
        button("›", turn((page + 1) % pages)),
    ]
