"""Copies of whole SQLite files, made while they are in use, and files that appear whole. Holds no SQL of any noun."""

import asyncio
import hashlib
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from storage.database.lock import locked

PARTIAL = ".rapport-partial"
"""The ending of what is not whole yet. What a killed process left is removed by the next one in that folder."""

SQLITE = b"SQLite format 3\0"
"""How a SQLite file begins; two bytes about its pages follow."""

_SEAL = b"\nrapport-sha256:"  # then 64 hex digits and a line's end, behind what SQLite and zip read
_SEAL_SIZE = len(_SEAL) + 65
_BESIDE = ("-wal", "-shm", "-journal")


class Damaged(Exception):
    """A file that is no whole copy of a database."""


async def copy_sqlite(source: Path, target: Path) -> None:
    """Copy a SQLite file as it was at one moment; `target` appears whole or not at all, readable by its owner only."""
    await asyncio.to_thread(_copy, source, target)


def _copy(source: Path, target: Path, *, sealed: bool = True) -> None:
    with appearing(target, sealed=sealed) as partial, closing(_opened(partial)) as copy:
        with whole(source), closing(_opened(source)) as original:
            original.backup(copy)
            verdict = copy.execute(f"PRAGMA {'quick' if sealed else 'integrity'}_check(1)").fetchone()[0]
            if verdict != "ok":
                raise Damaged(f"{source} is damaged: {verdict}")
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it


def _opened(path: Path) -> sqlite3.Connection:
    """A file that is there. Not read-only: one whose log is still to be taken in could not be opened so."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, isolation_level=None)


@contextmanager
def whole(path: Path) -> Iterator[None]:
    """What SQLite says of a file that is none of its own, or broken, becomes Damaged; a lock or a full disk stays."""
    try:
        yield
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as error:
        raise Damaged(f"{path} is no whole SQLite database: {error}") from error


def first_column(path: Path, sql: str) -> list[str]:
    """What a query says of a file that is no open database of ours; no whole one: Damaged. Leaves it as it is."""
    with whole(path), closing(_opened(path)) as raw:
        return [row[0] for row in raw.execute(sql)]


async def put_sqlite(source: Path, target: Path) -> None:
    """Put a copy in the place of a database that nobody uses; what was there stays as `….before-restore`.

    Until the last step, a rename, the old database is there as it was; after it the new one.
    """
    await asyncio.to_thread(_put, source, target)


def _put(source: Path, target: Path) -> None:
    fresh = restored(target)
    _copy(source, fresh, sealed=False)
    if target.exists():
        _keep(target, _free(target.with_name(f"{target.name}.before-restore")))
        _same_owner(target, fresh)
    for ending in _BESIDE:  # the log of the old file must never be read into the new one
        target.with_name(target.name + ending).unlink(missing_ok=True)
    fresh.replace(target)
    _sync(target.parent)


def restored(target: Path) -> Path:
    """Where the database that is to come is made ready."""
    return target.with_name(f"{target.name}.restored")


def _keep(target: Path, before: Path) -> None:
    """Keep the old database, and take its log in. A damaged one, which no copy can be made of, is kept as it lies."""
    try:
        _copy(target, before)
        with whole(target), closing(_opened(target)) as old:
            mode = old.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
    except Damaged:
        for ending in ("", *_BESIDE):
            file = target.with_name(target.name + ending)
            if file.exists():
                with appearing(before.with_name(before.name + ending), sealed=False) as partial:
                    shutil.copyfile(file, partial)
        return
    if mode != "delete":
        raise sqlite3.OperationalError("database is locked")


def _free(path: Path) -> Path:
    """This name, or the next one that nothing has: what an earlier restore kept is kept."""
    name, number = path.name, 1
    while path.exists():
        number += 1
        path = path.with_name(f"{name}-{number}")
    return path


def _same_owner(old: Path, new: Path) -> None:
    """Root may restore for the account that runs the bot."""
    if sys.platform != "win32" and os.geteuid() == 0:
        found = old.stat()
        os.chown(new, found.st_uid, found.st_gid)


@contextmanager
def appearing(target: Path, *, sealed: bool = True) -> Iterator[Path]:
    """A file to write in; on leaving it is on the disk and takes the name `target`, on an error it is gone.

    With `sealed` its checksum stands behind what was written; see `check_seal`.
    """
    _sweep(target.parent)
    partial = target.with_name(f".{target.name}.{os.getpid()}{PARTIAL}")
    held = _hold(partial)
    try:
        yield partial
        if sealed:
            _seal(partial)
        _sync(partial)
        partial.replace(target)
        _sync(target.parent)
    finally:
        if held is not None:
            os.close(held)
        for ending in ("", *_BESIDE):
            partial.with_name(partial.name + ending).unlink(missing_ok=True)


def _hold(partial: Path) -> int | None:
    """Make the file, and hold its lock, by which others see that its maker lives."""
    while True:
        descriptor = os.open(partial, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        if sys.platform == "win32":  # an open file takes no other name there
            os.close(descriptor)
            return None
        if locked(descriptor) and _is_at(descriptor, partial):
            return descriptor
        os.close(descriptor)


def _is_at(descriptor: int, path: Path) -> bool:
    """Whether the open file still has this name: a sweeper may have been quicker."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _sweep(folder: Path) -> None:
    """Remove what killed processes left half done."""
    if sys.platform == "win32":
        return
    for path in folder.iterdir():
        name, found, ending = path.name.partition(PARTIAL)
        if not (name.startswith(".") and found and ending in ("", *_BESIDE)):
            continue
        with suppress(OSError):
            _remove_left(path.with_name(name + PARTIAL), path)


def _remove_left(maker: Path, path: Path) -> None:
    descriptor = os.open(maker, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if locked(descriptor):
            path.unlink(missing_ok=True)
            maker.unlink(missing_ok=True)
    finally:
        os.close(descriptor)


def _seal(path: Path) -> None:
    digest = _digest(path, path.stat().st_size)
    with path.open("ab") as file:
        file.write(_SEAL + digest + b"\n")


def check_seal(path: Path) -> None:
    """Whether a copy is, to the last bit, what was written: else Damaged. A file of another maker has no seal: a
    SQLite file then has whole pages at least."""
    size = max(0, path.stat().st_size - _SEAL_SIZE)
    with path.open("rb") as file:
        head = file.read(18)
        file.seek(size)
        seal = file.read()
    if seal.startswith(_SEAL):
        if seal[len(_SEAL) :] != _digest(path, size) + b"\n":
            raise Damaged(f"{path} is not what was written: its checksum is another")
    elif head.startswith(SQLITE):
        page = int.from_bytes(head[16:18], "big")
        if path.stat().st_size % (65536 if page == 1 else max(page, 512)):
            raise Damaged(f"{path} is cut off")


def _digest(path: Path, size: int) -> bytes:
    """SHA-256 of the first `size` bytes."""
    summed = hashlib.sha256()
    with path.open("rb") as file:
        while size > 0 and (part := file.read(min(size, 1 << 20))):
            summed.update(part)
            size -= len(part)
    return summed.hexdigest().encode()


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
