"""Pictures drawn once: the PNG in memory, the file_id in the database, both by what is on the picture."""

import hashlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any

from bot.clock import Clock
from storage import figures
from storage.database import Database

_IN_MEMORY = 32  # pictures of about 50 KB
_STYLE = 2  # raise it when the drawing changes: what Telegram has is drawn anew


class Pictures:
    """`draw` makes the PNG of a chart; what is on it (numbers, words, language) is its key."""

    def __init__(self, db: Database, clock: Clock, draw: Callable[[Any], Awaitable[bytes]]) -> None:
        self.db, self.clock, self._draw = db, clock, draw
        self._drawn: OrderedDict[str, bytes] = OrderedDict()

    @staticmethod
    def key(chart: object) -> str:
        """Charts are frozen and their repr says all that is on them."""
        return hashlib.sha256(f"{_STYLE} {chart!r}".encode()).hexdigest()

    async def sent(self, key: str) -> str | None:
        """The file_id, if Telegram has this very picture."""
        async with self.db.read() as conn:
            return await figures.known(conn, key)

    async def png(self, key: str, chart: object) -> bytes:
        """The picture, from memory or drawn. Raises what drawing raises."""
        if key not in self._drawn:
            self._drawn[key] = await self._draw(chart)
        self._drawn.move_to_end(key)
        while len(self._drawn) > _IN_MEMORY:
            self._drawn.popitem(last=False)
        return self._drawn[key]

    async def keep(self, key: str, file_id: str) -> None:
        """Telegram has it now."""
        async with self.db.transaction() as tx:
            await figures.keep(tx, key, file_id, self.clock())

    async def forget(self, key: str) -> None:
        """Telegram does not know that file_id (any more)."""
        async with self.db.transaction() as tx:
            await figures.forget(tx, key)
