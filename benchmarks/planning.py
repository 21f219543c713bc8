"""A round to 50,000 contacts planned under all rules: seconds, memory, and how long anybody else waits. SQLite on disk.

Each measure is one child process: `python -m benchmarks.planning CONTACTS [URL]` prints it as JSON.
"""

import asyncio
import gc
import json
import re
import resource
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.imports import Others
from benchmarks.report import Ratio, heading, note, percentile, tell
from bot.clock import Clock
from bot.domain.company import Company
from bot.domain.ids import WaveId
from bot.domain.programmes import MONTHLY
from bot.domain.surveys import SurveyRules
from bot.domain.time import to_us
from bot.domain.waves import Reach, WaveState
from bot.usecases.planner import Planner
from bot.usecases.waves import Waves
from storage import alarms, people, waves
from storage.database import Database, Tx
from storage.migrator import migrate

CONTACTS = 50_000
MANAGERS = 125
NOW = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
"""Monday, 10:00 in Riga: some are asked at once, the others get their day."""
_DAY = 24 * 3600 * 1_000_000
_N = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :n)"
# Two contacts a client. Somebody is held by every rule, some by several; most are free.
_FILL = (
    f"""{_N} INSERT INTO people (role, name, folded, created_at, team_id)
    SELECT 'manager', 'Manager ' || i, 'manager ' || i, :now, 1 FROM n WHERE i <= :managers""",
    f"""{_N} INSERT INTO clients (name, folded, manager_id, team_id, country, tier, status, created_at)
    SELECT 'Client ' || i, 'client ' || i, 1 + i % :managers, 1, CASE i % 5 WHEN 0 THEN 'FI' ELSE 'LV' END,
        CASE i % 20 WHEN 0 THEN 'key' ELSE 'regular' END, 'active', :now FROM n WHERE i * 2 <= :n""",
    f"""{_N} INSERT INTO people (id, role, name, folded, created_at, user_id, unreachable_at, stopped_at)
    SELECT 10000 + i, 'contact', 'Contact ' || i, 'contact ' || i, :now,
        CASE i % 10 WHEN 1 THEN NULL ELSE 10000000 + i END, CASE i % 50 WHEN 2 THEN :now END,
        CASE i % 50 WHEN 3 THEN :now END FROM n""",
    f"""{_N} INSERT INTO contacts (person_id, client_id, surveys)
    SELECT 10000 + i, (i + 1) / 2, CASE i % 50 WHEN 4 THEN 0 ELSE 1 END FROM n""",
    """INSERT INTO waves (key, programme, reach, state, at, created_at)
    VALUES ('bench:1', 'monthly', 'all', 'sent', 0, 0), ('bench:2', 'monthly', 'all', 'sent', 0, 0)""",
    f"""{_N} INSERT INTO invitations (wave_id, programme, person_id, client_id, manager_id, stage, day, asked_at,
        created_at, counted)
    SELECT 1, 'monthly', 10000 + i, (i + 1) / 2, 1 + ((i + 1) / 2) % :managers, 'closed', '2026-09-10',
        :now - (5 + i % 60) * :day, :now, 1 FROM n WHERE i % 7 <> 0""",
    f"""{_N} INSERT INTO invitations (wave_id, programme, person_id, client_id, manager_id, stage, day, due_at,
        created_at)
    SELECT 2, 'monthly', 10000 + i, (i + 1) / 2, 1 + ((i + 1) / 2) % :managers, 'held', '2026-11-30',
        :now + 14 * :day, :now FROM n WHERE i % 6 = 0""",
    """INSERT INTO answers (invitation_id, person_id, client_id, score, at)
    SELECT id, person_id, client_id, 9, asked_at + :day FROM invitations WHERE wave_id = 1 AND id % 2 = 0""",
    """INSERT INTO complaints (number, client_id, person_id, kind, state, created_at, filed_at, closed_at)
    SELECT id, id, 10000 + id * 2, 'complaint', CASE id % 2 WHEN 0 THEN 'received' ELSE 'closed' END, :now, :now,
        CASE id % 2 WHEN 0 THEN NULL ELSE :now - :day * (id % 20) END FROM clients WHERE id % 11 = 0""",
    """INSERT INTO cases (client_id, state, opened_at, contact_from, contact_due, close_from, close_due, closed_at)
    SELECT id, CASE id % 2 WHEN 0 THEN 'open' ELSE 'closed' END, :now, :now, :now, :now, :now,
        CASE id % 2 WHEN 0 THEN NULL ELSE :now - :day * (id % 20) END FROM clients WHERE id % 13 = 0""",
    """INSERT INTO exhibitions (name, state, created_by, created_at) SELECT 'Fair', 'on', MIN(id), :now FROM people""",
    """INSERT INTO touches (key, client_id, kind, at, created_at)
    SELECT 'bench:' || id, id, 'call', :now - :day * (id % 10), :now FROM clients WHERE id % 9 = 0""",
    """INSERT INTO guests (exhibition_id, client_id, state, touch_id, at)
    SELECT 1, client_id, 'told', id, at FROM touches""",
)


class _Still(Clock):
    """Stands at one instant, so that every run plans the same."""

    def __call__(self) -> datetime:
        return NOW


async def fill(tx: Tx, contacts: int) -> None:
    """A company before its round."""
    await people.add_team(tx, "Riga", NOW)
    for sql in _FILL:
        given = {"n": contacts, "now": to_us(NOW), "managers": MANAGERS, "day": _DAY}
        used = {name: value for name, value in given.items() if re.search(rf":{name}\b", sql)}
        await tx.execute(re.sub(r":(\w+)", r"CAST(:\1 AS BIGINT)", sql.replace("bench:", "bench-")), **used)


async def _start(db: Database) -> WaveId:
    """A round that is due."""
    async with db.transaction() as tx:
        id_ = await waves.add(
            tx, key="bench:3", programme=MONTHLY, reach=Reach.ALL, team_id=None, state=WaveState.SENT, at=NOW,
            by=None, now=NOW,
        )  # fmt: skip
        await alarms.put(tx, f"wave:{id_}", "wave.release", NOW)
    assert id_ is not None
    return id_


async def measure(url: str, contacts: int) -> dict[str, float]:
    """Plan the round while others write and read; then count a preview of the next."""
    db = await Database.open(url)
    try:
        await migrate(db)
        async with db.transaction() as tx:
            await fill(tx, contacts)
        company = Company(name="Bench", language="lv", zone="Europe/Riga", country="LV")
        use = Waves(db, _Still(), company, SurveyRules())
        planner = Planner(db, _Still(), {"wave": use})
        id_ = await _start(db)
        gc.collect()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        others = Others(db)
        tasks = [asyncio.create_task(others.write()), asyncio.create_task(others.wake())]
        start = time.perf_counter()
        await planner.tick()
        seconds = time.perf_counter() - start
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        async with db.read() as conn:
            found = await waves.progress(conn, id_)
        assert (found["total"], found["planning"]) == (contacts, 0)
        return {
            "seconds": seconds,
            "grown": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024,
            "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            "write_max": max(others.writes),
            "write_p99": percentile(others.writes, 0.99),
            "loop_max": max(others.wakes),
            "loop_p99": percentile(others.wakes, 0.99),
            **found,
        }
    finally:
        await db.close()


def run() -> None:
    """Measure and tell."""
    heading(f"planning: a round to {CONTACTS:,} contacts of {MANAGERS} managers, while others write and read")
    with TemporaryDirectory() as folder:
        found = child(CONTACTS, f"sqlite:///{Path(folder) / 'planning.db'}")
    note(
        f"{found['asked']:.0f} asked at once, {found['waiting']:.0f} wait for their day, {found['deferred']:.0f} for a"
        f" rule, {found['unasked']:.0f} are not asked; together {found['total']:.0f}"
    )
    note(
        f"another writer waited {found['write_max']:.0f} ms at the longest (p99 {found['write_p99']:.0f}), the event"
        f" loop {found['loop_max']:.0f} ms (p99 {found['loop_p99']:.0f})"
    )
    tell(
        [
            Ratio("planning the round", found["seconds"], 20, at_most=True, unit="s"),
            Ratio("memory of the process", found["memory"], 300, at_most=True, unit="MB"),
            Ratio("p99 of another writer's wait", found["write_p99"], 50, at_most=True, unit="ms"),
            Ratio("p99 of the event loop meanwhile", found["loop_p99"], 50, at_most=True, unit="ms"),
        ]
    )


def child(contacts: int, url: str) -> dict[str, float]:
    """One measure in a process of its own, so that its memory is its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.planning", str(contacts), url],
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measure(sys.argv[2], int(sys.argv[1])))))
