"""The queue of updates for the bot and the long poll over it. Not: what an update says, nor webhooks (webhook.py)."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playground.refusal import conflict

KINDS = (
    "message", "edited_message", "callback_query", "inline_query", "chosen_inline_result", "my_chat_member",
    "chat_member", "message_reaction", "message_reaction_count",
)  # fmt: skip
NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}
BATCH = 100


@dataclass(slots=True)
class Update:
    """One update as JSON text, written once; `key` is the chat, or the person where there is no chat."""

    id: int
    kind: str
    key: int
    body: str


class Updates:
    """What waits for the bot; `next_id` never goes back."""

    def __init__(self, next_id: int) -> None:
        self.next_id = next_id
        self.pending: deque[Update] = deque()
        self.allowed: list[str] = []
        self.listeners: list[Callable[[Update], None]] = []
        self.confirmed: list[Callable[[int], None]] = []
        self._came = asyncio.Event()
        self._empty = asyncio.Event()
        self._empty.set()
        self._poll: asyncio.Event | None = None
        self._ousted_by = ""

    def put(self, kind: str, key: int, payload: dict[str, Any]) -> int | None:
        """Queue an update and return its id, or None when the bot did not ask for this kind."""
        if not (kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT):
            return None
        update_id, self.next_id = self.next_id, self.next_id + 1
        body = json.dumps({"update_id": update_id, kind: payload}, ensure_ascii=False, separators=(",", ":"))
        self.restore(Update(update_id, kind, key, body))
        return update_id

    def restore(self, update: Update) -> None:
        """Queue an update that has its id already."""
        self.pending.append(update)
        self._empty.clear()
        self._came.set()
        for listener in self.listeners:
            listener(update)

    def confirm(self, before: int) -> None:
        """Forget everything with an id below `before`."""
        while self.pending and self.pending[0].id < before:
            self._forgotten(self.pending.popleft().id)
        self._settle()

    def done(self, update: Update) -> None:
        """Forget one update that a webhook took."""
        if update in self.pending:
            self.pending.remove(update)
            self._forgotten(update.id)
        self._settle()

    def clear(self) -> None:
        """Drop all that waits."""
        self.confirm(self.next_id)

    def _forgotten(self, update_id: int) -> None:
        for listener in self.confirmed:
            listener(update_id)

    def _settle(self) -> None:
        if not self.pending:
            self._empty.set()
            self._came.clear()

    async def idle(self) -> None:
        """Wait until the bot has confirmed everything."""
        await self._empty.wait()

    async def poll(self, offset: int, limit: int, timeout: float) -> bytes:
        """Return up to `limit` updates from `offset` on as a JSON array; a newer poll ends an older one with 409."""
        self.oust("terminated by other getUpdates request; make sure that only one bot instance is running")
        if offset > 0:
            self.confirm(offset)
        elif offset < 0:
            self.confirm(self.next_id + offset)
        if not self.pending and timeout > 0:
            await self._wait(timeout)
        taken = [u.body for _, u in zip(range(limit or BATCH), self.pending, strict=False)]
        return f"[{','.join(taken)}]".encode()

    def oust(self, reason: str) -> None:
        """End the poll that waits, if any, with a conflict."""
        if self._poll:
            self._ousted_by = reason
            self._poll.set()

    async def _wait(self, timeout: float) -> None:
        mine = self._poll = asyncio.Event()
        waits = [asyncio.ensure_future(event.wait()) for event in (mine, self._came)]
        try:
            await asyncio.wait(waits, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
            if self._poll is mine:
                self._poll = None
        if mine.is_set():
            raise conflict(self._ousted_by)
