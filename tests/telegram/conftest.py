"""A playground, a bot on it with the house's own session, and the cast in both worlds."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message

from bot.delivery.ratelimit import RateLimiter
from bot.telegram.limits import Limited
from bot.telegram.run import Parts
from bot.telegram.session import LeanSession
from playground import Phone, Playground
from storage.database import Database
from tests.cast import Stage, StoppedClock, set_stage
from tests.telegram.running import FAST, Run
from tests.waiting import CEILING


@pytest.fixture
async def stage(db: Database) -> Stage:
    """The cast on a fresh database; it is Monday 10:00 in Riga."""
    return await set_stage(db)


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    """A started playground."""
    server = Playground(StoppedClock())
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def limiter() -> RateLimiter:
    return RateLimiter(FAST)


@pytest.fixture
async def session(playground: Playground) -> AsyncIterator[LeanSession]:
    made = LeanSession(TelegramAPIServer.from_base(playground.url))
    yield made
    await made.close()


@pytest.fixture
def bot(playground: Playground, session: LeanSession, limiter: RateLimiter) -> Bot:
    """A bot as `bot.app` builds it."""
    session.middleware(Limited(limiter))
    return Bot(playground.token, session, default=DefaultBotProperties(parse_mode="HTML"))


@pytest.fixture
def anna(playground: Playground) -> Phone:
    """Anna's phone; she has pressed Start and nobody has heard of it."""
    phone = playground.phone(2001, "Anna")
    phone.start()
    playground.world.updates.clear()
    return phone


@pytest.fixture
def janis(playground: Playground) -> Phone:
    """Jānis's phone, likewise."""
    phone = playground.phone(1003, "Jānis")
    phone.start()
    playground.world.updates.clear()
    return phone


@pytest.fixture
def dispatcher() -> Dispatcher:
    return Dispatcher(disable_fsm=True)


@pytest.fixture
def heard(dispatcher: Dispatcher) -> list[str]:
    """What a handler heard that repeats it."""
    texts: list[str] = []

    async def take(message: Message) -> None:
        texts.append(message.text or "")
        await message.answer(f"You said {message.text}")

    dispatcher.message.register(take)
    return texts


@pytest.fixture
async def started(parts: Parts) -> AsyncIterator[Run]:
    """A run of the `parts` of the module, under way."""
    one = Run(parts)
    await asyncio.wait_for(one.running.wait(), CEILING)
    yield one
    await one.stop()
