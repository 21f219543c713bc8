"""People: rows to persons, and who answers for whom right now. Not: links, settings of contacts."""

import json
from collections.abc import Mapping
from datetime import datetime, time

from bot.domain.folding import fold
from bot.domain.ids import ClientId, PersonId, TeamId
from bot.domain.people import Cover, Person, Recipient, Role, Step
from bot.domain.time import maybe_us, to_us
from storage import absences, cards
from storage.absences import IS_AWAY, IS_DEPUTY
from storage.database import Conn, Database, Row, Tx
from storage.searching.index import index_of, index_people

COLUMNS = """p.id, p.role, p.name, p.team_id, p.language, p.zone, COALESCE(p.country, kc.country) AS country,
    p.user_id, p.username, p.phone, p.email, p.position, p.connected_at, p.unreachable_at, p.stopped_at, p.left_at,
    p.quiet_from, p.quiet_to, k.client_id"""

FROM = "FROM people p LEFT JOIN contacts k ON k.person_id = p.id LEFT JOIN clients kc ON kc.id = k.client_id"

_BY_USER = f"""SELECT {COLUMNS}, s.name AS step, s.args AS step_args
    {FROM} LEFT JOIN steps s ON s.person_id = p.id
    WHERE p.user_id = :user_id"""
_ACTING = _BY_USER.replace("AS step_args", f"AS step_args, {IS_DEPUTY} AS deputy")
_BY_ID = f"SELECT {COLUMNS} {FROM} WHERE p.id = :id"
_MEANT = f"SELECT {COLUMNS}, {IS_AWAY} AS away {FROM} WHERE p.id = :id"
_RESPONSIBLE = """SELECT COALESCE(
        (SELECT m.id FROM people m WHERE m.id = c.manager_id AND m.left_at IS NULL),
        (SELECT l.id FROM people l WHERE l.role = 'lead' AND l.team_id = c.team_id AND l.left_at IS NULL
         ORDER BY l.id LIMIT 1),
        (SELECT h.id FROM people h WHERE h.role = 'head' AND h.left_at IS NULL ORDER BY h.id LIMIT 1)) AS id
    FROM clients c WHERE c.id = :client_id"""
_LEAD = """SELECT p.id FROM people p WHERE p.left_at IS NULL
      AND (p.role = 'head' OR (p.role = 'lead' AND p.team_id = CAST(:team AS BIGINT)))
    ORDER BY CASE p.role WHEN 'lead' THEN 0 ELSE 1 END, p.id LIMIT 1"""
_HEAD = "SELECT id FROM people WHERE role = 'head' AND left_at IS NULL ORDER BY id LIMIT 1"


def person(row: Row) -> Person:
    """A row of COLUMNS as a Person."""
    return Person(
        id=PersonId(row["id"]),
        role=Role(row["role"]),
        name=row["name"],
        team_id=row["team_id"],
        client_id=row["client_id"],
        language=row["language"],
        zone=row["zone"],
        country=row["country"],
        user_id=row["user_id"],
        username=row["username"],
        phone=row["phone"],
        email=row["email"],
        position=row["position"],
        reachable=row["user_id"] is not None and row["unreachable_at"] is None and row["left_at"] is None,
        stopped=row["stopped_at"] is not None,
        left=row["left_at"] is not None,
        quiet=_quiet(row),
    )


def _quiet(row: Row) -> tuple[time, time] | None:
    start, end = row["quiet_from"], row["quiet_to"]
    if start is None or end is None:
        return None
    return time(start // 60, start % 60), time(end // 60, end % 60)


async def by_user(conn: Conn | Database, user_id: int) -> tuple[Person, Step | None] | None:
    """Whose Telegram account this is, with their open step; None for a stranger."""
    row = await conn.one(_BY_USER, user_id=user_id)
    if row is None:
        return None
    step = None if row["step"] is None else Step(row["step"], json.loads(row["step_args"]))
    return person(row), step


async def acting(
    conn: Conn | Database, user_id: int, now: datetime
) -> tuple[Person, Step | None, bool] | None:
    """Like `by_user`, in one read, with whether they stand in for somebody now."""
    row = await conn.one(_ACTING, user_id=user_id, now=to_us(now))
    if row is None:
        return None
    step = None if row["step"] is None else Step(row["step"], json.loads(row["step_args"]))
    return person(row), step, bool(row["deputy"])


async def get(conn: Conn, person_id: PersonId) -> Person | None:
    """One person by id."""
    row = await conn.one(_BY_ID, id=person_id)
    return None if row is None else person(row)


async def add(
    tx: Tx,
    *,
    role: Role,
    name: str,
    now: datetime,
    team_id: TeamId | None = None,
    client_id: ClientId | None = None,
    **more: str | int | None,
) -> PersonId:
    """A new person; with `client_id` also their contact row. `more` are further columns of people."""
    values = {
        "role": role.value,
        "name": name,
        "folded": fold(name),
        "team_id": team_id,
        "created_at": to_us(now),
        **more,
    }
    id_ = PersonId(await tx.value(_insert("people", values), **values))
    if client_id is not None:
        await tx.execute(
            "INSERT INTO contacts (person_id, client_id) VALUES (:id, :client)", id=id_, client=client_id
        )
        await index_of(tx, client_id)
    return id_


def _insert(table: str, values: Mapping[str, object]) -> str:
    return f"INSERT INTO {table} ({', '.join(values)}) VALUES ({', '.join(':' + v for v in values)}) RETURNING id"


async def add_team(tx: Tx, name: str, now: datetime) -> TeamId:
    """A new team."""
    return TeamId(
        await tx.value(
            "INSERT INTO teams (name, created_at) VALUES (:name, :at) RETURNING id", name=name, at=to_us(now)
        )
    )


async def connect(tx: Tx, person_id: PersonId, user_id: int, username: str | None, now: datetime) -> bool:
    """Bind a Telegram account to a person who has none; False when they have one already."""
    return bool(
        await tx.execute(
            "UPDATE people SET user_id = :user_id, username = :username, connected_at = :at, unreachable_at = NULL,"
            " unreachable_why = NULL, version = version + 1 WHERE id = :id AND user_id IS NULL",
            id=person_id,
            user_id=user_id,
            username=username,
            at=to_us(now),
        )
    )


async def set_username(tx: Tx, person_id: PersonId, username: str | None) -> None:
    """What Telegram calls the account now; nothing else about the person changes."""
    await tx.execute(
        "UPDATE people SET username = CAST(:username AS TEXT) WHERE id = :id", id=person_id, username=username
    )


async def free_account(tx: Tx, user_id: int) -> None:
    """A leaver's Telegram account may be connected anew."""
    await tx.execute(
        "UPDATE people SET user_id = NULL WHERE user_id = :user_id AND left_at IS NOT NULL", user_id=user_id
    )


async def disconnect(tx: Tx, person_id: PersonId) -> int | None:
    """Take the account away from a person; their open step goes too, and no card in that chat is drawn any more.

    Returns the account, None if there was none.
    """
    user_id = await tx.value("SELECT user_id FROM people WHERE id = :id", id=person_id)
    await cards.leave(tx, person_id, user_id)
    await tx.execute("DELETE FROM steps WHERE person_id = :id", id=person_id)
    await tx.execute(
        "UPDATE people SET user_id = NULL, username = NULL, connected_at = NULL, version = version + 1"
        " WHERE id = :id",
        id=person_id,
    )
    return None if user_id is None else int(user_id)


async def rename(tx: Tx, person_id: PersonId, name: str) -> None:
    """What a person is called."""
    await tx.execute(
        "UPDATE people SET name = :name, folded = :folded, version = version + 1 WHERE id = :id",
        id=person_id,
        name=name,
        folded=fold(name),
    )
    await index_people(tx, [person_id])


async def set_language(tx: Tx, person_id: PersonId, language: str) -> None:
    """The language a person chose."""
    await tx.execute("UPDATE people SET language = :value WHERE id = :id", id=person_id, value=language)


async def set_zone(tx: Tx, person_id: PersonId, zone: str) -> None:
    """The IANA zone a person chose."""
    await tx.execute("UPDATE people SET zone = :value WHERE id = :id", id=person_id, value=zone)


async def set_quiet(tx: Tx, person_id: PersonId, quiet: tuple[time, time] | None) -> None:
    """The quiet hours a person chose; None: the company's."""
    minutes = [None, None] if quiet is None else [one.hour * 60 + one.minute for one in quiet]
    await tx.execute(
        "UPDATE people SET quiet_from = CAST(:start AS BIGINT), quiet_to = CAST(:end AS BIGINT) WHERE id = :id",
        id=person_id,
        start=minutes[0],
        end=minutes[1],
    )


async def stop(tx: Tx, person_id: PersonId, at: datetime | None) -> None:
    """From `at` on a person wants nothing unasked; None: they do again."""
    await tx.execute(
        "UPDATE people SET stopped_at = CAST(:at AS BIGINT) WHERE id = :id", id=person_id, at=maybe_us(at)
    )


async def responsible(conn: Conn, client_id: ClientId) -> PersonId | None:
    """Who answers for a client: the manager, else the team's lead, else the head (connected or not)."""
    found = await conn.value(_RESPONSIBLE, client_id=client_id)
    return None if found is None else PersonId(found)


async def lead_of(conn: Conn, team_id: TeamId | None) -> PersonId | None:
    """The team's lead, else the head."""
    found = await conn.value(_LEAD, team=team_id)
    return None if found is None else PersonId(found)


async def successor(conn: Conn, person_id: PersonId) -> Person | None:
    """Who took over from a leaver."""
    found = await conn.value("SELECT successor_id FROM people WHERE id = :id", id=person_id)
    return None if found is None else await get(conn, PersonId(found))


async def head(conn: Conn) -> PersonId | None:
    """The head, None before the first one joined."""
    found = await conn.value(_HEAD)
    return None if found is None else PersonId(found)


async def cover(conn: Conn, person_id: PersonId, now: datetime) -> Cover:
    """Whose work this person does now: their own, and what comes to them in place of others."""
    rota = await absences.rota(conn, now)
    teams = [TeamId(0), *(TeamId(row["id"]) for row in await conn.all("SELECT id FROM teams ORDER BY id"))]
    mine = tuple(team for team in teams if rota.answers_for(team) == person_id)
    return Cover(person_id, rota.covered(person_id), mine)


async def reader(conn: Conn, person_id: PersonId, now: datetime) -> PersonId | None:
    """Who reads now what is addressed to this person; None: nobody."""
    found = await _now(conn, person_id, now)
    return None if found is None else found[0].id


async def recipient(
    conn: Conn, person_id: PersonId, now: datetime, *, language: str, zone: str
) -> Recipient | None:
    """Where a letter to this person goes now. Staff who are away are stood in for by their deputy, through chains;
    who left by the successor; else, and for who cannot be reached, the lead, else the head. A contact who cannot be
    reached gives None. `language` and `zone` are the company's."""
    found = await _now(conn, person_id, now)
    if found is None:
        return None
    to, meant = found
    return addressed(to, None if to.id == meant.id else meant.name, language=language, zone=zone)


def addressed(to: Person, instead_of: str | None, *, language: str, zone: str) -> Recipient:
    """A connected person as the recipient of a letter, whoever stands in for them."""
    assert to.user_id is not None
    return Recipient(
        id=to.id,
        role=to.role,
        name=to.name,
        chat_id=to.user_id,
        language=to.language or language,
        zone=to.zone or zone,
        country=to.country,
        instead_of=instead_of,
    )


async def _now(conn: Conn, person_id: PersonId, now: datetime) -> tuple[Person, Person] | None:
    """Who reads what is addressed to this person, and the person."""
    row = await conn.one(_MEANT, id=person_id, now=to_us(now))
    if row is None:
        return None
    meant = person(row)
    if meant.reachable and not row["away"]:
        return meant, meant
    if not meant.role.is_staff:
        return None
    stand_in = (await absences.rota(conn, now)).stand_in(meant.id)
    found = None if stand_in is None else await get(conn, stand_in)
    return None if found is None else (found, meant)
