"""Grouped commits: units of work take turns on one SQLite connection and share a commit. Holds no SQL of any noun."""

import asyncio
import sqlite3
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from storage.database.base import NotCommitted, Tx, run_callbacks, to_the_end
from storage.database.lane import BUSY_SECONDS, Lane
from storage.database.pace import LATER, Pace

GROUP_UNITS = 64
GROUP_SECONDS = 0.050

T = TypeVar("T")


class Busy(Exception):
    """Another process writes: to wait for it is for the thread."""


class Ledger:
    """The transaction on the writer's connection, used by its thread or, when that is idle, by the loop.

    A savepoint opens with the first statement of a unit and closes with the first of the next one, so neither
    costs a hop of its own. `lost` holds the error by which SQLite undid the whole transaction (a full disk).
    """

    def __init__(self, raw: sqlite3.Connection) -> None:
        self.raw = raw
        self.unit: object | None = None
        self.lost: BaseException | None = None

    def within(self, unit: object, work: Callable[..., T], *args: Any, patient: bool = True) -> T:
        """Run a statement as a part of this unit. Patient: wait for another process that writes."""
        if self.lost is not None:
            raise NotCommitted("an earlier error undid the transaction") from self.lost
        if self.unit is not unit:
            self._begin(unit, patient=patient)
        try:
            return work(self.raw, *args)
        except BaseException as error:
            if not self.raw.in_transaction:
                self.lost = error
            raise

    def _begin(self, unit: object, *, patient: bool) -> None:
        if not self.raw.in_transaction:
            self._lock(BUSY_SECONDS * 1000 if patient else 0)
        elif self.unit is not None:
            self.raw.execute("RELEASE unit")
        self.unit = None
        self.raw.execute("SAVEPOINT unit")
        self.unit = unit

    def _lock(self, milliseconds: int) -> None:
        self.raw.execute(f"PRAGMA busy_timeout = {milliseconds}")
        try:
            self.raw.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if not milliseconds and error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                raise Busy from None
            raise

    def undo(self, unit: object) -> None:
        """Take back what this unit did; the others of the group stay."""
        if self.unit is not unit or self.lost is not None:
            return
        self.unit = None
        try:
            self.raw.execute("ROLLBACK TO unit")
            self.raw.execute("RELEASE unit")
        except sqlite3.Error as error:
            self.lost = error

    def commit(self) -> None:
        """Store the group and be ready for the next; if that fails nothing of it is stored: NotCommitted."""
        lost, self.lost, self.unit = self.lost, None, None
        try:
            if lost is None and self.raw.in_transaction:
                self.raw.execute("COMMIT")
        except sqlite3.Error as error:
            lost = error
        if self.raw.in_transaction:
            self.raw.execute("ROLLBACK")
        if lost is not None:
            raise NotCommitted("the commit failed") from lost


class Group:
    """The units that share one commit. `done` gives None, or the error for which nothing of them is stored."""

    def __init__(self, now: float) -> None:
        self.units = 0
        self.since = now
        self.touched = False
        self.callbacks: list[Callable[[], None]] = []
        self.done: asyncio.Future[BaseException | None] = asyncio.get_running_loop().create_future()

    def full(self, now: float) -> bool:
        return self.units >= GROUP_UNITS or now - self.since >= GROUP_SECONDS


class Writer:
    """Hands the one writing connection to a unit at a time, first come first served, and commits between them.

    It commits when the group is full, or when nobody waits for the turn and a whole turn of the loop brings nobody
    new: a lonely unit waits for nothing, while in a crowd a commit, which costs as much as two units, is for many.
    The commit is no task, so nothing can cancel it.
    """

    def __init__(self, lane: Lane) -> None:
        self.lane = lane
        self.ledger = Ledger(lane.raw)
        self.commits = 0
        self.pace = Pace()
        self._taken = False
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._group: Group | None = None

    async def run(self, unit: object, work: Callable[..., Any], sql: str, params: Any) -> Any:
        """Run one statement of the unit that has the turn: at once if it is short, else on the thread."""
        if not self.lane.busy and not self.pace.is_long(sql):
            with suppress(Busy):
                result = self.ledger.within(unit, self.pace.write, work, sql, params, patient=False)
                if result is not LATER:
                    return result
        return await self.lane.submit(self.ledger.within, unit, work, sql, params)

    async def turn(self) -> Group:
        """Wait for the turn; the group to work in. `pass_on` must follow."""
        if self._taken:
            await self._wait()
        self._taken = True
        if self._group is None:
            self._group = Group(asyncio.get_running_loop().time())
        self._group.units += 1
        return self._group

    async def _wait(self) -> None:
        place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(place)
        try:
            await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():
                self.pass_on()  # the turn had come in the same moment
            raise

    def pass_on(self) -> None:
        """Give the turn to the commit, to who waits longest, or to nobody."""
        while self._waiting and self._waiting[0].done():
            self._waiting.popleft()
        group = self._group
        if group is not None and self._is_full(group):
            self._commit(group)
        elif self._waiting:
            self._waiting.popleft().set_result(None)
        else:
            self._taken = False
            if group is not None:
                # Not yet in the next turn of the loop: whoever becomes ready in this one starts in that one.
                loop = asyncio.get_running_loop()
                loop.call_soon(loop.call_soon, self._close, group, group.units)

    def _close(self, group: Group, units: int) -> None:
        """Commit, unless somebody joined meanwhile, has the turn by now or has done it."""
        if self._group is group and group.units == units and not self._taken:
            self._taken = True
            self._commit(group)

    def _is_full(self, group: Group) -> bool:
        return group.full(asyncio.get_running_loop().time()) or self.ledger.lost is not None

    def _commit(self, group: Group) -> None:
        self._group = None
        if not group.touched:
            self._settle(group, None)
            return
        self.commits += 1
        commit = self.lane.submit(self.ledger.commit)
        commit.add_done_callback(lambda future: self._settle(group, future.exception()))

    def _settle(self, group: Group, error: BaseException | None) -> None:
        if error is None:
            run_callbacks(group.callbacks)
        group.done.set_result(error)
        self.pass_on()

    async def keep(self, group: Group, unit: Tx) -> None:
        """Give up the turn and return when the group's commit holds this unit; NotCommitted if it failed."""
        group.callbacks += unit.callbacks
        self.pass_on()
        error = await to_the_end(group.done)
        if error is not None:
            raise NotCommitted("the commit failed") from error.__cause__

    async def undo(self, unit: Tx, *, touched: bool) -> None:
        """Take the unit back if it did anything, then give up the turn."""
        try:
            if touched and self.lane.busy:
                await to_the_end(self.lane.submit(self.ledger.undo, unit))
            elif touched:
                self.ledger.undo(unit)
        finally:
            self.pass_on()
