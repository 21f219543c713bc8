"""A running bot from start to stop, in the right order, with its exit status. Not: building the parts."""

import asyncio
import gc
import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.types import User

from bot.clock import Clock
from bot.delivery import retry
from bot.delivery.ratelimit import RateLimiter
from bot.delivery.sender import Sender
from bot.delivery.tasks import Tasks
from bot.health import Health
from bot.scheduler import Scheduler
from bot.telegram.inbox import Inbox
from bot.telegram.outcomes import said
from bot.telegram.polling import AnotherPoller, Polling, Refused
from bot.telegram.session import LeanSession
from bot.telegram.webhook import Webhook, WebhookSettings
from bot.usecases.jobs import Jobs
from bot.usecases.planner import Planner
from storage import edits, facts, outbox, replicas
from storage import inbox as inbox_rows
from storage.database import Database

log = logging.getLogger(__name__)

STOPPED, OTHER, UNREACHABLE, ANOTHER_POLLER, TOKEN_REFUSED = 0, 1, 69, 76, 77
PATIENCE = 60.0  # seconds at start for an API that does not answer, and beside another poller
DRAIN = 20.0  # seconds for what is being handled or sent when the bot is stopped
KEEP_STRANGERS = timedelta(days=1)  # so long Telegram may bring an update again
DATABASE_PATIENCE = 5.0  # seconds for the database to answer a page of health
BEAT = 10.0  # seconds between signs of life of a replica
_LOOK = 0.002  # seconds between two looks whether all is quiet


@dataclass(frozen=True)
class Parts:
    """Everything that runs, built by `bot.app`. kinds: the update types that the handlers take.

    webhook: None means polling. health: None means no health pages. ready: called once when updates are taken.
    freeze: whether this process does nothing else, so that its garbage collector may be tuned.
    """

    db: Database
    clock: Clock
    bot: Bot
    session: LeanSession
    limiter: RateLimiter
    inbox: Inbox
    sender: Sender
    planner: Planner
    jobs: Jobs
    kinds: Sequence[str]
    keep: timedelta = timedelta(days=7)
    tidy: Callable[[], Awaitable[None]] | None = None
    settle: Callable[[], Awaitable[None]] | None = None
    webhook: WebhookSettings | None = None
    health: tuple[str, int] | None = None
    ready: Callable[[], None] | None = None
    patience: float = PATIENCE
    freeze: bool = False


class _Over(Exception):
    """The bot cannot go on; one line is in the log."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


async def serve(parts: Parts, stop: asyncio.Event) -> int:
    """Run until `stop` is set or nothing can go on; the exit status. Closes the session, not the database."""
    running = Running(parts)
    try:
        return await running.run(stop)
    finally:
        await parts.session.close()


class Running:
    """The tasks of one run."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self._tasks = Tasks(self._failed)
        self._intake = Tasks(self._failed)
        self._over = asyncio.Event()
        self._status = STOPPED
        self._scheduler = Scheduler(parts.clock, plan=self.plan, tidy=self.tidy)
        self._source: Polling | Webhook | None = None
        self._name = secrets.token_hex(4)
        self._alone = parts.db.dialect == "sqlite"

    async def run(self, stop: asyncio.Event) -> int:
        """Start everything, wait, stop everything."""
        health = await self._health()
        ended = asyncio.create_task(stop.wait(), name="stop")
        try:
            start = asyncio.create_task(self._start(), name="start")
            await asyncio.wait({start, ended}, return_when=asyncio.FIRST_COMPLETED)
            if not start.done():
                start.cancel()
                await asyncio.wait({start})
            else:
                start.result()
                over = asyncio.create_task(self._over.wait(), name="over")
                await asyncio.wait({over, ended}, return_when=asyncio.FIRST_COMPLETED)
                over.cancel()
        except _Over as end:
            self._status = end.status
        finally:
            ended.cancel()
            await self._stop()
            if health is not None:
                await health.stop()
        return self._status

    async def plan(self) -> None:
        """Ring what is due, let the sender look, and bring the counts up to date."""
        await self.parts.planner.tick()
        self.parts.sender.wake()
        if self.parts.settle is not None:
            await self.parts.settle()

    async def tidy(self) -> None:
        """Forget the numbers of updates handled long ago, and edits that cannot be taken back any more."""
        now = self.parts.clock()
        async with self.parts.db.transaction() as tx:
            await inbox_rows.tidy(tx, now - self.parts.keep, now - KEEP_STRANGERS)
            await edits.tidy(tx, now - timedelta(days=1))
        if self.parts.tidy is not None:
            await self.parts.tidy()

    async def _health(self) -> Health | None:
        if self.parts.health is None:
            return None
        health = Health(*self.parts.health, self.why_not_ready, self.measure)
        await health.start()
        return health

    async def why_not_ready(self) -> str | None:
        """None while updates come in, letters go out and the database answers."""
        if self.parts.sender.refused is not None:
            return "Telegram refuses the bot"
        if self.parts.sender.held:
            return "Telegram does not answer"
        if self._source is None or (isinstance(self._source, Polling) and not self._source.working):
            return "no updates are taken"
        return None if await self._remembers() else "the database does not answer"

    async def _remembers(self) -> bool:
        try:
            async with asyncio.timeout(DATABASE_PATIENCE):
                return bool(await self.parts.db.value("SELECT 1"))
        except Exception as error:  # noqa: BLE001 whatever it is, the page says so and the log names it
            log.warning("the database does not answer: %s", type(error).__name__)
            return False

    async def measure(self) -> dict[str, float]:
        """How late the oldest of what waits is, in seconds; nothing while the database does not answer."""
        if not await self._remembers():
            return {}
        parts, now = self.parts, self.parts.clock()
        oldest = {
            "rapport_update_lag_seconds": await inbox_rows.oldest(parts.db),
            "rapport_letter_lag_seconds": await outbox.next_due(parts.db),
            "rapport_alarm_lag_seconds": await parts.planner.next_at(),
        }
        return {
            name: 0.0 if due is None else max(0.0, (now - due).total_seconds())
            for name, due in oldest.items()
        }

    async def _start(self) -> None:
        parts = self.parts
        await self._connect()
        await parts.inbox.load()
        self._tasks.start(parts.inbox.run(), "inbox")
        if not self._alone:
            await self._beat()
            self._tasks.start(self._beats(), "heartbeat")
        self._tasks.start(parts.sender.run(), "sender")
        self._tasks.start(parts.jobs.run(), "jobs")
        self._scheduler.start()
        self._tasks.start(self._scheduler.watch(), "watchdog")
        await self._take_in()
        if parts.freeze:
            gc.collect()
            gc.freeze()  # aiogram leaves 190,000 objects for every full collection to walk
            gc.set_threshold(50_000, 20, 20)
        log.info("running")
        if parts.ready is not None:
            parts.ready()

    async def _take_in(self) -> None:
        parts = self.parts
        if parts.webhook is None:
            await parts.bot.delete_webhook(drop_pending_updates=False)
            polling = Polling(
                parts.bot, parts.session, parts.inbox, kinds=parts.kinds, patience=parts.patience
            )
            self._source = polling
            self._intake.start(polling.run(), "polling")
        else:
            webhook = Webhook(parts.bot, parts.inbox, parts.webhook, kinds=parts.kinds)
            self._source = webhook
            await webhook.start()

    async def _connect(self) -> None:
        """Make sure of token and network before anything is claimed."""
        loop = asyncio.get_running_loop()
        give_up, tries = loop.time() + self.parts.patience, 0
        while True:
            tries += 1
            try:
                await self._introduce(await self.parts.bot.get_me(request_timeout=10))
                return
            except (TelegramUnauthorizedError, TelegramNotFound):
                log.error("Telegram refuses this token; take the right one from @BotFather")
                raise _Over(TOKEN_REFUSED) from None
            except (TelegramAPIError, ClientDecodeError) as error:
                wait = retry.delay(tries, longest=10.0)
                if isinstance(error, TelegramRetryAfter):
                    wait = float(error.retry_after)
                if loop.time() + wait > give_up:
                    log.error("Telegram cannot be reached: %s", said(error))
                    raise _Over(UNREACHABLE) from None
                log.warning("Telegram does not answer (%s), next try in %.1f s", type(error).__name__, wait)
            await asyncio.sleep(wait)

    async def _introduce(self, me: User) -> None:
        """Remember the bot's name: links are made of it, also by the command line."""
        async with self.parts.db.transaction() as tx:
            await facts.put(tx, facts.BOT_NAME, me.username or "")

    async def _beats(self) -> None:
        while True:
            await asyncio.sleep(BEAT)
            try:
                await self._beat()
                await self.parts.sender.recover()
            except Exception:
                log.exception("no sign of life could be written")

    async def _beat(self) -> None:
        async with self.parts.db.transaction() as tx:
            self.parts.limiter.share(await replicas.beat(tx, self._name, self.parts.clock()))

    def _failed(self, error: BaseException) -> None:
        """An owned task ended by itself: the bot stops, with the status that says why."""
        match error:
            case AnotherPoller():
                log.error("another program uses this token and was here first")
                self._status = ANOTHER_POLLER
            case Refused():
                log.error("Telegram refuses this token now")
                self._status = TOKEN_REFUSED
            case _:
                self._status = OTHER
        self._over.set()

    async def _stop(self) -> None:
        """Intake, scheduler, workers and letters, in this order."""
        await self._intake.cancel()
        if isinstance(self._source, Webhook):
            await self._source.stop()
        self._scheduler.stop()
        await self._tasks.cancel()
        await asyncio.gather(self.parts.inbox.stop(DRAIN), self.parts.sender.stop(DRAIN))
        if not self._alone:
            async with self.parts.db.transaction() as tx:
                await replicas.leave(tx, self._name)
        log.info("stopped")


async def next_due(parts: Parts) -> datetime | None:
    """When the next alarm rings, the next letter is due or the next update has its turn."""
    turn = await inbox_rows.next_turn(parts.db, parts.clock())
    moments = [await parts.planner.next_at(), await outbox.next_due(parts.db), turn]
    return min((moment for moment in moments if moment is not None), default=None)


async def idle(parts: Parts) -> None:
    """Wait until nothing is handled, due or on its way. What Telegram holds up is not waited for."""
    quiet, pause = 0, _LOOK
    while True:
        if await _quiet(parts):
            # Twice, as one letter's end may free the next one, or an update put one in, between two looks.
            quiet, pause = quiet + 1, _LOOK
            if quiet == 2:
                return
        else:
            quiet, pause = 0, min(2 * pause, 0.02)
        await asyncio.sleep(pause)


async def _quiet(parts: Parts) -> bool:
    busy = parts.inbox.busy or parts.sender.busy or await parts.jobs.waits()
    await parts.planner.tick()
    parts.sender.wake()
    parts.inbox.wake()
    due = await next_due(parts)
    waits = due is None or due > parts.clock() or parts.sender.held
    open_ = await inbox_rows.any_ready(parts.db, parts.clock())
    return waits and not (busy or open_ or parts.inbox.busy or parts.sender.busy or parts.jobs.busy)
