"""Exhibitions and their guests. Not: who is reminded when."""

from datetime import date, datetime
from typing import Any

from bot.domain.clients import Tier
from bot.domain.exhibitions import Exhibition, Guest, Line, Progress, State
from bot.domain.ids import ClientId, ExhibitionId, PersonId, TouchId
from bot.domain.people import Cover, Scope
from bot.domain.time import maybe_from_us, to_us
from storage.database import Conn, Row, Tx
from storage.scope import VISIBLE, answers, own

_COLUMNS = """e.id, e.version, e.name, e.starts, e.ends, e.venue, e.stand, e.tier, e.segment, e.team_id, e.state,
    e.listed_at, e.created_by"""
# An exhibition is seen by its team, by who made it, and by the head.
_SEEN = f"""(CAST(:scope_all AS BIGINT) = 1 OR {own("e.created_by")}
    OR EXISTS (SELECT 1 FROM people me WHERE {own("me.id")}
               AND (e.team_id IS NULL OR e.team_id = me.team_id)))"""
_INVITED = """FROM clients c WHERE c.status <> 'lost'
    AND (CAST(:tier AS TEXT) IS NULL OR c.tier = CAST(:tier AS TEXT))
    AND (CAST(:segment AS TEXT) IS NULL OR c.segment = CAST(:segment AS TEXT))
    AND (CAST(:team AS BIGINT) IS NULL OR c.team_id = CAST(:team AS BIGINT))"""


async def draft(tx: Tx, name: str, team_id: int | None, by: PersonId, now: datetime) -> ExhibitionId:
    """A new draft."""
    id_ = await tx.value(
        "INSERT INTO exhibitions (name, team_id, created_by, created_at) VALUES (:name, :team, :by, :at) RETURNING id",
        name=name,
        team=team_id,
        by=by,
        at=to_us(now),
    )
    return ExhibitionId(id_)


async def fill(tx: Tx, exhibition_id: ExhibitionId, **values: Any) -> bool:
    """Fill columns of a draft (dates as ISO text); False when it is none any more."""
    names = ", ".join(f"{name} = :{name}" for name in values)
    return bool(
        await tx.execute(
            f"UPDATE exhibitions SET {names}, version = version + 1 WHERE id = :id AND state = 'draft'",
            id=exhibition_id,
            **values,
        )
    )


async def set_state(tx: Tx, exhibition_id: ExhibitionId, old: State, new: State) -> bool:
    """From one state to another; False when it stands elsewhere."""
    return bool(
        await tx.execute(
            "UPDATE exhibitions SET state = :new, version = version + 1 WHERE id = :id AND state = :old",
            id=exhibition_id,
            old=old.value,
            new=new.value,
        )
    )


async def get(conn: Conn, scope: Scope, exhibition_id: ExhibitionId) -> Exhibition | None:
    """An exhibition that the actor may see."""
    row = await conn.one(
        f"SELECT {_COLUMNS} FROM exhibitions e WHERE e.id = :id AND {_SEEN}",
        id=exhibition_id,
        **scope.params(),
    )
    return None if row is None else exhibition(row)


async def load(conn: Conn, exhibition_id: ExhibitionId) -> Exhibition | None:
    """An exhibition for the program itself."""
    row = await conn.one(f"SELECT {_COLUMNS} FROM exhibitions e WHERE e.id = :id", id=exhibition_id)
    return None if row is None else exhibition(row)


async def coming(conn: Conn, scope: Scope, today: date) -> list[Exhibition]:
    """Those that are on and not over, the next first."""
    rows = await conn.all(
        f"SELECT {_COLUMNS} FROM exhibitions e WHERE e.state = 'on' AND e.ends >= :today AND {_SEEN}"
        " ORDER BY e.starts, e.id LIMIT 20",
        today=today.isoformat(),
        **scope.params(),
    )
    return [exhibition(row) for row in rows]


async def segments(conn: Conn, team_id: int | None) -> list[str]:
    """Segments that clients of the team (None: all) have."""
    rows = await conn.all(
        "SELECT DISTINCT c.segment AS segment FROM clients c WHERE c.segment IS NOT NULL"
        " AND (CAST(:team AS BIGINT) IS NULL OR c.team_id = CAST(:team AS BIGINT)) ORDER BY c.segment LIMIT 8",
        team=team_id,
    )
    return [row["segment"] for row in rows]


async def invited(conn: Conn, found: Exhibition) -> int:
    """How many clients would be on the lists now."""
    return int(await conn.value(f"SELECT COUNT(*) {_INVITED}", **_audience(found)))


async def make_lists(tx: Tx, found: Exhibition, now: datetime) -> list[PersonId]:
    """Put every invited client on a list, once; gives the managers concerned."""
    await tx.execute(
        f"INSERT INTO guests (exhibition_id, client_id) SELECT CAST(:id AS BIGINT), c.id {_INVITED}"
        " ON CONFLICT (exhibition_id, client_id) DO NOTHING",
        id=found.id,
        **_audience(found),
    )
    await tx.execute(
        "UPDATE exhibitions SET listed_at = :at WHERE id = :id AND listed_at IS NULL",
        at=to_us(now),
        id=found.id,
    )
    return await managers(tx, found.id, open_only=False)


async def managers(conn: Conn, exhibition_id: ExhibitionId, *, open_only: bool) -> list[PersonId]:
    """Who has clients on the list (with `open_only`: not processed ones); lead or head where there is no manager."""
    rows = await conn.all(
        "SELECT DISTINCT COALESCE((SELECT m.id FROM people m WHERE m.id = c.manager_id AND m.left_at IS NULL),"
        " (SELECT l.id FROM people l WHERE l.role = 'lead'"
        " AND l.team_id = c.team_id AND l.left_at IS NULL ORDER BY l.id LIMIT 1), (SELECT h.id FROM people h"
        " WHERE h.role = 'head' AND h.left_at IS NULL ORDER BY h.id LIMIT 1)) AS id"
        " FROM guests g JOIN clients c ON c.id = g.client_id WHERE g.exhibition_id = :id"
        " AND (CAST(:every AS BIGINT) = 1 OR g.state = 'to-call')",
        id=exhibition_id,
        every=int(not open_only),
    )
    return [PersonId(row["id"]) for row in rows if row["id"] is not None]


async def lines(conn: Conn, exhibition_id: ExhibitionId, cover: Cover) -> list[Line]:
    """The list of whoever answers for these clients now, the uncalled first."""
    rows = await conn.all(
        "SELECT g.client_id, c.name AS client, g.state, p.name AS person, p.phone, c.manager_id FROM guests g"
        " JOIN clients c ON c.id = g.client_id LEFT JOIN people p ON p.id = (SELECT k.person_id FROM contacts k"
        " JOIN people kp ON kp.id = k.person_id WHERE k.client_id = c.id AND kp.left_at IS NULL"
        " ORDER BY k.decision_maker DESC, k.person_id LIMIT 1)"
        f" WHERE g.exhibition_id = :id AND {answers('c.manager_id')}"
        " ORDER BY CASE g.state WHEN 'to-call' THEN 0 ELSE 1 END, c.folded, c.id",
        id=exhibition_id,
        **cover.params(),
    )
    return [
        Line(
            ClientId(row["client_id"]),
            row["client"],
            row["person"],
            row["phone"],
            Guest(row["state"]),
            "" if row["manager_id"] is None else cover.others.get(row["manager_id"]),
        )
        for row in rows
    ]


async def progress(conn: Conn, exhibition_id: ExhibitionId, scope: Scope) -> list[Progress]:
    """Processed of all, by manager, within the actor's scope."""
    rows = await conn.all(
        "SELECT p.name, COUNT(*) AS total, SUM(CASE g.state WHEN 'to-call' THEN 0 ELSE 1 END) AS done"
        " FROM guests g JOIN clients c ON c.id = g.client_id LEFT JOIN people p ON p.id = c.manager_id"
        f" WHERE g.exhibition_id = :id AND {VISIBLE} GROUP BY p.id, p.name, p.folded ORDER BY p.folded",
        id=exhibition_id,
        **scope.params(),
    )
    return [Progress(row["name"], int(row["done"]), int(row["total"])) for row in rows]


async def mark(
    tx: Tx, exhibition_id: ExhibitionId, client_id: ClientId, state: Guest, by: PersonId, now: datetime
) -> bool:
    """Set how far a client is; False when that is so already or the client is on no list."""
    return bool(
        await tx.execute(
            "UPDATE guests SET state = :state, by_id = :by, at = :at WHERE exhibition_id = :id"
            " AND client_id = :client AND state <> :state",
            state=state.value,
            by=by,
            at=to_us(now),
            id=exhibition_id,
            client=client_id,
        )
    )


async def touch_of(conn: Conn, exhibition_id: ExhibitionId, client_id: ClientId) -> TouchId | None:
    """The touch that telling the client was."""
    found = await conn.value(
        "SELECT touch_id FROM guests WHERE exhibition_id = :id AND client_id = :client",
        id=exhibition_id,
        client=client_id,
    )
    return None if found is None else TouchId(found)


async def touched(tx: Tx, exhibition_id: ExhibitionId, client_id: ClientId, touch: TouchId | None) -> None:
    """Remember the touch that telling the client was, or that it was taken back."""
    await tx.execute(
        "UPDATE guests SET touch_id = :touch WHERE exhibition_id = :id AND client_id = :client",
        touch=touch,
        id=exhibition_id,
        client=client_id,
    )


def _audience(found: Exhibition) -> dict[str, str | int | None]:
    return {"tier": found.tier, "segment": found.segment, "team": found.team_id}


def exhibition(row: Row) -> Exhibition:
    """A row of _COLUMNS as an Exhibition."""
    return Exhibition(
        id=ExhibitionId(row["id"]),
        version=row["version"],
        name=row["name"],
        starts=None if row["starts"] is None else date.fromisoformat(row["starts"]),
        ends=None if row["ends"] is None else date.fromisoformat(row["ends"]),
        venue=row["venue"],
        stand=row["stand"],
        tier=None if row["tier"] is None else Tier(row["tier"]),
        segment=row["segment"],
        team_id=row["team_id"],
        state=State(row["state"]),
        listed_at=maybe_from_us(row["listed_at"]),
        created_by=PersonId(row["created_by"]),
    )
