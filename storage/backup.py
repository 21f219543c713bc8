"""Backup and restore of everything Rapport remembers. Holds no SQL of any noun."""

import asyncio
from pathlib import Path

from storage.database import Database
from storage.database.copies import Damaged, copy_sqlite, first_column, put_sqlite
from storage.database.lock import sqlite_path
from storage.migrator import IS_THERE, SchemaError, applied, build, pending, shipped

__all__ = ["Damaged", "backup", "restore"]


async def backup(url: str, target: Path) -> None:
    """Write all of one moment to `target` while Rapport runs; it appears whole or not at all, for its owner's eyes only.

    SQLite: a database file that can be opened as it is. PostgreSQL: a zip of COPY texts that `restore` reads, made
    without any tool of the server; it holds the rows, and the tables come from the migrations. `pg_dump` may be used
    as well. A folder that does not exist or a full disk: OSError; a damaged database: Damaged.
    """
    path = sqlite_path(url)
    if path is None:
        from storage.database.dump import dump  # only here: a firm on SQLite need not load the driver

        await dump(url, target)
    elif path.exists():
        await copy_sqlite(path, target)
    else:
        raise FileNotFoundError(f"there is no database at {path}")


async def restore(url: str, source: Path) -> None:
    """Bring back what `backup` wrote. Hold `lock(url)`; migrate afterwards.

    SQLite: the file takes the place of the database, which stays beside as `….before-restore`. PostgreSQL: the
    database must be empty (`createdb` a new one); the backup may be of SQLite, which moves it. Not a whole backup:
    Damaged; made by a newer version, or a database that is not empty: SchemaError. Then nothing has changed.
    """
    path = sqlite_path(url)
    if path is None:
        await _restore_postgres(url, source)
    else:
        await asyncio.to_thread(_check_sqlite, source)
        await put_sqlite(source, path)


def _check_sqlite(source: Path) -> dict[str, str]:
    if not source.is_file():
        raise FileNotFoundError(f"there is no file {source}")
    if not first_column(source, IS_THERE["sqlite"]):
        raise Damaged(f"{source} is no database of Rapport")
    lines = first_column(source, "SELECT name || ' ' || checksum FROM schema_version")
    before = dict(line.split() for line in lines)
    pending(shipped(), before)
    return before


def _is_sqlite(source: Path) -> bool:
    with source.open("rb") as file:
        return file.read(15) == b"SQLite format 3"


async def _restore_postgres(url: str, source: Path) -> None:
    from storage.database.dump import load, load_sqlite, migrations_in  # as above

    of_sqlite = await asyncio.to_thread(_is_sqlite, source)
    before = await asyncio.to_thread(_check_sqlite if of_sqlite else migrations_in, source)
    migrations = shipped()
    pending(migrations, before)
    db = await Database.open(url)
    try:
        if await applied(db):
            raise SchemaError(
                "a backup is restored into an empty database, and this one has tables: make a new one"
            )
        async with db.migration() as tx:
            await build(tx, [migration for migration in migrations if migration.name in before], db.dialect)
            await (load_sqlite if of_sqlite else load)(tx, source)
    finally:
        await db.close()
