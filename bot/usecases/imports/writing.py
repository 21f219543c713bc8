"""A waiting file is written, all of it or nothing. Not: what its rows mean."""

from dataclasses import replace

from bot.domain.errors import Changed
from bot.domain.imports import Plan, Preview, Result, State
from bot.domain.people import Actor
from bot.usecases.imports.base import Base, only_head
from storage import imports as rows

_TRIES = 5


class Writing(Base):
    """The button."""

    async def write(self, actor: Actor | None, import_id: int) -> Preview:
        """Write a waiting file in one transaction; a second time changes nothing and shows what was written.

        Nobody else can write meanwhile, so the plan is made before; if what it was made from has changed by then, it
        is made anew. Raises Changed when that happens again and again.
        """
        only_head(actor)
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
