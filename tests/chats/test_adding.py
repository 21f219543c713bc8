"""Jānis adds people: typed, from the address book, picked in Telegram; who is likely known is shown first."""

from storage import searching
from tests.chats.world import World

VCARD = """BEGIN:VCARD
VERSION:3.0
N:Ozols;Oto;;;
FN:Oto Ozols
ORG:Acme Limited;Sales
TITLE:Buyer
TEL;TYPE=CELL:+371 29 999 999
EMAIL:oto@acme.example
BDAY:1990-05-17
END:VCARD
"""


async def added(world: World, name: str) -> dict[str, object]:
    """The one contact of this name as stored."""
    rows = await world.app.db.all(
        "SELECT p.*, k.client_id FROM people p JOIN contacts k ON k.person_id = p.id WHERE p.name = :name",
        name=name,
    )
    assert len(rows) == 1, rows
    return dict(rows[0])


async def test_somebody_picked_in_telegram_becomes_a_contact_and_the_keyboard_comes_back(
    world: World,
) -> None:
    world.janis.start()
    await world.settle()
    home = world.janis.keyboard
    world.janis.say("/add")
    await world.settle()
    assert world.janis.last.buttons == [
        ["🏢 New client"], ["👤 From Telegram", "📇 Contact card"], ["⌨️ Type it"],
    ]  # fmt: skip
    await world.janis.press("👤 From Telegram")
    await world.settle()
    assert world.janis.keyboard == [["👤 Choose in Telegram"], ["✖ Cancel"]]
    await world.restart()
    world.janis.pick("👤 Choose in Telegram", world.stranger)
    await world.settle()
    assert "Whose contact is" in world.janis.last.text
    assert world.janis.keyboard == home
    world.janis.say("Acme")
    await world.settle()
    asked = world.janis.last
    await world.janis.press("Acme Ltd", asked)
    await world.settle()
    assert "Telegram: not connected" in asked.text
    new = await added(world, world.stranger.user.name)
    assert (new["client_id"], new["user_id"], new["username"]) == (
        world.cast.acme, None, world.stranger.user.username or None,
    )  # fmt: skip
    await world.janis.press_data(f"ad:pick:{world.cast.acme}:0", asked)
    await world.settle()
    await added(world, world.stranger.user.name)


async def test_picking_can_be_left_and_a_known_account_is_shown(world: World) -> None:
    world.janis.start()
    await world.settle()
    home = world.janis.keyboard
    world.janis.say("acme")
    await world.janis.press("➕ Contact")
    await world.janis.press("👤 From Telegram")
    await world.janis.press("✖ Cancel")
    await world.settle()
    assert "Nobody was added" in world.janis.last.text
    assert world.janis.keyboard == home
    world.janis.say("acme")
    await world.janis.press("➕ Contact")
    await world.janis.press("👤 From Telegram")
    await world.settle()
    world.janis.pick("👤 Choose in Telegram", world.anna)
    await world.settle()
    assert "looks like somebody you have already" in world.janis.last.text
    assert world.janis.last.buttons[0] == ["Anna Bērziņa · Acme Ltd"]
    world.janis.say("/cancel")
    await world.settle()
    assert world.janis.keyboard == home


async def test_a_vcard_brings_the_company_the_birthday_and_the_mail(world: World) -> None:
    world.janis.send_contact("+37129999999", "Oto", "Ozols", vcard=VCARD)
    await world.settle()
    assert (
        world.janis.last.text
        == "Oto Ozols: which client is “Acme Limited”? Choose one, type another name, or add a new one."
    )
    await world.janis.press("🏢 A new client of that name")
    await world.settle()
    assert "🏢 Acme Limited" in world.janis.last.text
    new = await added(world, "Oto Ozols")
    assert (new["email"], new["position"], new["phone_key"]) == ("oto@acme.example", "Buyer", "+37129999999")
    assert (new["birth_day"], new["birth_month"], new["birth_year"]) == (17, 5, 1990)


async def test_a_typed_contact_is_asked_whose_and_keeps_role_and_birthday(world: World) -> None:
    world.janis.say("/add")
    await world.janis.press("⌨️ Type it")
    await world.settle()
    world.janis.say("Līga Kalna, 29111222, liga@x.example, accountant, 3.4.1988")
    await world.settle()
    world.janis.say("Acm")
    await world.settle()
    await world.janis.press("Acme Ltd")
    await world.settle()
    assert "👤 Līga Kalna · Acme Ltd" in world.janis.last.text
    new = await added(world, "Līga Kalna")
    assert (new["position"], new["birth_day"], new["birth_month"], new["birth_year"]) == (
        "accountant",
        3,
        4,
        1988,
    )


async def test_likely_contacts_are_shown_by_mail_phone_and_similar_name_but_never_anothers(
    world: World,
) -> None:
    async with world.app.db.transaction() as tx:
        await tx.execute(
            "UPDATE people SET email = 'anna@acme.example' WHERE id = :id", id=world.cast.anna.person_id
        )
        await tx.execute(
            "UPDATE people SET email = 'noa@levant.example' WHERE id = :id", id=world.cast.noa.person_id
        )
        await searching.index(tx, [world.cast.acme, world.cast.levant])
    for typed in ("Anna Berzinna", "Zane, ANNA@acme.example", "Zane, 26 123 456", "Anna"):
        world.janis.say("acme")
        await world.janis.press("➕ Contact")
        world.janis.say(typed)
        await world.settle()
        assert world.janis.last.buttons[0] == ["Anna Bērziņa · Acme Ltd"], typed
    world.janis.say("acme")
    await world.janis.press("➕ Contact")
    world.janis.say(f"{world.cast.noa.name}, noa@levant.example")
    await world.settle()
    assert f"👤 {world.cast.noa.name} · Acme Ltd" in world.janis.last.text


async def test_likely_clients_are_shown_whatever_their_legal_form_and_one_mistake(world: World) -> None:
    for typed in ("SIA Acme", "ACME", "Akme Ltd", "Acme, SIA"):
        world.janis.say(f"/add {typed}")
        await world.settle()
        assert world.janis.last.buttons[0] == ["Acme Ltd"], typed
    world.janis.say("/add Levant Trade")
    await world.settle()
    assert "🏢 Levant Trade" in world.janis.last.text


async def test_of_two_contact_cards_at_once_the_first_question_does_not_take_the_second(world: World) -> None:
    world.janis.send_contact("+37129999991", "Oto", vcard=VCARD)
    await world.settle()
    first = world.janis.last
    world.janis.send_contact("+37129999992", "Zane", "Liepa", vcard=VCARD.replace("Oto", "Zane"))
    await world.settle()
    second = world.janis.last
    answer = await world.janis.press("🏢 A new client of that name", first)
    assert "changed in the meantime" in answer.text
    await world.janis.press("🏢 A new client of that name", second)
    await world.settle()
    await added(world, "Zane Liepa")
    for name in ("Acme", "Levant Trade, SIA", "Acme SIA"):
        world.janis.say(f"/add {name}")
        await world.settle()
        if name == "Acme":
            first = world.janis.last
    assert "changed in the meantime" in (await world.janis.press("➕ Another one: add anyway", first)).text


async def test_a_colleague_is_no_contact_and_without_a_name_one_is_asked_for(world: World) -> None:
    world.janis.share_contact()
    await world.settle()
    assert "is a colleague" in world.janis.last.text
    world.janis.start()
    world.stranger.user.first_name = world.stranger.user.username = ""
    for who, words in (
        (world.oskars, "Oskars Liepa is a colleague"),
        (world.stranger, "did not tell a name"),
    ):
        world.janis.say("acme")
        await world.janis.press("➕ Contact")
        await world.janis.press("👤 From Telegram")
        await world.settle()
        world.janis.pick("👤 Choose in Telegram", who)
        await world.settle()
        assert words in world.janis.last.text
    world.janis.say("Zoe Stranger")
    await world.settle()
    assert "👤 Zoe Stranger · Acme Ltd" in world.janis.last.text
