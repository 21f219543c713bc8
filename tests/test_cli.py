"""The command line: what it passes on, what it says, and with which status it leaves."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Coroutine
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import bot
from bot import __main__ as command
from bot.config import Settings
from bot.health import Health
from tests.house.sources import ROOT

TOKEN = "123456:abcdefghijklmnopqrstuvwxyz"


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in list(os.environ):
        if name.startswith("RAPPORT_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("RAPPORT_TELEGRAM__TOKEN", TOKEN)
    monkeypatch.setattr("bot.logs.start", lambda *_: None)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> Any:
    """What `bot.app` offers to the command line, without a bot behind it."""
    fake: Any = ModuleType("bot.app")
    fake.tools = ModuleType("bot.app.tools")
    monkeypatch.setitem(sys.modules, "bot.app", fake)
    monkeypatch.setitem(sys.modules, "bot.app.tools", fake.tools)
    monkeypatch.setattr(bot, "app", fake, raising=False)
    return fake


def rapport(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    """Run the command in this process; its exit status."""
    monkeypatch.setattr(sys, "argv", ["rapport", *words])
    with pytest.raises(SystemExit) as ended:
        command.main()
    code = ended.value.code
    return code if isinstance(code, int) else 0


def test_run_hands_over_the_settings_and_leaves_with_the_status_of_the_bot(
    monkeypatch: pytest.MonkeyPatch, app: Any
) -> None:
    seen: list[Settings] = []

    def bot_run(settings: Settings) -> int:
        seen.append(settings)
        return 76

    app.run = bot_run
    assert rapport(monkeypatch, "run") == 76
    assert seen[0].telegram.token.get_secret_value() == TOKEN


def test_owner_link_prints_one_line_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, app: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    app.tools.owner_link = lambda _, *, replace: f"https://t.me/acme_bot?start=m{replace}"
    assert rapport(monkeypatch, "owner-link") == 0
    assert capsys.readouterr() == ("https://t.me/acme_bot?start=mFalse\n", "")
    assert rapport(monkeypatch, "owner-link", "--replace") == 0
    assert capsys.readouterr() == ("https://t.me/acme_bot?start=mTrue\n", "")


def test_a_second_head_is_refused_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from bot.app import tools

    def connected(settings: Settings, *, replace: bool) -> str:
        raise tools.Impossible("The head is connected already.")

    monkeypatch.setattr(tools, "owner_link", connected)
    assert rapport(monkeypatch, "owner-link") == 1
    assert capsys.readouterr() == ("", "rapport: The head is connected already.\n")


def test_bad_settings_name_all_errors_and_leave_with_78(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("config.toml").write_text("[surveys]\nmonthly_day = 99\n[strange]\n", encoding="utf-8")
    assert rapport(monkeypatch, "check-config") == 78
    written = capsys.readouterr()
    assert written.out == ""
    assert written.err.splitlines()[0] == "rapport: bad settings in config.toml:"
    assert "surveys.monthly_day" in written.err
    assert "strange" in written.err


def test_good_settings_are_called_good(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert rapport(monkeypatch, "check-config") == 0
    assert capsys.readouterr().out == "the settings are good\n"


def test_an_import_shows_first_and_writes_after_a_yes(
    monkeypatch: pytest.MonkeyPatch, app: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    written: list[bool] = []

    def import_file(settings: Settings, path: Path, decide: Any, **_: Any) -> str | None:
        written.append(decide())
        return "written" if written[-1] else None

    app.tools.import_file = import_file
    Path("clients.csv").write_text("name\n", encoding="utf-8")
    for agreed, words in ((True, []), (False, []), (False, ["--yes"]), (True, ["--dry-run"])):
        monkeypatch.setattr(command, "_agreed", lambda agreed=agreed: agreed)
        assert rapport(monkeypatch, "import", *words, "clients.csv") == 0
    assert written == [True, False, True, False]
    assert capsys.readouterr().out.split("\n")[:-1] == ["written", "nothing was written"] * 2


def test_an_import_is_taken_back_by_its_number_and_an_export_overwrites_nothing(
    monkeypatch: pytest.MonkeyPatch, app: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    app.tools.undo_import = lambda _settings, number: f"undone {number}"
    app.tools.export_file = lambda _settings, file, form: f"{file} {form}"
    assert rapport(monkeypatch, "import", "--undo", "7") == 0
    assert rapport(monkeypatch, "export", "clients.csv") == 0
    assert capsys.readouterr().out == "undone 7\nclients.csv csv\n"
    Path("clients.xlsx").write_bytes(b"")
    assert rapport(monkeypatch, "export", "clients.xlsx") == 1
    assert rapport(monkeypatch, "export", "clients.doc") == 2
    assert rapport(monkeypatch, "import") == 2


def test_an_import_of_a_file_that_is_not_there_is_a_usage_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert rapport(monkeypatch, "import", "nowhere.csv") == 2
    assert "nowhere.csv" in capsys.readouterr().err


def test_migrate_makes_the_database_and_does_nothing_the_second_time(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert rapport(monkeypatch, "migrate") == 0
    assert "applied 0001" in capsys.readouterr().out
    assert rapport(monkeypatch, "migrate") == 0
    assert "up to date" in capsys.readouterr().out


def test_a_taken_database_leaves_with_75(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from storage.database import lock

    with lock("sqlite:///rapport.db"):
        assert rapport(monkeypatch, "migrate") == 75
    written = capsys.readouterr().err
    assert "rapport.db is in use by process" in written
    assert written.count("\n") == 1


def test_a_backup_is_a_whole_database_and_never_overwrites(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert rapport(monkeypatch, "migrate") == 0
    assert rapport(monkeypatch, "backup", "copy.db") == 0
    assert Path("copy.db").read_bytes().startswith(b"SQLite format 3")
    assert rapport(monkeypatch, "backup", "copy.db") == 1
    assert "copy.db" in capsys.readouterr().err


def test_a_backup_is_restored_and_what_was_there_is_kept(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert rapport(monkeypatch, "migrate") == 0
    assert rapport(monkeypatch, "backup", "copy.db") == 0
    assert rapport(monkeypatch, "restore", "copy.db") == 0
    assert capsys.readouterr().out.endswith("restored from copy.db\n")
    assert Path("rapport.db.before-restore").exists()
    Path("text").write_text("no database at all, but long enough", encoding="utf-8")
    assert rapport(monkeypatch, "restore", "text") == 1
    assert "rapport: text is no" in capsys.readouterr().err


def test_copies_in_a_folder_are_named_by_their_moment_and_the_newest_kept(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert rapport(monkeypatch, "migrate") == 0
    folder = Path("copies")
    folder.mkdir()
    old = [folder / f"rapport-2020010{day}T000000Z.db" for day in (1, 2)]
    for copy in old:
        copy.touch()
    assert rapport(monkeypatch, "backup", "copies", "--keep", "2") == 0
    assert f"removed {old[0]}" in capsys.readouterr().out
    assert len(list(folder.iterdir())) == 2
    assert rapport(monkeypatch, "backup", "copy.db", "--keep", "2") == 1
    assert "is no folder" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("TelegramUnauthorizedError", 77),
        ("TelegramNotFound", 77),
        ("TelegramNetworkError", 69),
        ("TelegramBadRequest", 1),
    ],
)
def test_what_telegram_refuses_is_one_line(
    monkeypatch: pytest.MonkeyPatch, app: Any, capsys: pytest.CaptureFixture[str], kind: str, status: int
) -> None:
    from aiogram import exceptions
    from aiogram.methods import GetMe

    def refused(settings: Settings) -> list[str]:
        raise getattr(exceptions, kind)(GetMe(), f"no: /bot{TOKEN}/getMe")

    app.tools.setup_bot = refused
    assert rapport(monkeypatch, "setup-bot") == status
    written = capsys.readouterr().err
    assert written.startswith("rapport: ")
    assert TOKEN not in written
    assert "Traceback" not in written


def test_a_surprise_is_one_line_and_its_trace_goes_to_the_log(
    monkeypatch: pytest.MonkeyPatch,
    app: Any,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fails(settings: Settings) -> int:
        raise ZeroDivisionError("by nought")

    app.run = fails
    assert rapport(monkeypatch, "run") == 1
    assert capsys.readouterr().err == (
        "rapport: unexpected ZeroDivisionError; where it happened stands in the log\n"
    )
    assert caplog.records[0].exc_info is not None


def test_packages_of_somebody_else_are_noticed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    decoy = tmp_path / "handlers"
    decoy.mkdir()
    (decoy / "__init__.py").write_text("raise SystemExit('the decoy was imported')", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"}
    ended = subprocess.run(
        [sys.executable, "-m", "bot", "--help"],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert "the package 'handlers' is taken from" in ended.stderr


def test_help_names_every_command_and_needs_nothing_heavy() -> None:
    probe = (
        "import sys; from bot.__main__ import main\n"
        "sys.argv = ['rapport', '--help']\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print([m for m in ('aiogram', 'pydantic', 'matplotlib', 'asyncpg') if m in sys.modules])"
    )
    ended = subprocess.run(
        [sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=True
    )
    *screen, loaded = ended.stdout.splitlines()
    assert loaded == "[]"
    names = (
        "run",
        "play",
        "migrate",
        "check-config",
        "owner-link",
        "import",
        "backup",
        "restore",
        "setup-bot",
    )
    assert all(any(f" {name} " in line for line in screen) for name in names)


def test_a_server_that_cannot_be_reached_is_told_from_an_address_of_our_own_that_nobody_knows() -> None:
    import asyncpg

    def explained(coming: Coroutine[Any, Any, object]) -> str:
        with pytest.raises(OSError) as met:
            asyncio.run(coming)
        return command._explained(met.value)[1]

    async def never() -> None: ...

    async def measure() -> dict[str, float]:
        return {}

    refused = asyncpg.connect("postgresql://me:secret@127.0.0.1:1/x")  # type: ignore[no-untyped-call]
    assert explained(refused).startswith("PostgreSQL cannot be reached: ")
    assert "PostgreSQL" not in explained(Health("no such host", 0, never, measure).start())
