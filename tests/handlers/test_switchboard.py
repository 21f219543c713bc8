"""The switchboard finds the very handler that aiogram finds by asking every filter of every router."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from aiogram import Router
from aiogram.dispatcher.event.bases import UNHANDLED, SkipHandler
from aiogram.dispatcher.event.handler import HandlerObject
from aiogram.types import CallbackQuery, Message, TelegramObject

import handlers
from bot.domain.ids import NOBODY
from bot.domain.people import Actor, Role, Step
from handlers.filters import About, AtStep, Prefixes, Pressed, Said, Slotted
from handlers.switchboard import Switchboard

USER = {"id": 1, "is_bot": False, "first_name": "Anna"}
TEXT = {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "from": USER, "text": "Hello"}


def named(root: Router) -> Router:
    """Every handler gives its name instead of doing anything."""
    for router in root.chain_tail:
        for kind in ("message", "callback_query"):
            for handler in router.observers[kind].handlers:
                name = f"{router.name}.{handler.callback.__module__}.{handler.callback.__name__}"
                handler.callback, handler.params = _saying(name), set()
    return root


def _saying(name: str) -> Callable[..., Any]:
    async def say(_: TelegramObject) -> str:
        return name

    return say


def walked() -> Router:
    root = Router(name="root")
    root.include_routers(*(noun.setup() for noun in handlers.NOUNS))
    return named(root)


def filters(root: Router) -> Iterator[Slotted]:
    for router in root.chain_tail:
        for kind in ("message", "callback_query"):
            for handler in router.observers[kind].handlers:
                yield from (f.callback for f in handler.filters or () if isinstance(f.callback, Slotted))


def pressed(data: str) -> CallbackQuery:
    press = {"id": "1", "from": USER, "chat_instance": "1", "data": data, "message": TEXT}
    return CallbackQuery.model_validate(press)


def presses(known: Pressed) -> list[str]:
    """Data of this button with each kind of value in the fields that it leaves open."""
    separator, fields = known.kind.__separator__, list(known.kind.model_fields)
    only = {name: str(getattr(value, "value", value)) for name, value in known.only.items()}
    return [
        separator.join([known.kind.__prefix__, *(only.get(name, spare) for name in fields)])
        for spare in ("1", "", "yes", "talked")
    ]


def events(root: Router) -> Iterator[tuple[str, TelegramObject, dict[str, Any]]]:
    """Everything that any handler waits for, and what none does."""
    said = Message.model_validate(TEXT)
    given: set[tuple[str | None, str | None, str | None]] = {(None, None, None), ("nothing", None, None)}
    data: set[str] = {"", "nobody:1", "nobody"}
    for known in filters(root):
        match known:
            case Said():
                given.add((known.name, None, None))
            case AtStep():
                given |= {(None, known.name, None), (None, known.name, "call:1"), ("find", known.name, None)}
            case About():
                given |= {(None, None, f"{known.prefix}1"), (None, "call.when", f"{known.prefix}1")}
            case Pressed():
                data.update(presses(known))
    for role in Role:
        for command, step, about in sorted(given, key=str):
            actor = Actor(NOBODY, role, "", "en", "UTC", 1, step=Step(step, {}) if step else None)
            yield (
                "message",
                said,
                {"actor": actor, "command": (command, "") if command else None, "about": about},
            )
        actor = Actor(NOBODY, role, "", "en", "UTC", 1)
        for text in sorted(data):
            yield "callback_query", pressed(text), {"actor": actor, "command": None, "about": None}


async def test_the_same_handler_is_found_for_everything_that_may_come() -> None:
    plain, quick = walked(), named(handlers.setup())
    found = set()
    for kind, event, data in events(plain):
        expected = await plain.propagate_event(kind, event, **data)
        assert await quick.propagate_event(kind, event, **data) == expected, (kind, event, data)
        found.add(expected)
    assert len(found) > 150


def registered(root: Router, kind: str) -> list[HandlerObject]:
    return [handler for router in root.chain_tail for handler in router.observers[kind].handlers]


async def test_a_handler_that_skips_leaves_the_event_to_the_next() -> None:
    root, inner = Switchboard("root"), Router(name="inner")

    async def skip(_: Message) -> None:
        raise SkipHandler

    inner.message.register(skip, Said("find"))
    inner.message.register(_saying("next"), Said("find"))
    root.include_router(inner)
    root.close()
    actor = Actor(NOBODY, Role.HEAD, "", "en", "UTC", 1)
    said = Message.model_validate(TEXT)
    data: dict[str, Any] = {"actor": actor, "about": None}
    assert await root.propagate_event("message", said, command=("find", ""), **data) == "next"
    assert await root.propagate_event("message", said, command=("other", ""), **data) is UNHANDLED


def test_a_middleware_that_would_be_left_out_is_refused_at_the_start() -> None:
    root, inner = Switchboard("root"), Router(name="inner")
    inner.message.middleware(_saying("never"))
    root.include_router(inner)
    with pytest.raises(RuntimeError, match="inner"):
        root.close()


def test_filters_of_whole_routers_say_nothing_that_the_buttons_do_not() -> None:
    for router in walked().chain_tail:
        wanted = {
            f.callback.kind.__prefix__
            for handler in registered(router, "callback_query")
            for f in handler.filters or ()
            if isinstance(f.callback, Pressed)
        }
        for checked in router.callback_query._handler.filters or ():
            assert isinstance(checked.callback, Prefixes)
            assert wanted <= checked.callback.prefixes
