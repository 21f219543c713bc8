"""What every part of importing needs: a file as kept, read as chosen, held against what is stored."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.domain import tables
from bot.domain.company import Company
from bot.domain.errors import NotAllowed, NotFound
from bot.domain.ids import PersonId
from bot.domain.imports import Choices, Counts, Plan, Preview, State, plan
from bot.domain.people import Actor, Role
from bot.domain.tables import Grid, Parsed, Severity
from bot.domain.worktime import local
from storage import audit
from storage import imports as rows
from storage.database import Conn, Database, Tx

Read = Callable[[bytes, str, str | None], Grid]
Readings = Callable[[bytes, str], list[tuple[str, Grid]]]
Write = Callable[[Sequence[str], Iterable[Sequence[str | int]]], bytes]


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
    ) -> None:
        self.readings = readings  # the first rows of a file in every code page that it could be in
        self.db, self.clock, self.company, self.undo_for = db, clock, company, undo
        self.read, self.sheet = read, write  # bytes of a file to a table, a table to bytes

    def _grid(self, data: bytes, choices: Choices) -> Grid:
        """The table of a file. Takes a while for thousands of rows: call it off the event loop."""
        return self.read(data, self.company.language, choices.encoding)

    async def show(self, actor: Actor | None, import_id: int) -> Preview:
        """What a file would do now, or what it did."""
        only_head(actor)
        async with self.db.read() as conn:
            kept, found = await self._load(conn, import_id)
        return self._preview(kept, *await self._plan(kept, found))

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
            version=kept.version,
            columns=parsed.layout.columns,
            counts=counts,
            problems=tuple(problems),
            sample=_sample(parsed) if waiting else (),
            result=kept.result,
            undo_until=kept.done_at + self.undo_for if done and kept.done_at else None,
            sheet=parsed.sheet,
            header_row=parsed.header_row,
            encoding=parsed.encoding if waiting else "",
        )

    async def _plan(self, kept: rows.Import, found: rows.Shelves) -> tuple[Parsed, Plan]:
        """Read and hold against what is stored, off the event loop: thousands of rows take seconds."""
        today = local(self.clock(), self.company.zone).date()

        def work() -> tuple[Parsed, Plan]:
            grid = self._grid(rows.unpacked(kept.content), kept.choices)
            layout = kept.choices.layout(grid)
            parsed = tables.read(grid, layout, self.company.country, today, kept.choices.orders)
            return parsed, plan(parsed, rows.book(found))

        return await asyncio.to_thread(work)

    async def _audit(
        self, tx: Tx, by: PersonId | None, action: str, import_id: int, now: datetime, count: int
    ) -> None:
        await audit.add(tx, by, action, f"import:{import_id}", now, new=str(count))


def only_head(actor: Actor | None) -> None:
    if actor is not None and actor.role is not Role.HEAD:
        raise NotAllowed


def _sample(parsed: Parsed) -> tuple[str, ...]:
    """Two names, those first that show whether the letters are right."""
    names = [row.contact or row.client for row in parsed.clients] or [row.name for row in parsed.staff]
    return tuple(name[:40] for name in sorted(dict.fromkeys(names), key=str.isascii)[:2])
