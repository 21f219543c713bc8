"""The stage: a database with the cast, and a clock that stands still."""

import pytest

from storage.database import Database
from tests.cast import Stage, set_stage


@pytest.fixture
async def stage(db: Database) -> Stage:
    """The cast on a fresh database; it is Monday 10:00 in Riga."""
    return await set_stage(db)
