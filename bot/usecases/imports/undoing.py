"""An import is taken back within a day. Not: which rows are in use (storage)."""

from bot.domain.errors import BadInput
from bot.domain.ids import PersonId
from bot.domain.imports import Preview, Result, State, Thing
from bot.domain.people import Actor
from bot.usecases.imports.base import Tick, only_head, unwatched
from bot.usecases.imports.offering import UNDO, Offering
from storage import imports as rows
from storage import outbox
from storage.searching.index import index

_UNDONE = 100  # rows taken back in one go: others must not wait for it


class Undoing(Offering):
    """The second button."""

    async def undo(self, actor: Actor | None, import_id: int) -> Preview:
        """Take a whole import back, within a day; what is in use already is kept and counted.

        It goes some rows at a time; one that was cut off is gone on with.
        """
        only_head(actor)
        async with self.db.read() as conn:
            kept = await self._get(conn, import_id)
            unfinished = kept.state is State.UNDONE and await rows.left(conn, import_id) > 0
        if kept.state is State.DONE and (kept.done_at is None or self.clock() - kept.done_at > self.undo_for):
            raise BadInput("import-late")
        if kept.state is State.DONE or unfinished:
            if kept.large and actor is not None:
                await self.start(actor, import_id, UNDO)
            else:
                await self._undone(None if actor is None else actor.id, import_id)
        return await self.show(actor, import_id)

    async def _undone(self, by: PersonId | None, import_id: int, tick: Tick = unwatched) -> None:
        async with self._alone(import_id):
            now = self.clock()
            async with self.db.transaction() as tx:
                if await rows.settle(tx, import_id, State.DONE, State.UNDONE, now):
                    await rows.set_result(tx, import_id, Result())
                    await rows.renumber(tx, import_id)
                    await self._audit(tx, by, "import.undo", import_id, now, await rows.left(tx, import_id))
                kept = await self._get(tx, import_id)
                total = await rows.left(tx, import_id)
                made = await rows.clients_of(tx, import_id)
            if kept.state is State.UNDONE:
                await self._take_back(import_id, kept.result or Result(), total, made, tick)

    async def _take_back(
        self, import_id: int, result: Result, total: int, made: set[int], tick: Tick
    ) -> None:
        """`made`: the clients of the file, whose words are looked after with their own rows."""
        done = 0
        for thing in reversed(Thing):
            before = rows.NEWEST
            while True:
                async with self.db.transaction() as tx:
                    part = await rows.undo(tx, import_id, thing, before=before, count=_UNDONE)
                    if part is None:
                        break
                    await index(tx, part.clients if thing is Thing.CLIENT else part.clients - made)
                    result += part.result
                    await rows.set_result(tx, import_id, result)
                done, before = done + part.rows, part.last
                await tick(done, total)
        async with self.db.transaction() as tx:
            await outbox.redraw(tx, f"import:{import_id}", now=self.clock())
