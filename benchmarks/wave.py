"""A wave of 3,000 questions through the limiter: how near to the configured rate, any refusal, does memory grow.

The playground refuses as Telegram does, with a fifth above the bot's rate to spare (Telegram: 30 a second, Rapport's
default: 25). Both are four times as high here, so that the wave takes half a minute and not two.
"""

import asyncio
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.crowd import FIRST
from benchmarks.process import Bot, rapport_env
from benchmarks.report import Ratio, heading, note, tell
from benchmarks.stage import Questions
from playground import Limits, Playground
from playground.model import User

LETTERS = 3000
RATE = 100.0
JUDGED = 120
PATIENCE = 120.0
EARLY = LETTERS // 10  # memory is compared from here to the end


class _Wave:
    """Receives the letters and looks at the bot's memory on the way."""

    def __init__(self) -> None:
        self.playground = Playground(_utc, limits=Limits(overall=JUDGED), keep_calls=100)
        for n in range(LETTERS):
            user = User(FIRST + n, f"Client {n}")
            user.started = True
            self.playground.world.add_user(user)
        self.playground.world.listeners.append(self._heard)
        self.times: list[float] = []
        self.all_here = asyncio.Event()

    def _heard(self, event: str, chat: int, thing: Any) -> None:
        if event == "message":
            self.times.append(time.perf_counter())
            if len(self.times) == LETTERS:
                self.all_here.set()


def _utc() -> Any:
    from datetime import UTC, datetime

    return datetime.now(UTC)


async def _measure(folder: Path) -> None:
    path = folder / "wave.db"
    await asyncio.to_thread(Questions(LETTERS, 1).fill, path, letters=True)
    wave = _Wave()
    api = await wave.playground.start()
    env = rapport_env(api, wave.playground.token, path) | {"RAPPORT_DELIVERY__RATE": str(RATE)}
    bot = await Bot.start("Rapport", "bot", "run", env=env)
    memory: list[float] = []
    try:
        async with asyncio.timeout(PATIENCE):
            while not wave.all_here.is_set():
                await asyncio.sleep(0.25)
                if len(wave.times) >= EARLY:
                    memory.append(bot.memory)
    finally:
        await bot.stop()
        await wave.playground.stop()
    seconds = wave.times[-1] - wave.times[0]
    rate = (LETTERS - 1) / seconds
    note(
        f"{rate:.1f} of {RATE:.0f} a second configured; {memory[0]:.0f} MB at {EARLY}, {memory[-1]:.0f} MB at the end"
    )
    tell(
        [
            Ratio("rate reached : rate configured", rate / RATE, 0.98),
            Ratio("letters refused with 429", wave.playground.limits.refused, 0, at_most=True, unit=""),
            Ratio(
                f"highest memory after letter {EARLY} : memory there",
                max(memory) / memory[0],
                1.05,
                at_most=True,
            ),
        ]
    )


def run() -> None:
    """Measure and print."""
    heading(f"A wave of {LETTERS} letters at {RATE:.0f} a second, refused above {JUDGED} in any second")
    with TemporaryDirectory(prefix="rapport-bench-") as folder:
        asyncio.run(_measure(Path(folder)))
