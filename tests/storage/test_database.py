"""What both databases must do alike."""

import asyncio
import logging
from pathlib import Path

import pytest

from storage.database import Database, NotCommitted, Taken, lock

PUT = "INSERT INTO things (id, name) VALUES (:id, :name)"


async def put(db: Database, key: int) -> None:
    async with db.transaction() as tx:
        await tx.execute(PUT, id=key, name=f"thing {key}")


async def names(db: Database) -> list[str]:
    return [row["name"] for row in await db.all("SELECT name FROM things ORDER BY id")]


async def test_what_a_unit_wrote_is_there_after_it(own: Database) -> None:
    async with own.transaction() as tx:
        await tx.execute(PUT, id=1, name="Anna ē ё א")
        assert await tx.value("SELECT name FROM things WHERE id = :id", id=1) == "Anna ē ё א"

    assert await names(own) == ["Anna ē ё א"]


async def test_rows_are_mappings(own: Database) -> None:
    await put(own, 1)
    row = await own.one("SELECT id, name, NULL AS nix FROM things")

    assert row is not None
    assert row["name"] == row.get("name") == "thing 1"
    assert row.get("absent", 5) == 5
    assert "name" in row
    assert "thing 1" not in row
    assert dict(row) == dict(row.items()) == {"id": 1, "name": "thing 1", "nix": None}
    with pytest.raises((KeyError, IndexError)):
        row["absent"]


async def test_a_unit_that_raises_leaves_nothing(own: Database) -> None:
    async def unit() -> None:
        async with own.transaction() as tx:
            await tx.execute(PUT, id=1, name="one")
            raise LookupError

    with pytest.raises(LookupError):
        await unit()
    assert await names(own) == []


async def test_no_row_is_none(own: Database) -> None:
    assert await own.one("SELECT id FROM things") is None
    assert await own.value("SELECT id FROM things") is None
    assert await own.all("SELECT id FROM things") == []
    async with own.transaction() as tx:
        assert await tx.one("SELECT id FROM things") is None


async def test_execute_counts_the_rows_it_changed(own: Database) -> None:
    async with own.transaction() as tx:
        await tx.many(PUT, [{"id": key, "name": f"{key}"} for key in range(40)])
        await tx.many(PUT, [])
        assert await tx.execute("UPDATE things SET n = 1 WHERE id < :id", id=7) == 7
        assert await tx.execute("UPDATE things SET n = 1 WHERE id = :id", id=99) == 0
        assert await tx.execute("UPDATE things SET n = 2 WHERE id < 3 RETURNING id") == 3
        few = "WITH few AS (SELECT id FROM things WHERE id < 5) UPDATE things SET n = 3 WHERE id IN (SELECT id FROM few)"
        assert await tx.execute(few) == 5
        assert await tx.execute(few.replace("id < 5", "id < 0")) == 0
        assert await tx.execute("DELETE FROM things") == 40
        assert await tx.execute("CREATE TABLE another (id BIGINT)") == 0


async def test_a_conflict_is_an_answer_not_an_error(own: Database) -> None:
    claim = f"{PUT} ON CONFLICT (name) DO NOTHING RETURNING id"

    async with own.transaction() as tx:
        first = await tx.value(claim, id=1, name="same")
        second = await tx.value(claim, id=2, name="same")
        third = await tx.one(
            f"{PUT} ON CONFLICT (name) DO UPDATE SET n = 9 RETURNING id, n", id=3, name="same"
        )

    assert (first, second) == (1, None)
    assert third is not None
    assert dict(third) == {"id": 1, "n": 9}


async def test_lists_match_their_members(own: Database) -> None:
    for key in (1, 2, 3):
        await put(own, key)
    some = "SELECT id FROM things WHERE id IN (:ids) ORDER BY id"

    assert [row["id"] for row in await own.all(some, ids=[3, 1, 9])] == [1, 3]
    assert await own.all(some, ids=[]) == []


async def test_numbers_mean_the_same_on_both(own: Database) -> None:
    for key in (1, 2):
        await put(own, key)
    row = await own.one(
        "SELECT SUM(id) AS total, AVG(id) AS mean, COUNT(*) AS count, EXISTS (SELECT 1 FROM things) AS there FROM things"
    )

    assert row is not None
    assert [type(value) for value in dict(row).values()] == [int, float, int, int]
    assert dict(row) == {"total": 3, "mean": 1.5, "count": 2, "there": 1}


async def test_truth_values_go_in_as_numbers(own: Database) -> None:
    async with own.transaction() as tx:
        await tx.execute("INSERT INTO things (id, n) VALUES (1, :yes)", yes=True)
        await tx.many("INSERT INTO things (id, n) VALUES (:id, :yes)", [{"id": 2, "yes": True}])

    assert await own.value("SELECT SUM(n) FROM things") == 2


async def test_an_error_swallowed_inside_a_unit_undoes_it_loudly(own: Database) -> None:
    async def unit() -> None:
        async with own.transaction() as tx:
            await tx.execute(PUT, id=1, name="one")
            with pytest.raises(Exception, match=r"(?i)unique"):
                await tx.execute(PUT, id=2, name="one")

    with pytest.raises(RuntimeError, match="nothing is stored"):
        await unit()
    assert await names(own) == []
    await put(own, 3)
    assert await names(own) == ["thing 3"]


async def test_a_second_block_in_one_task_is_refused(own: Database) -> None:
    async with own.transaction():
        with pytest.raises(RuntimeError, match="already inside"):
            async with own.transaction():
                pass
        with pytest.raises(RuntimeError, match="already inside"):
            async with own.read():
                pass
        with pytest.raises(RuntimeError, match="already inside"):
            await own.value("SELECT 1")
        with pytest.raises(RuntimeError, match="inside"):
            await own.close()

    async with own.read():
        with pytest.raises(RuntimeError, match="already inside"):
            async with own.transaction():
                pass


async def test_a_task_born_inside_a_unit_may_have_its_own(own: Database) -> None:
    async with own.transaction() as tx:
        await tx.execute(PUT, id=1, name="one")
        child = asyncio.create_task(put(own, 2))
    await child

    assert await names(own) == ["one", "thing 2"]


async def test_a_unit_is_useless_after_its_block(own: Database) -> None:
    async with own.transaction() as tx:
        pass
    with pytest.raises(RuntimeError, match="over"):
        await tx.execute(PUT, id=1, name="one")
    async with own.read() as conn:
        pass
    with pytest.raises(RuntimeError, match="over"):
        await conn.value("SELECT 1")


async def test_nobody_sees_what_is_not_committed(own: Database) -> None:
    written, seen = asyncio.Event(), asyncio.Event()

    async def write() -> None:
        async with own.transaction() as tx:
            await tx.execute(PUT, id=1, name="one")
            written.set()
            await seen.wait()

    writer = asyncio.create_task(write())
    await written.wait()
    assert await names(own) == []
    async with own.read() as conn:
        assert await conn.value("SELECT COUNT(*) FROM things") == 0
        seen.set()
        await writer
        assert await conn.value("SELECT COUNT(*) FROM things") == 0
    assert await names(own) == ["one"]


async def test_a_read_cannot_write(own: Database) -> None:
    with pytest.raises(Exception, match=r"(?i)read.?only"):
        async with own.read() as conn:
            await conn.value("INSERT INTO things (id) VALUES (1) RETURNING id")

    assert await names(own) == []


async def test_of_two_who_saw_the_same_version_one_changes_it(own: Database) -> None:
    await put(own, 1)
    change = "UPDATE things SET n = n + 1, version = version + 1 WHERE id = 1 AND version = :version"

    async def try_once(version: int) -> int:
        async with own.transaction() as tx:
            return await tx.execute(change, version=version)

    async def add_one() -> None:
        while True:
            version = await own.value("SELECT version FROM things WHERE id = 1")
            if await try_once(version):
                return

    await asyncio.gather(*(add_one() for _ in range(20)))

    assert await own.value("SELECT n FROM things WHERE id = 1") == 20


async def test_callbacks_come_after_the_commit_in_order_and_not_after_a_rollback(own: Database) -> None:
    calls: list[str] = []

    async def undone() -> None:
        async with own.transaction() as tx:
            tx.after_commit(lambda: calls.append("never"))
            raise LookupError

    async with own.transaction() as tx:
        await tx.execute(PUT, id=1, name="one")
        tx.after_commit(lambda: calls.append("first"))
        tx.after_commit(lambda: calls.append("second"))
        assert calls == []
    with pytest.raises(LookupError):
        await undone()
    async with own.transaction() as tx:
        tx.after_commit(lambda: calls.append("a unit without a statement"))

    assert calls == ["first", "second", "a unit without a statement"]


async def test_a_callback_that_fails_is_logged_and_harms_nobody(
    own: Database, caplog: pytest.LogCaptureFixture
) -> None:
    calls: list[str] = []

    def fail() -> None:
        raise LookupError

    with caplog.at_level(logging.ERROR):
        async with own.transaction() as tx:
            await tx.execute(PUT, id=1, name="one")
            tx.after_commit(fail)
            tx.after_commit(lambda: calls.append("next"))

    assert calls == ["next"]
    assert "callback" in caplog.text
    assert await names(own) == ["one"]


async def test_a_commit_that_fails_says_so(own: Database) -> None:
    calls: list[str] = []

    async def orphan() -> None:
        async with own.transaction() as tx:
            await tx.execute("INSERT INTO parts (id, thing_id) VALUES (1, 77)")
            tx.after_commit(lambda: calls.append("never"))

    with pytest.raises(NotCommitted):
        await orphan()
    assert calls == []
    assert await own.value("SELECT COUNT(*) FROM parts") == 0
    await put(own, 1)


async def test_a_cancelled_body_is_undone(own: Database) -> None:
    inside = asyncio.Event()

    async def hang() -> None:
        async with own.transaction() as tx:
            await tx.execute(PUT, id=1, name="one")
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(hang())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    assert await names(own) == []
    await put(own, 2)
    assert await names(own) == ["thing 2"]


async def test_close_waits_for_who_is_inside_and_lets_nobody_in(own: Database) -> None:
    inside, go_on = asyncio.Event(), asyncio.Event()

    async def slow() -> None:
        async with own.transaction() as tx:
            await tx.execute(PUT, id=1, name="one")
            inside.set()
            await go_on.wait()
            await tx.execute(PUT, id=2, name="two")

    task = asyncio.create_task(slow())
    await inside.wait()
    closing = asyncio.create_task(own.close())
    await asyncio.sleep(0)
    with pytest.raises(RuntimeError, match="closed"):
        async with own.transaction():
            pass
    with pytest.raises(RuntimeError, match="closed"):
        await own.value("SELECT 1")
    assert not closing.done()
    go_on.set()
    await asyncio.gather(task, closing)
    await own.close()


async def test_a_url_of_another_kind_is_refused() -> None:
    for url in ("mysql://x", "sqlite://", "sqlite:///", "sqlite:///:memory:", "rapport.db"):
        with pytest.raises(ValueError, match="database URL"):
            await Database.open(url)


async def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        await Database.open(f"sqlite:///{tmp_path}/nowhere/rapport.db")


def test_a_sqlite_file_is_held_by_one_at_a_time(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/rapport.db"

    with lock(url), pytest.raises(Taken, match=r"in use by process \d+"), lock(url):
        pass
    with lock(url):
        pass


def test_postgresql_is_shared() -> None:
    with lock("postgresql://host/rapport"), lock("postgresql://host/rapport"):
        pass
