"""The world fixture, on both databases."""

from collections.abc import AsyncIterator

import pytest

from playground.server import Playground
from tests.cast import StoppedClock
from tests.chats.world import World


@pytest.fixture
async def world(db_url: str) -> AsyncIterator[World]:
    """Everybody at their phones; it is Monday 23 November 2026, 10:00 in Riga."""
    clock = StoppedClock()
    made = World(db_url, clock, Playground(clock))
    await made.begin()
    yield made
    await made.end()
