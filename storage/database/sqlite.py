"""SQLite through aiosqlite: one writer with grouped commits, a few readers. Holds no SQL of any noun."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path
from typing import Any, Literal, TypeVar

from storage.database import lane as on_thread
from storage.database.base import Conn, Engine, Gate, Row, Tx, to_the_end
from storage.database.group import Writer
from storage.database.lane import Lane
from storage.database.pace import LATER, Pace
from storage.database.sql import ready, ready_row

READERS = 4

T = TypeVar("T")
Run = Callable[..., "asyncio.Future[Any]"]


class SqliteConn(Conn):
    """Reading in one snapshot on a reader's thread."""

    def __init__(self, lane: Lane, pace: Pace) -> None:
        self._lane = lane
        self._pace = pace
        self.over = False

    async def _ask(self, work: Callable[..., T], sql: str, params: Any) -> T:
        if self.over:
            raise RuntimeError("this transaction() or read() is over")
        if self._pace.breath_due():
            await asyncio.sleep(0)
        raw = self._lane.raw
        if not self._lane.busy and not self._pace.is_long(sql):
            _begin(raw)
            result: T = self._pace.stoppable(raw, work, sql, params)
            if result is not LATER:
                return result
        return await self._lane.submit(_patiently, raw, work, sql, params)

    def end(self) -> None:
        """Let go of the snapshot; nobody waits for it."""
        self.over = True
        if self._lane.busy:
            self._lane.post(_end, self._lane.raw)
        else:
            _end(self._lane.raw)

    async def all(self, sql: str, /, **params: Any) -> list[Row]:
        return await self._ask(on_thread.fetch_all, *ready(sql, params))

    async def one(self, sql: str, /, **params: Any) -> Row | None:
        return await self._ask(on_thread.fetch_one, *ready(sql, params))

    async def value(self, sql: str, /, **params: Any) -> Any:
        return await self._ask(on_thread.fetch_value, *ready(sql, params))


class SqliteTx(SqliteConn, Tx):
    """Writing. After an error of the database the unit cannot be kept, as on PostgreSQL."""

    def __init__(self, writer: Writer) -> None:
        SqliteConn.__init__(self, writer.lane, writer.pace)
        Tx.__init__(self)
        self._writer = writer
        self.touched = False
        self.failed = False

    async def _ask(self, work: Callable[..., T], sql: str, params: Any) -> T:
        if self.over or self.failed:
            raise RuntimeError(
                "this transaction() is over" if self.over else "an error ended this transaction()"
            )
        if self._pace.breath_due():
            await asyncio.sleep(0)
        self.touched = True
        try:
            result: T = await self._writer.run(self, work, sql, params)
        except sqlite3.Error:
            self.failed = True
            raise
        return result

    async def execute(self, sql: str, /, **params: Any) -> int:
        return await self._ask(on_thread.affect, *ready(sql, params))

    async def many(self, sql: str, rows: Iterable[Mapping[str, Any]], /) -> None:
        batch = [ready_row(row) for row in rows]
        if batch:
            await self._ask(on_thread.affect_many, sql, batch)

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
        self._pace = Pace()
        self._pace.limit(quick)
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
        writer = await Lane.open(
            path, "journal_mode = WAL", "synchronous = FULL", *sizes, "secure_delete = ON"
        )
        quick = sqlite3.connect(path, timeout=0, isolation_level=None, cached_statements=512)
        on_thread.prepare(quick, ["query_only = ON"])
        return cls(path, writer, quick)

    async def empty_log(self) -> None:
        """Take the log into the file and cut it to nothing: what was overwritten in the file stood there still."""
        await asyncio.to_thread(_empty_log, self.path)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Tx]:
        task = self._gate.enter()
        try:
            group = await self.writer.turn()
            unit = SqliteTx(self.writer)
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
                conn = SqliteConn(reader, self._pace)
                try:
                    yield conn
                finally:
                    conn.end()
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
        reader = await Lane.open(
            self.path, "query_only = ON", "cache_size = -8000", "busy_timeout = 0", reads=True
        )
        self._readers.append(reader)
        return reader

    async def all(self, sql: str, params: dict[str, Any]) -> list[Row]:
        """One statement by itself: short ones at once, on the loop; the others on a reader's thread.

        A hop to a thread and back costs ten times what a read by key does.
        """
        if self._pace.breath_due():
            await asyncio.sleep(0)
        self._gate.check()
        sql, params = ready(sql, params)
        if self._quick is not None and not self._pace.is_long(sql):
            rows: list[Row] = self._pace.read(self._quick, on_thread.fetch_all, sql, params)
            if rows is not LATER:
                return rows
        return await self._on_reader(sql, params)

    async def _on_reader(self, sql: str, params: dict[str, Any]) -> list[Row]:
        task = self._gate.enter()
        try:
            async with self._lane() as reader:
                return await reader.submit(_alone, reader.raw, on_thread.fetch_all, sql, params)
        finally:
            self._gate.leave(task)

    @asynccontextmanager
    async def migration(self) -> AsyncIterator[Tx]:
        """One transaction on a connection of its own with foreign keys off; they are checked before the commit."""
        lane = await Lane.open(self.path, "journal_mode = WAL", "synchronous = FULL", "foreign_keys = OFF")
        writer = Writer(lane)
        try:
            tx = SqliteTx(writer)
            yield tx
            broken = await tx.all("PRAGMA foreign_key_check")
            tx.end()
            if broken:
                tables = sorted({row["table"] for row in broken})
                raise RuntimeError(f"after migrating, rows point to nothing in: {', '.join(tables)}")
            await to_the_end(lane.submit(writer.ledger.commit))
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


def _begin(raw: sqlite3.Connection) -> None:
    if not raw.in_transaction:
        raw.execute("BEGIN")


def _end(raw: sqlite3.Connection) -> None:
    if raw.in_transaction:
        raw.execute("ROLLBACK")


def _patiently(raw: sqlite3.Connection, work: Callable[..., T], *args: Any) -> T:
    """Read in the snapshot; wait for a process that recovers the file. On the thread only."""
    raw.execute(f"PRAGMA busy_timeout = {on_thread.BUSY_SECONDS * 1000}")
    try:
        _begin(raw)
        return work(raw, *args)
    finally:
        raw.execute("PRAGMA busy_timeout = 0")


def _alone(raw: sqlite3.Connection, work: Callable[..., T], *args: Any) -> T:
    try:
        return _patiently(raw, work, *args)
    finally:
        _end(raw)


def _empty_log(path: Path) -> None:
    # A connection of its own: the writer's may be inside a group. Who is in the way is left in peace.
    with (
        closing(sqlite3.connect(path, timeout=1, isolation_level=None)) as raw,
        suppress(sqlite3.OperationalError),
    ):
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
