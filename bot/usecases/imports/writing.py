"""A waiting file is written, all of it or nothing. Not: what its rows mean."""

from bot.domain.errors import Changed
from bot.domain.ids import PersonId
from bot.domain.imports import Preview, Result, State, Summary
from bot.domain.people import Actor
from bot.usecases.imports.base import Tick, only_head, unwatched
from bot.usecases.imports.offering import WRITE, Offering
from storage import imports as rows
from storage import outbox
from storage.searching.rebuild import measure

_TRIES = 5
_REMEMBERED = 1000
_MANY = 1000
"""Rows written from which the database counts anew how much there is."""


class Writing(Offering):
    """The button."""

    async def write(self, actor: Actor | None, import_id: int, tick: Tick = unwatched) -> Preview:
        """Write a waiting file in one transaction; a second time changes nothing and shows what was written.

        A large one is given to a job. Raises Changed when others change again and again what the file is about.
        """
        only_head(actor)
        await self.ensure()
        async with self.db.read() as conn:
            kept = await self._get(conn, import_id)
        if kept.state is State.WAITING:
            if kept.large and actor is not None:
                await self.start(actor, import_id, WRITE)
            else:
                await self._written(None if actor is None else actor.id, import_id, tick)
        return await self.show(actor, import_id)

    async def _written(self, by: PersonId | None, import_id: int, tick: Tick) -> None:
        """The rows are read and put aside while others go on; if what they were held against has changed by the time
        when all are written, they are read anew."""
        async with self._alone(import_id):
            for _ in range(_TRIES):
                async with self.db.read() as conn:
                    kept = await self._get(conn, import_id)
                if kept.state is State.DONE:
                    await self._finish(import_id)  # a crash may have come between
                if kept.state is not State.WAITING or await self._try_to_write(by, kept, tick):
                    return
        raise Changed

    async def _try_to_write(self, by: PersonId | None, kept: rows.Import, tick: Tick) -> bool:
        await self._in_slices(rows.forget, kept.id)
        summary, since = await self._read(kept, tick, real=True)
        await self._remember(kept.id)
        many = summary.counts.writes >= _MANY
        if many:
            await measure(self.db)
        over = await self._commit(by, kept.id, summary, since)
        await (self._finish(kept.id) if over else self._clear(kept.id, problems=False))
        if over and many:
            await measure(self.db)
        return over

    async def ensure(self) -> None:
        """What was written when the program died can be found."""
        async with self.db.read() as conn:
            left = await rows.unfinished(conn)
        for import_id in left:
            if import_id not in self._locks:  # else somebody is at it
                async with self._alone(import_id):
                    await self._finish(import_id)

    async def _finish(self, import_id: int) -> None:
        """What was put aside goes last: as long as it is there, `ensure` knows that the words may be missing."""
        await self._index(import_id)
        await self._clear(import_id, problems=False)

    async def _remember(self, import_id: int) -> None:
        after: int | None = 0
        while after is not None:
            async with self.db.transaction() as tx:
                after = await rows.remember(tx, import_id, after, _REMEMBERED)

    async def _commit(self, by: PersonId | None, import_id: int, summary: Summary, since: rows.Marks) -> bool:
        """Write all of it, unless the file was cancelled meanwhile; False when it does not fit any more."""
        now, counts = self.clock(), summary.counts
        async with self.db.transaction() as tx:
            if not await rows.fits(tx, import_id, since):
                return False
            if await rows.settle(tx, import_id, State.WAITING, State.DONE, now):
                await rows.write(tx, import_id, now)
                await rows.set_result(tx, import_id, Result(new=counts.new, changed=counts.changed))
                await self._audit(tx, by, "import.write", import_id, now, counts.writes)
                await outbox.redraw(tx, f"import:{import_id}", now=now)
        return True
