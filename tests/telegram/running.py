"""A whole run in a task, for the tests of this folder. No test stands here."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import TelegramAPIServer

from bot.delivery.ratelimit import Limits, RateLimiter
from bot.delivery.sender import Sender
from bot.domain.ids import PersonId
from bot.domain.jobs import File
from bot.domain.letters import Claimed, Later, NotWanted, Opened
from bot.domain.people import Recipient
from bot.telegram.inbox import Handling, Inbox
from bot.telegram.limits import Limited
from bot.telegram.messenger import TelegramMessenger
from bot.telegram.run import Parts, serve
from bot.telegram.session import LeanSession
from bot.usecases.jobs import Jobs
from bot.usecases.planner import Planner
from storage import people
from tests.cast import COMPANY, Stage
from tests.waiting import CEILING

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
        return await asyncio.wait_for(self.task, CEILING)
