"""What the morning digest needs that belongs to no single noun. Not: its sections."""

from bot.domain.ids import PersonId
from storage.database import Conn


async def without_alarm(conn: Conn) -> list[PersonId]:
    """Connected staff whose morning digest is not set."""
    rows = await conn.all(
        "SELECT p.id FROM people p WHERE p.role <> 'contact' AND p.user_id IS NOT NULL AND p.left_at IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM alarms a WHERE a.thing = 'digest:' || p.id AND a.kind = 'digest.due')"
        " ORDER BY p.id"
    )
    return [PersonId(row["id"]) for row in rows]
