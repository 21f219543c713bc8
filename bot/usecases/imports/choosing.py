"""What somebody chooses about a waiting file: letters, columns, dates, clients or staff. Not: asking for it."""

import asyncio
from dataclasses import replace

from bot.domain.errors import Changed, NotFound
from bot.domain.imports import Choices, Opened, Preview, State, readings
from bot.domain.people import Actor
from bot.domain.tables import Grid, Kind, Order, fields_of
from bot.usecases.imports.base import only_head, unwatched
from bot.usecases.imports.offering import READ, Offering
from storage import imports as rows

_HEAD = 200  # rows that samples are taken from


class Choosing(Offering):
    """[Change] and [Wrong letters?]."""

    async def open(self, actor: Actor | None, import_id: int, *, letters: bool = False) -> Opened | None:
        """A waiting file with its columns and, if asked for, its letters in other code pages; None if decided about."""
        only_head(actor)
        kept = await self._kept(import_id)
        if kept.state is not State.WAITING:
            return None

        def work() -> Opened:
            data = rows.unpacked(kept.content)
            grid = self._grid(data, kept.choices)
            layout = kept.choices.layout(grid)
            head = Grid(grid.header, grid.lines[:_HEAD], grid.header_row, grid.sheet, grid.encoding)
            found = self.readings(data, self.company.language) if letters and self.readings else []
            chosen = kept.choices.orders
            return Opened(
                kept.id, kept.version, kept.name, layout.kind, layout.columns, head, chosen, readings(found)
            )

        return await asyncio.to_thread(work)

    async def assign(
        self, actor: Actor | None, import_id: int, column: int, field: str | None, *, version: int
    ) -> Preview:
        """What a column means (None: it is not read). Raises BadTable if then none names the people; see `choose`."""
        only_head(actor)
        kept = await self._kept(import_id)
        if field is not None and field not in fields_of(Kind.CLIENTS) | fields_of(Kind.STAFF):
            raise NotFound
        return await self.choose(actor, import_id, kept.choices.giving(column, field), version=version)

    async def order(
        self, actor: Actor | None, import_id: int, name: str, order: Order, *, version: int
    ) -> Preview:
        """What comes first in the dates of a field. See `choose`."""
        only_head(actor)
        kept = await self._kept(import_id)
        return await self.choose(actor, import_id, kept.choices.ordering(name, order), version=version)

    async def turn(self, actor: Actor | None, import_id: int, kind: Kind, *, version: int) -> Preview:
        """Clients or staff; the columns are recognised anew. See `choose`."""
        only_head(actor)
        kept = await self._kept(import_id)
        return await self.choose(
            actor, import_id, replace(kept.choices, kind=kind, columns={}), version=version
        )

    async def respell(self, actor: Actor | None, import_id: int, encoding: str, *, version: int) -> Preview:
        """Another code page: the kept bytes are read anew. See `choose`."""
        only_head(actor)
        kept = await self._kept(import_id)
        return await self.choose(
            actor, import_id, replace(kept.choices, encoding=encoding, columns={}), version=version
        )

    async def _kept(self, import_id: int) -> rows.Import:
        async with self.db.read() as conn:
            kept = await rows.get(conn, import_id)
        if kept is None:
            raise NotFound
        return kept

    async def choose(self, actor: Actor | None, import_id: int, choices: Choices, *, version: int) -> Preview:
        """Read a waiting file as chosen; nothing else is written.

        Raises Changed when it was chosen otherwise or decided about meanwhile (`version` of the Preview that was
        shown), BadFile and BadTable when it cannot be read so: then nothing is changed.
        """
        only_head(actor)
        kept = await self._kept(import_id)
        if kept.state is not State.WAITING or kept.version != version:
            raise Changed
        await self._try(kept, choices)
        async with self.db.transaction() as tx:
            if not await rows.choose(tx, import_id, choices, version):
                raise Changed
        if kept.large and actor is not None:
            await self.start(actor, import_id, READ)
        else:
            await self._dry(import_id, unwatched)
        return await self.show(actor, import_id)

    async def _try(self, kept: rows.Import, choices: Choices) -> None:
        def work() -> None:
            choices.layout(self._grid(rows.unpacked(kept.content), choices))

        if kept.content:
            await asyncio.to_thread(work)
