"""Lets many wait for the next change. Not: what changed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


class Signal:
    """Wakes everybody who waits; costs nothing while nobody does."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def fire(self, *_: Any) -> None:
        """Wake all."""
        waiting, self._waiting = self._waiting, set()
        for future in waiting:
            if not future.done():
                future.set_result(None)

    async def until(self, check: Callable[[], T | None], timeout: float) -> T | None:
        """Return the first truthy `check()`, asked after every change; None after `timeout` seconds of real time."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout
        while not (found := check()):
            future: asyncio.Future[None] = loop.create_future()
            self._waiting.add(future)
            _, late = await asyncio.wait([future], timeout=deadline - loop.time())
            if late:
                self._waiting.discard(future)
                return check()
        return found
