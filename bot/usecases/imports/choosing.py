"""What somebody chooses about a waiting file: letters, columns, dates. Not: asking for it."""

import asyncio

from bot.domain.errors import Changed
from bot.domain.imports import Choices, Preview
from bot.domain.people import Actor
from bot.usecases.imports.base import Base, only_head
from storage import imports as rows


class Choosing(Base):
    """[Change] and [Wrong letters?]."""

    async def choose(self, actor: Actor | None, import_id: int, choices: Choices, *, version: int) -> Preview:
        """Read a waiting file as chosen; nothing else is written.

        Raises Changed when it was chosen otherwise or decided about meanwhile (`version` of the Preview that was
        shown), BadFile and BadTable when it cannot be read so: then nothing is changed.
        """
        only_head(actor)
        async with self.db.read() as conn:
            kept = await rows.get(conn, import_id)
        if kept is not None:
            await self._try(kept, choices)
        async with self.db.transaction() as tx:
            if not await rows.choose(tx, import_id, choices, version):
                raise Changed
        return await self.show(actor, import_id)

    async def _try(self, kept: rows.Import, choices: Choices) -> None:
        def work() -> None:
            choices.layout(self._grid(rows.unpacked(kept.content), choices))

        await asyncio.to_thread(work)
