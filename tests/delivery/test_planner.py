"""The planner: everything due rings once, a failure waits and takes nothing with it."""

import time
from datetime import timedelta

import pytest

from bot.domain.alarms import Alarm
from bot.domain.time import to_us
from bot.usecases.planner import Planner
from storage import alarms, outbox
from storage.database import Database, Tx
from tests.cast import Stage
from tests.delivery.conftest import states, to


class Bell:
    """Notes what rings and queues a letter for it."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.rung: list[Alarm] = []
        self.broken = False

    async def ring(self, tx: Tx, alarm: Alarm, now: object) -> None:
        self.rung.append(alarm)
        key = f"{alarm.kind}:{alarm.thing}:{to_us(alarm.at)}"
        await outbox.put(tx, to(self.stage.cast.janis.person_id, key), now=self.stage.clock())
        if self.broken:
            raise ValueError("a bug")


@pytest.fixture
def bell(stage: Stage) -> Bell:
    return Bell(stage)


@pytest.fixture
def planner(stage: Stage, bell: Bell) -> Planner:
    return Planner(stage.db, stage.clock, {"call": bell})


async def set_alarm(stage: Stage, thing: str, after: timedelta, kind: str = "call.due") -> None:
    async with stage.db.transaction() as tx:
        await alarms.put(tx, thing, kind, stage.clock() + after)


async def test_what_is_due_rings_once_and_in_order(stage: Stage, planner: Planner, bell: Bell) -> None:
    await set_alarm(stage, "call:2", timedelta(minutes=2))
    await set_alarm(stage, "call:1", timedelta(minutes=1))
    await set_alarm(stage, "call:3", timedelta(hours=1))
    stage.clock.jump(timedelta(minutes=5))
    assert await planner.tick() == 2
    assert await planner.tick() == 0
    assert [alarm.number for alarm in bell.rung] == [1, 2]
    assert await planner.next_at() == stage.clock() + timedelta(minutes=55)


async def test_an_alarm_set_anew_rings_at_its_new_time(stage: Stage, planner: Planner, bell: Bell) -> None:
    await set_alarm(stage, "call:1", timedelta(minutes=1))
    await set_alarm(stage, "call:1", timedelta(minutes=9))
    stage.clock.jump(timedelta(minutes=5))
    assert await planner.tick() == 0
    stage.clock.jump(timedelta(minutes=5))
    assert await planner.tick() == 1


async def test_a_failed_ring_leaves_nothing_and_comes_again_as_what_it_was(
    stage: Stage, planner: Planner, bell: Bell
) -> None:
    await set_alarm(stage, "call:1", timedelta())
    due = stage.clock()
    bell.broken = True
    assert await planner.tick() == 0
    assert await states(stage) == {}
    bell.broken = False
    stage.clock.jump(timedelta(minutes=5))
    assert await planner.tick() == 1
    assert [alarm.at for alarm in bell.rung] == [due, due]


async def test_an_alarm_that_nobody_answers_holds_nobody_up(
    stage: Stage, planner: Planner, bell: Bell
) -> None:
    await set_alarm(stage, "x:1", timedelta(), "unknown.kind")
    await set_alarm(stage, "call:1", timedelta())
    assert await planner.tick() == 1


async def test_two_planners_ring_an_alarm_once(
    stage: Stage, planner: Planner, bell: Bell, db_url: str
) -> None:
    import asyncio

    other_db = await Database.open(db_url)
    try:
        for n in range(20):
            await set_alarm(stage, f"call:{n}", timedelta())
        other = Planner(other_db, stage.clock, {"call": bell})
        rung = await asyncio.gather(planner.tick(), other.tick())
    finally:
        await other_db.close()
    assert sum(rung) == 20
    assert len(await states(stage)) == 20


async def test_a_tick_over_many_alarms_with_nothing_due_is_quick(stage: Stage, planner: Planner) -> None:
    later = to_us(stage.clock() + timedelta(days=1))
    async with stage.db.transaction() as tx:
        await tx.many(
            "INSERT INTO alarms (kind, thing, at, next_at) VALUES ('call.due', :thing, :at, :at)",
            ({"thing": f"call:{n}", "at": later + n} for n in range(20_000)),
        )
    await planner.tick()
    started = time.perf_counter()
    await planner.tick()
    assert time.perf_counter() - started < 0.1
