"""The metronome: ticks the planner every minute, tidies every hour. Not: rules, stored jobs, sending."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, timedelta
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import Clock

log = logging.getLogger(__name__)

Job = Callable[[], Awaitable[object]]

LOOK = 10.0  # seconds between looks at both clocks
DRIFT = timedelta(seconds=30)  # more between them means that the wall clock was set


class Scheduler:
    """Runs `plan` at every full minute and once at start, `tidy` every hour. A failed run is logged; the next comes.

    A wall clock that is set stalls or floods APScheduler's jobs: `watch` sees it by the monotonic clock, starts them
    anew and plans at once.
    """

    def __init__(self, clock: Clock, *, plan: Job, tidy: Job) -> None:
        self._clock, self._plan, self._tidy = clock, plan, tidy
        self._scheduler: Any = None

    def start(self) -> None:
        """Begin ticking. Inside a running loop."""
        defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        scheduler: Any = AsyncIOScheduler(timezone=UTC, job_defaults=defaults)  # type: ignore[no-untyped-call]
        scheduler.add_job(_logged, "cron", second=0, args=[self._plan, "plan"])
        scheduler.add_job(_logged, "cron", minute=7, args=[self._tidy, "tidy"])
        scheduler.start()
        self._scheduler = scheduler

    def stop(self) -> None:
        """Tick no more. What runs goes on."""
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)
            self._scheduler = None

    async def watch(self) -> None:
        """Plan once, then keep an eye on the clocks, until cancelled."""
        await _logged(self._plan, "plan")
        loop = asyncio.get_running_loop()
        wall, steady = self._clock(), loop.time()
        while True:
            await asyncio.sleep(LOOK)
            drift = (self._clock() - wall) - timedelta(seconds=loop.time() - steady)
            wall, steady = self._clock(), loop.time()
            if abs(drift) > DRIFT:
                log.warning("the clock was set by %s", drift)
                self.stop()
                self.start()
                await _logged(self._plan, "plan")


async def _logged(job: Job, name: str) -> None:
    try:
        await job()
    except Exception:
        log.exception("%s failed", name)
