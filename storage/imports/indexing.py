"""Which clients can be found otherwise after an import: some at a time. Not: their words (searching)."""

import json

from storage.database import Conn
from storage.searching.index import homes

_NEXT = (
    "SELECT id, row_id, old, new FROM import_changes WHERE import_id = :id AND kind = :kind AND id > :after"
    " ORDER BY id LIMIT :limit"
)


async def touched(
    conn: Conn, import_id: int, kind: str, after: int, limit: int
) -> tuple[set[int], int | None]:
    """The clients of the next rows of a kind, and the last of these rows; None when there are no more.

    Of a contact: where they are, were before the file, and where the file put them.
    """
    rows = await conn.all(_NEXT, id=import_id, kind=kind, after=after, limit=limit)
    if not rows:
        return set(), None
    found = {row["row_id"] for row in rows}
    if kind == "person":
        told = (
            json.loads(text).get("client_id") for row in rows for text in (row["old"], row["new"]) if text
        )
        found = await homes(conn, [row["row_id"] for row in rows if row["old"]]) | {
            id_ for id_ in told if id_
        }
    return found, rows[-1]["id"]


async def unfinished(conn: Conn) -> list[int]:
    """Imports that are written and were cut off before they could be found; those that a job goes on with are not among them."""
    rows = await conn.all(
        "SELECT i.id FROM imports i WHERE i.state = 'done' AND EXISTS (SELECT 1 FROM import_rows r WHERE r.import_id = i.id)"
        " AND NOT EXISTS (SELECT 1 FROM jobs j WHERE j.state = 'open' AND j.thing = 'import:' || CAST(i.id AS TEXT))"
        " ORDER BY i.id"
    )
    return [row["id"] for row in rows]
