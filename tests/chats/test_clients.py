"""Jānis looks after his clients: finds them, logs contacts, keeps notes, adds people. Others' clients do not exist."""

import pytest

from tests.chats.world import World


async def opened(world: World) -> None:
    """Jānis has Acme's card before him."""
    world.janis.say("acme")
    await world.settle()


async def test_plain_text_finds_a_client_by_name_contact_and_phone_without_marks(world: World) -> None:
    for words in ("acme", "BERZINA", "26123456", "/find sokolov", "ACME"):
        world.janis.say(words)
        await world.settle()
        assert "🏢 Acme Ltd" in world.janis.last.text, words
        assert "Anna Bērziņa" in world.janis.last.text


async def test_another_managers_client_is_like_none(world: World) -> None:
    world.janis.say("Levant")
    await world.settle()
    assert "Nothing found" in world.janis.last.text
    for data in ("cl:open:2:0:", "cl:open:999:0:", "cl:history:2:0:", "cl:touch:2:0:call", "ad:contact:2:0"):
        await opened(world)
        answer = await world.janis.press_data(data, world.janis.last)
        assert "I cannot find that" in answer.text, data


async def test_a_contact_is_hidden_with_the_client(world: World) -> None:
    noa = world.cast.noa.person_id
    await opened(world)
    for data in (f"pe:open:{noa}:0", f"pe:link:{noa}:0", f"pe:unlink:{noa}:0", f"iv:link:{noa}:"):
        foreign = await world.janis.press_data(data, world.janis.last)
        missing = await world.janis.press_data(data.replace(str(noa), "9999"), world.janis.last)
        assert foreign == missing, data
        assert "I cannot find that" in foreign.text


async def test_a_client_pressing_forged_buttons_of_staff_learns_nothing(world: World) -> None:
    world.anna.say("/help")
    await world.settle()
    for data in ("cl:open:1:0:", "pe:open:5:0", "iv:new:0:", "iv:page:0:", "ad:client:0:0", "fd:1:0"):
        answer = await world.anna.press_data(data, world.anna.last)
        await world.settle()
        assert "Acme" not in answer.text
        assert "Acme Ltd" not in world.anna.last.text, data


async def test_a_touch_takes_three_taps_counts_once_and_can_be_taken_back(world: World) -> None:
    await opened(world)
    card = world.janis.last
    await world.janis.press("📞 Log touch", card)
    await world.settle()
    data = card.rows[0][0]["callback_data"]
    await world.janis.press("📞 Call", card)
    await world.janis.press_data(data, card)
    await world.settle()
    assert card.text.count("📞 call · Mon 23 Nov") == 1
    world.janis.say("wants prices for Q1", reply_to=card)
    await world.settle()
    assert "Noted" in world.janis.last.text
    await opened(world)
    assert "wants prices for Q1" in world.janis.last.text


async def test_undo_takes_a_touch_back_for_ten_minutes(world: World) -> None:
    await opened(world)
    card = world.janis.last
    await world.janis.press("📞 Log touch", card)
    await world.janis.press("🚗 Visit", card)
    await world.janis.press("↩ Undo", card)
    await world.settle()
    assert "No contact logged yet" in card.text
    await world.janis.press("📞 Log touch", card)
    await world.janis.press("🚗 Visit", card)
    await world.jump(minutes=11)
    assert "10 minutes" in (await world.janis.press("↩ Undo", card)).text


async def test_a_reply_to_the_card_is_a_note_and_stands_in_the_history(world: World) -> None:
    await opened(world)
    card = world.janis.last
    world.janis.say("likes <b>tea</b> & 🙂", reply_to=card)
    await world.settle()
    await world.janis.press("🕘 History", card)
    await world.settle()
    assert "likes <b>tea</b> & 🙂" in card.text
    await world.janis.press("‹ Back", card)
    await world.settle()
    assert "Last note: likes <b>tea</b> & 🙂" in card.text


async def test_a_personal_link_with_its_picture_is_made_on_the_contacts_card(world: World) -> None:
    await opened(world)
    card = world.janis.last
    await world.janis.press("Igor Sokolov", card)
    await world.janis.press("✂️ Unlink", card)
    await world.janis.press("🔗 Invite link", card)
    await world.settle()
    link = world.janis.last
    assert "Personal link for Igor Sokolov" in link.text
    await world.janis.press("QR code", link)
    await world.settle()
    assert world.janis.last.kind == "photo"
    token = link.text.partition("start=")[2].split()[0]
    world.igor.start(token)
    await world.settle()
    welcome = world.igor.last
    assert "Вы Igor?" in welcome.text
    assert "Sokolov" not in welcome.text
    for label in ("Выбрать, что получать", "☑ Опросы", "✅ Да, подключить меня"):
        await world.igor.press(label)
        await world.settle()
    assert "Igor Sokolov (Acme Ltd) connected: @igor_s" in world.janis.last.text
    await world.janis.press("‹ Back", card)
    await world.janis.press("Igor Sokolov", card)
    await world.settle()
    assert "Wants: invitations and greetings" in card.text


async def test_a_preview_of_a_link_does_not_use_it_up(world: World) -> None:
    await opened(world)
    await world.janis.press("Igor Sokolov")
    await world.janis.press("✂️ Unlink")
    await world.janis.press("🔗 Invite link")
    await world.settle()
    token = world.janis.last.text.partition("start=")[2].split()[0]
    world.janis.start(token)
    await world.settle()
    assert "You have not used it up" in world.janis.last.text
    world.noa.start(token)
    await world.settle()
    assert "for somebody else" in world.noa.last.text
    assert "Igor" not in world.noa.last.text


async def test_a_new_client_is_added_and_one_that_looks_like_it_is_shown_first(world: World) -> None:
    world.janis.say("/add")
    await world.janis.press("🏢 New client")
    world.janis.say("Acme Limited")
    await world.settle()
    assert "Acme Ltd" in str(world.janis.last.buttons)
    await world.janis.press("➕ Another one: add anyway")
    await world.settle()
    assert "🏢 Acme Limited" in world.janis.last.text
    world.paivi.say("Acme")
    await world.settle()
    assert "Nothing found" in world.paivi.last.text


async def test_a_contact_is_typed_or_shared_and_duplicates_are_shown_first(world: World) -> None:
    await opened(world)
    card = world.janis.last
    await world.janis.press("➕ Contact", card)
    world.janis.say("Līga Kalna, 26123456, liga@acme.lv")
    await world.settle()
    assert world.janis.last.buttons[0] == ["Anna Bērziņa · Acme Ltd"]
    await world.janis.press("➕ Another one: add anyway")
    await world.settle()
    assert "👤 Līga Kalna · Acme Ltd" in world.janis.last.text
    world.janis.send_contact("+37129999999", "Oto", "Ozols")
    await world.settle()
    world.janis.say("Acme")
    await world.janis.press("Acme Ltd")
    await world.settle()
    assert "👤 Oto Ozols · Acme Ltd" in world.janis.last.text


async def test_many_hits_are_numbered_and_paged(world: World) -> None:
    for number in range(11):
        world.ilze.say(f"/add Branch {chr(65 + number)}")
        await world.settle()
        if "Is “" in world.ilze.last.text:
            await world.ilze.press("➕ Another one: add anyway")
    world.ilze.say("branch")
    await world.settle()
    listed = world.ilze.last
    assert "11 clients" in listed.text
    assert listed.buttons[:2] == [["1", "2", "3", "4"], ["5", "6", "7", "8"]]
    await world.ilze.press("›", listed)
    await world.settle()
    assert "9. Branch I" in listed.text
    await world.ilze.press("9", listed)
    await world.settle()
    assert "🏢 Branch I" in world.ilze.last.text
    world.ilze.say("nobody")
    await world.settle()
    assert "earlier search" in (await world.ilze.press("‹", listed)).text


@pytest.mark.parametrize("words", ["x" * 5000, "%", "_", "'; DROP TABLE clients", "🙂", "<zq>"])
async def test_a_strange_search_gets_a_clear_answer(world: World, words: str) -> None:
    world.janis.say(words)
    await world.settle()
    assert "Nothing found" in world.janis.last.text or "too long for a search" in world.janis.last.text


async def test_looking_and_searching_are_recorded_without_words(world: World) -> None:
    await opened(world)
    rows = await world.app.db.all(
        "SELECT action, thing, old, new FROM audit WHERE action LIKE 'client.%' ORDER BY id"
    )
    assert [(row["action"], row["thing"]) for row in rows] == [
        ("client.search", None),
        ("client.view", f"client:{world.cast.acme}"),
    ]


async def test_lead_and_head_see_what_is_theirs(world: World) -> None:
    for phone in (world.oskars, world.ilze):
        phone.say("Levant")
        await world.settle()
        assert "🏢 Levant Trade" in phone.last.text


async def test_a_press_on_a_deleted_client_says_so(world: World) -> None:
    world.janis.say("/add Ephemeral Ltd")
    await world.settle()
    card = world.janis.last
    async with world.app.db.transaction() as tx:
        await tx.execute("DELETE FROM clients WHERE name = 'Ephemeral Ltd'")
    for label in ("📞 Log touch", "🕘 History", "➕ Contact"):
        assert "cannot find that" in (await world.janis.press(label, card)).text


async def test_a_note_for_a_client_who_is_no_longer_mine_is_not_taken(world: World) -> None:
    await opened(world)
    card = world.janis.last
    async with world.app.db.transaction() as tx:
        await tx.execute("UPDATE clients SET manager_id = NULL WHERE id = :id", id=world.cast.acme)
    world.janis.say("secret", reply_to=card)
    await world.settle()
    assert "cannot find that" in world.janis.last.text
    assert await world.app.db.value("SELECT COUNT(*) FROM notes") == 0


async def test_a_note_of_5000_characters_is_refused_and_said(world: World) -> None:
    await opened(world)
    world.janis.say("x" * 5000, reply_to=world.janis.last)
    await world.settle()
    assert "too long for a note" in str([message.text for message in world.janis.messages])


async def test_the_card_shows_scores_and_opens_the_case_and_complaint_of_the_client(world: World) -> None:
    world.anna.say("/rate")
    await world.anna.press("3")
    await world.settle()
    world.anna.say("/cancel")
    world.anna.say("/complaint")
    await world.settle()
    for label in ("Complaint", "Delivery"):
        await world.anna.press(label)
        await world.settle()
    world.anna.say("two boxes are missing")
    await world.anna.press("➡️ That is all")
    await world.anna.press("✅ Send complaint")
    await world.settle()
    await opened(world)
    card = world.janis.last
    assert "Scores: 3 (Anna Bērziņa, Mon 23 Nov)" in card.text
    assert "A case is open" in card.text
    assert "Open complaint C-0001" in card.text
    for label, said in (("🔁 Case", "Acme Ltd"), ("⚠️ C-0001", "two boxes are missing")):
        await world.janis.press(label, card)
        await world.settle()
        assert said in str([message.text for message in world.janis.messages])
