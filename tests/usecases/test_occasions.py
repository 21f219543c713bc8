"""Dates to congratulate: found ahead, told a week before and on the day, finished once for everybody."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.alarms import Alarm
from bot.domain.dates import BadDate
from bot.domain.errors import BadInput, NotFound
from bot.domain.ids import AlarmId
from bot.domain.occasions import Kind, State
from bot.usecases.occasions import Occasions, Rules
from storage import alarms
from tests.cast import COMPANY, Stage


@pytest.fixture
def occasions(stage: Stage) -> Occasions:
    return Occasions(stage.db, stage.clock, COMPANY, Rules())


async def look_ahead(occasions: Occasions, stage: Stage) -> None:
    async with stage.db.transaction() as tx:
        alarm = Alarm(AlarmId(1), "occasion.look", "occasions:0", stage.clock())
        await occasions.ring(tx, alarm, stage.clock())


async def test_a_birthday_becomes_one_row_with_two_alarms(occasions: Occasions, stage: Stage) -> None:
    await look_ahead(occasions, stage)
    await look_ahead(occasions, stage)
    found = await occasions.coming(stage.actor(stage.cast.janis))
    assert [(one.kind, one.day) for one in found] == [
        (Kind.BIRTHDAY, date(2026, 12, 12)),
        (Kind.CONTRACT_SIGNED, date(2026, 12, 15)),
    ]
    thing = f"occasion:{found[0].id}"
    # 12 December is a Saturday: said on Friday; a week before is a Saturday too.
    assert await alarms.get(stage.db, thing, "occasion.prepare") == datetime(2026, 12, 4, 7, tzinfo=UTC)
    assert await alarms.get(stage.db, thing, "occasion.day") == datetime(2026, 12, 11, 7, tzinfo=UTC)


async def test_the_leap_day_is_kept_on_the_28th(occasions: Occasions, stage: Stage) -> None:
    stage.clock.set(datetime(2027, 2, 10, 8, tzinfo=UTC))
    found = await occasions.coming(stage.actor(stage.cast.janis))
    assert date(2027, 2, 28) in {one.day for one in found}


async def test_the_first_done_clears_it_for_everybody(occasions: Occasions, stage: Stage) -> None:
    janis, oskars = stage.actor(stage.cast.janis), stage.actor(stage.cast.oskars)
    one = (await occasions.coming(janis))[0]
    await occasions.finish(janis, one.id, State.DONE)
    seen = await occasions.finish(oskars, one.id, State.SKIPPED)
    assert seen.occasion.state is State.DONE
    assert seen.occasion.done_by == "Jānis Bērziņš"
    assert (await occasions.undo(oskars, one.id)).occasion.state is State.OPEN


async def test_ill_call_plans_a_call_and_is_done(occasions: Occasions, stage: Stage) -> None:
    janis = stage.actor(stage.cast.janis)
    one = (await occasions.coming(janis))[0]
    await occasions.call(janis, one.id)
    await occasions.call(janis, one.id)
    assert await stage.db.value("SELECT COUNT(*) FROM calls") == 1


async def test_a_passed_date_is_not_told(occasions: Occasions, stage: Stage) -> None:
    one = (await occasions.coming(stage.actor(stage.cast.janis)))[0]
    stage.clock.set(datetime(2026, 12, 20, 8, tzinfo=UTC))
    async with stage.db.transaction() as tx:
        await occasions.ring(
            tx, Alarm(AlarmId(1), "occasion.day", f"occasion:{one.id}", stage.clock()), stage.clock()
        )
    assert await stage.db.value("SELECT COUNT(*) FROM letters") == 0


async def test_someone_elses_date_does_not_exist(occasions: Occasions, stage: Stage) -> None:
    one = (await occasions.coming(stage.actor(stage.cast.janis)))[0]
    with pytest.raises(NotFound):
        await occasions.finish(stage.actor(stage.cast.paivi), one.id, State.DONE)


async def test_an_own_date_is_added_and_bad_ones_are_refused(occasions: Occasions, stage: Stage) -> None:
    janis = stage.actor(stage.cast.janis)
    label, day = await occasions.add_own(janis, stage.cast.acme, "1.12 <b>Founding</b> day")
    assert (label, day) == ("<b>Founding</b> day", date(2026, 12, 1))
    assert Kind.OWN in {one.kind for one in await occasions.coming(janis)}
    with pytest.raises(BadDate):
        await occasions.add_own(janis, stage.cast.acme, "31.02 Nothing")
    for text in ("Founding day", "12.05", "12.05 " + "x" * 100):
        with pytest.raises(BadInput):
            await occasions.add_own(janis, stage.cast.acme, text)


async def test_the_end_of_a_contract_is_told_in_time(occasions: Occasions, stage: Stage) -> None:
    async with stage.db.transaction() as tx:
        await tx.execute("UPDATE clients SET contract_ends = '2027-01-20' WHERE id = :id", id=stage.cast.acme)
    found = await occasions.coming(stage.actor(stage.cast.janis), days=60)
    (ends,) = [one for one in found if one.kind is Kind.CONTRACT_ENDS]
    assert await alarms.get(stage.db, f"occasion:{ends.id}", "occasion.day") == datetime(
        2026, 12, 21, 7, tzinfo=UTC
    )


async def alarm_of(stage: Stage, thing: str, kind: str) -> datetime | None:
    async with stage.db.read() as conn:
        return await alarms.get(conn, thing, kind)


async def ring(occasions: Occasions, stage: Stage, kind: str, thing: str) -> None:
    async with stage.db.transaction() as tx:
        await occasions.ring(tx, Alarm(AlarmId(1), kind, thing, stage.clock()), stage.clock())


async def sql(stage: Stage, text: str, **values: object) -> None:
    async with stage.db.transaction() as tx:
        await tx.execute(text, **values)


async def test_a_corrected_birthday_moves_with_its_alarms(occasions: Occasions, stage: Stage) -> None:
    await look_ahead(occasions, stage)
    await sql(stage, "UPDATE people SET birth_day = 9 WHERE id = :id", id=stage.cast.igor.person_id)
    await look_ahead(occasions, stage)
    found = (await occasions.coming(stage.actor(stage.cast.janis)))[0]
    assert found.day == date(2026, 12, 9)
    at = await alarm_of(stage, f"occasion:{found.id}", "occasion.day")
    assert at == datetime(2026, 12, 9, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    "gone",
    [
        "UPDATE people SET left_at = 1 WHERE role = 'contact'",
        "UPDATE people SET birth_month = NULL, birth_day = NULL WHERE role = 'contact'",
        "UPDATE clients SET status = 'lost'",
    ],
)
async def test_nobody_is_told_of_a_date_that_is_gone(occasions: Occasions, stage: Stage, gone: str) -> None:
    await look_ahead(occasions, stage)
    birthday = (await occasions.coming(stage.actor(stage.cast.janis)))[0]
    await sql(stage, gone)
    stage.clock.set(datetime(2026, 12, 4, 7, tzinfo=UTC))
    await ring(occasions, stage, "occasion.prepare", f"occasion:{birthday.id}")
    assert await stage.db.value("SELECT COUNT(*) FROM letters") == 0
    assert birthday.id not in {one.id for one in await occasions.coming(stage.actor(stage.cast.janis))}


async def test_a_contracts_end_is_told_on_working_days(occasions: Occasions, stage: Stage) -> None:
    # 60 days before it is Saturday 5 December, 30 days before Monday 4 January.
    await sql(stage, "UPDATE clients SET contract_ends = '2027-02-03' WHERE id = :id", id=stage.cast.acme)
    await look_ahead(occasions, stage)
    id_ = await stage.db.value("SELECT id FROM occasions WHERE kind = 'contract_ends'")
    thing = f"occasion:{id_}"
    assert await alarm_of(stage, thing, "occasion.prepare") == datetime(2026, 12, 4, 7, tzinfo=UTC)
    assert await alarm_of(stage, thing, "occasion.day") == datetime(2027, 1, 4, 7, tzinfo=UTC)


async def test_a_contracts_end_that_is_found_late_is_told_all_the_same(
    occasions: Occasions, stage: Stage
) -> None:
    await sql(stage, "UPDATE clients SET contract_ends = '2026-12-05' WHERE id = :id", id=stage.cast.acme)
    await look_ahead(occasions, stage)
    id_ = await stage.db.value("SELECT id FROM occasions WHERE kind = 'contract_ends'")
    assert await alarm_of(stage, f"occasion:{id_}", "occasion.day") == stage.clock()


async def test_ill_call_is_taken_back_and_may_be_said_again(occasions: Occasions, stage: Stage) -> None:
    janis = stage.actor(stage.cast.janis)
    one = (await occasions.coming(janis))[0]
    open_calls = "SELECT COUNT(*) FROM calls WHERE state = 'open'"
    for _ in range(2):
        await occasions.call(janis, one.id)
        await occasions.call(janis, one.id)
        assert await stage.db.value(open_calls) == 1
        await occasions.undo(janis, one.id)
        assert await stage.db.value(open_calls) == 0
        stage.clock.jump(timedelta(seconds=30))


async def test_after_a_downtime_the_day_is_told_once(occasions: Occasions, stage: Stage) -> None:
    await look_ahead(occasions, stage)
    birthday = (await occasions.coming(stage.actor(stage.cast.janis)))[0]
    stage.clock.set(datetime(2026, 12, 11, 9, tzinfo=UTC))
    thing = f"occasion:{birthday.id}"
    await ring(occasions, stage, "occasion.prepare", thing)
    await ring(occasions, stage, "occasion.day", thing)
    assert await stage.db.value("SELECT COUNT(*) FROM letters") == 1
