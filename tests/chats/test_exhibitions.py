"""Oskars sets up an exhibition; a month ahead Jānis gets his list and works it off."""

from playground.phone import Phone
from storage import clients
from tests.chats.world import World


async def set_up(world: World, who: Phone, dates: str = "15.12.2026-17.12.2026") -> None:
    for text in ("/exhibition", "Riga Expo", dates, "Riga", "C-17"):
        who.say(text)
        await world.settle()


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
    assert "on Mon 21 Dec" in oskars.last.text
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


async def test_a_list_opens_from_the_morning_message(world: World) -> None:
    await set_up(world, world.oskars)
    await world.oskars.press("Everybody")
    await world.oskars.press("✅ Start")
    await world.settle()
    await world.jump(days=1)
    digest = next(m for m in world.janis.messages if "Good morning" in m.text and "Riga Expo" in m.text)
    number = next(line.partition(".")[0] for line in digest.text.splitlines() if "Riga Expo" in line)
    toast = await world.janis.press(number, digest)
    await world.settle()
    assert toast.text == ""
    assert "1 client still to call" in world.janis.last.text


async def test_nobody_to_invite_leads_back_to_the_choice(world: World) -> None:
    await set_up(world, world.oskars)
    await world.oskars.press("New clients")
    await world.settle()
    assert "Nobody would be invited" in world.oskars.last.text
    await world.oskars.press("Back", world.oskars.last)
    await world.settle()
    await world.oskars.press("Key clients")
    await world.settle()
    assert "1 client " in world.oskars.last.text


async def test_a_manager_sees_no_button_to_call_it_off_and_a_lead_without_clients_is_told(
    world: World,
) -> None:
    await set_up(world, world.oskars)
    await world.oskars.press("Everybody")
    await world.oskars.press("✅ Start")
    await world.settle()
    assert "go to the managers now" in world.oskars.last.text
    await world.jump(minutes=1)
    world.janis.say("/exhibitions")
    await world.settle()
    await world.janis.press("Riga Expo", world.janis.last)
    await world.settle()
    assert world.janis.last.buttons == [["📋 My list"]]
    world.oskars.say("/exhibitions")
    await world.settle()
    await world.oskars.press("Riga Expo", world.oskars.last)
    await world.oskars.press("📋 My list")
    await world.settle()
    assert "None of your clients is on this list" in world.oskars.last.text


async def test_a_list_of_three_hundred_is_paged_and_leads_back_to_its_page(world: World) -> None:
    async with world.app.db.transaction() as tx:
        for n in range(300):
            await clients.add(
                tx, name=f"{n:03} <b>&🙂 " + "x" * 90, now=world.clock(), manager_id=world.cast.janis.person_id
            )  # fmt: skip
    await set_up(world, world.oskars)
    await world.oskars.press("Everybody")
    await world.oskars.press("✅ Start")
    await world.settle()
    await world.jump(minutes=1)
    card = next(m for m in world.janis.messages if "0 of 301" in m.text)
    await world.janis.press("›", card)
    await world.settle()
    await world.janis.press("8", card)
    await world.settle()
    await world.janis.press("Back", card)
    await world.settle()
    assert "2 / 51" in [label for row in card.buttons for label in row]
