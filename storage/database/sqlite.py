"""SQLite through aiosqlite: one writer with grouped commits, a few readers. Holds no SQL of any noun."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Literal, TypeVar

from storage.database import lane as on_thread
from storage.database.base import Conn, Engine, Gate, Row, Tx, to_the_end
from storage.database.group import Ledger, Writer
from storage.database.lane import Lane
from storage.database.sql import ready, ready_row

READERS = 4
QUICK_STEPS = 4000
"""How many steps of SQLite's machine a read may take on the event loop: well under a millisecond."""

T = TypeVar("T")
Run = Callable[..., "asyncio.Future[Any]"]


class SqliteConn(Conn):
    """Reading in one snapshot on a reader's thread."""

    def __init__(self, lane: Lane) -> None:
        self._lane = lane
        self.over = False

    def _submit(self, work: Callable[..., T], sql: str, params: Any) -> "asyncio.Future[T]":
        return self._lane.submit(_in_snapshot, self._lane.raw, work, sql, params)

    async def _ask(self, work: Callable[..., T], sql: str, params: Any) -> T:
        if self.over:
            raise RuntimeError("this transaction() or read() is over")
        return await self._submit(work, sql, params)

    async def all(self, sql: str, /, **params: Any) -> list[Row]:
        return await self._ask(on_thread.fetch_all, *ready(sql, params))

    async def one(self, sql: str, /, **params: Any) -> Row | None:
        return await self._ask(on_thread.fetch_one, *ready(sql, params))

    async def value(self, sql: str, /, **params: Any) -> Any:
        return await self._ask(on_thread.fetch_value, *ready(sql, params))


class SqliteTx(SqliteConn, Tx):
    """Writing. After an error of the database the unit cannot be kept, as on PostgreSQL."""

    def __init__(self, lane: Lane, ledger: Ledger) -> None:
        SqliteConn.__init__(self, lane)
        Tx.__init__(self)
        self._ledger = ledger
        self.touched = False
        self.failed = False

    def _submit(self, work: Callable[..., T], sql: str, params: Any) -> "asyncio.Future[T]":
        self.touched = True
        return self._lane.submit(self._ledger.within, self, work, sql, params)

    async def _ask(self, work: Callable[..., T], sql: str, params: Any) -> T:
        if self.failed:
            raise RuntimeError("an error ended this transaction: leave its block")
        try:
            return await super()._ask(work, sql, params)
        except sqlite3.Error:
            self.failed = True
            raise

    async def execute(self, sql: str, /, **params: Any) -> int:
        return await self._ask(on_thread.affect, *ready(sql, params))

    async def many(self, sql: str, rows: Iterable[Mapping[str, Any]], /) -> None:
        await self._ask(on_thread.affect_many, sql, [ready_row(row) for row in rows])

    def end(self) -> None:
        """No statement may follow; an error that the block swallowed: RuntimeError."""
        self.over = True
        if self.failed:
            raise RuntimeError("an error inside this transaction was caught there: nothing is stored")


class Sqlite(Engine):
    """One file. Other processes may read it and, in turn, write it."""

    dialect: Literal["sqlite", "postgresql"] = "sqlite"

    def __init__(self, path: Path, writer: Lane, quick: sqlite3.Connection) -> None:
        self.path = path
        self.writer = Writer(writer)
        self._gate = Gate()
        self._quick: sqlite3.Connection | None = quick
        self._slow: set[str] = set()
        self._idle: list[Lane] = []
        self._readers: list[Lane] = []
        self._free = asyncio.Semaphore(READERS)

    @classmethod
    async def open(cls, path: Path) -> "Sqlite":
        """Open or create the file; a folder that does not exist: FileNotFoundError."""
        if sqlite3.sqlite_version_info < (3, 37, 0):
            raise RuntimeError(f"SQLite {sqlite3.sqlite_version} is too old: 3.37 or newer is needed")
        on_thread.create_file(path)
        sizes = ("cache_size = -16000", "journal_size_limit = 67108864")
        writer = await Lane.open(path, "journal_mode = WAL", "synchronous = FULL", *sizes)
        quick = sqlite3.connect(path, timeout=0, isolation_level=None, cached_statements=512)
        on_thread.prepare(quick, ["query_only = ON"])
        quick.set_progress_handler(lambda: 1, QUICK_STEPS)
        return cls(path, writer, quick)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Tx]:
        task = self._gate.enter()
        try:
            group = await self.writer.turn()
            unit = SqliteTx(self.writer.lane, self.writer.ledger)
            try:
                yield unit
                unit.end()
            except BaseException:
                unit.over = True
                group.touched |= unit.touched
                await self.writer.undo(unit, touched=unit.touched)
                raise
            group.touched |= unit.touched
            await self.writer.keep(group, unit)
        finally:
            self._gate.leave(task)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Conn]:
        task = self._gate.enter()
        try:
            async with self._lane() as reader:
                conn = SqliteConn(reader)
                try:
                    yield conn
                except asyncio.CancelledError:
                    reader.interrupt()
                    raise
                finally:
                    conn.over = True
                    reader.post(_end, reader.raw)
        finally:
            self._gate.leave(task)

    @asynccontextmanager
    async def _lane(self) -> AsyncIterator[Lane]:
        async with self._free:
            reader = self._idle.pop() if self._idle else await self._new_reader()
            try:
                yield reader
            finally:
                self._idle.append(reader)

    async def _new_reader(self) -> Lane:
        reader = await Lane.open(self.path, "query_only = ON", "cache_size = -8000")
        self._readers.append(reader)
        return reader

    async def all(self, sql: str, params: dict[str, Any]) -> list[Row]:
        """One statement by itself: short ones at once, on the loop; the others on a reader's thread.

        A hop to a thread and back costs ten times what a read by key does.
        """
        self._gate.check()
        sql, params = ready(sql, params)
        if sql not in self._slow:
            rows = self._at_once(sql, params)
            if rows is not None:
                return rows
        return await self._on_reader(sql, params)

    def _at_once(self, sql: str, params: dict[str, Any]) -> list[Row] | None:
        """The rows, or None when the statement is long or would have to wait."""
        assert self._quick is not None
        try:
            return self._quick.execute(sql, params).fetchall()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                self._slow.add(sql)
            elif error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise
            return None

    async def _on_reader(self, sql: str, params: dict[str, Any]) -> list[Row]:
        task = self._gate.enter()
        try:
            async with self._lane() as reader:
                try:
                    return await reader.submit(on_thread.fetch_all, reader.raw, sql, params)
                except asyncio.CancelledError:
                    reader.interrupt()
                    raise
        finally:
            self._gate.leave(task)

    @asynccontextmanager
    async def migration(self) -> AsyncIterator[Tx]:
        """One transaction on a connection of its own with foreign keys off; they are checked before the commit."""
        lane = await Lane.open(self.path, "journal_mode = WAL", "synchronous = FULL", "foreign_keys = OFF")
        ledger = Ledger(lane.raw)
        try:
            tx = SqliteTx(lane, ledger)
            yield tx
            broken = await tx.all("PRAGMA foreign_key_check")
            tx.end()
            if broken:
                tables = sorted({row["table"] for row in broken})
                raise RuntimeError(f"after migrating, rows point to nothing in: {', '.join(tables)}")
            await to_the_end(lane.submit(ledger.commit))
        finally:
            await lane.close()

    async def close(self) -> None:
        """Wait for who is inside, then close every connection; the writer last, it tidies the log file."""
        await self._gate.shut()
        quick, self._quick = self._quick, None
        if quick is None:
            return
        quick.close()
        for reader in self._readers:
            await reader.close()
        await self.writer.lane.close()


def _in_snapshot(raw: sqlite3.Connection, work: Callable[..., T], *args: Any) -> T:
    if not raw.in_transaction:
        raw.execute("BEGIN")
    return work(raw, *args)


def _end(raw: sqlite3.Connection) -> None:
    if raw.in_transaction:
        raw.execute("ROLLBACK")
