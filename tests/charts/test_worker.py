"""The process that draws: one, spawned late, replaced when it dies, gone with the bot."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from bot.charts import BarsChart, Charts, worker
from bot.charts.specs import Chart
from tests.waiting import CEILING

ROOT = Path(__file__).parents[2]
CHART = BarsChart("Complaints", "7 days", empty="No complaints in these 7 days.")
ORPHAN = """
import asyncio, sys
from bot.charts import BarsChart, Charts

async def main():
    charts = Charts()
    await charts.draw(BarsChart("a", "b"))
    print(*charts._pool._processes, flush=True)
    await asyncio.to_thread(sys.stdin.read)

if __name__ == "__main__":
    asyncio.run(main())
"""


@pytest.fixture
async def charts() -> AsyncIterator[Charts]:
    drawing = Charts()
    yield drawing
    await drawing.close()


def pids(charts: Charts) -> list[int]:
    """The processes that draw now."""
    return [] if charts._pool is None else list(charts._pool._processes or {})


def test_the_bot_itself_never_imports_matplotlib() -> None:
    code = "import sys, bot.charts; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


async def test_one_process_starts_at_the_first_chart_and_draws_them_all(charts: Charts) -> None:
    assert pids(charts) == []
    pictures = await asyncio.gather(*(charts.draw(CHART) for _ in range(5)))
    assert len(set(pictures)) == 1
    assert pictures[0].startswith(b"\x89PNG")
    assert len(pids(charts)) == 1


async def test_a_process_that_was_killed_is_replaced_without_anybody_noticing(charts: Charts) -> None:
    before = await charts.draw(CHART)
    (old,) = pids(charts)
    os.kill(old, signal.SIGKILL)
    after = await asyncio.gather(*(charts.draw(CHART) for _ in range(3)))
    assert set(after) == {before}
    assert pids(charts) != [old]


async def test_a_process_that_dies_of_its_chart_is_not_started_for_ever(
    charts: Charts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "_png", _die)
    with pytest.raises(BrokenProcessPool):
        await charts.draw(CHART)
    assert pids(charts) == []


async def test_a_chart_that_hangs_is_given_up_and_the_next_one_is_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    charts = Charts(patience=0.3)
    try:
        with monkeypatch.context() as hanging:
            hanging.setattr(worker, "_png", _hang)
            with pytest.raises(TimeoutError):
                await charts.draw(CHART)
        charts._patience = CEILING
        assert (await charts.draw(CHART)).startswith(b"\x89PNG")
    finally:
        await charts.close()


async def test_a_mistake_in_a_chart_is_told_and_leaves_the_process_alive(charts: Charts) -> None:
    await charts.draw(CHART)
    before = pids(charts)
    with pytest.raises(AttributeError):
        await charts.draw("no chart at all")  # type: ignore[arg-type]
    assert pids(charts) == before


async def test_after_closing_nothing_is_drawn_and_closing_twice_is_fine() -> None:
    charts = Charts()
    await charts.draw(CHART)
    (pid,) = pids(charts)
    await charts.close()
    await charts.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    with pytest.raises(RuntimeError):
        await charts.draw(CHART)


def test_the_process_does_not_outlive_a_bot_that_was_killed(tmp_path: Path) -> None:
    script = tmp_path / "orphan.py"
    script.write_text(ORPHAN, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    bot = subprocess.Popen(
        [sys.executable, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
    )
    with bot:
        assert bot.stdout is not None
        pid = int(bot.stdout.readline())
        bot.kill()
        # The worker holds the other end of this pipe: reading ends when the worker does, or never.
        rest, _ = bot.communicate(timeout=CEILING)
    assert rest == b""
    assert pid != bot.pid


def _die(chart: Chart) -> bytes:
    os._exit(1)


def _hang(chart: Chart) -> bytes:
    signal.pause()
    return b""
