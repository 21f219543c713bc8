"""The lock that keeps a second process off one SQLite file, and how a database URL is read."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote

from storage.database.base import Taken

_SQLITE = "sqlite:///"


def sqlite_path(url: str) -> Path | None:
    """The file of a `sqlite:///relative` or `sqlite:////absolute` URL; None for PostgreSQL; else ValueError."""
    if url.startswith(("postgresql://", "postgres://")):
        return None
    path = unquote(url.removeprefix(_SQLITE))
    if not url.startswith(_SQLITE) or not path or ":memory:" in path:
        raise ValueError(
            "a database URL is sqlite:///rapport.db, sqlite:////path/rapport.db or postgresql://…"
        )
    return Path(path)


@contextmanager
def lock(url: str) -> Iterator[None]:
    """Hold the SQLite file for this process alone; held by another: Taken. PostgreSQL needs no lock.

    The lock is on a file beside: closing any descriptor of the database itself would drop SQLite's own locks.
    """
    path = sqlite_path(url)
    if path is None:
        yield
        return
    descriptor = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not locked(descriptor):
            os.lseek(descriptor, 0, os.SEEK_SET)
            holder = os.read(descriptor, 32).decode("ascii", "replace").strip()
            raise Taken(f"{path} is in use by process {holder or 'unknown'}")
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, f"{os.getpid()}\n".encode())
        yield
    finally:
        os.close(descriptor)


def locked(descriptor: int) -> bool:
    """Try to take the lock; the system lets go of it when the process ends, however it ends."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(
                descriptor, 1 << 20, os.SEEK_SET
            )  # a locked byte cannot be read there: one behind the text
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
