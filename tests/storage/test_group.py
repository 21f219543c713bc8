"""Grouped commits on SQLite: who shares one, who goes under with whom, and what a cancellation may do."""

import asyncio
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from storage.database import Database, NotCommitted, group
from storage.database.group import GROUP_UNITS
from storage.database.sqlite import Sqlite
from tests.storage.test_database import PUT, names, put
from tests.waiting import CEILING

pytestmark = pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)

ENDLESS = "WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT COUNT(*) FROM c"
LONG = f"{ENDLESS} WHERE n < 3"
MANY = "WITH RECURSIVE c (n) AS (SELECT 100 UNION ALL SELECT n + 1 FROM c LIMIT 100000000) INSERT INTO things (id) SELECT n FROM c"


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Groups do not end, and nobody gives up, because the machine is busy."""
    monkeypatch.setattr(group, "GROUP_SECONDS", 3600)
    monkeypatch.setattr(group, "BUSY_SECONDS", int(CEILING))


class Hold:
    """What a test has in hand while commits are held: has one begun, and may it go on."""

    def __init__(self) -> None:
        self.begun, self.go_on = threading.Event(), threading.Event()

    async def until_begun(self) -> None:
        await reach(self.begun.is_set)


@contextmanager
def commits_held(engine: Sqlite) -> Iterator[Hold]:
    """Inside, the thread's next commit waits until it may go on."""
    hold, ledger = Hold(), engine.writer.ledger
    commit = ledger.commit

    def wait_and_commit() -> None:
        hold.begun.set()
        assert hold.go_on.wait(CEILING)
        commit()

    ledger.commit = wait_and_commit  # type: ignore[method-assign]
    try:
        yield hold
    finally:
        hold.go_on.set()
        ledger.commit = commit  # type: ignore[method-assign]


async def reach(condition: Callable[[], bool]) -> None:
    """Let the loop turn until it is so."""
    async with asyncio.timeout(CEILING):
        while not condition():  # noqa: ASYNC110  a thread's state: no event tells of it
            await asyncio.sleep(0.001)


async def test_units_that_come_together_share_a_commit(own: Database, sqlite: Sqlite) -> None:
    before = sqlite.writer.commits

    await asyncio.gather(*(put(own, key) for key in range(40)))

    assert len(await names(own)) == 40
    assert sqlite.writer.commits - before <= 3


async def test_a_group_is_never_larger_than_its_limit(own: Database, sqlite: Sqlite) -> None:
    before = sqlite.writer.commits

    await asyncio.gather(*(put(own, key) for key in range(3 * GROUP_UNITS)))

    assert 3 <= sqlite.writer.commits - before <= 5


async def test_a_group_ends_when_its_time_is_over(
    own: Database, sqlite: Sqlite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(group, "GROUP_SECONDS", 0)
    before = sqlite.writer.commits

    await asyncio.gather(*(put(own, key) for key in range(10)))

    assert sqlite.writer.commits - before == 10


async def test_a_lonely_unit_does_not_wait_for_others(own: Database, sqlite: Sqlite) -> None:
    before = sqlite.writer.commits
    for key in range(5):
        await put(own, key)

    assert sqlite.writer.commits - before == 5


async def test_units_that_come_one_after_another_without_a_gap_share_a_commit(
    own: Database, sqlite: Sqlite
) -> None:
    before = sqlite.writer.commits

    late = []
    for key in range(8):
        late.append(asyncio.create_task(put(own, key)))
        await asyncio.sleep(0)
    await asyncio.gather(*late)

    assert sqlite.writer.commits - before == 1
    assert len(await names(own)) == 8


async def test_a_turn_of_the_loop_that_brings_nobody_ends_a_group(own: Database, sqlite: Sqlite) -> None:
    before = sqlite.writer.commits

    first = asyncio.create_task(put(own, 1))
    await reach(lambda: sqlite.writer.commits > before)  # nobody else comes, and it does not wait for them
    await first

    assert await names(own) == ["thing 1"]


async def test_a_unit_without_statements_costs_no_commit(own: Database, sqlite: Sqlite) -> None:
    before = sqlite.writer.commits
    async with own.transaction():
        pass
    with pytest.raises(LookupError):
        async with own.transaction():
            raise LookupError

    assert sqlite.writer.commits == before


async def test_a_unit_that_fails_takes_nobody_with_it(own: Database) -> None:
    async def maybe(key: int) -> None:
        async with own.transaction() as tx:
            await tx.execute(PUT, id=key, name=f"thing {key}")
            if key % 3 == 0:
                raise LookupError
            await tx.execute("UPDATE things SET n = n + 1 WHERE id = :id", id=key)

    results = await asyncio.gather(*(maybe(key) for key in range(30)), return_exceptions=True)

    kept = [key for key, result in enumerate(results) if result is None]
    assert kept == [key for key in range(30) if key % 3]
    assert await names(own) == [f"thing {key}" for key in kept]
    assert await own.value("SELECT SUM(n) FROM things") == 20


async def test_a_unit_returns_only_after_the_commit_that_holds_it(own: Database, sqlite: Sqlite) -> None:
    with commits_held(sqlite) as hold:
        tasks = [asyncio.create_task(put(own, key)) for key in range(5)]
        await hold.until_begun()
        assert await names(own) == []
        assert not any(task.done() for task in tasks)
        hold.go_on.set()
        await asyncio.gather(*tasks)

    assert len(await names(own)) == 5


async def test_a_commit_that_fails_fails_all_its_units_and_no_other(own: Database, sqlite: Sqlite) -> None:
    async def orphan() -> None:
        async with own.transaction() as tx:
            await tx.execute("INSERT INTO parts (id, thing_id) VALUES (1, 77)")

    with commits_held(sqlite) as hold:
        first = asyncio.create_task(put(own, 0))
        await hold.until_begun()
        doomed = [asyncio.create_task(work) for work in (put(own, 1), orphan(), put(own, 2))]
        await asyncio.sleep(0)
        hold.go_on.set()
        await first
        results = await asyncio.gather(*doomed, return_exceptions=True)

    assert [type(result) for result in results] == [NotCommitted] * 3
    assert isinstance(results[0], NotCommitted)
    assert isinstance(results[0].__cause__, sqlite3.IntegrityError)
    await put(own, 3)
    assert await names(own) == ["thing 0", "thing 3"]


async def test_an_error_that_undoes_the_whole_transaction_fails_the_units_before_it(
    own: Database, sqlite: Sqlite
) -> None:
    entered = asyncio.Event()

    def stopped() -> bool:
        sqlite.writer.lane.raw.interrupt()  # it stops only what already runs: once more until then
        return failing.done()

    async def interrupted() -> None:
        async with own.transaction() as tx:
            entered.set()
            await tx.execute(MANY)

    with commits_held(sqlite) as hold:
        first = asyncio.create_task(put(own, 0))
        await hold.until_begun()
        before = asyncio.create_task(put(own, 1))
        failing = asyncio.create_task(interrupted())
        await asyncio.sleep(0)
        hold.go_on.set()
        await first
    await entered.wait()
    await reach(stopped)
    results = await asyncio.gather(before, failing, return_exceptions=True)

    assert [type(result) for result in results] == [NotCommitted, sqlite3.OperationalError]
    await put(own, 2)
    assert await names(own) == ["thing 0", "thing 2"]


async def test_who_is_cancelled_while_waiting_for_the_turn_leaves_no_gap(
    own: Database, sqlite: Sqlite
) -> None:
    with commits_held(sqlite) as hold:
        first = asyncio.create_task(put(own, 0))
        await hold.until_begun()
        waiting = [asyncio.create_task(put(own, key)) for key in range(1, 6)]
        await asyncio.sleep(0)
        waiting[0].cancel()
        waiting[3].cancel()
        hold.go_on.set()
        results = await asyncio.gather(first, *waiting, return_exceptions=True)

    assert [isinstance(result, asyncio.CancelledError) for result in results] == [
        False,
        True,
        False,
        False,
        True,
        False,
    ]
    assert await names(own) == ["thing 0", "thing 2", "thing 3", "thing 5"]


async def test_who_is_cancelled_as_the_turn_comes_passes_it_on(own: Database, sqlite: Sqlite) -> None:
    go_on = asyncio.Event()

    async def hold() -> None:
        async with own.transaction():
            await go_on.wait()

    holder = asyncio.create_task(hold())
    await asyncio.sleep(0)
    unlucky = asyncio.create_task(put(own, 1))
    last = asyncio.create_task(put(own, 2))
    await asyncio.sleep(0)
    go_on.set()
    await asyncio.sleep(0)  # the holder ends and hands the turn over; the next has not run yet
    unlucky.cancel()
    results = await asyncio.gather(holder, unlucky, last, return_exceptions=True)

    assert isinstance(results[1], asyncio.CancelledError)
    assert results[2] is None
    assert await names(own) == ["thing 2"]


async def test_a_cancelled_wait_for_the_commit_lasts_to_its_end_and_the_work_is_stored(
    own: Database, sqlite: Sqlite
) -> None:
    calls: list[int] = []

    async def unit() -> None:
        async with own.transaction() as tx:
            await tx.execute(PUT, id=1, name="one")
            tx.after_commit(lambda: calls.append(1))

    with commits_held(sqlite) as hold:
        task = asyncio.create_task(unit())
        await hold.until_begun()
        for _ in range(3):
            task.cancel()
            await asyncio.sleep(0)
        assert not task.done()
        hold.go_on.set()
        with pytest.raises(asyncio.CancelledError):
            await task

    assert await names(own) == ["one"]
    assert calls == [1]


async def test_a_unit_cancelled_during_a_statement_on_the_thread_is_undone(
    own: Database, sqlite: Sqlite
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def held() -> int:
        begun.set()
        return go_on.wait(CEILING)

    async def unit() -> None:
        async with own.transaction() as tx:
            await tx.execute(PUT, id=1, name="one")
            await tx.execute(
                MANY.replace("SELECT n FROM c", "SELECT n FROM c WHERE held()").replace("100000000", "9")
            )

    sqlite.writer.lane.raw.create_function("held", 0, held)
    task = asyncio.create_task(unit())
    await reach(begun.is_set)
    task.cancel()
    after = asyncio.create_task(put(own, 2))
    await asyncio.sleep(0)
    go_on.set()
    results = await asyncio.gather(task, after, return_exceptions=True)

    assert isinstance(results[0], asyncio.CancelledError)
    assert await names(own) == ["thing 2"]


async def test_a_deadline_holds_for_a_unit_as_for_anything(own: Database) -> None:
    async def unit() -> None:
        async with asyncio.timeout(0.01), own.transaction() as tx:
            await tx.execute(PUT, id=1, name="one")
            await asyncio.Event().wait()

    with pytest.raises(TimeoutError):
        await unit()
    assert await names(own) == []


async def test_another_process_that_writes_is_waited_for(own: Database, sqlite: Sqlite) -> None:
    other = sqlite3.connect(sqlite.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    other.execute("INSERT INTO things (id, name) VALUES (9, 'theirs')")
    task = asyncio.create_task(put(own, 10))
    await reach(lambda: sqlite.writer.lane.busy)
    assert await names(own) == []
    other.execute("COMMIT")
    other.close()
    await task

    assert await names(own) == ["theirs", "thing 10"]


async def test_another_process_that_writes_for_too_long_is_an_error(
    own: Database, sqlite: Sqlite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(group, "BUSY_SECONDS", 0.05)
    other = sqlite3.connect(sqlite.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        await put(own, 1)
    other.close()
    await put(own, 2)

    assert await names(own) == ["thing 2"]


async def test_short_writes_need_the_thread_for_the_commit_only(own: Database, sqlite: Sqlite) -> None:
    before = sqlite.writer.lane._given
    async with own.transaction() as tx:
        await tx.execute(PUT, id=1, name="one")
        await tx.many(PUT, [{"id": key, "name": f"{key}"} for key in range(2, 9)])
        await tx.execute("UPDATE things SET n = 1 WHERE id = 1")
        await tx.one("SELECT * FROM things WHERE id = 1")

    assert sqlite.writer.lane._given - before == 1


@pytest.mark.parametrize("change", ["UPDATE things SET n = 1", "DELETE FROM things WHERE id < 5", MANY])
async def test_a_write_that_may_touch_many_rows_is_for_the_thread(
    own: Database, sqlite: Sqlite, change: str
) -> None:
    before = sqlite.writer.lane._given
    async with own.transaction() as tx:
        await tx.execute(change.replace("LIMIT 100000000", "LIMIT 10"))

    assert sqlite.writer.lane._given - before == 2


async def test_a_long_read_leaves_the_loop_alone(own: Database) -> None:
    some = (
        "WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c LIMIT :rows) SELECT COUNT(*) FROM c"
    )
    for ask in (own.value, own.value):
        assert await ask(some, rows=300000) == 300000
    async with own.read() as conn:
        assert await conn.value(f"SELECT * FROM ({some})", rows=300000) == 300000
    async with own.transaction() as tx:
        assert await tx.value(f"SELECT * FROM ({some})", rows=300000) == 300000
        assert await tx.value("SELECT COUNT(*) FROM things") == 0


async def test_a_short_read_asked_often_stays_short(own: Database, sqlite: Sqlite) -> None:
    await put(own, 1)
    for _ in range(3000):
        assert await own.value("SELECT name FROM things WHERE id = :id", id=1) == "thing 1"

    assert sqlite._readers == []


async def test_a_cancelled_read_stops_its_statement(own: Database, sqlite: Sqlite) -> None:
    async def for_ever() -> None:
        async with own.read() as conn:
            await conn.value(ENDLESS)

    tasks = [asyncio.create_task(work) for work in (for_ever(), own.value(ENDLESS))]
    await reach(lambda: len(sqlite._readers) == 2 and all(reader.busy for reader in sqlite._readers))
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)

    await reach(lambda: not any(reader.busy for reader in sqlite._readers))
    async with own.read() as conn:
        assert await conn.value("SELECT COUNT(*) FROM things") == 0


async def test_more_readers_than_connections_take_turns(own: Database) -> None:
    async def look() -> int:
        async with own.read() as conn:
            await asyncio.sleep(0)
            count: int = await conn.value("SELECT COUNT(*) FROM things")
            return count

    assert await asyncio.gather(*(look() for _ in range(30))) == [0] * 30


async def test_the_file_and_its_log_are_for_their_owner_only(own: Database, sqlite: Sqlite) -> None:
    files = list(sqlite.path.parent.glob(f"{sqlite.path.name}*"))

    assert len(files) >= 2
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


async def test_the_settings_that_keep_the_data_safe_are_on(sqlite: Sqlite) -> None:
    settings = ("journal_mode", "synchronous", "foreign_keys")
    raw = sqlite.writer.lane.raw

    assert [raw.execute(f"PRAGMA {name}").fetchone()[0] for name in settings] == ["wal", 2, 1]


WRITER = """
import asyncio, os, sys
from storage.database import Database

async def main(url):
    db = await Database.open(url)
    async def write(worker):
        for turn in range(100000):
            key = worker * 100000 + turn
            async with db.transaction() as tx:
                await tx.value("SELECT n FROM things WHERE id = :id", id=key)
                await tx.execute("INSERT INTO things (id, name) VALUES (:id, :name)", id=key, name=f"{key}")
                await tx.execute("INSERT INTO parts (id, thing_id) VALUES (:id, :id)", id=key)
            os.write(1, f"{key}\\n".encode())
    await asyncio.gather(*(write(worker) for worker in range(20)))

asyncio.run(main(sys.argv[1]))
"""


def acknowledged_before_the_kill(url: str) -> set[int]:
    """The keys that a writing process had called stored when it was killed."""
    command = [sys.executable, "-c", WRITER, url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(700)]
        process.kill()
        lines += process.stdout.readlines()
    return {int(line) for line in lines if line.endswith(b"\n")}


async def test_a_killed_process_loses_nothing_it_had_acknowledged(own: Database, own_url: str) -> None:
    keys = await asyncio.to_thread(acknowledged_before_the_kill, own_url)

    stored = {row["id"] for row in await own.all("SELECT id FROM things")}
    assert len(keys) >= 700
    assert keys <= stored
    assert await own.value("SELECT COUNT(*) FROM parts") == len(stored)
    assert await own.value("SELECT COUNT(*) FROM things WHERE id NOT IN (SELECT thing_id FROM parts)") == 0
