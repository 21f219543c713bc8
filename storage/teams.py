"""Teams and who is in them, with what each looks after. Not: joining, who may change what."""

from datetime import datetime

from bot.domain.ids import PersonId, TeamId
from bot.domain.people import Role
from bot.domain.teams import Load, MemberRow, TeamRow
from bot.domain.time import to_us
from storage import facts, people
from storage.absences import IS_AWAY
from storage.database import Conn, Row, Tx

_HAS = """(SELECT COUNT(*) FROM {table} x JOIN clients c ON c.id = x.client_id WHERE {open}
    AND COALESCE(x.owner_id, c.manager_id) = CAST(:id AS BIGINT))"""
_LOAD = f"""SELECT (SELECT COUNT(*) FROM clients c WHERE c.manager_id = CAST(:id AS BIGINT)) AS clients,
    {_HAS.format(table="cases", open="x.state <> 'closed'")} AS cases,
    {_HAS.format(table="complaints", open="x.state IN ('received', 'work', 'solved')")} AS complaints,
    {_HAS.format(table="calls", open="x.state = 'open'")} AS calls,
    (SELECT COUNT(DISTINCT g.exhibition_id) FROM guests g JOIN clients c ON c.id = g.client_id
     JOIN exhibitions e ON e.id = g.exhibition_id
     WHERE c.manager_id = CAST(:id AS BIGINT) AND e.state = 'on' AND e.ends >= :today) AS exhibitions"""
_MEMBERS = f"""SELECT {people.COLUMNS}, p.version,
    (SELECT COUNT(*) FROM clients x WHERE x.manager_id = p.id) AS clients, {IS_AWAY} AS away {people.FROM}
    WHERE p.role <> 'contact' AND p.left_at IS NULL"""


async def every(conn: Conn) -> list[TeamRow]:
    """Every team by name, and last those without a team, if there are any."""
    rows = await conn.all(
        "SELECT t.id, t.name, (SELECT l.name FROM people l WHERE l.role = 'lead' AND l.team_id = t.id"
        " AND l.left_at IS NULL ORDER BY l.id LIMIT 1) AS lead,"
        " (SELECT COUNT(*) FROM people p WHERE p.team_id = t.id AND p.role <> 'contact' AND p.left_at IS NULL) AS people,"
        " (SELECT COUNT(*) FROM clients c WHERE c.team_id = t.id) AS clients FROM teams t ORDER BY t.name, t.id"
    )
    found = [_team(row) for row in rows]
    loose = await conn.one(
        "SELECT 0 AS id, '' AS name, NULL AS lead, (SELECT COUNT(*) FROM people p WHERE p.team_id IS NULL"
        " AND p.role <> 'contact' AND p.left_at IS NULL) AS people,"
        " (SELECT COUNT(*) FROM clients c WHERE c.team_id IS NULL) AS clients"
    )
    assert loose is not None
    return [*found, *([_team(loose)] if loose["people"] or loose["clients"] else [])]


async def members(conn: Conn, team_id: TeamId, now: datetime) -> list[MemberRow]:
    """Who is in a team (0: in none) and has not left: heads and leads first."""
    rows = await conn.all(
        f"{_MEMBERS} AND COALESCE(p.team_id, 0) = :team"
        " ORDER BY CASE p.role WHEN 'head' THEN 0 WHEN 'lead' THEN 1 ELSE 2 END, p.folded, p.id",
        team=team_id,
        now=to_us(now),
    )
    return [_member(row) for row in rows]


async def member(conn: Conn, person_id: PersonId, now: datetime) -> MemberRow | None:
    """One of the staff who has not left."""
    row = await conn.one(f"{_MEMBERS} AND p.id = :id", id=person_id, now=to_us(now))
    return None if row is None else _member(row)


async def load(conn: Conn, person_id: PersonId, today: str) -> Load:
    """What somebody has; `today` (ISO) tells which exhibitions are not over."""
    row = await conn.one(_LOAD, id=person_id, today=today)
    assert row is not None
    return Load(**{name: int(row[name]) for name in Load.__dataclass_fields__})


async def leads(conn: Conn, team_id: TeamId) -> list[PersonId]:
    """Who leads a team."""
    rows = await conn.all(
        "SELECT id FROM people WHERE role = 'lead' AND team_id = :team AND left_at IS NULL ORDER BY id",
        team=team_id,
    )
    return [PersonId(row["id"]) for row in rows]


async def heads(conn: Conn) -> list[PersonId]:
    """Every head who has not left."""
    rows = await conn.all("SELECT id FROM people WHERE role = 'head' AND left_at IS NULL ORDER BY id")
    return [PersonId(row["id"]) for row in rows]


async def rename(tx: Tx, team_id: TeamId, name: str) -> bool:
    """What a team is called; False when it is called so."""
    return bool(
        await tx.execute(
            "UPDATE teams SET name = :name, version = version + 1 WHERE id = :id AND name <> :name",
            id=team_id,
            name=name,
        )
    )


async def named(conn: Conn, name: str) -> TeamId | None:
    """A team of this name, however it is capitalised."""
    rows = await conn.all("SELECT id, name FROM teams ORDER BY id")
    return next((TeamId(row["id"]) for row in rows if row["name"].casefold() == name.casefold()), None)


async def one_by_one(tx: Tx) -> None:
    """From here on until the end of this unit nobody else moves, raises or lets go of anybody: of two heads each
    could take the other's role away, of two leavers each could be the other's heir."""
    await facts.put(tx, "teams.gate", "")


async def set_role(tx: Tx, person_id: PersonId, role: Role, version: int) -> bool:
    """Another role; False when the person changed since `version` or left."""
    return bool(
        await tx.execute(
            "UPDATE people SET role = :role, version = version + 1"
            " WHERE id = :id AND version = :version AND left_at IS NULL AND role <> 'contact'",
            id=person_id,
            role=role.value,
            version=version,
        )
    )


async def claim(tx: Tx, person_id: PersonId, version: int) -> bool:
    """Take a person for a change in this transaction; False when they changed since `version` or left."""
    return bool(
        await tx.execute(
            "UPDATE people SET version = version + 1 WHERE id = :id AND version = :version AND left_at IS NULL",
            id=person_id,
            version=version,
        )
    )


def _team(row: Row) -> TeamRow:
    return TeamRow(TeamId(row["id"]), row["name"], row["lead"], int(row["people"]), int(row["clients"]))


def _member(row: Row) -> MemberRow:
    return MemberRow(people.person(row), row["version"], int(row["clients"]), bool(row["away"]))
