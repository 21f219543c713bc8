"""Who waits for which question, below the chat: the question after a case, what becomes of those held back."""

from datetime import datetime, timedelta

import pytest

from bot.domain.ids import PersonId
from bot.domain.programmes import RECHECK
from bot.domain.surveys import SurveyRules
from bot.domain.time import to_us
from bot.usecases.waves import Waves
from tests.cast import COMPANY, Stage
from tests.usecases.test_waves import ring_due, sent

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
