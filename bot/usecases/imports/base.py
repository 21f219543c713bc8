"""What every part of importing needs: a file as kept, read as chosen, held against what is stored portion by portion."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta
from typing import Any

from bot.clock import Clock
from bot.domain import tables
from bot.domain.company import Company
from bot.domain.errors import NotAllowed, NotFound
from bot.domain.ids import PersonId
from bot.domain.imports import Choices, Planning, Preview, Progress, State, Summary
from bot.domain.joining import JoinRules
from bot.domain.people import Actor, Role
from bot.domain.tables import Grid, Kind, Layout, Parsed
from bot.domain.worktime import local
from bot.usecases.imports.tally import Tally
from storage import audit, facts, jobs
from storage import imports as rows
from storage.database import Conn, Database, Tx
from storage.searching.index import index

Read = Callable[[bytes, str, str | None], Grid]
Readings = Callable[[bytes, str], list[tuple[str, Grid]]]
Cell = str | int | float | bool | date | None
Write = Callable[[Sequence[str], Iterable[Sequence[Cell]]], bytes]
Sheets = Mapping[str, Callable[[Sequence[str]], Any]]
Tick = Callable[[int, int], Awaitable[None]]
"""Told how many rows of how many are done; raises when the work is to end."""

_SHOWN = 100
_INDEXED = 64  # clients whose words are written in one go
_SLICE = 2000  # rows taken away in one go: others must not wait for it


async def unwatched(_done: int, _total: int) -> None:
    """Nobody looks how far it is."""


class Base:
    """The parts of `Imports` build on this."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        company: Company,
        read: Read,
        write: Write,
        undo: timedelta = timedelta(hours=24),
        readings: Readings | None = None,
        sheets: Sheets | None = None,
        joins: JoinRules | None = None,
    ) -> None:
        self.sheets, self.joins = (
            sheets,
            joins or JoinRules(),
        )  # files that grow, by their ending; how long links work
        self.readings = readings  # the first rows of a file in every code page that it could be in
        self.db, self.clock, self.company, self.undo_for = db, clock, company, undo
        self.read, self.sheet = read, write  # bytes of a file to a table, a table to bytes
        self._locks: dict[int, asyncio.Lock] = {}

    async def show(self, actor: Actor | None, import_id: int) -> Preview:
        """What a file would do, as it was read, or what it did."""
        only_head(actor)
        async with self.db.read() as conn:
            return await self._preview(conn, await self._get(conn, import_id))

    async def _get(self, conn: Conn, import_id: int) -> rows.Import:
        kept = await rows.get(conn, import_id)
        if kept is None:
            raise NotFound
        return kept

    async def _preview(self, conn: Conn, kept: rows.Import) -> Preview:
        summary = kept.summary or Summary(Kind.CLIENTS, (), Tally().counts)
        waiting, done = kept.state is State.WAITING, kept.state is State.DONE
        job = await jobs.open_of(conn, f"import:{kept.id}")
        return Preview(
            id=kept.id,
            name=kept.name,
            kind=summary.kind,
            state=kept.state,
            version=kept.version,
            columns=summary.columns,
            counts=summary.counts,
            problems=await rows.first(conn, kept.id, _SHOWN),
            sample=summary.sample if waiting else (),
            result=kept.result,
            undo_until=kept.done_at + self.undo_for if done and kept.done_at else None,
            sheet=summary.sheet,
            header_row=summary.header_row,
            encoding=summary.encoding if waiting else "",
            progress=None if job is None else Progress(job.kind, job.done, job.total),
        )

    def _grid(self, data: bytes, choices: Choices) -> Grid:
        """The table of a file. Takes a while for thousands of rows: call it off the event loop."""
        return self.read(data, self.company.language, choices.encoding)

    def _table(self, kept: rows.Import) -> tuple[Grid, Layout]:
        grid = self._grid(rows.unpacked(kept.content), kept.choices)
        return grid, kept.choices.layout(grid)

    async def _read(self, kept: rows.Import, tick: Tick, *, real: bool) -> tuple[Summary, rows.Marks]:
        """Read a file, hold it against what is stored and put aside what it would change (`real`: with true ids).

        A portion at a time, each in short transactions, so that neither memory nor anybody else suffers.
        """
        await self._clear(kept.id)
        grid, layout = await asyncio.to_thread(self._table, kept)
        async with self.db.read() as conn:
            since = await rows.marks(conn)
            known, versions = await rows.colleagues(conn)
            planning = Planning(known, await facts.get(conn, facts.HOUSE))
        tally, stage = Tally(), rows.Stage(kept.id, self.db.dialect, real=real)
        today = local(self.clock(), self.company.zone).date()
        parts = tables.portions(grid, layout, self.company.country, today, kept.choices.orders)
        while (parsed := await asyncio.to_thread(next, parts, None)) is not None:
            await self._take(parsed, planning, stage, versions, tally)
            await tick(tally.rows, len(grid.lines))
        summary = tally.summary(layout)
        async with self.db.transaction() as tx:
            await rows.set_summary(tx, kept.id, summary)
        return summary, since

    async def _take(
        self, parsed: Parsed, planning: Planning, stage: rows.Stage, colleagues: rows.Versions, tally: Tally
    ) -> None:
        async with self.db.read() as conn:
            if parsed.kind is Kind.STAFF:
                known, versions = await rows.looked_after(conn)
            else:
                known, versions = await rows.look_up(conn, stage.import_id, planning.needs(parsed))
        portion = await asyncio.to_thread(planning.take, parsed, known)
        problems = tally.add(parsed, portion)
        wrong = {problem.row for problem in problems}
        cells = {line.number: line.cells for line in parsed.source if line.number in wrong}
        if portion.changes or problems:
            async with self.db.transaction() as tx:
                await stage.put(tx, portion.changes, {**colleagues, **versions})
                await rows.put_problems(tx, stage.import_id, problems, cells)

    async def _clear(self, import_id: int, *, problems: bool = True) -> None:
        """Take away what was put aside."""
        for table in ("import_rows", "import_problems") if problems else ("import_rows",):
            await self._in_slices(rows.clear, import_id, table)

    async def _index(self, import_id: int) -> None:
        """What was written or taken back can be found so; again, nothing changes."""
        done: set[int] = set()
        for kind in ("client", "person"):
            after: int | None = 0
            while after is not None:
                async with self.db.transaction() as tx:
                    clients, after = await rows.touched(tx, import_id, kind, after, _INDEXED)
                    await index(tx, clients - done)
                done |= clients

    async def _in_slices(self, work: Callable[..., Awaitable[int]], import_id: int, *which: str) -> None:
        left = _SLICE
        while left >= _SLICE:
            async with self.db.transaction() as tx:
                left = await work(tx, import_id, *which, count=_SLICE)

    @asynccontextmanager
    async def _alone(self, import_id: int) -> AsyncIterator[None]:
        """One at a time is at a file; the others of this process wait."""
        lock = self._locks.setdefault(import_id, asyncio.Lock())
        try:
            async with lock:
                yield
        finally:
            if not lock.locked():
                self._locks.pop(import_id, None)

    async def _audit(
        self, tx: Tx, by: PersonId | None, action: str, import_id: int, now: datetime, count: int
    ) -> None:
        await audit.add(tx, by, action, f"import:{import_id}", now, new=str(count))


def only_head(actor: Actor | None) -> None:
    """The command line has no actor and may do what the head may."""
    if actor is not None and actor.role is not Role.HEAD:
        raise NotAllowed
