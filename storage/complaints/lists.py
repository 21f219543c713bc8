"""Complaints in lists, and whose complaints others must know about. Not: single ones."""

from datetime import datetime

from bot.domain.complaints import Brief, Filter, Listed, State, Which
from bot.domain.ids import ClientId, ComplaintId, PersonId, TeamId
from bot.domain.people import Role, Scope
from bot.domain.time import maybe_from_us, to_us
from storage.complaints.rows import SEEN
from storage.database import Conn, Row
from storage.scope import own

# When it must move next: no date while the client is waited for.
_DUE = """CASE WHEN x.waiting_from IS NOT NULL OR x.state NOT IN ('received', 'work') THEN NULL
    WHEN x.answered_at IS NULL AND x.answer_by < x.solve_by THEN x.answer_by ELSE x.solve_by END"""
_OWNER = """COALESCE((SELECT o.id FROM people o WHERE o.id = x.owner_id AND o.left_at IS NULL),
    (SELECT m.id FROM people m WHERE m.id = c.manager_id AND m.left_at IS NULL),
    (SELECT min(l.id) FROM people l WHERE l.role = 'lead' AND l.team_id = c.team_id AND l.left_at IS NULL),
    (SELECT min(h.id) FROM people h WHERE h.role = 'head' AND h.left_at IS NULL))"""
_LISTED = f"""SELECT x.id, x.number, x.state, x.category, c.name AS client, o.name AS owner, {_DUE} AS due,
    CASE WHEN x.answered_at IS NULL AND x.answer_by < x.solve_by THEN 'answer' ELSE 'solve' END AS which,
    x.closed_at FROM complaints x JOIN clients c ON c.id = x.client_id LEFT JOIN people o ON o.id = {_OWNER}"""
_OPEN = "x.state IN ('received', 'work', 'solved')"


_WHICH = {
    Filter.OPEN: _OPEN,
    Filter.RECEIVED: "x.state = 'received'",
    Filter.WORK: "x.state = 'work'",
    Filter.SOLVED: "x.state = 'solved'",
    Filter.OVERDUE: f"{_OPEN} AND {_DUE} <= :now",
    Filter.MINE: f"{_OPEN} AND {own(_OWNER)}",
    Filter.OVER: "x.state IN ('closed', 'withdrawn')",
}


async def page(
    conn: Conn, scope: Scope, which: Filter, now: datetime, *, limit: int, offset: int, owner: PersonId | None
) -> tuple[list[Listed], int]:
    """So many complaints that the staff member may see, the most urgent first, and how many there are in all.

    `owner` leaves only theirs.
    """
    where = f"WHERE {SEEN} AND {_WHICH[which]} AND (CAST(:owner AS BIGINT) IS NULL OR {_OWNER} = :owner)"
    params = {**scope.params(), "owner": owner, "now": to_us(now)}
    if ":now" not in where:
        del params["now"]
    total = await conn.value(
        f"SELECT count(*) FROM complaints x JOIN clients c ON c.id = x.client_id {where}", **params
    )
    order = (
        "x.closed_at DESC" if which is Filter.OVER else f"CASE WHEN {_DUE} IS NULL THEN 1 ELSE 0 END, {_DUE}"
    )
    rows = await conn.all(
        f"{_LISTED} {where} ORDER BY {order}, x.id LIMIT :limit OFFSET :offset",
        limit=limit,
        offset=offset,
        **params,
    )
    return [_listed(row) for row in rows], int(total)


async def of_person(conn: Conn, person_id: PersonId, limit: int, offset: int) -> tuple[list[Listed], int]:
    """So many complaints that this contact sent, open ones first, then the newest; and how many in all."""
    where = "WHERE x.person_id = :person AND x.number IS NOT NULL"
    total = await conn.value(f"SELECT count(*) FROM complaints x {where}", person=person_id)
    rows = await conn.all(
        f"{_LISTED} {where} ORDER BY CASE WHEN {_OPEN} THEN 0 ELSE 1 END, x.id DESC LIMIT :limit OFFSET :offset",
        person=person_id,
        limit=limit,
        offset=offset,
    )
    return [_listed(row) for row in rows], int(total)


async def open_for(conn: Conn, client_id: ClientId) -> list[Brief]:
    """The client's open complaints, the oldest first."""
    rows = await conn.all(
        f"SELECT x.id, x.number, x.state FROM complaints x WHERE x.client_id = :client AND {_OPEN} ORDER BY x.id",
        client=client_id,
    )
    return [Brief(ComplaintId(row["id"]), row["number"], State(row["state"])) for row in rows]


async def closed_of(conn: Conn, person_id: PersonId, since: datetime) -> Brief | None:
    """What this contact filed and was closed last, if that was after `since`."""
    row = await conn.one(
        "SELECT x.id, x.number, x.state FROM complaints x WHERE x.person_id = :person "
        "AND x.state IN ('closed', 'withdrawn') AND x.closed_at > :since ORDER BY x.closed_at DESC LIMIT 1",
        person=person_id,
        since=to_us(since),
    )
    return None if row is None else Brief(ComplaintId(row["id"]), row["number"], State(row["state"]))


async def open_or_recent(conn: Conn, since: datetime) -> dict[ClientId, datetime | None]:
    """Clients with a complaint that is open (None) or was closed after `since` (when). Open wins, then the latest."""
    rows = await conn.all(
        "SELECT x.client_id, max(x.closed_at) AS closed, "
        f"max(CASE WHEN {_OPEN} THEN 1 ELSE 0 END) AS still FROM complaints x "
        f"WHERE {_OPEN} OR x.closed_at >= :since GROUP BY x.client_id",
        since=to_us(since),
    )
    return {
        ClientId(row["client_id"]): None if row["still"] else maybe_from_us(row["closed"]) for row in rows
    }


async def colleagues(
    conn: Conn, role: Role, team_id: TeamId | None, but: PersonId | None
) -> list[tuple[PersonId, str]]:
    """To whom a complaint can be handed: the own team and its leads, for the head everybody; without `but`."""
    rows = await conn.all(
        "SELECT id, name FROM people WHERE role <> 'contact' AND left_at IS NULL "
        "AND (CAST(:everyone AS BIGINT) = 1 OR team_id = CAST(:team AS BIGINT)) "
        "AND (CAST(:but AS BIGINT) IS NULL OR id <> :but) ORDER BY folded, id",
        everyone=int(role is Role.HEAD),
        team=team_id,
        but=but,
    )
    return [(PersonId(row["id"]), row["name"]) for row in rows]


def _listed(row: Row) -> Listed:
    return Listed(
        id=ComplaintId(row["id"]),
        number=row["number"],
        state=State(row["state"]),
        category=row["category"],
        client=row["client"],
        owner=row["owner"] or "",
        due=maybe_from_us(row["due"]),
        which=Which(row["which"]),
        closed_at=maybe_from_us(row["closed_at"]),
    )
