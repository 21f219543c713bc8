"""What only PostgreSQL does: lost connections, replicas."""

from pathlib import PurePosixPath

import pytest

from storage.database import Database
from tests.postgres import PostgresServer
from tests.storage.test_database import PUT, names, put

pytestmark = pytest.mark.parametrize("dialect", ["postgresql"], indirect=True)


def name_of(url: str) -> str:
    return PurePosixPath(url.partition("?")[0]).name


async def test_after_the_server_hung_up_the_next_unit_finds_a_new_connection(
    own: Database, own_url: str, postgres: PostgresServer
) -> None:
    await put(own, 1)
    postgres.hang_up(name_of(own_url))
    await put(own, 2)
    postgres.hang_up(name_of(own_url))
    assert await names(own) == ["thing 1", "thing 2"]
    postgres.hang_up(name_of(own_url))
    async with own.read() as conn:
        assert await conn.value("SELECT COUNT(*) FROM things") == 2


async def test_a_unit_whose_connection_is_lost_fails_and_leaves_nothing(
    own: Database, own_url: str, postgres: PostgresServer
) -> None:
    async def unit() -> None:
        async with own.transaction() as tx:
            await tx.execute(PUT, id=1, name="one")
            postgres.hang_up(name_of(own_url))
            await tx.execute(PUT, id=2, name="two")

    with pytest.raises(Exception, match=r"(?i)clos|terminat"):
        await unit()
    assert await names(own) == []


async def test_a_wrong_statement_fails_at_once(own: Database) -> None:
    with pytest.raises(Exception, match="nowhere"):
        await own.value("SELECT 1 FROM nowhere")
    with pytest.raises(TypeError, match=":id has no value"):
        await own.value("SELECT CAST(:id AS BIGINT)")
    with pytest.raises(Exception, match="invalid input"):
        await own.value("SELECT CAST(:id AS BIGINT)", id="text")
