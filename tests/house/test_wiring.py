"""Routers: every handler's parameters can be injected, every filter is async, every prefix is unique, the catch-all is last.

aiogram calls a handler with what its parameters name; a misspelt one would fail only when somebody writes.
"""

import inspect
from collections.abc import Iterator
from typing import cast

from aiogram import Router
from aiogram.dispatcher.event.handler import FilterObject, HandlerObject
from aiogram.filters.callback_data import CallbackData

import handlers
from bot.app.nouns import build
from bot.clock import Clock
from bot.config import Settings
from bot.i18n import LANGUAGES, translator
from handlers.clients.add import PickedUser, SharedContact
from handlers.clients.data import Noting
from handlers.commands import COMMANDS
from handlers.filters import About, AtStep, Pressed, Said
from handlers.imports import TableFile
from handlers.joining import Opens
from storage.database import Database

# What the guard and the dispatcher give to every handler, besides the use cases by their names …
ALWAYS = {"actor", "profile", "t", "command", "about", "bot", "update_id"}
# … and what a filter finds out.
GIFTS: dict[type[object], str] = {
    Said: "args",
    Pressed: "data",
    AtStep: "step",
    About: "number",
    Opens: "token",
    Noting: "noted",
    SharedContact: "shared",
    PickedUser: "shared",
    TableFile: "table",
}


def routers() -> list[Router]:
    return list(handlers.setup().chain_tail)


def registered() -> Iterator[tuple[Router, HandlerObject]]:
    for router in routers():
        for observer in router.observers.values():
            for handler in observer.handlers:
                yield router, handler


def filters() -> Iterator[tuple[str, FilterObject]]:
    for router in routers():
        for observer in router.observers.values():
            for checked in observer._handler.filters or ():
                yield f"{router.name}.{observer.event_name}", checked
    for router, handler in registered():
        for checked in handler.filters or ():
            yield f"{router.name}.{handler.callback.__name__}", checked


def gifts(handler: HandlerObject) -> set[str]:
    return {GIFTS[type(f.callback)] for f in handler.filters or () if type(f.callback) in GIFTS}


def test_every_parameter_of_a_handler_can_be_injected() -> None:
    nouns = build(Settings(), cast(Database, None), Clock())
    wrong, usecases = [], set(nouns.handlers)
    for router, handler in registered():
        _, *names = inspect.signature(handler.callback).parameters
        for name in set(names) - ALWAYS - usecases - gifts(handler):
            wrong.append(f"{router.name}.{handler.callback.__name__}: nobody gives {name!r}")
    assert not wrong


def test_every_handler_is_a_coroutine() -> None:
    assert not [
        handler.callback for _, handler in registered() if not inspect.iscoroutinefunction(handler.callback)
    ]


def test_every_filter_is_async() -> None:
    slow = [
        where
        for where, checked in filters()
        if checked.magic is not None
        or not (
            inspect.iscoroutinefunction(checked.callback)
            or inspect.iscoroutinefunction(type(checked.callback).__call__)
        )
    ]
    assert not slow, "aiogram would run these in a thread"


def test_the_catch_all_is_last_and_unfiltered() -> None:
    last = routers()[-1]
    assert last.name == "fallback"
    assert all(not handler.filters for handler in last.message.handlers)


def test_every_router_has_a_name_of_its_own() -> None:
    names = [router.name for router in routers()]
    assert len(names) == len(set(names))


def test_prefixes_of_button_data_are_unique() -> None:
    routers()
    prefixes = [
        kind.__prefix__ for kind in CallbackData.__subclasses__() if kind.__module__.startswith("handlers")
    ]
    assert len(prefixes) == len(set(prefixes))


def test_every_command_says_in_every_menu_what_it_is() -> None:
    wanted = {f"command-{command.name}" for command in COMMANDS}
    for language in LANGUAGES:
        t = translator(language, "UTC")
        assert not [key for key in wanted if not t.has(key)]
