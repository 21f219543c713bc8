"""Backup and restore that are killed: no half file, no half database, and the next try works."""

import shutil
import signal
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from storage.database import Database
from tests.kill.conftest import Scene
from tests.kill.mortal import Mortal
from tests.storage.test_backup import add_team, team_names

KILLED, CUT_OFF = -signal.SIGKILL, -signal.SIGXFSZ
MOST = 60  # steps in which every command is done
SECRET, PASSWORD = "123456:AAverysecrettokenofthebot0123456789", "pa55-of-the-database"
COPY = "asyncpg:Connection.copy_to_table"


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    """A folder with nothing but what backups leave in it."""
    folder = tmp_path / "copies"
    folder.mkdir()
    return folder


def names_in(file: Path) -> list[str]:
    """The teams of a SQLite file that is whole."""
    with closing(sqlite3.connect(file)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        return [row[0] for row in raw.execute("SELECT name FROM teams ORDER BY id")]


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def new_folder(path: Path) -> Path:
    path.mkdir()
    return path


async def crashed(migrated: Path, folder: Path, *names: str) -> Path:
    """A database as a killed bot leaves it: part of it in the log beside."""
    live, file = folder / "live.db", folder / "rapport.db"
    shutil.copy(migrated, live)
    db = await Database.open(f"sqlite:///{live}")
    for name in names:
        await add_team(db, name)
    for ending in ("", "-wal"):
        shutil.copy(f"{live}{ending}", f"{file}{ending}")
    await db.close()
    assert "rapport.db-wal" in files(folder)
    return file


def steps() -> Iterator[int]:
    yield from range(1, MOST)
    raise AssertionError("the command never ended")


async def test_a_backup_that_is_killed_at_any_step_leaves_a_whole_file_or_none(
    migrated_file: Path, mortal: Mortal, tmp_path: Path, copies: Path
) -> None:
    file, copy = await crashed(migrated_file, new_folder(tmp_path / "home"), "North"), copies / "copy"
    url = f"sqlite:///{file}"
    for step in steps():
        status = await mortal.run(url, "backup", copy, step=step, watched=str(copies))
        if status != KILLED:
            break
        if copy.exists():
            assert await mortal.run(f"sqlite:///{tmp_path}/new{step}.db", "restore", copy) == 0
            copy.unlink()
        assert names_in(file) == ["North"]
    assert (status, files(copies), names_in(copy)) == (0, ["copy"], ["North"])
    assert step > 4, "it was killed on its way"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


async def test_a_restore_that_is_killed_at_any_step_leaves_the_old_or_the_new_database(
    migrated_file: Path, mortal: Mortal, tmp_path: Path, copies: Path
) -> None:
    source, backup = await crashed(migrated_file, new_folder(tmp_path / "source"), "new"), copies / "backup"
    assert await mortal.run(f"sqlite:///{source}", "backup", backup) == 0
    seen = set()
    for step in steps():
        home = new_folder(tmp_path / f"home{step}")
        file = await crashed(migrated_file, home, "old", "older")
        url = f"sqlite:///{file}"
        status = await mortal.run(url, "restore", backup, step=step, watched=str(home))
        found = names_in(file)
        seen.add(tuple(found))
        if found == ["new"]:
            assert names_in(home / "rapport.db.before-restore") == ["old", "older"]
        else:
            assert found == ["old", "older"]
        if status != KILLED:
            break
        assert step == 1 or "run it again" in mortal.output.read_text(), "the first step is the lock"
        assert await mortal.run(url, "restore", backup) == 0
        assert names_in(file) == ["new"]
        assert ["old", "older"] in [names_in(path) for path in home.glob("*.before-restore*")]
        assert not [name for name in files(home) if "partial" in name or "restored" in name]
    assert status == 0
    assert seen == {("old", "older"), ("new",)}


async def test_a_copy_that_is_cut_off_while_it_is_written_leaves_nothing(
    db: Database, db_url: str, mortal: Mortal, new_url: Callable[..., str], copies: Path
) -> None:
    await add_team(db, "North")
    assert await mortal.run(db_url, "backup", copies / "whole") == 0
    size = (copies / "whole").stat().st_size
    for part in (0.1, 0.5, 0.99):
        assert await mortal.run(db_url, "backup", copies / "copy", size=int(size * part)) == CUT_OFF
        assert "copy" not in files(copies)
    elsewhere = new_url(empty=True)
    assert await mortal.run(elsewhere, "restore", copies / "whole", size=size // 2) == CUT_OFF
    assert "rapport1.db" not in files(copies.parent)
    assert await mortal.run(elsewhere, "restore", copies / "whole") == 0
    assert await team_names(elsewhere) == ["North"]
    assert await mortal.run(db_url, "backup", copies / "copy") == 0
    assert files(copies) == ["copy", "whole"]


@pytest.mark.parametrize("dialect", ["postgresql"])
async def test_on_postgresql_a_killed_backup_leaves_no_file_and_a_killed_restore_an_empty_database(
    db: Database, db_url: str, mortal: Mortal, new_url: Callable[..., str], copies: Path
) -> None:
    await add_team(db, "North")
    assert await mortal.run(db_url, "backup", copies / "whole") == 0
    size = (copies / "whole").stat().st_size
    assert await mortal.run(db_url, "backup", copies / "copy", size=size // 2) == CUT_OFF
    assert "copy" not in files(copies)
    elsewhere = new_url(empty=True)
    for step in (1, 10, 20):
        assert await mortal.run(elsewhere, "restore", copies / "whole", call=COPY, step=step) == KILLED
        other = await Database.open(elsewhere)
        assert await other.value("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == 0
        await other.close()
    assert await mortal.run(elsewhere, "restore", copies / "whole") == 0
    assert await team_names(elsewhere) == ["North"]
    assert await mortal.run(db_url, "backup", copies / "copy") == 0
    assert files(copies) == ["copy", "whole"]


async def test_beside_a_running_bot_a_backup_may_die_and_a_restore_is_refused(
    scene: Scene, mortal: Mortal, copies: Path
) -> None:
    url, janis = scene.program.url, scene.phone(scene.cast.janis)
    await scene.program.start()
    assert await mortal.run(url, "backup", copies / "copy", size=100_000) == CUT_OFF
    janis.say("/call Acme tomorrow 11:10")
    await scene.quiet()
    assert await mortal.run(url, "backup", copies / "copy") == 0
    assert files(copies) == ["copy"]
    assert await mortal.run(url, "restore", copies / "copy") == 75
    assert "stop that one first" in mortal.output.read_text()
    janis.say("/call Acme tomorrow 11:11")
    await scene.quiet()
    assert await scene.calls() == ["10", "11"]
    await scene.program.kill()
    await scene.db.close()
    assert await mortal.run(url, "restore", copies / "copy", size=100_000) == CUT_OFF
    await scene.program.start()
    assert "a restore was interrupted" in scene.program.log.read_text()
    assert await scene.program.terminate() == 0
    assert await mortal.run(url, "restore", copies / "copy") == 0
    await scene.program.start()
    janis.say("/call Acme tomorrow 11:12")
    scene.db = await Database.open(url)
    await scene.quiet()
    assert await scene.calls() == ["10", "12"]
    assert "Traceback" not in scene.program.log.read_text()
    await scene.db.close()


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
async def test_no_secret_stands_in_a_name_or_in_what_is_said(
    db: Database, db_url: str, mortal: Mortal, copies: Path
) -> None:
    urls = {"good": db_url, "no file": f"sqlite:////nowhere/{PASSWORD}.db"}
    if db.dialect == "postgresql":
        ask = "&" if "?" in db_url else "?"
        urls = {
            "good": f"{db_url}{ask}password={PASSWORD}",
            "no server": f"postgresql://rapport:{PASSWORD}@127.0.0.1:1/rapport",
            "no database": f"{db_url.replace('/test_', '/absent_')}{ask}password={PASSWORD}",
        }
    said = ""
    env = {"RAPPORT_TELEGRAM__TOKEN": SECRET}
    for number, url in enumerate(urls.values()):
        whole = {**env, "RAPPORT_DATABASE__URL": url}
        target = copies / f"copy{number}"
        for words in (("backup", target), ("backup", copies), ("restore", target), ("restore", __file__)):
            await mortal.run(url, *words, env=whole)
            said += mortal.output.read_text()
    assert "copied to" in said
    assert SECRET not in said
    if db.dialect == "postgresql":
        assert PASSWORD not in said
    assert not [name for name in files(copies) if SECRET in name or PASSWORD in name]
