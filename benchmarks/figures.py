"""`/nps` by every filter and their combinations, over a hundred thousand and over a million answers of the same two years.

SQLite on disk; with RAPPORT_BENCH_URL (`postgresql://…`, any database of a server on which others may be made) on PostgreSQL.
"""

import asyncio
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from benchmarks.report import Ratio, heading, note, percentile, tell
from bot.clock import Clock
from bot.domain.company import Company
from bot.domain.figures import EVERYBODY, Ask, Cut, View, Whose
from bot.domain.ids import NOBODY
from bot.domain.people import Actor, Role
from bot.domain.time import to_us
from bot.files.tables import xlsx_bytes
from bot.usecases.figures import Figures, Lists, Pictures
from storage.database import Database, Tx
from storage.figures import rebuild
from storage.migrator import migrate

FEW, MANY = 100_000, 1_000_000
DAYS = 730
MANAGERS, TEAMS = 40, 5
ROUNDS = 9
TIMES = 5
"""How much longer a million may take."""

_COUNT = "WITH RECURSIVE n (i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < CAST(:rows AS BIGINT)) "
# Twenty answers a contact, a month apart give or take some days, every third to the quarterly form; a question of one wave
# each; six segments; one client in ten is key, two are new; one score in five is 0-6; three in five name a reason.
_FILL = (
    "INSERT INTO teams (id, name, created_at) SELECT i, 'Team ' || i, 0 FROM n WHERE i <= :teams",
    "INSERT INTO people (id, role, name, folded, team_id, created_at) SELECT i, 'manager', 'M' || i, 'm' || i,"
    " i % :teams + 1, 0 FROM n WHERE i <= :managers",
    "INSERT INTO people (id, role, name, folded, created_at) SELECT 1000 + i, 'contact', 'C' || i, 'c' || i, 0 FROM n"
    " WHERE i <= :contacts",
    "INSERT INTO clients (id, name, folded, manager_id, team_id, segment, tier, created_at) SELECT i, 'Client ' || i,"
    " 'client ' || i, i % :managers + 1, (i % :managers + 1) % :teams + 1, 'Segment ' || (i / 7 % 6),"
    " CASE i / 11 % 10 WHEN 0 THEN 'key' WHEN 1 THEN 'new' WHEN 2 THEN 'new' ELSE 'regular' END, 0"
    " FROM n WHERE i <= :contacts",
    "INSERT INTO waves (id, key, programme, reach, state, at, created_at) SELECT i, 'bench:' || i,"
    " CASE i % 3 WHEN 0 THEN 'quarterly' ELSE 'monthly' END, 'all', 'sent', 0, 0 FROM n WHERE i <= :waves",
    "INSERT INTO invitations (id, wave_id, programme, person_id, client_id, manager_id, team_id, stage, asked_at, created_at)"
    " SELECT i, i / :contacts + 1, CASE (i / :contacts + 1) % 3 WHEN 0 THEN 'quarterly' ELSE 'monthly' END,"
    " 1000 + i % :contacts + 1, i % :contacts + 1,"
    " (i % :contacts + 1) % :managers + 1, ((i % :contacts + 1) % :managers + 1) % :teams + 1, 'answered',"
    " :now - (i / :contacts * 36 + (i * 1103515245 + 12345) / 65536 % 9) * 86400000000 - i % 50000 * 1000000, 0 FROM n",
    "INSERT INTO answers (id, invitation_id, person_id, client_id, manager_id, team_id, score, at)"
    " SELECT id, id, person_id, client_id, manager_id, team_id,"
    " CASE WHEN id * 31 % 100 < 20 THEN id % 7 WHEN id * 31 % 100 < 50 THEN 7 + id % 2 ELSE 9 + id % 2 END, asked_at + 1"
    " FROM invitations",
    "INSERT INTO answer_reasons (answer_id, reason) SELECT id, CASE id / 5 % 6 WHEN 0 THEN 'price' WHEN 1 THEN 'delivery'"
    " WHEN 2 THEN 'service' WHEN 3 THEN 'communication' WHEN 4 THEN 'other' ELSE 'quality' END FROM answers"
    " WHERE id % 5 < 3",
)  # fmt: skip

_SEGMENT, _TIER, _PROGRAMME, _REASON = "segment 2", "key", "quarterly", "delivery"
CUTS = tuple(
    Cut(*parts) for parts in product((None, _SEGMENT), (None, _TIER), (None, _PROGRAMME), (None, _REASON))
)
"""Every combination of the four filters."""

WHOSE = ((EVERYBODY, "everybody"), (Whose(-1), "a team"), (Whose(1), "a manager"))


async def _fill(tx: Tx, answers: int, now: datetime) -> None:
    numbers = {
        "rows": answers,
        "contacts": answers // 20,
        "managers": MANAGERS,
        "teams": TEAMS,
        "waves": 21,
        "now": to_us(now),
    }
    for statement in _FILL:
        text = statement
        if "FROM n" in statement:
            place = statement.index("SELECT")
            text = statement[:place] + _COUNT + statement[place:]
        for name, value in numbers.items():
            text = text.replace(f"CAST(:{name} AS BIGINT)", str(value)).replace(f":{name}", str(value))
        await tx.execute(text)


class _Fixed(Clock):
    """Stands still, so that both have the same days."""

    def __init__(self, at: datetime) -> None:
        super().__init__()
        self.at = at

    def __call__(self) -> datetime:
        return self.at


async def _undrawn(_: object) -> bytes:
    return b""


@asynccontextmanager
async def _opened(url: str, answers: int, now: datetime) -> AsyncIterator[Figures]:
    db = await Database.open(url)
    try:
        await migrate(db)
        company = Company()
        async with db.transaction() as tx:
            await _fill(tx, answers, now)
        start = time.perf_counter()
        async with db.transaction() as tx:
            await rebuild(tx, company.zone)
        if db.dialect == "postgresql":
            async with db.transaction() as tx:
                await tx.execute("ANALYZE")
        rows = await db.value("SELECT COUNT(*) FROM figure_answers")
        taken = time.perf_counter() - start
        note(f"{answers:,} answers counted anew in {taken:.0f} s, as {rows:,} rows")
        clock = _Fixed(now)
        yield Figures(db, clock, company, Lists((), (), ()), Pictures(db, clock, _undrawn), xlsx_bytes)
    finally:
        await db.close()


async def _times(few: Figures, many: Figures, ask: Ask) -> tuple[float, float]:
    """Median milliseconds of both, measured in turn."""
    head = Actor(NOBODY, Role.HEAD, "Head", "en", "Europe/Riga", 1)
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for figures, into in zip((few, many), taken, strict=True):
            start = time.perf_counter()
            await figures.nps(head, ask)
            into.append((time.perf_counter() - start) * 1e3)
    return percentile(taken[0], 0.5), percentile(taken[1], 0.5)


def _named(cut: Cut) -> str:
    return (
        " ".join(part for part in (cut.segment, cut.tier, cut.programme, cut.reason) if part) or "no filter"
    )


async def _measure(urls: tuple[str, str]) -> None:
    now = datetime(2026, 11, 23, 9, tzinfo=UTC)
    async with _opened(urls[0], FEW, now) as few, _opened(urls[1], MANY, now) as many:
        ratios = []
        for days, (whose, name) in product((30, 365), WHOSE):
            for cut in CUTS:
                fast, slow = await _times(few, many, Ask(View.NPS, days, whose, cut=cut))
                label = f"/nps {days}d of {name}, {_named(cut)}"
                note(f"{label}: {fast:.1f} and {slow:.1f} ms")
                ratios.append(Ratio(label, slow / fast, TIMES, at_most=True))
        tell(ratios)


def run() -> None:
    """Measure and print."""
    heading(f"/nps over {MANY:,} answers of {DAYS} days, against {FEW:,} of the same days")
    server = os.environ.get("RAPPORT_BENCH_URL")
    if server:
        asyncio.run(_on_server(server))
        return
    with TemporaryDirectory(prefix="rapport-bench-") as folder:
        few, many = (f"sqlite:///{Path(folder) / name}" for name in ("few.db", "many.db"))
        asyncio.run(_measure((few, many)))


async def _on_server(server: str) -> None:
    import asyncpg

    names = ("rapport_bench_few", "rapport_bench_many")
    connection = await asyncpg.connect(server)  # type: ignore[no-untyped-call]
    try:
        for name in names:
            await connection.execute(f"DROP DATABASE IF EXISTS {name}")
            await connection.execute(f"CREATE DATABASE {name}")
        few, many = (urlsplit(server)._replace(path=f"/{name}").geturl() for name in names)
        await _measure((few, many))
    finally:
        for name in names:
            await connection.execute(f"DROP DATABASE IF EXISTS {name}")
        await connection.close()
