"""Waves below the chat: places by day and manager, large waves in pieces, those held back, late rounds."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.alarms import Alarm
from bot.domain.errors import BadInput, NotFound
from bot.domain.ids import AlarmId
from bot.domain.people import Role
from bot.domain.surveys import SurveyRules
from bot.domain.time import from_us
from bot.domain.waves import WaveState
from bot.usecases.waves import Preview, Waves
from storage import alarms, clients, people
from tests.cast import COMPANY, Stage


@pytest.fixture
def waves(stage: Stage) -> Waves:
    return Waves(stage.db, stage.clock, COMPANY, SurveyRules())


async def add_contacts(stage: Stage, count: int) -> None:
    """So many connected contacts of Acme, Jānis' client."""
    async with stage.db.transaction() as tx:
        for n in range(count):
            await people.add(
                tx, role=Role.CONTACT, name=f"Contact {n}", now=stage.clock(), client_id=stage.cast.acme, user_id=9000 + n
            )  # fmt: skip


async def ring_due(stage: Stage, waves: Waves) -> None:
    """Ring every alarm of waves that is due, as the planner does, until none is."""
    while True:
        async with stage.db.transaction() as tx:
            due = [a for a in await alarms.due(tx, stage.clock(), 1000) if a.kind.startswith("wave.")]
            for alarm in due:
                await alarms.take(tx, alarm)
                await waves.ring(tx, alarm, stage.clock())
        if not due:
            return


async def sent(stage: Stage, waves: Waves, update: int = 1) -> Preview:
    lead = stage.actor(stage.cast.oskars)
    seen = await waves.preview(lead, update)
    return await waves.send(lead, seen.wave.id, seen.wave.version)


async def asked(stage: Stage) -> int:
    return int(await stage.db.value("SELECT COUNT(*) FROM invitations WHERE asked_at IS NOT NULL"))


async def test_at_most_twenty_a_day_are_asked_for_one_manager_and_the_others_wait_for_their_day(
    stage: Stage, waves: Waves
) -> None:
    await add_contacts(stage, 43)  # with Anna and Igor: 45
    await sent(stage, waves)
    await ring_due(stage, waves)
    acme = "SELECT COUNT(*) FROM invitations WHERE client_id = :acme AND asked_at IS NOT NULL"
    counts = []
    for hours in (1.5, 1.5, 1.5, 19.5, 4.5, 19.5):
        counts.append(await stage.db.value(acme, acme=stage.cast.acme))
        stage.clock.jump(timedelta(hours=hours))
        await ring_due(stage, waves)
    assert counts == [5, 10, 15, 20, 25, 40]  # five at once, the next 90 minutes later
    assert await stage.db.value(acme, acme=stage.cast.acme) == 45


async def test_a_large_wave_is_placed_in_pieces_and_everybody_gets_one_place(
    stage: Stage, waves: Waves
) -> None:
    await add_contacts(stage, 450)
    seen = await sent(stage, waves)
    assert seen.progress["planning"] == 453
    await ring_due(stage, waves)
    seen = await waves.look(stage.actor(stage.cast.oskars), seen.wave.id)
    assert (seen.progress["planning"], seen.progress["total"]) == (0, 453)
    assert await stage.db.value("SELECT COUNT(*) FROM invitations") == 453
    assert await stage.db.value("SELECT COUNT(DISTINCT person_id) FROM invitations") == 453


async def test_on_friday_everybody_waits_for_monday(stage: Stage, waves: Waves) -> None:
    stage.clock.set(datetime(2026, 11, 27, 8, 0, tzinfo=UTC))
    await sent(stage, waves)
    assert await asked(stage) == 0
    due = await stage.db.value(
        "SELECT MIN(due_at) FROM invitations WHERE client_id = :id", id=stage.cast.acme
    )
    assert from_us(due) == datetime(2026, 11, 30, 8, 0, tzinfo=UTC)


async def test_who_is_held_back_is_asked_when_the_rule_ends(stage: Stage, waves: Waves) -> None:
    await sent(stage, waves)
    first = await asked(stage)
    stage.clock.jump(timedelta(days=2))
    again = await sent(stage, waves, 2)
    assert again.progress["deferred"] == 3
    assert await asked(stage) == first
    stage.clock.jump(timedelta(days=19))
    for _ in range(5):
        await ring_due(stage, waves)
        stage.clock.jump(timedelta(days=1))
    again = await waves.look(stage.actor(stage.cast.oskars), again.wave.id)
    assert again.progress["deferred"] == again.progress["waiting"] == 0
    assert again.progress["asked"] == 3


async def test_an_open_complaint_holds_the_whole_client_and_is_looked_at_daily(
    stage: Stage, waves: Waves
) -> None:
    async with stage.db.transaction() as tx:
        await tx.execute(
            "INSERT INTO complaints (number, client_id, person_id, kind, state, created_at, filed_at) "
            "VALUES (1, :client, :person, 'complaint', 'received', 1, 1)",
            client=stage.cast.acme,
            person=stage.cast.anna.person_id,
        )
    seen = await waves.preview(stage.actor(stage.cast.oskars), 1)
    assert seen.counts is not None
    assert dict(seen.counts.deferred) == {"complaint": 2}
    await waves.send(stage.actor(stage.cast.oskars), seen.wave.id, seen.wave.version)
    stage.clock.jump(timedelta(days=1))
    await ring_due(stage, waves)
    held = await stage.db.all("SELECT why, due_at FROM invitations WHERE stage = 'held' ORDER BY id")
    assert [row["why"] for row in held] == ["complaint", "complaint"]
    assert all(from_us(row["due_at"]) > stage.clock() for row in held)


async def test_counts_that_are_an_hour_old_are_counted_anew_before_anything_is_sent(
    stage: Stage, waves: Waves
) -> None:
    lead = stage.actor(stage.cast.oskars)
    seen = await waves.preview(lead, 1)
    stage.clock.jump(timedelta(hours=2))
    again = await waves.send(lead, seen.wave.id, seen.wave.version)
    assert (again.note, again.wave.state) == ("old", WaveState.DRAFT)
    assert await asked(stage) == 0
    done = await waves.send(lead, again.wave.id, again.wave.version)
    assert done.wave.state is WaveState.SENT


async def test_the_second_tap_of_two_says_nothing_and_somebody_elses_change_does(
    stage: Stage, waves: Waves
) -> None:
    lead, head = stage.actor(stage.cast.oskars), stage.actor(stage.cast.ilze)
    seen = await waves.preview(lead, 1)
    id_, version = seen.wave.id, seen.wave.version
    assert [(await waves.cancel(lead, id_, version)).note for _ in range(2)] == [None, None]
    assert (await waves.cancel(head, id_, version)).note == "changed"
    assert (await waves.send(lead, id_, version)).note == "changed"
    seen = await waves.preview(lead, 2)
    id_, version = seen.wave.id, seen.wave.version
    assert [(await waves.send(lead, id_, version)).note for _ in range(2)] == [None, None]
    assert (await waves.cancel(lead, id_, version)).note == "changed"


async def test_a_wave_of_another_team_looks_like_none(stage: Stage, waves: Waves) -> None:
    seen = await waves.preview(stage.actor(stage.cast.ilze), 1)
    for who in (stage.cast.oskars, stage.cast.janis, stage.cast.anna):
        with pytest.raises(NotFound):
            await waves.send(stage.actor(who), seen.wave.id, seen.wave.version)


async def test_why_finds_only_ones_own_clients(stage: Stage, waves: Waves) -> None:
    with pytest.raises(BadInput):
        await waves.why(stage.actor(stage.cast.oskars), "Nobody & Co")
    with pytest.raises(BadInput):
        await waves.why(stage.actor(stage.cast.oskars), "  ")
    async with stage.db.transaction() as tx:
        await clients.add(tx, name="100% Ltd", now=stage.clock())
    with pytest.raises(BadInput):
        await waves.why(stage.actor(stage.cast.oskars), "%")


async def test_a_round_that_was_slept_through_is_seen_first_and_goes_out_the_next_working_day(
    stage: Stage, waves: Waves
) -> None:
    await waves.ensure()
    stage.clock.set(datetime(2026, 12, 16, 12, 0, tzinfo=UTC))  # Wednesday 16 December, 14:00 in Riga
    await ring_due(stage, waves)
    row = await stage.db.one("SELECT programme, state, at FROM waves")
    assert row is not None
    assert (row["programme"], row["state"]) == ("annual", "planned")  # the monthly one of that day gave way
    assert from_us(row["at"]) == datetime(2026, 12, 16, 22, 0, tzinfo=UTC)
    await waves.ensure()
    await ring_due(stage, waves)
    assert await stage.db.value("SELECT COUNT(*) FROM waves") == 1
    async with stage.db.read() as conn:
        following = await alarms.get(conn, "survey:0", "wave.round")
    assert following == datetime(2026, 12, 30, 7, 30, tzinfo=UTC)  # the quarter's, on 4 January


async def test_a_replayed_alarm_asks_nobody_twice(stage: Stage, waves: Waves) -> None:
    await sent(stage, waves)
    before = await stage.db.value("SELECT COUNT(*) FROM letters")
    async with stage.db.transaction() as tx:
        for thing, kind in (("wave:1", "wave.release"), ("invitation:1", "wave.next")):
            await waves.ring(tx, Alarm(AlarmId(0), kind, thing, stage.clock()), stage.clock())
    assert await stage.db.value("SELECT COUNT(*) FROM letters") == before


async def test_two_waves_sent_at_the_same_moment_ask_nobody_twice(stage: Stage, waves: Waves) -> None:
    await add_contacts(stage, 20)
    lead, head = stage.actor(stage.cast.oskars), stage.actor(stage.cast.ilze)
    one, all_ = await waves.preview(lead, 1), await waves.preview(head, 2)
    await asyncio.gather(
        waves.send(lead, one.wave.id, one.wave.version), waves.send(head, all_.wave.id, all_.wave.version)
    )
    assert not await stage.db.all(
        "SELECT person_id FROM invitations WHERE asked_at IS NOT NULL GROUP BY person_id HAVING COUNT(*) > 1"
    )
    busiest = await stage.db.value(
        "SELECT MAX(n) FROM (SELECT COUNT(*) AS n FROM invitations WHERE day IS NOT NULL GROUP BY manager_id, day) x"
    )
    assert busiest == 20
