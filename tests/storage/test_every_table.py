"""A backup holds every table, also those that come with later versions: nothing names them."""

import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.domain.company import Company
from bot.usecases.demo import put_cast
from bot.usecases.demo_history import put_history
from storage.backup import backup, restore
from storage.database import Database
from storage.migrator import migrate
from tests.cast import MONDAY

STRANGE = "Ē\t\\N 'x' \"y\"\nё א \\."
CHECK = re.compile(r"\bCHECK\s*\(\s*(\w+)\s+IN\s*\(\s*'([^']+)'")


def tables(raw: sqlite3.Connection) -> dict[str, str]:
    listed = "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    return dict(raw.execute(listed).fetchall())


def one_row(raw: sqlite3.Connection, table: str, text: str, *, bare: bool) -> dict[str, Any]:
    """A row that the table may take: strange texts, keys of other tables; `bare`: only what must be there."""
    choices = dict(CHECK.findall(text))
    keys = {row[3]: (row[2], row[4] or "id") for row in raw.execute(f'PRAGMA foreign_key_list("{table}")')}
    row: dict[str, Any] = {}
    for _, name, kind, needed, *_ in raw.execute(f'PRAGMA table_info("{table}")').fetchall():
        if bare and not needed:
            continue
        if name in keys:
            owner, key = keys[name]
            found = raw.execute(f'SELECT "{key}" FROM "{owner}" LIMIT 1').fetchone()
            row[name] = found[0] if found else None
        elif name in choices:
            row[name] = choices[name]
        else:
            row[name] = {"TEXT": STRANGE, "BLOB": b"\0\xff\\N\t", "REAL": 0.1}.get(kind.upper(), 1)
    return row


def fill(file: Path) -> list[str]:
    """Put a row into every table that has none; those that would not take it."""
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("PRAGMA foreign_keys = ON")
        empty = {
            name: sql
            for name, sql in tables(raw).items()
            if not raw.execute(f'SELECT 1 FROM "{name}"').fetchone()
        }
        for turn in range(6):  # one may need a row of another; some want columns to be null together
            for name in list(empty):
                row = one_row(raw, name, empty[name], bare=turn > 2)
                names, marks = ", ".join(f'"{n}"' for n in row), ", ".join("?" for _ in row)
                try:
                    raw.execute(f'INSERT INTO "{name}" ({names}) VALUES ({marks})', list(row.values()))
                    raw.commit()
                    del empty[name]
                except sqlite3.IntegrityError:
                    raw.rollback()
        return sorted(empty)


def everything(file: Path) -> dict[str, list[Any]]:
    with closing(sqlite3.connect(file)) as raw:
        return {
            name: sorted(raw.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr) for name in tables(raw)
        }


@pytest.fixture
async def full(migrated_file: Path, tmp_path: Path) -> Path:
    """A SQLite file with something in every table."""
    file = tmp_path / "full.db"
    shutil.copy(migrated_file, file)
    db = await Database.open(f"sqlite:///{file}")
    async with db.transaction() as tx:
        cast = await put_cast(tx, MONDAY)
        await put_history(tx, cast, MONDAY, Company(name="Acme"))
    await db.close()
    left = fill(file)
    assert len(left) <= len(everything(file)) // 10, f"too many tables are empty: {left}"
    return file


@pytest.mark.parametrize("dialect", ["postgresql"])
async def test_every_table_moves_from_sqlite_to_postgresql_and_on(
    full: Path, new_url: Callable[..., str], tmp_path: Path
) -> None:
    here, there = new_url(empty=True), new_url(empty=True)
    await backup(f"sqlite:///{full}", tmp_path / "copy.db")
    await restore(here, tmp_path / "copy.db", MONDAY)
    await backup(here, tmp_path / "copy.zip")
    await restore(there, tmp_path / "copy.zip", MONDAY)
    db = await Database.open(there)
    assert await migrate(db) == []
    for name, rows in everything(full).items():
        if name == "schema_version":
            continue
        found = [tuple(row.values()) for row in await db.all(f'SELECT * FROM "{name}"')]
        assert sorted(found, key=repr) == rows, name
    await db.close()


async def test_every_table_comes_back_on_sqlite(full: Path, tmp_path: Path) -> None:
    await backup(f"sqlite:///{full}", tmp_path / "copy.db")
    await restore(f"sqlite:///{tmp_path}/other.db", tmp_path / "copy.db", MONDAY)
    assert everything(tmp_path / "other.db") == everything(full)
