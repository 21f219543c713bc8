"""Exports: one's own clients as a file that an import reads back. Not: wording, bytes of files."""

import asyncio
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.clock import Clock
from bot.domain import exports
from bot.domain.errors import NotAllowed
from bot.domain.exports import Cell
from bot.domain.jobs import File, Job
from bot.domain.people import Actor, Scope
from storage import absences, audit, facts, jobs, people
from storage import exports as rows
from storage.database import Conn, Database, Row, Tx

PAGE = 250  # clients read in one go
LARGE = 1000
"""Clients from which a file is made by a job."""

_SIGNS = "abcdefghijkmnpqrstuvwxyz23456789"
Tick = Callable[[int, int], object]


class Sheet(Protocol):
    """A file that grows; adding and closing are work for a thread."""

    def add(self, rows: Iterable[Sequence[Cell]]) -> None: ...

    def close(self) -> bytes: ...


Sheets = Mapping[str, Callable[[Sequence[str]], Sheet]]


@dataclass(frozen=True, slots=True)
class Exported:
    """A file of so many clients; None: a job makes it and sends it."""

    clients: int
    file: File | None


class Exports:
    """`sheets`: how a file of each ending is made."""

    def __init__(self, db: Database, clock: Clock, sheets: Sheets) -> None:
        self.db, self.clock, self.sheets = db, clock, sheets

    async def size(self, actor: Actor) -> int:
        """How many clients the actor may take along."""
        _staff(actor)
        async with self.db.read() as conn:
            return await rows.count(conn, actor.scope)

    async def make(self, actor: Actor, form: str) -> Exported:
        """The actor's clients as a file ("xlsx", "csv"); many are gathered by a job."""
        _staff(actor)
        now = self.clock()
        async with self.db.transaction() as tx:
            count = await rows.count(tx, actor.scope)
            if count:
                await audit.add(tx, actor.id, "client.export", None, now, new=str(count))
            if count > LARGE:
                what = {"language": actor.language}
                await jobs.add(tx, f"export.{form}", f"export:{actor.id}", actor.id, now, what)
        if not count or count > LARGE:
            return Exported(count, None)
        return Exported(count, await self._file(actor.scope, form, actor.language))

    async def write(self, form: str, language: str) -> Exported:
        """All clients, for the command line."""
        async with self.db.transaction() as tx:
            count = await rows.count(tx, None)
            await audit.add(tx, None, "client.export", None, self.clock(), new=str(count))
        return Exported(count, await self._file(None, form, language))

    async def work(self, job: Job, tick: Callable[[int, int], object]) -> File | None:
        """The same as a job, for whoever may see what by now."""
        assert job.by is not None
        async with self.db.read() as conn:
            person = await people.get(conn, job.by)
            if person is None or person.left or not person.role.is_staff:
                return None
            scope = await absences.scope(conn, person, self.clock())
        return await self._file(
            scope, job.kind.partition(".")[2], str(job.what.get("language") or "en"), tick
        )

    async def _file(
        self, scope: Scope | None, form: str, language: str, tick: Callable[[int, int], object] | None = None
    ) -> File:
        async with self.db.transaction() as tx:
            house = await mark(tx)
        sheet = await asyncio.to_thread(self.sheets[form], exports.headings(language))
        after = done = 0
        while True:
            async with self.db.read() as conn:
                clients, contacts = await _page(conn, scope, after)
            if not clients:
                break
            after, done = clients[-1]["id"], done + len(clients)
            await asyncio.to_thread(_add, sheet, clients, contacts, house, language)
            if tick is not None:
                await tick(done, 0)  # type: ignore[misc]
        data = await asyncio.to_thread(sheet.close)
        return File("export-done", f"clients.{form}", data, {"clients": done})


async def mark(tx: Tx) -> str:
    """The mark of this installation, made once."""
    found = await facts.get(tx, facts.HOUSE)
    if found is None:
        found = "".join(secrets.choice(_SIGNS) for _ in range(6))
        await facts.put(tx, facts.HOUSE, found)
    return found


async def _page(conn: Conn, scope: Scope | None, after: int) -> tuple[list[Row], dict[int, list[Row]]]:
    clients = await rows.page(conn, scope, after, PAGE)
    return clients, await rows.contacts(conn, [row["id"] for row in clients]) if clients else {}


def _add(
    sheet: Sheet, clients: Sequence[Row], contacts: Mapping[int, Sequence[Row]], house: str, language: str
) -> None:
    sheet.add(
        exports.row(dict(client), None if contact is None else dict(contact), house, language)
        for client in clients
        for contact in contacts.get(client["id"], [None])
    )


def _staff(actor: Actor) -> None:
    if not actor.role.is_staff:
        raise NotAllowed
