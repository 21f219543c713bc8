"""Links of contacts and staff after they are made: seen on the card, revoked, replaced, printed; another account."""

import re

from playground.model import Message
from playground.phone import Phone
from tests.chats.test_joining import link_in, newcomer
from tests.chats.world import World


async def say(phone: Phone, words: str, world: World) -> str:
    phone.say(words)
    await world.settle()
    return phone.last.text


async def press(phone: Phone, label: str, world: World, card: Message | None = None) -> str:
    await phone.press(label, card)
    await world.settle()
    return phone.last.text


async def card_of(world: World, who: str = "Anna Bērziņa") -> Message:
    await say(world.janis, "acme", world)
    await press(world.janis, who, world)
    return world.janis.last


async def unlinked(world: World) -> Message:
    """Anna's card, without an account."""
    card = await card_of(world)
    await press(world.janis, "✂️ Unlink", world, card)
    return world.janis.last


async def test_the_card_tells_what_became_of_the_link(world: World) -> None:
    card = await unlinked(world)
    await press(world.janis, "🔗 Invite link", world, card)
    token = link_in(world.janis.last)
    card = await card_of(world)
    assert "Link made 23 Nov, until 23 Dec, not used yet." in card.text
    await press(world.janis, "✖ Revoke link", world, card)
    assert "The link of 23 Nov was revoked." in world.janis.last.text
    phone = await newcomer(world, "Anna", user_id=9009)
    phone.start(token)
    await world.settle()
    assert "withdrawn or replaced" in phone.last.text
    await press(world.janis, "‹ Back", world)
    await press(world.janis, "🔗 Invite link", world)
    await world.jump(days=31)
    assert "ran out on 23 Dec, unused" in (await card_of(world)).text


async def test_showing_a_link_again_makes_a_new_one_and_revokes_the_old(world: World) -> None:
    card = await unlinked(world)
    tokens = []
    for _ in range(2):
        await press(world.janis, "🔗 Invite link", world, card)
        tokens.append(link_in(world.janis.last))
    await press(world.janis, "QR code", world)
    assert world.janis.last.kind == "photo"
    phone = await newcomer(world, "Anna", user_id=9009)
    phone.start(tokens[0])
    await world.settle()
    assert "withdrawn or replaced" in phone.last.text
    phone.start(tokens[1])
    await world.settle()
    assert "Are you Anna?" in phone.last.text


async def test_another_account_goes_on_where_the_old_one_ended(world: World) -> None:
    await say(world.anna, "/rate", world)
    asked = world.anna.last
    await say(world.anna, "/complaint", world)
    await press(world.anna, "⚠️ Complaint", world)
    await press(world.anna, "Delivery", world)
    card = await card_of(world)
    await press(world.janis, "🔁 New account", world, card)
    assert "loses its access at once" in world.janis.last.text
    question = world.janis.last
    await press(world.janis, "🔁 Unlink the account, make a link", world, question)
    token = link_in(world.janis.last)
    refused = await world.janis.press_data(f"ac:other!:{world.cast.anna.person_id}", world.janis.last)
    assert "no account is connected any more" in refused.text
    assert "not connected here, or not any more" in await say(world.anna, "/my", world)
    assert "know only people" in await say(world.anna, "hello", world)
    world.anna.send_voice()
    assert "not connected here" in (await world.anna.press("3", asked)).text
    assert await world.app.db.value("SELECT COUNT(*) FROM answers") == 0
    assert await world.app.db.value("SELECT COUNT(*) FROM words") == 0
    old = len(world.anna.messages)
    phone = await newcomer(world, "Anna", user_id=9010)
    phone.start(token)
    await press(phone, "✅ Yes, connect me", world)
    await world.jump(hours=1)
    assert any("How likely" in message.text for message in phone.messages)
    await press(phone, "3", world, next(m for m in phone.messages if "How likely" in m.text))
    assert await world.app.db.value("SELECT score FROM answers") == 3
    assert len(world.anna.messages) == old
    world.anna.start(token)
    await world.settle()
    assert "used already" in world.anna.last.text


async def test_the_old_account_finds_nothing_behind_the_link_it_once_used(world: World) -> None:
    card = await unlinked(world)
    await press(world.janis, "🔗 Invite link", world, card)
    token = link_in(world.janis.last)
    phone = await newcomer(world, "Anna", user_id=9011)
    phone.start(token)
    await press(phone, "✅ Yes, connect me", world)
    card = await card_of(world)
    await press(world.janis, "🔁 New account", world, card)
    await press(world.janis, "🔁 Unlink the account, make a link", world)
    phone.start(token)
    await world.settle()
    assert "know only people who were invited" in phone.last.text
    assert "Anna" not in phone.last.text


async def test_links_of_staff_are_revoked_in_the_list_of_invite(world: World) -> None:
    await say(world.oskars, "/invite", world)
    await press(world.oskars, "➕ Somebody new", world)
    await say(world.oskars, "Nils Kalns", world)
    token = link_in(world.oskars.last)
    await say(world.oskars, "/invite", world)
    await press(world.oskars, "Nils Kalns · manager", world)
    assert "Link made 23 Nov, until 26 Nov, not used yet." in world.oskars.last.text
    await press(world.oskars, "✖ Revoke link", world)
    assert "was revoked" in world.oskars.last.text
    world.stranger.start(token)
    await world.settle()
    assert "withdrawn or replaced" in world.stranger.last.text
    await press(world.oskars, "🔗 Invite link", world)
    assert link_in(world.oskars.last) != token


async def test_a_sheet_holds_a_code_for_everybody_who_is_not_connected(world: World) -> None:
    await unlinked(world)
    await press(world.janis, "🔗 Invite link", world)
    before = link_in(world.janis.last)
    text = await say(world.janis, "/sheet", world)
    assert "one contact not connected. Manager: Jānis Bērziņš" in text
    assert "One of them has a link already: it stops working." in text
    offer = world.janis.last
    await press(world.janis, "🖨 Make the sheet", world, offer)
    document = world.janis.last
    assert document.kind == "document"
    page = world.janis.file(document).data.decode()
    assert "Anna" in page
    assert "Bērziņa" not in page
    assert "<script" not in page
    (url,) = set(re.findall(r"https://t\.me/\S+?start=(c[\w-]+)", page))
    assert (
        "made already"
        in (await world.janis.press_data(f"sh:make:{world.cast.janis.person_id}:0:1", offer)).text
    )
    phone = await newcomer(world, "Anna", user_id=9012)
    phone.start(before)
    await world.settle()
    assert "withdrawn or replaced" in phone.last.text
    phone.start(url)
    await press(phone, "✅ Yes, connect me", world)
    assert "nobody to invite" in await say(world.janis, "/sheet", world)
    stored = str([dict(row) for row in await world.app.db.all("SELECT * FROM letters")])
    assert url not in stored
    assert "printed invite links, contacts: 1" in await say(world.ilze, "/audit exports", world)


async def test_the_head_chooses_whose_sheet_and_a_manager_gets_only_the_own(world: World) -> None:
    async with world.app.db.transaction() as tx:
        await tx.execute("UPDATE people SET user_id = NULL WHERE role = 'contact'")
    assert "Whose contacts?" in await say(world.ilze, "/sheet", world)
    await press(world.ilze, "Päivi Korhonen · 1", world)
    assert "Manager: Päivi Korhonen" in world.ilze.last.text
    assert "2 contacts not connected" in await say(world.janis, "/sheet", world)
    other = world.cast.paivi.person_id
    refused = await world.janis.press_data(f"sh:of:{other}:0:0", world.janis.last)
    assert "nobody to invite" in refused.text
    await say(world.anna, "/help", world)
    assert "not connected here" in (await world.anna.press_data("sh:of:0:0:0", world.anna.last)).text


async def test_an_account_of_somebody_else_changes_nothing_by_a_link(world: World) -> None:
    card = await unlinked(world)
    await press(world.janis, "🔗 Invite link", world, card)
    world.igor.start(link_in(world.janis.last))
    await world.settle()
    assert "другого человека" in world.igor.last.text
    assert await world.app.db.value("SELECT COUNT(*) FROM people WHERE user_id = 2002") == 1
