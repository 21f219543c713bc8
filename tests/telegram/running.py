"""A whole run in a task, for the tests of this folder. No test stands here."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import TelegramAPIServer

from bot.delivery.ratelimit import RateLimiter
from bot.delivery.sender import Sender
from bot.domain.ids import PersonId
from bot.domain.jobs import File
from bot.telegram.inbox import Handling, Inbox
from bot.telegram.limits import Limited
from bot.telegram.messenger import TelegramMessenger
from bot.telegram.run import Parts, serve
from bot.telegram.session import LeanSession
from bot.usecases.jobs import Jobs
from bot.usecases.planner import Planner
from tests.cast import Stage
from tests.telegram.conftest import FAST, Opens

KINDS = ["message", "callback_query", "my_chat_member"]


async def nobody(_to: PersonId, _file: File) -> None:
    """No job here makes a file."""


def make(stage: Stage, dispatcher: Dispatcher, url: str, token: str) -> Parts:
    session, limiter = LeanSession(TelegramAPIServer.from_base(url)), RateLimiter(FAST)
    session.middleware(Limited(limiter))
    bot = Bot(token, session, default=DefaultBotProperties(parse_mode="HTML"))
    return Parts(
        db=stage.db,
        clock=stage.clock,
        bot=bot,
        session=session,
        limiter=limiter,
        inbox=Inbox(stage.db, stage.clock, Handling(bot, dispatcher, stage.clock, "en"), alone=True),
        sender=Sender(stage.db, stage.clock, TelegramMessenger(bot, Opens(stage)), alone=True),
        planner=Planner(stage.db, stage.clock, {}),
        jobs=Jobs(stage.db, stage.clock, {}, nobody, alone=True),
        kinds=KINDS,
        patience=1.0,
    )


class Run:
    """A run in a task of its own."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.stopping = asyncio.Event()
        self.running = asyncio.Event()
        ready: Callable[[], None] = self.running.set
        self.task = asyncio.create_task(serve(replace(parts, ready=ready), self.stopping))

    async def stop(self) -> int:
        self.stopping.set()
        return await asyncio.wait_for(self.task, 30)
