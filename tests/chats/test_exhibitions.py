"""Oskars sets up an exhibition; a month ahead Jānis gets his list and works it off."""

from tests.chats.world import World


async def test_an_exhibition_from_set_up_to_a_list_worked_off(world: World) -> None:
    oskars, janis = world.oskars, world.janis
    for text in ("/exhibition", "Riga <Expo> & Co", "20.01.2027-22.01.2027", "Riga, hall 2", "C-17"):
        oskars.say(text)
        await world.settle()
    await oskars.press("Everybody")
    await world.settle()
    assert "2 clients" in oskars.last.text
    await oskars.press("✅ Start")
    await world.settle()
    await world.jump(days=30)
    card = next(m for m in janis.messages if "Your list" in m.text)
    assert "Riga <Expo> & Co" in card.text
    assert "0 of 1 called" in card.text
    await janis.press("1", card)
    await world.settle()
    await janis.press("✅ Coming", card)
    await world.settle()
    assert "1 of 1 called" in card.text
    oskars.say("/exhibitions")
    await world.settle()
    assert "Jānis Bērziņš: 1 of 1 called" in oskars.last.text


async def test_a_date_that_does_not_exist_is_refused_and_asked_again(world: World) -> None:
    for text in ("/exhibition", "Expo", "31.02.2027"):
        world.oskars.say(text)
        await world.settle()
    assert "calendar" in world.oskars.last.text
    world.oskars.say("28.02.2027")
    await world.settle()
    assert "where is it" in world.oskars.last.text
