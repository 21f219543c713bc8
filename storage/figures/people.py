"""What a figure can be asked about: teams, managers, segments, surveys. Not: who may choose them."""

from bot.domain.figures import Option, of_manager, of_team
from bot.domain.folding import fold
from bot.domain.ids import PersonId, TeamId
from storage.database import Conn

_MANAGERS = """SELECT p.id, p.name, p.team_id FROM people p WHERE p.role <> 'contact' AND p.left_at IS NULL AND p.name <> ''
    AND (p.role = 'manager' OR EXISTS (SELECT 1 FROM clients c WHERE c.manager_id = p.id))
    AND (CAST(:team AS BIGINT) IS NULL OR p.team_id = CAST(:team AS BIGINT)) ORDER BY p.folded, p.id"""

# From one to the next by the index: as many steps as there are segments, however many clients.
_SEGMENTS = """WITH RECURSIVE s (segment) AS (SELECT MIN(segment) FROM clients WHERE segment IS NOT NULL UNION ALL
    SELECT (SELECT MIN(c.segment) FROM clients c WHERE c.segment IS NOT NULL AND c.segment > s.segment) FROM s
    WHERE s.segment IS NOT NULL) SELECT segment FROM s WHERE segment IS NOT NULL"""


async def managers(conn: Conn, team_id: TeamId | None) -> list[Option]:
    """Whoever looks after clients, of a team (None: of all), by name."""
    rows = await conn.all(_MANAGERS, team=team_id)
    return [Option(of_manager(PersonId(row["id"])), row["name"], row["team_id"]) for row in rows]


async def teams(conn: Conn) -> list[Option]:
    """Every team by name."""
    rows = await conn.all("SELECT id, name FROM teams ORDER BY name, id")
    return [Option(of_team(TeamId(row["id"])), row["name"], TeamId(row["id"])) for row in rows]


async def segments(conn: Conn) -> dict[str, str]:
    """Every segment of clients or answers, folded, with a spelling of it; "" stands for none, where there are such."""
    found: dict[str, str] = {}
    for row in await conn.all("SELECT word FROM figure_words WHERE kind = 'segment'"):
        found[row["word"]] = row["word"]
    for row in await conn.all(_SEGMENTS):
        if fold(row["segment"]):
            found[fold(row["segment"])] = row["segment"]
    return dict(sorted(found.items()))


async def spellings(conn: Conn, segment: str) -> list[str]:
    """How clients have a folded segment written."""
    return [row["segment"] for row in await conn.all(_SEGMENTS) if fold(row["segment"]) == segment]


async def programmes(conn: Conn) -> list[str]:
    """Surveys that were answered or asked at any time."""
    rows = await conn.all("SELECT word FROM figure_words WHERE kind = 'programme' ORDER BY word")
    return [row["word"] for row in rows]
