"""A playground, a bot on it with the house's own session, and the cast in both worlds."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import TelegramAPIServer

from bot.delivery.ratelimit import Limits, RateLimiter
from bot.domain.letters import Claimed, Later, NotWanted, Opened
from bot.domain.people import Recipient
from bot.telegram.limits import Limited
from bot.telegram.session import LeanSession
from playground import Phone, Playground
from storage import people
from storage.database import Database
from tests.cast import COMPANY, Stage, StoppedClock, set_stage

FAST = Limits(total=1000, chat=1000, group_minute=60_000)


class Opens:
    """Opens every letter for whom it is meant; a test may put answers of its own by kind."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.answers: dict[str, Later | NotWanted | Exception] = {}

    async def open(self, letter: Claimed) -> Opened | Later | NotWanted:
        answer = self.answers.get(letter.kind)
        if isinstance(answer, Exception):
            raise answer
        if answer is not None:
            return answer
        async with self.stage.db.read() as conn:
            to: Recipient | None = await people.recipient(
                conn, letter.to, self.stage.clock(), language=COMPANY.language, zone=COMPANY.zone
            )
        return NotWanted("nobody to send to") if to is None else Opened(dict(letter.args), to)


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


async def until(what: object, seconds: float = 10.0) -> None:
    """Wait until calling `what` gives truth; it may be a coroutine function."""
    async with asyncio.timeout(seconds):
        while True:
            found = what()  # type: ignore[operator]
            if asyncio.iscoroutine(found):
                found = await found
            if found:
                return
            await asyncio.sleep(0.01)
