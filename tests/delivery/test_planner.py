"""The planner: everything due rings once, a failure waits and takes nothing with it."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.alarms import Alarm
from bot.domain.time import to_us
from bot.usecases.planner import Planner
from storage import alarms, outbox
from storage.database import Database, Tx
from tests.cast import Stage
from tests.delivery.conftest import states, to
from tests.waiting import until


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


class Careful(Bell):
    """Like a noun's ring: acts on the thing itself, whose row somebody may hold. Waits for the word to go on."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.came, self.go = asyncio.Event(), asyncio.Event()

    async def ring(self, tx: Tx, alarm: Alarm, now: object) -> None:
        self.came.set()
        await self.go.wait()
        await tx.execute("UPDATE clients SET version = version + 1 WHERE id = :id", id=alarm.number)
        await super().ring(tx, alarm, now)


async def waits(db: Database) -> bool:
    """Whether some unit stands before a lock of another."""
    mine = "SELECT oid FROM pg_database WHERE datname = current_database()"
    asked = f"SELECT pid FROM pg_stat_activity WHERE datid IN ({mine}) AND wait_event_type = 'Lock'"
    return await db.value(asked) is not None


@pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)
@pytest.mark.parametrize("later", [timedelta(), timedelta(hours=1)])
async def test_an_alarm_that_meets_a_person_at_work_rings_at_once_or_when_the_person_set_it(
    stage: Stage, db_url: str, later: timedelta
) -> None:
    bell, client = Careful(stage), stage.cast.acme
    planner = Planner(stage.db, stage.clock, {"call": bell})
    due = stage.clock()
    await set_alarm(stage, f"call:{client}", timedelta())
    person = await Database.open(db_url)

    async def act() -> None:
        async with person.transaction() as tx:
            # Whoever looks for a circle first is taken back: the person never looks, so it is the planner.
            await tx.execute("SET LOCAL deadlock_timeout = '1h'")
            await tx.execute("SET LOCAL lock_timeout = 0")
            await tx.execute("UPDATE clients SET version = version + 1 WHERE id = :id", id=client)
            await bell.came.wait()
            await alarms.put(tx, f"call:{client}", "call.due", due + later)

    try:
        ticking, acting = asyncio.create_task(planner.tick()), asyncio.create_task(act())
        await until(lambda: waits(stage.db))
        bell.go.set()
        await acting
        assert await ticking == (0 if later else 1)
    finally:
        await person.close()
    assert len(await states(stage)) == (0 if later else 1)
    assert await planner.next_at() == (due + later if later else None)


async def test_an_alarm_that_can_not_even_be_put_off_holds_nobody_up(
    stage: Stage, planner: Planner, bell: Bell, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuses(*_: object) -> None:
        raise OSError("the row is locked")

    monkeypatch.setattr(alarms, "postpone", refuses)
    await set_alarm(stage, "x:1", timedelta(), "unknown.kind")
    await set_alarm(stage, "call:1", timedelta())
    assert await planner.tick() == 1
    assert await alarms.get(stage.db, "x:1", "unknown.kind") == stage.clock()
