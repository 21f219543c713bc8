"""Storing updates and handing them over: from memory when alone, by claims among replicas. Not: handling."""

import asyncio
import heapq
import logging
import secrets
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from pydantic_core import from_json, to_json

from bot.clock import Clock
from bot.delivery.tasks import Tasks
from bot.domain.throttle import ThrottleRules
from bot.telegram.inbox import shape
from bot.telegram.inbox.handling import Handling
from bot.telegram.inbox.throttle import Throttle, Turn, Word
from bot.telegram.inbox.workers import Item, Workers
from bot.usecases import reach
from storage import inbox
from storage.database import Database

log = logging.getLogger(__name__)

BACKLOG = 1000  # updates in memory beyond which Telegram is kept waiting
POLL = 1.0  # seconds between looks for what another replica stored
_RULES = ThrottleRules()


class Inbox:
    """Every update goes through here. `alone`: no other process works on this database (SQLite)."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        handling: Handling,
        *,
        alone: bool,
        rules: ThrottleRules = _RULES,
    ) -> None:
        self._db, self._clock, self._handling = db, clock, handling
        self._bot_id, self._throttle, self._tasks = handling.bot.id, Throttle(rules), Tasks()
        self._workers = Workers(db, clock, handling, self._ended)
        self._feed = _Memory(clock, self._workers) if alone else _Claims(db, clock, self._workers)
        self._room = asyncio.Event()
        self._room.set()
        self._storing = 0

    @property
    def busy(self) -> bool:
        """Whether updates are stored, wait in memory (but for their turn) or are handled."""
        return self._storing > 0 or self._feed.busy or self._workers.busy or len(self._tasks) > 0

    def wake(self) -> None:
        """The clock was moved: look whose turn it is."""
        self._feed.wake()

    async def accept(self, updates: Sequence[dict[str, Any]]) -> None:
        """Store a batch; return when it is committed and there is room for more. Known ones are left out."""
        if not updates:
            return
        self._storing += 1
        try:
            items = await self._store(updates)
        finally:
            self._storing -= 1
        self._feed.add(items)
        if self._feed.crowd > BACKLOG:
            self._room.clear()
            await self._room.wait()

    async def _store(self, updates: Sequence[dict[str, Any]]) -> list[Item]:
        now = self._clock()
        turns, words = self._throttle.turns(updates, now), list[Word]()
        leavers = [raw for raw in updates if shape.blocks(raw)]
        users = {
            user
            for raw in updates
            if shape.is_private(raw) and not shape.blocks(raw) and (user := shape.user_of(raw)) is not None
        }
        async with self._db.transaction() as tx:
            if any(turn.at is not None for turn in turns):
                turns, words = await self._throttle.admit(tx, turns)
            rows = [_incoming(turn) for turn in turns]
            new = await inbox.put(tx, self._bot_id, rows, now)
            if users and new:
                await reach.found(tx, sorted(users))
            for turn in turns:
                if turn.at is not None and turn.raw["update_id"] in new and shape.is_stop(turn.raw):
                    await reach.stopped(tx, shape.user_of(turn.raw) or 0, now)  # its turn may be far
            for raw in leavers:
                if raw["update_id"] in new:
                    await reach.blocked(tx, shape.user_of(raw) or 0, now)
        for word in words:
            self._tasks.start(self._handling.say(word.raw, word.key, word.language), word.key)
        return [
            Item(seq, turn.raw["update_id"], turn.chat, turn.raw, now, turn.at)
            for turn in turns
            if (seq := new.pop(turn.raw["update_id"], None)) is not None
        ]

    async def load(self) -> None:
        """Take over what an earlier process left open. Before anything is accepted."""
        await self._feed.load(self._db, self._bot_id)

    async def run(self) -> None:
        """Hand over and mark until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._workers.run(), name="inbox marks")
            group.create_task(self._feed.run(), name="inbox feed")

    async def stop(self, seconds: float) -> None:
        """Start nothing more and wait so long for what is handled. After `run` was cancelled."""
        self._feed.close()
        await self._workers.stop(seconds)
        await self._tasks.cancel()
        await self._feed.leave()

    def _ended(self, items: Sequence[Item]) -> None:
        self._feed.ended(items)
        if self._feed.crowd <= BACKLOG:
            self._room.set()


class _Memory:
    """Alone: chats and their updates stay in memory after storing, so that nothing is read again."""

    def __init__(self, clock: Clock, workers: Workers) -> None:
        self._clock, self._workers = clock, workers
        self._chats: dict[
            int, deque[Item]
        ] = {}  # the first one of each is being handled, or its chat is ready, or its turn is later
        self._ready: deque[int] = deque()
        self._later: list[tuple[datetime, int]] = []  # a heap: when which chat is ready
        self._closed = False
        self.crowd = 0  # how many wait for nothing but a worker

    @property
    def busy(self) -> bool:
        now = self._clock()
        return len(self._chats) > sum(at > now for at, _ in self._later)

    def wake(self) -> None:
        self._workers.freed.set()

    async def load(self, db: Database, bot_id: int) -> None:
        async with db.read() as conn:
            stored = await inbox.open_ones(conn, bot_id)
        if stored:
            log.info("%d updates of an earlier run wait to be handled", len(stored))
        self.add([_item(update) for update in stored])

    def add(self, items: Sequence[Item]) -> None:
        for item in items:
            chat = self._chats.get(item.chat)
            if chat is None:
                self._chats[item.chat] = deque((item,))
                self._next(item)
            else:
                chat.append(item)
        self._count(items, 1)
        self._start()

    def ended(self, items: Sequence[Item]) -> None:
        for item in items:
            chat = self._chats[item.chat]
            chat.popleft()
            if chat:
                self._next(chat[0])
            else:
                del self._chats[item.chat]
        self._count(items, -1)
        self._start()

    def _count(self, items: Sequence[Item], sign: int) -> None:
        self.crowd += sign * sum(item.at is None for item in items)

    def _next(self, item: Item) -> None:
        """The first update of its chat: ready, unless its turn is later."""
        if item.at is None or item.at <= self._clock():
            self._ready.append(item.chat)
        else:
            heapq.heappush(self._later, (item.at, item.chat))
            self._workers.freed.set()  # `run` sets its alarm

    def _start(self) -> None:
        while self._ready and not self._closed and self._workers.free > 0:
            self._workers.start(self._chats[self._ready.popleft()][0])

    async def run(self) -> None:
        """What is stored here is added here: only turns are waited for, and workers that make room for the next."""
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(self._nap()):
                    await self._workers.freed.wait()
            self._workers.freed.clear()
            while self._later and self._later[0][0] <= self._clock():
                self._ready.append(heapq.heappop(self._later)[1])
            self._start()

    def _nap(self) -> float | None:
        """Seconds to the next turn, but not many: somebody may set the clock."""
        if not self._later:
            return None
        return min(POLL, max(0.0, (self._later[0][0] - self._clock()).total_seconds()))

    def close(self) -> None:
        self._closed = True

    async def leave(self) -> None:
        return


class _Claims:
    """Among replicas: what is stored may be handled by any; claims keep a chat in order and with one of them."""

    def __init__(self, db: Database, clock: Clock, workers: Workers) -> None:
        self._db, self._clock, self._workers = db, clock, workers
        self._name = secrets.token_hex(4)
        self._look = asyncio.Event()
        self._closed = False
        self.crowd = 0  # what is not claimed is in the table only
        self.busy = False

    def wake(self) -> None:
        self._look.set()

    async def load(self, db: Database, bot_id: int) -> None:
        self._look.set()

    def add(self, items: Sequence[Item]) -> None:
        self._look.set()

    def ended(self, items: Sequence[Item]) -> None:
        self._look.set()

    async def run(self) -> None:
        """Claim whenever there is room and something was stored or ended; now and then look at what others stored."""
        while True:
            try:
                async with asyncio.timeout(POLL):
                    await self._look.wait()
            except TimeoutError:
                pass
            self._look.clear()
            try:
                await self._claim()
            except Exception:
                log.exception("updates could not be claimed")
                await asyncio.sleep(POLL)

    async def _claim(self) -> None:
        free = self._workers.free
        if free <= 0:
            return
        self.busy = True  # between the claim's commit and its coming back nobody else sees these updates
        try:
            async with self._db.transaction() as tx:
                stored = await inbox.claim(tx, self._name, self._clock(), free)
            for update in stored:
                self._workers.start(_item(update))
        finally:
            self.busy = False
        if len(stored) == free:
            self._look.set()

    def close(self) -> None:
        self._closed = True

    async def leave(self) -> None:
        async with self._db.transaction() as tx:
            await inbox.release(tx, self._name)


def _item(update: inbox.Stored) -> Item:
    return Item(
        update.seq, update.update_id, update.chat, from_json(update.payload), update.received_at, update.at
    )


def _incoming(turn: Turn) -> inbox.Incoming:
    payload = to_json(turn.raw).decode("utf-8", "surrogatepass")
    return inbox.Incoming(turn.raw["update_id"], turn.chat, payload, turn.at)
