"""PostgreSQL databases used again: emptied, which takes a tenth of making one. Not: the server."""

from dataclasses import dataclass, field
from typing import Any

import asyncpg

USES = 30
"""After so many a database is dropped: nothing vacuums it."""
_TABLES = (
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1"
)
# Everything that a test may have changed and deleting rows does not mend; statistics would change plans.
_SHAPE = """SELECT (SELECT md5(string_agg(relname || relkind::text || relnatts::text || relchecks::text, ',' ORDER BY oid)) FROM pg_class
        WHERE relnamespace = 'public'::regnamespace)
    || (SELECT COUNT(*) FROM pg_trigger) || ' ' || (SELECT COUNT(*) FROM pg_constraint)
    || ' ' || (SELECT COUNT(*) FROM pg_statistic WHERE starelid >= 16384)
    || ' ' || (SELECT COUNT(*) FROM pg_db_role_setting) || ' ' || (SELECT COUNT(*) FROM pg_proc)
    || ' ' || (SELECT md5(string_agg(v::text, ',' ORDER BY v::text)) FROM schema_version v)"""
_BEGIN_AGAIN = "SELECT setval(quote_ident(sequencename)::regclass, 1, false) FROM pg_sequences WHERE last_value IS NOT NULL"
_KEPT = "schema_version"


@dataclass
class Spares:
    """The databases that wait for their next test, and how often each was used."""

    shape: str = ""
    empty: str = ""
    free: list[str] = field(default_factory=list)
    uses: dict[str, int] = field(default_factory=dict)

    async def learn(self, url: str) -> None:
        """Look at the template, as which every database has to be."""
        conn = await _connect(url)
        self.shape = await conn.fetchval(_SHAPE)
        names = [row["relname"] for row in await conn.fetch(_TABLES) if row["relname"] != _KEPT]
        deletes = "; ".join(f"DELETE FROM {name}" for name in names)
        self.empty = f"BEGIN; SET LOCAL session_replication_role = replica; {deletes}; COMMIT"
        await conn.close()

    def take(self) -> str | None:
        """One that waits."""
        return self.free.pop() if self.free else None

    async def put(self, name: str, url: str) -> bool:
        """Empty a database that nobody is connected to; False when it is worn out, or not as it was."""
        self.uses[name] = self.uses.get(name, 0) + 1
        if self.uses[name] >= USES:
            return False
        conn = await _connect(url)
        try:
            if await conn.fetchval(_SHAPE) != self.shape:
                return False
            await conn.execute(self.empty)
            await conn.execute(_BEGIN_AGAIN)
        finally:
            await conn.close()
        self.free.append(name)
        return True


async def _connect(url: str) -> Any:
    return await asyncpg.connect(url)  # type: ignore[no-untyped-call]
