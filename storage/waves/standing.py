"""Everything that decides whether contacts are asked, read at once for many. Not: the rules, what is done then."""

from dataclasses import dataclass
from datetime import date

from bot.domain.folding import fold
from bot.domain.ids import ClientId, InvitationId, PersonId
from bot.domain.people import Scope
from bot.domain.programmes import CODES, larger
from bot.domain.quiet import contact_zone, country_code
from bot.domain.time import from_us, maybe_from_us
from bot.domain.waves import Standing, Waiting, Wave
from storage.database import Conn, Row
from storage.scope import VISIBLE

_OPEN = "x.state IN ('received', 'work', 'solved')"
_STANDING = f"""p.id, p.name, p.user_id, p.unreachable_at, p.stopped_at, p.zone,
    COALESCE(p.country, c.country) AS country, k.surveys, c.id AS client_id, c.name AS client, c.manager_id, c.tier,
    (SELECT MAX(i.asked_at) FROM invitations i WHERE i.person_id = p.id AND i.programme =
        CASE WHEN h.programme IN (:larger) THEN h.programme ELSE CAST(:programme AS TEXT) END) AS asked_same,
    (SELECT MAX(i.asked_at) FROM invitations i WHERE i.person_id = p.id) AS asked_any,
    (SELECT MAX(a.at) FROM answers a WHERE a.person_id = p.id) AS answered,
    EXISTS (SELECT 1 FROM complaints x WHERE x.client_id = c.id AND {_OPEN}) AS complaint_open,
    (SELECT MAX(x.closed_at) FROM complaints x WHERE x.client_id = c.id) AS complaint_closed,
    EXISTS (SELECT 1 FROM cases s WHERE s.client_id = c.id AND s.state <> 'closed') AS case_open,
    (SELECT MAX(s.closed_at) FROM cases s WHERE s.client_id = c.id) AS case_closed,
    (SELECT MAX(t.at) FROM guests g JOIN touches t ON t.id = g.touch_id
        WHERE g.client_id = c.id AND t.undone_at IS NULL) AS invited,
    (SELECT i.due_at FROM invitations i WHERE i.person_id = p.id AND i.stage = 'held' AND i.programme = 'again') AS again,
    h.id AS h_id, h.programme AS h_programme, h.due_at AS h_due, h.why AS h_why, h.manager_id AS h_manager,
    h.day AS h_day, h.rounds AS h_rounds"""
_FROM = """FROM contacts k JOIN people p ON p.id = k.person_id JOIN clients c ON c.id = k.client_id
    LEFT JOIN invitations h ON h.person_id = p.id AND h.stage = 'held' AND h.programme <> 'again'"""
IN_REACH = """p.left_at IS NULL AND (CAST(:reach AS TEXT) = 'all'
    OR (CAST(:reach AS TEXT) = 'rest' AND c.team_id IS NULL)
    OR (CAST(:reach AS TEXT) = 'team' AND c.team_id = CAST(:team AS BIGINT)))"""

_NAMED = """c.folded LIKE :part ESCAPE '!' OR EXISTS (SELECT 1 FROM contacts k JOIN people p ON p.id = k.person_id
    WHERE k.client_id = c.id AND p.left_at IS NULL AND p.folded LIKE :part ESCAPE '!')"""


@dataclass(frozen=True, slots=True)
class Match:
    """A client that somebody may mean, and whose it is. `exact`: this is its very name."""

    id: ClientId
    name: str
    manager: str | None
    exact: bool


def _asking(programme: str) -> dict[str, str | list[str]]:
    """Whoever waits for a larger survey than the one that asks now keeps that one: it counts as the same."""
    return {"programme": programme, "larger": [code for code in CODES if larger(code, programme)]}


def _standing(row: Row, zone: str, company_country: str | None) -> Standing:
    country = row["country"] or company_country
    return Standing(
        person_id=PersonId(row["id"]),
        name=row["name"],
        client_id=ClientId(row["client_id"]),
        client=row["client"],
        manager_id=row["manager_id"],
        key=row["tier"] == "key",
        zone=contact_zone(row["zone"], country, zone),
        country=country_code(country) if country else None,
        connected=row["user_id"] is not None,
        reachable=row["unreachable_at"] is None,
        stopped=row["stopped_at"] is not None,
        consents=bool(row["surveys"]),
        asked_same=maybe_from_us(row["asked_same"]),
        asked_any=maybe_from_us(row["asked_any"]),
        answered=maybe_from_us(row["answered"]),
        complaint_open=bool(row["complaint_open"]),
        complaint_closed=maybe_from_us(row["complaint_closed"]),
        case_open=bool(row["case_open"]),
        case_closed=maybe_from_us(row["case_closed"]),
        invited=maybe_from_us(row["invited"]),
        waits=None if row["h_id"] is None else _waiting(row),
        again=maybe_from_us(row["again"]),
    )


def _waiting(row: Row) -> Waiting:
    return Waiting(
        InvitationId(row["h_id"]),
        row["h_programme"],
        from_us(row["h_due"] or 0),
        row["h_why"],
        row["h_manager"],
        None if row["h_day"] is None else date.fromisoformat(row["h_day"]),
        row["h_rounds"],
    )


async def page(
    conn: Conn, of: Wave, after: PersonId, limit: int, zone: str, country: str | None
) -> list[Standing]:
    """So many of those a wave could ask, by their ids from `after` on; `zone` and `country` are the company's."""
    rows = await conn.all(
        f"SELECT {_STANDING} {_FROM} WHERE {IN_REACH} AND k.person_id > :after ORDER BY k.person_id LIMIT :limit",
        **_asking(of.programme),
        reach=of.reach,
        team=of.team_id,
        after=after,
        limit=limit,
    )
    return [_standing(row, zone, country) for row in rows]


async def standings(
    conn: Conn, persons: list[PersonId], programme: str, zone: str, country: str | None
) -> dict[PersonId, Standing]:
    """These contacts' standings; who left or is no contact any more has none."""
    rows = await conn.all(
        f"SELECT {_STANDING} {_FROM} WHERE k.person_id IN (:ids) AND p.left_at IS NULL",
        ids=persons,
        **_asking(programme),
    )
    return {PersonId(row["id"]): _standing(row, zone, country) for row in rows}


async def matching(conn: Conn, scope: Scope, typed: str, limit: int) -> list[Match]:
    """Clients of the actor whose name, or whose contact's name, holds what was typed; the very name comes first."""
    folded = fold(typed)
    rows = await conn.all(
        f"SELECT c.id, c.name, m.name AS manager, CASE WHEN c.folded = :folded THEN 1 ELSE 0 END AS exact"
        f" FROM clients c LEFT JOIN people m ON m.id = c.manager_id WHERE {VISIBLE} AND ({_NAMED})"
        " ORDER BY CASE WHEN c.folded = :folded THEN 0 ELSE 1 END, c.folded, c.id LIMIT :limit",
        folded=folded,
        part="%" + folded.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%",
        limit=limit,
        **scope.params(),
    )
    return [Match(ClientId(row["id"]), row["name"], row["manager"], bool(row["exact"])) for row in rows]


async def of_client(
    conn: Conn, client_id: ClientId, programme: str, zone: str, country: str | None
) -> list[Standing]:
    """Every contact of a client, by name."""
    rows = await conn.all(
        f"SELECT {_STANDING} {_FROM} WHERE p.left_at IS NULL AND c.id = :client ORDER BY p.folded, p.id",
        **_asking(programme),
        client=client_id,
    )
    return [_standing(row, zone, country) for row in rows]
