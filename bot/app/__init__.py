"""Builds a bot from settings, runs it, closes it. Alone may import all floors. Not: rules, wording."""

import asyncio
import logging
import signal
from dataclasses import replace
from datetime import datetime, timedelta

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode

import handlers
from bot.app import rules as rules_of
from bot.app.nouns import Nouns, build
from bot.clock import Clock
from bot.config import Settings
from bot.delivery.ratelimit import Limits, RateLimiter
from bot.delivery.sender import Sender
from bot.i18n import forgive
from bot.telegram import light
from bot.telegram import run as running
from bot.telegram.courier import Courier
from bot.telegram.inbox import Handling, Inbox
from bot.telegram.limits import Limited
from bot.telegram.messenger import TelegramMessenger
from bot.telegram.proof import Proof
from bot.telegram.session import LeanSession
from bot.telegram.webhook import WebhookSettings
from bot.usecases.demo import Cast, put_cast
from bot.usecases.demo_history import put_history
from bot.usecases.jobs import Jobs
from bot.usecases.planner import Planner
from handlers.middlewares import Guard
from storage.backup import interrupted
from storage.database import Database, lock
from storage.migrator import migrate

log = logging.getLogger(__name__)

__all__ = ["App", "Clock", "Settings", "lock", "start"]


class App:
    """A running bot, for whoever moves its clock: the playground and the tests."""

    def __init__(self, settings: Settings, db: Database, clock: Clock) -> None:
        self.db, self.clock = db, clock
        self.company = settings.company.domain()
        self.nouns = build(settings, db, clock)
        self.ready = asyncio.Event()
        self.parts = _parts(settings, db, clock, self.nouns, self.ready)
        self._stop = asyncio.Event()
        self._running: asyncio.Task[int] | None = None

    async def begin(self) -> None:
        """Start, and return when updates are taken. Raises RuntimeError when it ends before."""
        await _at_start(self.nouns)
        self._running = asyncio.create_task(running.serve(self.parts, self._stop), name="rapport")
        ready = asyncio.create_task(self.ready.wait(), name="ready")
        await asyncio.wait({self._running, ready}, return_when=asyncio.FIRST_COMPLETED)
        ready.cancel()
        if self._running.done():
            raise RuntimeError(f"the bot ended with status {self._running.result()}")

    async def idle(self) -> None:
        """Wait until nothing is handled, due or on its way."""
        await running.idle(self.parts)

    async def next_due(self) -> datetime | None:
        """When the next thing is due, aware UTC."""
        return await running.next_due(self.parts)

    async def tick(self) -> None:
        """Do what is due now."""
        await self.parts.planner.tick()
        self.parts.sender.wake()

    async def demo(self, *, history: bool = False) -> Cast:
        """Put the demo people on an empty database; with `history` also their last four months."""
        async with self.db.transaction() as tx:
            cast = await put_cast(tx, self.clock())
            if history:
                await put_history(tx, cast, self.clock(), self.company)
        await _at_start(self.nouns)
        return cast

    async def close(self) -> int:
        """Stop as on SIGTERM and close the database; the exit status."""
        self._stop.set()
        status = await self._running if self._running is not None else 0
        await self.nouns.charts.close()
        await self.db.close()
        return status


async def start(settings: Settings, clock: Clock | None = None) -> App:
    """A running bot on a migrated database. The caller closes it."""
    db = await _open(settings)
    app = App(settings, db, clock or Clock())
    await app.begin()
    return app


def run(settings: Settings) -> int:
    """`rapport run`: until SIGTERM or Ctrl-C; the exit status. Raises Taken, SchemaError."""
    forgive()
    url = settings.database.url.get_secret_value()
    with lock(url):
        if left := interrupted(url):
            log.warning(
                "a restore was interrupted, this is the database from before it: run it again or remove %s",
                left,
            )
        return _loop().run(_run(settings))


def _loop() -> asyncio.Runner:
    try:
        import uvloop
    except ImportError:  # not made for this platform
        return asyncio.Runner()
    return asyncio.Runner(loop_factory=uvloop.new_event_loop)


async def _run(settings: Settings) -> int:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    light.warm()
    clock, db = Clock(), await _open(settings)
    nouns = build(settings, db, clock)
    try:
        await _at_start(nouns)
        parts = _parts(settings, db, clock, nouns, asyncio.Event())
        return await running.serve(replace(parts, freeze=True), stop)
    finally:
        await nouns.charts.close()
        await db.close()


async def _open(settings: Settings) -> Database:
    db = await Database.open(settings.database.url.get_secret_value())
    try:
        await migrate(db)
    except BaseException:
        await db.close()
        raise
    return db


async def _at_start(nouns: Nouns) -> None:
    for ensure in nouns.at_start:
        await ensure()


def _parts(
    settings: Settings, db: Database, clock: Clock, nouns: Nouns, ready: asyncio.Event
) -> running.Parts:
    alone = db.dialect == "sqlite"
    delivery = settings.delivery
    limiter = RateLimiter(Limits(delivery.rate, delivery.chat_rate, delivery.group_rate))
    session = LeanSession(TelegramAPIServer.from_base(settings.telegram.api_url))
    session.middleware(Limited(limiter))
    defaults = DefaultBotProperties(parse_mode=ParseMode.HTML, link_preview_is_disabled=True)
    bot = Bot(settings.telegram.token.get_secret_value(), session, defaults)
    dispatcher = _dispatcher(settings, nouns)
    proof = Proof(db, clock, nouns.letters)
    handling = Handling(bot, dispatcher, clock, settings.company.language, proof.look)
    courier = Courier(bot, db, clock, settings.company.domain())
    webhook = settings.webhook
    return running.Parts(
        db=db,
        clock=clock,
        bot=bot,
        session=session,
        limiter=limiter,
        inbox=Inbox(db, clock, handling, alone=alone, rules=rules_of.throttle(settings)),
        sender=Sender(db, clock, TelegramMessenger(bot, nouns.letters), alone=alone),
        planner=Planner(db, clock, nouns.ringers),
        jobs=Jobs(db, clock, nouns.workers, courier.post, alone=alone),
        kinds=sorted({*dispatcher.resolve_used_update_types(), "my_chat_member"}),
        keep=timedelta(days=settings.inbox.keep_days),
        tidy=nouns.tidy,
        settle=nouns.settle,
        webhook=WebhookSettings(
            webhook.url, webhook.secret.get_secret_value(), webhook.host, webhook.port, webhook.path
        )
        if settings.telegram.mode == "webhook"
        else None,
        health=(settings.health.host, settings.health.port) if settings.health.port else None,
        ready=ready.set,
    )


def _dispatcher(settings: Settings, nouns: Nouns) -> Dispatcher:
    # Steps of short forms are rows written with their effects, so aiogram's own state machine has nothing to do.
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.update.outer_middleware(Guard(nouns.people, nouns.letters, settings.company.language))
    dispatcher.include_router(handlers.setup())
    dispatcher.workflow_data.update(nouns.handlers)
    return dispatcher
