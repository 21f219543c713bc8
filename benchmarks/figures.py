"""`/nps` over a hundred thousand and over a million answers of the same two years. SQLite on disk."""

import asyncio
import time
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.report import Ratio, heading, note, percentile, tell
from bot.clock import Clock
from bot.domain.company import Company
from bot.domain.figures import EVERYBODY, Ask, View, Whose
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
ROUNDS = 25
TIMES = 3
"""How much longer a million may take."""

_COUNT = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :rows) "
# Twenty answers a contact, a month apart give or take some days; a question of one wave each; one in five scores is 0-6.
_FILL = (
    "INSERT INTO teams (id, name, created_at) SELECT i, 'Team ' || i, 0 FROM n WHERE i <= :teams",
    "INSERT INTO people (id, role, name, folded, team_id, created_at) SELECT i, 'manager', 'M' || i, 'm' || i,"
    " i % :teams + 1, 0 FROM n WHERE i <= :managers",
    "INSERT INTO people (id, role, name, folded, created_at) SELECT 1000 + i, 'contact', 'C' || i, 'c' || i, 0 FROM n"
    " WHERE i <= :contacts",
    "INSERT INTO clients (id, name, folded, manager_id, team_id, created_at) SELECT i, 'Client ' || i, 'client ' || i,"
    " i % :managers + 1, (i % :managers + 1) % :teams + 1, 0 FROM n WHERE i <= :contacts",
    "INSERT INTO waves (id, key, programme, reach, state, at, created_at) SELECT i, 'bench:' || i, 'monthly', 'all', 'sent',"
    " 0, 0 FROM n WHERE i <= :waves",
    "INSERT INTO invitations (id, wave_id, programme, person_id, client_id, manager_id, team_id, stage, asked_at, created_at)"
    " SELECT i, i / :contacts + 1, 'monthly', 1000 + i % :contacts + 1, i % :contacts + 1,"
    " (i % :contacts + 1) % :managers + 1, ((i % :contacts + 1) % :managers + 1) % :teams + 1, 'answered',"
    " :now - (i / :contacts * 36 + ABS(RANDOM()) % 9) * 86400000000 - i % 50000000000, 0 FROM n",
    "INSERT INTO answers (id, invitation_id, person_id, client_id, manager_id, team_id, score, at)"
    " SELECT id, id, person_id, client_id, manager_id, team_id,"
    " CASE WHEN id * 31 % 100 < 20 THEN id % 7 WHEN id * 31 % 100 < 50 THEN 7 + id % 2 ELSE 9 + id % 2 END, asked_at + 1"
    " FROM invitations",
    "INSERT INTO answer_reasons (answer_id, reason) SELECT id, CASE id % 3 WHEN 0 THEN 'price' WHEN 1 THEN 'delivery'"
    " ELSE 'quality' END FROM answers WHERE score <= 6",
)  # fmt: skip


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
        used = {name: value for name, value in numbers.items() if f":{name}" in _COUNT + statement}
        place = statement.index("SELECT")
        await tx.execute(statement[:place] + _COUNT + statement[place:], **used)


class _Fixed(Clock):
    """Stands still, so that both have the same days."""

    def __init__(self, at: datetime) -> None:
        super().__init__()
        self.at = at

    def __call__(self) -> datetime:
        return self.at


async def _undrawn(_: object) -> bytes:
    return b""


async def _open(path: Path, answers: int, now: datetime) -> Figures:
    db = await Database.open(f"sqlite:///{path}")
    await migrate(db)
    company = Company()
    async with db.transaction() as tx:
        await _fill(tx, answers, now)
    start = time.perf_counter()
    async with db.transaction() as tx:
        await rebuild(tx, company.zone)
    note(f"{answers:,} answers counted anew in {time.perf_counter() - start:.0f} s")
    clock = _Fixed(now)
    return Figures(db, clock, company, Lists((), (), ()), Pictures(db, clock, _undrawn), xlsx_bytes)


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


async def _measure(folder: Path) -> None:
    now = datetime(2026, 11, 23, 9, tzinfo=UTC)
    few, many = await _open(folder / "few.db", FEW, now), await _open(folder / "many.db", MANY, now)
    try:
        ratios = []
        for days in (30, 365):
            for whose, name in ((EVERYBODY, "everybody"), (Whose(-1), "a team"), (Whose(1), "a manager")):
                fast, slow = await _times(few, many, Ask(View.NPS, days, whose))
                note(f"/nps {days}d of {name}: {fast:.1f} and {slow:.1f} ms")
                ratios.append(
                    Ratio(f"/nps {days}d of {name}, a million answers", slow / fast, TIMES, at_most=True)
                )
        tell(ratios)
    finally:
        await few.db.close()
        await many.db.close()


def run() -> None:
    """Measure and print."""
    heading(f"/nps over {MANY:,} answers of {DAYS} days, against {FEW:,} of the same days")
    with TemporaryDirectory(prefix="rapport-bench-") as folder:
        asyncio.run(_measure(Path(folder)))
