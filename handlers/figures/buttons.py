"""Buttons of figures: the whole question stands in each. Not: what is shown."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Self

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.domain.figures import CUTS, PERIODS, WHOLE, Ask, Cut, Option, View, Whose, mark
from bot.i18n import Translator
from bot.usecases.figures import Choosing, Heading, LowPage, NpsView, Shown
from handlers.clients.data import ClientData
from handlers.figures.naming import cut_label, cut_word, whose
from handlers.keyboards import button, in_rows, keyboard

_CUTS = ("segment", "tier", "programme", "reason")
CUT_ACTIONS = {"seg": "segment", "tier": "tier", "prog": "programme", "why": "reason"}
"""Short, as a button holds 64 bytes."""

_ACTION_OF = {kind: action for action, kind in CUT_ACTIONS.items()}
_NAME = 10  # signs of a name on one of three buttons in a row
_VALUE = 8  # signs of what a figure is cut by on one of two
_LIST = 8
_LONG = 32  # signs on a button that has the row for itself


class StatsData(CallbackData, prefix="fg"):
    """A press under a figure: what to do, and the question it is about."""

    action: str
    view: View
    days: int
    whose: int
    page: int = 0
    until: int = 0
    segment: str = ""
    tier: str = ""
    programme: str = ""
    reason: str = ""

    @classmethod
    def unpack(cls, value: str) -> Self:
        """Buttons from before there was `until` mean today, those from before there were cuts everybody."""
        missing = len(cls.model_fields) - value.count(":")
        return super().unpack(
            value + ":0" * min(max(missing - len(_CUTS), 0), 1) + ":" * min(missing, len(_CUTS))
        )

    @property
    def ask(self) -> Ask:
        """The question; a cut goes by marks, as names may be longer than a button's data."""
        marks = {kind: "#" + getattr(self, kind) for kind in _CUTS if getattr(self, kind)}
        cut = Cut(**marks)
        return Ask(self.view, self.days, Whose(self.whose), self.until, cut)


def opening(ask: Ask, text: str) -> InlineKeyboardButton:
    """A button, also of another message, that opens this very picture."""
    return button(text, _data(ask, "open"))


def _data(ask: Ask, action: str = "show", page: int = 0) -> StatsData:
    marks = {kind: _mark(getattr(ask.cut, kind)) for kind in _CUTS}
    return StatsData(
        action=action, view=ask.view, days=ask.days, whose=int(ask.whose), page=page, until=ask.until, **marks
    )


def _mark(value: str | None) -> str:
    return "" if value is None else mark(value).removeprefix("#")


def under_picture(shown: Shown, t: Translator) -> InlineKeyboardMarkup | None:
    """Views, periods, whose, and what leads behind the figure."""
    heading, ask = shown.heading, shown.heading.ask
    return keyboard(
        *in_rows(_views(ask, t), 3),
        list(_periods(ask, t)),
        _turning(heading, t),
        [_only(heading, t), *_weekly(heading, t)],
        _wider(shown, t) or (_behind(shown, t) if isinstance(shown, NpsView) else []),
    )


def filters(heading: Heading, t: Translator) -> InlineKeyboardMarkup | None:
    """What the view can be cut by, in the place of the other buttons: these would push the picture off a phone."""
    ask = heading.ask
    clear = [button(t.plain("btn1-stats-clear"), _data(replace(ask, cut=WHOLE)))] if ask.cut else []
    return keyboard(*in_rows(_cuts(heading, t), 2), clear, [button(t.plain("btn2-back"), _data(ask))])


def _only(heading: Heading, t: Translator) -> InlineKeyboardButton:
    """What the figure is cut by, or by how much of it; the caption has it whole. Opens the filters."""
    words = [word for kind in CUTS[heading.ask.view] if (word := _cut_value(heading, kind, t))]
    value = _cut_short(words[0]) if words else t.plain("stats-any")
    return button(t.plain("btn2-stats-only", n=len(words), value=value), _data(heading.ask, "only"))


def _weekly(heading: Heading, t: Translator) -> list[InlineKeyboardButton]:
    """Whether the week's figures come on Mondays, for who may have them."""
    if heading.weekly is None:
        return []
    label = t.plain("btn2-stats-weekly", on=heading.weekly)
    return [button(label, _data(heading.ask, "weekly", int(not heading.weekly)))]


def _marked(label: str, *, on: bool) -> str:
    return f"{label} •" if on else label


def _views(ask: Ask, t: Translator) -> Iterator[InlineKeyboardButton]:
    for view in View:
        label = _marked(t.plain(f"btn3-stats-{view}"), on=view is ask.view)
        yield button(label, _data(ask.seen(view)))


def _periods(ask: Ask, t: Translator) -> Iterator[InlineKeyboardButton]:
    for days in PERIODS:
        label = _marked(t.plain(f"btn3-stats-days-{days}"), on=days == ask.days and not ask.until)
        yield button(label, _data(replace(ask, days=days, until=0)))


def _wider(shown: Shown, t: Translator) -> list[InlineKeyboardButton]:
    """An empty period offers the next longer one."""
    ask = shown.heading.ask
    longer = [days for days in PERIODS if days > ask.days]
    if not isinstance(shown, NpsView) or shown.now.n or not longer:
        return []
    label = t.plain("btn1-stats-wider", days=longer[0])
    return [button(label, _data(replace(ask, days=longer[0])))]


def _turning(heading: Heading, t: Translator) -> list[InlineKeyboardButton]:
    """‹ whose ›: the neighbours in the list, and the list itself."""
    options, ask = heading.options, heading.ask
    if len(options) < 2:
        return []
    place = options.index(heading.option)
    left, right = options[place - 1], options[(place + 1) % len(options)]
    return [
        button("‹", _data(replace(ask, whose=left.whose))),
        button(_short(heading.option, t), _data(ask, "pick")),
        button("›", _data(replace(ask, whose=right.whose))),
    ]


def _cuts(heading: Heading, t: Translator) -> Iterator[InlineKeyboardButton]:
    """What the view can be cut by, and what it is cut by now; each opens its list."""
    for kind in CUTS[heading.ask.view]:
        value = _cut_value(heading, kind, t)
        label = t.plain(
            f"btn2-stats-{_called(kind, heading.ask.view)}",
            value=_cut_short(value) if value else t.plain("stats-any"),
        )
        yield button(label, _data(heading.ask, _ACTION_OF[kind]))


def _cut_value(heading: Heading, kind: str, t: Translator) -> str:
    return cut_word(heading, kind, t).rpartition(" › ")[2]


def _called(kind: str, view: View) -> str:
    """Answers name reasons, cases have causes."""
    return "cause" if kind == "reason" and view is View.CASES else kind


def _cut_short(text: str) -> str:
    return text if len(text) <= _VALUE else text[: _VALUE - 1].rstrip() + "…"


def _short(option: Option, t: Translator) -> str:
    if option.kind == "everybody":
        return t.plain("btn3-stats-everybody")
    name = option.name.split()[0] if option.kind == "manager" else option.name
    return name if len(name) <= _NAME else name[: _NAME - 1].rstrip() + "…"


def _behind(shown: NpsView, t: Translator) -> list[InlineKeyboardButton]:
    ask = shown.heading.ask
    if not shown.now.n:
        return []
    n = shown.now.detractors
    who = t.plain("btn2-stats-who-n", n=n) if shown.now.enough else t.plain("btn2-stats-who")
    return [button(who, _data(ask, "who")), button(t.plain("btn2-stats-xlsx"), _data(ask, "xlsx"))]


def choosing(heading: Heading, page: int, t: Translator) -> InlineKeyboardMarkup | None:
    """Everybody whose figures may be chosen, some a page."""
    ask, last = heading.ask, (len(heading.options) - 1) // _LIST
    page = min(max(page, 0), last)
    some = heading.options[page * _LIST : (page + 1) * _LIST]
    names = [
        button(_marked(whose(one, t), on=one.whose == ask.whose), _data(replace(ask, whose=one.whose)))
        for one in some
    ]
    turn = [button("‹", _data(ask, "pick", page - 1))] if page else []
    turn += [button("›", _data(ask, "pick", page + 1))] if page < last else []
    return keyboard(*in_rows(names, 1), turn, [button(t.plain("btn2-back"), _data(ask))])


def cutting(choosing: Choosing, page: int, t: Translator) -> InlineKeyboardMarkup | None:
    """What the figure can be cut by, some a page; any of it first."""
    ask, kind = choosing.heading.ask, choosing.kind
    chosen, last = getattr(ask.cut, kind), (len(choosing.values) - 1) // _LIST
    page = min(max(page, 0), max(last, 0))
    names = [_choice(ask, kind, None, t.plain(f"stats-any-{_called(kind, ask.view)}"), on=chosen is None)]
    for value, choice in choosing.values[page * _LIST : (page + 1) * _LIST]:
        names.append(
            _choice(ask, kind, value, cut_label(choosing.kind, ask.view, choice, t), on=value == chosen)
        )
    turn = [button("‹", _data(ask, _ACTION_OF[kind], page - 1))] if page else []
    turn += [button("›", _data(ask, _ACTION_OF[kind], page + 1))] if page < last else []
    return keyboard(*in_rows(names, 1), turn, [button(t.plain("btn2-back"), _data(ask, "only"))])


def _choice(ask: Ask, kind: str, value: str | None, label: str, *, on: bool) -> InlineKeyboardButton:
    label = label if len(label) <= _LONG else label[: _LONG - 1].rstrip() + "…"
    return button(_marked(label, on=on), _data(replace(ask, cut=replace(ask.cut, **{kind: value}))))


def under_low(page: LowPage) -> InlineKeyboardMarkup | None:
    """A number a client, and the other pages."""
    ask, first = page.heading.ask, page.page * _LIST
    numbers = [
        button(str(first + n), ClientData(action="open", id=one.client_id))
        for n, one in enumerate(page.found, 1)
        if one.client is not None
    ]
    turn = [button("‹", _data(ask, "page", page.page - 1))] if page.page else []
    turn += [button("›", _data(ask, "page", page.page + 1))] if page.more else []
    return keyboard(*in_rows(numbers, 4), turn)
