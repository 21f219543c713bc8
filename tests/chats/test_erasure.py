"""After a deletion nothing of the person is left: every value of every table, and the bytes of the files, are searched."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.domain.folding import fold
from playground.phone import Phone
from storage.database import Database
from tests.chats.test_complaints import PHOTO
from tests.chats.test_forms import ask
from tests.chats.world import World
from tests.storage.schema import schema

NAME, USERNAME, ACCOUNT = "Zenobija Kvadrātiņa", "zenobija_kv", 7312345678
WORDS = ("melnbalts", "purpurkrāsas", "zilganzaļš", "dzeltensarkans", "pelēkbrūns", "sudrabots", "zeltains")
CSV = (
    "client,contact,phone,e-mail,birthday,likes,manager\n"
    f"Acme Ltd,{NAME},29 87 65 43,zenobija@kvadrats.example,13.07.1977,sudrabots tee,Jānis Bērziņš\n"
    "Acme Ltd,Igors Riņķis,29111222,igors@kvadrats.example,,,Jānis Bērziņš\n"
)
# What must be found nowhere; texts are compared folded, numbers as digits.
TEXTS = ("zenobij", "kvadratin", "zenobija@kvadrats.example", USERNAME, *map(fold, WORDS), "13.07.1977")
DIGITS = ("29876543", str(ACCOUNT))


async def values(db: Database) -> Iterator[tuple[str, str]]:
    """Every value of every table as text, with its place."""
    found: list[tuple[str, str]] = []
    for table in await schema(db):
        for row in await db.all(f"SELECT * FROM {table}"):
            found += [
                (f"{table}.{name}", str(value)) for name, value in dict(row).items() if value is not None
            ]
    return iter(found)


async def traces_of(db: Database, files: set[str]) -> list[str]:
    """Where anything of the person stands still."""
    left = []
    for place, value in await values(db):
        folded, digits = (
            fold(value.encode().decode("unicode_escape", "ignore") if "\\u" in value else value),
            re.sub(r"\D", "", value),
        )
        if (
            any(text in folded for text in TEXTS)
            or any(number in digits for number in DIGITS)
            or value in files
        ):
            left.append(f"{place}: {value[:80]}")
    return left


async def import_her(world: World) -> None:
    world.ilze.send_document("Zenobija Kvadratina.csv", CSV.encode())
    await world.settle()
    await world.ilze.press("✅ Import")
    await world.settle()


async def connected(world: World) -> Phone:
    world.janis.say("/find kvadratina")
    await world.settle()
    await world.janis.press(f"👤 {NAME}")
    await world.janis.press("🔗")
    await world.settle()
    token = re.search(r"start=([\w-]+)", world.janis.last.text)
    assert token, world.janis.last.text
    phone = world.playground.phone(
        ACCOUNT, "Zenobija", last_name="Kvadrātiņa", username=USERNAME, language_code="en"
    )
    phone.start(token[1])
    await phone.press("✅ Yes, connect me")
    await world.settle()
    return phone


async def speaks(world: World, zenobija: Phone) -> None:
    """She rates, complains, writes and leaves forms open."""
    zenobija.say("/rate")
    await world.settle()
    await zenobija.press("2")
    await world.settle()
    zenobija.say("All was melnbalts, call +371 29 876-543")
    zenobija.send_voice(b"OggS voice of hers")
    await world.settle()
    zenobija.say("/complaint")
    await world.settle()
    await zenobija.press("⚠️ Complaint")
    await zenobija.press("Delivery")
    await world.settle()
    zenobija.say("It came purpurkrāsas")
    await world.settle()
    zenobija.send_photo(PHOTO, "zilganzaļš")
    await world.settle()
    await zenobija.press("➡️ That is all")
    await zenobija.press("✅ Send complaint")
    await world.settle()
    zenobija.say("A dzeltensarkans question")
    await world.settle()
    await zenobija.press("💬 Message to")
    await world.settle()
    zenobija.say("/mydata")
    await zenobija.press("✏️ Correct")
    await zenobija.press("Phone")
    await world.settle()


async def is_written_about(world: World) -> None:
    """Staff search for her, write notes, plan a call, share her card, and leave forms open."""
    janis = world.janis
    janis.say("/find zenobija")
    await janis.press(f"👤 {NAME}")
    await world.settle()
    janis.say("Prefers pelēkbrūns boxes", reply_to=janis.last)
    await world.settle()
    janis.say("acme")
    await world.settle()
    card = janis.last
    janis.say("Zenobija Kvadratina decides; her number 2987 6543", reply_to=card)
    await world.settle()
    janis.say("/call Acme tomorrow 11:00")
    await world.settle()
    janis.say("/find 29876543")
    await world.settle()
    world.oskars.send_contact("+37129876543", "Zenobija", "Kvadrātiņa")
    await world.settle()
    world.paivi.say("/find Kvadrātiņas")
    await world.settle()


async def elsewhere(world: World, person: int) -> None:
    """What other parts of the program write about her, row by row."""
    client, by, now = world.cast.acme, world.cast.janis.person_id, 1_795_000_000_000_000
    async with world.app.db.transaction() as tx:
        base = {"client": client, "person": person, "by": by, "now": now}
        await tx.execute(
            "INSERT INTO touches (key, client_id, person_id, by_id, kind, note, at, created_at)"
            " VALUES ('t1', :client, :person, :by, 'call', 'zeltains talk', :now, :now),"
            " ('t2', :client, NULL, :by, 'call', 'asked for Zenobija Kvadrātiņa', :now, :now)",
            **base,
        )
        await tx.execute(
            "INSERT INTO own_dates (client_id, person_id, label, day, month, created_by, created_at)"
            " VALUES (:client, :person, 'wedding of Zenobija', 1, 2, :by, :now),"
            " (:client, NULL, 'Kvadrātiņa day', 3, 4, :by, :now)",
            **base,
        )
        await tx.execute(
            "INSERT INTO calls (key, client_id, person_id, cause, due_at, note, created_at)"
            " VALUES ('c1', :client, :person, 'planned', :now, 'zeltains', :now)",
            **base,
        )
        await tx.execute(
            "UPDATE people SET position = 'zeltains', country = 'LV' WHERE id = :person", person=person
        )
        await tx.execute("UPDATE clients SET notes = 'ask Zenobija first' WHERE id = :client", client=client)
        await tx.execute("UPDATE contacts SET notes = 'zeltains' WHERE person_id = :person", person=person)


async def files_of(world: World) -> set[str]:
    rows = await world.app.db.all(
        "SELECT file_id FROM words WHERE file_id IS NOT NULL UNION SELECT file_id FROM answer_words WHERE file_id IS NOT NULL"
    )
    return {row["file_id"] for row in rows}


async def test_after_deletion_nothing_of_the_person_is_left_anywhere(world: World) -> None:
    await import_her(world)
    zenobija = await connected(world)
    await speaks(world, zenobija)
    await is_written_about(world)
    person = await world.app.db.value("SELECT id FROM people WHERE user_id = :id", id=ACCOUNT)
    await elsewhere(world, person)
    files = await files_of(world)
    assert len(files) >= 2
    assert {line.partition(":")[0] for line in await traces_of(world.app.db, files)} >= {
        "people.name", "words.text", "answer_words.text", "notes.words", "searches.query", "touches.note",
        "own_dates.label", "clients.notes", "import_changes.new", "imports.name",
    }  # fmt: skip
    world.oskars.say("/nps")
    await world.settle()
    nps = world.oskars.last.text
    scores = await world.app.db.value("SELECT COUNT(*) FROM answers")

    zenobija.say("/mydata")
    await zenobija.press("🗑 Delete my data…")
    await zenobija.press("🗑 Yes, delete everything")
    await world.settle()
    await world.jump(days=7, hours=2)

    assert not await traces_of(world.app.db, files)
    await bytes_are_clean(world)
    assert await world.app.db.value("SELECT COUNT(*) FROM answers") == scores
    assert (
        await world.app.db.value("SELECT name FROM clients WHERE id = :id", id=world.cast.acme) == "Acme Ltd"
    )
    assert await world.app.db.value("SELECT COUNT(*) FROM people WHERE email = 'igors@kvadrats.example'") == 1
    assert (
        await world.app.db.value(
            "SELECT COUNT(*) FROM calls WHERE person_id = :p AND state = 'open'", p=person
        )
        == 0
    )
    world.oskars.say("/nps")
    await world.settle()
    assert figures(world.oskars.last.text) == figures(nps)
    world.janis.say("/find kvadratina")
    await world.settle()
    assert "Nothing found" in world.janis.last.text


def figures(text: str) -> list[str]:
    """The numbers of an answer, but for its dates."""
    return re.findall(r"NPS[^\n]*", text)


async def bytes_are_clean(world: World) -> None:
    """On SQLite also what stands in no row: freed pages, and the log beside the file."""
    if world.app.db.dialect != "sqlite":
        return
    await world.app.nouns.tidy()
    path = Path(world.url.removeprefix("sqlite:///"))
    for file in (path, path.with_name(f"{path.name}-wal")):
        data = file.read_bytes() if file.exists() else b""
        for text in (NAME, "zenobij", "Zenobij", "Kvadrāt", "kvadratin", USERNAME, *WORDS, "29876543"):
            assert text.encode() not in data, f"{text} in {file.name}"


@pytest.mark.parametrize("dialect", ["sqlite"])
async def test_what_a_long_form_a_case_and_an_improvement_say_of_the_person_is_shown_and_goes(
    world: World,
) -> None:
    await import_her(world)
    zenobija = await connected(world)
    await ask(
        world, "annual", await world.app.db.value("SELECT id FROM people WHERE user_id = :id", id=ACCOUNT)
    )
    card = zenobija.last
    for label in ("2", "Skip", "▶ Go on: question 2 of 8", "1", "Skip", "Skip", "Skip", "Skip"):
        await zenobija.press(label, card)
        await world.settle()
    zenobija.say("melnbalts wins")
    zenobija.send_voice(b"OggS voice of hers")
    await world.settle()
    case = next(one for one in world.janis.messages if "· case 1" in one.text)
    world.janis.say("zeltains note", reply_to=case)
    for label in ("📞 Called", "✅ Close…", "Delivery", "Too late"):
        await world.janis.press(label, case)
        await world.settle()
    world.janis.say("She got a sudrabots box")
    await world.settle()
    await zenobija.press("✅ Yes, settled")
    world.oskars.say("/improve")
    for label in ("➕ New", "✏️ In my own words…"):
        await world.settle()
        await world.oskars.press(label)
    world.oskars.say(f"Boxes, says {NAME}")
    await world.settle()
    improvement = world.oskars.last
    files = await files_of(world)

    zenobija.say("/mydata")
    await zenobija.press("⬇️ Download")
    await world.settle()
    held = json.loads(zenobija.file(zenobija.last).data)["held"]
    assert [{**one, "at": ""} for one in held["further"]] == [
        {"at": "", "question": "product", "further": 1},
        {"at": "", "question": "strengths", "words": "melnbalts wins"},
        {"at": "", "question": "strengths", "file": "voice"},
    ]
    assert held["cases"][0]["cause"] == "late"
    assert held["cases"][0]["outcome"] == "settled"
    await zenobija.press(
        "🗑 Delete my data…", next(m for m in zenobija.messages if "🗑 Delete my data…" in m.labels)
    )
    await zenobija.press("🗑 Yes, delete everything")
    await world.settle()
    await world.jump(days=7, hours=2)

    assert not await traces_of(world.app.db, files)
    await bytes_are_clean(world)
    assert improvement.text.startswith("🔧 Boxes, says … · improvement 1")
    assert "2 of 10 · — ·" in case.text
    assert "Done" not in case.text


async def test_a_private_person_takes_the_name_of_the_client_along(world: World) -> None:
    row = f'client,contact,phone,city,manager\n"{NAME}",{NAME},29876543,Kvadrātiņas,Jānis Bērziņš\n'
    world.ilze.send_document("private.csv", row.encode())
    await world.settle()
    await world.ilze.press("✅ Import")
    await world.settle()
    world.oskars.say("/find zenobija")
    await world.oskars.press(f"👤 {NAME}")
    await world.oskars.press("🗑 Delete data…")
    await world.settle()
    assert "is a private person" in world.oskars.last.text
    await world.oskars.press("🗑 Yes, delete everything")
    await world.settle()
    await world.jump(days=7, hours=2)
    assert not await traces_of(world.app.db, set())


async def test_a_file_that_waits_for_its_button_goes_too(world: World) -> None:
    await import_her(world)
    zenobija = await connected(world)
    zenobija.say("/mydata")
    await zenobija.press("🗑 Delete my data…")
    await zenobija.press("🗑 Yes, delete everything")
    await world.jump(days=6, hours=20)
    world.ilze.send_document("again.csv", CSV.replace("sudrabots", "other").encode())
    await world.settle()
    waits = "SELECT COUNT(*) FROM imports WHERE content <> ''"
    assert await world.app.db.value(waits) == 1
    await world.jump(hours=5)
    assert await world.app.db.value(waits) == 0
    await world.ilze.press("✅ Import")
    await world.settle()
    assert any("Nothing was written" in message.text for message in world.ilze.messages)
    assert not await traces_of(world.app.db, set())


async def test_a_file_nobody_decides_about_is_forgotten_after_a_day(world: World) -> None:
    world.ilze.send_document("waits.csv", CSV.encode())
    await world.settle()
    await world.jump(hours=26)
    await world.app.nouns.tidy()
    assert await world.app.db.value("SELECT state FROM imports") == "cancelled"
    assert await world.app.db.value("SELECT COUNT(*) FROM imports WHERE content <> ''") == 0
