"""The planner's tick over a million dated rows, with nothing due and with a hundred due. SQLite on disk."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.report import Ratio, heading, note, percentile, tell
from bot.clock import Clock
from bot.domain.alarms import Alarm
from bot.domain.time import to_us
from bot.usecases.planner import Planner
from storage.database import Database, Tx
from storage.migrator import migrate

ROWS = 1_000_000
TICKS = 200
DUE = 100

# Spread over a year from tomorrow on, in no order.
_FILL = """WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :rows)
    INSERT INTO alarms (kind, thing, at, next_at)
    SELECT 'bench.ring', 'thing:' || i, :first + (i * 7919 % :rows) * 31536000, :first + (i * 7919 % :rows) * 31536000
    FROM n"""


class _Silent:
    """Takes what rings."""

    async def ring(self, tx: Tx, alarm: Alarm, now: datetime) -> None:
        return


async def _milliseconds(work: Callable[[], Awaitable[object]], times: int) -> list[float]:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        await work()
        taken.append((time.perf_counter() - start) * 1e3)
    return taken


async def _measure(path: Path) -> None:
    db = await Database.open(f"sqlite:///{path}")
    try:
        await migrate(db)
        tomorrow = datetime.now(UTC) + timedelta(days=1)
        async with db.transaction() as tx:
            await tx.execute(_FILL, rows=ROWS, first=to_us(tomorrow))
        planner = Planner(db, Clock(), {"bench": _Silent()})
        nothing = await _milliseconds(planner.tick, TICKS)
        async with db.transaction() as tx:
            await tx.execute("UPDATE alarms SET next_at = 0 WHERE id <= :due", due=DUE)
        (some,) = await _milliseconds(planner.tick, 1)
    finally:
        await db.close()
    note(f"nothing due: median {percentile(nothing, 0.5):.3f} ms, p99 {percentile(nothing, 0.99):.3f} ms")
    note(f"{DUE} due, each rung in a durable transaction of its own: {some:.0f} ms")
    tell([Ratio("p99 of a tick with nothing due", percentile(nothing, 0.99), 5, at_most=True, unit="ms")])


def run() -> None:
    """Measure and print."""
    heading(f"The planner's tick over {ROWS:,} dated rows")
    with TemporaryDirectory(prefix="rapport-bench-") as folder:
        asyncio.run(_measure(Path(folder) / "planner.db"))
