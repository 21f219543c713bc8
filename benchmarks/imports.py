"""A file of 50,000 rows: seconds to read, write and take back, memory, and how long anybody else waits. SQLite on disk.

Each measure is one child process: `python -m benchmarks.imports ROWS [URL]` prints it as JSON.
"""

import asyncio
import csv
import gc
import io
import json
import resource
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.report import Ratio, heading, note, percentile, tell
from bot.clock import Clock
from bot.domain.company import Company
from bot.files import tables
from bot.usecases.imports import Imports
from bot.usecases.jobs import giving_way
from storage.database import Database
from storage.migrator import migrate

ROWS = 50_000
_PAUSE = 0.01  # seconds between two updates of somebody else
_HEADER = (
    "client number", "client", "country", "city", "manager", "segment", "tier", "first deal", "contract ends",
    "share", "notes", "contact", "position", "phone", "e-mail", "language", "birthday", "likes",
)  # fmt: skip


def table(rows: int) -> bytes:
    """A CSV with every kind of cell; one row in 50 has a doubtful phone, one in 100 is wrong."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(_HEADER)
    for i in range(rows):
        phone = f"2{i:07}" if i % 50 else f"12{i}"
        deal = f"{i % 28 + 1}.{i % 12 + 1}.20{i % 20:02}" if i % 100 else "31.2.2020"
        writer.writerow(
            (f"N{i:06}", f"Uzņēmums {i} SIA", "LV", f"Pilsēta {i % 90}", f"Vadītājs {i % 40}", f"segment {i % 7}",
             ("key", "regular", "new")[i % 3], deal, "", f"{i % 7}.5", f"note {i}; with a delimiter",
             f"Anna Bērziņa {i}", "buyer", phone, f"anna{i}@example.com", "lv", f"{i % 28 + 1}.{i % 12 + 1}.", "tea")
        )  # fmt: skip
    return out.getvalue().encode()


class Others:
    """Somebody who writes and somebody who reads all the while; how long each had to wait, in milliseconds."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.writes: list[float] = []
        self.wakes: list[float] = []

    async def write(self) -> None:
        """One small transaction after the other, as a press makes them."""
        while True:
            start = time.perf_counter()
            async with self.db.transaction() as tx:
                await tx.execute(
                    "INSERT INTO facts (name, value) VALUES ('bench', :at) ON CONFLICT (name)"
                    " DO UPDATE SET value = excluded.value",
                    at=str(start),
                )
            self.writes.append((time.perf_counter() - start) * 1e3)
            await asyncio.sleep(_PAUSE)

    async def wake(self) -> None:
        """How much later than asked for the event loop comes back."""
        while True:
            start = time.perf_counter()
            await asyncio.sleep(_PAUSE)
            self.wakes.append((time.perf_counter() - start - _PAUSE) * 1e3)


async def _timed(work: Callable[[], Awaitable[object]], others: Others) -> dict[str, float]:
    others.writes.clear()
    others.wakes.clear()
    tasks = [asyncio.create_task(others.write()), asyncio.create_task(others.wake())]
    start = time.perf_counter()
    with giving_way():
        await work()
    seconds = time.perf_counter() - start
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
    return {
        "seconds": seconds,
        "write_max": max(others.writes),
        "write_p99": percentile(others.writes, 0.99),
        "loop_max": max(others.wakes),
        "loop_p99": percentile(others.wakes, 0.99),
    }


async def measure(url: str, data: bytes) -> dict[str, dict[str, float]]:
    """Reading, writing, taking back."""
    db = await Database.open(url)
    try:
        await migrate(db)
        company = Company(name="Bench", language="lv", zone="Europe/Riga", country="LV")
        imports = Imports(db, Clock(), company, tables.read, tables.xlsx_bytes)
        gc.collect()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        others = Others(db)
        shown = []

        async def read() -> None:
            shown.append(await imports.offer(None, "clients.csv", data))

        found = {"read": await _timed(read, others)}
        found["write"] = await _timed(lambda: imports.write(None, shown[0].id), others)
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        found["again"] = await _timed(read, others)
        found["undo"] = await _timed(lambda: imports.undo(None, shown[0].id), others)
        found["memory"] = {
            "import": grown,
            "all": (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024,
            "new": shown[0].counts.new,
            "same": shown[1].counts.same,
        }
        return found
    finally:
        await db.close()


def run() -> None:
    """Measure and tell."""
    heading(f"imports: a file of {ROWS:,} rows, while others write every {_PAUSE * 1e3:.0f} ms")
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'imports.db'}"
        found = child(ROWS, url)
    for what in ("read", "write", "again", "undo"):
        one = found[what]
        note(
            f"{what}: {one['seconds']:.1f} s; another writer waited {one['write_max']:.0f} ms at the longest"
            f" (p99 {one['write_p99']:.0f}), the event loop {one['loop_max']:.0f} ms (p99 {one['loop_p99']:.0f})"
        )
    tell(
        [
            Ratio(
                "memory that reading and writing adds",
                found["memory"]["import"],
                200,
                at_most=True,
                unit="MB",
            ),
            Ratio(
                "longest wait of another writer", found["write"]["write_max"] / 1e3, 3, at_most=True, unit="s"
            ),
            Ratio("p99 of the event loop meanwhile", found["write"]["loop_p99"], 50, at_most=True, unit="ms"),
        ]
    )


def child(rows: int, url: str) -> dict[str, dict[str, float]]:
    """One measure in a process of its own, so that its memory is its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.imports", str(rows), url],
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, dict[str, float]] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measure(sys.argv[2], table(int(sys.argv[1]))))))
