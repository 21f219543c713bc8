"""The world fixture, on both databases."""

import inspect
from collections.abc import AsyncIterator, Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from aiogram.dispatcher.event import handler
from aiogram.filters import Filter

from playground.server import Playground
from tests.cast import StoppedClock
from tests.chats.world import World
from tests.waiting import CEILING


@pytest.fixture(scope="session", autouse=True)
def signatures() -> Iterator[None]:
    """Every world registers the same 2,000 handlers and filters: aiogram reads each signature once, not every time."""
    known: dict[Any, inspect.Signature] = {}

    def signature(callback: Callable[..., Any], **how: Any) -> inspect.Signature:
        key = type(callback) if isinstance(callback, Filter) else getattr(callback, "__code__", callback)
        if key not in known:
            known[key] = inspect.signature(callback, **how)
        return known[key]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(handler, "inspect", SimpleNamespace(**{**vars(inspect), "signature": signature}))
        yield


@pytest.fixture
async def world(db_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    """Everybody at their phones; it is Monday 23 November 2026, 10:00 in Riga."""
    monkeypatch.setattr("bot.telegram.messenger.TIDY_TIMEOUT", int(CEILING))
    clock = StoppedClock()
    made = World(db_url, clock, Playground(clock))
    await made.begin()
    yield made
    await made.end()
