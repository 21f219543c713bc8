"""The cast on a fresh database, and a messenger whose outcomes a test writes down beforehand."""

import asyncio
from collections import defaultdict, deque

import pytest

from bot.domain.ids import PersonId
from bot.domain.letters import Claimed, Letter, Outcome, Sent
from storage import outbox
from storage.database import Database
from tests.cast import Stage, set_stage


class Scripted:
    """A messenger: outcomes by kind in order, else sent. `hold` keeps letters travelling until `let_go`."""

    def __init__(self) -> None:
        self.outcomes: defaultdict[str, deque[Outcome | Exception]] = defaultdict(deque)
        self.delivered: list[Claimed] = []
        self.times: list[float] = []  # of the loop, one a letter
        self.travelling = 0
        self.most = 0
        self.answers: deque[bool] = deque()
        self.asked = 0
        self._gate = asyncio.Event()
        self._gate.set()
        self._message = 100

    def hold(self) -> None:
        self._gate.clear()

    def let_go(self) -> None:
        self._gate.set()

    async def deliver(self, letter: Claimed) -> Outcome:
        self.delivered.append(letter)
        self.times.append(asyncio.get_running_loop().time())
        self.travelling += 1
        self.most = max(self.most, self.travelling)
        await self._gate.wait()
        self.travelling -= 1
        self._message += 1
        script = self.outcomes[letter.kind]
        outcome = script.popleft() if script else Sent(int(letter.to), self._message)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    async def alive(self) -> bool:
        self.asked += 1
        return self.answers.popleft() if self.answers else True


@pytest.fixture
async def stage(db: Database) -> Stage:
    """The cast on a fresh database; it is Monday 10:00 in Riga."""
    return await set_stage(db)


@pytest.fixture
def messenger() -> Scripted:
    return Scripted()


async def put(stage: Stage, *letters: Letter) -> None:
    """Queue them in one transaction."""
    async with stage.db.transaction() as tx:
        await outbox.put(tx, *letters, now=stage.clock())


def to(person: PersonId | None, key: str, kind: str = "test.note", **more: object) -> Letter:
    """A letter to somebody of the cast."""
    assert person is not None
    return Letter(kind, person, key, **more)  # type: ignore[arg-type]


async def states(stage: Stage) -> dict[str, str]:
    """key -> state of every letter that is not an edit."""
    rows = await stage.db.all("SELECT key, state FROM letters WHERE op <> 'edit' ORDER BY id")
    return {row["key"]: row["state"] for row in rows}
