"""The owner's link and the bot's menu, against the pretended Telegram."""

import asyncio
from collections.abc import AsyncIterator

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
