"""Rapport itself with a store that only pretends: what would be left to gain if storing cost nothing.

Run as `python -m benchmarks.bots.pretending`, with Rapport's settings in the environment. Until SIGUSR1 it works on a
real database and remembers what each statement gave; from then on every statement gives that at once, nothing is
read, written or waited for.
"""

import signal
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

from bot.config import load
from storage.database import Conn, Database, Row, Tx
from storage.database.base import Dialect, Engine, run_callbacks
from storage.database.lock import sqlite_path
from storage.database.sqlite import Sqlite

_TIMES = 10**12  # integers beyond are microseconds, which differ every time
Key = tuple[str, str, tuple[Any, ...]]


class Memory:
    """What statements gave: by text and the ids in it, else by the text alone."""

    def __init__(self) -> None:
        self.pretends = False
        self._known: dict[Key, Any] = {}
        self._similar: dict[tuple[str, str], Any] = {}
        self._seqs = count(10**9)

    def keep(self, how: str, sql: str, params: dict[str, Any], result: Any) -> Any:
        """Remember the first result: what a press finds before it has changed anything."""
        self._known.setdefault(_key(how, sql, params), result)
        self._similar.setdefault((how, sql), result)
        return result

    def renew(self, sql: str, params: dict[str, Any], rows: list[Row]) -> list[Row]:
        """Remember the latest result: what planner and sender find when nothing is due any more."""
        self._known[_key("all", sql, params)] = self._similar["all", sql] = rows
        return rows

    def recall(self, how: str, sql: str, params: dict[str, Any]) -> Any:
        """The result of then. A statement that never ran: LookupError."""
        if sql.startswith("INSERT INTO inbox"):
            return self._stored(params)
        found = self._known.get(_key(how, sql, params), self)
        return self._similar[how, sql] if found is self else found

    def _stored(self, params: dict[str, Any]) -> list[dict[str, Any]]:
        return [
            {"update_id": value, "seq": next(self._seqs)}
            for name, value in params.items()
            if name[0] == "u" and name[1:].isdigit()
        ]


def _key(how: str, sql: str, params: dict[str, Any]) -> Key:
    ids = tuple(v for v in params.values() if v is None or (isinstance(v, int) and v < _TIMES))
    return how, sql, ids


class Pretended(Tx):
    """One unit of work, real or pretended."""

    def __init__(self, memory: Memory, real: Any) -> None:
        super().__init__()
        self._memory, self._real = memory, real

    async def _ask(self, how: str, sql: str, params: dict[str, Any]) -> Any:
        if self._real is None:
            return self._memory.recall(how, sql, params)
        return self._memory.keep(how, sql, params, await getattr(self._real, how)(sql, **params))

    async def all(self, sql: str, /, **params: Any) -> list[Row]:
        rows: list[Row] = await self._ask("all", sql, params)
        return rows

    async def one(self, sql: str, /, **params: Any) -> Row | None:
        row: Row | None = await self._ask("one", sql, params)
        return row

    async def value(self, sql: str, /, **params: Any) -> Any:
        return await self._ask("value", sql, params)

    async def execute(self, sql: str, /, **params: Any) -> int:
        changed: int = await self._ask("execute", sql, params)
        return changed

    async def many(self, sql: str, rows: Iterable[Mapping[str, Any]], /) -> None:
        if self._real is not None:
            await self._real.many(sql, rows)


class Pretending(Engine):
    """SQLite until told to pretend."""

    dialect: Dialect = "sqlite"

    def __init__(self, real: Engine) -> None:
        self._real = real
        self.memory = Memory()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Tx]:
        if self.memory.pretends:
            unit = Pretended(self.memory, None)
            yield unit
            run_callbacks(unit.callbacks)
            return
        async with self._real.transaction() as tx:
            unit = Pretended(self.memory, tx)
            unit.callbacks = tx.callbacks
            yield unit

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Conn]:
        if self.memory.pretends:
            yield Pretended(self.memory, None)
            return
        async with self._real.read() as conn:
            yield Pretended(self.memory, conn)

    @asynccontextmanager
    async def migration(self) -> AsyncIterator[Tx]:
        async with self._real.migration() as tx:
            yield tx

    async def all(self, sql: str, params: dict[str, Any]) -> list[Row]:
        if self.memory.pretends:
            rows: list[Row] = self.memory.recall("all", sql, params)
            return rows
        return self.memory.renew(sql, params, await self._real.all(sql, params))

    async def empty_log(self) -> None:
        await self._real.empty_log()

    async def close(self) -> None:
        await self._real.close()


async def _open(database: type[Database], url: str) -> Database:
    path = sqlite_path(url)
    assert path is not None
    engine = Pretending(await Sqlite.open(path))

    def pretend(*_: object) -> None:
        engine.memory.pretends = True

    signal.signal(signal.SIGUSR1, pretend)
    return database(engine)


if __name__ == "__main__":
    from bot import app

    Database.open = classmethod(_open)  # type: ignore[method-assign, assignment]
    raise SystemExit(app.run(load()))
