"""Finding the handler among all routers of Rapport against a bot with one handler, in CPU time, without network.

Every button and every command that Rapport has is dispatched in turn; the handlers themselves are not run.
"""

import asyncio
import time
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import count
from statistics import mean
from typing import Any, get_args

from aiogram import Bot, Dispatcher, Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, Message, TelegramObject, Update

import handlers
from benchmarks.report import Ratio, heading, middle_ratio, note, percentile, tell
from bot.domain.ids import NOBODY
from bot.domain.people import Actor, Role
from handlers.filters import Pressed, Said

ROUNDS = 7
TURNS = 20  # of every update in a round
TOKEN = "7000000001:PLAYGROUND-only-for-this-machine-00"
_USER = {"id": 1, "is_bot": False, "first_name": "Anna"}
_MESSAGE = {
    "message_id": 1,
    "date": 1,
    "chat": {"id": 1, "type": "private"},
    "from": _USER,
    "text": "Hello there",
}
_numbers = count(1)
_ACTOR = Actor(NOBODY, Role.LEAD, "Oskars", "en", "Europe/Riga", 1)


class OneData(CallbackData, prefix="zz"):
    """The one button of the bot with one handler."""

    id: int


async def pressed(press: CallbackQuery, data: OneData) -> None:
    """The one handler of presses."""


async def written(message: Message) -> None:
    """The one handler of messages."""


def _one() -> Dispatcher:
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.callback_query.register(pressed, Pressed(OneData))
    dispatcher.message.register(written)
    return dispatcher


def _all() -> Dispatcher:
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.include_router(handlers.setup())
    return dispatcher


async def _found(_: TelegramObject) -> None:
    """Instead of the handler that was found."""


def _routers(router: Router) -> Iterator[Router]:
    yield router
    for inner in router.sub_routers:
        yield from _routers(inner)


def _stopped(dispatcher: Dispatcher) -> Dispatcher:
    for router in _routers(dispatcher):
        for handler in [*router.callback_query.handlers, *router.message.handlers]:
            handler.callback, handler.params = _found, set()
    return dispatcher


def _buttons(dispatcher: Dispatcher) -> list[str]:
    """Callback data for every handler of a button."""
    filters = (
        filter_.callback
        for router in _routers(dispatcher)
        for handler in router.callback_query.handlers
        for filter_ in handler.filters or ()
    )
    return [_packed(filter_) for filter_ in filters if isinstance(filter_, Pressed)]


def _packed(filter_: Pressed) -> str:
    fields = {
        name: filter_.only.get(
            name, field.get_default() if not field.is_required() else _sample(field.annotation)
        )
        for name, field in filter_.kind.model_fields.items()
    }
    return filter_.kind(**fields).pack()


def _sample(kind: Any) -> Any:
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    if isinstance(kind, type):
        return "1" if issubclass(kind, str) else 1
    return next((value for value in get_args(kind) if value is not None and not isinstance(value, type)), 1)


def _commands(dispatcher: Dispatcher) -> list[str]:
    return [
        filter_.callback.name
        for router in _routers(dispatcher)
        for handler in router.message.handlers
        for filter_ in handler.filters or ()
        if isinstance(filter_.callback, Said)
    ]


def _update(bot: Bot, **event: Any) -> Update:
    # Numbers of their own: aiogram keeps the latest updates in a cache by number.
    return Update.model_validate({"update_id": next(_numbers), **event}, context={"bot": bot})


Given = tuple[Update, dict[str, Any]]


def _given(bot: Bot, *, data: str | None = None, command: str | None = None) -> Given:
    """The update, and what the outer middleware tells the filters."""
    known = {"actor": _ACTOR, "command": (command, "") if command else None, "about": None}
    if data is None:
        return _update(bot, message={**_MESSAGE, "text": f"/{command}" if command else "Hello"}), known
    press = {"id": "1", "from": _USER, "chat_instance": "1", "data": data, "message": _MESSAGE}
    return _update(bot, callback_query=press), known


async def _microseconds(dispatcher: Dispatcher, bot: Bot, given: Given) -> float:
    update, data = given
    start = time.thread_time()
    for _ in range(TURNS):
        await dispatcher.feed_update(bot, update, **data)
    return (time.thread_time() - start) / TURNS * 1e6


async def _compare(what: str, bot: Bot, many: Sequence[Given], one: Given) -> list[Ratio]:
    everything, single = _stopped(_all()), _stopped(_one())
    ours: list[list[float]] = []  # a round each, in it one an update
    theirs: list[list[float]] = []
    for _ in range(ROUNDS):
        ours.append([await _microseconds(everything, bot, given) for given in many])
        theirs.append([await _microseconds(single, bot, one) for _ in many])
    each = [percentile(times, 0.5) for times in zip(*ours, strict=True)]
    base = percentile([taken for times in theirs for taken in times], 0.5)
    note(
        f"{len(many)} {what}: {base:.0f} µs with one handler, {mean(each):.0f} µs with all, {max(each):.0f} at worst"
    )
    means = [mean(times) for times in ours], [mean(times) for times in theirs]
    return [
        Ratio(f"time to dispatch {what}, all routers : one handler", middle_ratio(*means), 3, at_most=True),
        Ratio(f"the slowest of the {what} : one handler", max(each) / base),
    ]


async def _measure() -> None:
    bot = Bot(TOKEN)
    known = _all()
    presses = [_given(bot, data=data) for data in [*_buttons(known), "nobody:1"]]
    messages = [_given(bot, command=name) for name in [*_commands(known), "nobody", None]]
    tell(await _compare("buttons", bot, presses, _given(bot, data="zz:1")))
    tell(await _compare("commands", bot, messages, _given(bot, command="one")))
    await bot.session.close()


def run() -> None:
    """Measure and print."""
    heading(f"Dispatch with all {len(handlers.NOUNS)} routers, {ROUNDS} rounds in turn")
    asyncio.run(_measure())
