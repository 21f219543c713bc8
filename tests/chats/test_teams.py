"""/team: looking, moving, roles, and a leaver whose everything goes over at once."""

from playground.phone import Phone
from tests.chats.world import World


async def says(world: World, phone: Phone, words: str) -> str:
    phone.say(words)
    await world.settle()
    return str(phone.last.text)


async def press(world: World, phone: Phone, what: str) -> str:
    await phone.press(what)
    await world.settle()
    return str(phone.last.text)


async def open_person(world: World, phone: Phone, number: str, team: str | None = None) -> str:
    await says(world, phone, "/team")
    if team:
        await press(world, phone, team)
    return await press(world, phone, number)


async def team_name(world: World) -> str:
    return str(await world.app.db.value("SELECT name FROM teams WHERE id = 1"))


async def test_a_lead_sees_the_own_team_and_each_of_it(world: World) -> None:
    text = await says(world, world.oskars, "/team")
    assert "Oskars Liepa · team lead · 0 clients · you" in text
    assert "Jānis Bērziņš · manager · 1 client" in text
    assert "Ilze" not in text
    page = await open_person(world, world.oskars, "2")
    assert "Jānis Bērziņš" in page
    assert "Has: 1 client" in page
    assert "🎖 Role…" not in world.oskars.last.labels


async def test_the_head_sees_every_team_renames_and_starts_one(world: World) -> None:
    name = await team_name(world)
    assert name in await says(world, world.ilze, "/team")
    await press(world, world.ilze, name)
    await press(world, world.ilze, "✏️ Rename")
    assert "Team North" in await says(world, world.ilze, "North")
    await says(world, world.ilze, "/team")
    await press(world, world.ilze, "➕ New team")
    assert "already" in await says(world, world.ilze, "north")
    assert "Nobody is in it yet" in await says(world, world.ilze, "South")


async def test_a_move_takes_the_clients_along_and_the_lead_sees_them_no_more(world: World) -> None:
    name = await team_name(world)
    await says(world, world.ilze, "/team")
    await press(world, world.ilze, "➕ New team")
    await says(world, world.ilze, "South")
    await open_person(world, world.ilze, "2", name)
    await press(world, world.ilze, "↔ Team…")
    assert "Team: South" in await press(world, world.ilze, "South")
    assert "in the team “South”" in world.janis.last.text
    assert "Acme Ltd" not in await says(world, world.oskars, "/find Acme")
    assert "Acme Ltd" in await says(world, world.janis, "/find Acme")


async def test_another_head_after_a_question_and_never_none(world: World) -> None:
    name = await team_name(world)
    await says(world, world.ilze, "/team")
    await press(world, world.ilze, "No team")
    await press(world, world.ilze, "1")
    await press(world, world.ilze, "🎖 Role…")
    toast = await world.ilze.press("Manager")
    assert "only head" in toast.text
    await open_person(world, world.ilze, "2", name)
    await press(world, world.ilze, "🎖 Role…")
    await press(world, world.ilze, "Head")
    assert "head" in await press(world, world.ilze, "Yes, make them head")
    assert "Levant" in await says(world, world.janis, "/find Levant")


async def test_a_leaver_hands_over_everything_and_has_no_access_with_the_next_update(world: World) -> None:
    await says(world, world.paivi, "/away 1.12-5.12 Jānis")
    world.janis.say("/call Acme tomorrow 11:00")
    await world.settle()
    await open_person(world, world.oskars, "2")
    await press(world, world.oskars, "👋 Hand over and leave…")
    asked = await press(world, world.oskars, "Päivi Korhonen")
    assert "gets: 1 client and 1 call" in asked
    done = await press(world, world.oskars, "👋 Yes, hand over and end access")
    assert "✅ Jānis Bērziņš has left" in done
    assert "1 client and 1 call" in done
    assert any("You have got everything of theirs" in one.text for one in world.paivi.messages)
    assert any("can no longer stand in for Päivi" in one.text for one in world.paivi.messages)
    assert "Acme Ltd" in await says(world, world.paivi, "/find Acme")
    said = await says(world, world.janis, "/find Acme")
    assert "Acme Ltd" not in said
    world.janis.say("Acme")
    await world.settle()
    assert "know only people who were invited" in world.janis.last.text
    await world.jump(days=1, hours=2)
    assert any("11:00" in one.text and "Acme" in one.text for one in world.paivi.messages)
    assert await world.app.db.value("SELECT COUNT(*) FROM audit WHERE action = 'person.leave'") == 1


async def test_a_new_lead_cannot_name_a_team_like_another(world: World) -> None:
    name = await team_name(world)
    await open_person(world, world.ilze, "2", name)
    await press(world, world.ilze, "↔ Team…")
    await press(world, world.ilze, "No team")
    await press(world, world.ilze, "🎖 Role…")
    await press(world, world.ilze, "Team lead")
    await says(world, world.janis, "/start")
    assert "already" in await says(world, world.janis, name.upper())
    assert "is started" in await says(world, world.janis, "South")
