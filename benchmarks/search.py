"""The first page of a search among 100,000 clients with 200,000 contacts: how long it takes, beside a read by key."""

import asyncio
import random
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.report import Ratio, heading, note, percentile, tell
from bot.clock import Clock
from bot.domain.folding import fold
from bot.domain.ids import ClientId, PersonId
from bot.domain.people import Actor, Role
from bot.usecases.searching import Searching
from storage import clients
from storage.database import Database, Tx
from storage.migrator import migrate

CLIENTS = 100_000
MANAGERS = 200
ROUNDS = 15
MOST_MS = 50.0
_BATCH = 5_000
_SYLLABLES = "ba be da de ka ki la le li lo ma me mi na ne no pa pe ra ri ro sa se si ta te ti to va ve vi za"
_CYRILLIC = "ба бе да ка ко ла ле ма ми на не но па ра ри са се та те ти то ва ви за"
_FIRST = 800
_LEGAL = ("SIA", "Ltd", "AS", "Oy", "ООО", "GmbH")
_NOTED = [
    "wants",
    "prices",
    "likes",
    "coffee",
    "contract",
    "delivery",
    "late",
    "invoice",
    "zoo",
    "trip",
    "son",
    "daughter",
    "birthday",
    "call",
    "morning",
]


class _Names:
    """Made-up names with the spread of real ones: few first names, many surnames, two alphabets."""

    def __init__(self) -> None:
        self.dice = random.Random(7)
        self.first = [self.word(2, 3) for _ in range(_FIRST)]
        self.last = [self.word(3, 4) for _ in range(40_000)]

    def word(self, few: int, many: int) -> str:
        """A name of so many syllables."""
        every = (_CYRILLIC if self.dice.random() < 0.2 else _SYLLABLES).split()
        return "".join(self.dice.choices(every, k=self.dice.randint(few, many))).capitalize()

    def person(self) -> str:
        """A contact."""
        return f"{self.dice.choice(self.first)} {self.dice.choice(self.last)}"

    def company(self) -> str:
        """A client."""
        own = " ".join(self.word(2, 4) for _ in range(self.dice.choice((1, 1, 2))))
        return (
            f"{self.dice.choice(_LEGAL)} {own}"
            if self.dice.random() < 0.5
            else f"{own} {self.dice.choice(_LEGAL)}"
        )


def _clients(names: _Names, start: int) -> Iterator[dict[str, object]]:
    for number in range(start, start + _BATCH):
        name, noted = names.company(), names.dice.random() < 0.3
        yield {
            "id": number, "name": name, "folded": fold(name), "manager": number % MANAGERS + 1, "at": 0,
            "notes": " ".join(names.dice.choices(_NOTED, k=8)) + f" item{number}" if noted else None,
        }  # fmt: skip


def _contacts(names: _Names, start: int) -> Iterator[dict[str, object]]:
    for number in range(start, start + 2 * _BATCH):
        name = names.person()
        yield {
            "id": 1000 + number, "name": name, "folded": fold(name), "phone": f"+3712{names.dice.randrange(10**7):07}",
            "email": f"{number}@firm{number // 2}.example", "client": (number + 1) // 2, "at": 0,
        }  # fmt: skip


async def _fill(db: Database, names: _Names) -> None:
    async with db.transaction() as tx:
        await tx.many(
            "INSERT INTO people (id, role, name, folded, created_at) VALUES (:id, 'manager', :name, :name, 0)",
            [{"id": number, "name": f"m{number}"} for number in range(1, MANAGERS + 1)],
        )
    for start in range(1, CLIENTS + 1, _BATCH):
        async with db.transaction() as tx:
            await _put(tx, names, start)


async def _put(tx: Tx, names: _Names, start: int) -> None:
    await tx.many(
        "INSERT INTO clients (id, name, folded, manager_id, notes, created_at)"
        " VALUES (:id, :name, :folded, :manager, :notes, :at)",
        list(_clients(names, start)),
    )
    every = list(_contacts(names, 2 * start - 1))
    await tx.many(
        "INSERT INTO people (id, role, name, folded, phone, email, created_at)"
        " VALUES (:id, 'contact', :name, :folded, :phone, :email, :at)",
        [{name: value for name, value in row.items() if name != "client"} for row in every],
    )
    await tx.many(
        "INSERT INTO contacts (person_id, client_id) VALUES (:id, :client)",
        [{"id": row["id"], "client": row["client"]} for row in every],
    )


async def _kinds(db: Database) -> dict[str, list[str]]:
    """Searches by kind; each is asked for other clients."""
    rows = await db.all(
        "SELECT c.id, c.name, p.name AS contact, p.phone FROM clients c JOIN contacts k ON k.client_id = c.id"
        " JOIN people p ON p.id = k.person_id WHERE c.id % :step = 7 AND p.id % 2 = 0 ORDER BY c.id LIMIT :most",
        step=CLIENTS // ROUNDS,
        most=ROUNDS,
    )
    words = [max(row["name"].split(), key=len) for row in rows]
    people = [row["contact"] for row in rows]
    return {
        "a whole name": [row["name"] for row in rows],
        "the beginning of a name": [word[:4] for word in words],
        "a word in the middle": words,
        "a contact": people,
        "a first name": [name.split()[0] for name in people],
        "an inner part": [word[1:5] for word in words],
        "a contact at a client": [
            f"{name.split()[0]} {word}" for name, word in zip(people, words, strict=True)
        ],
        "two frequent words": [f"sia {name[:3]}" for name in people],
        "a phone": [row["phone"] for row in rows],
        "a part of a phone": [row["phone"][-5:] for row in rows],
        "one mistake": [name.split()[1][:2] + name.split()[1][3:] for name in people],
        "a word of a note": [*_NOTED, "item7"],
        "nothing found": [*(f"qwxq{number}zz" for number in range(ROUNDS)), "qxwzqjj"],
        "one letter": [*"abdeklmnprstvz", "б", "1"],
    }


async def _measure(folder: Path) -> None:
    await measure(f"sqlite:///{folder / 'many.db'}")


async def measure(url: str) -> None:
    """Fill a database and search in it, as the head and as one of the managers."""
    db = await Database.open(url)
    try:
        await migrate(db)
        await _fill(db, _Names())
        searching = Searching(db, _Clock())
        start = time.perf_counter()
        await searching.ensure()
        note(f"{CLIENTS:,} clients indexed in {time.perf_counter() - start:.0f} s")
        await _search(db, searching)
    finally:
        await db.close()


class _Clock(Clock):
    """The machine's."""


async def _search(db: Database, searching: Searching) -> None:
    key = await _key(db)
    note(f"a read by key: {key:.3f} ms")
    ratios = []
    kinds = await _kinds(db)
    for who, role in ((Actor(PersonId(1), Role.HEAD, "Head", "en", "Europe/Riga", 1), "head"),
                      (Actor(PersonId(8), Role.MANAGER, "Manager", "en", "Europe/Riga", 2), "manager")):  # fmt: skip
        for kind, texts in kinds.items():
            taken, busy = await _times(searching, who, texts)
            p50, p95 = percentile(taken, 0.5), percentile(taken, 0.95)
            ratios.append(
                Ratio(
                    f"{role}, {kind}: p95 (p50 {p50:.1f} ms; CPU p95 {percentile(busy, 0.95):.1f} ms)",
                    p95,
                    MOST_MS,
                    True,
                    "ms",
                )
            )
    tell(ratios)


async def _key(db: Database) -> float:
    taken = []
    for number in range(300):
        start = time.perf_counter()
        async with db.read() as conn:
            await clients.load(conn, ClientId(number + 1))
        taken.append((time.perf_counter() - start) * 1e3)
    return percentile(taken, 0.5)


async def _times(searching: Searching, who: Actor, texts: list[str]) -> tuple[list[float], list[float]]:
    """Milliseconds of each, after one to warm up: as waited for, and of this process's CPU (with SQLite all of it)."""
    taken, busy = [], []
    for text in [texts[0], *texts, *texts]:
        start, worked = time.perf_counter(), time.process_time()
        await searching.find(who, text)
        taken.append((time.perf_counter() - start) * 1e3)
        busy.append((time.process_time() - worked) * 1e3)
    return taken[1:], busy[1:]


def run() -> None:
    """Measure and print."""
    heading(f"The first page of a search among {CLIENTS:,} clients and {2 * CLIENTS:,} contacts")
    with TemporaryDirectory(prefix="rapport-bench-") as folder:
        asyncio.run(_measure(Path(folder)))
