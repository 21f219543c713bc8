"""PostgreSQL through asyncpg: a pool, the same SQL text. Holds no SQL of any noun."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any, Literal, TypeVar

import asyncpg
from asyncpg.exceptions import (
    AdminShutdownError,
    CannotConnectNowError,
    CrashShutdownError,
    DeadlockDetectedError,
    IntegrityConstraintViolationError,
    InterfaceError,
    PostgresConnectionError,
    PostgresError,
    SerializationError,
)

from storage.database.base import Clash, Conn, Engine, Gate, NotCommitted, Row, Tx, run_callbacks, to_the_end
from storage.database.sql import arguments, numbered, ready, ready_row

POOL = 10
STATEMENT_SECONDS = 60
PATIENCE_SECONDS = 8.0
"""How long a lock, or a server that restarts, is waited for."""

SETTINGS = {
    "application_name": "rapport",
    "timezone": "UTC",
    "jit": "off",
    "lock_timeout": f"{PATIENCE_SECONDS:.0f}s",
    "idle_in_transaction_session_timeout": "60s",
}
_BY_INDEX = """SELECT set_config('plan_cache_mode', 'force_custom_plan', true),
    set_config('enable_seqscan', 'off', true), set_config('max_parallel_workers_per_gather', '0', true)"""
T = TypeVar("T")
Broken = (OSError, PostgresError, InterfaceError)
_Circles = (DeadlockDetectedError, SerializationError)
_Lost = (OSError, PostgresConnectionError, AdminShutdownError, CrashShutdownError, CannotConnectNowError)


class PostgresConn(Conn):
    """Reading on one connection."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self.over = False

    async def _ask(self, method: Callable[..., Awaitable[Any]], sql: str, params: dict[str, Any]) -> Any:
        if self.over:
            raise RuntimeError("this transaction() or read() is over")
        text, names = numbered(sql)
        return await method(text, *arguments(names, params))

    async def all(self, sql: str, /, **params: Any) -> list[Row]:
        rows: list[Row] = await self._ask(self.connection.fetch, *ready(sql, params))
        return rows

    async def one(self, sql: str, /, **params: Any) -> Row | None:
        rows: list[Row] = await self._ask(self.connection.fetch, *ready(sql, params))
        return rows[0] if rows else None

    async def value(self, sql: str, /, **params: Any) -> Any:
        rows = await self._ask(self.connection.fetch, *ready(sql, params))
        return rows[0][0] if rows else None

    async def by_index(self) -> None:
        await self._ask(self.connection.fetch, _BY_INDEX, {})


class PostgresTx(PostgresConn, Tx):
    """Writing. After an error of the database the unit cannot be kept."""

    def __init__(self, connection: Any) -> None:
        PostgresConn.__init__(self, connection)
        Tx.__init__(self)
        self.failed = False

    async def _ask(self, method: Callable[..., Awaitable[Any]], sql: str, params: dict[str, Any]) -> Any:
        if self.failed:
            raise RuntimeError("an error ended this transaction: leave its block")
        try:
            return await super()._ask(method, sql, params)
        except Broken:
            self.failed = True
            raise

    async def execute(self, sql: str, /, **params: Any) -> int:
        status: str = await self._ask(self.connection.execute, *ready(sql, params))
        count = status.rsplit(" ", 1)[-1]
        return int(count) if count.isdigit() and not status.startswith("SELECT") else 0

    async def many(self, sql: str, rows: Iterable[Mapping[str, Any]], /) -> None:
        text, names = numbered(sql)
        table = [arguments(names, ready_row(row)) for row in rows]
        if table:
            await self._ask(lambda _: self.connection.executemany(text, table), "", {})

    async def hold(self, table: str, ids: Iterable[int]) -> None:
        await self.all(f"SELECT id FROM {table} WHERE id IN (:ids) ORDER BY id FOR UPDATE", ids=list(ids))

    def end(self) -> None:
        """No statement may follow; an error that the block swallowed: RuntimeError."""
        self.over = True
        if self.failed:
            raise RuntimeError("an error inside this transaction was caught there: nothing is stored")


class Postgres(Engine):
    """One database on a server, shared with the other replicas."""

    dialect: Literal["sqlite", "postgresql"] = "postgresql"

    def __init__(self, url: str, pool: Any) -> None:
        self._url = url
        self._pool = pool
        self._gate = Gate()

    @classmethod
    async def open(cls, url: str) -> "Postgres":
        """Connect; a server that cannot be reached raises what asyncpg raises."""
        pool = await asyncpg.create_pool(  # type: ignore[no-untyped-call]
            url,
            min_size=1,
            max_size=POOL,
            command_timeout=STATEMENT_SECONDS,
            statement_cache_size=1024,
            max_cached_statement_lifetime=0,
            connection_class=_Connection,
            init=_teach,
            server_settings=SETTINGS,
        )
        return cls(url, pool)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Tx]:
        task = self._gate.enter()
        try:
            connection, block = await self._begin(isolation="read_committed")
            try:
                tx = PostgresTx(connection)
                try:
                    yield tx
                    if tx.failed:
                        raise RuntimeError(
                            "an error inside this transaction was caught there: nothing is stored"
                        )
                except _Circles as error:
                    await _roll_back(connection, block)
                    raise Clash("others held what this unit needed, and needed what it held") from error
                except BaseException:
                    await _roll_back(connection, block)
                    raise
                finally:
                    tx.over = True
                await _commit(block, tx)
            finally:
                await self._pool.release(connection)
        finally:
            self._gate.leave(task)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Conn]:
        task = self._gate.enter()
        try:
            connection, block = await self._begin(isolation="repeatable_read", readonly=True)
            try:
                conn = PostgresConn(connection)
                try:
                    yield conn
                finally:
                    conn.over = True
                    await _roll_back(connection, block)
            finally:
                await self._pool.release(connection)
        finally:
            self._gate.leave(task)

    async def _begin(self, **kind: Any) -> tuple[Any, Any]:
        """A connection with a block open on it. Nothing has been asked yet, so a lost connection is simply replaced."""

        async def begin() -> tuple[Any, Any]:
            connection = await self._pool.acquire()
            try:
                block = connection.transaction(**kind)
                await block.start()
            except BaseException:
                await self._pool.release(connection)
                raise
            return connection, block

        return await _patiently(begin)

    async def all(self, sql: str, params: dict[str, Any]) -> list[Row]:
        """One statement by itself."""
        task = self._gate.enter()
        try:
            sql, params = ready(sql, params)
            text, names = numbered(sql)
            values = arguments(names, params)

            async def fetch() -> list[Row]:
                rows: list[Row] = await self._pool.fetch(text, *values)
                return rows

            return await _patiently(fetch)
        finally:
            self._gate.leave(task)

    @asynccontextmanager
    async def migration(self) -> AsyncIterator[Tx]:
        """One transaction on a connection of its own that waits as long as it must; one replica at a time."""
        settings = {**SETTINGS, "lock_timeout": "0", "idle_in_transaction_session_timeout": "0"}
        connection = await asyncpg.connect(self._url, server_settings=settings)  # type: ignore[no-untyped-call]
        try:
            await _teach(connection)
            async with connection.transaction():
                await connection.execute("SELECT pg_advisory_xact_lock(7277678)")
                tx = PostgresTx(connection)
                yield tx
                tx.end()
        finally:
            await connection.close()

    async def empty_log(self) -> None:
        """The server keeps its own log and vacuums by itself."""

    async def close(self) -> None:
        """Wait for who is inside, then close every connection."""
        await self._gate.shut()
        await self._pool.close()


class _Connection(asyncpg.Connection):  # type: ignore[misc, unused-ignore]
    """Sets nothing for its session, so going back to the pool needs no round trip that cleans up."""

    def get_reset_query(self) -> str:
        return ""


async def _teach(connection: Any) -> None:
    """Sums and truth values come as SQLite gives them: int or float, 0 or 1."""
    await connection.set_type_codec(
        "numeric", schema="pg_catalog", format="text", encoder=str, decoder=_number
    )
    await connection.set_type_codec(
        "bool",
        schema="pg_catalog",
        format="binary",
        encoder=lambda value: bytes([bool(value)]),
        decoder=_truth,
    )


def _number(text: str) -> int | float:
    return float(text) if "." in text or text == "NaN" else int(text)


def _truth(data: bytes) -> int:
    return data[0]


def _is_lost(error: BaseException) -> bool:
    """Whether the connection went away, rather than the statement being wrong or slow."""
    if isinstance(error, InterfaceError):
        return "closed" in str(error)
    return isinstance(error, _Lost) and not isinstance(error, TimeoutError)


async def _patiently(ask: Callable[[], Awaitable[T]]) -> T:
    """Ask again while the server restarts, for `PATIENCE_SECONDS`."""
    loop = asyncio.get_running_loop()
    end, pause = loop.time() + PATIENCE_SECONDS, 0.05
    while True:
        try:
            return await ask()
        except Broken as error:
            if not _is_lost(error) or loop.time() + pause > end:
                raise
        await asyncio.sleep(pause)
        pause = min(pause * 2, 1.0)


async def _commit(block: Any, tx: Tx) -> None:
    """Store the unit. When the connection goes away meanwhile, its error is raised: stored or not is unknown."""
    commit = asyncio.ensure_future(block.commit())
    try:
        await to_the_end(commit)
    except IntegrityConstraintViolationError as error:
        raise NotCommitted("the commit failed") from error
    finally:
        if commit.done() and not commit.cancelled() and commit.exception() is None:
            run_callbacks(tx.callbacks)


async def _roll_back(connection: Any, block: Any) -> None:
    try:
        await to_the_end(asyncio.ensure_future(block.rollback()))
    except Broken:
        # The connection is gone or unusable; the server takes back what it held.
        with suppress(*Broken):
            connection.terminate()
