"""The owner's link and the bot's menu, against the pretended Telegram."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import tools
from bot.clock import Clock
from bot.config import Settings
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
    shown, waits = await asyncio.to_thread(tools.import_file, ask, clients, False)
    assert waits
    assert "91 new · 0 changed · 0 same" in shown
    assert "kept as written" in shown
    for file in (clients, managers):
        assert "✅ Imported" in (await asyncio.to_thread(tools.import_file, ask, file, True))[0]
    for file in (clients, managers):
        again, waits = await asyncio.to_thread(tools.import_file, ask, file, False)
        assert not waits
        assert "0 new · 0 changed" in again


async def test_a_file_that_is_no_table_is_refused_in_one_line(
    playground: Playground, db_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "x.csv"
    file.write_text("junk\n", encoding="utf-8")
    with pytest.raises(tools.Impossible, match="No column of this table names"):
        await asyncio.to_thread(tools.import_file, settings(playground, db_url), file, True)
