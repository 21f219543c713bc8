"""The index says what is stored, whatever wrote it: a database indexed anew has the same words."""

import pytest

from bot.domain.clients import TouchKind
from bot.domain.ids import ClientId
from bot.domain.notes import Note
from bot.domain.people import Role
from bot.domain.searching import read_query
from bot.files import tables
from bot.usecases.clients import Clients
from bot.usecases.imports import Imports
from bot.usecases.searching import Hits, Searching
from storage import clients, contacts, notes, people, searching
from storage.database import Database
from tests.cast import COMPANY, Stage
from tests.usecases.test_imports import CLIENTS, sheet


async def index(db: Database) -> list[list[tuple[object, ...]]]:
    """All that the index holds."""
    return [
        [tuple(row) for row in await db.all(f"SELECT * FROM {table} ORDER BY 1, 2")]
        for table in ("search_words", "search_tails")
    ]


async def check(db: Database) -> None:
    """Compare the index with one made anew."""
    kept = await index(db)
    async with db.transaction() as tx:
        for table in ("search_words", "search_tails"):
            await tx.execute(f"DELETE FROM {table}")
        await searching.index(tx, [row["id"] for row in await tx.all("SELECT id FROM clients")])
    assert kept == await index(db)


async def test_every_way_of_writing_leaves_the_index_true(stage: Stage) -> None:
    db, cast, now = stage.db, stage.cast, stage.clock()
    janis = stage.actor(cast.janis)
    acme, anna = cast.acme, cast.anna.person_id
    assert anna is not None
    await check(db)
    async with db.transaction() as tx:
        new = await clients.add(
            tx, name="Ōzols SIA", now=now, city="Rīga", external_id="Z-1", notes="slow payer"
        )
        await people.add(
            tx, role=Role.CONTACT, name="Ēriks Ōzols", now=now, client_id=new, phone="+37129000001"
        )
    await check(db)
    async with db.transaction() as tx:
        await clients.update(tx, new, None, name="Bērzs", notes=None)
        await contacts.update(tx, anna, None, name="Anna Kalniņa", phone="+37129000002", likes="tea")
        await people.rename(tx, anna, "Anna Liepa")
    await check(db)
    async with db.transaction() as tx:
        touch = await clients.touch(
            tx,
            key="t",
            client_id=acme,
            by=janis.id,
            kind=TouchKind.VISIT,
            at=now,
            now=now,
            note="saw the stock",
        )
        assert touch is not None
        await notes.add(tx, f"touch:{touch}", Note(1, "stock is low"), by=janis, now=now)
        await notes.add(tx, f"client:{acme}", Note(2, "pays late"), by=janis, now=now)
        await notes.add(tx, f"person:{anna}", Note(3, "plays chess"), by=janis, now=now)
    await check(db)
    async with db.transaction() as tx:
        await clients.untouch(tx, touch, now)
    await check(db)
    shop = Clients(db, stage.clock, COMPANY)
    await shop.note(janis, acme, Note(4, "asked for a catalogue"))
    await check(db)


async def test_an_import_and_its_undo_leave_the_index_true(stage: Stage) -> None:
    imports = Imports(stage.db, stage.clock, COMPANY, tables.read, sheet)
    ilze = stage.actor(stage.cast.ilze)
    before = await index(stage.db)
    offered = await imports.offer(ilze, "clients.csv", CLIENTS)
    await imports.write(ilze, offered.id)
    await check(stage.db)
    assert len((await index(stage.db))[0]) > len(before[0])
    await imports.undo(ilze, offered.id)
    await check(stage.db)
    assert await index(stage.db) == before


async def test_a_database_without_an_index_gets_one_at_the_start(stage: Stage) -> None:
    async with stage.db.transaction() as tx:
        await tx.execute("DELETE FROM search_words")
        await tx.execute("DELETE FROM search_tails")
    search, janis = Searching(stage.db, stage.clock), stage.actor(stage.cast.janis)
    await search.ensure()
    await check(stage.db)
    assert await searching.rebuild(stage.db) == 0
    assert await search.find(janis, "bērziņa") == stage.cast.acme


@pytest.mark.parametrize("text", ["levant", "noa", "lewant"])
async def test_nothing_of_anothers_client_is_found(stage: Stage, text: str) -> None:
    search = Searching(stage.db, stage.clock)
    found = await search.find(stage.actor(stage.cast.janis), text)
    assert isinstance(found, Hits)
    assert found.hits == ()
    seen = await search.find(stage.actor(stage.cast.ilze), text)
    assert seen == stage.cast.levant or (
        isinstance(seen, Hits) and [hit.id for hit in seen.hits] == [stage.cast.levant]
    )


async def test_frequent_words_end_in_more_and_names_come_first(stage: Stage) -> None:
    async with stage.db.transaction() as tx:
        for number in range(2300):
            await tx.execute(
                "INSERT INTO clients (name, folded, created_at) VALUES (:name, :name, 0)",
                name=f"baltic {number} sia",
            )
        rows = await tx.all("SELECT id FROM clients WHERE folded LIKE 'baltic%'")
        last = ClientId(max(row["id"] for row in rows))
        await tx.execute(
            "UPDATE clients SET name = 'Zed SIA Baltic', folded = 'zed sia baltic' WHERE id = :id", id=last
        )
        await searching.index(tx, [row["id"] for row in rows])
    search, ilze = Searching(stage.db, stage.clock), stage.actor(stage.cast.ilze)
    found = await search.find(ilze, "sia")
    assert isinstance(found, Hits)
    assert (found.more, found.total, len(found.hits)) == (True, 200, 8)
    assert await search.find(ilze, "zed sia") == last
    assert await search.find(ilze, "sia baltic zed") == last
    found = await search.find(ilze, "sia baltic 22")
    assert isinstance(found, Hits)
    assert found.total == 111 - (1 if "22" in "2299" else 0)


async def test_a_search_is_planned_for_its_own_words_and_nothing_after_it(stage: Stage) -> None:
    async with stage.db.transaction() as tx:
        found = await searching.find(tx, stage.actor(stage.cast.ilze).scope, read_query("acme ltd"))
        assert len(found.hits) == 1
        if stage.db.dialect == "postgresql":
            assert await tx.value("SELECT current_setting('plan_cache_mode')") == "force_custom_plan"
    if stage.db.dialect == "postgresql":
        assert await stage.db.value("SELECT current_setting('plan_cache_mode')") == "auto"
