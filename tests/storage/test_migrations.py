"""Climbing up: in order, whole or not at all, the same on both databases."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from pathlib import Path

import pytest

from storage.database import Database
from storage.migrator import Migration, SchemaError, applied, migrate, shipped
from tests.postgres import PostgresServer
from tests.storage.schema import schema

FIRST = Migration("0001_first", "CREATE TABLE one (id {id}, name {folded} NOT NULL); -- the end; of it")
SECOND = Migration(
    "0002_second", "CREATE TABLE two (id {id}, one_id BIGINT NOT NULL REFERENCES one (id) ON DELETE CASCADE);"
)
WRONG = Migration("0003_wrong", "CREATE TABLE three (id {id}); INSERT INTO nowhere (id) VALUES (1);")


@pytest.fixture
async def empty(new_url: Callable[..., str]) -> AsyncIterator[Database]:
    """An open database without any table."""
    db = await Database.open(new_url(empty=True))
    yield db
    await db.close()


def copies(folder: Path) -> list[Path]:
    return list(folder.glob("*.before-*"))


async def tables(db: Database) -> set[str]:
    return set(await schema(db))


async def test_both_databases_get_the_same_schema(migrated_file: Path, postgres: PostgresServer) -> None:
    small = await Database.open(f"sqlite:///{migrated_file}")
    large = await Database.open(postgres.url("migrated"))
    try:
        ours, theirs = await schema(small), await schema(large)
    finally:
        await small.close()
        await large.close()

    assert set(ours) == set(theirs)
    for name, table in ours.items():
        assert table == theirs[name], name


def test_the_migrations_shipped_are_numbered_one_by_one() -> None:
    numbers = [int(migration.name[:4]) for migration in shipped()]

    assert numbers == sorted(set(numbers))
    assert numbers[0] == 1


async def test_a_climb_applies_what_is_missing_once(empty: Database) -> None:
    assert await migrate(empty, [FIRST]) == ["0001_first"]
    assert await migrate(empty, [FIRST, SECOND]) == ["0002_second"]
    assert await migrate(empty, [FIRST, SECOND]) == []
    assert await applied(empty) == {item.name: item.checksum for item in (FIRST, SECOND)}
    assert await tables(empty) == {"one", "two", "schema_version"}


async def test_keys_count_by_themselves(empty: Database) -> None:
    await migrate(empty, [FIRST])
    async with empty.transaction() as tx:
        keys = [await tx.value("INSERT INTO one (name) VALUES ('x') RETURNING id") for _ in range(3)]
        await tx.execute("DELETE FROM one WHERE id = 3")
        keys.append(await tx.value("INSERT INTO one (name) VALUES ('x') RETURNING id"))

    assert keys == [1, 2, 3, 4]


async def test_folded_text_is_ordered_by_bytes(empty: Database) -> None:
    await migrate(empty, [FIRST])
    async with empty.transaction() as tx:
        await tx.many(
            "INSERT INTO one (name) VALUES (:name)", [{"name": name} for name in ("ž", "a", "я", "Z", "z a")]
        )

    rows = await empty.all("SELECT name FROM one ORDER BY name")
    assert [row["name"] for row in rows] == ["Z", "a", "z a", "ž", "я"]


async def test_a_climb_that_fails_leaves_everything_as_it_was(empty: Database) -> None:
    await migrate(empty, [FIRST])
    with pytest.raises(Exception, match="nowhere"):
        await migrate(empty, [FIRST, SECOND, WRONG])

    assert await tables(empty) == {"one", "schema_version"}
    assert await migrate(empty, [FIRST, SECOND]) == ["0002_second"]


async def test_a_database_of_a_newer_version_is_refused(empty: Database) -> None:
    await migrate(empty, [FIRST, SECOND])
    with pytest.raises(SchemaError, match=r"newer version .*0002_second"):
        await migrate(empty, [FIRST])


async def test_a_migration_changed_after_the_fact_is_refused(empty: Database) -> None:
    await migrate(empty, [FIRST])
    with pytest.raises(SchemaError, match="0001_first was changed"):
        await migrate(empty, [Migration(FIRST.name, "CREATE TABLE other (id {id})"), SECOND])


async def test_a_migration_that_slipped_in_before_is_refused(empty: Database) -> None:
    alone = Migration("0002_alone", "CREATE TABLE alone (id {id})")
    await migrate(empty, [alone])
    with pytest.raises(SchemaError, match="0001_first was skipped"):
        await migrate(empty, [FIRST, alone])


async def test_two_that_start_at_once_climb_once(new_url: Callable[..., str]) -> None:
    url = new_url(empty=True)
    replicas = [await Database.open(url) for _ in range(3)]
    try:
        results = await asyncio.gather(*(migrate(db, [FIRST, SECOND]) for db in replicas))
    finally:
        for db in replicas:
            await db.close()

    assert sorted(results) == [[], [], ["0001_first", "0002_second"]]


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
async def test_a_table_can_be_rebuilt_without_losing_those_that_point_to_it(empty: Database) -> None:
    await migrate(empty, [FIRST, SECOND])
    async with empty.transaction() as tx:
        await tx.execute("INSERT INTO one (name) VALUES ('x')")
        await tx.execute("INSERT INTO two (one_id) VALUES (1)")
    rebuild = Migration(
        "0003_rebuild",
        "CREATE TABLE new_one (id {id}, name TEXT NOT NULL, extra TEXT);"
        "INSERT INTO new_one (id, name) SELECT id, name FROM one;"
        "DROP TABLE one; ALTER TABLE new_one RENAME TO one",
    )
    await migrate(empty, [FIRST, SECOND, rebuild])

    assert await empty.value("SELECT COUNT(*) FROM two JOIN one ON one.id = two.one_id") == 1


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
async def test_rows_that_would_point_to_nothing_stop_the_climb(empty: Database) -> None:
    await migrate(empty, [FIRST, SECOND])
    async with empty.transaction() as tx:
        await tx.execute("INSERT INTO one (name) VALUES ('x')")
        await tx.execute("INSERT INTO two (one_id) VALUES (1)")
    with pytest.raises(RuntimeError, match="point to nothing in: two"):
        await migrate(empty, [FIRST, SECOND, Migration("0003_cut", "DELETE FROM one")])

    assert await empty.value("SELECT COUNT(*) FROM one") == 1


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
async def test_a_copy_is_kept_before_the_climb_when_there_is_something_to_lose(
    empty: Database, tmp_path: Path
) -> None:
    await migrate(empty, [FIRST])
    assert copies(tmp_path) == []
    async with empty.transaction() as tx:
        await tx.execute("INSERT INTO one (name) VALUES ('kept')")
    await migrate(empty, [FIRST, SECOND])
    await migrate(empty, [FIRST, SECOND])

    (copy,) = copies(tmp_path)
    assert copy.name.endswith(".before-0002_second")
    with closing(sqlite3.connect(copy)) as raw:
        assert raw.execute("SELECT name FROM one").fetchall() == [("kept",)]
        assert raw.execute("SELECT name FROM schema_version").fetchall() == [("0001_first",)]
