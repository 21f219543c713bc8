"""Clients and the touches with them. Every query that an actor asks takes the actor's scope."""

from datetime import date, datetime, timedelta
from typing import Any

from bot.domain.clients import Client, Status, Tier, TouchKind
from bot.domain.folding import fold
from bot.domain.ids import ClientId, PersonId, TeamId, TouchId
from bot.domain.people import Scope
from bot.domain.time import from_us, maybe_from_us, to_us
from storage import alarms, calls, outbox
from storage.database import Conn, Row, Tx
from storage.scope import VISIBLE
from storage.searching.index import index, index_of

COLUMNS = """c.id, c.name, c.external_id, c.manager_id, c.team_id, c.country, c.city, c.segment, c.tier, c.status,
    c.first_deal, c.last_deal, c.contract_signed, c.contract_ends, c.share, c.notes, c.last_touch_at,
    c.created_at, c.version"""
EDITABLE = frozenset(
    {
        "name",
        "external_id",
        "manager_id",
        "team_id",
        "country",
        "city",
        "segment",
        "tier",
        "status",
        "first_deal",
    }
    | {"last_deal", "contract_signed", "contract_ends", "share", "notes"}
)
_UNDO = timedelta(minutes=11)  # by then a touch cannot be taken back any more
_GET = f"SELECT {COLUMNS} FROM clients c WHERE c.id = :id AND {VISIBLE}"
_ANY = f"SELECT {COLUMNS} FROM clients c WHERE c.id = :id"
_TOUCH = """INSERT INTO touches (key, client_id, person_id, by_id, kind, note, at, created_at)
    VALUES (:key, :client_id, :person_id, :by_id, :kind, :note, :at, :created_at)
    ON CONFLICT (key) DO NOTHING RETURNING id"""


def client(row: Row) -> Client:
    """A row of COLUMNS as a Client."""
    return Client(
        id=ClientId(row["id"]),
        name=row["name"],
        external_id=row["external_id"],
        manager_id=row["manager_id"],
        team_id=row["team_id"],
        country=row["country"],
        city=row["city"],
        segment=row["segment"],
        tier=Tier(row["tier"]),
        status=Status(row["status"]),
        first_deal=_date(row["first_deal"]),
        last_deal=_date(row["last_deal"]),
        contract_signed=_date(row["contract_signed"]),
        contract_ends=_date(row["contract_ends"]),
        share=row["share"],
        notes=row["notes"],
        last_touch_at=maybe_from_us(row["last_touch_at"]),
        created_at=from_us(row["created_at"]),
        version=row["version"],
    )


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


async def get(conn: Conn, scope: Scope, client_id: ClientId) -> Client | None:
    """A client that the actor may see; None looks the same for "none" and "not yours"."""
    row = await conn.one(_GET, id=client_id, **scope.params())
    return None if row is None else client(row)


async def load(conn: Conn, client_id: ClientId) -> Client | None:
    """A client for the program itself (planning, letters), without anybody's scope."""
    row = await conn.one(_ANY, id=client_id)
    return None if row is None else client(row)


async def add(
    tx: Tx,
    *,
    name: str,
    now: datetime,
    manager_id: PersonId | None = None,
    team_id: TeamId | None = None,
    **more: Any,
) -> ClientId:
    """A new client. The team is the manager's. `more` are further columns (dates as ISO text)."""
    if manager_id is not None and team_id is None:
        team_id = await tx.value("SELECT team_id FROM people WHERE id = :id", id=manager_id)
    values = {
        "name": name,
        "folded": fold(name),
        "manager_id": manager_id,
        "team_id": team_id,
        "created_at": to_us(now),
        **more,
    }
    names, marks = ", ".join(values), ", ".join(":" + v for v in values)
    client_id = ClientId(
        await tx.value(f"INSERT INTO clients ({names}) VALUES ({marks}) RETURNING id", **values)
    )
    await index(tx, [client_id])
    return client_id


async def update(
    tx: Tx, client_id: ClientId, version: int | None, **values: str | int | float | None
) -> bool:
    """Write columns of one client (dates as ISO text); a new name is folded anew. Every edit goes through here.

    With `version` only if nobody wrote since; False when somebody did, or there is no such client.
    """
    unknown = values.keys() - EDITABLE
    if unknown:
        raise ValueError(f"no such columns of clients: {sorted(unknown)}")
    if "name" in values:
        values["folded"] = fold(str(values["name"]))
    sets = "".join(f"{name} = :{name}, " for name in values)
    changed = await tx.execute(
        f"UPDATE clients SET {sets}version = version + 1"
        " WHERE id = :id AND (CAST(:only AS BIGINT) IS NULL OR version = :only)",
        id=client_id,
        only=version,
        **values,
    )
    if changed:
        await index(tx, [client_id])
    return bool(changed)


async def numbered(conn: Conn, external_id: str) -> ClientId | None:
    """Which client has our own number, whoever may see it: a number is unique in the whole company."""
    found = await conn.value("SELECT id FROM clients WHERE external_id = :number", number=external_id)
    return None if found is None else ClientId(found)


async def segments(conn: Conn, scope: Scope, limit: int = 24) -> list[str]:
    """The segments of the clients in sight, the most used first."""
    rows = await conn.all(
        f"SELECT c.segment, COUNT(*) AS n FROM clients c WHERE c.segment IS NOT NULL AND {VISIBLE}"
        " GROUP BY c.segment ORDER BY n DESC, c.segment LIMIT :limit",
        limit=limit,
        **scope.params(),
    )
    return [row["segment"] for row in rows]


async def countries(conn: Conn, scope: Scope, limit: int = 8) -> list[str]:
    """The countries of the clients in sight (ISO codes), the most used first."""
    rows = await conn.all(
        f"SELECT c.country, COUNT(*) AS n FROM clients c WHERE c.country IS NOT NULL AND {VISIBLE}"
        " GROUP BY c.country ORDER BY n DESC, c.country LIMIT :limit",
        limit=limit,
        **scope.params(),
    )
    return [row["country"] for row in rows]


async def touch(
    tx: Tx,
    *,
    key: str,
    client_id: ClientId,
    by: PersonId | None,
    kind: TouchKind,
    at: datetime,
    now: datetime,
    person_id: PersonId | None = None,
    note: str | None = None,
) -> TouchId | None:
    """Record a real contact under its natural key; None when it is recorded already (a replay).

    An open cadence call of the client is closed by it; its cards and those of an open case are drawn anew.
    """
    id_ = await tx.value(
        _TOUCH,
        key=key,
        client_id=client_id,
        person_id=person_id,
        by_id=by,
        kind=kind.value,
        note=note,
        at=to_us(at),
        created_at=to_us(now),
    )
    if id_ is None:
        return None
    await _refresh_last_touch(tx, client_id)
    if note:
        await index(tx, [client_id])
    for call_id in await calls.touched(tx, client_id, id_, by, now):
        await outbox.redraw(tx, f"call:{call_id}", now=now)
    await redraw_case(tx, client_id, now)
    await _keep_contact(tx, client_id, now)
    return TouchId(id_)


async def untouch(tx: Tx, touch_id: TouchId, now: datetime) -> bool:
    """Take a touch back; the calls it had closed are open again. False when it was taken back before."""
    client_id = await tx.value(
        "UPDATE touches SET undone_at = :at WHERE id = :id AND undone_at IS NULL RETURNING client_id",
        at=to_us(now),
        id=touch_id,
    )
    if client_id is None:
        return False
    await _refresh_last_touch(tx, client_id)
    await index_of(tx, client_id)
    for call_id in await calls.untouched(tx, touch_id):
        await outbox.redraw(tx, f"call:{call_id}", now=now)
    await redraw_case(tx, client_id, now)
    return True


async def _keep_contact(tx: Tx, client_id: ClientId, now: datetime) -> None:
    """A case that nobody is told of any more has no alarm by which the first contact would be written down."""
    case_id = await tx.value(
        "SELECT id FROM cases WHERE client_id = :id AND state = 'open' AND contacted_at IS NULL", id=client_id
    )
    if case_id is not None and await alarms.get(tx, f"case:{case_id}", "case.contact") is None:
        await alarms.put(tx, f"case:{case_id}", "case.contact", now + _UNDO)


async def redraw_case(tx: Tx, client_id: ClientId, now: datetime) -> None:
    """The cards of the client's case show what else is with the client: its touches, its open complaints."""
    case_id = await tx.value("SELECT id FROM cases WHERE client_id = :id AND state <> 'closed'", id=client_id)
    if case_id is not None:
        await outbox.redraw(tx, f"case:{case_id}", now=now)


async def has_contact(conn: Conn, client_id: ClientId, person_id: PersonId) -> bool:
    """Whether the person is a contact of the client and still there."""
    found = await conn.value(
        "SELECT 1 FROM contacts k JOIN people p ON p.id = k.person_id"
        " WHERE k.client_id = :client AND k.person_id = :id AND p.left_at IS NULL",
        client=client_id,
        id=person_id,
    )
    return found is not None


async def _refresh_last_touch(tx: Tx, client_id: ClientId) -> None:
    """Set the client's last touch from the touches that stand."""
    await tx.execute(
        "UPDATE clients SET last_touch_at = (SELECT MAX(t.at) FROM touches t WHERE t.client_id = clients.id"
        " AND t.undone_at IS NULL) WHERE id = :id",
        id=client_id,
    )
