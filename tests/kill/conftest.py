"""The program as a process of its own, a playground that outlives it, and its database to look into."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from bot.clock import Clock
from bot.domain.ids import PersonId
from bot.domain.letters import Letter
from bot.usecases.demo import Account, Cast, put_cast
from playground import Fault, Phone, Playground
from storage import outbox
from storage.database import Database
from tests.kill.mortal import Mortal
from tests.waiting import CEILING

ROOT = Path(__file__).parents[2]


class Program:
    """`rapport run`, started and ended as often as a test likes."""

    def __init__(self, playground: Playground, url: str, folder: Path) -> None:
        self.playground, self.url, self.folder = playground, url, folder
        self.process: asyncio.subprocess.Process | None = None
        self.log = folder / "rapport.log"

    def environment(self) -> dict[str, str]:
        settings = {
            "TELEGRAM__TOKEN": self.playground.token,
            "TELEGRAM__API_URL": self.playground.url,
            "DATABASE__URL": self.url,
            "DELIVERY__RATE": "500",
            "DELIVERY__CHAT_RATE": "500",
            "THROTTLE__BURST": "1000",
            "HEALTH__PORT": "0",
            "COMPANY__WORKDAYS": '["mon", "tue", "wed", "thu", "fri", "sat", "sun"]',
        }
        return {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            **{f"RAPPORT_{name}": value for name, value in settings.items()},
        }

    async def start(self) -> None:
        """Start it, and wait until it asks for updates."""
        asked = len(self.playground.calls.of("getUpdates"))
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", cwd=self.folder, env=self.environment(), stderr=log
            )
        async with asyncio.timeout(CEILING):
            while len(self.playground.calls.of("getUpdates")) == asked:
                assert self.process.returncode is None, self.log.read_text()
                await asyncio.sleep(0.05)

    async def kill(self) -> None:
        """kill -9."""
        assert self.process is not None
        self.process.kill()
        await self.process.wait()

    async def terminate(self) -> int:
        """SIGTERM; the exit status."""
        self.ask_to_end()
        return await self.end()

    def ask_to_end(self) -> None:
        """SIGTERM. Once: after its last handler a second one would end it at once."""
        assert self.process is not None
        self.process.terminate()

    async def end(self) -> int:
        """Wait until it has ended by itself; the exit status."""
        assert self.process is not None
        return await asyncio.wait_for(self.process.wait(), CEILING)


class Scene:
    """Program, playground, database and people in one hand."""

    def __init__(self, program: Program, db: Database, cast: Cast) -> None:
        self.program, self.playground, self.db, self.cast = program, program.playground, db, cast
        self.clock = Clock()

    def phone(self, account: Account) -> Phone:
        return self.playground.phone(account.user_id, account.name.partition(" ")[0])

    async def write(self, account: Account, *codes: str) -> None:
        """Queue a letter to somebody for each code, as any use case would."""
        to = account.person_id
        assert to is not None
        letters = [_letter(to, code) for code in codes]
        async with self.db.transaction() as tx:
            await outbox.put(tx, *letters, now=self.clock())

    def times_seen(self, account: Account, code: str) -> int:
        """How often the letter with this code stands in the person's chat."""
        return sum(code in message.text for message in self.phone(account).messages if message.from_bot)

    async def states(self) -> dict[str, str]:
        rows = await self.db.all("SELECT key, state FROM letters WHERE kind = 'system.failed' ORDER BY id")
        return {row["key"].rpartition(":")[2]: row["state"] for row in rows}

    async def calls(self) -> list[str]:
        """The minute of every call that was planned by hand, in the order of planning."""
        rows = await self.db.all("SELECT due_at FROM calls WHERE cause = 'hand' ORDER BY id")
        return [f"{row['due_at'] // 60_000_000 % 60:02}" for row in rows]

    async def until(self, what: Callable[[], Any], seconds: float = CEILING) -> None:
        """Wait until it gives truth; with the program's log when it does not."""
        try:
            async with asyncio.timeout(seconds):
                while True:
                    found = what()
                    if asyncio.iscoroutine(found):
                        found = await found
                    if found:
                        return
                    await asyncio.sleep(0.05)
        except TimeoutError:
            tail = "\n".join(self.program.log.read_text().splitlines()[-15:])
            raise AssertionError(f"it never came to be; letters {await self.states()}\n{tail}") from None

    async def quiet(self) -> None:
        """Nothing waits or travels any more."""

        async def nothing() -> bool:
            letters = await self.db.value("SELECT count(*) FROM letters WHERE state IN ('queued', 'sending')")
            updates = await self.db.value("SELECT count(*) FROM inbox WHERE state = 'open'")
            return bool(letters == updates == self.playground.pending_updates == 0)

        await self.until(nothing)

    async def hit(self, *faults: Fault) -> None:
        for fault in faults:
            await fault.hit(CEILING)


def _letter(to: PersonId, code: str) -> Letter:
    return Letter("system.failed", to, f"system.failed:{code}", {"code": code, "what": "update"})


@pytest.fixture
def dialect() -> str:
    """The program alone on its file. Replicas on PostgreSQL are tested inside one process."""
    return "sqlite"


@pytest.fixture
async def scene(db: Database, db_url: str, tmp_path: Path) -> AsyncIterator[Scene]:
    """Everybody has pressed Start; the program does not run yet."""
    async with db.transaction() as tx:
        cast = await put_cast(tx, Clock()())
    playground = Playground(Clock())
    await playground.start()
    program = Program(playground, db_url, tmp_path)
    made = Scene(program, db, cast)
    for account in cast.accounts[:7]:
        made.phone(account).start()
    playground.world.updates.clear()
    yield made
    if program.process is not None and program.process.returncode is None:
        await program.kill()
    await playground.stop()


@pytest.fixture
async def mortal(tmp_path: Path) -> AsyncIterator[Mortal]:
    (tmp_path / "run").mkdir()
    made = await Mortal.start(tmp_path / "run")
    yield made
    await made.end()
