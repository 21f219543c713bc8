"""Fixtures of every test: a fresh migrated database, once on SQLite and once on PostgreSQL."""

import asyncio
import gc
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from storage.database import Database
from storage.migrator import migrate
from tests.postgres import PostgresServer
from tests.waiting import free_ports

# The same examples everywhere, and no clock: a busy machine is no failure. `--hypothesis-profile explore` looks further.
settings.register_profile(
    "rapport", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("explore", settings.get_profile("rapport"), derandomize=False, max_examples=1000)
settings.load_profile("rapport")


def pytest_collection_finish() -> None:
    """What was imported stays: without it in the way of every collection the suite takes a fifth less."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """The server, started when the first test asks for it."""
    server = PostgresServer()
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def port_factory() -> Callable[[], int]:
    """Gives ports for this machine only, that stay free until a test listens there."""
    return free_ports()


@pytest.fixture
def free_port(port_factory: Callable[[], int]) -> int:
    return port_factory()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "migrated.db"

    async def make() -> None:
        db = await Database.open(f"sqlite:///{path}")
        try:
            await migrate(db)
        finally:
            await db.close()

    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, make()).result()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def dialect(request: pytest.FixtureRequest) -> str:
    """Which database the test runs on: both, one after the other."""
    return str(request.param)


@pytest.fixture
def new_url(dialect: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Callable[..., str]]:
    """Makes URLs of fresh databases: migrated, or with `empty=True` without any table."""
    names: list[str] = []

    def sqlite(*, empty: bool = False) -> str:
        path = tmp_path / f"rapport{len(names)}.db"
        names.append(path.name)
        if not empty:
            shutil.copy(request.getfixturevalue("migrated_file"), path)
        return f"sqlite:///{path}"

    def postgresql(*, empty: bool = False) -> str:
        server: PostgresServer = request.getfixturevalue("postgres")
        names.append(server.create(empty=empty))
        return server.url(names[-1])

    yield sqlite if dialect == "sqlite" else postgresql
    if dialect == "postgresql":
        for name in names:
            request.getfixturevalue("postgres").drop(name)


@pytest.fixture
def db_url(new_url: Callable[..., str]) -> str:
    """The URL of a fresh migrated database."""
    return new_url()


@pytest.fixture
async def db(db_url: str) -> AsyncIterator[Database]:
    """A fresh migrated database, open."""
    database = await Database.open(db_url)
    yield database
    await database.close()
