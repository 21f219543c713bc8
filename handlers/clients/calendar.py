"""Calendars of buttons: a month of days, months and years, days to choose at once. Not: what is done with a day."""

from collections.abc import Iterator
from datetime import date, timedelta

from aiogram.types import InlineKeyboardButton

from bot.domain.editing import Kind, birthday_of
from bot.domain.months import Month
from bot.domain.occasions import AnnualDate
from bot.i18n import Translator
from bot.usecases.clients.forms import Ask
from handlers.calendar import grid
from handlers.clients.data import LETTERS, EditData, SetData
from handlers.keyboards import button, in_rows

Row = list[InlineKeyboardButton]
_LEAP = 2000


def rows(asked: Ask, t: Translator, *, years: bool) -> list[Row]:
    """The calendar of a date; a birthday's has no years, as the year is not needed."""
    if asked.field.kind is Kind.BIRTHDAY:
        return _months(asked, t, None) if years or asked.month is None else _birthday(asked, asked.month, t)
    assert asked.month is not None
    if years:
        return [*_years(asked, asked.month), *_months(asked, t, asked.month.year)]
    return [*_days(asked, asked.month, t), *in_rows(_presets(asked, t), 2)]


def _days(asked: Ask, month: Month, t: Translator) -> list[Row]:
    held = asked.target.values[asked.field.columns[0]]
    return grid(
        month,
        t,
        turn=lambda to: _turned(asked, "ask", to),
        title=_turned(asked, "years", month),
        pick=lambda day: _picked(asked, day),
        still=_nothing(asked),
        held=date.fromisoformat(str(held)) if held else None,
    )


def _picked(asked: Ask, day: date) -> SetData | None:
    if asked.field.past and asked.today is not None and day > asked.today.date():
        return None
    return _value(asked, day.isoformat())


def _presets(asked: Ask, t: Translator) -> Iterator[InlineKeyboardButton]:
    """Days that are often meant, each by its date."""
    assert asked.today is not None
    today = asked.today.date()
    if asked.field.past:
        yield _set(asked, t.plain("btn2-edit-today"), today.isoformat())
        yield _set(asked, t.plain("btn2-edit-yesterday"), (today - timedelta(days=1)).isoformat())
        return
    in_a_year = AnnualDate(today.day, today.month).on(today.year + 1) - timedelta(days=1)
    for day in (date(today.year, 12, 31), date(today.year + 1, 12, 31), in_a_year):
        yield _set(asked, t.date(day), day.isoformat())


def _years(asked: Ask, month: Month) -> list[Row]:
    steps = ((-10, "«"), (-1, "‹"), (0, ""), (1, "›"), (10, "»"))
    return [
        [_turn(asked, sign or str(month.year), "years", month.moved(by * 12)) for by, sign in steps],
    ]


def _months(asked: Ask, t: Translator, year: int | None) -> list[Row]:
    names = enumerate(t.months(), 1)
    return in_rows([_turn(asked, name, "ask", Month(year or _LEAP, number)) for number, name in names], 3)


def _birthday(asked: Ask, month: Month, t: Translator) -> list[Row]:
    """Every day of a month of any year, a leap one."""
    held, every = (
        birthday_of(asked.field, asked.target.values),
        [day for week in month.weeks(0) for day in week if day],
    )
    now = None if held is None else (held.day, held.month)
    days = []
    for day in every:
        mark = "•" if (day.day, day.month) == now else ""
        days.append(_set(asked, f"{mark}{day.day}", f"--{day.month:02}{day.day:02}"))
    before, after = (Month(_LEAP, (month.month - 1 + by) % 12 + 1) for by in (-1, 1))
    name = t.months()[month.month - 1]
    turn = [
        _turn(asked, "‹", "ask", before),
        _turn(asked, name, "years", month),
        _turn(asked, "›", "ask", after),
    ]
    return [turn, *in_rows(days, 7)]


def _turn(asked: Ask, label: str, action: str, month: Month) -> InlineKeyboardButton:
    return button(label, _turned(asked, action, month))


def _turned(asked: Ask, action: str, month: Month) -> EditData:
    target = asked.target
    noun = LETTERS[target.noun]
    return EditData(action=action, noun=noun, id=target.id, field=asked.field.code, at=month.number)


def _set(asked: Ask, label: str, value: str) -> InlineKeyboardButton:
    return button(label, _value(asked, value))


def _value(asked: Ask, value: str) -> SetData:
    target, field = asked.target, asked.field.code
    return SetData(noun=LETTERS[target.noun], id=target.id, field=field, seen=asked.seen, value=value)


def _nothing(asked: Ask) -> EditData:
    return EditData(action="stay", noun=LETTERS[asked.target.noun], id=asked.target.id)
