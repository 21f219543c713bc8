"""Large files, as jobs: read, written, taken back while people go on. Not: who runs jobs."""

from datetime import datetime

from bot.domain.ids import PersonId
from bot.domain.imports import State
from bot.domain.jobs import File, Job, Stopped
from bot.domain.letters import Claimed, Later, NotWanted, View
from bot.domain.people import Role
from bot.usecases.imports.base import Tick
from bot.usecases.imports.linking import Linking
from bot.usecases.imports.offering import LINKS, READ, UNDO, WRITE
from bot.usecases.imports.undoing import Undoing
from bot.usecases.imports.writing import Writing
from storage import imports as rows
from storage import people
from storage.database import Conn


class Working(Writing, Undoing, Linking):
    """What a worker does, and what its card shows."""

    async def work(self, job: Job, tick: Tick) -> File | None:
        """Do a job; whoever begins it anew finds what was done before."""
        import_id = int(job.thing.partition(":")[2])
        try:
            return await self._do(job, import_id, tick)
        except Stopped:
            await self._sweep(import_id)
            raise

    async def _do(self, job: Job, import_id: int, tick: Tick) -> File | None:
        if job.kind == READ:
            await self._dry(import_id, tick)
        elif job.kind == WRITE:
            await self._written(job.by, import_id, tick)
        elif job.kind == UNDO:
            await self._undone(job.by, import_id, tick)
        elif job.kind == LINKS and await self._may(job.by):
            return await self._linked(job, import_id, tick)
        return None

    async def _sweep(self, import_id: int) -> None:
        """A file that was cancelled while it was read leaves nothing."""
        async with self.db.read() as conn:
            kept = await self._get(conn, import_id)
        if kept.state is State.CANCELLED:
            await self._clear(import_id)
            await self._in_slices(rows.forget, import_id)

    async def open_letter(self, conn: Conn, letter: Claimed, now: datetime) -> View | NotWanted | Later:
        """The card of a large file, as it is now."""
        kept = await rows.get(conn, int(letter.args["import"] or 0))
        if kept is None or not await _is_head(conn, letter.to):
            return NotWanted("gone")
        return View(await self._preview(conn, kept))

    async def _may(self, by: PersonId | None) -> bool:
        """Whether whoever asked for a file may still have it."""
        async with self.db.read() as conn:
            return by is not None and await _is_head(conn, by)


async def _is_head(conn: Conn, person_id: PersonId) -> bool:
    person = await people.get(conn, person_id)
    return person is not None and not person.left and person.role is Role.HEAD
