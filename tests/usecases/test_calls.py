"""Calls: planned by hand and by cadence, finished once, snoozed, undone, seen only by whom they concern."""

from datetime import timedelta

import pytest

from bot.domain.alarms import Alarm
from bot.domain.cadence import Cadence, Due
from bot.domain.calls import Outcome, State
from bot.domain.clients import TouchKind
from bot.domain.errors import BadInput, NotFound
from bot.domain.ids import AlarmId, CallId
from bot.domain.notes import Note
from bot.domain.people import Cover
from bot.usecases.cadence import Cadences
from bot.usecases.calls import Calls, Shown
from storage import calls as rows
from storage import clients
from tests.cast import COMPANY, Stage


@pytest.fixture
def calls(stage: Stage) -> Calls:
    return Calls(stage.db, stage.clock, COMPANY)


async def planned(calls: Calls, stage: Stage, text: str = "Acme tomorrow 11:00") -> Shown:
    shown = await calls.plan_typed(stage.actor(stage.cast.janis), text, 1)
    assert isinstance(shown, Shown)
    return shown


async def test_a_typed_call_is_due_at_the_time_said(calls: Calls, stage: Stage) -> None:
    shown = await planned(calls, stage)
    assert shown.call.due_at == stage.clock() + timedelta(days=1, hours=1)
    assert shown.call.timed
    assert shown.call.client == "Acme Ltd"


async def test_the_same_call_typed_twice_is_one(calls: Calls, stage: Stage) -> None:
    assert (await planned(calls, stage)).call.id == (await planned(calls, stage)).call.id


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Acme", "call-how"),
        ("tomorrow 11:00", "call-how"),
        ("Nobody tomorrow 11:00", "call-no-client"),
        ("Levant tomorrow 11:00", "call-no-client"),
        ("Acme 22.11.2026", "call-past"),
        ("Acme 31.02.2027", "date-impossible"),
    ],
)
async def test_what_cannot_be_planned_is_said(calls: Calls, stage: Stage, text: str, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        await planned(calls, stage, text)
    assert refused.value.code == code


async def test_only_talked_is_a_touch_and_a_second_tap_changes_nothing(calls: Calls, stage: Stage) -> None:
    janis = stage.actor(stage.cast.janis)
    one, two = await planned(calls, stage), await planned(calls, stage, "Acme tomorrow 12:00")
    assert (await calls.finish(janis, one.call.id, Outcome.NO_ANSWER)).call.last_touch_at is None
    done = await calls.finish(janis, two.call.id, Outcome.TALKED)
    assert done.call.last_touch_at == stage.clock()
    again = await calls.finish(janis, two.call.id, Outcome.WRONG_NUMBER)
    assert again.call.outcome is Outcome.TALKED


async def test_undo_takes_the_touch_back_for_ten_minutes_only(calls: Calls, stage: Stage) -> None:
    janis = stage.actor(stage.cast.janis)
    shown = await planned(calls, stage)
    await calls.finish(janis, shown.call.id, Outcome.TALKED)
    undone = await calls.undo(janis, shown.call.id)
    assert undone.call.state is State.OPEN
    assert undone.call.last_touch_at is None
    await calls.finish(janis, shown.call.id, Outcome.TALKED)
    stage.clock.jump(timedelta(minutes=11))
    with pytest.raises(BadInput):
        await calls.undo(janis, shown.call.id)


async def test_someone_elses_call_does_not_exist(calls: Calls, stage: Stage) -> None:
    shown = await planned(calls, stage)
    for other in (stage.cast.paivi, stage.cast.anna, stage.cast.stranger):
        with pytest.raises(NotFound):
            await calls.finish(stage.actor(other), shown.call.id, Outcome.TALKED)
    assert (await calls.look(stage.actor(stage.cast.oskars), shown.call.id)).call.state is State.OPEN


async def test_a_snooze_moves_this_call_and_the_third_asks(calls: Calls, stage: Stage) -> None:
    janis = stage.actor(stage.cast.janis)
    shown = await planned(calls, stage)
    for days in (2, 3, 4):
        shown = await calls.snooze(janis, shown.call.id, stage.clock() + timedelta(days=days))
    assert shown.put_off_often
    assert stage.cast.paivi.person_id in {person for person, _ in shown.colleagues}
    with pytest.raises(BadInput):
        await calls.snooze(janis, shown.call.id, stage.clock())


async def test_a_call_handed_over_is_seen_by_who_has_it_now(calls: Calls, stage: Stage) -> None:
    shown = await planned(calls, stage)
    assert stage.cast.paivi.person_id is not None
    await calls.hand_over(stage.actor(stage.cast.janis), shown.call.id, stage.cast.paivi.person_id)
    assert (await calls.look(stage.actor(stage.cast.paivi), shown.call.id)).call.client == "Acme Ltd"


async def test_a_due_call_sends_its_card_to_the_owner(calls: Calls, stage: Stage) -> None:
    shown = await planned(calls, stage)
    stage.clock.set(shown.call.due_at)
    async with stage.db.transaction() as tx:
        alarm = Alarm(AlarmId(1), "call.due", f"call:{shown.call.id}", stage.clock())
        await calls.ring(tx, alarm, stage.clock())
        await calls.ring(tx, alarm, stage.clock())
    letters = await stage.db.all(
        "SELECT key, person_id FROM letters WHERE kind = 'call.card' AND key LIKE '%due%'"
    )
    assert [row["person_id"] for row in letters] == [stage.cast.janis.person_id]


async def test_cadence_plans_one_call_and_any_touch_closes_it(stage: Stage) -> None:
    cadences = Cadences(stage.db, stage.clock, COMPANY, Cadence())
    look = Alarm(AlarmId(1), "cadence.look", "cadence:0", stage.clock())
    stage.clock.jump(timedelta(days=40))
    for _ in range(2):
        async with stage.db.transaction() as tx:
            await cadences.ring(tx, look, stage.clock())
    janis = stage.cast.janis.person_id
    assert janis is not None
    (due,) = await rows.open_until(stage.db, Cover(janis), stage.clock())
    assert due.cause == "cadence"
    async with stage.db.transaction() as tx:
        touch = await clients.touch(
            tx, key="t", client_id=stage.cast.acme, by=janis, kind=TouchKind.VISIT, at=stage.clock(), now=stage.clock()
        )  # fmt: skip
    assert await rows.open_until(stage.db, Cover(janis), stage.clock()) == []
    assert touch is not None
    async with stage.db.transaction() as tx:
        await clients.untouch(tx, touch, stage.clock())
    assert len(await rows.open_until(stage.db, Cover(janis), stage.clock())) == 1


async def test_a_reply_is_a_note_once(calls: Calls, stage: Stage) -> None:
    janis = stage.actor(stage.cast.janis)
    shown = await planned(calls, stage)
    for _ in range(2):
        await calls.note(janis, shown.call.id, Note(7, "wants prices <b>now</b>"))
    assert (await calls.look(janis, shown.call.id)).call.last_note == "wants prices <b>now</b>"
    assert await stage.db.value("SELECT COUNT(*) FROM notes") == 1
    with pytest.raises(BadInput):
        await calls.note(janis, shown.call.id, Note(8, "x" * 5000))


async def test_a_cadence_call_that_reached_nobody_comes_again_and_a_dropped_one_a_cadence_later(
    calls: Calls, stage: Stage
) -> None:
    cadences, janis = Cadences(stage.db, stage.clock, COMPANY, Cadence()), stage.actor(stage.cast.janis)
    look = Alarm(AlarmId(1), "cadence.look", "cadence:0", stage.clock())

    async def due() -> list[CallId]:
        async with stage.db.transaction() as tx:
            await cadences.ring(tx, look, stage.clock())
        return [call.id for call in await rows.open_until(stage.db, Cover(janis.id), stage.clock())]

    stage.clock.jump(timedelta(days=40))
    (first,) = await due()
    await calls.finish(janis, first, Outcome.NO_ANSWER)
    assert await due() == []
    stage.clock.jump(timedelta(days=1))
    (second,) = await due()
    await calls.drop(janis, second)
    stage.clock.jump(timedelta(days=29))
    assert await due() == []
    stage.clock.jump(timedelta(days=1))
    assert len(await due()) == 1


async def test_the_next_try_is_planned_once_and_goes_with_an_undo(calls: Calls, stage: Stage) -> None:
    janis, shown = stage.actor(stage.cast.janis), await planned(calls, stage)
    later = stage.clock() + timedelta(hours=3)
    await calls.again(janis, shown.call.id, later)
    assert await stage.db.value("SELECT COUNT(*) FROM calls") == 1
    await calls.finish(janis, shown.call.id, Outcome.NO_ANSWER)
    for hours in (0, 1):
        tried = await calls.again(janis, shown.call.id, later + timedelta(hours=hours))
        assert tried.call.next_try_at == later
    await calls.undo(janis, shown.call.id)
    assert await stage.db.value("SELECT COUNT(*) FROM calls WHERE state = 'open'") == 1


async def test_a_call_that_a_touch_closed_offers_no_undo_of_that_touch(calls: Calls, stage: Stage) -> None:
    stage.clock.jump(timedelta(days=40))
    janis, now = stage.actor(stage.cast.janis), stage.clock()
    async with stage.db.transaction() as tx:
        call = await rows.plan(
            tx, key="cadence:x", client_id=stage.cast.acme, person_id=None, cause="cadence", due_at=now, now=now
        )  # fmt: skip
        await clients.touch(
            tx, key="t", client_id=stage.cast.acme, by=janis.id, kind=TouchKind.VISIT, at=now, now=now
        )  # fmt: skip
    assert call is not None
    shown = await calls.look(janis, call)
    assert shown.call.outcome is Outcome.TOUCHED
    assert not shown.can_undo


async def test_a_contact_who_left_is_not_called(calls: Calls, stage: Stage) -> None:
    anna, now = stage.cast.anna.person_id, stage.clock()
    async with stage.db.transaction() as tx:
        call = await rows.plan(
            tx, key="x", client_id=stage.cast.acme, person_id=anna, cause="silence", due_at=now, now=now
        )
        await tx.execute("UPDATE people SET left_at = 1 WHERE id = :id", id=anna)
    assert call is not None
    assert (await calls.look(stage.actor(stage.cast.janis), call)).call.person == "Igor Sokolov"


async def test_a_cadence_call_is_yellow_when_due_and_red_half_a_cadence_later(
    calls: Calls, stage: Stage
) -> None:
    now = stage.clock()
    async with stage.db.transaction() as tx:
        call = await rows.plan(
            tx, key="x", client_id=stage.cast.acme, person_id=None, cause="cadence", due_at=now, now=now
        )
    assert call is not None
    janis = stage.actor(stage.cast.janis)
    for days, due in ((14, Due.DUE), (1, Due.OVERDUE)):
        stage.clock.jump(timedelta(days=days))
        assert (await calls.look(janis, call)).due is due


async def test_a_card_that_is_handed_over_is_sent_and_not_also_edited(calls: Calls, stage: Stage) -> None:
    shown = await planned(calls, stage)
    assert stage.cast.paivi.person_id is not None
    await calls.hand_over(stage.actor(stage.cast.janis), shown.call.id, stage.cast.paivi.person_id)
    letters = await stage.db.all(
        "SELECT op FROM letters WHERE person_id = :id", id=stage.cast.paivi.person_id
    )
    assert [row["op"] for row in letters] == ["card"]
