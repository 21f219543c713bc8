"""The database: `transaction()` to write, `read()` for several reads of one moment, `all`/`one`/`value` for a single one.

Nothing else in the house opens SQLite or PostgreSQL. Holds no SQL of any noun.
"""

from contextlib import AbstractAsyncContextManager
from typing import Any

from storage.database.base import Clash, Conn, Dialect, Engine, NotCommitted, Row, Taken, Tx
from storage.database.lock import lock, sqlite_path
from storage.database.sqlite import Sqlite

__all__ = ["Clash", "Conn", "Database", "NotCommitted", "Row", "Taken", "Tx", "lock"]


class Database:
    """One open database, whichever kind. A task may be in one block at a time; a second one: RuntimeError."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.dialect: Dialect = engine.dialect

    @classmethod
    async def open(cls, url: str) -> "Database":
        """Open `sqlite:///relative.db`, `sqlite:////absolute.db` or `postgresql://…`; another URL: ValueError."""
        path = sqlite_path(url)
        if path is not None:
            return cls(await Sqlite.open(path))
        from storage.database.postgres import Postgres  # only here: a firm on SQLite need not load it

        return cls(await Postgres.open(url))

    def transaction(self) -> AbstractAsyncContextManager[Tx]:
        """One unit of work: stored when the block has ended, undone if it raises. Never over a network call.

        Leaving the block waits for the commit that holds the unit; if that fails: NotCommitted. On PostgreSQL a unit
        that others block in a circle: Clash; nothing of it is stored.
        """
        return self.engine.transaction()

    def read(self) -> AbstractAsyncContextManager[Conn]:
        """Several reads of one moment; they see what was committed before the first."""
        return self.engine.read()

    def migration(self) -> AbstractAsyncContextManager[Tx]:
        """The transaction of `storage.migrator`, which alone uses it."""
        return self.engine.migration()

    async def all(self, sql: str, /, **params: Any) -> list[Row]:
        """Every row of a single SELECT: cheaper than `read()`."""
        return await self.engine.all(sql, params)

    async def one(self, sql: str, /, **params: Any) -> Row | None:
        """The first row of a single SELECT, or None."""
        rows = await self.engine.all(sql, params)
        return rows[0] if rows else None

    async def value(self, sql: str, /, **params: Any) -> Any:
        """The first column of the first row of a single SELECT, or None."""
        rows = await self.engine.all(sql, params)
        return rows[0][0] if rows else None  # type: ignore[index]

    async def empty_log(self) -> None:
        """Let nothing of what was deleted stand in a log beside the database. Done every hour; skipped while it is in use."""
        await self.engine.empty_log()

    async def close(self) -> None:
        """Wait for open blocks, then close."""
        await self.engine.close()
