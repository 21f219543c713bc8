"""[Change] and [Wrong letters?] under a waiting file: screens of columns, of one column, of letters. Not: the preview."""

import re
from collections.abc import Awaitable

from aiogram import Router
from aiogram.types import CallbackQuery, InlineKeyboardButton

from bot.domain.errors import Changed
from bot.domain.imports import Opened, Preview
from bot.domain.imports.opened import DATES
from bot.domain.people import Actor
from bot.domain.tables import Column, Kind, Order, fields_of
from bot.domain.tables.words import HEADERS
from bot.i18n import Translator
from bot.usecases.imports import Imports
from handlers.answers import show
from handlers.filters import Pressed
from handlers.imports.data import ChoiceData, ImportData
from handlers.imports.drawing import screen
from handlers.keyboards import button, in_rows, keyboard
from handlers.lists import cut, pager
from handlers.screen import Screen

_A_PAGE = 8
_HEADING, _SAMPLE = 20, 40  # signs of a heading in a button, of a sample in a text
_IGNORED = "-"
_SLASHED = re.compile(r"\s*\d{1,2}[/-]\d{1,2}\b")


def register(router: Router) -> None:
    """The buttons of choosing."""
    router.callback_query.register(back, Pressed(ImportData, action="show"))
    for action, handler in (
        ("columns", columns),
        ("column", column),
        ("field", field),
        ("order", order),
        ("kind", kind),
        ("letters", letters),
        ("page", page),
    ):
        router.callback_query.register(handler, Pressed(ChoiceData, action=action))


async def back(press: CallbackQuery, data: ImportData, actor: Actor, imports: Imports, t: Translator) -> None:
    """The preview again."""
    await show(press, screen(await imports.show(actor, data.id), t))


async def columns(
    press: CallbackQuery, data: ChoiceData, actor: Actor, imports: Imports, t: Translator
) -> None:
    """[Change]: what every column is read as."""
    found = await imports.open(actor, data.id)
    await show(press, _columns(found, data.column, t) if found else await _now(data, actor, imports, t))


async def column(
    press: CallbackQuery, data: ChoiceData, actor: Actor, imports: Imports, t: Translator
) -> None:
    """One column: what stands in it, what it may be."""
    found = await imports.open(actor, data.id)
    one = found.column(data.column) if found else None
    known = found and one and one in _shown(found)
    await show(
        press, _column(found, one, t) if found and one and known else await _now(data, actor, imports, t)
    )


async def field(
    press: CallbackQuery, data: ChoiceData, actor: Actor, imports: Imports, t: Translator
) -> None:
    """What the column is."""
    meaning = None if data.value == _IGNORED else data.value
    await _choose(
        press,
        data,
        actor,
        imports,
        t,
        imports.assign(actor, data.id, data.column, meaning, version=data.version),
    )


async def order(
    press: CallbackQuery, data: ChoiceData, actor: Actor, imports: Imports, t: Translator
) -> None:
    """What comes first in the dates of the column."""
    name, _, first = data.value.partition("/")
    if first in set(Order) and name in DATES:
        chosen = imports.order(actor, data.id, name, Order(first), version=data.version)
        await _choose(press, data, actor, imports, t, chosen)
    else:
        await show(press, await _now(data, actor, imports, t))


async def kind(press: CallbackQuery, data: ChoiceData, actor: Actor, imports: Imports, t: Translator) -> None:
    """Clients or staff."""
    wanted = Kind.STAFF if data.value == Kind.STAFF else Kind.CLIENTS
    await _choose(press, data, actor, imports, t, imports.turn(actor, data.id, wanted, version=data.version))


async def letters(
    press: CallbackQuery, data: ChoiceData, actor: Actor, imports: Imports, t: Translator
) -> None:
    """[Wrong letters?]: the same names in other letters."""
    found = await imports.open(actor, data.id, letters=True)
    await show(press, _letters(found, t) if found else await _now(data, actor, imports, t))


async def page(press: CallbackQuery, data: ChoiceData, actor: Actor, imports: Imports, t: Translator) -> None:
    """The letters are these."""
    await _choose(
        press, data, actor, imports, t, imports.respell(actor, data.id, data.value, version=data.version)
    )


async def _choose(
    press: CallbackQuery,
    data: ChoiceData,
    actor: Actor,
    imports: Imports,
    t: Translator,
    chosen: Awaitable[Preview],
) -> None:
    """The preview as chosen; for a stale button the preview of now, and it says so."""
    try:
        found, said = await chosen, ""
    except Changed:
        found, said = await imports.show(actor, data.id), t.plain("error-changed")
    await show(press, screen(found, t), said)


async def _now(data: ChoiceData, actor: Actor, imports: Imports, t: Translator) -> Screen:
    return screen(await imports.show(actor, data.id), t)


def _back(found: Opened, t: Translator) -> InlineKeyboardButton:
    return button(t.plain("btn2-back"), ImportData(action="show", id=found.id))


def _columns(found: Opened, page: int, t: Translator) -> Screen:
    shown = _shown(found)
    pages = max(1, -(-len(shown) // _A_PAGE))
    page = min(max(page, 0), pages - 1)
    some = shown[page * _A_PAGE : (page + 1) * _A_PAGE]
    rows = [
        [
            button(
                f"{_heading(one, t)} → {_meaning(one, t)}",
                _data(found, "column", one.index),
            )
        ]
        for one in some
    ]
    turn = pager(page, pages, t, lambda other: _data(found, "columns", other))
    other = Kind.CLIENTS if found.kind is Kind.STAFF else Kind.STAFF
    kinds = button(t.plain(f"btn2-import-{other.value}"), _data(found, "kind", value=other.value))
    return Screen(t("import-change", name=found.name), keyboard(*rows, turn, [kinds, _back(found, t)]))


def _shown(found: Opened) -> list[Column]:
    """The columns with anything in them."""
    return [one for one in found.columns if one.field or not one.empty]


def _column(found: Opened, one: Column, t: Translator) -> Screen:
    samples = [cut(text, _SAMPLE) for text in found.head.samples(one.index)]
    lines = [t("import-column", column=_heading(one, t), field=_meaning(one, t))]
    lines += [t("import-column-samples", samples=t.join(samples)) if samples else t("import-column-empty")]
    lines += [t("import-column-what")]
    known = [name for name in HEADERS if name in fields_of(found.kind) and name != one.field]
    fields = [button(t.plain(f"field-{name}"), _data(found, "field", one.index, name)) for name in known]
    ignore = button(t.plain("btn2-import-ignore"), _data(found, "field", one.index, _IGNORED))
    last = [
        *([ignore] if one.field else []),
        button(t.plain("btn2-back"), _data(found, "columns", _shown(found).index(one) // _A_PAGE)),
    ]
    return Screen("\n".join(lines), keyboard(_orders(found, one, t), *in_rows(fields, 2), last))


def _orders(found: Opened, one: Column, t: Translator) -> list[InlineKeyboardButton]:
    """Both orders of a date, where the column has dates with slashes."""
    if one.field not in DATES or not any(map(_SLASHED.match, found.head.samples(one.index, 50))):
        return []
    return [
        button(
            "• " * (found.orders.get(one.field) is first) + t.plain(f"btn2-import-{first.value}"),
            _data(found, "order", one.index, f"{one.field}/{first.value}"),
        )
        for first in Order
    ]


def _letters(found: Opened, t: Translator) -> Screen:
    current = found.head.encoding
    rows = [
        [
            button(
                f"{'• ' * (one.encoding == current)}{', '.join(one.names)}",
                _data(found, "page", value=one.encoding),
            )
        ]
        for one in found.readings
    ]
    text = t("import-letters") if rows else t("import-letters-none")
    return Screen(text, keyboard(*rows, [_back(found, t)]))


def _data(found: Opened, action: str, column: int = 0, value: str = "") -> ChoiceData:
    return ChoiceData(action=action, id=found.id, version=found.version, column=column, value=value)


def _heading(one: Column, t: Translator) -> str:
    return cut(one.header, _HEADING) or t.plain("import-column-number", n=one.index + 1)


def _meaning(one: Column, t: Translator) -> str:
    return t.plain(f"field-{one.field}") if one.field else t.plain("import-not-read")
