"""A month of buttons, for whoever asks for a day. Not: what is done with the day, presets."""

from collections.abc import Callable
from datetime import date

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from bot.domain.months import Month
from bot.i18n import Translator
from handlers.keyboards import button


def grid(
    month: Month,
    t: Translator,
    *,
    turn: Callable[[Month], CallbackData],
    title: CallbackData,
    pick: Callable[[date], CallbackData | None],
    still: CallbackData,
    held: date | None = None,
) -> list[list[InlineKeyboardButton]]:
    """Its name between two arrows, the weekdays, its weeks. `pick` gives None for a day that cannot be chosen; `still`
    is the data of buttons that do nothing; `held` is marked."""
    first, names = t.weekdays()
    arrows = [
        button("‹", turn(month.moved(-1))),
        button(f"{t.months()[month.month - 1]} {month.year}", title),
        button("›", turn(month.moved(1))),
    ]
    weeks = [[_day(one, pick, still, held) for one in week] for week in month.weeks(first)]
    return [arrows, [button(name, still) for name in names], *weeks]


def _day(
    day: date | None, pick: Callable[[date], CallbackData | None], still: CallbackData, held: date | None
) -> InlineKeyboardButton:
    data = None if day is None else pick(day)
    if day is None or data is None:
        return button("·", still)
    return button(f"•{day.day}" if day == held else str(day.day), data)
