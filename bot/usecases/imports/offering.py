"""A file comes in, is read and shown, and may be cancelled. Not: writing it."""

import asyncio
from pathlib import PurePath

from bot.domain.errors import BadInput
from bot.domain.imports import Choices, Faulty, Preview, State
from bot.domain.jobs import What
from bot.domain.letters import Lane, Letter, Op
from bot.domain.people import Actor
from bot.usecases.imports.base import Base, Tick, only_head, unwatched
from storage import audit, jobs, outbox
from storage import imports as rows

LARGE = 150_000
"""Bytes from which a file is read and written by a job: some thousand rows, a second of work."""

_LONGEST_NAME = 100
READ, WRITE, UNDO, LINKS = "import.read", "import.write", "import.undo", "import.links"


class Offering(Base):
    """The dry run: nothing is written."""

    async def offer(self, actor: Actor | None, name: str, data: bytes, tick: Tick = unwatched) -> Preview:
        """Read a file and keep it until it is decided about; nothing else is written. Raises BadFile, BadTable.

        A large one is read by a job, and shown by a card which tells how far it is (`progress` of the Preview).
        """
        only_head(actor)
        by, content = None if actor is None else actor.id, await asyncio.to_thread(self._packed, data)
        now, large = self.clock(), actor is not None and len(data) > LARGE
        async with self.db.transaction() as tx:
            name = PurePath(name).name[:_LONGEST_NAME]
            id_ = await rows.add(tx, by, name, content, now, large=large)
            await audit.add(tx, by, "import.offer", f"import:{id_}", now)
            if actor is not None and large:
                thing = f"import:{id_}"
                await jobs.add(tx, READ, thing, actor.id, now)
                card = Letter(
                    "import.card",
                    actor.id,
                    f"import.card:{id_}",
                    {"import": id_},
                    Op.CARD,
                    thing,
                    Lane.ANSWER,
                )
                await outbox.put(tx, card, now=now)
        if not large:
            await self._dry(id_, tick)
        return await self.show(actor, id_)

    def _packed(self, data: bytes) -> str:
        Choices().layout(self._grid(data, Choices()))
        return rows.packed(data)

    async def _dry(self, import_id: int, tick: Tick) -> None:
        """Read a waiting file and keep what it would do."""
        async with self._alone(import_id):
            async with self.db.read() as conn:
                kept = await self._get(conn, import_id)
            if kept.state is State.WAITING:
                await self._read(kept, tick, real=False)
            await self._clear(import_id, problems=False)

    async def start(self, actor: Actor, import_id: int, kind: str, what: What | None = None) -> None:
        """Give a large file to a job; the card shows how far it is. A second time changes nothing."""
        now = self.clock()
        async with self.db.transaction() as tx:
            await jobs.add(tx, kind, f"import:{import_id}", actor.id, now, what)
            await outbox.redraw(tx, f"import:{import_id}", now=now, but=actor.id)

    async def cancel(self, actor: Actor | None, import_id: int) -> Preview:
        """Forget a waiting file, also while a job is at it; what is written by then stays, and can be undone."""
        only_head(actor)
        thing = f"import:{import_id}"
        async with self.db.transaction() as tx:
            if await rows.settle(tx, import_id, State.WAITING, State.CANCELLED, self.clock()):
                await jobs.cancel(tx, thing, self.clock())
        await self._clear(import_id)
        return await self.show(actor, import_id)

    async def faults(self, actor: Actor | None, import_id: int) -> tuple[Preview, list[Faulty]]:
        """Every row with a problem, to be mended and sent again."""
        only_head(actor)
        async with self.db.read() as conn:
            kept = await self._get(conn, import_id)
            found = await rows.faulty(conn, import_id)
            shown = await self._preview(conn, kept)
        if not found:
            raise BadInput("import-no-problems")
        return shown, found
