"""Jānis plans a call, is pinged, finishes it in place."""

from tests.chats.world import World


async def test_a_call_is_planned_rung_and_finished_in_place(world: World) -> None:
    world.janis.say("/call Acme tomorrow 11:00")
    await world.settle()
    card = world.janis.last
    assert "Anna Bērziņa" in card.text
    await world.jump(days=1, hours=2)
    assert world.janis.last.reply_to == card.id
    await world.janis.press("✅ Done", card)
    await world.janis.press("Talked", card)
    await world.settle()
    assert "✅ Talked · Jānis Bērziņš" in card.text
    await world.janis.press("↩ Undo", card)
    await world.settle()
    assert "Talked" not in card.text


async def test_buttons_of_a_card_work_after_a_restart(world: World) -> None:
    world.janis.say("/call Acme tomorrow 11:00")
    await world.settle()
    card = world.janis.last
    await world.restart()
    await world.janis.press("⏰ Snooze…", card)
    await world.settle()
    assert any("09:00" in label for row in card.buttons for label in row)


async def test_commands_of_staff_are_refused_to_clients(world: World) -> None:
    for command in ("/call Acme tomorrow 11:00", "/today", "/dates"):
        world.anna.say(command)
        await world.settle()
        assert "not for your role" in world.anna.last.text


async def test_the_morning_digest_comes_on_the_next_working_morning(world: World) -> None:
    world.janis.say("/call Acme tomorrow")
    await world.settle()
    await world.jump(days=1)
    digest = next(m for m in world.janis.messages if "Good morning" in m.text)
    assert "📞 Calls 1" in digest.text
    await world.janis.press("1", digest)
    await world.settle()
    assert "Time to call: Anna Bērziņa" in world.janis.last.text


async def test_a_call_and_a_date_are_planned_from_the_clients_card(world: World) -> None:
    janis = world.janis
    janis.say("acme")
    await world.settle()
    card = janis.last
    await janis.press("Plan a call", card)
    await world.settle()
    janis.say("31.02")
    await world.settle()
    assert "calendar" in janis.last.text
    janis.say("tomorrow 12:00")
    await world.settle()
    assert "12:00" in janis.last.text
    await janis.press("Add a date", card)
    await world.settle()
    janis.say("01.12 Founding day")
    await world.settle()
    assert "Founding day" in janis.last.text
