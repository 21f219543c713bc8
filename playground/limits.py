"""Telegram's flood limits, measured in real time. Not: how the bot keeps them."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from playground.refusal import flood

SENDS = {
    "sendmessage", "sendphoto", "senddocument", "sendvoice", "sendvideo", "sendlocation", "sendcontact",
    "sendmediagroup", "copymessage", "forwardmessage", "copymessages", "forwardmessages",
}  # fmt: skip
EDITS = {"editmessagetext", "editmessagecaption", "editmessagemedia", "editmessagereplymarkup"}
COUNTED = SENDS | EDITS
KEPT = 10_000
"""Chats remembered; the oldest is forgotten first."""


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float


@dataclass
class Limits:
    """What is refused with 429. Rates are messages a second; `per_group` is a minute's. `enabled=False` lets all pass.

    `monotonic` gives seconds and may be replaced to test a refusal without waiting.
    """

    enabled: bool = True
    overall: int = 30
    per_chat: float = 1.0
    burst: int = 5
    edit_burst: int = 20
    per_group: int = 20
    monotonic: Callable[[], float] = time.monotonic
    refused: int = 0
    _window: deque[float] = field(default_factory=deque)
    _groups: dict[int, deque[float]] = field(default_factory=dict)
    _chats: dict[tuple[str, int], _Bucket] = field(default_factory=dict)

    def check(self, method: str, chat_id: int, count: int = 1) -> None:
        """Count `count` messages, or raise `Refusal` 429 and count none."""
        if not self.enabled or method not in COUNTED:
            return
        now = self.monotonic()
        sending = method in SENDS
        wait = self._chat_wait("send" if sending else "edit", chat_id, now, count)
        if sending:
            wait = max(wait, _window_wait(self._window, now, self.overall, 1.0))
            if chat_id < 0:
                wait = max(wait, _window_wait(self._group(chat_id), now, self.per_group, 60.0))
        if wait > 0:
            self.refused += 1
            raise flood(max(1, math.ceil(wait)))
        self._count("send" if sending else "edit", chat_id, now, count)

    def off(self) -> None:
        """Let everything pass."""
        self.enabled = False

    def _group(self, chat_id: int) -> deque[float]:
        return self._groups.setdefault(chat_id, deque())

    def _chat_wait(self, kind: str, chat_id: int, now: float, count: int) -> float:
        burst = self.burst if kind == "send" else self.edit_burst
        bucket = self._chats.get((kind, chat_id))
        if not bucket:
            if len(self._chats) >= KEPT:
                del self._chats[next(iter(self._chats))]
            bucket = self._chats[kind, chat_id] = _Bucket(burst, now)
        bucket.tokens = min(burst, bucket.tokens + (now - bucket.at) * self.per_chat)
        bucket.at = now
        return (min(count, burst) - bucket.tokens) / self.per_chat

    def _count(self, kind: str, chat_id: int, now: float, count: int) -> None:
        self._chats[kind, chat_id].tokens -= count
        if kind == "edit":
            return
        self._window.extend([now] * count)
        if chat_id < 0:
            self._group(chat_id).extend([now] * count)


def _window_wait(window: deque[float], now: float, most: int, span: float) -> float:
    while window and window[0] <= now - span:
        window.popleft()
    return window[-most] + span - now if len(window) >= most else 0.0
