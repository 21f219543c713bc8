"""Backup and restore: whole, of one moment, refused when it would harm."""

import asyncio
import json
import shutil
import stat
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from storage import replicas
from storage.backup import Damaged, backup, dated, interrupted, prune, restore
from storage.database import Database, Taken
from storage.database.copies import appearing
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


async def test_one_changed_bit_is_noticed_and_changes_nothing(
    db: Database, db_url: str, new_url: Callable[..., str], tmp_path: Path
) -> None:
    await add_team(db, "North")
    copy, elsewhere = tmp_path / "copy", new_url(empty=True)
    await backup(db_url, copy)
    data = copy.read_bytes()
    place = data.index(b"North") if db.dialect == "sqlite" else len(data) // 2
    copy.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
    with pytest.raises(Damaged):
        await restore(elsewhere, copy, MONDAY)
    for part in (0, 1, len(data) // 2, len(data) - 200):
        copy.write_bytes(data[:part])
        with pytest.raises(Damaged):
            await restore(elsewhere, copy, MONDAY)
    copy.write_bytes(data)
    await restore(elsewhere, copy, MONDAY)
    assert await team_names(elsewhere) == ["North"]


async def test_a_backup_of_a_newer_version_or_of_something_else_is_refused(
    db: Database, db_url: str, new_url: Callable[..., str], tmp_path: Path
) -> None:
    async with db.transaction() as tx:
        await tx.execute(
            "INSERT INTO schema_version (name, checksum, applied_at) VALUES ('9999_later', 'x', 1)"
        )
    copy, elsewhere = tmp_path / "copy", new_url(empty=True)
    await backup(db_url, copy)
    with pytest.raises(SchemaError, match="newer version"):
        await restore(elsewhere, copy, MONDAY)
    with zipfile.ZipFile(tmp_path / "foreign.zip", "w") as foreign:
        foreign.writestr("letter.txt", "hello")
    with zipfile.ZipFile(tmp_path / "hollow.zip", "w") as hollow:
        hollow.writestr(
            "rapport.json", json.dumps({"format": 1, "migrations": {}, "tables": {"people": ["id"]}})
        )
    for name in ("foreign.zip", "hollow.zip"):
        with pytest.raises(Damaged):
            await restore(elsewhere, tmp_path / name, MONDAY)
    if db.dialect == "sqlite":
        assert not found(tmp_path, "rapport1.db*")


async def test_a_backup_under_load_never_holds_half_of_a_unit(
    db: Database, db_url: str, new_url: Callable[..., str], tmp_path: Path
) -> None:
    over = asyncio.Event()

    async def write() -> int:
        number = 0
        while not over.is_set():
            number += 1
            await add_team(db, f"team {number}")  # a team and its lead, in one transaction
        return number

    writer = asyncio.create_task(write())
    seen = []
    for number in range(5):
        copy, elsewhere = tmp_path / f"copy{number}", new_url(empty=True)
        await backup(db_url, copy)
        await restore(elsewhere, copy, MONDAY)
        other = await Database.open(elsewhere)
        teams, leads = [await other.value(f"SELECT count(*) FROM {table}") for table in ("teams", "people")]
        await other.close()
        assert teams == leads
        seen.append(teams)
    over.set()
    assert seen == sorted(seen)
    assert seen[0] < seen[-1] <= await writer, "it was written meanwhile"


async def test_what_a_killed_backup_left_is_swept_and_what_is_being_made_is_not(
    db: Database, db_url: str, tmp_path: Path
) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    for name in (".old.1.rapport-partial", ".old.1.rapport-partial-wal", ".other.partial"):
        (folder / name).write_text("left")
    with appearing(folder / "slow") as partial:
        partial.write_text("being made")
        await backup(db_url, folder / "copy")
    assert sorted(path.name for path in folder.iterdir()) == [".other.partial", "copy", "slow"]


async def test_of_copies_by_date_the_newest_are_kept(db: Database, db_url: str, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    (folder / "rapport-by-hand.db").write_text("of somebody")
    made = [dated(folder, db_url, MONDAY + timedelta(days=day)) for day in range(4)]
    for copy in made:
        await backup(db_url, copy)
    assert prune(folder, 2) == made[:2]
    assert sorted(folder.iterdir()) == sorted([*made[2:], folder / "rapport-by-hand.db"])
    assert prune(folder, 2) == []


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
async def test_a_second_restore_keeps_what_the_first_one_kept(db_url: str, tmp_path: Path) -> None:
    for name in ("first", "second"):
        db = await Database.open(db_url)
        await add_team(db, name)
        await backup(db_url, tmp_path / name)
        await db.close()
    await restore(db_url, tmp_path / "first", MONDAY)
    await restore(db_url, tmp_path / "first", MONDAY)
    kept = sorted(found(tmp_path, "*.before-restore*"))
    assert [await team_names(f"sqlite:///{path}") for path in kept] == [["first", "second"], ["first"]]


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
async def test_a_backup_takes_the_place_of_a_damaged_database(db_url: str, tmp_path: Path) -> None:
    db = await Database.open(db_url)
    await add_team(db, "North")
    await db.close()
    await backup(db_url, tmp_path / "copy")
    file = tmp_path / "rapport0.db"
    broken = file.read_bytes()[:5000] + b"rubbish" * 1000
    file.write_bytes(broken)
    file.with_name(f"{file.name}-wal").write_bytes(b"more rubbish")
    with pytest.raises(Damaged):
        await backup(db_url, tmp_path / "useless")
    await restore(db_url, tmp_path / "copy", MONDAY)
    assert await team_names(db_url) == ["North"]
    assert file.with_name(f"{file.name}.before-restore").read_bytes() == broken


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
async def test_a_restore_that_did_not_end_can_be_seen(db: Database, db_url: str, tmp_path: Path) -> None:
    await backup(db_url, tmp_path / "copy")
    assert interrupted(db_url) is None
    left = tmp_path / ".rapport0.db.restored.77.rapport-partial"
    left.write_text("half")
    assert interrupted(db_url) == left
    await restore(f"sqlite:///{tmp_path}/other.db", tmp_path / "copy", MONDAY)
    assert interrupted(db_url) is None


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
async def test_a_database_on_which_a_bot_runs_is_taken(db: Database, db_url: str, tmp_path: Path) -> None:
    await backup(db_url, tmp_path / "copy")
    async with db.transaction() as tx:
        await replicas.beat(tx, "one", MONDAY)
    with pytest.raises(Taken):
        await restore(db_url, tmp_path / "copy", MONDAY)
