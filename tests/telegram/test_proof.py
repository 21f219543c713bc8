"""A letter whose answer was lost is proved by whoever presses it or replies to it."""

from typing import Any

import pytest
from aiogram import Bot

from bot.delivery.settle import Settling
from bot.domain.letters import Lane, Letter, Op, Unknown
from bot.telegram.messenger import TelegramMessenger
from bot.telegram.proof import Proof
from handlers import letters as words
from playground import Phone, Playground
from storage import cards, outbox
from tests.cast import Stage
from tests.telegram.running import Opens
from tests.telegram.test_messenger import note


@pytest.fixture
def dialect() -> str:
    """Which database is behind does not matter here."""
    return "sqlite"


@pytest.fixture
async def proof(
    stage: Stage, playground: Playground, bot: Bot, anna: Phone, monkeypatch: pytest.MonkeyPatch
) -> Proof:
    """Anna has a card whose sending was answered by nobody."""
    monkeypatch.setitem(words.RENDERERS, "test.note", note)
    opens = Opens(stage)
    to = stage.cast.anna.person_id
    assert to is not None
    async with stage.db.transaction() as tx:
        letter = Letter(
            "test.note", to, "ask", {"text": "How are <b>we</b> &amp; you?"}, Op.CARD, "invitation:1"
        )
        await outbox.put(tx, letter, now=stage.clock())
        [taken] = await outbox.claim(tx, "one", stage.clock(), {Lane.ONE: 1})
    playground.faults.lose_answer("sendMessage")
    outcome = await TelegramMessenger(bot, opens).deliver(taken)
    assert isinstance(outcome, Unknown)
    async with stage.db.transaction() as tx:
        await Settling(taken, "one", stage.clock()).settle(tx, outcome)
    return Proof(stage.db, stage.clock, opens)


def press(anna: Phone, data: str) -> dict[str, Any]:
    message = {"message_id": anna.last.id, "chat": {"id": 2001, "type": "private"}, "text": anna.last.text}
    return {
        "update_id": 1,
        "callback_query": {"id": "1", "from": {"id": 2001}, "data": data, "message": message},
    }


def reply(anna: Phone, text: str) -> dict[str, Any]:
    chat = {"id": 2001, "type": "private"}
    answered = {"message_id": anna.last.id, "chat": chat, "text": text}
    message = {
        "message_id": 99,
        "chat": chat,
        "from": {"id": 2001},
        "text": "Well",
        "reply_to_message": answered,
    }
    return {"update_id": 1, "message": message}


async def state(stage: Stage) -> str:
    return str(await stage.db.value("SELECT state FROM letters WHERE key = 'ask'"))


async def test_a_press_of_its_button_proves_it_and_tells_where_it_stands(
    stage: Stage, proof: Proof, anna: Phone
) -> None:
    assert await state(stage) == "unknown"
    await proof.look(press(anna, "ok"))
    assert await state(stage) == "sent"
    async with stage.db.read() as conn:
        copy = await cards.by_message(conn, 2001, anna.last.id)
    assert copy is not None
    assert copy.thing == "invitation:1"


async def test_a_reply_to_its_words_proves_it(stage: Stage, proof: Proof, anna: Phone) -> None:
    await proof.look(reply(anna, anna.last.text))
    assert await state(stage) == "sent"


async def test_another_button_or_other_words_prove_nothing(stage: Stage, proof: Proof, anna: Phone) -> None:
    await proof.look(press(anna, "something else"))
    await proof.look(reply(anna, "Other words"))
    await proof.look({"update_id": 1, "message": {"message_id": 1, "chat": {"id": 2001}, "text": "Hi"}})
    assert await state(stage) == "unknown"


async def test_who_saw_none_in_doubt_looks_again_once_one_is(stage: Stage, proof: Proof, anna: Phone) -> None:
    async with stage.db.transaction() as tx:
        await tx.execute("UPDATE letters SET state = 'queued'")
    await proof.look(press(anna, "ok"))  # none in doubt
    async with stage.db.transaction() as tx:
        [taken] = await outbox.claim(tx, "two", stage.clock(), {Lane.ONE: 1})
        await outbox.finish(tx, taken, "two", "unknown", stage.clock())

    await proof.look(press(anna, "ok"))

    assert await state(stage) == "sent"
