"""Copies of whole SQLite files, made while they are in use, and files that appear whole. Holds no SQL of any noun."""

import asyncio
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path


class Damaged(Exception):
    """A file that is no whole copy of a database."""


async def copy_sqlite(source: Path, target: Path) -> None:
    """Copy a SQLite file as it was at one moment; `target` appears whole or not at all, readable by its owner only."""
    await asyncio.to_thread(_copy, source, target)


def _copy(source: Path, target: Path) -> None:
    with appearing(target) as partial, closing(sqlite3.connect(partial, isolation_level=None)) as copy:
        with _whole(source), closing(_existing(source)) as original:
            original.backup(copy)
            verdict = copy.execute("PRAGMA quick_check").fetchone()[0]
            if verdict != "ok":
                raise Damaged(f"{source} is damaged: {verdict}")
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it


def _existing(path: Path) -> sqlite3.Connection:
    # Not read-only: a file whose log is still to be taken in could not be opened so.
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, isolation_level=None)


@contextmanager
def _whole(path: Path) -> Iterator[None]:
    """What SQLite says of a file that is none of its own, or broken, becomes Damaged; a lock or a full disk stays."""
    try:
        yield
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as error:
        raise Damaged(f"{path} is no whole SQLite database: {error}") from error


def first_column(path: Path, sql: str) -> list[str]:
    """What a query says of a file that is no open database of ours; no whole one: Damaged. Leaves it as it is."""
    with _whole(path), closing(_existing(path)) as raw:
        return [row[0] for row in raw.execute(sql)]


async def put_sqlite(source: Path, target: Path) -> None:
    """Put a copy in the place of a database that nobody uses; what was there stays as `….before-restore`."""
    await asyncio.to_thread(_put, source, target)


def _put(source: Path, target: Path) -> None:
    fresh = target.with_name(f"{target.name}.restored")
    _copy(source, fresh)
    if target.exists():
        _copy(target, target.with_name(f"{target.name}.before-restore"))
        with closing(sqlite3.connect(target, isolation_level=None)) as old:
            # Takes the log in and removes it: the log of the old file must never be read into the new one.
            old.execute("PRAGMA journal_mode = DELETE")
    fresh.replace(target)
    _sync(target.parent)


@contextmanager
def appearing(target: Path) -> Iterator[Path]:
    """A file to write in; on leaving it is on the disk and takes the name `target`, on an error it is gone."""
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    os.close(os.open(partial, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600))
    try:
        yield partial
        _sync(partial)
        partial.replace(target)
        _sync(target.parent)
    finally:
        partial.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
