"""Lists of improvements: pages, what somebody is to be reminded of, what opened and ended in a window. Not: one row."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import ImprovementId, PersonId, TeamId
from bot.domain.improvements import Improvement, State
from bot.domain.time import to_us
from storage import people
from storage.database import Conn
from storage.improvements.rows import COLUMNS, FROM, improvement

# Late ones first, then by date, those without one last; what is over: the newest first.
_ORDER = """ORDER BY CASE WHEN i.state = 'open' THEN 0 ELSE 1 END, i.ended_at DESC,
    CASE WHEN i.due IS NULL THEN 1 ELSE 0 END, i.due, i.id"""
_OF_TEAM = "(CAST(:every AS BIGINT) = 1 OR i.team_id = CAST(:team AS BIGINT))"


@dataclass(frozen=True, slots=True)
class Window:
    """What opened, was done and was dropped in a span of time."""

    opened: tuple[Improvement, ...]
    done: tuple[Improvement, ...]
    dropped: tuple[Improvement, ...]


async def by_key(conn: Conn, key: str) -> ImprovementId | None:
    """The one that was opened by this key."""
    id_ = await conn.value("SELECT id FROM improvements WHERE key = :key", key=key)
    return None if id_ is None else ImprovementId(id_)


async def listed(
    conn: Conn, state: State, limit: int, offset: int, owner: PersonId | None = None
) -> tuple[list[Improvement], int]:
    """A page of those in this state, the most urgent (of what is over: the newest) first, and how many there are.
    `owner`: only theirs."""
    where = (
        "WHERE i.state = :state AND (CAST(:owner AS BIGINT) IS NULL OR i.owner_id = CAST(:owner AS BIGINT))"
    )
    params = {"state": state.value, "owner": owner}
    total = await conn.value(f"SELECT COUNT(*) FROM improvements i {where}", **params)
    rows = await conn.all(
        f"SELECT {COLUMNS} {FROM} {where} {_ORDER} LIMIT :limit OFFSET :offset",
        limit=limit,
        offset=offset,
        **params,
    )
    return [improvement(row) for row in rows], int(total)


async def to_remember(conn: Conn, person_id: PersonId) -> list[Improvement]:
    """What this person owns and has open, and what has no owner and waits for them, the most urgent first."""
    rows = await conn.all(
        f"SELECT {COLUMNS} {FROM} WHERE i.state = 'open' AND (i.owner_id = :owner OR i.owner_id IS NULL) {_ORDER}",
        owner=person_id,
    )
    found = [improvement(row) for row in rows]
    leads = {one.team_id: await people.lead_of(conn, one.team_id) for one in found if one.owner_id is None}
    return [one for one in found if one.owner_id is not None or leads[one.team_id] == person_id]


async def open_list(conn: Conn, team: TeamId | None = None, *, every: bool = False) -> list[Improvement]:
    """What is in hand: of a team, or (`every`) of the company. For digests and figures."""
    rows = await conn.all(
        f"SELECT {COLUMNS} {FROM} WHERE i.state = 'open' AND {_OF_TEAM} {_ORDER}", every=int(every), team=team
    )
    return [improvement(row) for row in rows]


async def window(
    conn: Conn, since: datetime, until: datetime, team: TeamId | None = None, *, every: bool = False
) -> Window:
    """What opened and ended in [since, until): of a team, or (`every`) of the company. For digests and figures."""
    span = {"since": to_us(since), "until": to_us(until), "every": int(every), "team": team}
    found = {}
    for column in ("opened_at", "ended_at"):
        where = f"i.{column} >= :since AND i.{column} < :until AND {_OF_TEAM}"
        rows = await conn.all(f"SELECT {COLUMNS} {FROM} WHERE {where} ORDER BY i.{column}, i.id", **span)
        found[column] = [improvement(row) for row in rows]
    ended = found["ended_at"]
    return Window(
        tuple(found["opened_at"]),
        tuple(one for one in ended if one.state is State.DONE),
        tuple(one for one in ended if one.state is State.DROPPED),
    )
