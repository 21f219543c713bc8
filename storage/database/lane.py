"""One SQLite connection and its thread, and the small functions that run there. Knows nothing of units or groups."""

import asyncio
import os
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite

from storage.database.base import Row

BUSY_SECONDS = 8
STEPS_BETWEEN_LOOKS = 500_000
"""Some 20 ms of SQLite's machine."""

T = TypeVar("T")
Work = Callable[..., T]


class SqliteRow(sqlite3.Row):
    """A row with the few habits of a mapping that sqlite3.Row lacks; asyncpg's has them too."""

    def get(self, name: str, default: Any = None) -> Any:
        return self[name] if name in self.keys() else default

    def items(self) -> list[tuple[str, Any]]:
        return list(zip(self.keys(), self, strict=True))

    def __contains__(self, name: object) -> bool:
        return name in self.keys()


class Lane:
    """Functions given to it run on its connection one after another, in the order given, also when nobody waits."""

    def __init__(self, connection: aiosqlite.Connection, *, reads: bool) -> None:
        self._connection = connection
        self._reads = reads
        self.raw: sqlite3.Connection = connection._conn
        self._given = 0  # counted by the loop
        self._done = 0  # counted by the thread

    @classmethod
    async def open(cls, path: Path, *pragmas: str, reads: bool = False) -> "Lane":
        """Connect; the pragmas come on top of those that every connection needs. Reads: it never writes."""
        connection = aiosqlite.connect(
            path, timeout=BUSY_SECONDS, isolation_level=None, cached_statements=512, check_same_thread=False
        )
        connection._thread.daemon = True  # a crash before close() must not hang the exit
        await connection
        lane = cls(connection, reads=reads)
        try:
            await lane.submit(prepare, lane.raw, pragmas)
        except BaseException:
            await lane.close()
            raise
        return lane

    @property
    def busy(self) -> bool:
        """Whether the thread has something to do; if not, the loop may use the connection itself."""
        return self._given != self._done

    def submit(self, work: Work[T], *args: Any) -> "asyncio.Future[T]":
        """Queue a function for the thread. When the wait for it is cancelled before it began, it is left out.

        aiosqlite's own coroutines cost a hop per call of the cursor; here one hop carries all of one statement.
        """
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._given += 1
        self._connection._tx.put_nowait((future, partial(self._carry, future, work, args)))
        return future

    def post(self, work: Callable[..., object], *args: Any) -> None:
        """Queue a function whose end nobody waits for."""
        self._given += 1
        self._connection._tx.put_nowait((None, partial(self._carry, None, work, args)))

    def _carry(self, future: "asyncio.Future[T] | None", work: Work[T], args: tuple[Any, ...]) -> T | None:
        try:
            if future is None:
                return work(*args)
            if future.cancelled():
                return None
            return self._stopped_with(future, work, args) if self._reads else work(*args)
        finally:
            self._done += 1

    def _stopped_with(self, future: "asyncio.Future[T]", work: Work[T], args: tuple[Any, ...]) -> T:
        """A read that nobody waits for any more ends. (A write must not: that would undo the whole group.)"""
        self.raw.set_progress_handler(future.cancelled, STEPS_BETWEEN_LOOKS)
        try:
            return work(*args)
        finally:
            self.raw.set_progress_handler(None, 0)

    async def close(self) -> None:
        await self._connection.close()


def create_file(path: Path) -> None:
    """Make an empty file that only its owner can read, before SQLite makes one that everybody can."""
    if not path.parent.is_dir():
        raise FileNotFoundError(f"the folder of the database does not exist: {path.parent}")
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def prepare(raw: sqlite3.Connection, pragmas: Iterable[str]) -> None:
    """What every connection needs before its first statement."""
    raw.row_factory = SqliteRow
    for pragma in ("foreign_keys = ON", "trusted_schema = OFF", "temp_store = MEMORY", *pragmas):
        raw.execute(f"PRAGMA {pragma}").fetchall()


def fetch_all(raw: sqlite3.Connection, sql: str, params: Mapping[str, Any]) -> list[Row]:
    return raw.execute(sql, params).fetchall()


def fetch_one(raw: sqlite3.Connection, sql: str, params: Mapping[str, Any]) -> Row | None:
    # All of them: a RETURNING that is left half-read keeps its statement open.
    rows: list[Row] = raw.execute(sql, params).fetchall()
    return rows[0] if rows else None


def fetch_value(raw: sqlite3.Connection, sql: str, params: Mapping[str, Any]) -> Any:
    rows = raw.execute(sql, params).fetchall()
    return rows[0][0] if rows else None


def affect(raw: sqlite3.Connection, sql: str, params: Mapping[str, Any]) -> int:
    """Run one statement to its end; how many rows it changed."""
    before = raw.total_changes
    cursor = raw.execute(sql, params)
    if cursor.description is not None:
        cursor.fetchall()
    if cursor.rowcount >= 0:
        return cursor.rowcount
    # The driver counts only what begins with INSERT, UPDATE, DELETE; a WITH in front hides them.
    return 0 if raw.total_changes == before else int(raw.execute("SELECT changes()").fetchone()[0])


def affect_many(raw: sqlite3.Connection, sql: str, rows: list[Mapping[str, Any]]) -> None:
    raw.executemany(sql, rows)
