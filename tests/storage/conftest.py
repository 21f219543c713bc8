"""A small table of our own, so that tests of the database need none of the product's."""

from collections.abc import AsyncIterator, Callable

import pytest

from storage.database import Database
from storage.database.sqlite import Sqlite

TABLES = """
CREATE TABLE things (id BIGINT PRIMARY KEY, name TEXT UNIQUE, n BIGINT NOT NULL DEFAULT 0, version BIGINT NOT NULL DEFAULT 1);
CREATE TABLE parts (id BIGINT PRIMARY KEY, thing_id BIGINT REFERENCES things (id) DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX parts_thing ON parts (thing_id)
"""


async def make_tables(db: Database) -> None:
    async with db.transaction() as tx:
        for statement in TABLES.split(";"):
            await tx.execute(statement)


@pytest.fixture
def own_url(new_url: Callable[..., str]) -> str:
    """The URL of a database without the product's tables."""
    return new_url(empty=True)


@pytest.fixture
async def own(own_url: str) -> AsyncIterator[Database]:
    """An open database with `things` and `parts`."""
    database = await Database.open(own_url)
    await make_tables(database)
    yield database
    await database.close()


@pytest.fixture
def sqlite(own: Database, dialect: str) -> Sqlite:
    """The engine of `own`, for tests that look inside; those are marked to run on SQLite."""
    assert isinstance(own.engine, Sqlite)
    return own.engine
