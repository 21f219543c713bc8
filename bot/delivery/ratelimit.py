"""Telegram's limits as clocks: when the next message may go, in all and to a chat. Not: sending, the day's time.

Times are the loop's seconds. Slots stand on an absolute schedule without bursts: a bucket that lets a second's worth
go at once is refused by Telegram, and sleeping between sends reaches a third of the rate.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.letters import Lane

_TELEGRAM = 30.0  # messages in any second that Telegram takes from a bot
_LATE = (0.02, 0.2)  # seconds of delay that may be caught up: at least, at most
_MANY = 10_000  # chats remembered before those at rest are forgotten


class TooBusy(Exception):
    """The slot would come too late. `seconds`: when to try again. Nothing was sent."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Limits:
    """Messages per second in all and to one chat, per minute to a group.

    Edits of a chat have a bucket of their own, as fast as its messages, `edit_burst` at once.
    """

    total: float = 25.0
    chat: float = 1.0
    group_minute: float = 18.0
    edit_burst: int = 3


@dataclass(slots=True)
class _Waiter:
    chat: int
    slots: int
    lane: Lane
    granted: asyncio.Future[None]


class RateLimiter:
    """One clock for the bot, one for each chat. Who waits is served by lane, then in order."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._gap = 1.0 / limits.total
        # A late wake-up is caught up as far as Telegram's own limit leaves room, with one message to spare.
        self._late = min(max((_TELEGRAM - 1 - limits.total) / limits.total, _LATE[0]), _LATE[1])
        self._next = 0.0  # when the next message of all may go
        self._chats: dict[int, float] = {}  # when the next one to this chat may
        self._edits: dict[int, float] = {}  # when the chat's edits would have been at an even pace
        self._waiting: tuple[list[_Waiter], ...] = ([], [], [])
        self._timer: asyncio.TimerHandle | None = None

    def share(self, replicas: int) -> None:
        """The bot's rate is shared by so many processes."""
        self._gap = max(1, replicas) / self.limits.total

    def hold(self, seconds: float, chat: int | None = None) -> None:
        """Telegram said 429: nothing goes before so many seconds have passed (None: to anybody)."""
        until = asyncio.get_running_loop().time() + seconds
        if chat is None:
            self._next = max(self._next, until)
        else:
            self._edits[chat] = max(self._edits.get(chat, 0.0), until + self._ahead())

    async def message(self, chat: int, lane: Lane, *, slots: int = 1, patience: float = 60.0) -> None:
        """Return when a message may go to the chat. An album takes as many slots as it has files.

        Raises TooBusy at once when the clock was pushed beyond `patience` seconds, or after waiting so long.
        """
        loop = asyncio.get_running_loop()
        now = loop.time()
        if now >= self._next and now >= self._chats.get(chat, 0.0) and not any(self._waiting):
            self._grant(chat, slots, now)
            return
        if self._next - now > patience:
            raise TooBusy(self._next - now)
        waiter = _Waiter(chat, slots, lane, loop.create_future())
        self._waiting[lane].append(waiter)
        self._pump()
        try:
            async with asyncio.timeout(patience):
                await waiter.granted
        except TimeoutError:
            raise TooBusy(max(1.0, self._next - loop.time())) from None
        finally:
            if waiter in self._waiting[lane]:
                self._waiting[lane].remove(waiter)

    async def edit(self, chat: int, *, patience: float = 60.0) -> None:
        """Return when a message of the chat may be edited. Raises TooBusy as `message` does."""
        now = asyncio.get_running_loop().time()
        even = max(self._edits.get(chat, 0.0), now)
        wait = even - now - self._ahead()
        if wait > patience:
            raise TooBusy(wait)
        self._edits[chat] = even + 1.0 / self.limits.chat
        if len(self._edits) > _MANY:
            _forget(self._edits, now)
        if wait > 0:
            await asyncio.sleep(wait)

    def _ahead(self) -> float:
        return (self.limits.edit_burst - 1) / self.limits.chat

    def _grant(self, chat: int, slots: int, now: float) -> None:
        self._next = max(self._next, now - self._late) + slots * self._gap
        gap = 60.0 / self.limits.group_minute if chat < 0 else 1.0 / self.limits.chat
        self._chats[chat] = max(self._chats.get(chat, 0.0), now) + slots * gap
        if len(self._chats) > _MANY:
            _forget(self._chats, now)

    def _pump(self) -> None:
        """Serve whoever may go now, and set the timer for whoever may go next."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        loop = asyncio.get_running_loop()
        now = loop.time()
        while now >= self._next and (ready := self._first_ready(now)) is not None:
            self._waiting[ready.lane].remove(ready)
            if not ready.granted.done():
                self._grant(ready.chat, ready.slots, now)
                ready.granted.set_result(None)
        if any(self._waiting):
            soonest = min(self._chats.get(waiter.chat, 0.0) for waiter in self._all())
            self._timer = loop.call_at(max(self._next, soonest), self._pump)

    def _first_ready(self, now: float) -> _Waiter | None:
        return next((waiter for waiter in self._all() if self._chats.get(waiter.chat, 0.0) <= now), None)

    def _all(self) -> Iterator[_Waiter]:
        for lane in self._waiting:
            yield from lane


def _forget(times: dict[int, float], now: float) -> None:
    for chat in [chat for chat, time in times.items() if time <= now]:
        del times[chat]
