"""Waves as rows: made, moved on, how far they are. Not: whom they ask (standing), questions that wait (held)."""

from datetime import datetime

from bot.domain.ids import ClientId, PersonId, TeamId, WaveId
from bot.domain.time import from_us, maybe_from_us, to_us
from bot.domain.waves import Reach, Wave, WaveState
from storage.database import Conn, Row, Tx

_WAVE = "w.id, w.programme, w.reach, w.team_id, w.state, w.at, w.created_at, w.settled_by, w.settled_at, w.version, w.created_by"
_PROGRESS = """SELECT w.total, w.unasked,
    (SELECT COUNT(*) FROM wave_queue q WHERE q.wave_id = w.id) AS planning,
    COALESCE(SUM(CASE WHEN i.asked_at IS NOT NULL THEN 1 ELSE 0 END), 0) AS asked,
    COALESCE(SUM(CASE WHEN i.stage = 'answered' THEN 1 ELSE 0 END), 0) AS answered,
    COALESCE(SUM(CASE WHEN i.stage = 'held' AND i.day IS NOT NULL THEN 1 ELSE 0 END), 0) AS waiting,
    COALESCE(SUM(CASE WHEN i.stage = 'held' AND i.day IS NULL THEN 1 ELSE 0 END), 0) AS deferred,
    COALESCE(SUM(CASE WHEN i.stage NOT IN ('held', 'answered') AND i.asked_at IS NULL THEN 1 ELSE 0 END), 0) AS gone
    FROM waves w LEFT JOIN invitations i ON i.wave_id = w.id WHERE w.id = :id GROUP BY w.id, w.total, w.unasked"""


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
        by_hand=row["created_by"] is not None,
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
    rows = await conn.all(
        "SELECT DISTINCT c.team_id FROM contacts k JOIN people p ON p.id = k.person_id JOIN clients c ON c.id = k.client_id WHERE p.left_at IS NULL ORDER BY c.team_id"
    )
    return [
        (Reach.REST, None) if row["team_id"] is None else (Reach.TEAM, TeamId(row["team_id"])) for row in rows
    ]


async def upcoming(conn: Conn, client_id: ClientId) -> list[Wave]:
    """The planned waves that reach a client, the next first."""
    rows = await conn.all(
        f"SELECT {_WAVE} FROM waves w JOIN clients c ON c.id = :client WHERE w.state = 'planned'"
        " AND (w.reach = 'all' OR (w.reach = 'rest' AND c.team_id IS NULL) OR w.team_id = c.team_id)"
        " ORDER BY w.at, w.id",
        client=client_id,
    )
    return [wave(row) for row in rows]


async def progress(conn: Conn, id_: WaveId) -> dict[str, int]:
    """How far a wave is. Everybody (`total`) = not asked at all (`unasked`) + still to be planned (`planning`) + asked
    (some of them `answered`) + `waiting` for their day + `deferred` by a rule + `moved` to a later round + `gone` (left,
    or wants no question). A wave older than these counts has no total."""
    row = await conn.one(_PROGRESS, id=id_)
    assert row is not None
    found = {name: int(value) for name, value in dict(row).items()}
    here = ("unasked", "planning", "asked", "waiting", "deferred", "gone")
    return found | {"moved": max(0, found["total"] - sum(found[name] for name in here))}
