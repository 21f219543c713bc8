"""People who press, on a playground in this process: as fast as they are answered, or at a steady rate. Not: bots."""

import asyncio
import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from playground import Playground, acts
from playground.model import Message, User
from playground.queries import Query
from playground.server import Calls

FIRST = 5000  # the first person's account
PATIENCE = 60.0

Data = Callable[[int, int], str]
"""Callback data of a person's n-th press: both count from 0."""


class Arrivals(Calls):
    """The log of calls, which also notes when each answer to a press came in, before any delay that was ordered."""

    def __init__(self) -> None:
        super().__init__(maxlen=1)
        self.answers: dict[str, float] = {}
        self.polled = asyncio.Event()

    def append(self, call: Any) -> None:
        """Note the call."""
        name = call.method.lower()
        if name == "answercallbackquery":
            self.answers[call.text("callback_query_id")] = time.perf_counter()
        elif name == "getupdates":
            self.polled.set()
        super().append(call)


@dataclass(slots=True)
class _Press:
    """What a person waits for."""

    message: Message
    query: Query
    at: float
    edited: bool = False
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Round:
    """One measured stretch: presses ended within `seconds`; `cpu` is the bot's CPU seconds for `all_presses`."""

    presses: int
    seconds: float
    all_presses: int
    waits: list[float]

    @property
    def rate(self) -> float:
        """Presses a second."""
        return self.presses / self.seconds


class Crowd:
    """`people` accounts with a card each; `data` says what their next press carries."""

    def __init__(self, people: int, data: Data) -> None:
        self.playground = Playground(lambda: datetime.now(UTC))
        self.arrivals = Arrivals()
        self.playground.calls = self.arrivals
        # New numbers: whoever remembers those of an earlier crowd would take them for the same updates.
        self.playground.world.updates.next_id = int(time.time() * 1000)
        self.playground.world.queries.lifetime = 600.0  # who answers late is slow, not wrong
        self._data = data
        self._users = [User(FIRST + n, f"Client {n}") for n in range(people)]
        for user in self._users:
            user.started = True
            self.playground.world.add_user(user)
        self._presses = [0] * people  # so many each person has made
        self._waiting: dict[int, _Press] = {}  # by chat
        self._again = False
        self._waits: list[float] = []
        self._calm = asyncio.Event()
        self.total = 0

    async def start(self) -> str:
        """The address of the API."""
        self.playground.world.listeners.append(self._heard)
        return await self.playground.start()

    async def stop(self) -> None:
        """Cut all connections."""
        await self.playground.stop()

    async def polled(self) -> None:
        """Wait until the bot asks for updates."""
        async with asyncio.timeout(PATIENCE):
            await self.arrivals.polled.wait()

    async def press_for(self, seconds: float) -> Round:
        """Everybody presses, and presses the next card as soon as this one is edited and answered."""
        gc.collect()
        self._again, self._waits, before = True, [], self.total
        start = time.perf_counter()
        for person in range(len(self._users)):
            self._press(person)
        await asyncio.sleep(seconds)
        self._again, done = False, self.total - before
        taken = time.perf_counter() - start
        await self._calmed()
        return Round(done, taken, self.total - before, self._waits)

    async def press_steadily(self, rate: float, seconds: float) -> list[float]:
        """Press at this rate, one person after another; seconds from each press to its answer's arrival."""
        self._again, asked = False, {}
        start, count = time.perf_counter(), int(rate * seconds)
        for n in range(count):
            await asyncio.sleep(start + n / rate - time.perf_counter())
            person = n % len(self._users)
            if FIRST + person not in self._waiting:
                press = self._press(person)
                asked[press.query.id] = press.at
        await self._calmed()
        return [self.arrivals.answers[key] - at for key, at in asked.items()]

    async def _calmed(self) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                while self._waiting:
                    self._calm.clear()
                    await self._calm.wait()
        except TimeoutError:
            stuck = next(iter(self._waiting.values()))
            raise SystemExit(
                f"{len(self._waiting)} presses were never finished, one of them: {stuck}"
            ) from None

    def _press(self, person: int) -> _Press:
        user = self._users[person]
        world = self.playground.world
        chat = world.chats[user.id]
        data = self._data(person, self._presses[person])
        self._presses[person] += 1
        rows = [[{"text": str(n), "callback_data": data} for n in numbers] for numbers in _NUMBERS]
        card = world.post(chat, world.bot.id, text=_QUESTION, rows=rows)
        query = acts.press(world, user, card, data)
        press = self._waiting[user.id] = _Press(card, query, time.perf_counter())
        return press

    def _heard(self, event: str, chat: int, thing: Any) -> None:
        press = self._waiting.get(chat)
        if press is None:
            return
        if event == "edit" and thing is press.message:
            press.edited = True
        elif event == "answer" and thing is press.query:
            press.answered = True
        if press.edited and press.answered:
            self._ended(chat, press)

    def _ended(self, chat: int, press: _Press) -> None:
        self.total += 1
        self._waits.append(time.perf_counter() - press.at)
        del self._waiting[chat]
        del self.playground.world.chats[chat].messages[press.message.id]
        if self._again:
            self._press(chat - FIRST)
        elif not self._waiting:
            self._calm.set()


_QUESTION = "How likely are you to recommend Our company to a colleague?"
_NUMBERS = (range(6), range(6, 11))
