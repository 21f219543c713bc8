"""A client's history: its pages, grouped by day, and the choice of a kind. Not: what stands behind a line."""

from collections.abc import Callable
from datetime import timedelta
from itertools import groupby

from aiogram import Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton

from bot.domain import complaints
from bot.domain.ids import ClientId
from bot.domain.people import Actor
from bot.domain.time import from_us, to_us
from bot.domain.worktime import local
from bot.i18n import Html, Translator
from bot.usecases.clients.history import Event, Histories, History, change
from handlers.answers import show
from handlers.clients.data import ClientData
from handlers.digests import OpenData
from handlers.filters import Prefixes, Pressed
from handlers.keyboards import button, in_rows, keyboard
from handlers.lists import cut, pager
from handlers.screen import Screen

_INLINE, _MOST = 90, 280  # signs that stand in the line, and below it to be unfolded
_MINUTE = 60_000_000
_OPENS = {
    "call": "call",
    "complaint": "complaint",
    "solved": "complaint",
    "case": "case",
    "settled": "case",
    "guest": "exhibition",
    "occasion": "occasion",
}
"""Which card a line opens."""
_ICONS = {"touch": "📞", "score": "⭐", "trouble": "⚠️", "note": "📝", "event": "🎉"}


class HistoryData(CallbackData, prefix="hi"):
    """A page of a client's history as it was at a minute since 1970; `group`: what is shown."""

    id: int
    page: int
    until: int
    group: str = ""


def setup() -> Router:
    """Opening it, its pages and kinds."""
    router = Router(name="history")
    router.callback_query.filter(Prefixes(ClientData, HistoryData))
    router.callback_query.register(open_, Pressed(ClientData, action="history"))
    router.callback_query.register(turn, Pressed(HistoryData))
    return router


async def open_(
    press: CallbackQuery, data: ClientData, actor: Actor, histories: Histories, t: Translator
) -> None:
    """What happened until now, the newest first."""
    await show(press, screen(await histories.page(actor, ClientId(data.id), data.n), t))


async def turn(
    press: CallbackQuery, data: HistoryData, actor: Actor, histories: Histories, t: Translator
) -> None:
    """Another page, or another kind."""
    until = from_us(min(max(data.until, 0), 10**8) * _MINUTE)
    found = await histories.page(actor, ClientId(data.id), data.page, data.group, until)
    await show(press, screen(found, t))


def screen(found: History, t: Translator) -> Screen:
    """Ten events under their days, numbers where a card stands behind them."""
    lines: list[str] = [t("history-head", name=found.client)]
    opens: list[InlineKeyboardButton] = []
    for day, events in groupby(found.events, lambda one: local(one.at, t.zone).date()):
        this_year = day.year == local(found.today, t.zone).year
        lines += ["", t("history-day", day=t.day(day) if this_year else t.date(day))]
        for one in events:
            number = ""
            if one.what in _OPENS:
                opens.append(button(str(len(opens) + 1), OpenData(noun=_OPENS[one.what], id=one.id)))
                number = f"{len(opens)}. "
            lines += _event(one, number, found, t)
    if not found.events:
        lines.append(t("history-none-of") if found.group else t("history-none"))
    return Screen("\n".join(lines), keyboard(*in_rows(opens, 5), *_turns(found, t)))


def _turns(found: History, t: Translator) -> list[list[InlineKeyboardButton]]:
    # Later events of the same minute would move a page: the minute after is the bound.
    until = to_us(found.until + timedelta(seconds=59)) // _MINUTE
    number = found.client_id

    def at(page: int, group: str) -> HistoryData:
        return HistoryData(id=number, page=page, until=until, group=group)

    pages = pager(found.page, found.pages, t, lambda page: at(page, found.group))
    every = [button(t.plain("btn3-history-all"), ClientData(action="history", id=number))]
    every += [
        button(f"•{icon}" if group == found.group else icon, at(0, group)) for group, icon in _ICONS.items()
    ]
    back = [button(t.plain("btn2-back"), ClientData(action="back", id=number))]
    return [pages, every, back]


def _event(one: Event, number: str, found: History, t: Translator) -> list[str]:
    words = None if one.what in _WORDED else one.words
    text = _edit(one, found, t) if one.what == "edit" else _TEXTS[one.what](one, t)
    line = t("history-line", number=number, at=t.time(one.at), what=Html(text))
    if not words:
        return [line]
    if len(words) <= _INLINE and "\n" not in words:
        return [t("history-said", line=Html(line), words=words)]
    return [line, t("history-long", words=cut(words, _MOST))]


def _touch(one: Event, t: Translator) -> str:
    return t("history-touch", kind=t.plain(f"touch-kind-{one.detail}"), who=one.who or "–")


def _call(one: Event, t: Translator) -> str:
    return t("history-call", what=t.plain(f"call-outcome-{one.detail}"), who=one.who or "–")


def _score(one: Event, t: Translator) -> str:
    score, _, noted = one.detail.partition(":")
    return t("history-score-noted" if noted else "history-score", score=score, who=one.who or "–")


def _complaint(one: Event, t: Translator) -> str:
    key = "history-suggestion" if one.words == "suggestion" else "history-complaint"
    return t(key, number=complaints.name(int(one.detail)), who=one.who or "–")


def _solved(one: Event, t: Translator) -> str:
    return t("history-closed", number=complaints.name(int(one.detail)))


def _case(one: Event, t: Translator) -> str:
    return t("history-case", who=one.who or "–")


def _settled(one: Event, t: Translator) -> str:
    return t("history-settled", who=one.who or "–")


def _noted(one: Event, t: Translator) -> str:
    return t("history-note", who=one.who or "–") if one.words else t("history-file", who=one.who or "–")


def _edit(one: Event, found: History, t: Translator) -> str:
    if one.detail == "manager":
        old, new = (found.names.get(int(str(id_ or 0)), "–") for id_ in change(one, "manager_id"))
    else:
        old, new = (t.plain(f"edit-{one.detail}-{code}") for code in change(one, one.detail))
    return t("history-edit", field=t.plain(f"btn2-edit-{one.detail}"), old=old, new=new, who=one.who or "–")


def _guest(one: Event, t: Translator) -> str:
    state = t.plain(f"exhibition-state-{one.detail}")
    return t("history-guest", name=cut(one.words or ""), state=state, who=one.who or "–")


def _occasion(one: Event, t: Translator) -> str:
    kind, _, state = one.detail.partition(":")
    what = t.plain(f"history-occasion-{kind.replace('_', '-')}", about=cut(one.words or ""))
    key = "history-congratulated" if state == "done" else "history-skipped"
    return t(key, what=what, who=one.who or "–")


_WORDED = frozenset({"complaint", "solved", "edit", "guest", "occasion"})
"""Events whose words are part of their line."""
_TEXTS: dict[str, Callable[[Event, Translator], str]] = {
    "touch": _touch,
    "call": _call,
    "score": _score,
    "complaint": _complaint,
    "solved": _solved,
    "case": _case,
    "settled": _settled,
    "note": _noted,
    "guest": _guest,
    "occasion": _occasion,
}
