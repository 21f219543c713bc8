"""The database by itself, on a table of its own."""

from storage.database import Database


async def test_a_value_comes_back(db: Database) -> None:
    assert await db.value("SELECT CAST(:x AS BIGINT)", x=5) == 5
