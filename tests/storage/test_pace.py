"""Which statements run on the loop: those that are short by their plan, until they prove slow."""

import sqlite3
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from storage.database import Database
from storage.database.pace import CHANCES, LATER, SLOW_SECONDS, Pace
from storage.migrator import migrate

# Stored on the way of nearly every press.
WRITTEN = ("answers", "calls", "cases", "complaints", "letters", "steps", "touches", "words")


class Watch:
    """The clock by which statements are slow; a busy machine does not move it."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def read(self) -> float:
        return self.seconds


WATCH = Watch()


@pytest.fixture(autouse=True)
def watch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.database.pace.time", SimpleNamespace(perf_counter=WATCH.read))


def slow(raw: sqlite3.Connection, sql: str, params: Any) -> str:
    """A statement that takes too long."""
    WATCH.seconds += SLOW_SECONDS * 1.5
    return "slow"


def quick(raw: sqlite3.Connection, sql: str, params: Any) -> str:
    return "quick"


def test_a_write_that_is_slow_again_and_again_goes_to_the_thread() -> None:
    pace, raw = Pace(), sqlite3.connect(":memory:")
    raw.execute("CREATE TABLE things (id INTEGER PRIMARY KEY)")
    sql = "INSERT INTO things VALUES (:id)"
    for _ in range(CHANCES):
        assert pace.write(raw, slow, sql, {"id": 1}) == "slow"
    assert pace.write(raw, slow, sql, {"id": 1}) is LATER


def test_a_machine_that_is_busy_now_and_then_sends_no_write_to_the_thread() -> None:
    pace, raw = Pace(), sqlite3.connect(":memory:")
    raw.execute("CREATE TABLE things (id INTEGER PRIMARY KEY)")
    sql = "INSERT INTO things VALUES (:id)"
    for _ in range(CHANCES * 2):
        assert pace.write(raw, slow, sql, {"id": 1}) == "slow"
        assert pace.write(raw, quick, sql, {"id": 1}) == "quick"


@pytest.mark.parametrize("table", WRITTEN)
async def test_a_new_row_of_an_often_written_table_needs_no_look_through_another(
    table: str, tmp_path: Path
) -> None:
    path = tmp_path / "rapport.db"
    db = await Database.open(f"sqlite:///{path}")
    await migrate(db)
    await db.close()
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA foreign_keys = ON")
        names = [row[1] for row in raw.execute(f"PRAGMA table_info({table})")]
        sql = f"INSERT INTO {table} VALUES ({', '.join('?' for _ in names)})"
        plan = [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {sql}", [None] * len(names))]
    assert not [step for step in plan if step.startswith("SCAN")]
