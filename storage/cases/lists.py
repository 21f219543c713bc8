"""Lists of cases. Not: single ones."""

from datetime import datetime

from bot.domain.cases import Case, Filter
from bot.domain.ids import PersonId
from bot.domain.people import Scope
from bot.domain.time import to_us
from storage.cases.rows import COLUMNS, FROM, SEEN, case
from storage.database import Conn
from storage.scope import own

# What is next to be kept; a touch of staff anywhere has ended the first clock.
_WAITS = """s.state = 'open' AND s.contacted_at IS NULL AND NOT EXISTS (SELECT 1 FROM touches x
    JOIN people b ON b.id = x.by_id AND b.role <> 'contact'
    WHERE x.client_id = s.client_id AND x.at > s.contact_after AND x.undone_at IS NULL)"""
_DUE = f"CASE WHEN s.contact_due < s.close_due AND {_WAITS} THEN s.contact_due ELSE s.close_due END"
# As the partial indexes say it: whatever is not closed.
_WHICH = {
    Filter.OPEN: "s.state <> 'closed'",
    Filter.WORK: "s.state <> 'closed' AND s.state = 'open'",
    Filter.ASKED: "s.state <> 'closed' AND s.state = 'asked'",
    Filter.OVERDUE: f"s.state <> 'closed' AND s.state = 'open' AND {_DUE} <= :now",
    Filter.MINE: f"s.state <> 'closed' AND {own('s.owner_id')}",
    Filter.CLOSED: "s.state = 'closed'",
}


async def page(
    conn: Conn, scope: Scope, which: Filter, now: datetime, *, limit: int, offset: int, owner: PersonId | None
) -> tuple[list[Case], int]:
    """So many cases in the actor's sight, their own first, the most urgent first; and how many there are in all.

    `owner` leaves only theirs.
    """
    where = (
        f"{FROM} WHERE {_WHICH[which]} AND {SEEN} AND (CAST(:owner AS BIGINT) IS NULL OR s.owner_id = :owner)"
    )
    params = {**scope.params(), "owner": owner}
    if which is Filter.OVERDUE:
        params["now"] = to_us(now)
    total = await conn.value(f"SELECT COUNT(*) {where}", **params)
    order = (
        "s.closed_at DESC"
        if which is Filter.CLOSED
        else f"CASE WHEN s.owner_id = :me THEN 0 ELSE 1 END, CASE s.state WHEN 'open' THEN 0 ELSE 1 END, {_DUE}"
    )
    if which is not Filter.CLOSED:
        params["me"] = scope.person_id
    rows = await conn.all(
        f"SELECT {COLUMNS} {where} ORDER BY {order}, s.id LIMIT :limit OFFSET :offset",
        limit=limit,
        offset=offset,
        **params,
    )
    return [case(row) for row in rows], int(total)


async def owners(conn: Conn, scope: Scope) -> list[tuple[PersonId, str, int]]:
    """Who owns cases that are not closed and in the actor's sight, with how many, by name."""
    rows = await conn.all(
        f"SELECT o.id, o.name, COUNT(*) AS n {FROM} JOIN people o ON o.id = s.owner_id"
        f" WHERE s.state <> 'closed' AND {SEEN} GROUP BY o.id, o.name, o.folded ORDER BY o.folded, o.id LIMIT 40",
        **scope.params(),
    )
    return [(PersonId(row["id"]), row["name"], int(row["n"])) for row in rows]
