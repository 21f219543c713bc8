"""Webhook delivery: updates posted to the bot's address, in order within a chat, again until taken. Not: polling."""

from __future__ import annotations

import asyncio
import json
import re
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp

from playground.model import Json
from playground.refusal import bad
from playground.updates import Update, Updates

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
LOOPBACK = re.compile(r"https?://(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(/|$)")
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 5.0
"""Seconds between tries; each pause doubles the last."""

Reply = Callable[[str, dict[str, Any]], Awaitable[Any]]


class Webhook:
    """The address updates go to, if any; `reply` runs a method that the bot put into its answer."""

    def __init__(self, updates: Updates, now: Callable[[], int], reply: Reply) -> None:
        self.updates = updates
        self.now = now
        self.reply = reply
        self.url = ""
        self.secret = ""
        self.connections = 40
        self.error: tuple[int, str] | None = None
        self._queues: dict[int, deque[Update]] = {}
        self._ready: asyncio.Queue[int] = asyncio.Queue()
        self._workers: list[asyncio.Task[None]] = []
        self._session: aiohttp.ClientSession | None = None
        updates.listeners.append(self._came)

    async def set(self, url: str, secret: str, connections: int) -> None:
        """Deliver to `url` from now on; only this machine is reached, plain HTTP is enough."""
        if url and not LOOPBACK.match(url):
            raise bad("bad webhook: the playground delivers to this machine only")
        if len(secret) > 256:
            raise bad("secret token is too long")
        if secret and not re.fullmatch(r"[\w-]+", secret, re.ASCII):
            raise bad("secret token contains unallowed characters")
        await self.stop()
        self.url, self.secret, self.error = url, secret, None
        self.connections = min(max(connections or 40, 1), 100)
        if url:
            self.updates.oust("terminated by setWebhook request")
            self._start()

    def info(self) -> Json:
        """WebhookInfo object."""
        shown: Json = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self.updates.pending),
        }
        if self.url:
            shown["max_connections"] = self.connections
            shown["ip_address"] = "127.0.0.1"
        if self.error:
            shown["last_error_date"], shown["last_error_message"] = self.error
        if self.updates.allowed:
            shown["allowed_updates"] = self.updates.allowed
        return shown

    def _start(self) -> None:
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60))
        self._queues, self._ready = {}, asyncio.Queue()
        for update in self.updates.pending:
            self._came(update)
        self._workers = [asyncio.create_task(self._work()) for _ in range(self.connections)]

    async def stop(self) -> None:
        """Deliver nothing more."""
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)
        self._workers.clear()
        if self._session:
            await self._session.close()
            self._session = None

    def _came(self, update: Update) -> None:
        if not self.url:
            return
        if queue := self._queues.get(update.key):
            queue.append(update)
        else:
            self._queues[update.key] = deque([update])
            self._ready.put_nowait(update.key)

    async def _work(self) -> None:
        while True:
            key = await self._ready.get()
            queue = self._queues[key]
            while queue:
                await self._deliver(queue[0])
                self.updates.done(queue.popleft())
            del self._queues[key]

    async def _deliver(self, update: Update) -> None:
        pause = FIRST_PAUSE
        while not await self._posted(update):
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _posted(self, update: Update) -> bool:
        assert self._session
        headers = {"Content-Type": "application/json"}
        if self.secret:
            headers[SECRET_HEADER] = self.secret
        try:
            async with self._session.post(self.url, data=update.body.encode(), headers=headers) as response:
                body = await response.text()
                if 200 <= response.status < 300:
                    await self._replied(body)
                    return True
                self.error = (
                    self.now(),
                    f"Wrong response from the webhook: {response.status} {response.reason}",
                )
        except (aiohttp.ClientError, TimeoutError) as error:
            self.error = (self.now(), f"Connection failed: {type(error).__name__}")
        return False

    async def _replied(self, body: str) -> None:
        try:
            said = json.loads(body) if body.startswith("{") else {}
        except ValueError:
            return
        if method := said.pop("method", ""):
            await self.reply(method, said)
