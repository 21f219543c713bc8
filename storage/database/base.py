"""What a connection offers, whichever database is behind it, and who may be inside a block. Holds no driver."""

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractAsyncContextManager
from typing import Any, Literal, TypeVar

Row = Mapping[str, Any]
"""One row: `row["name"]`, `row.get(…)`, `row.keys()`, `dict(row)`. Walking over it gives values, not names."""

Dialect = Literal["sqlite", "postgresql"]
T = TypeVar("T")

log = logging.getLogger(__name__)


class Taken(Exception):
    """Another process holds this database."""


class NotCommitted(Exception):
    """The commit failed: nothing of this unit of work is stored."""


class Clash(Exception):
    """Two units of work stood in each other's way and this one was taken back: the same again will do."""


class Conn(ABC):
    """Reading. Parameters are `:name` in the text and keywords in the call; see `sql.ready` for their types."""

    @abstractmethod
    async def all(self, sql: str, /, **params: Any) -> list[Row]:
        """Every row."""

    @abstractmethod
    async def one(self, sql: str, /, **params: Any) -> Row | None:
        """The first row. Write `LIMIT 1` where more could match: all of them are fetched."""

    @abstractmethod
    async def value(self, sql: str, /, **params: Any) -> Any:
        """The first column of the first row, or None."""

    async def by_index(self) -> None:  # noqa: B027 - for others than PostgreSQL it is nothing
        """For questions that differ much by their values: plan each for its own, by indexes, until this block ends.

        Only PostgreSQL needs to be told: it would keep one plan for all, or read whole tables.
        """


class Tx(Conn):
    """Writing: one unit of work, stored whole or not at all."""

    def __init__(self) -> None:
        self.callbacks: list[Callable[[], None]] = []

    @abstractmethod
    async def execute(self, sql: str, /, **params: Any) -> int:
        """Run one statement; how many rows it changed."""

    @abstractmethod
    async def many(self, sql: str, rows: Iterable[Mapping[str, Any]], /) -> None:
        """Run one statement for every row."""

    async def hold(self, table: str, ids: Iterable[int]) -> None:
        """Whoever writes these rows, or one that refers to them, waits until this unit ends.

        Ask before reading what is decided by. Only PostgreSQL needs to be told; two who hold the same rows never
        block each other in a circle.
        """

    def after_commit(self, callback: Callable[[], None]) -> None:
        """Call it when this unit is stored, in the order given; never when it is not."""
        self.callbacks.append(callback)


class Engine(ABC):
    """One kind of database."""

    dialect: Dialect

    @abstractmethod
    def transaction(self) -> AbstractAsyncContextManager[Tx]: ...

    @abstractmethod
    def read(self) -> AbstractAsyncContextManager[Conn]: ...

    @abstractmethod
    def migration(self) -> AbstractAsyncContextManager[Tx]: ...

    @abstractmethod
    async def all(self, sql: str, params: dict[str, Any]) -> list[Row]: ...

    @abstractmethod
    async def empty_log(self) -> None:
        """Let nothing of what was deleted stand in a log beside the database; one that has none does nothing."""

    @abstractmethod
    async def close(self) -> None: ...


class Gate:
    """Who is inside a block: no task twice, nobody after the close, and the close waits for all.

    A second block of one task would wait for the first for ever (SQLite) or when the pool is empty (PostgreSQL).
    """

    def __init__(self) -> None:
        self._inside: set[asyncio.Task[Any] | None] = set()
        self._left = asyncio.Event()
        self._open = True

    def check(self) -> asyncio.Task[Any] | None:
        """The task that asks. Inside a block already or after the close: RuntimeError."""
        task = asyncio.current_task()
        if task in self._inside:
            raise RuntimeError(
                "this task is already inside a transaction() or read(): use what that one gave"
            )
        if not self._open:
            raise RuntimeError("the database is closed")
        return task

    def enter(self) -> asyncio.Task[Any] | None:
        """Step in; give what it returns to `leave`."""
        task = self.check()
        self._inside.add(task)
        return task

    def leave(self, task: asyncio.Task[Any] | None) -> None:
        self._inside.discard(task)
        self._left.set()

    async def shut(self) -> None:
        """Let nobody in any more and wait for who is inside."""
        if asyncio.current_task() in self._inside:
            raise RuntimeError("close() inside a transaction() or read()")
        self._open = False
        while self._inside:
            self._left.clear()
            await self._left.wait()


def run_callbacks(callbacks: Iterable[Callable[[], None]]) -> None:
    """Call them in order. The unit is stored: an error is logged, its caller must not hear otherwise."""
    for callback in callbacks:
        try:
            callback()
        except Exception:
            log.exception("a callback after a commit failed")


async def to_the_end(future: "asyncio.Future[T]") -> T:
    """The result, waited for whatever cancels the waiter; a cancellation is let through afterwards."""
    cancelled: asyncio.CancelledError | None = None
    while not future.done():
        try:
            await asyncio.shield(future)
        except asyncio.CancelledError as error:
            cancelled = error
        except BaseException:  # noqa: BLE001  raised below, from the future itself
            break
    if cancelled is not None:
        if not future.cancelled():
            future.exception()
        raise cancelled
    return future.result()
