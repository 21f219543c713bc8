"""Who waits for which question, below the chat: the question after a case, what becomes of those held back."""

import random
from contextlib import suppress
from datetime import datetime, timedelta

import pytest

from bot.domain.exhibitions import Guest
from bot.domain.ids import NOBODY, PersonId, WaveId
from bot.domain.programmes import RECHECK
from bot.domain.surveys import SurveyRules
from bot.domain.time import to_us
from bot.domain.waves import Why, order
from bot.usecases.exhibitions import Exhibitions
from bot.usecases.waves import Waves
from storage import alarms
from storage import waves as rows
from storage.merging import merge_contacts
from tests.cast import COMPANY, Stage
from tests.usecases.test_exhibitions import ring, started
from tests.usecases.test_waves import add_contacts, ring_due, sent

DAY = timedelta(days=1)


@pytest.fixture
def waves(stage: Stage) -> Waves:
    return Waves(stage.db, stage.clock, COMPANY, SurveyRules())


def anna(stage: Stage) -> PersonId:
    found = stage.cast.anna.person_id
    assert found is not None
    return found


async def hold(stage: Stage, waves: Waves, due: datetime) -> None:
    """Anna is asked again from `due` on."""
    async with stage.db.transaction() as tx:
        assert await waves.asking.hold_for(tx, anna(stage), RECHECK, due, stage.clock())


async def of_anna(stage: Stage) -> list[tuple[str, str]]:
    """Her questions: programme and stage."""
    rows = await stage.db.all(
        "SELECT programme, stage FROM invitations WHERE person_id = :id ORDER BY id", id=anna(stage)
    )
    return [(row["programme"], row["stage"]) for row in rows]


async def test_the_question_after_a_case_is_asked_on_its_day_and_not_before(
    stage: Stage, waves: Waves
) -> None:
    due = stage.clock() + 28 * DAY
    await hold(stage, waves, due)
    stage.clock.set(due - timedelta(microseconds=1))
    await ring_due(stage, waves)
    assert await of_anna(stage) == [("again", "held")]
    stage.clock.set(due)
    await ring_due(stage, waves)
    assert await of_anna(stage) == [("again", "open")]
    assert await stage.db.value("SELECT COUNT(*) FROM letters WHERE kind = 'survey.card'") == 1


async def test_a_later_case_moves_the_question_after_the_earlier_one(stage: Stage, waves: Waves) -> None:
    due = stage.clock() + 28 * DAY
    await hold(stage, waves, due)
    await hold(stage, waves, due + 7 * DAY)
    stage.clock.set(due)
    await ring_due(stage, waves)
    assert await of_anna(stage) == [("again", "held")]
    stage.clock.set(due + 7 * DAY)
    await ring_due(stage, waves)
    assert await of_anna(stage) == [("again", "open")]


async def test_a_question_of_a_round_that_went_out_after_that_date_serves_instead(
    stage: Stage, waves: Waves
) -> None:
    due = stage.clock() - DAY
    await hold(stage, waves, due)
    await sent(stage, waves)
    await ring_due(stage, waves)
    assert await of_anna(stage) == [("again", "dropped"), ("monthly", "open")]


async def test_a_question_that_waits_serves_instead_and_one_asked_before_does_not(
    stage: Stage, waves: Waves
) -> None:
    start = stage.clock()
    await sent(stage, waves)  # everybody is asked on the Monday
    async with stage.db.transaction() as tx:
        await tx.execute("DELETE FROM alarms WHERE thing = 'survey:0'")  # no round of the year comes between
    await hold(stage, waves, start + 2 * DAY)
    stage.clock.jump(2 * DAY)
    await ring_due(stage, waves)
    assert await of_anna(stage) == [("monthly", "open"), ("again", "held")]
    stage.clock.set(start + 7 * DAY)
    await ring_due(stage, waves)
    assert await of_anna(stage) == [("monthly", "open"), ("again", "open")]
    async with stage.db.transaction() as tx:  # a waiting question of a round, and another case
        await tx.execute("UPDATE invitations SET stage = 'closed'")
        await tx.execute(
            "INSERT INTO invitations (programme, person_id, client_id, stage, due_at, created_at)"
            " VALUES ('monthly', :id, :client, 'held', :due, 1)",
            id=anna(stage), client=stage.cast.acme, due=to_us(start + 40 * DAY),
        )  # fmt: skip
    await hold(stage, waves, start + 30 * DAY)
    stage.clock.set(start + 30 * DAY)
    await ring_due(stage, waves)
    assert (await of_anna(stage))[-2:] == [("monthly", "held"), ("again", "dropped")]


# What becomes of a question that waits


async def test_a_client_told_of_an_exhibition_is_not_asked_for_a_week(stage: Stage, waves: Waves) -> None:
    exhibitions = Exhibitions(stage.db, stage.clock, COMPANY)
    id_ = await started(exhibitions, stage)
    await ring(exhibitions, stage, id_)
    janis = stage.actor(stage.cast.janis)
    await exhibitions.mark(janis, id_, stage.cast.acme, Guest.TOLD)
    told = stage.clock()
    stage.clock.jump(2 * DAY)
    await exhibitions.mark(janis, id_, stage.cast.acme, Guest.COMING)  # told on the Monday all the same
    seen = await waves.preview(stage.actor(stage.cast.oskars), 1)
    assert seen.counts is not None
    assert dict(seen.counts.deferred) == {Why.INVITED: 2}
    assert seen.counts.until == {Why.INVITED: told + 7 * DAY}
    await exhibitions.mark(janis, id_, stage.cast.acme, Guest.TO_CALL)  # a slip: nobody was told
    again = await waves.look(stage.actor(stage.cast.oskars), seen.wave.id)
    assert again.counts is not None
    assert again.counts.asked == 3


async def test_who_cannot_be_asked_on_the_day_is_asked_when_they_come_back(
    stage: Stage, waves: Waves
) -> None:
    await case_of_acme(stage, closed=stage.clock())
    await sent(stage, waves)
    assert await of_anna(stage) == [("monthly", "held")]
    due = stage.clock() + 14 * DAY
    for column in ("unreachable_at", "stopped_at"):
        async with stage.db.transaction() as tx:
            await tx.execute(f"UPDATE people SET {column} = 1 WHERE id = :id", id=anna(stage))
        stage.clock.set(due)
        await ring_due(stage, waves)
        assert await of_anna(stage) == [("monthly", "held")]
        async with stage.db.transaction() as tx:
            await tx.execute(f"UPDATE people SET {column} = NULL WHERE id = :id", id=anna(stage))
        due += DAY
    stage.clock.set(due)
    await ring_due(stage, waves)
    assert await of_anna(stage) == [("monthly", "open")]


async def test_the_larger_form_stays_with_who_waits_for_it(stage: Stage, waves: Waves) -> None:
    lead = stage.actor(stage.cast.oskars)
    await case_of_acme(stage)
    for update, programme in ((1, "quarterly"), (2, "monthly"), (3, "annual")):
        seen = await waves.preview(lead, update, programme)
        await waves.send(lead, seen.wave.id, seen.wave.version)
        expected = "annual" if update == 3 else "quarterly"
        assert await of_anna(stage) == [(expected, "held")]
        assert (
            await stage.db.value("SELECT wave_id FROM invitations WHERE person_id = :id", id=anna(stage))
            == seen.wave.id
        )
    first = await waves.look(lead, WaveId(1))
    assert (first.progress["total"], first.progress["moved"], first.progress["asked"]) == (3, 2, 1)


async def test_only_the_survey_that_will_be_asked_counts_as_the_same(stage: Stage, waves: Waves) -> None:
    async with (
        stage.db.transaction() as tx
    ):  # asked by the monthly one ten days ago, waits for the quarterly one
        for programme, state, at in (("monthly", "closed", -10), ("quarterly", "held", None)):
            await tx.execute(
                "INSERT INTO invitations (programme, person_id, client_id, stage, asked_at, due_at, created_at)"
                " VALUES (:programme, :id, :client, :state, :at, 1, 1)", programme=programme, state=state,
                id=anna(stage), client=stage.cast.acme, at=at and to_us(stage.clock() + at * DAY),
            )  # fmt: skip
    lead = stage.actor(stage.cast.oskars)
    for update, programme in enumerate(("monthly", "quarterly", "annual")):
        seen = await waves.preview(lead, update, programme)
        assert seen.counts is not None
        assert seen.counts.asked == seen.counts.total, programme
    async with stage.db.transaction() as tx:  # who waits for the monthly one and is asked by a larger
        await tx.execute("UPDATE invitations SET programme = 'monthly' WHERE stage = 'held'")
    seen = await waves.preview(lead, 9, "quarterly")
    assert seen.counts is not None
    assert seen.counts.asked == seen.counts.total


async def test_a_place_goes_to_the_new_manager_with_the_client(stage: Stage, waves: Waves) -> None:
    await add_contacts(stage, 22)
    await sent(stage, waves)
    await ring_due(stage, waves)
    async with stage.db.transaction() as tx:
        await tx.execute(
            "UPDATE clients SET manager_id = :to WHERE id = :id",
            to=stage.cast.paivi.person_id,
            id=stage.cast.acme,
        )
    for _ in range(40):
        stage.clock.jump(timedelta(hours=1.5))
        await ring_due(stage, waves)
    assert await stage.db.value("SELECT COUNT(*) FROM invitations WHERE stage = 'held'") == 0
    busiest = "SELECT MAX(n) FROM (SELECT COUNT(*) AS n FROM invitations GROUP BY manager_id, day) x"
    assert await stage.db.value(busiest) <= 20


async def test_who_left_waits_for_nothing_and_a_merged_contact_takes_the_question_along(
    stage: Stage, waves: Waves
) -> None:
    await case_of_acme(stage)
    await sent(stage, waves)
    igor = stage.cast.igor.person_id
    assert igor is not None
    async with stage.db.transaction() as tx:
        await tx.execute("UPDATE people SET user_id = NULL WHERE id = :id", id=igor)
        await tx.execute("DELETE FROM invitations WHERE person_id = :id", id=igor)
        await merge_contacts(tx, igor, anna(stage), COMPANY.zone, stage.clock())
    rows = await stage.db.all(
        "SELECT person_id, stage FROM invitations WHERE client_id = :id", id=stage.cast.acme
    )
    assert [(row["person_id"], row["stage"]) for row in rows] == [(igor, "held")]
    async with stage.db.transaction() as tx:
        await tx.execute("UPDATE people SET left_at = 1 WHERE id = :id", id=igor)
    stage.clock.jump(DAY)
    await ring_due(stage, waves)
    assert await stage.db.value("SELECT stage FROM invitations WHERE person_id = :id", id=igor) == "dropped"


async def test_the_queue_stands_in_the_order_of_the_rules(stage: Stage, waves: Waves) -> None:
    await add_contacts(stage, 80)
    async with stage.db.transaction() as tx:
        await tx.execute("UPDATE clients SET tier = 'key' WHERE id = :id", id=stage.cast.levant)
        await tx.execute("UPDATE clients SET manager_id = 3")
        await tx.execute(
            "INSERT INTO invitations (programme, person_id, client_id, stage, asked_at, created_at)"
            " SELECT 'rate', person_id, client_id, 'closed', person_id * 7919 % 100, 1 FROM contacts WHERE person_id % 3 = 0"
        )
        await tx.execute(
            "INSERT INTO invitations (programme, person_id, client_id, stage, due_at, rounds, created_at)"
            " SELECT 'monthly', person_id, client_id, 'held', 1, person_id % 4, 1 FROM contacts WHERE person_id % 5 = 0"
        )
    seen = await waves.preview(stage.actor(stage.cast.oskars), 1)
    async with stage.db.transaction() as tx:
        everybody = await rows.page(tx, seen.wave, NOBODY, 1000, COMPANY.zone, None)
        assert await rows.gather(tx, seen.wave, 30) == (30, False)
        assert await rows.gather(tx, seen.wave, 30) == (30, False)
        assert await rows.gather(tx, seen.wave, 30) == (23, True)
        assert await rows.gather(tx, seen.wave, 30) == (0, True)
        turns = await rows.first(tx, seen.wave.id, 1000)
    assert [turn.person_id for turn in turns] == [who.person_id for who in sorted(everybody, key=order)]


class Crash(Exception):
    """The process dies before its commit."""


async def test_a_process_that_dies_at_any_moment_asks_nobody_twice_and_forgets_nobody(stage: Stage) -> None:
    chance = random.Random(7)
    await add_contacts(stage, 250)
    waves = Waves(stage.db, stage.clock, COMPANY, SurveyRules())
    await sent(stage, waves)
    while due := await alarms.due(stage.db, stage.clock(), 1):
        waves = Waves(stage.db, stage.clock, COMPANY, SurveyRules())  # started anew each time
        with suppress(Crash):
            async with stage.db.transaction() as tx:
                await alarms.take(tx, due[0])
                await waves.ring(tx, due[0], stage.clock())
                if chance.random() < 0.4:
                    raise Crash
        if due[0].kind != "wave.release":
            break
    found = (await waves.look(stage.actor(stage.cast.oskars), WaveId(1))).progress
    assert found["total"] == found["asked"] + found["waiting"] == 253
    assert await stage.db.value("SELECT COUNT(*) FROM invitations") == 253
    assert await stage.db.value("SELECT COUNT(*) FROM letters WHERE kind = 'survey.card'") == found["asked"]
    assert not await stage.db.value("SELECT COUNT(*) FROM wave_queue")


async def case_of_acme(stage: Stage, closed: datetime | None = None) -> None:
    """A case of Acme, open or closed at an instant."""
    async with stage.db.transaction() as tx:
        await tx.execute(
            "INSERT INTO cases (client_id, state, opened_at, contact_from, contact_due, close_from, close_due, closed_at)"
            " VALUES (:client, :state, 1, 1, 1, 1, 1, :closed)",
            client=stage.cast.acme, state="closed" if closed else "open", closed=None if closed is None else to_us(closed),
        )  # fmt: skip
