"""Phone mode below the chat: one answer, whoever taps; the contact's own goes before; what follows, and its undo."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.calls import Outcome
from bot.domain.cases import CaseRules
from bot.domain.errors import BadInput, NotFound
from bot.domain.figures import EVERYBODY
from bot.domain.ids import CallId, InvitationId, PersonId
from bot.domain.people import Actor, Lent, Role
from bot.domain.phonemode import Refusal
from bot.domain.programmes import DEFAULTS, MONTHLY, Kind, Question
from bot.domain.surveys import SurveyRules, Words
from bot.domain.time import to_us
from bot.usecases.calls import Calls
from bot.usecases.cases import Cases
from bot.usecases.surveys import PhoneMode, Surveys
from storage import calls as call_rows
from storage import people
from storage import surveys as survey_rows
from storage.figures import rebuild
from storage.figures.counting import settle
from storage.figures.means import further_scores
from tests.cast import COMPANY, Stage

LATER = datetime(2100, 1, 1, tzinfo=UTC)


class Play:
    """The use cases, the cast as actors, and a question to Anna that nobody answered for a week."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.db = stage, stage.db
        cases = Cases(stage.db, stage.clock, COMPANY, CaseRules())
        self.calls = Calls(stage.db, stage.clock, COMPANY)
        self.surveys = Surveys(stage.db, stage.clock, COMPANY, SurveyRules(), cases)
        self.phone = PhoneMode(stage.db, stage.clock, self.surveys, self.calls)

    def __getattr__(self, name: str) -> Actor:
        return self.stage.actor(getattr(self.stage.cast, name))

    async def silent(self) -> tuple[InvitationId, CallId]:
        """An open question of a wave, and the call about its silence."""
        now = self.stage.clock()
        async with self.db.transaction() as tx:
            wave = await tx.value(
                "INSERT INTO waves (key, programme, reach, state, at, created_at)"
                " VALUES ('w', 'monthly', 'all', 'sent', :now, :now) RETURNING id",
                now=to_us(now),
            )
            id_ = await tx.value(
                "INSERT INTO invitations (wave_id, programme, person_id, client_id, stage, asked_at, phoned_at, created_at)"
                " VALUES (:wave, 'monthly', :person, :client, 'open', :asked, :now, :asked) RETURNING id",
                wave=wave,
                person=self.anna.id,
                client=self.stage.cast.acme,
                asked=to_us(now - timedelta(days=7)),
                now=to_us(now),
            )
            call = await call_rows.plan(
                tx, key=f"silence:{id_}", client_id=self.stage.cast.acme, person_id=self.anna.id, cause="silence",
                due_at=now, now=now, cause_thing=f"invitation:{id_}",
            )  # fmt: skip
        assert call is not None
        return InvitationId(id_), call

    async def figures(self, *, anew: bool = False) -> list[list[Any]]:
        """The counts as they are kept, or made anew."""
        async with self.db.transaction() as tx:
            while await settle(tx):
                pass
            if anew:
                await rebuild(tx, COMPANY.zone)
            tables = ("figure_answers", "figure_asked")
            return [await tx.all(f"SELECT * FROM {one} ORDER BY 1, 2, 3, 4, 5") for one in tables]

    async def one(self, sql: str) -> Any:
        return await self.db.value(sql)


@pytest.fixture
def play(stage: Stage) -> Play:
    return Play(stage)


async def test_a_note_answers_the_question_ends_its_call_counts_as_a_touch_and_stands_apart(
    play: Play,
) -> None:
    id_, call = await play.silent()
    for score in (8, 8):
        found = await play.phone.score(play.janis, id_, score, 0)
    assert found.answer is not None
    assert (found.answer.score, found.answer.by_manager, found.refusal) == (8, True, None)
    assert await play.one("SELECT COUNT(*) FROM answers") == 1
    assert await play.one("SELECT stage FROM invitations") == "answered"
    assert await play.one(f"SELECT outcome FROM calls WHERE id = {call}") == Outcome.TALKED
    assert await play.one("SELECT COUNT(*) FROM touches WHERE undone_at IS NULL") == 1
    assert await play.one("SELECT COUNT(*) FROM calls WHERE cause = 'passive' AND state = 'open'") == 1
    assert (await play.figures())[0] == []


async def test_further_questions_are_noted_one_by_one_and_the_contacts_own_answer_begins_anew(
    play: Play,
) -> None:
    id_, _ = await play.silent()
    async with play.db.transaction() as tx:
        await tx.execute("UPDATE invitations SET programme = 'annual'")
    phone, janis = play.phone, play.janis
    await phone.score(janis, id_, 9, 0)
    assert (await phone.grade(janis, id_, "product", 9)).form is None  # the why comes first
    shown = await phone.done(janis, id_)
    assert shown.form is not None
    assert shown.form.at == "product"
    for score in (7, 7, 8):  # a double tap, and another score
        await phone.grade(janis, id_, "product", score)
    await phone.turn(janis, id_, "delivery")
    shown = await phone.skip(janis, id_, "delivery")
    assert shown.form is not None
    assert shown.form.at == "attention"
    await phone.turn(janis, id_, "wishes")
    await phone.say(janis, id_, Words("text", "A night shift", None, janis.chat_id, 6))
    with pytest.raises(NotFound):
        await phone.grade(play.paivi, id_, "terms", 1)
    shown = await phone.stop(janis, id_)
    assert shown.form is not None
    assert {q: (one.score, one.words) for q, one in shown.form.given.items()} == {
        "product": (8, 0),
        "delivery": (None, 0),
        "wishes": (None, 1),
    }
    async with play.db.read() as conn:
        assert not await further_scores(conn, EVERYBODY, play.stage.clock() - timedelta(days=9), LATER)
    rating = await play.surveys.rate(play.anna, id_, 10, card=True)
    assert rating.form is None
    assert await play.one("SELECT COUNT(*) FROM answer_scores") == 0
    assert await play.one("SELECT words FROM notes") == "A night shift"
    assert (await phone.grade(janis, id_, "product", 1)).form is None
    rating = await play.surveys.done(play.anna, id_)
    assert rating.form is not None
    assert rating.form.at == "product"


async def test_a_question_passed_over_by_phone_keeps_the_wording_it_was_read_in(play: Play) -> None:
    id_, _ = await play.silent()
    own = Question("porter", Kind.SCORE, {"en": "How is our porter?"})
    config = {**DEFAULTS, MONTHLY: replace(DEFAULTS[MONTHLY], questions=(own,))}
    play.surveys.programmes.config = config
    await play.phone.score(play.janis, id_, 9, 0)
    await play.phone.done(play.janis, id_)
    await play.phone.skip(play.janis, id_, "porter")
    await play.phone.grade(play.janis, id_, "porter", 4)
    assert await play.one("SELECT asked FROM answer_scores WHERE score = 4") == "How is our porter?"


async def test_what_was_noted_of_a_long_form_is_taken_back_as_a_whole(play: Play) -> None:
    id_, _ = await play.silent()
    async with play.db.transaction() as tx:
        await tx.execute("UPDATE invitations SET programme = 'quarterly'")
    await play.phone.score(play.janis, id_, 10, 0)
    await play.phone.done(play.janis, id_)
    await play.phone.grade(play.janis, id_, "product", 5)
    await play.phone.grade(play.janis, id_, "product", 6)
    assert (await play.phone.undo(play.janis, id_)).answer is None
    for table in ("answers", "answer_forms", "answer_scores", "answer_score_changes"):
        assert await play.one(f"SELECT COUNT(*) FROM {table}") == 0


async def test_the_contacts_own_answer_takes_its_place_is_counted_and_shows_both(play: Play) -> None:
    id_, _ = await play.silent()
    await play.phone.score(play.janis, id_, 3, 0)
    for left, named in ((1, ""), (None, play.janis.name)):  # a client reads no name of who left
        async with play.db.transaction() as tx:
            await tx.execute("UPDATE people SET left_at = :left WHERE id = :id", left=left, id=play.janis.id)
        assert (await play.surveys.look(play.anna, id_)).noted_by == named
    await play.phone.reason(play.janis, id_, "price", on=True)
    await play.phone.say(play.janis, id_, Words("text", "Too dear", None, play.janis.chat_id, 5))
    play.stage.clock.jump(timedelta(days=9))  # later than notes can be changed
    rating = await play.surveys.rate(play.anna, id_, 9, card=True)
    assert rating.answer is not None
    assert (rating.answer.score, rating.answer.by_manager, rating.chosen) == (9, False, frozenset())
    assert rating.answer.at == play.stage.clock()
    row = await play.db.one("SELECT old, new FROM answer_changes")
    assert row is not None
    assert (row["old"], row["new"]) == (3, 9)
    assert await play.one("SELECT words FROM notes") == "Too dear"
    assert await play.one("SELECT COUNT(*) FROM answer_words") == 0
    seen = await play.phone.look(play.janis, id_)
    assert seen.noted is not None
    assert (seen.noted.score, seen.noted.by, seen.may_change) == (3, play.janis.name, False)
    assert await play.figures() == await play.figures(anew=True)
    assert sum(row["regular_promoters"] for row in (await play.figures())[0]) > 0


async def test_an_own_answer_that_confirms_a_note_is_heard_as_one(play: Play) -> None:
    id_, _ = await play.silent()
    async with play.db.transaction() as tx:
        earlier = await survey_rows.own(tx, play.anna.id, play.stage.cast.acme, "own", play.stage.clock())
    low = (await play.surveys.rate(play.anna, earlier, 3, card=True)).answer
    assert low is not None
    async with play.db.transaction() as tx:
        await tx.execute(
            "INSERT INTO case_rechecks (case_id, answer_id, due_at) SELECT id, :low, :now FROM cases",
            low=low.id,
            now=to_us(play.stage.clock()),
        )
    play.stage.clock.jump(timedelta(days=1))
    await play.phone.score(play.janis, id_, 8, 0)
    assert await play.one("SELECT heard_id FROM case_rechecks") is None
    mine = (await play.surveys.rate(play.anna, id_, 8, card=True)).answer
    assert mine is not None
    assert await play.one("SELECT heard_id FROM case_rechecks") == mine.id


async def test_nothing_is_noted_over_an_own_answer_and_the_call_about_silence_falls_away(play: Play) -> None:
    id_, call = await play.silent()
    await play.surveys.rate(play.anna, id_, 9, card=True)
    assert await play.one(f"SELECT state FROM calls WHERE id = {call}") == "dropped"
    found = await play.phone.score(play.janis, id_, 2, 0)
    assert found.refusal is Refusal.OWN
    assert found.answer is not None
    assert (found.answer.score, found.answer.by_manager) == (9, False)
    assert await play.one("SELECT COUNT(*) FROM cases") == 0


async def test_of_two_who_tap_at_the_same_moment_one_is_stored_and_the_contact_always_wins(
    play: Play,
) -> None:
    id_, _ = await play.silent()
    both = await asyncio.gather(
        play.phone.score(play.janis, id_, 8, 0), play.phone.score(play.oskars, id_, 6, 0)
    )
    assert sorted(str(one.refusal) for one in both) == ["None", "other"]
    assert await play.one("SELECT COUNT(*) FROM answers") == 1
    await asyncio.gather(
        play.phone.score(play.janis, id_, 7, 1), play.surveys.rate(play.anna, id_, 10, card=True)
    )
    row = await play.db.one("SELECT score, by_manager FROM answers")
    assert row is not None
    assert (row["score"], row["by_manager"]) == (10, 0)


async def test_the_contact_and_the_manager_answer_in_the_same_second(play: Play) -> None:
    id_, _ = await play.silent()
    await asyncio.gather(
        play.phone.score(play.janis, id_, 4, 0), play.surveys.rate(play.anna, id_, 10, card=True)
    )
    row = await play.db.one("SELECT score, by_manager FROM answers")
    assert row is not None
    assert (row["score"], row["by_manager"]) == (10, 0)


async def test_a_note_is_changed_for_seven_days_with_its_history_and_a_case_follows(play: Play) -> None:
    id_, _ = await play.silent()
    await play.phone.score(play.janis, id_, 8, 0)
    found = await play.phone.score(play.janis, id_, 2, 0)
    assert found.in_case
    assert await play.one("SELECT COUNT(*) FROM cases WHERE state = 'open'") == 1
    assert await play.one("SELECT state FROM calls WHERE cause = 'passive'") == "dropped"
    assert await play.one("SELECT COUNT(*) FROM answer_changes") == 1
    with pytest.raises(BadInput):
        await play.phone.undo(play.janis, id_)
    play.stage.clock.jump(timedelta(days=7))
    assert (await play.phone.score(play.janis, id_, 9, 99)).refusal is Refusal.LATE


async def test_undo_takes_the_note_its_touch_and_its_calls_back(play: Play) -> None:
    id_, call = await play.silent()
    before = await play.db.one("SELECT stage, asked_at FROM invitations")
    await play.phone.score(play.janis, id_, 7, 0)
    with pytest.raises(BadInput):
        await play.phone.undo(play.oskars, id_)
    found = await play.phone.undo(play.janis, id_)
    again = await play.phone.undo(play.janis, id_)
    assert found.answer is again.answer is None
    assert await play.one("SELECT COUNT(*) FROM answers") == 0
    assert await play.db.one("SELECT stage, asked_at FROM invitations") == before
    assert await play.one(f"SELECT state FROM calls WHERE id = {call}") == "open"
    assert await play.one("SELECT state FROM calls WHERE cause = 'passive'") == "dropped"
    assert await play.one("SELECT COUNT(*) FROM touches WHERE undone_at IS NULL") == 0
    assert (await play.phone.score(play.janis, id_, 7, 0)).may_undo
    play.stage.clock.jump(timedelta(minutes=10))
    with pytest.raises(BadInput):
        await play.phone.undo(play.janis, id_)


async def test_somebody_not_connected_is_rated_by_an_own_question_which_reopens_for_seven_days(
    play: Play,
) -> None:
    async with play.db.transaction() as tx:
        now = play.stage.clock()
        who = await people.add(tx, role=Role.CONTACT, name="Pēteris", now=now, client_id=play.stage.cast.acme)
    await play.phone.open_contact(play.janis, who, 1)
    first = InvitationId(await play.one("SELECT MAX(id) FROM invitations"))
    await play.phone.score(play.janis, first, 9, 0)
    await play.phone.open_contact(play.janis, who, 2)
    assert await play.one("SELECT COUNT(*) FROM invitations") == 1
    assert await play.one("SELECT programme FROM invitations") == "rate"
    play.stage.clock.jump(timedelta(days=7))
    await play.phone.open_contact(play.janis, who, 3)
    assert await play.one("SELECT COUNT(*) FROM invitations") == 2


async def test_others_are_refused_a_deputy_and_whoever_got_the_call_are_not(play: Play) -> None:
    id_, call = await play.silent()
    for who in (play.paivi, play.anna, play.noa, play.stranger):
        for refused in (
            play.phone.score(who, id_, 5, 0), play.phone.look(who, id_), play.phone.open_call(who, call, 1),
            play.phone.open_contact(who, play.anna.id, 1), play.phone.undo(who, id_), play.phone.done(who, id_),
            play.phone.reason(who, id_, "price", on=True),
            play.phone.say(who, id_, Words("text", "x", None, 1, 1)),
        ):  # fmt: skip
            with pytest.raises(NotFound):
                await refused
    deputy = replace(play.paivi, lent=Lent(people=(play.janis.id,)))
    assert (await play.phone.look(deputy, id_)).answer is None
    await play.calls.hand_over(play.janis, call, play.paivi.id)
    await play.phone.open_call(play.paivi, call, 2)
    assert (await play.phone.score(play.paivi, id_, 9, 0)).refusal is None
    play.stage.clock.jump(timedelta(days=8))
    with pytest.raises(NotFound):
        await play.phone.look(play.paivi, id_)


async def test_words_without_a_score_or_beside_an_own_answer_are_a_note_about_the_contact(play: Play) -> None:
    id_, _ = await play.silent()
    for n in range(2):  # the same message handled twice
        await play.phone.say(play.janis, id_, Words("text", "Call in May", None, play.janis.chat_id, 7))
        assert n in (0, 1)
    await play.surveys.rate(play.anna, id_, 9, card=True)
    await play.phone.say(play.janis, id_, Words("voice", None, "file", play.janis.chat_id, 8))
    rows = await play.db.all("SELECT thing, kind FROM notes ORDER BY id")
    thing = f"person:{PersonId(play.anna.id)}"
    assert [(row["thing"], row["kind"]) for row in rows] == [(thing, "text"), (thing, "voice")]
    with pytest.raises(BadInput):
        await play.phone.say(play.janis, id_, Words("text", "x" * 5000, None, play.janis.chat_id, 9))


@pytest.mark.parametrize("score", [-1, 11, 10**12])
async def test_there_is_no_score_outside_0_to_10(play: Play, score: int) -> None:
    id_, _ = await play.silent()
    with pytest.raises(NotFound):
        await play.phone.score(play.janis, id_, score, 0)
