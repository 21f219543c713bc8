"""Phone mode: Jānis notes what clients say on the phone; their own answers go before it."""

import pytest

from playground.model import Message
from playground.phone import Phone
from tests.chats.test_surveys import send_wave
from tests.chats.world import World


def labels(card: Message) -> list[str]:
    return [label for row in card.buttons for label in row]


def calls_of(phone: Phone, who: str) -> Message:
    return next(
        m for m in reversed(phone.messages) if "did not answer the survey" in m.text and who in m.text
    )


async def phoned(world: World) -> Message:
    """A week of silence after a wave: Jānis opens the call to Igor, then phone mode, which comes below."""
    await send_wave(world)
    await world.jump(days=8)
    world.janis.say("/today")
    await world.settle()
    number = next(
        line.split(".")[0]
        for line in world.janis.last.text.splitlines()
        if "Igor" in line and "survey" in line
    )
    await world.janis.press(number.strip())
    await world.settle()
    await world.janis.press("☎️ Score by phone", calls_of(world.janis, "Igor"))
    await world.settle()
    return world.janis.last


async def test_a_silent_client_is_rated_by_phone_and_their_own_answer_goes_before(world: World) -> None:
    janis, igor = world.janis, world.igor
    card = await phoned(world)
    assert card.buttons[:2] == [["0", "1", "2", "3", "4", "5"], ["6", "7", "8", "9", "10"]]
    assert "How likely are you to recommend us" in card.text
    assert "порекомендуете" in card.text
    await janis.press("8", card)
    await world.settle()
    assert "8 of 10" in card.text
    assert "by manager: Jānis Bērziņš" in card.text
    call = calls_of(janis, "Igor")
    assert "✅ Talked · Jānis Bērziņš" in call.text
    await janis.press("☐ Delivery", card)
    janis.say("Two days faster would be a ten", reply_to=card)
    await world.settle()
    await janis.press("Done", card)
    await world.settle()
    await world.restart()
    await janis.press("↩ Change the score", card)
    await janis.press("3", card)
    await world.settle()
    asked = next(m for m in igor.messages if "порекомендуете" in m.text)
    await igor.press("9", asked)
    await world.settle()
    assert "answered in person" in card.text
    assert "answered in person: 9 (noted by phone: 3)" in "".join(m.text for m in janis.messages)
    assert await world.app.db.value("SELECT by_manager FROM answers") == 0


@pytest.mark.parametrize("dialect", ["sqlite"])
async def test_anybody_is_rated_by_phone_from_their_card_and_the_figures_keep_it_apart(world: World) -> None:
    janis = world.janis
    janis.say("acme")
    await world.settle()
    await janis.press("👤 Anna Bērziņa")
    await world.settle()
    await janis.press("☎️ Rate by phone")
    await world.settle()
    card = janis.last
    await janis.press("No score", card)
    await world.settle()
    assert "No score was noted" in card.text
    await janis.press("☎️ Score by phone", card)
    await janis.press("10", card)
    await janis.press("Done", card)
    await world.settle()
    assert labels(card) == ["↩ Undo", "↩ Change the score"]
    janis.say("acme")
    await world.settle()
    assert "10 ☎️ by manager (Anna Bērziņa" in janis.last.text
    await janis.press("🕘 History")
    await world.settle()
    assert "10 ☎️ by manager · Anna Bērziņa" in janis.last.text
    janis.say("/nps")
    await world.settle()
    assert "Noted by managers: 1, not counted here" in janis.last.text
    world.anna.say("/rate")
    await world.settle()
    assert "noted 10 for you on the phone" in world.anna.last.text
    await world.anna.press("4")
    await world.settle()
    assert "answered in person" in card.text
    await janis.press_data("ph:score:1:9:0", card)
    await world.paivi.press_data("ph:score:1:9:0", world.paivi.messages[-1] if world.paivi.messages else card)
    await world.settle()
    assert await world.app.db.value("SELECT score FROM answers") == 4


@pytest.mark.parametrize("dialect", ["sqlite"])
async def test_the_rest_of_a_long_form_is_noted_by_phone_one_question_a_screen(world: World) -> None:
    janis = world.janis
    world.oskars.say("/survey")
    await world.settle()
    for label in ("📊 Annual survey instead", "▶ Send now…", "✅ Yes, send it now"):
        await world.oskars.press(label)
        await world.settle()
    janis.say("acme")
    await world.settle()
    for label in ("👤 Igor Sokolov", "☎️ Rate by phone"):
        await janis.press(label)
        await world.settle()
    card = janis.last

    async def press(*labels: str) -> None:
        for label in labels:
            await janis.press(label, card)
            await world.settle()

    await press("9", "Done")
    assert "Question 2 of 8" in card.text
    assert "“Product quality”" in card.text
    assert "«Качество товара»" in card.text
    await press("7")
    assert "Question 3 of 8" in card.text
    await world.restart()
    await press("‹ Back", "8", "Skip", "Finish later")
    assert "Further questions noted: 1 of 7" in card.text
    await press("▶ Further questions", "Skip", "Skip", "Skip")
    assert card.buttons == [["‹ Back", "Skip"], ["Finish later"]]
    janis.say("You deliver at night", reply_to=card)
    await world.settle()
    assert "Noted: one message" in card.text
    await press("Next ›", "Skip")
    assert "Further questions noted: 2 of 7" in card.text
    asked = world.igor.last
    await world.igor.press("10", asked)
    await world.settle()
    assert "answered in person" in card.text
    assert await world.app.db.value("SELECT COUNT(*) FROM answer_scores") == 0
