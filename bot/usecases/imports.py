"""Imports: a file is read and shown, written by the button, undone within a day. Not: reading bytes, wording."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import PurePath

from bot.clock import Clock
from bot.domain import tables
from bot.domain.company import Company
from bot.domain.errors import BadInput, Changed, NotAllowed, NotFound
from bot.domain.ids import PersonId
from bot.domain.imports import Counts, Plan, Preview, Result, State, plan
from bot.domain.people import Actor, Role
from bot.domain.tables import Grid, Parsed, Severity, layout_of
from bot.domain.worktime import local
from storage import audit
from storage import imports as rows
from storage.database import Conn, Database, Tx

Read = Callable[[bytes, str], Grid]
Write = Callable[[Sequence[str], Iterable[Sequence[str | int]]], bytes]
_LONGEST_NAME = 100
_TRIES = 5


class Imports:
    """Everything about files of clients and staff. Only the head imports; the command line has no actor."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        company: Company,
        read: Read,
        write: Write,
        undo: timedelta = timedelta(hours=24),
    ) -> None:
        self.db, self.clock, self.company, self.undo_for = db, clock, company, undo
        self.read, self.sheet = read, write  # bytes of a file to a table, a table to bytes

    async def offer(self, actor: Actor | None, name: str, data: bytes) -> Preview:
        """Read a file and keep it until it is decided about; nothing else is written. Raises BadFile, BadTable."""
        _head(actor)
        by, content = None if actor is None else actor.id, await asyncio.to_thread(self._packed, data)
        async with self.db.transaction() as tx:
            id_ = await rows.add(tx, by, PurePath(name).name[:_LONGEST_NAME], content, self.clock())
        return await self.show(actor, id_)

    def _packed(self, data: bytes) -> str:
        grid = self.read(data, self.company.language)
        layout_of(grid.header)
        return rows.packed(grid)

    async def show(self, actor: Actor | None, import_id: int) -> Preview:
        """What a file would do now, or what it did."""
        _head(actor)
        async with self.db.read() as conn:
            kept, found = await self._load(conn, import_id)
        return self._preview(kept, *await self._plan(kept, found))

    async def write(self, actor: Actor | None, import_id: int) -> Preview:
        """Write a waiting file in one transaction; a second time changes nothing and shows what was written.

        Nobody else can write meanwhile, so the plan is made before; if what it was made from has changed by then, it
        is made anew. Raises Changed when that happens again and again.
        """
        _head(actor)
        for _ in range(_TRIES):
            async with self.db.read() as conn:
                kept, found = await self._load(conn, import_id)
            if kept.state is not State.WAITING:
                return await self.show(actor, import_id)
            parsed, planned = await self._plan(kept, found)
            written = await self._write(actor, kept, found, planned)
            if written is not None:
                return self._preview(written, parsed, planned)
        raise Changed

    async def _write(
        self, actor: Actor | None, kept: rows.Import, found: rows.Shelves, planned: Plan
    ) -> rows.Import | None:
        """The file as it is now, None when the plan does not fit any more."""
        now, result = self.clock(), Result(new=planned.new, changed=planned.changed)
        async with self.db.transaction() as tx:
            if await rows.shelves(tx) != found:
                return None
            if not await rows.settle(tx, kept.id, State.WAITING, State.DONE, now):
                return None
            await rows.write(tx, kept.id, planned.changes, now)
            await rows.set_result(tx, kept.id, result)
            by = None if actor is None else actor.id
            await self._audit(tx, by, "import.write", kept.id, now, len(planned.changes))
        return replace(kept, state=State.DONE, done_at=now, result=result)

    async def cancel(self, actor: Actor | None, import_id: int) -> Preview:
        """Forget a waiting file."""
        _head(actor)
        async with self.db.transaction() as tx:
            await rows.settle(tx, import_id, State.WAITING, State.CANCELLED, self.clock())
        return await self.show(actor, import_id)

    async def undo(self, actor: Actor, import_id: int) -> Preview:
        """Take a whole import back, within a day; what is in use already is kept and counted."""
        _head(actor)
        now = self.clock()
        async with self.db.transaction() as tx:
            kept, _ = await self._load(tx, import_id)
            if kept.state is State.DONE:
                if kept.done_at is None or now - kept.done_at > self.undo_for:
                    raise BadInput("import-late")
                if await rows.settle(tx, import_id, State.DONE, State.UNDONE, now):
                    result = await rows.undo(tx, import_id)
                    await rows.set_result(tx, import_id, result)
                    count = result.removed + result.restored
                    await self._audit(tx, actor.id, "import.undo", import_id, now, count)
        return await self.show(actor, import_id)

    async def _load(self, conn: Conn, import_id: int) -> tuple[rows.Import, rows.Shelves]:
        """A file and, while it waits, what it is held against."""
        kept = await rows.get(conn, import_id)
        if kept is None:
            raise NotFound
        return kept, await rows.shelves(conn) if kept.state is State.WAITING else {}

    def _preview(self, kept: rows.Import, parsed: Parsed, planned: Plan) -> Preview:
        waiting = kept.state is State.WAITING
        problems = sorted((*parsed.problems, *planned.problems), key=lambda problem: problem.row)
        counts = Counts(
            rows=parsed.lines,
            new=planned.new if waiting else 0,
            changed=planned.changed if waiting else 0,
            same=planned.same if waiting else 0,
            duplicates=parsed.count(Severity.DUPLICATE),
            warnings=sum(problem.severity is Severity.WARNING for problem in problems),
            errors=parsed.count(Severity.ERROR),
            named=planned.named if waiting else 0,
        )
        done = kept.state is State.DONE and kept.done_at is not None
        return Preview(
            id=kept.id,
            name=kept.name,
            kind=parsed.kind,
            state=kept.state,
            columns=parsed.layout.columns,
            counts=counts,
            problems=tuple(problems),
            sample=_sample(parsed) if waiting else (),
            result=kept.result,
            undo_until=kept.done_at + self.undo_for if done and kept.done_at else None,
        )

    async def _plan(self, kept: rows.Import, found: rows.Shelves) -> tuple[Parsed, Plan]:
        """Read and hold against what is stored, off the event loop: thousands of rows take seconds."""
        today = local(self.clock(), self.company.zone).date()

        def work() -> tuple[Parsed, Plan]:
            grid = rows.grid(kept)
            parsed = tables.read(grid, layout_of(grid.header), self.company.country, today)
            return parsed, plan(parsed, rows.book(found)) if kept.state is State.WAITING else Plan()

        return await asyncio.to_thread(work)

    async def _audit(
        self, tx: Tx, by: PersonId | None, action: str, import_id: int, now: datetime, count: int
    ) -> None:
        await audit.add(tx, by, action, f"import:{import_id}", now, new=str(count))


def _head(actor: Actor | None) -> None:
    if actor is not None and actor.role is not Role.HEAD:
        raise NotAllowed


def _sample(parsed: Parsed) -> tuple[str, ...]:
    """Two names, those first that show whether the letters are right."""
    names = [row.contact or row.client for row in parsed.clients] or [row.name for row in parsed.staff]
    return tuple(name[:40] for name in sorted(dict.fromkeys(names), key=str.isascii)[:2])
