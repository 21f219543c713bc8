"""Backup and restore of everything Rapport remembers. Holds no SQL of any noun."""

import asyncio
import re
from datetime import datetime
from pathlib import Path

from storage import replicas
from storage.database import Database, Taken, Tx
from storage.database.copies import (
    SQLITE,
    Damaged,
    check_seal,
    copy_sqlite,
    first_column,
    put_sqlite,
    restored,
)
from storage.database.lock import sqlite_path
from storage.migrator import IS_THERE, SchemaError, build, pending, shipped

__all__ = ["Damaged", "backup", "dated", "interrupted", "prune", "restore"]

_DATED = re.compile(r"rapport-\d{8}T\d{6}Z\.(db|zip)")


async def backup(url: str, target: Path) -> None:
    """Write all of one moment to `target` while Rapport runs; it appears whole or not at all, for its owner's eyes only.

    SQLite: a database file that can be opened as it is. PostgreSQL: a zip of COPY texts that `restore` reads, made
    without any tool of the server; it holds the rows, and the tables come from the migrations. `pg_dump` may be used
    as well. Both end with a checksum, which `restore` verifies. A folder that does not exist or a full disk: OSError; a damaged database: Damaged.
    """
    path = sqlite_path(url)
    if path is None:
        from storage.database.dump import dump  # only here: a firm on SQLite need not load the driver

        await dump(url, target)
    elif path.exists():
        await copy_sqlite(path, target)
    else:
        raise FileNotFoundError(f"there is no database at {path}")


def dated(folder: Path, url: str, at: datetime) -> Path:
    """The name of a copy that is one of many: by the moment, in UTC."""
    ending = "zip" if sqlite_path(url) is None else "db"
    return folder / f"rapport-{at:%Y%m%dT%H%M%SZ}.{ending}"


def prune(folder: Path, keep: int) -> list[Path]:
    """Remove all but the newest so many copies that are named by their moment; those removed."""
    copies = sorted(path for path in folder.iterdir() if _DATED.fullmatch(path.name))
    for path in copies[:-keep]:
        path.unlink()
    return copies[:-keep]


async def restore(url: str, source: Path, now: datetime) -> None:
    """Bring back what `backup` wrote. Hold `lock(url)`; migrate afterwards.

    SQLite: the file takes the place of the database, which stays beside as `….before-restore`. PostgreSQL: the
    database must be empty (`createdb` a new one); the backup may be of SQLite, which moves it. Not a whole backup:
    Damaged; made by a newer version, or a database that is not empty: SchemaError; one on which a bot runs: Taken.
    Then nothing has changed; nor has it when the process dies before it is done.
    """
    path = sqlite_path(url)
    if path is None:
        await _restore_postgres(url, source, now)
    else:
        await asyncio.to_thread(_check_sqlite, source)
        await put_sqlite(source, path)


def interrupted(url: str) -> Path | None:
    """What a restore that did not get to its end left beside the SQLite file, which then is the old one."""
    path = sqlite_path(url)
    if path is None or not path.parent.is_dir():
        return None
    fresh = restored(path)
    left = (file for file in path.parent.iterdir() if file.name.startswith((fresh.name, f".{fresh.name}.")))
    return next(left, None)


def _check_sqlite(source: Path) -> dict[str, str]:
    check_seal(source)
    if not first_column(source, IS_THERE["sqlite"]):
        raise Damaged(f"{source} is no database of Rapport")
    verdict, *_ = first_column(source, "PRAGMA quick_check(1)")
    if verdict != "ok":
        raise Damaged(f"{source} is damaged: {verdict}")
    lines = first_column(source, "SELECT name || ' ' || checksum FROM schema_version")
    before = dict(line.split() for line in lines)
    pending(shipped(), before)
    return before


def _is_sqlite(source: Path) -> bool:
    with source.open("rb") as file:
        return file.read(len(SQLITE)) == SQLITE


async def _restore_postgres(url: str, source: Path, now: datetime) -> None:
    from storage.database.dump import load, load_sqlite, migrations_in  # as above

    of_sqlite = await asyncio.to_thread(_is_sqlite, source)
    before = await asyncio.to_thread(_check_sqlite if of_sqlite else migrations_in, source)
    migrations = shipped()
    pending(migrations, before)
    db = await Database.open(url)
    try:
        async with db.migration() as tx:
            await _refuse_unless_empty(tx, now)
            await build(tx, [migration for migration in migrations if migration.name in before], db.dialect)
            await (load_sqlite if of_sqlite else load)(tx, source)
    finally:
        await db.close()


async def _refuse_unless_empty(tx: Tx, now: datetime) -> None:
    if not await tx.value(IS_THERE["postgresql"]):
        return
    if await replicas.alive(tx, now):
        raise Taken("this database is in use by a running bot")
    raise SchemaError("a backup is restored into an empty database, and this one has tables: make a new one")
