"""One client from one manager to another, with all that is open about it. Not: leavers, who is told."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import ClientId, PersonId, TeamId
from bot.domain.people import Actor, Role
from bot.domain.time import to_us
from storage.cases.log import MOVED
from storage.database import Conn, Tx

_OF_OLD = "client_id = :client AND (owner_id = CAST(:old AS BIGINT) OR owner_id IS NULL)"
# Who may look after a client whom this actor hands over: the own team for a lead, everybody for the head.
_HANDS = """p.role <> 'contact' AND p.left_at IS NULL AND p.name <> ''
    AND (CAST(:all AS BIGINT) = 1 OR p.team_id = CAST(:team AS BIGINT))"""
_OPEN_CASE = "SELECT COUNT(*) FROM cases WHERE client_id = :id AND state <> 'closed'"
_OPEN_COMPLAINTS = (
    """SELECT COUNT(*) FROM complaints WHERE client_id = :id AND state IN ('received', 'work', 'solved')"""
)
_OPEN_CALLS = "SELECT COUNT(*) FROM calls WHERE client_id = :id AND state = 'open'"


@dataclass(frozen=True, slots=True)
class Taker:
    """Somebody who could look after a client."""

    id: PersonId
    name: str
    team_id: TeamId | None


@dataclass(frozen=True, slots=True)
class Open:
    """How much is open about a client."""

    calls: int
    complaints: int
    cases: int


def _hands(actor: Actor) -> dict[str, int | None]:
    return {"all": int(actor.role is Role.HEAD), "team": actor.team_id if actor.role is Role.LEAD else None}


async def takers(conn: Conn, actor: Actor) -> list[Taker]:
    """To whom the actor may hand a client, by name. Nobody's for a manager."""
    rows = await conn.all(
        f"SELECT p.id, p.name, p.team_id FROM people p WHERE {_HANDS} ORDER BY p.folded, p.id",
        **_hands(actor),
    )
    return [Taker(PersonId(row["id"]), row["name"], row["team_id"]) for row in rows]


async def move(
    tx: Tx, client_id: ClientId, old: PersonId | None, new: PersonId | None, by: PersonId, now: datetime
) -> None:
    """What the old manager owned of the client's open things is the new one's. The client itself: clients.update."""
    params = {"client": client_id, "old": old, "new": new}
    await tx.execute(
        f"{MOVED} WHERE {_OF_OLD} AND state <> 'closed'",
        client=client_id,
        old=old,
        now=to_us(now),
        by=by,
        was=f'{{"to": {new or 0}}}',
    )
    await tx.execute(
        "UPDATE cases SET owner_id = CAST(:new AS BIGINT), taken_by = NULL, taken_at = NULL, version = version + 1"
        f" WHERE {_OF_OLD} AND state <> 'closed'",
        **params,
    )
    await tx.execute(
        "UPDATE complaints SET owner_id = CAST(:new AS BIGINT), version = version + 1"
        f" WHERE {_OF_OLD} AND state IN ('received', 'work', 'solved')",
        **params,
    )
    # A call without an owner of its own is the client's manager's.
    await tx.execute(
        "UPDATE calls SET owner_id = NULL, version = version + 1 WHERE client_id = :client AND state = 'open'"
        " AND owner_id = CAST(:old AS BIGINT)",
        client=client_id,
        old=old,
    )


async def open_of(conn: Conn, client_id: ClientId) -> Open:
    """How much is open about a client."""
    return Open(
        calls=int(await conn.value(_OPEN_CALLS, id=client_id)),
        complaints=int(await conn.value(_OPEN_COMPLAINTS, id=client_id)),
        cases=int(await conn.value(_OPEN_CASE, id=client_id)),
    )


async def things(conn: Conn, client_id: ClientId) -> list[str]:
    """Everything open about a client of which somebody may have a card ("call:12")."""
    rows = await conn.all(
        "SELECT 'case:' || id AS thing FROM cases WHERE client_id = :id AND state <> 'closed'"
        " UNION ALL SELECT 'complaint:' || id FROM complaints WHERE client_id = :id"
        " AND state IN ('received', 'work', 'solved')"
        " UNION ALL SELECT 'call:' || id FROM calls WHERE client_id = :id AND state = 'open'"
        " UNION ALL SELECT 'occasion:' || id FROM occasions WHERE client_id = :id AND state = 'open'"
        " UNION ALL SELECT 'exhibition:' || e.id FROM guests g JOIN exhibitions e ON e.id = g.exhibition_id"
        " WHERE g.client_id = :id AND e.state = 'on'"
        " UNION SELECT 'improvement:' || i.id FROM improvements i JOIN improvement_cases j ON j.improvement_id = i.id"
        " JOIN cases s ON s.id = j.case_id WHERE s.client_id = :id AND i.state = 'open'",
        id=client_id,
    )
    return [row["thing"] for row in rows]
