"""Clients and contacts with everything that a file may hold, some at a time. Not: the file."""

from collections.abc import Sequence

from bot.domain.people import Scope
from storage.database import Conn, Row
from storage.scope import VISIBLE

EVERY = {"scope_all": 1, "scope_people": [0], "scope_teams": [0]}
"""Of the command line: all there is."""

_CLIENTS = f"""SELECT c.id, c.name, c.external_id, c.country, c.city, c.segment, c.tier, c.status, c.first_deal,
    c.last_deal, c.contract_signed, c.contract_ends, c.share, c.notes, m.name AS manager, t.name AS team
    FROM clients c LEFT JOIN people m ON m.id = c.manager_id AND m.left_at IS NULL
    LEFT JOIN teams t ON t.id = c.team_id WHERE {VISIBLE} AND c.id > :after ORDER BY c.id LIMIT :limit"""
_CONTACTS = """SELECT k.client_id, p.id, p.name, p.position, p.phone, p.email, p.language, p.zone, p.birth_day,
    p.birth_month, p.birth_year, k.decision_maker, k.likes, k.notes, k.surveys, k.invitations, k.greetings, p.user_id
    FROM contacts k JOIN people p ON p.id = k.person_id WHERE k.client_id IN (:ids) AND p.left_at IS NULL ORDER BY p.id"""
_COUNT = f"SELECT COUNT(*) FROM clients c WHERE {VISIBLE}"


async def count(conn: Conn, scope: Scope | None) -> int:
    """How many clients there are to see."""
    return int(await conn.value(_COUNT, **_params(scope)))


async def page(conn: Conn, scope: Scope | None, after: int, limit: int) -> list[Row]:
    """The next clients by id."""
    return await conn.all(_CLIENTS, after=after, limit=limit, **_params(scope))


async def contacts(conn: Conn, clients: Sequence[int]) -> dict[int, list[Row]]:
    """The contacts of these clients."""
    found: dict[int, list[Row]] = {}
    for row in await conn.all(_CONTACTS, ids=clients):
        found.setdefault(row["client_id"], []).append(row)
    return found


def _params(scope: Scope | None) -> dict[str, int | list[int]]:
    return EVERY if scope is None else scope.params()  # type: ignore[return-value]
