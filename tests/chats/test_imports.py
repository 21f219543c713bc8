"""Ilze sends files to the bot: dry run, one button, undo; whatever is wrong with a file is told."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.files import tables
from storage import jobs
from tests.chats.world import World
from tests.files.books import ods, xls

DATA = Path(__file__).parents[1] / "data"
CLIENTS = (DATA / "northwind-clients.csv").read_bytes()
MANAGERS = (DATA / "northwind-managers.csv").read_bytes()


async def send(world: World, name: str, data: bytes) -> str:
    world.ilze.send_document(name, data)
    await world.settle()
    return world.ilze.last.text


async def test_the_whole_client_base_comes_in_by_one_file_and_one_button(world: World) -> None:
    text = await send(world, "northwind-clients.csv", CLIENTS)
    card = world.ilze.last
    assert "northwind-clients.csv · 91 rows · clients" in text
    assert "91 new" in text
    assert "9 colleagues come in by name only" in text
    assert "kept as written" in text
    world.ilze.say("Frankenversand")
    await world.settle()
    assert "Nothing found" in world.ilze.last.text
    await world.ilze.press("✅ Import 91 rows", card)
    await world.settle()
    assert "✅ Imported: 91 new, 0 changed" in card.text
    world.ilze.say("Frankenversand")
    await world.settle()
    assert "Nancy Davolio" in world.ilze.last.text
    again = await send(world, "northwind-clients.csv", CLIENTS)
    assert "no row would change anything" in again
    assert not any("Import" in label for row in world.ilze.last.buttons for label in row)


async def test_an_import_is_undone_as_a_whole(world: World) -> None:
    await send(world, "managers.csv", MANAGERS)
    card = world.ilze.last
    await world.ilze.press("✅ Import 9 rows", card)
    await world.ilze.press("↩ Undo", card)
    await world.settle()
    assert "11 removed" in card.text
    assert "Undone" in card.text


async def test_an_imported_manager_joins_and_finds_their_clients(world: World) -> None:
    for data in (CLIENTS, MANAGERS):
        await send(world, "file.csv", data)
        await world.ilze.press("✅ Import")
    world.ilze.say("/invite")
    await world.ilze.press("Nancy Davolio")
    await world.settle()
    token = world.ilze.last.text.partition("start=")[2].split()[0]
    nancy = world.playground.phone(9001, "Nancy", username="nancy_d", language_code="en")
    nancy.start(token)
    await nancy.press("✅ Yes, connect me")
    await world.settle()
    assert any("15 clients wait for you" in message.text for message in nancy.messages)
    nancy.say("Frankenversand")
    await world.settle()
    assert "🏢 Frankenversand" in nancy.last.text
    nancy.say("Acme")
    await world.settle()
    assert "Nothing found" in nancy.last.text


async def test_a_waiting_file_is_imported_after_a_restart(world: World) -> None:
    await send(world, "managers.csv", MANAGERS)
    card = world.ilze.last
    await world.restart()
    await world.ilze.press("✅ Import 9 rows", card)
    await world.settle()
    assert "Imported: 9 new" in card.text


async def test_managers_and_clients_import_nothing(world: World) -> None:
    for phone in (world.janis, world.oskars):
        phone.send_document("clients.csv", CLIENTS)
        await world.settle()
        assert "Only the head imports files" in phone.last.text
        answer = await phone.press_data("im:write:1", phone.last)
        assert "not for your role" in answer.text
    assert await world.app.db.value("SELECT COUNT(*) FROM imports") == 0


async def test_a_file_of_21_megabytes_gets_a_clear_answer(world: World) -> None:
    assert "larger than 20 MB" in await send(world, "clients.csv", b"x" * (21 * 1024 * 1024))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("clients.xlsx", b"PK\x03\x04 broken", "is damaged"),
        ("clients.xlsx", tables.xlsx_bytes(["client"], [["A"]])[:900], "is damaged"),
        ("clients.csv", b"", "nothing in this file"),
        ("clients.csv", b"\x00\x01\x02\x03" * 50, "CSV, XLSX, XLS, ODS"),
        ("clients.csv", b"foo;bar\n1;2\n", "No column of this table names"),
        ("clients.csv", b"Acme;Anna;26123456\nLevant;Noa;26123457\n", "call that column “Client” or “Name”"),
        ("letter.txt", b"Dear Ilze,\nplease call me back.\n", "call that column “Client” or “Name”"),
        ("clients.xlsx", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\x01\x02", "vCard"),
        ("clients.csv", ("Client" + ";x" * 600 + "\n").encode(), "more than 500 columns"),
        ("clients.xls", b"\xef\xbb\xbf\n<html><table><tr><td>Client", "This is a web page"),
        ("clients.csv", b"%PDF-1.7\nletters alone", "CSV, XLSX, XLS, ODS"),
        ("clients.zip", b"PK\x03\x04", "CSV, XLSX, XLS, ODS"),
        ("clients.numbers", b"PK\x03\x04", "CSV, XLSX, XLS, ODS"),
        ("clients.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100, "CSV, XLSX, XLS, ODS"),
    ],
)
async def test_a_file_that_cannot_be_read_gets_a_clear_answer(
    world: World, name: str, data: bytes, said: str
) -> None:
    assert said in await send(world, name, data)


async def test_a_table_with_every_row_wrong_names_each_row_and_offers_no_import(world: World) -> None:
    rows = "\n".join(f"Client {n};31.02.20{n}" for n in range(10, 40))
    text = await send(world, "wrong.csv", f"client;first deal\n{rows}\n".encode())
    assert "30 errors" in text
    assert "row 2 · first deal: “31.02.2010” is not in any calendar" in text
    assert "and 20 more" in text
    assert world.ilze.last.buttons == [["✏️ Change columns"], ["⬇️ All problems", "✖ Cancel"]]
    await world.ilze.press("⬇️ All problems")
    await world.settle()
    sheet = tables.read(world.ilze.file(world.ilze.last).data)
    assert len(sheet.lines) == 30


async def test_names_with_markup_and_emoji_come_in_as_they_are(world: World) -> None:
    text = await send(
        world, "<b>&.csv", "client;contact;country\n<b>Bold</b> & 🙂;Ann <i>;Atlantis\n".encode()
    )
    assert "“Atlantis” is not a country that I know" in text
    await world.ilze.press("✅ Import")
    await world.settle()
    world.ilze.say("<b>bold")
    await world.settle()
    assert "🏢 <b>Bold</b> & 🙂" in world.ilze.last.text


async def test_forged_and_missing_imports_look_alike(world: World) -> None:
    world.ilze.say("/import")
    await world.settle()
    for action in ("write", "cancel", "undo", "problems"):
        answer = await world.ilze.press_data(f"im:{action}:999", world.ilze.last)
        assert "cannot find that" in answer.text


async def test_headings_of_any_length_and_number_get_an_answer_with_two_names(world: World) -> None:
    extra = ";".join(f"{n}" + "h" * 300 for n in range(90))
    text = await send(world, "wide.csv", f"client;{extra}\nPlain\nŠķēle\n".encode())
    assert "2 new" in text
    assert "For example: Šķēle and Plain" in text


async def test_a_table_without_rows_says_that_there_is_nothing(world: World) -> None:
    text = await send(world, "empty.csv", b"client;contact\n")
    assert "\n\n" not in text
    assert "nothing to import" in text


async def test_contacts_of_a_telephone_come_in_by_one_file(world: World) -> None:
    text = await send(world, "contacts.vcf", (DATA / "exports" / "iphone.vcf").read_bytes())
    assert "contacts.vcf · 3 rows · clients" in text
    assert "3 new" in text
    await world.ilze.press("✅ Import 3 rows")
    await world.settle()
    world.ilze.say("Jūras Vējš")
    await world.settle()
    assert "Zane Bērziņa" in world.ilze.last.text


@pytest.mark.parametrize(("name", "make"), [("clients.ods", ods), ("clients.xls", xls), ("data.bin", ods)])
async def test_a_workbook_is_known_by_what_it_is(world: World, name: str, make: Callable[..., bytes]) -> None:
    data = make(["Client", "Contact"], ["Ziemeļi", "Māra"])
    world.ilze.send_document(name, data, mime="application/vnd.oasis.opendocument.spreadsheet")
    await world.settle()
    assert "one new" in world.ilze.last.text or "1 new" in world.ilze.last.text


async def test_a_list_with_titles_says_where_its_headings_stand(world: World) -> None:
    text = await send(world, "list.csv", b"OUR CLIENTS\n\nClient;Contact\nAcme Two;Anna Two\n")
    assert "The headings stand in row 3" in text


def many(rows: int) -> bytes:
    """A file large enough for a job."""
    lines = (
        f"N{n};Client {n} Ltd;Person {n};2{n:07};a note that makes the file longer {n}" for n in range(rows)
    )
    return "\n".join(["client number;client;contact;phone;notes", *lines]).encode()


async def test_a_large_file_is_read_and_written_by_a_job_that_shows_how_far_it_is(world: World) -> None:
    text = await send(world, "many.csv", many(2500))
    card = world.ilze.last
    assert "many.csv · 2,500 rows" in text
    assert "2,500 new" in text
    await world.ilze.press("✅ Import", card)
    await world.settle()
    assert "✅ Imported: 2,500 new, 0 changed" in card.text
    assert await world.app.db.value("SELECT COUNT(*) FROM import_rows") == 0
    assert await world.app.db.value("SELECT content FROM imports") == ""
    world.ilze.say("Client 2499")
    await world.settle()
    assert "🏢 Client 2499 Ltd" in world.ilze.last.text
    await world.ilze.press("↩ Undo", card)
    await world.settle()
    assert "5,000 removed" in card.text
    states = await world.app.db.all("SELECT kind, state FROM jobs ORDER BY id")
    assert [tuple(row) for row in states] == [
        ("import.read", "done"), ("import.write", "done"), ("import.undo", "done"),
    ]  # fmt: skip


async def test_a_large_import_survives_a_restart_in_the_middle_and_is_there_once(world: World) -> None:
    await send(world, "many.csv", many(2500))
    card = world.ilze.last
    await world.ilze.press("✅ Import", card)
    await world.restart()
    await world.settle()
    assert "✅ Imported: 2,500 new" in card.text
    assert await world.app.db.value("SELECT COUNT(*) FROM clients WHERE external_id LIKE 'N%'") == 2500


async def test_a_large_import_is_cancelled_while_it_is_read(world: World) -> None:
    world.ilze.send_document("many.csv", many(2500))
    card = await world.ilze.wait("reading")
    await world.ilze.press("✖ Cancel", card)
    await world.settle()
    assert "✖ Cancelled" in card.text
    assert await world.app.db.value("SELECT COUNT(*) FROM import_rows") == 0
    assert await world.app.db.value("SELECT COUNT(*) FROM clients WHERE external_id LIKE 'N%'") == 0


async def test_what_is_wrong_with_a_file_comes_back_with_its_rows_to_be_mended_and_sent_again(
    world: World,
) -> None:
    await send(world, "c.csv", b"client;contact;first deal\nOne Ltd;Ann;31.2.2020\nTwo Ltd;Bob;1.2.2020")
    await world.ilze.press("⬇️ All problems")
    await world.settle()
    media = world.ilze.last.media
    assert media is not None
    grid = tables.read(world.ilze.file(world.ilze.last).data)
    assert grid.lines[0].cells[:4] == ("One Ltd", "Ann", "31.2.2020", "2")


async def test_clients_are_taken_along_as_a_file_and_come_in_again_without_a_change(world: World) -> None:
    world.janis.say("/export")
    await world.settle()
    assert "one client" in world.janis.last.text
    await world.janis.press("CSV")
    await world.settle()
    assert "personal data" in world.janis.last.text
    again = await send(world, "clients.csv", world.janis.file(world.janis.last).data)
    assert "no row would change anything" in again
    world.anna.say("/export")
    await world.settle()
    assert world.anna.last.text == "This command is not for your role. /help shows what you can use."


async def test_whoever_came_by_a_file_gets_a_personal_link_by_a_file_and_joins_by_it(world: World) -> None:
    await send(world, "c.csv", b"client;contact;phone\nNew Ltd;Zane Ozola;26555555\nNew Ltd;=Evil;26555556")
    card = world.ilze.last
    await world.ilze.press("✅ Import", card)
    await world.settle()
    await world.ilze.press("⬇️ Links", card)
    await world.settle()
    assert "2 contacts of this file are not connected" in card.text
    await world.ilze.press("✅ Make the links", card)
    await world.settle()
    assert "Personal links: 2" in world.ilze.last.text
    lines = tables.read(world.ilze.file(world.ilze.last).data).lines
    assert [line.cells[1:3] for line in lines] == [("New Ltd", "Zane Ozola"), ("New Ltd", "=Evil")]
    token = lines[0].cells[5].partition("start=")[2]
    assert await world.app.db.value("SELECT COUNT(*) FROM links WHERE token_hash = :t", t=token) == 0
    zane = world.playground.phone(9002, "Zane", username="zane", language_code="en")
    zane.start(token)
    await zane.press("✅ Yes, connect me")
    await world.settle()
    await world.ilze.press("⬇️ Links", card)
    await world.settle()
    assert "One contact of this file is not connected" in card.text


async def test_whoever_is_no_longer_head_gets_no_links_and_sees_no_more_of_a_file(world: World) -> None:
    await send(world, "c.csv", b"client;contact\nNew Ltd;Zane Ozola")
    card = world.ilze.last
    await world.ilze.press("✅ Import", card)
    await world.ilze.press("⬇️ Links", card)
    before = len(world.ilze.messages)
    actor = await world.app.db.one("SELECT id FROM people WHERE name LIKE 'Ilze%'")
    assert actor is not None
    async with world.app.db.transaction() as tx:
        await jobs.add(tx, "import.links", "import:1", actor["id"], world.clock())
        await tx.execute("UPDATE people SET role = 'manager' WHERE id = :id", id=actor["id"])
    await world.settle()
    assert len(world.ilze.messages) == before
    assert await world.app.db.value("SELECT COUNT(*) FROM links WHERE created_by = :id", id=actor["id"]) == 0
    assert await world.app.db.value("SELECT state FROM jobs WHERE kind = 'import.links'") == "done"
