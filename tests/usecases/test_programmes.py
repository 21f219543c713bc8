"""Programmes below the chat: two heads, stale buttons, history, rounds that were slept through, put off, switched off."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.alarms import Alarm
from bot.domain.errors import BadInput, Changed
from bot.domain.ids import AlarmId
from bot.domain.people import Step
from bot.domain.programmes import ALL, ANNUAL, MONTHLY, QUARTERLY, Edit
from bot.domain.surveys import SurveyRules
from bot.usecases.programmes import STEP, Programmes
from bot.usecases.waves import Waves
from storage import alarms
from tests.cast import COMPANY, Stage

DAY = timedelta(days=1)


@pytest.fixture
def programmes(stage: Stage) -> Programmes:
    return Programmes(stage.db, stage.clock, COMPANY, SurveyRules())


@pytest.fixture
def waves(stage: Stage, programmes: Programmes) -> Waves:
    return Waves(stage.db, stage.clock, COMPANY, SurveyRules(), programmes)


async def ring_due(stage: Stage, waves: Waves) -> None:
    """Ring every alarm of rounds that is due, as the planner does."""
    while True:
        async with stage.db.transaction() as tx:
            due = [a for a in await alarms.due(tx, stage.clock(), 1000) if a.kind.startswith("wave.")]
            for alarm in due:
                await alarms.take(tx, alarm)
                await waves.ring(tx, alarm, stage.clock())
        if not due:
            return


async def known(stage: Stage) -> list[tuple[str, str]]:
    rows = await stage.db.all("SELECT key, state FROM waves WHERE created_by IS NULL ORDER BY at, id")
    return [(row["key"].rpartition(":")[0], row["state"]) for row in rows]


def switch(code: str, to: str) -> Edit:
    return Edit("switch", code, to)


async def test_two_heads_at_once_lose_nothing_and_two_taps_are_one_change(
    stage: Stage, programmes: Programmes
) -> None:
    head = stage.actor(stage.cast.ilze)

    async def tap(edit: Edit) -> bool:
        try:
            await programmes.change(head, edit, 0)
        except Changed:
            return False
        return True

    edits = [Edit("day", MONTHLY, "20"), switch(MONTHLY, "off"), switch(QUARTERLY, "off")]
    done = await asyncio.gather(*map(tap, edits))
    assert done[2]
    for edit, there in zip(edits, done, strict=True):
        if not there:
            assert await tap(edit)  # told that it changed, the head presses again
    await programmes.change(head, switch(MONTHLY, "off"), 0)
    shown = await programmes.look(head)
    assert (shown.of(MONTHLY).day, shown.of(MONTHLY).on, shown.of(QUARTERLY).on) == (20, False, False)
    assert await stage.db.value("SELECT COUNT(*) FROM programme_changes") == 3
    assert await stage.db.value("SELECT COUNT(*) FROM audit WHERE action LIKE 'programme.%'") == 3


async def test_a_stale_arrow_moves_nothing_and_undo_ends_after_ten_minutes(
    stage: Stage, programmes: Programmes
) -> None:
    head = stage.actor(stage.cast.ilze)
    up = Edit("move", QUARTERLY, "up", id="documents")
    await programmes.change(head, up, 0)
    with pytest.raises(Changed):
        await programmes.change(head, up, 0)
    await programmes.undo(head, QUARTERLY, 1)
    with pytest.raises(Changed):
        await programmes.undo(head, QUARTERLY, 1)
    shown = await programmes.change(head, switch(ANNUAL, "off"), 0)
    stage.clock.jump(timedelta(minutes=11))
    with pytest.raises(BadInput):
        await programmes.undo(head, ANNUAL, shown.versions[ANNUAL])
    reset = await programmes.reset(head)
    assert not reset.touched
    assert reset.of(ANNUAL).on


async def test_what_cannot_be_used_leaves_the_form_open_and_another_language_is_none_of_ours(
    stage: Stage, programmes: Programmes
) -> None:
    head = stage.actor(stage.cast.ilze)
    await programmes.ask(head, Edit("day", MONTHLY))
    args = {"what": "day", "code": MONTHLY, "id": "", "language": "", "group": ""}
    for typed in ("31", " "):
        with pytest.raises(BadInput):
            await programmes.typed(head, Step(STEP, args), typed)
    assert await stage.db.value("SELECT COUNT(*) FROM steps") == 1
    await programmes.typed(head, Step(STEP, args), "3")
    assert await stage.db.value("SELECT COUNT(*) FROM steps") == 0


async def test_a_programme_stands_as_it_stood_and_words_of_what_is_gone_are_kept(
    stage: Stage, programmes: Programmes
) -> None:
    head, before = stage.actor(stage.cast.ilze), stage.clock()
    stage.clock.jump(DAY)
    await programmes.change(head, Edit("unoffer", ALL, id="price", group="passive"), 0)
    await programmes.change(head, Edit("reason", ALL, "Speed", language="en", group="passive"), 0)
    await programmes.change(head, Edit("unoffer", ALL, id="own-1", group="passive"), 0)
    shown = await programmes.change(head, Edit("reason", ALL, "Pace", language="en", group="passive"), 0)
    ids = [c.id for c in shown.of(ALL).reasons[next(iter(shown.of(ALL).reasons))]]
    assert "own-1" not in ids  # the id of what is gone never comes again
    async with stage.db.read() as conn:
        then = await programmes.of(conn, MONTHLY, before)
        words = {c.id: c.texts for c in await programmes.reasons(conn)}
    assert "price" in {c.id for group in then.reasons.values() for c in group}
    assert words["own-1"] == {"en": "Speed"}
    assert words["own-2"] == {"en": "Pace"}
    assert "price" in words


async def test_a_round_missed_for_too_long_is_left_out(
    stage: Stage, programmes: Programmes, waves: Waves
) -> None:
    head = stage.actor(stage.cast.ilze)
    await programmes.change(head, switch(ANNUAL, "off"), 0)
    await waves.ensure()
    stage.clock.set(datetime(2027, 1, 2, 9, 0, tzinfo=UTC))  # the monthly one of 16 December, 17 days late
    await ring_due(stage, waves)
    assert await known(stage) == [("quarterly:2027-1", "planned")] * len(await known(stage))


async def test_of_two_that_were_slept_through_the_larger_is_made_up_for(stage: Stage, waves: Waves) -> None:
    await waves.ensure()
    stage.clock.set(datetime(2026, 12, 20, 9, 0, tzinfo=UTC))
    await ring_due(stage, waves)
    assert {key for key, _ in await known(stage)} == {"annual:2026"}


async def test_a_larger_round_put_off_into_the_days_of_a_smaller_one_keeps_it_from_going_out(
    stage: Stage, waves: Waves
) -> None:
    await waves.ensure()
    stage.clock.set(datetime(2026, 11, 30, 9, 0, tzinfo=UTC))
    await ring_due(stage, waves)
    lead = stage.actor(stage.cast.oskars)
    row = await stage.db.one("SELECT id, version FROM waves WHERE team_id = :team", team=stage.cast.team)
    assert row is not None
    for step in range(2):
        await waves.postpone(lead, row["id"], row["version"] + step, 5)  # to 15 December
    stage.clock.set(datetime(2026, 12, 18, 9, 0, tzinfo=UTC))
    await ring_due(stage, waves)
    assert ("annual:2026", "sent") in await known(stage)
    assert "monthly:2026-12" not in {key for key, _ in await known(stage)}


async def test_a_day_changed_after_the_preview_leaves_that_round_and_makes_no_second_one(
    stage: Stage, programmes: Programmes, waves: Waves
) -> None:
    head = stage.actor(stage.cast.ilze)
    await programmes.change(head, switch(ANNUAL, "off"), 0)
    await waves.ensure()
    stage.clock.set(datetime(2026, 12, 15, 9, 0, tzinfo=UTC))
    await ring_due(stage, waves)
    await programmes.change(head, Edit("day", MONTHLY, "20"), 0)
    for _ in range(10):
        stage.clock.jump(DAY)
        await ring_due(stage, waves)
    assert set(await known(stage)) == {("monthly:2026-12", "sent")}


async def test_an_alarm_without_any_programme_is_gone(
    stage: Stage, programmes: Programmes, waves: Waves
) -> None:
    head = stage.actor(stage.cast.ilze)
    await waves.ensure()
    for code in (MONTHLY, QUARTERLY, ANNUAL):
        await programmes.change(head, switch(code, "off"), 0)
    async with stage.db.transaction() as tx:
        assert await alarms.get(tx, "survey:0", "wave.round") is None
        await waves.ring(tx, Alarm(AlarmId(1), "wave.round", "survey:0", stage.clock()), stage.clock())
    assert not await known(stage)


async def test_the_year_says_where_the_questions_of_a_round_begin_later(
    stage: Stage, programmes: Programmes
) -> None:
    async with stage.db.transaction() as tx:
        await tx.execute("UPDATE people SET country = 'NO' WHERE user_id = :id", id=stage.cast.anna.user_id)
    year = (await programmes.look(stage.actor(stage.cast.ilze))).year
    said = [(one.round.day.isoformat(), one.to.isoformat(), one.countries) for one in year.delays]
    assert said == [
        ("2027-04-16", "2027-04-19", ()),  # a Friday: nobody is asked
        ("2027-05-17", "2027-05-18", ("NO",)),
        ("2027-07-16", "2027-07-19", ()),
        ("2027-10-01", "2027-10-04", ()),
    ]
