"""What was changed of programmes, change by change, and which rounds there are already. Not: what a change means."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import InvitationId, PersonId, TeamId, WaveId
from bot.domain.programmes import ALL, CODES
from bot.domain.time import from_us, maybe_from_us, maybe_us, to_us
from bot.domain.waves import Reach
from storage.database import Conn, Tx

Stored = dict[str, tuple[int, str]]
"""Version and document, by code; what was never changed is missing."""
UNCHANGED = (0, "{}")

_LATEST = """SELECT c.code, c.version, c.changes FROM programme_changes c WHERE c.version =
    (SELECT MAX(x.version) FROM programme_changes x WHERE x.code = c.code
        AND (CAST(:at AS BIGINT) IS NULL OR x.at <= :at))"""


async def latest(conn: Conn, at: datetime | None = None) -> Stored:
    """How everything stands, or stood at an instant."""
    rows = await conn.all(_LATEST, at=maybe_us(at))
    return {row["code"]: (row["version"], row["changes"]) for row in rows}


async def put(tx: Tx, code: str, version: int, document: str, by: PersonId | None, now: datetime) -> bool:
    """One more change; False when somebody else made this version meanwhile."""
    done = await tx.value(
        "INSERT INTO programme_changes (code, version, changes, by_id, at) "
        "VALUES (:code, :version, :changes, :by, :now) ON CONFLICT (code, version) DO NOTHING RETURNING version",
        code=code,
        version=version,
        changes=document,
        by=by,
        now=to_us(now),
    )
    return done is not None


@dataclass(frozen=True, slots=True)
class Before:
    """What stood before a change, and when the change was made."""

    document: str
    at: datetime


async def before(conn: Conn, code: str, version: int) -> Before:
    """What stood before this version, which there is."""
    at = await conn.value(
        "SELECT at FROM programme_changes WHERE code = :code AND version = :version",
        code=code,
        version=version,
    )
    document = await conn.value(
        "SELECT changes FROM programme_changes WHERE code = :code AND version = :version",
        code=code,
        version=version - 1,
    )
    return Before(UNCHANGED[1] if document is None else str(document), from_us(int(at)))


async def every(conn: Conn, code: str = ALL) -> list[str]:
    """Every document of a code there ever was, the oldest first."""
    rows = await conn.all(
        "SELECT changes FROM programme_changes WHERE code = :code ORDER BY version", code=code
    )
    return [row["changes"] for row in rows]


async def went_out(conn: Conn, invitation_id: InvitationId) -> datetime | None:
    """When the round of a question went out; without a round, when it was asked."""
    at = await conn.value(
        "SELECT COALESCE((SELECT w.settled_at FROM waves w WHERE w.id = i.wave_id AND w.state = 'sent'), i.asked_at) "
        "FROM invitations i WHERE i.id = :id",
        id=invitation_id,
    )
    return maybe_from_us(at)


@dataclass(frozen=True, slots=True)
class Made:
    """A round or wave that is planned or past: when it goes, or went, out first; None: cancelled. `out`: it did.
    `by_hand`: nobody planned it, somebody sent it."""

    programme: str
    at: datetime | None
    out: bool
    by_hand: bool = False


async def rounds(conn: Conn, since: datetime) -> dict[str, Made]:
    """The rounds there are, by key ("monthly:2026-11"), and what was sent to everybody by hand."""
    rows = await conn.all(
        "SELECT key, programme, created_by, CASE WHEN state <> 'cancelled' THEN at END AS at, state FROM waves "
        "WHERE at >= :since AND programme IN (:codes) AND ((created_by IS NULL AND state <> 'draft')"
        " OR (reach = 'all' AND state = 'sent')) ORDER BY at DESC, id",
        since=to_us(since),
        codes=list(CODES),
    )
    found: dict[str, Made] = {}
    for row in rows:
        by_hand = row["created_by"] is not None
        key = row["key"] if by_hand else row["key"].rpartition(":")[0]
        before = found.get(key, Made(row["programme"], None, False))
        at = maybe_from_us(row["at"]) or before.at
        found[key] = Made(row["programme"], at, before.out or row["state"] == "sent", by_hand)
    return found


async def by_team(conn: Conn, since: datetime) -> list[tuple[str, datetime, str]]:
    """What teams were sent by hand: programme, when, and the team's name."""
    rows = await conn.all(
        "SELECT w.programme, w.at, t.name FROM waves w JOIN teams t ON t.id = w.team_id WHERE w.at >= :since "
        "AND w.created_by IS NOT NULL AND w.state = 'sent' AND w.reach = 'team' AND w.programme IN (:codes) ORDER BY t.name",
        since=to_us(since),
        codes=list(CODES),
    )
    return [(row["programme"], from_us(row["at"]), row["name"]) for row in rows]


async def countries(conn: Conn) -> list[str | None]:
    """The countries of contacts as they were typed: their own, else the client's; None where neither has one."""
    rows = await conn.all(
        "SELECT DISTINCT COALESCE(p.country, c.country) AS country FROM contacts k JOIN people p ON p.id = k.person_id "
        "JOIN clients c ON c.id = k.client_id WHERE p.left_at IS NULL"
    )
    return [row["country"] for row in rows]


async def planned(conn: Conn, code: str | None = None) -> list[WaveId]:
    """The waves of a programme, or of any, that wait for their day."""
    rows = await conn.all(
        "SELECT id FROM waves WHERE state = 'planned' AND (CAST(:code AS TEXT) IS NULL OR programme = :code) ORDER BY id",
        code=code,
    )
    return [WaveId(row["id"]) for row in rows]


async def waves_of(conn: Conn, reach: Reach, team_id: TeamId | None, since: datetime) -> list[Made]:
    """The waves to the same contacts that go, or went, out from an instant on."""
    rows = await conn.all(
        "SELECT programme, at, state, created_by FROM waves WHERE state IN ('planned', 'sent') AND at >= :since "
        "AND (reach = 'all' OR (reach = :reach AND COALESCE(team_id, 0) = COALESCE(CAST(:team AS BIGINT), 0)))",
        since=to_us(since),
        reach=reach,
        team=team_id,
    )
    return [
        Made(row["programme"], from_us(row["at"]), row["state"] == "sent", row["created_by"] is not None)
        for row in rows
    ]
