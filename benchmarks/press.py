"""Press a score over HTTP: callback → inbox → stored answer → edited card → answered callback, 200 chats in flight.

Every bot has a playground of its own in this process and runs in a process of its own. They take turns, round after
round, so that whatever else the machine does falls on all of them; a ratio is the median over the rounds.
"""

import asyncio
import signal
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.crowd import Crowd, Round
from benchmarks.process import Bot, rapport_env
from benchmarks.report import Ratio, heading, middle_ratio, note, percentile, tell
from benchmarks.stage import Questions

PEOPLE = 200
WARM = 1.5  # seconds before the first round, unmeasured
SECONDS = 3.0
ROUNDS = 5
FAR = 0.050  # seconds until the API answers, in the second part
STEADY = 200.0  # presses a second there
STEADY_SECONDS = 8.0
QUESTIONS = 250  # for each person: more than they can answer in all rounds

RAPPORT, PRETENDING, PLAIN, STORING, PTB = "Rapport", "pretending store", "aiogram", "aiogram + commit", "PTB"


@dataclass
class Runner:
    """A bot with its crowd and what was measured."""

    name: str
    crowd: Crowd
    bot: Bot
    rounds: list[Round] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)  # seconds of the bot's CPU per press, a round each

    async def round(self) -> None:
        """Measure once more."""
        before = self.bot.cpu
        done = await self.crowd.press_for(SECONDS)
        self.rounds.append(done)
        self.cpu.append((self.bot.cpu - before) / done.all_presses)

    @property
    def rates(self) -> list[float]:
        """Presses a second, by round."""
        return [done.rate for done in self.rounds]


async def _begin(name: str, questions: Questions, folder: Path) -> Runner:
    stores = name == RAPPORT
    crowd = Crowd(PEOPLE, questions.fresh if stores else questions.same)
    api, token = await crowd.start(), crowd.playground.token
    path = folder / f"{name}.db"
    if name in (RAPPORT, PRETENDING):
        await asyncio.to_thread(questions.fill, path)
        module, args = ("bot", ["run"]) if stores else ("benchmarks.bots.pretending", [])
        bot = await Bot.start(name, module, *args, env=rapport_env(api, token, path))
    else:
        module = {PLAIN: "plain", STORING: "storing", PTB: "ptb"}[name]
        more = [str(path)] if name == STORING else []
        bot = await Bot.start(name, f"benchmarks.bots.{module}", api, token, *more)
    await crowd.polled()
    return Runner(name, crowd, bot)


async def _warm(runner: Runner) -> None:
    if runner.name == PRETENDING:  # everybody presses once for real; that is what it remembers
        await runner.crowd.press_for(0)
        await asyncio.sleep(0.5)
        runner.bot.signal(signal.SIGUSR1)
    await runner.crowd.press_for(WARM)


async def _measure(folder: Path) -> None:
    questions = Questions(PEOPLE, QUESTIONS)
    runners = [await _begin(name, questions, folder) for name in (RAPPORT, PLAIN, PRETENDING, PTB, STORING)]
    try:
        for runner in runners:
            await _warm(runner)
        for _ in range(ROUNDS):
            for runner in runners:
                await runner.round()
        _tell({runner.name: runner for runner in runners})
        await _far(runners[:2])
    finally:
        for runner in runners:
            await runner.bot.stop()
            await runner.crowd.stop()
    _stored(folder / f"{RAPPORT}.db", runners[0].crowd.total)


def _tell(by_name: dict[str, Runner]) -> None:
    for name, runner in by_name.items():
        rates = sorted(runner.rates)
        cpu = 1e6 * sorted(runner.cpu)[len(runner.cpu) // 2]
        waits = [wait for done in runner.rounds for wait in done.waits]
        note(
            f"{name:<17} {rates[len(rates) // 2]:6.0f} presses/s ({rates[0]:.0f}-{rates[-1]:.0f}), "
            f"{cpu:5.0f} µs of CPU each, p99 {percentile(waits, 0.99) * 1e3:.0f} ms"
        )
    ours = by_name[RAPPORT]
    targets = (
        (PLAIN, "a stock aiogram bot that stores nothing", 1.2),
        (STORING, "that bot with one aiosqlite commit a press", 2.5),
        (PTB, "python-telegram-bot at its best, storing nothing", 2.5),
        (PRETENDING, "Rapport with a store that only pretends", 0.85),
    )
    tell(
        [
            Ratio(f"presses/s, Rapport : {what}", middle_ratio(ours.rates, by_name[name].rates), target)
            for name, what, target in targets
        ]
    )
    tell(
        [
            Ratio(f"the same by the bot's CPU per press: {what}", middle_ratio(by_name[name].cpu, ours.cpu))
            for name, what, _ in targets
        ]
    )


async def _far(runners: list[Runner]) -> None:
    heading(f"The API answers {FAR * 1e3:.0f} ms after each call, {STEADY:.0f} presses a second")
    p99 = {}
    for runner in runners:
        runner.crowd.playground.faults.slow(FAR)
        waits = await runner.crowd.press_steadily(STEADY, STEADY_SECONDS)
        runner.crowd.playground.faults.clear()
        p99[runner.name] = percentile(waits, 0.99)
        note(
            f"{runner.name:<17} p50 {percentile(waits, 0.5) * 1e3:.1f} ms, p99 {p99[runner.name] * 1e3:.1f} ms "
            f"from the press to its answer's arrival"
        )
    tell([Ratio("p99 to the callback's answer : that latency", p99[RAPPORT] / FAR, 0.5, at_most=True)])


def _stored(path: Path, presses: int) -> None:
    """Every press that was answered is in the file."""
    with sqlite3.connect(path) as file:
        (answers,) = file.execute("SELECT count(*) FROM answers").fetchone()
    if answers != presses:
        raise SystemExit(f"{presses} presses were answered, but {answers} answers are stored")
    note(f"all {answers} answers are in the database")


def run() -> None:
    """Measure and print."""
    heading(
        f"Press a score over HTTP, {PEOPLE} chats in flight, {ROUNDS} rounds of {SECONDS:.0f} s each in turn"
    )
    import uvloop

    with (
        TemporaryDirectory(prefix="rapport-bench-") as folder,
        asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner,
    ):
        runner.run(_measure(Path(folder)))
