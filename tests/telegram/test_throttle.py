"""A flood slows its sender down and nobody else; nothing that was taken is lost, what is not taken is said once."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot.domain.throttle import ThrottleRules
from bot.telegram.inbox import Handling, Inbox
from storage import inbox as rows
from storage.database import Database
from tests.cast import MONDAY, Stage
from tests.telegram.test_inbox import Wire, message
from tests.waiting import until

ANNA, JANIS, STRANGER = 2001, 1003, 9999
RULES = ThrottleRules(burst=5, rate=1, waiting=30, waiting_stranger=10)


def press(update_id: int, user: int) -> Wire:
    who = {"id": user, "is_bot": False, "first_name": "X"}
    query = {"id": str(update_id), "from": who, "chat_instance": "1", "data": "x:1"}
    return {"update_id": update_id, "callback_query": query}


class Noted:
    """A handling that writes down what comes, in order; who is held does not end."""

    def __init__(self) -> None:
        self.bot = SimpleNamespace(id=7000000001)
        self.order: list[tuple[int, int]] = []
        self.said: list[tuple[str, int, str | None]] = []
        self.held: set[int] = set()
        self.inside: dict[int, int] = {}
        self.most: dict[int, int] = {}
        self.free = asyncio.Event()

    async def handle(self, raw: Wire, received_at: datetime) -> None:
        event = raw.get("message") or raw["callback_query"]
        user = event["from"]["id"]
        self.inside[user] = self.inside.get(user, 0) + 1
        self.most[user] = max(self.most.get(user, 0), self.inside[user])
        if user in self.held:
            await self.free.wait()
        self.inside[user] -= 1
        self.order.append((user, raw["update_id"]))

    async def say(self, raw: Wire, key: str, language: str | None) -> None:
        self.said.append((key, raw["update_id"], language))

    def of(self, user: int) -> list[int]:
        return [update_id for who, update_id in self.order if who == user]


Starter = Callable[..., Awaitable[Inbox]]


@pytest.fixture
def noted() -> Noted:
    return Noted()


@pytest.fixture
async def start(stage: Stage, noted: Noted, db_url: str) -> AsyncIterator[Starter]:
    """Starts an inbox; with `again` after the last one was stopped."""
    running: list[tuple[Inbox, asyncio.Task[None]]] = []
    opened: list[Database] = []

    async def stop() -> None:
        noted.free.set()
        while running:
            made, task = running.pop()
            task.cancel()
            await asyncio.wait({task})
            await made.stop(5)

    async def one(rules: ThrottleRules = RULES, *, again: bool = False, beside: bool = False) -> Inbox:
        if again:
            await stop()
        database = await Database.open(db_url) if beside else stage.db
        if beside:
            opened.append(database)
        alone = stage.db.dialect == "sqlite"
        made = Inbox(database, stage.clock, cast(Handling, noted), alone=alone, rules=rules)
        await made.load()
        running.append((made, asyncio.create_task(made.run())))
        return made

    yield one
    await stop()
    for database in opened:
        await database.close()


async def waiting(stage: Stage) -> int:
    return await rows.open_count(stage.db)


async def settled(stage: Stage, left: int) -> None:
    async def reached() -> bool:
        return await waiting(stage) == left

    await until(reached)


async def test_one_person_floods_and_another_is_answered_at_once(
    stage: Stage, start: Starter, noted: Noted, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    inbox = await start(ThrottleRules())
    for page in range(20):
        await inbox.accept([message(page * 100 + n, ANNA, "flood") for n in range(100)])
    await inbox.accept([press(5000, JANIS)])
    await until(lambda: len(noted.order) == 21)
    assert noted.of(JANIS) == [5000]
    assert noted.of(ANNA) == list(range(20)), "the burst, and the clock has not moved since"
    # Those of the burst that were not yet marked done took a place of the thousand.
    assert 980 <= await waiting(stage) <= 1000 + 21
    ((key, first, language),) = noted.said
    assert (key, language) == ("error-too-many", "en")
    assert 1000 <= first <= 1020
    lines = [record.getMessage() for record in caplog.records if f"account {ANNA}" in record.getMessage()]
    assert 1 <= len(lines) <= 4


async def test_what_waits_is_handled_in_order_as_time_goes_by(
    stage: Stage, start: Starter, noted: Noted
) -> None:
    inbox = await start()
    await inbox.accept([message(n, ANNA, "x") for n in range(20)])
    await settled(stage, 15)
    stage.clock.jump(timedelta(seconds=3))
    await settled(stage, 12)
    await inbox.accept([message(20, ANNA, "x")])
    stage.clock.jump(timedelta(minutes=1))
    await settled(stage, 0)
    assert noted.of(ANNA) == list(range(21))
    assert noted.said == []
    await inbox.accept([message(n, ANNA, "x") for n in range(21, 26)])
    await settled(stage, 0)
    assert noted.of(ANNA) == list(range(26)), "rested, a burst is free again"


async def test_what_waits_outlives_a_restart(stage: Stage, start: Starter, noted: Noted) -> None:
    await (await start()).accept([message(n, ANNA, "x") for n in range(12)])
    await settled(stage, 7)
    await start(again=True)
    stage.clock.jump(timedelta(seconds=2))
    await settled(stage, 5)
    stage.clock.jump(timedelta(minutes=1))
    await settled(stage, 0)
    assert noted.of(ANNA) == list(range(12))


async def test_an_album_and_quick_presses_wait_for_nothing(
    stage: Stage, start: Starter, noted: Noted
) -> None:
    inbox = await start(ThrottleRules())
    await inbox.accept([message(n, JANIS, "photo") for n in range(10)])
    for n in range(10, 20):
        await inbox.accept([press(n, JANIS)])
    await settled(stage, 0)
    assert noted.of(JANIS) == list(range(20))


async def test_a_crowd_of_different_people_is_never_slowed(
    stage: Stage, start: Starter, noted: Noted
) -> None:
    inbox = await start()
    await inbox.accept([message(n, 50_000 + n % 300, "x") for n in range(1200)])
    await settled(stage, 0)
    assert len(noted.order) == 1200
    assert noted.said == []


async def test_a_stranger_may_keep_fewer_waiting_and_floods_of_strangers_have_a_bound(
    stage: Stage, start: Starter, noted: Noted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.inbox.throttle.STRANGERS", 3)
    inbox = await start()
    for who in range(6):
        await inbox.accept([message(who * 100 + n, STRANGER + who, "x") for n in range(50)])
    await settled(stage, 3 * 10)
    stored = await stage.db.value("SELECT count(*) FROM inbox")
    assert stored == 6 * RULES.burst + 3 * 10, "what is not taken leaves no row"
    assert [key for key, *_ in noted.said] == ["error-too-many"] * 6
    assert noted.said[0][2] is None


async def test_the_first_press_that_waits_is_answered_and_only_that_one(
    stage: Stage, start: Starter, noted: Noted
) -> None:
    inbox = await start()
    for n in range(10):
        await inbox.accept([press(n, ANNA)])
    await settled(stage, 5)
    assert noted.said == [("error-one-moment", 5, "en")]


async def test_a_block_is_taken_in_the_middle_of_a_flood(stage: Stage, start: Starter) -> None:
    inbox = await start()
    await inbox.accept([message(n, ANNA, "x") for n in range(200)])
    who: dict[str, Any] = {"id": ANNA, "is_bot": False, "first_name": "X"}
    change = {"chat": {"id": ANNA, "type": "private"}, "from": who, "new_chat_member": {"status": "kicked"}}
    await inbox.accept([{"update_id": 500, "my_chat_member": change}])
    assert (
        await stage.db.value("SELECT unreachable_why FROM people WHERE user_id = :id", id=ANNA) == "blocked"
    )


async def test_nobody_has_two_things_done_at_once(stage: Stage, start: Starter, noted: Noted) -> None:
    """Pictures, exports and files are made by handlers: one at a time a person, while others get theirs."""
    inbox = await start(ThrottleRules())
    noted.held.add(JANIS)
    await inbox.accept([message(n, JANIS, "/stats") for n in range(10)])
    await inbox.accept([message(100, ANNA, "/stats")])
    await until(lambda: noted.of(ANNA) == [100])
    assert noted.inside[JANIS] == 1
    noted.free.set()
    await settled(stage, 0)
    assert noted.most[JANIS] == 1


async def test_who_was_turned_away_is_welcome_a_moment_later(
    stage: Stage, start: Starter, noted: Noted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.inbox.throttle.STRANGERS", 0)
    inbox = await start()
    for page in range(10):
        await inbox.accept([message(page * 100 + n, STRANGER, "x") for n in range(100)])
    await settled(stage, 0)
    stage.clock.jump(timedelta(seconds=RULES.burst))
    await inbox.accept([message(5000 + n, STRANGER, "x") for n in range(RULES.burst)])
    await settled(stage, 0)
    assert len(noted.of(STRANGER)) == 2 * RULES.burst


async def test_a_clock_set_back_makes_nobody_wait(stage: Stage, start: Starter, noted: Noted) -> None:
    inbox = await start()
    await inbox.accept([message(n, ANNA, "x") for n in range(5)])
    stage.clock.jump(-timedelta(hours=1))
    await inbox.accept([message(n, ANNA, "x") for n in range(5, 10)])
    await settled(stage, 0)
    assert noted.of(ANNA) == list(range(10))


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
async def test_replicas_share_what_one_person_may_send(stage: Stage, start: Starter, noted: Noted) -> None:
    two = [await start(), await start(beside=True)]
    for n in range(60):
        await two[n % 2].accept([message(n, ANNA, "x")])
    await until(lambda: len(noted.of(ANNA)) == 2 * RULES.burst)
    assert await waiting(stage) == RULES.waiting
    last = await stage.db.value("SELECT max(next_at) - min(next_at) FROM inbox WHERE state = 'open'")
    assert last / 1e6 >= RULES.waiting - 2, "behind each other, whoever stored them"


@pytest.mark.parametrize("rate", [0.5, 1, 10])
def test_turns_are_a_burst_and_then_evenly_spaced(rate: float) -> None:
    rules, free, waits = ThrottleRules(burst=3, rate=rate), None, list[float]()
    for _ in range(6):
        at, free = rules.turn(free, MONDAY)
        waits.append(0.0 if at is None else (at - MONDAY).total_seconds())
    assert waits == pytest.approx([0, 0, 0, 1 / rate, 2 / rate, 3 / rate])
