"""Waves, everybody's standing before one, and invitations that wait for their day. Not: the rules."""

from datetime import date, datetime

from bot.domain.folding import fold
from bot.domain.ids import NOBODY, ClientId, InvitationId, PersonId, TeamId, WaveId
from bot.domain.people import Scope
from bot.domain.programmes import RECHECK
from bot.domain.quiet import contact_zone, country_code
from bot.domain.time import from_us, maybe_from_us, maybe_us, to_us
from bot.domain.waves import Load, Reach, Standing, Wave, WaveState
from storage.database import Conn, Row, Tx
from storage.scope import VISIBLE

_WAVE = "w.id, w.programme, w.reach, w.team_id, w.state, w.at, w.created_at, w.settled_by, w.settled_at, w.version"
_STANDING = """p.id, p.name, p.user_id, p.unreachable_at, p.stopped_at, p.zone,
    COALESCE(p.country, c.country) AS country, k.surveys, c.id AS client_id, c.name AS client, c.manager_id, c.tier,
    (SELECT MAX(i.asked_at) FROM invitations i WHERE i.person_id = p.id AND i.programme = :programme) AS asked_same,
    (SELECT MAX(i.asked_at) FROM invitations i WHERE i.person_id = p.id) AS asked_any,
    (SELECT MAX(a.at) FROM answers a WHERE a.person_id = p.id) AS answered,
    EXISTS (SELECT 1 FROM cases s WHERE s.client_id = c.id AND s.state <> 'closed') AS case_open,
    (SELECT MAX(s.closed_at) FROM cases s WHERE s.client_id = c.id) AS case_closed,
    (SELECT MIN(i.due_at) FROM invitations i WHERE i.person_id = p.id AND i.stage = 'held') AS waits"""
_CONTACTS = "FROM contacts k JOIN people p ON p.id = k.person_id JOIN clients c ON c.id = k.client_id"
_IN_REACH = """p.left_at IS NULL AND (CAST(:reach AS TEXT) = 'all'
    OR (CAST(:reach AS TEXT) = 'rest' AND c.team_id IS NULL)
    OR (CAST(:reach AS TEXT) = 'team' AND c.team_id = CAST(:team AS BIGINT)))"""
_HOLD = """INSERT INTO invitations
    (wave_id, programme, person_id, client_id, manager_id, stage, why, due_at, day, created_at)
    VALUES (:wave_id, :programme, :person_id, :client_id, :manager_id, 'held', :why, :due, :day, :now)
    ON CONFLICT (person_id) WHERE stage = 'held' AND programme <> 'again' DO UPDATE SET wave_id = excluded.wave_id,
    programme = excluded.programme, client_id = excluded.client_id, manager_id = excluded.manager_id,
    why = excluded.why, due_at = excluded.due_at, day = excluded.day
    RETURNING id"""

_HOLD_AGAIN = """INSERT INTO invitations
    (wave_id, programme, person_id, client_id, manager_id, stage, due_at, since_at, created_at)
    SELECT CAST(:wave_id AS BIGINT), CAST(:programme AS TEXT), p.id, c.id, c.manager_id, 'held',
        CAST(:due AS BIGINT), CAST(:due AS BIGINT), CAST(:now AS BIGINT)
    FROM contacts k JOIN people p ON p.id = k.person_id JOIN clients c ON c.id = k.client_id
    WHERE p.id = :person_id AND p.left_at IS NULL
    ON CONFLICT (person_id) WHERE stage = 'held' AND programme = 'again' DO UPDATE SET wave_id = excluded.wave_id,
    client_id = excluded.client_id, manager_id = excluded.manager_id, why = NULL, day = NULL,
    due_at = excluded.due_at, since_at = excluded.since_at
    RETURNING id"""
_SERVED = """SELECT 1 FROM invitations o JOIN invitations i ON i.person_id = o.person_id
    LEFT JOIN answers a ON a.invitation_id = o.id AND a.by_manager = 0
    WHERE i.id = :id AND o.id <> i.id AND (o.stage = 'held' OR o.asked_at >= :since OR a.at >= :since) LIMIT 1"""


def wave(row: Row) -> Wave:
    """A row of _WAVE."""
    return Wave(
        id=WaveId(row["id"]),
        programme=row["programme"],
        reach=Reach(row["reach"]),
        team_id=row["team_id"],
        state=WaveState(row["state"]),
        at=from_us(row["at"]),
        created_at=from_us(row["created_at"]),
        settled_by=row["settled_by"],
        settled_at=maybe_from_us(row["settled_at"]),
        version=row["version"],
    )


async def add(
    tx: Tx,
    *,
    key: str,
    programme: str,
    reach: Reach,
    team_id: TeamId | None,
    state: WaveState,
    at: datetime,
    by: PersonId | None,
    now: datetime,
) -> WaveId | None:
    """A new wave; None when this key has one."""
    id_ = await tx.value(
        "INSERT INTO waves (key, programme, reach, team_id, state, at, created_by, created_at) "
        "VALUES (:key, :programme, :reach, :team_id, :state, :at, :by, :now) "
        "ON CONFLICT (key) DO NOTHING RETURNING id",
        key=key,
        programme=programme,
        reach=reach,
        team_id=team_id,
        state=state,
        at=to_us(at),
        by=by,
        now=to_us(now),
    )
    return None if id_ is None else WaveId(id_)


async def get(conn: Conn, id_: WaveId) -> Wave | None:
    """One wave."""
    row = await conn.one(f"SELECT {_WAVE} FROM waves w WHERE w.id = :id", id=id_)
    return None if row is None else wave(row)


async def by_key(conn: Conn, key: str) -> Wave | None:
    """The wave of a key."""
    row = await conn.one(f"SELECT {_WAVE} FROM waves w WHERE w.key = :key", key=key)
    return None if row is None else wave(row)


async def settle(
    tx: Tx, before: Wave, state: WaveState, at: datetime, by: PersonId | None, now: datetime
) -> bool:
    """Send, move or cancel a wave; False when it changed meanwhile."""
    return bool(
        await tx.execute(
            "UPDATE waves SET state = :state, at = :at, settled_by = :by, settled_at = :now, version = version + 1 "
            "WHERE id = :id AND version = :version",
            id=before.id,
            version=before.version,
            state=state,
            at=to_us(at),
            by=by,
            now=to_us(now),
        )
    )


async def one_at_a_time(tx: Tx) -> None:
    """Until the transaction ends nobody else finds places: two waves at once would ask somebody twice."""
    await tx.execute("UPDATE waves SET version = version WHERE id = (SELECT MIN(id) FROM waves)")


async def refresh(tx: Tx, id_: WaveId, now: datetime) -> None:
    """A preview by hand is made anew."""
    await tx.execute(
        "UPDATE waves SET created_at = :now, version = version + 1 WHERE id = :id", id=id_, now=to_us(now)
    )


async def reaches(conn: Conn) -> list[tuple[Reach, TeamId | None]]:
    """The teams that have contacts, and the rest if there is one."""
    rows = await conn.all(f"SELECT DISTINCT c.team_id {_CONTACTS} WHERE p.left_at IS NULL ORDER BY c.team_id")
    return [
        (Reach.REST, None) if row["team_id"] is None else (Reach.TEAM, TeamId(row["team_id"])) for row in rows
    ]


def _standing(row: Row, company_zone: str, company_country: str | None) -> Standing:
    country = row["country"] or company_country
    return Standing(
        person_id=PersonId(row["id"]),
        name=row["name"],
        client_id=ClientId(row["client_id"]),
        client=row["client"],
        manager_id=row["manager_id"],
        key=row["tier"] == "key",
        zone=contact_zone(row["zone"], country, company_zone),
        country=country_code(country) if country else None,
        connected=row["user_id"] is not None,
        reachable=row["unreachable_at"] is None,
        stopped=row["stopped_at"] is not None,
        consents=bool(row["surveys"]),
        asked_same=maybe_from_us(row["asked_same"]),
        asked_any=maybe_from_us(row["asked_any"]),
        answered=maybe_from_us(row["answered"]),
        case_open=bool(row["case_open"]),
        case_closed=maybe_from_us(row["case_closed"]),
        waits=maybe_from_us(row["waits"]),
    )


async def in_reach(conn: Conn, of: Wave, zone: str, country: str | None) -> list[Standing]:
    """Everybody a wave could ask; `zone` and `country` are the company's."""
    rows = await conn.all(
        f"SELECT {_STANDING} {_CONTACTS} WHERE {_IN_REACH} ORDER BY p.id",
        programme=of.programme,
        reach=of.reach,
        team=of.team_id,
    )
    return [_standing(row, zone, country) for row in rows]


async def standing(
    conn: Conn, person_id: PersonId, programme: str, zone: str, country: str | None
) -> Standing | None:
    """One contact's standing."""
    row = await conn.one(
        f"SELECT {_STANDING} {_CONTACTS} WHERE p.id = :id AND p.left_at IS NULL",
        id=person_id,
        programme=programme,
    )
    return None if row is None else _standing(row, zone, country)


async def at_clients(
    conn: Conn, scope: Scope, typed: str, programme: str, zone: str, country: str | None
) -> list[Standing]:
    """The contacts of those clients of the actor whose name holds what was typed."""
    rows = await conn.all(
        f"SELECT {_STANDING} {_CONTACTS} WHERE p.left_at IS NULL AND {VISIBLE} "
        "AND c.folded LIKE '%' || CAST(:typed AS TEXT) || '%' ESCAPE '!' ORDER BY c.folded, c.id, p.id LIMIT 20",
        programme=programme,
        typed=fold(typed).replace("!", "!!").replace("%", "!%").replace("_", "!_"),
        **scope.params(),
    )
    return [_standing(row, zone, country) for row in rows]


async def load(conn: Conn, since: date) -> Load:
    """How many questions are planned or sent by manager and date, from a date on."""
    rows = await conn.all(
        "SELECT COALESCE(manager_id, 0) AS manager, day, COUNT(*) AS n FROM invitations "
        "WHERE day >= :since GROUP BY COALESCE(manager_id, 0), day",
        since=since.isoformat(),
    )
    return {(PersonId(r["manager"] or NOBODY), date.fromisoformat(r["day"])): r["n"] for r in rows}


async def placed(conn: Conn, id_: WaveId) -> frozenset[PersonId]:
    """Who has a place in the wave already, asked, waiting or deferred."""
    rows = await conn.all("SELECT person_id FROM invitations WHERE wave_id = :id", id=id_)
    return frozenset(PersonId(row["person_id"]) for row in rows)


async def put_held(
    tx: Tx, of: Wave, who: Standing, *, due: datetime, why: str | None, day: date | None, now: datetime
) -> InvitationId:
    """A question that waits until `due`, for its day (with `day`) or by a rule (`why`).

    Somebody who waits from an earlier wave moves into this one.
    """
    id_ = await tx.value(
        _HOLD,
        wave_id=of.id,
        programme=of.programme,
        person_id=who.person_id,
        client_id=who.client_id,
        manager_id=who.manager_id,
        why=why,
        due=to_us(due),
        day=None if day is None else day.isoformat(),
        now=to_us(now),
    )
    return InvitationId(id_)


async def hold_again(
    tx: Tx, of: WaveId, person_id: PersonId, due: datetime, now: datetime
) -> InvitationId | None:
    """The question after a case, held until `due`; the one that waits already waits until then too.

    None for somebody who is no contact any more.
    """
    id_ = await tx.value(
        _HOLD_AGAIN, wave_id=of, person_id=person_id, programme=RECHECK, due=to_us(due), now=to_us(now)
    )
    return None if id_ is None else InvitationId(id_)


async def since(conn: Conn, id_: InvitationId) -> datetime | None:
    """Before when the question after a case has nothing to ask."""
    return maybe_from_us(await conn.value("SELECT since_at FROM invitations WHERE id = :id", id=id_))


async def served(conn: Conn, id_: InvitationId, since: datetime) -> bool:
    """Whether another question does the service of this one: it waits, or went out (or was answered) since then."""
    return bool(await conn.value(_SERVED, id=id_, since=to_us(since)))


async def move_held(tx: Tx, id_: InvitationId, due: datetime, why: str | None, day: date | None) -> None:
    """A waiting question waits until another instant."""
    await tx.execute(
        "UPDATE invitations SET due_at = :due, why = :why, day = :day WHERE id = :id AND stage = 'held'",
        id=id_,
        due=maybe_us(due),
        why=why,
        day=None if day is None else day.isoformat(),
    )


async def ask(tx: Tx, id_: InvitationId, now: datetime) -> bool:
    """The question goes out; False when it does not wait any more."""
    return bool(
        await tx.execute(
            "UPDATE invitations SET stage = 'open', asked_at = :now, due_at = NULL, why = NULL "
            "WHERE id = :id AND stage = 'held'",
            id=id_,
            now=to_us(now),
        )
    )


async def progress(conn: Conn, id_: WaveId) -> dict[str, int]:
    """How many of the wave: asked, answered, waiting (for their day), deferred (by a rule)."""
    row = await conn.one(
        "SELECT COALESCE(SUM(CASE WHEN asked_at IS NOT NULL THEN 1 ELSE 0 END), 0) AS asked, "
        "COALESCE(SUM(CASE WHEN stage = 'answered' THEN 1 ELSE 0 END), 0) AS answered, "
        "COALESCE(SUM(CASE WHEN stage = 'held' AND day IS NOT NULL THEN 1 ELSE 0 END), 0) AS waiting, "
        "COALESCE(SUM(CASE WHEN stage = 'held' AND day IS NULL THEN 1 ELSE 0 END), 0) AS deferred "
        "FROM invitations WHERE wave_id = :id",
        id=id_,
    )
    assert row is not None
    return {name: int(row[name]) for name in ("asked", "answered", "waiting", "deferred")}
