"""An import is taken back within a day. Not: which rows are in use (storage)."""

from bot.domain.errors import BadInput
from bot.domain.imports import Preview, State
from bot.domain.people import Actor
from bot.usecases.imports.base import Base, only_head
from storage import imports as rows


class Undoing(Base):
    """The second button."""

    async def undo(self, actor: Actor, import_id: int) -> Preview:
        """Take a whole import back, within a day; what is in use already is kept and counted."""
        only_head(actor)
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
