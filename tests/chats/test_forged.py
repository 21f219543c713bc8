"""Buttons that nobody was given, cards of other things, groups: whoever presses what is not theirs changes nothing."""

from bot.domain.people import Role
from storage import people
from tests.chats.world import World

TEAM = -1007


async def notes(world: World) -> list[str]:
    return [row["thing"] for row in await world.app.db.all("SELECT thing FROM notes ORDER BY id")]


async def test_a_client_cannot_add_clients_by_forged_buttons(world: World) -> None:
    world.anna.say("/help")
    await world.settle()
    answer = await world.anna.press_data("ad:client:0:0", world.anna.last)
    assert "not for your role" in answer.text
    world.anna.say("My own company")
    await world.settle()
    assert await world.app.db.value("SELECT COUNT(*) FROM clients") == 2


async def test_a_stranger_and_a_leaver_press_nothing_but_what_stands_at_the_door(world: World) -> None:
    world.stranger.say("/start")
    world.janis.say("acme")
    await world.settle()
    card = world.janis.last
    for data in ("st:other::0", "ad:client:0:0", "cl:open:1:0:", "fg:show:nps:30:0:0"):
        answer = await world.stranger.press_data(data, world.stranger.last)
        assert "not connected here" in answer.text, data
    async with world.app.db.transaction() as tx:
        await tx.execute("UPDATE people SET left_at = 1 WHERE id = :id", id=world.cast.janis.person_id)
    assert "not connected here" in (await world.janis.press("📞 Log touch", card)).text
    assert await world.app.db.value("SELECT COUNT(*) FROM touches") == 0


async def test_only_the_head_changes_surveys_and_only_who_leads_sends_one(world: World) -> None:
    for phone in (world.anna, world.janis, world.oskars):
        phone.say("/help")
        await world.settle()
        for data in (
            "pg:do:switch:monthly::off::0",
            "pg:see:main:::::0",
            "pg:reset::::::0",
            "pg:ask:day:monthly::::0",
        ):
            assert "not for your role" in (await phone.press_data(data, phone.last)).text, data
    for phone in (world.anna, world.janis):
        assert "not for your role" in (await phone.press_data("wh:monthly", phone.last)).text
    world.ilze.say("/surveys")
    await world.settle()
    for data in ("pg:do:switch:all::off::0", "pg:do:ask:annual:tune:Why?:en:0", "pg:ask:switch:annual::::0",
                 "pg:see:programme:all::::0", "pg:ask:reword:annual:gone::en:0"):  # fmt: skip
        assert "cannot find that" in (await world.ilze.press_data(data, world.ilze.last)).text, data
    for table in ("programme_changes", "waves", "steps"):
        assert await world.app.db.value(f"SELECT COUNT(*) FROM {table}") == 0


async def test_a_reply_to_a_contacts_card_is_a_note_about_the_contact(world: World) -> None:
    world.janis.say("acme")
    await world.settle()
    card = world.janis.last
    await world.janis.press("Igor Sokolov", card)
    await world.settle()
    world.janis.say("prefers mornings", reply_to=card)
    await world.settle()
    assert await notes(world) == [f"person:{world.cast.igor.person_id}"]


async def test_a_reply_to_a_list_of_clients_is_a_search_and_no_note_about_the_first(world: World) -> None:
    world.ilze.say("l")
    await world.settle()
    listed = world.ilze.last
    assert "2 clients" in listed.text
    world.ilze.say("acme", reply_to=listed)
    await world.settle()
    assert "🏢 Acme Ltd" in world.ilze.last.text
    assert await notes(world) == []


async def test_an_old_list_adds_nobody_whose_name_was_typed_for_something_else(world: World) -> None:
    world.ilze.send_contact("+37129999999", "Oto", "Ozols")
    await world.settle()
    world.ilze.say("Acme")
    await world.settle()
    listed = world.ilze.last
    world.ilze.say("/invite")
    await world.ilze.press("➕ Somebody new")
    world.ilze.say("Nils Kalns")
    await world.settle()
    assert "changed in the meantime" in (await world.ilze.press("Acme Ltd", listed)).text
    assert await world.app.db.value("SELECT COUNT(*) FROM contacts") == 3


async def test_a_group_hears_only_that_rapport_is_private_and_nothing_on_other_bots_commands(
    world: World,
) -> None:
    group = world.playground.group(TEAM, "Team", world.janis)
    me = world.playground.world.bot.username
    for words in ("/today@another_bot", f"/today@{me}", "/find acme"):
        world.janis.say(words, chat=TEAM)
        await world.settle()
    said = [message.text for message in group.messages.values() if message.from_bot]
    assert len(said) == 2
    assert all("privately" in text for text in said)


async def test_what_follows_a_command_on_the_next_line_belongs_to_it(world: World) -> None:
    world.janis.say("/find\nacme")
    await world.settle()
    assert "🏢 Acme Ltd" in world.janis.last.text


async def test_what_is_typed_too_long_is_said_back_in_part(world: World) -> None:
    world.janis.say("/stats " + "x" * 4000)
    await world.settle()
    assert "do not know “xxx" in world.janis.last.text


async def test_a_client_has_no_figures_by_forged_buttons_either(world: World) -> None:
    world.anna.say("/help")
    await world.settle()
    for action in ("show", "who", "xlsx"):
        answer = await world.anna.press_data(
            f"fg:{action}:nps:30:{world.cast.anna.person_id}:0", world.anna.last
        )
        assert "not for your role" in answer.text


async def test_a_client_with_very_many_contacts_has_a_card(world: World) -> None:
    async with world.app.db.transaction() as tx:
        for number in range(60):
            await people.add(
                tx, role=Role.CONTACT, name=f"{number} " + "n" * 150, now=world.clock(),
                client_id=world.cast.acme, position="p" * 100,
            )  # fmt: skip
    world.janis.say("acme")
    await world.settle()
    assert "🏢 Acme Ltd" in world.janis.last.text
    await world.janis.press("›")
    await world.settle()
    assert "2 / 8" in str(world.janis.last.buttons)
