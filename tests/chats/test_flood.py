"""Somebody floods the bot: they wait and are told so, in their language; everybody else notices nothing."""

from collections.abc import AsyncIterator

import pytest

from playground.server import Playground
from storage import inbox
from storage.database import Database
from tests.cast import StoppedClock
from tests.chats.world import World
from tests.waiting import until

RULES: dict[str, object] = {"burst": 4, "rate": 1, "waiting": 6, "waiting_stranger": 3}


@pytest.fixture
async def slow(db_url: str) -> AsyncIterator[World]:
    """A world in which little is much."""
    clock = StoppedClock()
    made = World(db_url, clock, Playground(clock))
    await made.begin(throttle=RULES)
    yield made
    await made.end()


async def counts(db: Database) -> dict[str, int]:
    """How many rows every table has that is not the inbox."""
    if db.dialect == "sqlite":
        listed = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    else:
        listed = "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'"
    names = [row["name"] for row in await db.all(listed) if row["name"] != "inbox"]
    return {name: await db.value(f"SELECT count(*) FROM {name}") for name in names}


async def test_a_flood_of_words_is_slowed_and_its_end_refused_in_one_polite_line(slow: World) -> None:
    for number in range(30):
        slow.anna.say(f"/help {number}")
    slow.janis.say("/today")
    await slow.playground.idle()
    await until(lambda: any(message.from_bot for message in slow.janis.messages))
    heard = [message.text for message in slow.anna.messages if message.from_bot]
    assert sum("at once" in text for text in heard) <= 1
    await until(lambda: "at once" in slow.anna.transcript)
    await slow.jump(minutes=1)
    await slow.settle()
    heard = [message.text for message in slow.anna.messages if message.from_bot]
    assert sum("at once" in text for text in heard) == 1
    assert 10 <= len(heard) - 1 <= 14, "a burst of four, six that waited, and no others"
    slow.anna.say("/help")
    await slow.settle()
    assert len([message for message in slow.anna.messages if message.from_bot]) == len(heard) + 1


async def test_a_press_that_waits_is_answered_so_and_done_in_its_turn(slow: World) -> None:
    slow.anna.say("/settings")
    await slow.settle()
    card = slow.anna.last
    await slow.jump(minutes=1)
    for _ in range(3):
        slow.anna.say("/help")
    await slow.playground.idle()
    await until(lambda: len(slow.anna.messages) >= 8)
    toasts = [await slow.anna.press_data("nothing:1", card) for _ in range(2)]
    assert "One moment" not in toasts[0].text
    assert "One moment" in toasts[1].text
    await slow.jump(minutes=1)
    await slow.settle()
    assert await inbox.open_count(slow.app.db) == 0


async def test_a_stranger_leaves_no_rows_but_numbers(slow: World) -> None:
    slow.stranger.say("hello")
    await slow.settle()
    before = await counts(slow.app.db)
    for number in range(40):
        slow.stranger.say(f"anybody there? {number}")
    await slow.playground.idle()
    await slow.jump(minutes=2)
    await slow.settle()
    assert await counts(slow.app.db) == before
    assert await slow.app.db.value("SELECT count(*) FROM inbox WHERE payload IS NOT NULL") == 0
    assert await slow.app.db.value("SELECT count(*) FROM inbox") <= 1 + 4 + 3


async def test_stop_is_never_refused_and_works_at_once(slow: World) -> None:
    for number in range(30):
        slow.anna.say(f"/help {number}")
    slow.anna.say("/stop")
    await slow.playground.idle()
    await until(lambda: "at once" in slow.anna.transcript)
    stopped = "SELECT stopped_at FROM people WHERE user_id = :user"
    assert await slow.app.db.value(stopped, user=slow.anna.id) is not None, "before its turn"
    await slow.jump(minutes=1)
    await slow.settle()
    assert "no more ratings" in slow.anna.last.text
    assert await slow.app.db.value("SELECT COUNT(*) FROM audit WHERE action = 'person.stop'") == 1


async def test_who_goes_on_for_long_is_told_again_that_something_is_lost(slow: World) -> None:
    for _ in range(3):
        for number in range(90):
            slow.anna.say(f"The pallet was broken {number}")
        await slow.playground.idle()
        await until(lambda: "at once" in slow.anna.transcript)
        await slow.jump(seconds=61)
    await slow.settle()
    heard = [message.text for message in slow.anna.messages if message.from_bot]
    assert sum("at once" in text for text in heard) == 3
