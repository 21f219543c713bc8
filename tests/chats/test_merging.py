"""Oskars merges a card that was made twice, and takes it back; managers have no such button."""

from tests.chats.world import World


async def form(world: World) -> None:
    """The second page of Acme's form, before Oskars."""
    world.oskars.say("acme ltd")
    await world.settle()
    await world.oskars.press("✏️ Edit")
    await world.oskars.press("Deals, notes ›")
    await world.settle()


async def test_two_cards_of_one_client_become_one_and_two_again(world: World) -> None:
    world.janis.say("/add SIA Acme")
    await world.settle()
    await world.janis.press("➕ Another one: add anyway")
    await world.settle()
    second = world.janis.last
    world.janis.say("prefers mornings", reply_to=second)
    await world.settle()
    await form(world)
    page = world.oskars.last
    await world.oskars.press("🔀 Merge…", page)
    await world.settle()
    assert page.text.startswith("Which client is the same as Acme Ltd?")
    assert page.buttons[0] == ["SIA Acme"]
    await world.restart()
    world.oskars.say("sia acme")
    await world.settle()
    asked = world.oskars.last
    await world.oskars.press("SIA Acme", asked)
    await world.settle()
    assert asked.text.startswith("🔀 SIA Acme goes into Acme Ltd. One card stays.")
    assert "Moves: one note." in asked.text
    await world.oskars.press("⇄ Keep the other one", asked)
    await world.settle()
    assert "Acme Ltd goes into SIA Acme" in asked.text
    await world.oskars.press("⇄ Keep the other one", asked)
    await world.settle()
    data = asked.rows[0][0]["callback_data"]
    await world.oskars.press("🔀 Merge", asked)
    await world.oskars.press_data(data, asked)
    await world.settle()
    assert asked.text == "✅ Merged into Acme Ltd."
    answer = await world.janis.press("🕘 History", second)
    assert "cannot find that" in answer.text
    world.janis.say("mornings")
    await world.settle()
    assert "🏢 Acme Ltd" in world.janis.last.text
    await world.oskars.press("↩ Undo (24 hours)", asked)
    await world.settle()
    assert "there are two cards again" in asked.text
    world.janis.say("mornings")
    await world.settle()
    assert "🏢 SIA Acme" in world.janis.last.text


async def test_two_contacts_are_merged_and_a_manager_cannot(world: World) -> None:
    world.janis.say("acme")
    await world.janis.press("➕ Contact")
    world.janis.say("Ann Berzina, 29000001")
    await world.janis.press("➕ Another one: add anyway")
    await world.settle()
    world.oskars.say("ann berzina")
    await world.settle()
    card = world.oskars.last
    await world.oskars.press("Anna Bērziņa", card)
    await world.settle()
    await world.oskars.press("✏️ Edit", card)
    await world.settle()
    await world.oskars.press("Notes, consents ›")
    await world.oskars.press("🔀 Merge…")
    await world.settle()
    asked = world.oskars.last
    await world.oskars.press("Ann Berzina · Acme Ltd", asked)
    await world.settle()
    assert "Ann Berzina goes into Anna Bērziņa" in asked.text
    await world.oskars.press("🔀 Merge", asked)
    await world.settle()
    assert asked.text == "✅ Merged into Anna Bērziņa."
    world.janis.say("acme")
    await world.settle()
    assert "Ann Berzina" not in world.janis.last.text
    for data in ("mg:ask:c:1:0:0", "mg:pick:c:1:2:0", "mg:do:c:1:2:2", "mg:undo:c:1:0:0"):
        assert "not for your role" in (await world.janis.press_data(data, world.janis.last)).text, data
    assert await world.app.db.value("SELECT COUNT(*) FROM merges") == 1
    assert await world.app.db.value("SELECT COUNT(*) FROM clients") == 2


async def test_two_open_cases_become_one_and_both_owners_and_the_client_read_whose_it_is(
    world: World,
) -> None:
    for phone, score in ((world.anna, "2"), (world.noa, "3")):
        phone.say("/rate")
        await world.settle()
        await phone.press(score)
        await phone.press("Skip")
        await world.settle()
    kept = next(m for m in world.janis.messages if "· case 1" in m.text)
    gone = next(m for m in world.paivi.messages if "· case 2" in m.text)
    await world.janis.press("📞 Called", kept)  # Noa was not called yet, and waits on
    await form(world)
    await world.oskars.press("🔀 Merge…")
    world.oskars.say("levant")
    await world.settle()
    await world.oskars.press("Levant Trade")
    merge = world.oskars.last
    await world.oskars.press("🔀 Merge", merge)
    await world.settle()
    assert "Two cards of this client" not in kept.text
    assert world.janis.last.text.endswith("Their other case is now part of this one.")
    assert "First contact by Mon 23 Nov, 14:00" in kept.text
    assert world.paivi.last.text.endswith("This case goes on in case 1.")
    assert "Goes on in case 1. Owner: Jānis Bērziņš" in gone.text
    assert gone.buttons == [["🕘 History"]]
    assert "Jānis Bērziņš will contact you by Mon 23 Nov, 14:00" in world.noa.last.text
    await world.noa.press("↩ Change answer", world.noa.last)
    await world.noa.press("8")
    await world.settle()
    assert "3 → 8 of 10 · Noa Levi" in kept.text
    await world.oskars.press("↩ Undo (24 hours)", merge)
    await world.settle()
    assert "Goes on" not in gone.text
    assert "Noa" not in kept.text
    assert "First contact: Mon 23 Nov, 10:00" in kept.text
