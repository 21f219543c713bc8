"""Teams and managers whose figures can be chosen. Not: who may choose them."""

from bot.domain.figures import Option, of_manager, of_team
from bot.domain.ids import PersonId, TeamId
from storage.database import Conn

_MANAGERS = """SELECT p.id, p.name, p.team_id FROM people p WHERE p.role <> 'contact' AND p.left_at IS NULL AND p.name <> ''
    AND (p.role = 'manager' OR EXISTS (SELECT 1 FROM clients c WHERE c.manager_id = p.id))
    AND (CAST(:team AS BIGINT) IS NULL OR p.team_id = CAST(:team AS BIGINT)) ORDER BY p.folded, p.id"""


async def managers(conn: Conn, team_id: TeamId | None) -> list[Option]:
    """Whoever looks after clients, of a team (None: of all), by name."""
    rows = await conn.all(_MANAGERS, team=team_id)
    return [Option(of_manager(PersonId(row["id"])), row["name"], row["team_id"]) for row in rows]


async def teams(conn: Conn) -> list[Option]:
    """Every team by name."""
    rows = await conn.all("SELECT id, name FROM teams ORDER BY name, id")
    return [Option(of_team(TeamId(row["id"])), row["name"], TeamId(row["id"])) for row in rows]
