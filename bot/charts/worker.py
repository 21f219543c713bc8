"""One spawned process that draws. Matplotlib lives there: in the bot it would cost 84 MB and hold up every press."""

import asyncio
import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait

from bot.charts.specs import Chart

_PATIENCE = 40.0  # seconds for one chart, importing matplotlib at first; its update has 55 to be handled


class Charts:
    """Draws charts one after the other. Owns its process, which starts at the first chart and ends with `close`."""

    def __init__(self, patience: float = _PATIENCE) -> None:
        self._patience = patience
        self._pool: ProcessPoolExecutor | None = None
        self._closed = False

    async def draw(self, chart: Chart) -> bytes:
        """The chart as PNG, 1200 pixels wide. A process that died is started anew once.

        Raises BrokenProcessPool if it dies again, TimeoutError if a chart takes too long, RuntimeError after `close`.
        """
        try:
            return await self._draw(chart)
        except BrokenProcessPool:
            return await self._draw(chart)

    async def close(self) -> None:
        """End the process; a chart being drawn is finished first, waiting ones are cancelled."""
        self._closed = True
        pool, self._pool = self._pool, None
        if pool is not None:
            await asyncio.to_thread(pool.shutdown, wait=True, cancel_futures=True)

    async def _draw(self, chart: Chart) -> bytes:
        pool = self._running()
        try:
            async with asyncio.timeout(self._patience):
                return await asyncio.get_running_loop().run_in_executor(pool, _png, chart)
        except BrokenProcessPool:
            self._drop(pool)
            raise
        except TimeoutError:
            self._drop(pool, stuck=True)
            raise

    def _running(self) -> ProcessPoolExecutor:
        if self._closed:
            raise RuntimeError("charts are closed")
        if self._pool is None:
            # Spawned, not forked: a fork would take the bot's sockets, locks and database connections with it.
            spawn = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(max_workers=1, mp_context=spawn, initializer=_settle)
        return self._pool

    def _drop(self, pool: ProcessPoolExecutor, *, stuck: bool = False) -> None:
        """Forget a pool that is of no use; several charts may find it out, the first forgets."""
        if self._pool is pool:
            self._pool = None
        if stuck:
            # The executor offers no way to end a worker that hangs before Python 3.14.
            for process in list((pool._processes or {}).values()):
                process.kill()
        pool.shutdown(wait=False, cancel_futures=True)


def _settle() -> None:
    """In the worker, first of all: leave Ctrl-C to the bot, and never outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    # A bot ended by kill -9 closes nothing, and a pool's worker holds both ends of its own queue: it would wait for ever.
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(0)


def _png(chart: Chart) -> bytes:
    """In the worker: import what draws, and draw."""
    from bot.charts.drawing import png

    return png(chart)
