"""The morning digest: once a working morning, what is due and nothing else."""

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.domain.alarms import Alarm
from bot.domain.digests import Section
from bot.domain.ids import AlarmId, PersonId
from bot.usecases.calls import Calls
from bot.usecases.digests import Digests
from storage import alarms
from tests.cast import COMPANY, Stage


@pytest.fixture
def digests(stage: Stage) -> Digests:
    return Digests(stage.db, stage.clock, COMPANY, time(8, 30))


def person(stage: Stage) -> PersonId:
    assert stage.cast.janis.person_id is not None
    return stage.cast.janis.person_id


async def test_everybody_of_the_staff_gets_one_next_working_morning(digests: Digests, stage: Stage) -> None:
    stage.clock.set(datetime(2026, 11, 27, 8, tzinfo=UTC))
    await digests.ensure()
    await digests.ensure()
    assert await stage.db.value("SELECT COUNT(*) FROM alarms WHERE kind = 'digest.due'") == 4
    at = await alarms.get(stage.db, f"digest:{person(stage)}", "digest.due")
    assert at == datetime(2026, 11, 30, 6, 30, tzinfo=UTC)


async def test_it_lists_overdue_and_todays_calls(digests: Digests, stage: Stage) -> None:
    calls, janis = Calls(stage.db, stage.clock, COMPANY), stage.actor(stage.cast.janis)
    await calls.plan_typed(janis, "Acme today 15:00", 1)
    await calls.plan_typed(janis, "Acme tomorrow 15:00", 2)
    digest = await digests.today(person(stage))
    assert [line.section for line in digest.lines] == [Section.CALLS]
    stage.clock.jump(timedelta(days=1))
    digest = await digests.today(person(stage))
    assert [line.section for line in digest.lines] == [Section.OVERDUE, Section.CALLS]


async def test_an_empty_day_names_the_silent(digests: Digests, stage: Stage) -> None:
    digest = await digests.today(person(stage))
    assert digest.lines == ()
    assert [one.client for one in digest.silent] == ["Acme Ltd"]


async def test_a_late_alarm_of_yesterday_sends_nothing_but_sets_the_next(
    digests: Digests, stage: Stage
) -> None:
    yesterday = stage.clock() - timedelta(days=3)
    async with stage.db.transaction() as tx:
        alarm = Alarm(AlarmId(1), "digest.due", f"digest:{person(stage)}", yesterday)
        await digests.ring(tx, alarm, stage.clock())
    assert await stage.db.value("SELECT COUNT(*) FROM letters") == 0
    assert await alarms.get(stage.db, f"digest:{person(stage)}", "digest.due") is not None


async def test_what_belongs_to_nobody_in_reach_stands_in_the_leads_digest_and_says_so(
    digests: Digests, stage: Stage
) -> None:
    calls, oskars = Calls(stage.db, stage.clock, COMPANY), stage.actor(stage.cast.oskars)
    await calls.plan_typed(oskars, "Acme today 15:00", 1)
    await calls.plan_typed(oskars, "Levant today 16:00", 2)
    assert (await digests.today(oskars.id)).lines == ()
    async with stage.db.transaction() as tx:
        await tx.execute("UPDATE people SET user_id = NULL WHERE id = :id", id=stage.cast.janis.person_id)
        await tx.execute("UPDATE clients SET manager_id = NULL WHERE id = :id", id=stage.cast.levant)
    digest = await digests.today(oskars.id)
    assert [(line.client, line.whose) for line in digest.lines] == [
        ("Acme Ltd", "Jānis Bērziņš"),
        ("Levant Trade", ""),
    ]
    async with stage.db.transaction() as tx:
        await tx.execute("UPDATE people SET unreachable_at = 1 WHERE id = :id", id=oskars.id)
    ilze = stage.actor(stage.cast.ilze).id
    assert len((await digests.today(ilze)).lines) == 2
    assert len((await digests.today(oskars.id)).lines) == 0


async def test_an_empty_day_of_a_lead_names_the_teams_silent(digests: Digests, stage: Stage) -> None:
    digest = await digests.today(stage.actor(stage.cast.oskars).id)
    assert {one.client for one in digest.silent} == {"Acme Ltd", "Levant Trade"}
