"""The owner's link and the bot's menu, against the pretended Telegram."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import tools
from bot.clock import Clock
from bot.config import Settings
from bot.files import tables
from bot.usecases.demo import put_cast
from playground.server import Playground
from storage.database import Database


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    made = Playground(Clock())
    await made.start()
    yield made
    await made.stop()


def settings(playground: Playground, url: str) -> Settings:
    return Settings.model_validate(
        {"telegram": {"token": playground.token, "api_url": playground.url}, "database": {"url": url}}
    )


async def test_the_owners_link_is_one_line_and_the_earlier_one_stops_working(
    playground: Playground, db_url: str
) -> None:
    ask = settings(playground, db_url)
    first = await asyncio.to_thread(tools.owner_link, ask)
    second = await asyncio.to_thread(tools.owner_link, ask)
    assert first.startswith("https://t.me/rapport_bot?start=m")
    assert "\n" not in first
    assert first != second


async def test_a_connected_head_keeps_the_account(playground: Playground, db_url: str) -> None:
    db = await Database.open(db_url)
    async with db.transaction() as tx:
        await put_cast(tx, Clock()())
    await db.close()
    ask = settings(playground, db_url)
    with pytest.raises(tools.Impossible):
        await asyncio.to_thread(tools.owner_link, ask)
    assert (await asyncio.to_thread(lambda: tools.owner_link(ask, replace=True))).startswith("https://t.me/")


async def test_the_menu_is_written_once_and_then_only_differences(
    playground: Playground, tmp_path: object
) -> None:
    ask = settings(playground, f"sqlite:///{tmp_path}/x.db")
    written = await asyncio.to_thread(tools.setup_bot, ask)
    assert "commands (ru)" in written
    assert await asyncio.to_thread(tools.setup_bot, ask) == []


async def test_northwind_comes_in_by_the_command_line_and_a_second_time_changes_nothing(
    playground: Playground, db_url: str
) -> None:
    ask, data = settings(playground, db_url), Path(__file__).parents[1] / "data"
    clients, managers = data / "northwind-clients.csv", data / "northwind-managers.csv"
    told: list[str] = []
    assert await bring(ask, clients, told, write=False) is None
    assert "91 new · 0 changed · 0 same" in told[0]
    assert "kept as written" in told[0]
    for file in (clients, managers):
        assert "✅ Imported" in str(await bring(ask, file, told))
    for file in (clients, managers):
        assert await bring(ask, file, told) is None
        assert "0 new · 0 changed" in told[-1]


async def bring(
    ask: Settings, file: Path, told: list[str], *, write: bool = True, errors: Path | None = None
) -> str | None:
    return await asyncio.to_thread(
        lambda: tools.import_file(ask, file, lambda: write, tell=told.append, errors=errors)
    )


async def test_what_comes_in_by_the_command_line_goes_again_by_its_number_and_errors_are_a_file(
    playground: Playground, db_url: str, tmp_path: Path
) -> None:
    ask, file, errors = settings(playground, db_url), tmp_path / "c.csv", tmp_path / "errors.xlsx"
    file.write_text(
        "client;contact;first deal\nOne Ltd;Ann;31.2.2020\nTwo Ltd;Bob;1.2.2020\n", encoding="utf-8"
    )
    done = await bring(ask, file, [], errors=errors)
    assert "1 new" in str(done)
    wrong = tables.read(errors.read_bytes())
    assert wrong.header[:3] == ("client", "contact", "first deal")
    assert wrong.lines[0].cells[:4] == ("One Ltd", "Ann", "31.2.2020", "2")
    number = int(str(done).split("Number ")[1].split(":")[0])
    assert "2 removed" in await asyncio.to_thread(tools.undo_import, ask, number)


async def test_all_clients_are_written_to_a_file(playground: Playground, db_url: str, tmp_path: Path) -> None:
    ask, file = settings(playground, db_url), tmp_path / "clients.xlsx"
    await bring(ask, Path(__file__).parents[1] / "data" / "northwind-clients.csv", [])
    assert await asyncio.to_thread(tools.export_file, ask, file, "xlsx") == "91 clients written."
    told: list[str] = []
    assert await bring(ask, file, told) is None
    assert "0 new · 0 changed · 91 same" in told[-1]


async def test_a_file_that_is_no_table_is_refused_in_one_line(
    playground: Playground, db_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "x.csv"
    file.write_text("junk\n", encoding="utf-8")
    with pytest.raises(tools.Impossible, match="No column of this table names"):
        await bring(settings(playground, db_url), file, [])
