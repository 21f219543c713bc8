"""The runner of jobs: one at a time, begun anew after a crash, its file sent before it counts as done. Not: what they do."""

import asyncio
import logging
import secrets
import sys
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Protocol

from bot.clock import Clock
from bot.domain.ids import PersonId
from bot.domain.jobs import TRIES, File, Job, Stopped
from storage import jobs, outbox
from storage.database import Database

log = logging.getLogger(__name__)

POLL = 5.0  # seconds between looks for jobs that other processes have queued
EVERY = 2.0  # seconds between signs of life, and between edits of a progress message
AGAIN = timedelta(seconds=30)
TURN = 0.0005  # seconds after which a job's thread lets the others of the process go on

Tick = Callable[[int, int], Awaitable[None]]
Post = Callable[[PersonId, File], Awaitable[None]]


class Worker(Protocol):
    """Who does the jobs of a noun. Each may be begun several times: its effect is there once."""

    async def work(self, job: Job, tick: Tick) -> File | None: ...


class Jobs:
    """`workers`: by the part of a job's kind before the dot. `post` carries a file to a person and raises if it cannot."""

    def __init__(
        self, db: Database, clock: Clock, workers: Mapping[str, Worker], post: Post, *, alone: bool
    ) -> None:
        self._db, self._clock, self._workers, self._post, self._alone = db, clock, workers, post, alone
        self._name = secrets.token_hex(6)
        self._wake = asyncio.Event()
        self._at: Job | None = None

    @property
    def busy(self) -> bool:
        """Whether a job is being done."""
        return self._at is not None or self._wake.is_set()

    async def waits(self) -> bool:
        """Whether a job is being done or could be begun."""
        return self.busy or await jobs.any_open(self._db, self._clock())

    async def run(self) -> None:
        """Do jobs until cancelled; one that is unfinished then is begun anew at the next start."""
        if self._alone:
            async with self._db.transaction() as tx:
                await jobs.free(tx)
        jobs.listeners.add(self._wake.set)
        try:
            while True:
                if not await self._next():
                    await self._rest()
        finally:
            jobs.listeners.discard(self._wake.set)

    async def _rest(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._wake.wait(), POLL)

    async def _next(self) -> bool:
        """Do the next job, if there is one."""
        self._wake.clear()
        if not await jobs.any_due(self._db, self._clock()):
            return False
        async with self._db.transaction() as tx:
            job = self._at = await jobs.claim(tx, self._name, self._clock())
        if job is None:
            return False
        try:
            await self._do(job)
        except asyncio.CancelledError:
            # Whoever is stopped gives it back at once: the next one need not wait until the lease has ended.
            async with self._db.transaction() as tx:
                await jobs.later(tx, job, self._name, self._clock())
            raise
        finally:
            self._at = None
        return True

    async def _do(self, job: Job) -> None:
        try:
            with giving_way():
                file = await self._workers[job.kind.partition(".")[0]].work(job, self._ticks(job))
            if file is not None and job.by is not None:
                await self._post(job.by, file)
            await self._end(job, "done")
        except Stopped:
            log.info("job %s of %s was stopped", job.kind, job.thing)
        except Exception:
            code = secrets.token_hex(2)
            log.exception("job %s of %s failed, code %s", job.kind, job.thing, code)
            if job.attempts >= TRIES:
                await self._end(job, "failed")
            else:
                async with self._db.transaction() as tx:
                    await jobs.later(tx, job, self._name, self._clock() + AGAIN)

    async def _end(self, job: Job, state: str) -> None:
        now = self._clock()
        async with self._db.transaction() as tx:
            if await jobs.end(tx, job, self._name, state, now):
                await outbox.redraw(tx, job.thing, now=now)

    def _ticks(self, job: Job) -> Tick:
        loop = asyncio.get_running_loop()
        last = 0.0

        async def tick(done: int, total: int) -> None:
            nonlocal last
            if loop.time() - last < EVERY:
                return
            last, now = loop.time(), self._clock()
            async with self._db.transaction() as tx:
                if not await jobs.progress(tx, job, self._name, done, total, now):
                    raise Stopped
                await outbox.redraw(tx, job.thing, now=now)

        return tick


@contextmanager
def giving_way() -> Iterator[None]:
    """The thread of a job holds up whoever answers people for no longer than this."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(before)
