"""A file comes in, is shown, and may be cancelled. Not: writing it."""

import asyncio
from pathlib import PurePath

from bot.domain.imports import Choices, Preview, State
from bot.domain.people import Actor
from bot.usecases.imports.base import Base, only_head
from storage import imports as rows

_LONGEST_NAME = 100


class Offering(Base):
    """The dry run: nothing is written."""

    async def offer(self, actor: Actor | None, name: str, data: bytes) -> Preview:
        """Read a file and keep it until it is decided about; nothing else is written. Raises BadFile, BadTable."""
        only_head(actor)
        by, content = None if actor is None else actor.id, await asyncio.to_thread(self._packed, data)
        async with self.db.transaction() as tx:
            id_ = await rows.add(tx, by, PurePath(name).name[:_LONGEST_NAME], content, self.clock())
        return await self.show(actor, id_)

    def _packed(self, data: bytes) -> str:
        Choices().layout(self._grid(data, Choices()))
        return rows.packed(data)

    async def cancel(self, actor: Actor | None, import_id: int) -> Preview:
        """Forget a waiting file."""
        only_head(actor)
        async with self.db.transaction() as tx:
            await rows.settle(tx, import_id, State.WAITING, State.CANCELLED, self.clock())
        return await self.show(actor, import_id)
