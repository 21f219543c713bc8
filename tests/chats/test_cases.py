"""The whole loop: a low score, its why, the case, its deadlines, the close, the client's last word."""

from tests.chats.world import World


async def rate(world: World, score: str) -> None:
    """Anna rates by herself, and skips the why."""
    world.anna.say("/rate")
    await world.settle()
    await world.anna.press(score)
    await world.settle()


async def finish(world: World) -> None:
    """Jānis closes the case that is on his screen."""
    card = next(m for m in reversed(world.janis.messages) if "case 1" in m.text)
    await world.janis.press("✅ Close…", card)
    await world.janis.press("Delivery", card)
    await world.janis.press("Too late", card)
    await world.settle()
    world.janis.say("Sent a new box today")
    await world.settle()


async def test_a_low_score_becomes_a_case_that_is_called_closed_and_settled(world: World) -> None:
    await rate(world, "3")
    assert "3 of 10" in world.anna.last.text
    assert "What went wrong?" in world.anna.last.text
    card = world.janis.last
    assert "Acme Ltd" in card.text
    assert "First contact by" in card.text
    await world.anna.press("☐ Delivery")
    world.anna.say("The box came <late> & wet")
    await world.settle()
    assert "Jānis Bērziņš will contact you by Tue 24 Nov, 10:00" in world.anna.last.text
    assert "The box came <late> & wet" in card.text
    assert "Reasons: Delivery" in card.text
    assert "said more" in world.janis.last.text
    await world.janis.press("✋ Take", card)
    await world.janis.press("📞 Called", card)
    await world.settle()
    assert "First contact: Mon 23 Nov" in card.text
    await finish(world)
    assert "Anna Bērziņa: asked whether it is settled" in world.janis.last.text
    assert "Is it settled for you?" in world.anna.last.text
    await world.anna.press("✅ Yes, settled")
    await world.settle()
    assert "glad that it is settled" in world.anna.last.text
    assert "says it is settled" in world.janis.last.text
    assert "Closed: settled" in card.text
