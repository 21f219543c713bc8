"""Storing updates and handing them over: from memory when alone, by claims among replicas. Not: handling."""

import asyncio
import logging
import secrets
from collections import deque
from collections.abc import Sequence
from typing import Any

from pydantic_core import from_json, to_json

from bot.clock import Clock
from bot.telegram.inbox import shape
from bot.telegram.inbox.handling import Handling
from bot.telegram.inbox.workers import Item, Workers
from bot.usecases import reach
from storage import inbox
from storage.database import Database

log = logging.getLogger(__name__)

BACKLOG = 1000  # updates in memory beyond which Telegram is kept waiting
POLL = 1.0  # seconds between looks for what another replica stored


class Inbox:
    """Every update goes through here. `alone`: no other process works on this database (SQLite)."""

    def __init__(self, db: Database, clock: Clock, handling: Handling, *, alone: bool) -> None:
        self._db, self._clock, self._bot_id = db, clock, handling.bot.id
        self._workers = Workers(db, clock, handling, self._ended)
        self._feed = _Memory(self._workers) if alone else _Claims(db, clock, self._workers)
        self._room = asyncio.Event()
        self._room.set()
        self._storing = 0

    @property
    def busy(self) -> bool:
        """Whether updates are stored, wait in memory or are handled."""
        return self._storing > 0 or self._feed.waiting > 0 or self._workers.busy

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
        if self._feed.waiting > BACKLOG:
            self._room.clear()
            await self._room.wait()

    async def _store(self, updates: Sequence[dict[str, Any]]) -> list[Item]:
        now = self._clock()
        rows = [
            inbox.Incoming(
                raw["update_id"], shape.chat_of(raw), to_json(raw).decode("utf-8", "surrogatepass")
            )
            for raw in updates
        ]
        leavers = [raw for raw in updates if shape.blocks(raw)]
        users = {
            user for raw in updates if not shape.blocks(raw) and (user := shape.user_of(raw)) is not None
        }
        async with self._db.transaction() as tx:
            new = await inbox.put(tx, self._bot_id, rows, now)
            if users and new:
                await reach.found(tx, sorted(users))
            for raw in leavers:
                if raw["update_id"] in new:
                    await reach.blocked(tx, shape.user_of(raw) or 0, now)
        return [
            Item(seq, row.update_id, row.chat, raw, now)
            for row, raw in zip(rows, updates, strict=True)
            if (seq := new.pop(row.update_id, None)) is not None
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
        await self._feed.leave()

    def _ended(self, items: Sequence[Item]) -> None:
        self._feed.ended(items)
        if self._feed.waiting <= BACKLOG:
            self._room.set()


class _Memory:
    """Alone: chats and their updates stay in memory after storing, so that nothing is read again."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        self._chats: dict[
            int, deque[Item]
        ] = {}  # the first one of each is being handled, or its chat is ready
        self._ready: deque[int] = deque()
        self._closed = False
        self.waiting = 0

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
                self._ready.append(item.chat)
            else:
                chat.append(item)
        self.waiting += len(items)
        self._start()

    def ended(self, items: Sequence[Item]) -> None:
        for item in items:
            chat = self._chats[item.chat]
            chat.popleft()
            if chat:
                self._ready.append(item.chat)
            else:
                del self._chats[item.chat]
        self.waiting -= len(items)
        self._start()

    def _start(self) -> None:
        while self._ready and not self._closed and self._workers.free > 0:
            self._workers.start(self._chats[self._ready.popleft()][0])

    async def run(self) -> None:
        """Nothing to look for: what is stored here is added here. A worker that ended makes room for the next."""
        while True:
            await self._workers.freed.wait()
            self._workers.freed.clear()
            self._start()

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
        self.waiting = 0

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
        async with self._db.transaction() as tx:
            stored = await inbox.claim(tx, self._name, self._clock(), free)
        for update in stored:
            self._workers.start(_item(update))
        if len(stored) == free:
            self._look.set()

    def close(self) -> None:
        self._closed = True

    async def leave(self) -> None:
        async with self._db.transaction() as tx:
            await inbox.release(tx, self._name)


def _item(update: inbox.Stored) -> Item:
    return Item(update.seq, update.update_id, update.chat, from_json(update.payload), update.received_at)
