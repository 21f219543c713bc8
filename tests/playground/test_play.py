"""`rapport play`: the real bot, demo people, and a world that is still there tomorrow."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import aiohttp

from playground.play import GROUP, forget, opened


async def test_the_demo_people_are_met_and_time_goes_on_after_a_restart(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        assert world.playground.page.jumper
        anna = world.playground.phones[2001]
        assert anna.last.from_bot
        stranger = world.playground.phones[3001]
        assert not stranger.user.started
        await world.playground.page.jumper.by(timedelta(hours=3))
        moved, said = world.clock(), anna.messages[-1].id

    async with opened(tmp_path) as world:
        anna = world.playground.phones[2001]
        assert world.clock() >= moved
        assert len(world.playground.phones) == 8
        assert anna.messages[-1].id >= said
        anna.start()
        assert (await anna.wait()).id > said

    forget(tmp_path)
    assert not any(
        name.suffix.startswith(".db") for name in await asyncio.to_thread(lambda: [*tmp_path.iterdir()])
    )


async def test_the_group_of_the_staff_takes_the_bot_in_from_the_page(tmp_path: Path) -> None:
    async with opened(tmp_path) as world, aiohttp.ClientSession() as session:
        where = f"{world.playground.url}/play/group"
        for person, status in ((2001, 400), (1002, 200)):  # a client is not in it
            async with session.post(where, json={"person": person, "chat": GROUP}) as response:
                assert response.status == status
        await world.playground.idle()
        await world.app.idle()
        said = [
            message for message in world.playground.world.chats[GROUP].messages.values() if message.from_bot
        ]
        assert ["Connect to team Riga"] in said[-1].buttons
