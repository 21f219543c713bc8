"""Whom an import brought or changed, as contacts of now. Not: their links."""

from storage.database import Conn, Row

_FROM = """FROM import_changes h JOIN people p ON p.id = h.row_id JOIN contacts k ON k.person_id = p.id
    JOIN clients c ON c.id = k.client_id WHERE h.import_id = :id AND h.kind = 'person' AND p.left_at IS NULL"""


async def linkable(conn: Conn, import_id: int) -> int:
    """How many of them are not connected."""
    return int(await conn.value(f"SELECT COUNT(*) {_FROM} AND p.user_id IS NULL", id=import_id))


async def brought(conn: Conn, import_id: int, after: int, limit: int) -> list[Row]:
    """The next of them by id."""
    return await conn.all(
        "SELECT p.id, p.name AS contact, p.phone, p.email, p.user_id, c.name AS client, c.external_id"
        f" {_FROM} AND p.id > :after ORDER BY p.id LIMIT :limit",
        id=import_id,
        after=after,
        limit=limit,
    )
