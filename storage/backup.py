"""Copies of the whole database while it is in use. Holds no SQL of any noun."""

import asyncio
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path


async def copy_sqlite(source: Path, target: Path) -> None:
    """Copy a SQLite file as it was at one moment; `target` appears whole or not at all, readable by its owner only."""
    await asyncio.to_thread(_copy, source, target)


def _copy(source: Path, target: Path) -> None:
    with appearing(target) as partial, closing(sqlite3.connect(partial, isolation_level=None)) as copy:
        with closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=rw", uri=True)) as original:
            original.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it
        verdict = copy.execute("PRAGMA quick_check").fetchone()[0]
        if verdict != "ok":
            raise sqlite3.DatabaseError(f"the copy is damaged: {verdict}")


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
