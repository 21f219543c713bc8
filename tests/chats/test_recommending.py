"""A promoter is asked to recommend us: once, at the end, and never in trouble."""

from datetime import timedelta

import pytest

from playground.model import Message
from tests.chats.world import World

ASKED = "SELECT COUNT(*) FROM recommendations_asked"


def labels(card: Message) -> list[str]:
    return [label for row in card.buttons for label in row]


async def rated(world: World, score: str) -> Message:
    """Anna rates by herself and skips the why."""
    world.anna.say("/rate")
    await world.settle()
    card = world.anna.last
    if score not in labels(card):
        await world.anna.press("Change answer", card)
    await world.anna.press(score, card)
    await world.anna.press("Skip", card)
    await world.settle()
    return card


@pytest.mark.parametrize("dialect", ["sqlite"])
async def test_a_promoter_takes_the_link_and_the_manager_sees_it(world: World) -> None:
    card = await rated(world, "10")
    assert labels(card)[:2] == ["💬 Recommend us to someone…", "No, thanks"]
    await world.anna.press("💬 Recommend us", card)
    await world.settle()
    share = card.rows[0][0]["url"]
    assert share.startswith("https://t.me/share/url?url=https%3A%2F%2Ft.me%2F")
    assert card.rows[1][0]["copy_text"]["text"].startswith("https://t.me/")
    world.janis.say("acme")
    await world.settle()
    assert "Asked to recommend us: Anna Bērziņa, 23 Nov 2026 – took the link" in world.janis.last.text


async def test_a_no_is_kept_for_180_days_and_a_changed_score_asks_nobody_twice(world: World) -> None:
    card = await rated(world, "9")
    no = card.rows[1][0]["callback_data"]
    await world.anna.press("No, thanks", card)
    await world.anna.press_data(no, card)
    await world.settle()
    assert "Recommend us to someone" not in str(labels(card))
    await world.anna.press("Change answer", card)
    await world.anna.press("10", card)
    await world.anna.press("Skip", card)
    await world.settle()
    assert "Recommend us to someone" not in str(labels(card))
    await world.restart()
    world.clock.jump(timedelta(days=100))
    assert "Recommend us to someone" not in str(labels(await rated(world, "10")))
    world.clock.jump(timedelta(days=100))
    assert "Recommend us to someone" in str(labels(await rated(world, "10")))
    assert await world.app.db.value(ASKED) == 2


@pytest.mark.parametrize("dialect", ["sqlite"])
async def test_nobody_is_asked_while_their_client_has_a_case(world: World) -> None:
    world.igor.say("/rate")
    await world.settle()
    await world.igor.press("2")
    await world.settle()
    assert "Recommend us to someone" not in str(labels(await rated(world, "10")))
    assert await world.app.db.value(ASKED) == 0
