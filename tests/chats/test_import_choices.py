"""Ilze mends what was guessed about a file before it is written: columns, dates, letters, clients or staff."""

from tests.chats.test_imports import send
from tests.chats.world import World

SLASHED = b"Name;Tel;Born;Wer\nAcme;29111001;03/04/1990;Anna\nLevant;29111002;05/06/1991;Noa\n"
RUSSIAN = "Name;Tel\nИгорь Ёлкин;29111001\nШурочка;29111002\n".encode("cp1251")


async def test_a_column_that_was_not_read_is_given_its_meaning(world: World) -> None:
    text = await send(world, "odd.csv", SLASHED)
    assert "Not read: Wer" in text
    card = world.ilze.last
    await world.ilze.press("✏️ Change columns", card)
    await world.ilze.press("Wer → not read", card)
    await world.settle()
    assert "for example: Anna and Noa" in card.text
    await world.ilze.press("contact", card)
    await world.settle()
    assert "Wer → contact" in card.text
    await world.restart()
    await world.ilze.press("✖ Cancel", card)
    await world.settle()
    assert "Wer → contact" not in card.text
    assert "Cancelled" in card.text


async def test_dates_that_can_be_read_two_ways_come_in_when_the_order_is_chosen(world: World) -> None:
    text = await send(world, "odd.csv", SLASHED)
    card = world.ilze.last
    assert "2 errors" in text
    assert "can be read two ways" in text
    await world.ilze.press("✏️ Change columns", card)
    await world.ilze.press("Born → birthday", card)
    await world.ilze.press("03/04 = 4 March", card)
    await world.settle()
    await world.ilze.press("✏️ Change columns", card)
    await world.ilze.press("Born → birthday", card)
    await world.settle()
    assert card.buttons[0] == ["03/04 = 3 April", "• 03/04 = 4 March"]
    for _ in range(2):
        await world.ilze.press("‹ Back", card)
        await world.settle()
    assert "errors" not in card.text
    await world.restart()
    await world.ilze.press("✅ Import 2 rows", card)
    await world.settle()
    born = "SELECT birth_day * 100 + birth_month FROM people WHERE name = 'Acme'"
    assert await world.app.db.value(born) == 403


async def test_wrong_letters_are_seen_and_mended_by_one_tap_on_the_right_names(world: World) -> None:
    text = await send(world, "clients.csv", RUSSIAN)
    card = world.ilze.last
    assert "Игорь" not in text
    await world.ilze.press("🔤 Wrong letters?", card)
    await world.ilze.press("Игорь Ёлкин, Шурочка", card)
    await world.settle()
    assert "For example: Игорь Ёлкин and Шурочка" in card.text
    await world.ilze.press("✅ Import 2 rows", card)
    await world.settle()
    assert await world.app.db.value("SELECT COUNT(*) FROM clients WHERE name = 'Шурочка'") == 1


async def test_a_table_taken_for_clients_can_be_one_of_staff(world: World) -> None:
    await send(world, "people.csv", b"Name;Tel\nZane Ozola;29111001\n")
    card = world.ilze.last
    await world.ilze.press("✏️ Change columns", card)
    await world.ilze.press("These are staff", card)
    await world.settle()
    assert "one row · staff" in card.text


async def test_a_choice_without_which_nobody_has_a_name_is_refused_and_changes_nothing(world: World) -> None:
    await send(world, "people.csv", b"Client;Tel\nAcme;29111001\n")
    card = world.ilze.last
    await world.ilze.press("✏️ Change columns", card)
    await world.ilze.press("Client → client", card)
    answer = await world.ilze.press("Do not read it", card)
    assert "No column of this table names" in answer.text
    for _ in range(2):
        await world.ilze.press("‹ Back", card)
        await world.settle()
    assert "Client → client" in card.text


async def test_a_stale_choice_shows_the_file_as_it_is(world: World) -> None:
    await send(world, "odd.csv", SLASHED)
    card = world.ilze.last
    await world.ilze.press("✏️ Change columns", card)
    await world.ilze.press_data("ic:field:1:1:3:city", card)
    answer = await world.ilze.press_data("ic:field:1:1:3:contact", card)
    assert "changed in the meantime" in answer.text
    await world.settle()
    assert "Wer → city" in card.text
    await world.ilze.press("✖ Cancel", card)
    for data in (
        "ic:columns:1:1:0:",
        "ic:column:1:2:3:",
        "ic:letters:1:2:0:",
        "ic:kind:1:2:0:staff",
        "im:show:1",
    ):
        await world.ilze.press_data(data, card)
        await world.settle()
        assert "Cancelled" in card.text


async def test_choices_are_the_heads_alone_and_forged_ones_do_nothing(world: World) -> None:
    await send(world, "odd.csv", SLASHED)
    for data in ("ic:columns:1:1:0:", "ic:field:1:1:3:contact", "ic:page:1:1:0:cp1251"):
        answer = await world.janis.press_data(data, world.ilze.last)
        assert "not for your role" in answer.text
    for data in ("ic:field:1:1:3:shoe", "ic:field:999:1:3:city"):
        answer = await world.ilze.press_data(data, world.ilze.last)
        assert "cannot find that" in answer.text
    for data in (
        "ic:column:1:1:99:",
        "ic:columns:1:1:77:",
        "ic:order:1:1:0:shoe/size",
        "ic:page:1:1:0:rot13",
    ):
        await world.ilze.press_data(data, world.ilze.last)
        await world.settle()
    assert "odd.csv" in world.ilze.last.text
