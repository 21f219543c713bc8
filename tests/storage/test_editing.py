"""Every edit of clients and contacts goes through two functions."""

from datetime import timedelta

import pytest

from storage import clients, contacts, edits
from storage.database import Database
from tests.cast import set_stage


async def test_an_edit_of_a_client_folds_the_name_and_loses_against_a_newer_one(db: Database) -> None:
    acme = (await set_stage(db)).cast.acme
    async with db.transaction() as tx:
        before = await clients.load(tx, acme)
        assert before is not None
        assert await clients.update(tx, acme, before.version, name="Bērzi SIA", share=12.5, segment=None)
        assert not await clients.update(tx, acme, before.version, name="Late")
        assert await clients.update(tx, acme, None, city="Rīga")
        after = await clients.load(tx, acme)
        folded = await tx.value("SELECT folded FROM clients WHERE id = :id", id=acme)
    assert after is not None
    assert (after.name, after.share, after.city, after.version) == (
        "Bērzi SIA",
        12.5,
        "Rīga",
        before.version + 2,
    )
    assert folded == "berzi sia"


async def test_an_edit_of_a_contact_writes_both_of_its_tables_under_one_version(db: Database) -> None:
    anna = (await set_stage(db)).cast.anna.person_id
    assert anna is not None
    async with db.transaction() as tx:
        before = await contacts.load(tx, anna)
        assert before is not None
        assert await contacts.update(tx, anna, before.version, name="Änna", likes="tea", birth_day=3)
        assert not await contacts.update(tx, anna, before.version, likes="coffee")
        after = await contacts.load(tx, anna)
        folded = await tx.value("SELECT folded FROM people WHERE id = :id", id=anna)
    assert after is not None
    assert (after.person.name, after.likes, after.birth_day) == ("Änna", "tea", 3)
    assert folded == "anna"


async def test_unknown_columns_are_refused(db: Database) -> None:
    cast = (await set_stage(db)).cast
    assert cast.anna.person_id is not None
    async with db.transaction() as tx:
        with pytest.raises(ValueError, match="created_at"):
            await clients.update(tx, cast.acme, None, created_at=1)
        with pytest.raises(ValueError, match="user_id"):
            await contacts.update(tx, cast.anna.person_id, None, user_id=1)


async def test_edits_are_forgotten_after_a_day_but_for_codes_that_are_history(db: Database) -> None:
    stage = await set_stage(db)
    janis, now = stage.cast.janis.person_id, stage.clock()
    assert janis is not None
    async with db.transaction() as tx:
        for field in ("name", "tier", "manager"):
            await edits.add(tx, "client:1", field, {field: "a"}, {field: "b"}, janis, now)
        assert await edits.tidy(tx, now) == 0
        assert await edits.tidy(tx, now + timedelta(days=1)) == 1
        kept = await tx.all("SELECT field FROM edits ORDER BY id")
    assert [row["field"] for row in kept] == ["tier", "manager"]
