"""The latest own answers of a client's contacts. Not: how far apart they are."""

from datetime import datetime

from bot.domain.ids import AnswerId, ClientId, PersonId
from bot.domain.spread import Opinion
from bot.domain.time import from_us, to_us
from storage.database import Conn

_OPINIONS = """SELECT a.id, a.person_id, p.name, a.score, a.at FROM answers a
    JOIN people p ON p.id = a.person_id JOIN contacts k ON k.person_id = a.person_id AND k.client_id = a.client_id
    WHERE a.client_id = :client AND a.at >= :since AND a.by_manager = 0 AND p.left_at IS NULL AND NOT EXISTS
    (SELECT 1 FROM answers x WHERE x.person_id = a.person_id AND x.by_manager = 0
        AND (x.at > a.at OR (x.at = a.at AND x.id > a.id)))
    ORDER BY a.at, a.id"""


async def opinions(conn: Conn, client_id: ClientId, since: datetime) -> list[Opinion]:
    """What each contact of the client thinks, as they said last, since an instant."""
    rows = await conn.all(_OPINIONS, client=client_id, since=to_us(since))
    return [
        Opinion(
            AnswerId(row["id"]), PersonId(row["person_id"]), row["name"], row["score"], from_us(row["at"])
        )
        for row in rows
    ]
