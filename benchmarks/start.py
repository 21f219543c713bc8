"""Start to ready and memory at rest: `rapport run` against the stock aiogram bot, each in a process of its own, in turn.

Ready is the first getUpdates. Memory is resident memory three seconds later; the database holds 200 contacts.
"""

import asyncio
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.crowd import Crowd
from benchmarks.process import Bot, rapport_env
from benchmarks.report import Ratio, heading, middle_ratio, note, tell
from benchmarks.stage import Questions

ROUNDS = 5
REST = 3.0  # seconds between ready and the look at memory
PEOPLE = 200
RAPPORT, PLAIN = "Rapport", "aiogram"


@dataclass
class Starts:
    """What was measured of one bot: seconds to ready, CPU seconds to ready, MB at rest, MB after 200 presses."""

    seconds: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    rest: list[float] = field(default_factory=list)
    used: list[float] = field(default_factory=list)


async def _once(name: str, path: Path, starts: Starts, number: int) -> None:
    questions = Questions(PEOPLE, ROUNDS)
    crowd = Crowd(PEOPLE, lambda person, _: questions.fresh(person, number))
    api, token = await crowd.start(), crowd.playground.token
    began = time.perf_counter()
    if name == RAPPORT:
        bot = await Bot.start(name, "bot", "run", env=rapport_env(api, token, path))
    else:
        bot = await Bot.start(name, "benchmarks.bots.plain", api, token)
    try:
        await crowd.polled()
        starts.seconds.append(time.perf_counter() - began)
        starts.cpu.append(bot.cpu)
        await asyncio.sleep(REST)
        starts.rest.append(bot.memory)
        await crowd.press_for(0)
        starts.used.append(bot.memory)
    finally:
        await bot.stop()
        await crowd.stop()


async def _measure(path: Path) -> None:
    await asyncio.to_thread(Questions(PEOPLE, ROUNDS).fill, path)
    ours, theirs = Starts(), Starts()
    for number in range(ROUNDS):
        await _once(RAPPORT, path, ours, number)
        await _once(PLAIN, path, theirs, number)
    for name, starts in ((RAPPORT, ours), (PLAIN, theirs)):
        note(
            f"{name:<8} ready after {median(starts.seconds):.2f} s ({median(starts.cpu):.2f} s of CPU), "
            f"{median(starts.rest):.0f} MB at rest, {median(starts.used):.0f} MB after {PEOPLE} presses"
        )
    stock = "Rapport : a stock aiogram bot"
    tell(
        [
            Ratio(f"start to ready, {stock}", middle_ratio(ours.seconds, theirs.seconds), 1.0, at_most=True),
            Ratio(f"memory at rest, {stock}", middle_ratio(ours.rest, theirs.rest), 1.0, at_most=True),
            Ratio(f"memory after {PEOPLE} presses, {stock}", middle_ratio(ours.used, theirs.used)),
        ]
    )


def run() -> None:
    """Measure and print."""
    heading(f"Start to ready and memory at rest, {ROUNDS} starts each in turn")
    with TemporaryDirectory(prefix="rapport-bench-") as folder:
        asyncio.run(_measure(Path(folder) / "start.db"))
