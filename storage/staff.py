"""Staff and their teams: who can be invited, who leads what. Not: clients, joining."""

from dataclasses import dataclass

from bot.domain.ids import PersonId, TeamId
from bot.domain.people import Actor, Person, Role
from storage import people
from storage.database import Conn, Tx

# A lead invites managers of the own team and those who are in none; the head everybody.
_MAY_INVITE = """p.role <> 'contact' AND p.left_at IS NULL AND (CAST(:all AS BIGINT) = 1
    OR (p.role = 'manager' AND (p.team_id IS NULL OR p.team_id = CAST(:team AS BIGINT))))"""


@dataclass(frozen=True, slots=True)
class Team:
    """A team; `led` tells whether somebody leads it."""

    id: TeamId
    name: str
    led: bool


def _inviter(actor: Actor) -> dict[str, int | None]:
    return {"all": int(actor.role is Role.HEAD), "team": actor.team_id}


async def invitees(conn: Conn, actor: Actor, offset: int, limit: int) -> list[Person]:
    """Staff who are not connected and whom the actor may invite, by name."""
    rows = await conn.all(
        f"SELECT {people.COLUMNS} {people.FROM} WHERE p.user_id IS NULL AND p.name <> '' AND {_MAY_INVITE}"
        " ORDER BY p.folded, p.id LIMIT :limit OFFSET :offset",
        limit=limit,
        offset=offset,
        **_inviter(actor),
    )
    return [people.person(row) for row in rows]


async def invitee(conn: Conn, actor: Actor, person_id: PersonId) -> Person | None:
    """A staff person whom the actor may invite or unlink; None for anybody else."""
    row = await conn.one(
        f"SELECT {people.COLUMNS} {people.FROM} WHERE p.id = :id AND {_MAY_INVITE}",
        id=person_id,
        **_inviter(actor),
    )
    return None if row is None else people.person(row)


async def clients_of(conn: Conn, person_id: PersonId) -> int:
    """How many clients somebody looks after."""
    return int(await conn.value("SELECT COUNT(*) FROM clients WHERE manager_id = :id", id=person_id))


async def teams(conn: Conn) -> list[Team]:
    """Every team by name."""
    rows = await conn.all(
        "SELECT t.id, t.name, (SELECT COUNT(*) FROM people p WHERE p.team_id = t.id AND p.role = 'lead'"
        " AND p.left_at IS NULL) AS leads FROM teams t ORDER BY t.name, t.id"
    )
    return [Team(TeamId(row["id"]), row["name"], row["leads"] > 0) for row in rows]


async def team_name(conn: Conn, team_id: TeamId | None) -> str | None:
    """What a team is called."""
    name = await conn.value("SELECT name FROM teams WHERE id = CAST(:id AS BIGINT)", id=team_id)
    return None if name is None else str(name)


async def join_team(tx: Tx, person_id: PersonId, team_id: TeamId | None) -> None:
    """Move somebody into a team; the clients they look after move along."""
    await tx.execute(
        "UPDATE people SET team_id = CAST(:team AS BIGINT), version = version + 1 WHERE id = :id",
        id=person_id,
        team=team_id,
    )
    await tx.execute(
        "UPDATE clients SET team_id = CAST(:team AS BIGINT) WHERE manager_id = :id",
        id=person_id,
        team=team_id,
    )


async def present_staff(conn: Conn) -> list[Person]:
    """Everybody of the staff who has not left, by name."""
    rows = await conn.all(
        f"SELECT {people.COLUMNS} {people.FROM} WHERE p.role <> 'contact' AND p.left_at IS NULL AND p.name <> ''"
        " ORDER BY p.folded, p.id"
    )
    return [people.person(row) for row in rows]
