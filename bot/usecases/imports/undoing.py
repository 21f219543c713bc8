"""An import is taken back within a day. Not: which rows are in use (storage)."""

from bot.domain.errors import BadInput
from bot.domain.ids import PersonId
from bot.domain.imports import Preview, State
from bot.domain.people import Actor
from bot.usecases.imports.base import only_head
from bot.usecases.imports.offering import UNDO, Offering
from storage import imports as rows
from storage import outbox


class Undoing(Offering):
    """The second button."""

    async def undo(self, actor: Actor | None, import_id: int) -> Preview:
        """Take a whole import back, within a day; what is in use already is kept and counted."""
        only_head(actor)
        async with self.db.read() as conn:
            kept = await self._get(conn, import_id)
        if kept.state is State.DONE:
            if kept.done_at is None or self.clock() - kept.done_at > self.undo_for:
                raise BadInput("import-late")
            if kept.large and actor is not None:
                await self.start(actor, import_id, UNDO)
            else:
                await self._undone(None if actor is None else actor.id, import_id)
        return await self.show(actor, import_id)

    async def _undone(self, by: PersonId | None, import_id: int) -> None:
        now = self.clock()
        async with self.db.transaction() as tx:
            if await rows.settle(tx, import_id, State.DONE, State.UNDONE, now):
                result = await rows.undo(tx, import_id)
                await rows.set_result(tx, import_id, result)
                await self._audit(tx, by, "import.undo", import_id, now, result.removed + result.restored)
                await outbox.redraw(tx, f"import:{import_id}", now=now)
        await self._index(import_id)
