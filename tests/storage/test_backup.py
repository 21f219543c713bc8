"""Backup and restore: whole, of one moment, refused when it would harm."""

import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from storage.backup import Damaged, backup, restore
from storage.database import Database
from storage.migrator import SchemaError, migrate
from tests.cast import MONDAY

TEAM = "INSERT INTO teams (name, created_at) VALUES (:name, 1)"
STRANGE = "Ē\t\\N 'x' \"y\"\nё א \\."


async def add_team(db: Database, name: str) -> int:
    async with db.transaction() as tx:
        key: int = await tx.value(f"{TEAM} RETURNING id", name=name)
        await tx.execute(
            "INSERT INTO people (role, name, folded, team_id, created_at) VALUES ('lead', :name, :name, :team, 1)",
            name=name,
            team=key,
        )
    return key


def found(folder: Path, pattern: str) -> list[Path]:
    return list(folder.glob(pattern))


async def team_names(url: str) -> list[str]:
    db = await Database.open(url)
    try:
        rows = await db.all("SELECT t.name FROM teams t JOIN people p ON p.team_id = t.id ORDER BY t.id")
    finally:
        await db.close()
    return [row["name"] for row in rows]


async def test_what_was_backed_up_comes_back(
    db: Database, db_url: str, new_url: Callable[..., str], tmp_path: Path
) -> None:
    copy, elsewhere = tmp_path / "copy", new_url(empty=True)
    await add_team(db, "North")
    await add_team(db, STRANGE)
    await backup(db_url, copy)
    await add_team(db, "later")
    await restore(elsewhere, copy, MONDAY)

    assert await team_names(elsewhere) == ["North", STRANGE]
    other = await Database.open(elsewhere)
    assert await migrate(other) == []
    assert await add_team(other, "new") == 3
    await other.close()


async def test_a_backup_is_for_its_owner_only_and_leaves_nothing_half_done(
    db: Database, db_url: str, tmp_path: Path
) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    await backup(db_url, folder / "copy")
    await backup(db_url, folder / "copy")

    assert [path.name for path in folder.iterdir()] == ["copy"]
    assert stat.S_IMODE((folder / "copy").stat().st_mode) == 0o600


async def test_a_backup_holds_committed_work_only(
    db: Database, db_url: str, new_url: Callable[..., str], tmp_path: Path
) -> None:
    elsewhere = new_url(empty=True)
    await add_team(db, "North")
    async with db.transaction() as tx:
        await tx.execute(TEAM, name="not yet")
        await backup(db_url, tmp_path / "copy")
    await restore(elsewhere, tmp_path / "copy", MONDAY)

    assert await team_names(elsewhere) == ["North"]


async def test_what_is_no_backup_is_refused(db: Database, db_url: str, tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no database at all, but long enough")
    with pytest.raises(Damaged):
        await restore(db_url, tmp_path / "text", MONDAY)
    with pytest.raises(FileNotFoundError):
        await restore(db_url, tmp_path / "absent", MONDAY)
    with pytest.raises(FileNotFoundError):
        await backup(db_url, tmp_path / "nowhere" / "copy")


async def test_a_damaged_backup_is_refused(
    db: Database, db_url: str, new_url: Callable[..., str], tmp_path: Path
) -> None:
    for number in range(50):
        await add_team(db, f"team {number}")
    copy = tmp_path / "copy"
    await backup(db_url, copy)
    data = bytearray(copy.read_bytes())
    data[len(data) // 2 :] = bytes(len(data) - len(data) // 2)
    copy.write_bytes(data)
    with pytest.raises(Damaged):
        await restore(new_url(empty=True), copy, MONDAY)


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
async def test_the_file_that_was_there_before_a_restore_is_kept(db_url: str, tmp_path: Path) -> None:
    db = await Database.open(db_url)
    await add_team(db, "old")
    await backup(db_url, tmp_path / "copy")
    await add_team(db, "lost")
    await db.close()
    await restore(db_url, tmp_path / "copy", MONDAY)

    assert await team_names(db_url) == ["old"]
    (kept,) = found(tmp_path, "*.before-restore")
    assert await team_names(f"sqlite:///{kept}") == ["old", "lost"]


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
async def test_a_file_that_others_use_is_not_replaced(db: Database, db_url: str, tmp_path: Path) -> None:
    await add_team(db, "old")
    await backup(db_url, tmp_path / "copy")
    await add_team(db, "fresh")
    with pytest.raises(Exception, match="locked"):
        await restore(db_url, tmp_path / "copy", MONDAY)

    assert await team_names(db_url) == ["old", "fresh"]


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
async def test_a_database_with_tables_is_not_restored_into(db: Database, db_url: str, tmp_path: Path) -> None:
    await backup(db_url, tmp_path / "copy")
    with pytest.raises(SchemaError, match="empty"):
        await restore(db_url, tmp_path / "copy", MONDAY)


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
async def test_a_backup_of_sqlite_moves_to_postgresql(
    migrated_file: Path, new_url: Callable[..., str], tmp_path: Path
) -> None:
    file, copy, server = tmp_path / "old.db", tmp_path / "copy", new_url(empty=True)
    shutil.copy(migrated_file, file)
    old = await Database.open(f"sqlite:///{file}")
    await add_team(old, "North")
    await add_team(old, STRANGE)
    await old.close()
    await backup(f"sqlite:///{file}", copy)
    await restore(server, copy, MONDAY)

    assert await team_names(server) == ["North", STRANGE]
    new = await Database.open(server)
    assert await migrate(new) == []
    assert await add_team(new, "new") == 3
    await new.close()
