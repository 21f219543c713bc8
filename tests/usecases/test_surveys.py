"""Answers below the chat: one per question, history, words once, a passive's call."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.cases import CaseRules
from bot.domain.errors import NotFound
from bot.domain.ids import AnswerId, InvitationId
from bot.domain.people import Step
from bot.domain.surveys import WORDS_STEP, SurveyRules, Words
from bot.domain.time import to_us
from bot.usecases.cases import Cases
from bot.usecases.surveys import Rating, Surveys
from storage import surveys as rows
from storage.database.sqlite import SqliteTx
from tests.cast import COMPANY, Stage


@pytest.fixture
def surveys(stage: Stage) -> Surveys:
    cases = Cases(stage.db, stage.clock, COMPANY, CaseRules())
    return Surveys(stage.db, stage.clock, COMPANY, SurveyRules(), cases)


async def begun(stage: Stage, surveys: Surveys) -> InvitationId:
    started = await surveys.start(stage.actor(stage.cast.anna))
    return started.rating.invitation.id


async def test_rate_asked_twice_is_one_question(stage: Stage, surveys: Surveys) -> None:
    assert await begun(stage, surveys) == await begun(stage, surveys)
    assert await stage.db.value("SELECT COUNT(*) FROM letters") == 1


async def test_a_repeated_score_is_one_answer_and_a_changed_one_keeps_its_history(
    stage: Stage, surveys: Surveys
) -> None:
    anna, id_ = stage.actor(stage.cast.anna), await begun(stage, surveys)
    for score in (3, 3, 4, 4, 9):
        await surveys.rate(anna, id_, score, card=True)
    changes = await stage.db.all("SELECT old, new FROM answer_changes ORDER BY id")
    assert [(row["old"], row["new"]) for row in changes] == [(3, 4), (4, 9)]
    assert await stage.db.value("SELECT score FROM answers") == 9
    assert await stage.db.value("SELECT COUNT(*) FROM answers") == 1


async def test_the_first_tap_dates_the_answer(stage: Stage, surveys: Surveys) -> None:
    anna, id_ = stage.actor(stage.cast.anna), await begun(stage, surveys)
    await surveys.rate(anna, id_, 3, card=True)
    first = to_us(stage.clock())
    stage.clock.jump(timedelta(days=2))
    await surveys.rate(anna, id_, 8, card=True)
    assert await stage.db.value("SELECT at FROM answers") == first


@pytest.mark.parametrize("score", [-1, 11, 10**12])
async def test_there_is_no_score_outside_0_to_10(stage: Stage, surveys: Surveys, score: int) -> None:
    id_ = await begun(stage, surveys)
    with pytest.raises(NotFound):
        await surveys.rate(stage.actor(stage.cast.anna), id_, score, card=True)


async def test_somebody_elses_question_looks_like_none(stage: Stage, surveys: Surveys) -> None:
    id_ = await begun(stage, surveys)
    for who in (stage.cast.igor, stage.cast.janis, stage.cast.stranger):
        with pytest.raises(NotFound):
            await surveys.rate(stage.actor(who), id_, 9, card=True)


async def test_a_reason_that_is_not_offered_is_not_kept(stage: Stage, surveys: Surveys) -> None:
    anna, id_ = stage.actor(stage.cast.anna), await begun(stage, surveys)
    await surveys.rate(anna, id_, 9, card=True)
    seen = await surveys.reason(anna, id_, "weather", on=True)
    assert not seen.chosen
    await surveys.reason(anna, id_, "price", on=True)
    seen = await surveys.reason(anna, id_, "price", on=True)
    assert seen.chosen == {"price"}


async def test_a_text_of_5000_characters_is_kept_whole_and_a_replay_keeps_it_once(
    stage: Stage, surveys: Surveys
) -> None:
    anna, id_ = stage.actor(stage.cast.anna), await begun(stage, surveys)
    await surveys.rate(anna, id_, 2, card=True)
    step = Step(WORDS_STEP, {"answer": 1, "at": to_us(stage.clock())})
    long = Words("text", "ы" * 5000, None, anna.chat_id, 77)
    for _ in range(2):
        seen = await surveys.say(anna, step, long)
        assert isinstance(seen, Rating)
        assert seen.words == 1
    async with stage.db.read() as conn:
        kept = await rows.words(conn, AnswerId(1))
    assert kept == [long]


async def test_the_call_of_a_passive_is_dropped_when_the_score_changes(
    stage: Stage, surveys: Surveys
) -> None:
    anna, id_ = stage.actor(stage.cast.anna), await begun(stage, surveys)
    await surveys.rate(anna, id_, 8, card=True)
    assert await stage.db.value("SELECT due_at FROM calls") == to_us(stage.clock() + timedelta(days=7))
    await surveys.rate(anna, id_, 10, card=True)
    assert await stage.db.value("SELECT state FROM calls") == "dropped"


@pytest.mark.parametrize(("score", "state"), [(8, "open"), (10, "dropped"), (2, "dropped")])
async def test_a_newer_answer_takes_the_call_of_a_passive_over_or_ends_it(
    stage: Stage, surveys: Surveys, score: int, state: str
) -> None:
    anna, first = stage.actor(stage.cast.anna), await begun(stage, surveys)
    await surveys.rate(anna, first, 7, card=True)
    due = await stage.db.value("SELECT due_at FROM calls")
    stage.clock.jump(timedelta(days=8))
    newer = await begun(stage, surveys)
    assert newer != first
    answer = (await surveys.rate(anna, newer, score, card=True)).answer
    assert answer is not None
    rows = await stage.db.all("SELECT state, due_at, cause_thing FROM calls WHERE cause = 'passive'")
    about = answer.id if score == 8 else answer.id - 1
    assert [(r["state"], r["due_at"], r["cause_thing"]) for r in rows] == [(state, due, f"answer:{about}")]
    await surveys.rate(anna, newer, 9, card=True)
    assert await stage.db.value("SELECT state FROM calls WHERE cause = 'passive'") == "dropped"


async def test_what_was_said_is_heard_by_those_who_see_the_client_only(
    stage: Stage, surveys: Surveys
) -> None:
    anna, id_ = stage.actor(stage.cast.anna), await begun(stage, surveys)
    seen = await surveys.rate(anna, id_, 9, card=True)
    assert seen.answer is not None
    await surveys.hear(stage.actor(stage.cast.janis), seen.answer.id, 5)
    assert await stage.db.value("SELECT COUNT(*) FROM audit WHERE action = 'answer.words'") == 1
    for who in (stage.cast.paivi, stage.cast.anna):
        with pytest.raises(NotFound):
            await surveys.hear(stage.actor(who), seen.answer.id, 6)


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
async def test_the_first_tap_reads_its_question_and_nothing_more(
    stage: Stage, surveys: Surveys, monkeypatch: pytest.MonkeyPatch
) -> None:
    id_, said = await begun(stage, surveys), list[str]()
    asked = SqliteTx._ask

    async def noted(tx: SqliteTx, work: Any, sql: str, params: Any) -> Any:
        said.append(sql.split()[0])
        return await asked(tx, work, sql, params)

    monkeypatch.setattr(SqliteTx, "_ask", noted)
    await surveys.rate(stage.actor(stage.cast.anna), id_, 10, card=True)
    assert said.count("SELECT") == 1
    assert len(said) == 5
