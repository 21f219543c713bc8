"""Workers: handle updates at once, try again, mark them done in batches. Not: which update is next."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.delivery import retry
from bot.delivery.settle import alert
from bot.delivery.tasks import Tasks
from bot.telegram.inbox.handling import Handling
from bot.telegram.inbox.shape import Raw
from storage import inbox
from storage.database import Clash, Database

log = logging.getLogger(__name__)

AT_ONCE = 64
TRIES = 5
TIME = 55.0  # seconds for all tries of an update
_STUCK = 5.0  # seconds between tries of a database that does not take marks


@dataclass(frozen=True, slots=True)
class Item:
    """An open update in memory. `at`: when its turn is (None: at once)."""

    seq: int
    update_id: int
    chat: int
    raw: Raw
    received_at: datetime
    at: datetime | None = None


class Workers:
    """Up to 64 updates at once. `ended` is told which are marked done (in the database) or given up."""

    def __init__(
        self, db: Database, clock: Clock, handling: Handling, ended: Callable[[Sequence[Item]], None]
    ) -> None:
        self._db, self._clock, self._handling, self._ended = db, clock, handling, ended
        self._tasks = Tasks()
        self._working = 0
        self._handled: list[Item] = []
        self._to_mark = asyncio.Event()
        self._marking = False
        self.freed = asyncio.Event()  # a place is free again

    @property
    def free(self) -> int:
        """How many more may start."""
        return AT_ONCE - self._working

    @property
    def busy(self) -> bool:
        """Whether something is handled or waits for its mark."""
        return len(self._tasks) > 0 or bool(self._handled) or self._marking

    def start(self, item: Item) -> None:
        """Handle it now."""
        self._working += 1
        self._tasks.start(self._work(item), f"update {item.update_id}")

    async def run(self) -> None:
        """Mark what is handled, all that gathered in one transaction, until cancelled."""
        while True:
            await self._to_mark.wait()
            self._to_mark.clear()
            await self.mark()

    async def mark(self) -> None:
        """Mark everything handled so far; a database that refuses is asked again for ever."""
        batch, self._handled = self._handled, []
        if not batch:
            return
        self._marking = True
        try:
            await self._mark(batch)
        except BaseException:  # cancelled: whoever stops us marks them
            self._handled = [*batch, *self._handled]
            raise
        finally:
            self._marking = False
        self._ended(batch)

    async def _mark(self, batch: Sequence[Item]) -> None:
        while True:
            try:
                async with self._db.transaction() as tx:
                    await inbox.done(tx, [item.seq for item in batch], self._clock())
                return
            except Exception:
                log.exception("%d updates could not be marked done", len(batch))
                await asyncio.sleep(_STUCK)

    async def stop(self, seconds: float) -> None:
        """Wait so long for what is handled; the rest is handled again after the next start."""
        await self._tasks.drain(seconds)
        await self.mark()

    async def _work(self, item: Item) -> None:
        try:
            code = await self._tried(item)
            if code is not None:
                await self._give_up(item, code)
        finally:
            self._working -= 1
        if code is not None:
            self._ended([item])
        else:
            self._handled.append(item)
            self._to_mark.set()
        self.freed.set()

    async def _tried(self, item: Item) -> str | None:
        """None, or the code under which the last error stands in the log."""
        deadline = asyncio.get_running_loop().time() + TIME
        code = None
        for attempt in range(1, TRIES + 1):
            try:
                async with asyncio.timeout_at(deadline):
                    await self._handling.handle(item.raw, item.received_at)
                return None
            except Clash:  # a reminder about the same thing was quicker: the same again will do, at once
                log.info("update %d met another unit of work, try %d", item.update_id, attempt)
                code = code or retry.new_code()
                continue
            except Exception:
                code = code or retry.new_code()
                log.exception("update %d failed, try %d, code %s", item.update_id, attempt, code)
            wait = retry.delay(attempt, first=0.5)
            if attempt == TRIES or asyncio.get_running_loop().time() + wait >= deadline:
                break
            await asyncio.sleep(wait)
        return code

    async def _give_up(self, item: Item, code: str) -> None:
        log.error("update %d is given up, code %s", item.update_id, code)
        while True:
            try:
                async with self._db.transaction() as tx:
                    now = self._clock()
                    await inbox.failed(tx, item.seq, code, TRIES, now)
                    await alert(tx, code, "update", now)
                break
            except Exception:
                log.exception("update %d could not be marked failed", item.update_id)
                await asyncio.sleep(_STUCK)
        try:
            await self._handling.give_up(item.raw, code)
        except Exception:
            log.exception("no apology for update %d", item.update_id)
