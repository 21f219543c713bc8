"""The sender: what becomes of letters, in which order, and what an outcome means for those after it."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.delivery.sender import Sender
from bot.delivery.settle import FAILED
from bot.domain.letters import (
    GONE_MESSAGE,
    Broken,
    Gone,
    Later,
    Moved,
    NotWanted,
    Op,
    Outcome,
    Refused,
    RetryLater,
    Sent,
    Unknown,
)
from storage import cards, people
from tests.cast import Stage
from tests.delivery.conftest import Scripted, put, states, to
from tests.waiting import until


@pytest.fixture
async def sender(stage: Stage, messenger: Scripted) -> AsyncIterator[Sender]:
    """A running sender, alone on its database."""
    one = Sender(stage.db, stage.clock, messenger, alone=True)
    task = asyncio.create_task(one.run())
    yield one
    messenger.let_go()
    task.cancel()
    await asyncio.wait({task})
    await one.stop(5)


async def settled(stage: Stage, sender: Sender) -> dict[str, str]:
    async def quiet() -> bool:
        row = await stage.db.value(
            "SELECT count(*) FROM letters WHERE state = 'sending' OR (state = 'queued' AND due_at <= :now)",
            now=int(stage.clock().timestamp() * 1_000_000),
        )
        return row == 0 and not sender.busy

    await until(quiet)
    return await states(stage)


async def test_a_commit_that_queues_a_letter_wakes_the_sender(
    stage: Stage, sender: Sender, messenger: Scripted
) -> None:
    await put(stage, to(stage.cast.anna.person_id, "hello"))
    assert await settled(stage, sender) == {"hello": "sent"}
    assert [letter.kind for letter in messenger.delivered] == ["test.note"]


async def test_a_letter_to_come_waits_for_the_clock(
    stage: Stage, sender: Sender, messenger: Scripted
) -> None:
    await put(stage, to(stage.cast.anna.person_id, "later", due=stage.clock() + timedelta(days=1)))
    assert await settled(stage, sender) == {"later": "queued"}
    stage.clock.jump(timedelta(days=1))
    sender.wake()
    assert await settled(stage, sender) == {"later": "sent"}


async def test_one_person_gets_one_letter_at_once_and_many_people_many(
    stage: Stage, sender: Sender, messenger: Scripted
) -> None:
    messenger.hold()
    for person in (stage.cast.anna, stage.cast.noa, stage.cast.janis):
        await put(stage, *[to(person.person_id, f"{person.name}:{n}") for n in range(4)])

    async def three_travel() -> bool:
        return messenger.travelling == 3

    await until(three_travel)
    messenger.let_go()
    assert set((await settled(stage, sender)).values()) == {"sent"}
    assert messenger.most == 3
    for person in (stage.cast.anna, stage.cast.noa, stage.cast.janis):
        ids = [letter.id for letter in messenger.delivered if letter.to == person.person_id]
        assert ids == sorted(ids)


OUTCOMES: list[tuple[Outcome | Exception, str, str]] = [
    (Sent(2001, 5), "sent", "sent"),
    (NotWanted("answered"), "unwanted", "unwanted"),
    (RetryLater(30), "queued", "queued"),
    (Moved(-100, -1), "sent", "sent"),
    (Gone("blocked"), "dead", "dead"),
    (Broken("K7P2"), "dead", "dead"),
    (Unknown("lost"), "unknown", "queued"),
    (ValueError("a bug"), "dead", "dead"),
]


@pytest.mark.parametrize(("outcome", "client", "staff"), OUTCOMES)
async def test_each_outcome_has_its_state(
    stage: Stage, sender: Sender, messenger: Scripted, outcome: Outcome | Exception, client: str, staff: str
) -> None:
    messenger.outcomes["test.note"].append(outcome)
    messenger.outcomes["test.staff"].append(outcome)
    await put(
        stage,
        to(stage.cast.anna.person_id, "client"),
        to(stage.cast.janis.person_id, "staff", "test.staff"),
    )
    found = await settled(stage, sender)
    assert (found["client"], found["staff"]) == (client, staff)


async def test_a_letter_put_off_goes_at_its_hour(stage: Stage, sender: Sender, messenger: Scripted) -> None:
    morning = stage.clock() + timedelta(hours=12)
    messenger.outcomes["test.note"].append(Later(morning))
    await put(stage, to(stage.cast.anna.person_id, "quiet"))
    assert await settled(stage, sender) == {"quiet": "queued"}
    stage.clock.set(morning)
    sender.wake()
    assert await settled(stage, sender) == {"quiet": "sent"}


async def test_nothing_new_goes_out_while_429_holds(
    stage: Stage, sender: Sender, messenger: Scripted
) -> None:
    messenger.outcomes["test.note"].append(RetryLater(0.3, pause=True, why="429"))
    await put(stage, to(stage.cast.anna.person_id, "first"))

    async def refused() -> bool:
        return not sender.busy and len(messenger.delivered) == 1

    await until(refused)
    await put(stage, to(stage.cast.noa.person_id, "second"))

    async def both_tried() -> bool:
        return len(messenger.delivered) == 2

    await until(both_tried)
    first, second = messenger.times
    assert second - first >= 0.3


async def test_an_unknown_fate_stops_the_sender_until_telegram_answers(
    stage: Stage, sender: Sender, messenger: Scripted
) -> None:
    messenger.answers.extend([False, True])
    messenger.outcomes["test.note"].append(Unknown("timeout"))
    await put(stage, to(stage.cast.anna.person_id, "lost"), to(stage.cast.anna.person_id, "next"))
    found = await settled(stage, sender)
    assert (found["lost"], found["next"]) == ("unknown", "sent")
    assert messenger.asked == 2


async def test_letters_in_doubt_are_one_card_for_their_manager(
    stage: Stage, sender: Sender, messenger: Scripted
) -> None:
    messenger.outcomes["test.note"].extend([Unknown("lost"), Unknown("lost")])
    await put(stage, to(stage.cast.anna.person_id, "a"), to(stage.cast.igor.person_id, "i"))
    await settled(stage, sender)
    cards_sent = [letter for letter in messenger.delivered if letter.kind == "doubt.card"]
    assert {letter.to for letter in cards_sent} == {stage.cast.janis.person_id}
    assert [letter.op for letter in cards_sent if letter.op is not Op.EDIT] == [Op.CARD]


async def test_a_bot_that_telegram_refuses_keeps_everything_queued(
    stage: Stage, sender: Sender, messenger: Scripted
) -> None:
    messenger.answers.extend([False] * 99)
    messenger.outcomes["test.note"].append(Refused("401"))
    await put(stage, to(stage.cast.anna.person_id, "a"))

    async def stopped() -> bool:
        return sender.refused == "401" and not sender.busy

    await until(stopped)
    await put(stage, to(stage.cast.noa.person_id, "b"))
    assert await states(stage) == {"a": "queued", "b": "queued"}
    assert len(messenger.delivered) == 1


async def test_whoever_blocked_the_bot_is_unreachable_and_the_manager_gets_a_call(
    stage: Stage, sender: Sender, messenger: Scripted
) -> None:
    anna = stage.cast.anna
    messenger.outcomes["test.note"].append(Gone("blocked", anna.person_id, anna.user_id))
    await put(stage, to(anna.person_id, "a"))
    assert await settled(stage, sender) == {"a": "dead"}
    async with stage.db.read() as conn:
        person = await people.get(conn, anna.person_id or to(anna.person_id, "").to)
    assert person is not None
    assert not person.reachable
    assert await stage.db.value("SELECT cause FROM calls") == "unreachable"


async def test_a_block_of_an_earlier_account_changes_nothing(
    stage: Stage, sender: Sender, messenger: Scripted
) -> None:
    anna = stage.cast.anna
    messenger.outcomes["test.note"].append(Gone("blocked", anna.person_id, 999))
    await put(stage, to(anna.person_id, "a"))
    await settled(stage, sender)
    assert await stage.db.value("SELECT unreachable_at FROM people WHERE id = :id", id=anna.person_id) is None
    assert await stage.db.value("SELECT count(*) FROM calls") == 0


async def test_an_alert_to_staff_who_blocked_the_bot_goes_on_to_who_stands_in(
    stage: Stage, sender: Sender, messenger: Scripted
) -> None:
    janis = stage.cast.janis
    messenger.outcomes["test.note"].append(Gone("blocked", janis.person_id, janis.user_id))
    await put(stage, to(janis.person_id, "alert"))
    assert await settled(stage, sender) == {"alert": "sent"}
    assert len(messenger.delivered) == 2


async def test_a_broken_letter_alerts_the_head_and_keeps_the_person_reachable(
    stage: Stage, sender: Sender, messenger: Scripted
) -> None:
    messenger.outcomes["test.note"].append(Broken("K7P2"))
    await put(stage, to(stage.cast.anna.person_id, "a"))
    found = await settled(stage, sender)
    assert found == {"a": "dead", f"{FAILED}:K7P2": "sent"}
    assert messenger.delivered[-1].to == stage.cast.ilze.person_id
    assert await stage.db.value("SELECT count(*) FROM people WHERE unreachable_at IS NOT NULL") == 0


async def test_an_alert_that_breaks_alerts_nobody(stage: Stage, sender: Sender, messenger: Scripted) -> None:
    messenger.outcomes["test.note"].append(Broken("K7P2"))
    messenger.outcomes[FAILED].append(Broken("XXXX"))
    await put(stage, to(stage.cast.anna.person_id, "a"))
    assert await settled(stage, sender) == {"a": "dead", f"{FAILED}:K7P2": "dead"}


async def test_a_sent_card_knows_its_message_and_its_ring_the_line(
    stage: Stage, sender: Sender, messenger: Scripted
) -> None:
    janis = stage.cast.janis.person_id
    assert janis is not None
    messenger.outcomes["case.card"].append(Sent(1003, 41))
    messenger.outcomes["case.warning"].append(Sent(1003, line_id=42))
    await put(stage, to(janis, "card", "case.card", op=Op.CARD, thing="case:1"))
    await settled(stage, sender)
    await put(stage, to(janis, "ring", "case.warning", op=Op.RING, thing="case:1"))
    await settled(stage, sender)
    async with stage.db.read() as conn:
        copy = await cards.get(conn, "case:1", janis)
        assert copy is not None
        assert (copy.chat_id, copy.message_id, copy.line_id) == (1003, 41, 42)
        assert await cards.by_message(conn, 1003, 42) == copy


async def test_a_card_whose_message_is_gone_is_forgotten(
    stage: Stage, sender: Sender, messenger: Scripted
) -> None:
    janis = stage.cast.janis.person_id
    assert janis is not None
    await put(stage, to(janis, "card", "case.card", op=Op.CARD, thing="case:1"))
    await settled(stage, sender)
    messenger.outcomes["case.card"].append(NotWanted(GONE_MESSAGE))
    await put(stage, to(janis, "edit", op=Op.EDIT, thing="case:1"))
    await settled(stage, sender)
    async with stage.db.read() as conn:
        copy = await cards.get(conn, "case:1", janis)
    assert copy is not None
    assert copy.message_id is None


async def test_after_a_death_alone_every_letter_in_flight_is_in_doubt_at_once(
    stage: Stage, messenger: Scripted
) -> None:
    dead = Sender(stage.db, stage.clock, messenger, alone=True)
    messenger.hold()
    task = asyncio.create_task(dead.run())
    await put(stage, to(stage.cast.anna.person_id, "client"), to(stage.cast.oskars.person_id, "staff"))

    async def travel() -> bool:
        return messenger.travelling == 2

    await until(travel)
    task.cancel()
    await asyncio.wait({task})
    heir_messenger = Scripted()
    heir = Sender(stage.db, stage.clock, heir_messenger, alone=True)
    task = asyncio.create_task(heir.run())
    found = await settled(stage, heir)
    task.cancel()
    await asyncio.wait({task})
    assert (found["client"], found["staff"]) == ("unknown", "sent")
    messenger.let_go()
    await dead.stop(5)  # its settling is fenced off
    assert (await states(stage))["client"] == "unknown"


async def test_two_senders_send_nothing_twice(stage: Stage) -> None:
    messengers = [Scripted(), Scripted()]
    senders = [Sender(stage.db, stage.clock, each, alone=False) for each in messengers]
    tasks = [asyncio.create_task(each.run()) for each in senders]
    for person in stage.cast.accounts[:7]:
        await put(stage, *[to(person.person_id, f"{person.name}:{n}") for n in range(5)])
    for each in senders:
        found = await settled(stage, each)
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
    ids = [letter.id for each in messengers for letter in each.delivered]
    assert len(ids) == len(set(ids)) == 35
    assert set(found.values()) == {"sent"}
