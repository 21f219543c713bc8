"""Filling the index of a database that has none, or one by other rules. Not: keeping it true."""

from storage import facts
from storage.database import Database
from storage.searching.index import index

RULES = "1"
"""Grows when the same texts are to give other words."""
_DONE = "search.index"
_MANY = 4096


async def rebuild(db: Database) -> int:
    """Index every client unless that was done by these rules; some thousand a transaction, so that a start which was
    cut off goes on where it stopped. How many were indexed."""
    count = 0
    async with db.read() as conn:
        rules, _, last = ((await facts.get(conn, _DONE)) or "").partition(":")
    after = int(last or 0) if rules == RULES else 0
    if rules == RULES and last == "":
        return 0
    while True:
        async with db.transaction() as tx:
            rows = await tx.all(
                "SELECT id FROM clients WHERE id > :after ORDER BY id LIMIT :most", after=after, most=_MANY
            )
            await index(tx, [row["id"] for row in rows])
            after = rows[-1]["id"] if rows else after
            await facts.put(tx, _DONE, f"{RULES}:{after}" if rows else RULES)
        count += len(rows)
        if not rows:
            await measure(db)
            return count


async def measure(db: Database) -> None:
    """PostgreSQL learns at once how much there is now; until it does so by itself it would read whole tables."""
    if db.dialect == "postgresql":
        async with db.transaction() as tx:
            await tx.execute("ANALYZE search_words, search_tails, clients, people, contacts, import_rows")
