"""People join: contacts, managers, leads and the head, by one-time links; and leave things off."""

import re

import pytest

from playground.model import Message
from playground.phone import Phone
from tests.chats.world import World


def link_in(message: Message) -> str:
    found = re.search(r"start=([\w-]+)", message.text)
    assert found, message.text
    return found[1]


async def newcomer(world: World, name: str = "Zane", language: str = "en", user_id: int = 9001) -> Phone:
    return world.playground.phone(user_id, name, last_name="Ozola", username="zane_o", language_code=language)


async def invited(world: World, name: str = "Nils Kalns") -> str:
    """Oskars invites a new manager; the token."""
    world.oskars.say("/invite")
    await world.oskars.press("➕ Somebody new")
    world.oskars.say(name)
    await world.settle()
    return link_in(world.oskars.last)


async def test_a_new_manager_joins_by_the_link_and_the_lead_hears_of_it(world: World) -> None:
    token = await invited(world)
    nils = await newcomer(world, "Nils")
    nils.start(token)
    await world.settle()
    assert "invites you to work here as manager" in nils.last.text
    assert "Are you Nils?" in nils.last.text
    await nils.press("✅ Yes, connect me")
    await world.settle()
    assert nils.keyboard
    card = world.oskars.last
    assert "Nils Kalns is now manager here: @zane_o" in card.text
    await world.oskars.press("OK", card)
    await world.settle()
    assert "✅ OK · Oskars Liepa" in card.text


async def test_revoking_a_new_manager_ends_the_access_with_the_next_update(world: World) -> None:
    token = await invited(world)
    nils = await newcomer(world, "Nils")
    nils.start(token)
    await nils.press("✅ Yes, connect me")
    await world.settle()
    await world.oskars.press("Not them, unlink")
    nils.say("/today")
    await world.settle()
    assert "not connected here" in nils.last.text
    nils.say("Acme")
    await world.settle()
    assert "know only people who were invited" in nils.last.text
    assert "Acme Ltd" not in nils.last.text


async def test_a_used_link_gives_its_account_the_home_and_others_a_way_out(world: World) -> None:
    token = await invited(world)
    nils = await newcomer(world, "Nils")
    nils.start(token)
    await nils.press("✅ Yes, connect me")
    await world.settle()
    nils.start(token)
    await world.settle()
    assert "Hello, Nils!" in nils.last.text
    world.stranger.start(token)
    await world.settle()
    assert "used already" in world.stranger.last.text
    assert "Nils" not in world.stranger.last.text
    await world.stranger.press("Ask for a new link")
    await world.settle()
    assert "@sam_s" in world.oskars.last.text
    refused = await world.oskars.press("🔗 Make a new link")
    assert "is connected already" in refused.text


@pytest.mark.parametrize("words", ["/start", "/start c" + "x" * 32, "hello", "/find Acme", "/help"])
async def test_a_stranger_learns_nothing(world: World, words: str) -> None:
    world.stranger.say(words)
    await world.settle()
    assert "Acme Ltd" not in world.stranger.last.text
    assert "Jānis" not in world.stranger.last.text
    assert not world.stranger.keyboard


async def test_whoever_does_not_speak_our_languages_chooses_one_first(world: World) -> None:
    token = await invited(world)
    nils = await newcomer(world, "Nils", language="uk")
    nils.start(token)
    await world.settle()
    assert nils.last.buttons == [["English", "Русский"]]
    await nils.press("Русский")
    await nils.press("✅ Да, подключить меня")
    await world.settle()
    assert "Добро пожаловать" in str([m.text for m in nils.messages])


async def test_contacts_switch_what_they_receive_and_stop_it_all(world: World) -> None:
    world.anna.say("/settings")
    await world.anna.press("☑ Greetings")
    await world.settle()
    assert "☐ Greetings" in str(world.anna.last.buttons)
    world.anna.say("/stop")
    await world.settle()
    assert "a complaint of yours that is open still come" in world.anna.last.text
    await world.anna.press("↩ Undo")
    await world.settle()
    assert "☐ Greetings" in str(world.anna.last.buttons)
    world.anna.say("/stop")
    world.anna.say("/start")
    await world.settle()
    assert "🔔 Turn it on again" in str(world.anna.last.buttons)


async def test_the_language_changes_at_once_with_the_keyboard(world: World) -> None:
    world.anna.say("/settings")
    await world.anna.press("🌐 Language")
    await world.anna.press("Русский")
    await world.settle()
    assert "по-русски" in world.anna.last.text
    assert "⚙️ Настройки" in str(world.anna.keyboard)


async def test_a_city_is_found_by_name_and_an_unknown_one_is_said(world: World) -> None:
    world.janis.say("/settings")
    await world.janis.press("🕒 Time zone")
    await world.janis.press("Other…")
    world.janis.say("Atlantis")
    await world.settle()
    assert "do not know that city" in world.janis.last.text
    world.janis.say("Jerusalem")
    await world.settle()
    assert "Time zone: Jerusalem, it is 10:00" in world.janis.last.text


async def test_cancel_closes_the_open_question_and_says_which(world: World) -> None:
    world.oskars.say("/cancel")
    await world.settle()
    assert "nothing to cancel" in world.oskars.last.text
    world.oskars.say("/invite")
    await world.oskars.press("➕ Somebody new")
    world.oskars.say("/cancel")
    await world.settle()
    assert "Nobody was added" in world.oskars.last.text


async def test_help_shows_what_this_role_may_use(world: World) -> None:
    world.anna.say("/help")
    world.oskars.say("/help")
    await world.settle()
    assert "/invite" not in world.anna.last.text
    assert "/invite" in world.oskars.last.text


async def test_privacy_is_told_to_everybody(world: World) -> None:
    for phone in (world.anna, world.janis, world.stranger):
        phone.say("/privacy")
        await world.settle()
        assert "keeps" in phone.last.text


async def test_an_empty_or_endless_name_is_refused_and_the_question_stays_open(world: World) -> None:
    world.oskars.say("/invite")
    await world.oskars.press("➕ Somebody new")
    world.oskars.say("x" * 4096)
    await world.settle()
    assert "too long" in world.oskars.last.text
    world.oskars.say("<b>Nils</b> & Co 🙂")
    await world.settle()
    assert "<b>Nils</b> & Co 🙂" in world.oskars.last.text


async def test_a_new_lead_starts_a_team_and_is_asked_again_after_a_cancel(world: World) -> None:
    world.ilze.say("/invite")
    await world.ilze.press("➕ Somebody new")
    world.ilze.say("Laima Lapa")
    await world.ilze.press("Team lead")
    await world.ilze.press("They start a new team")
    await world.settle()
    laima = await newcomer(world, "Laima")
    laima.start(link_in(world.ilze.last))
    await laima.press("✅ Yes, connect me")
    await world.settle()
    assert "What is your team called?" in laima.last.text
    laima.say("/cancel")
    laima.say("/start")
    await world.settle()
    laima.say("North")
    await world.settle()
    assert "The team “North” is started" in laima.last.text
    laima.say("/invite")
    await laima.press("➕ Somebody new")
    laima.say("Nils Kalns")
    await world.settle()
    assert "Team: North" in laima.last.text


async def test_two_people_pressing_the_same_link_at_once_are_told_apart(world: World) -> None:
    token = await invited(world)
    first, second = await newcomer(world, "Nils"), await newcomer(world, "Eve", user_id=9002)
    for phone in (first, second):
        phone.start(token)
        await world.settle()
    for phone in (first, second):
        phone.tap("✅ Yes, connect me")
    await world.settle()
    said = [" ".join(message.text for message in phone.messages) for phone in (first, second)]
    assert sum("you are connected as manager" in words for words in said) == 1
    assert sum("used already" in words for words in said) == 1
