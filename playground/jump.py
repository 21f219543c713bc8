"""The jump through time: from one thing due to the next, each finished before the clock moves on. Not: what is due."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

MOST_STOPS = 2000
PATIENCE = 60.0
"""Seconds of real time that the bot gets to finish what it does at one stop."""
MOST_SILENT = 100
MOST_AT_ONCE = 20
"""How often something may be due at the very same moment before a jump calls it stuck."""


class Controller(Protocol):
    """The running bot, as far as a jump needs it."""

    async def idle(self) -> None:
        """Wait until inbox and outbox have nothing left to do now."""

    async def next_due(self) -> datetime | None:
        """Return when the next thing is due, aware UTC."""

    async def tick(self) -> None:
        """Do what is due now."""


class MovableClock(Protocol):
    """A clock that can be set."""

    def __call__(self) -> datetime: ...
    def set(self, at: datetime) -> None:
        """Make it `at` now."""


@dataclass(slots=True)
class Jump:
    """What a jump did: the moments it stopped at, and why it ended where it did ("" when it arrived)."""

    stops: list[datetime] = field(default_factory=list)
    why: str = ""


class Busy(Exception):
    """Another jump is under way, or the bot does not come to rest."""


class Jumper:
    """Moves the clock.

    `settled` waits until the bot has taken all updates, `stopped` hears of every stop, `written` counts the messages
    that people have got so far.
    """

    def __init__(
        self, controller: Controller, clock: MovableClock, settled: Callable[[], Awaitable[None]],
        stopped: Callable[[datetime], None] = lambda _: None, written: Callable[[], int] | None = None,
    ) -> None:  # fmt: skip
        self.controller = controller
        self.clock = clock
        self.settled = settled
        self.stopped = stopped
        self.written = written
        self._lock = asyncio.Lock()

    @property
    def busy(self) -> bool:
        """Say whether a jump is under way."""
        return self._lock.locked()

    async def idle(self) -> None:
        """Wait until updates, inbox and outbox are all done."""
        try:
            await asyncio.wait_for(self._idle(), PATIENCE)
        except TimeoutError:
            raise Busy(
                f"The bot is still busy after {PATIENCE:.0f} s; the clock stands where it is."
            ) from None

    async def _idle(self) -> None:
        await self.settled()
        await self.controller.idle()

    async def by(self, step: timedelta) -> Jump:
        """Move on by so much."""
        return await self.until(self.clock() + step)

    async def to_next(self) -> Jump:
        """Move to the next thing due that writes to somebody; what is due silently before it is done as well."""
        async with self._alone():
            await self.idle()
            jump, before = Jump(), self.written() if self.written else 0
            while not jump.why and len(jump.stops) < MOST_SILENT:
                due = await self.controller.next_due()
                if due is None:
                    jump.why = "" if jump.stops else "Nothing is due."
                    break
                part = await self._travel(due)
                jump.stops, jump.why = jump.stops + part.stops, part.why
                if not self.written or self.written() != before:
                    break
            return jump

    async def until(self, target: datetime) -> Jump:
        """Move to `target`, stopping at everything due on the way; never back."""
        async with self._alone():
            await self.idle()
            if target <= self.clock():
                return Jump(why="That moment has passed: the clock only goes forward.")
            return await self._travel(target)

    def _alone(self) -> asyncio.Lock:
        if self._lock.locked():
            raise Busy("Another jump is under way.")
        return self._lock

    async def _travel(self, target: datetime) -> Jump:
        jump, repeated, last = Jump(), 0, None
        while (due := await self.controller.next_due()) is not None and due <= target:
            at = max(due, self.clock())
            repeated, last = (repeated + 1 if due == last else 0), due
            if repeated >= MOST_AT_ONCE or len(jump.stops) >= MOST_STOPS:
                jump.why = _stuck(jump.stops, repeated)
                return jump
            await self._stop(at)
            jump.stops.append(at)
        if self.clock() < target:
            self.clock.set(target)
            await self.controller.tick()
            await self.idle()
        return jump

    async def _stop(self, at: datetime) -> None:
        if at > self.clock():
            self.clock.set(at)
        await self.controller.tick()
        await self.idle()
        self.stopped(at)


def _stuck(stops: list[datetime], repeated: int) -> str:
    if repeated >= MOST_AT_ONCE:
        return f"Stopped: the same thing stays due however often it is done ({MOST_AT_ONCE} times)."
    return f"Stopped after {len(stops)} things due on the way: jump again to go on."
