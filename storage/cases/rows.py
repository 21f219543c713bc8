"""Cases as rows: found, locked, saved. Not: their voices, questions, log."""

from datetime import datetime

from bot.domain.cases import Case, CaseState, Outcome
from bot.domain.ids import CaseId, ClientId, PersonId
from bot.domain.people import Scope
from bot.domain.time import from_us, maybe_from_us, maybe_us, to_us
from storage.database import Conn, Row, Tx
from storage.scope import VISIBLE, own

# A touch of staff anywhere is the first contact here too.
COLUMNS = """s.id, s.client_id, s.owner_id, s.state, s.opened_at, s.taken_by, s.taken_at, s.calls, s.contact_from,
    s.contact_due, s.contact_mark, s.close_from, s.close_due, s.close_mark, s.cause, s.done, s.done_by,
    s.done_at, s.round, s.reopened, s.outcome, s.closed_at, s.version, s.waits_from, s.contact_after, s.turns, c.name AS client, c.team_id, c.tier,
    CASE WHEN s.state <> 'open' THEN s.contacted_at ELSE COALESCE(s.contacted_at, (SELECT MIN(x.at) FROM touches x
        JOIN people b ON b.id = x.by_id AND b.role <> 'contact'
        WHERE x.client_id = s.client_id AND x.at > s.contact_after AND x.undone_at IS NULL)) END AS contacted_at"""
FROM = "FROM cases s JOIN clients c ON c.id = s.client_id"
SEEN = f"({VISIBLE} OR {own('s.owner_id')})"
_OPEN = """INSERT INTO cases
    (client_id, owner_id, state, opened_at, contact_from, contact_due, close_from, close_due)
    VALUES (:client_id, :owner_id, 'open', :now, :now, :now, :now, :now)
    ON CONFLICT (client_id) WHERE state <> 'closed' DO NOTHING RETURNING id"""
_TIMES = (
    "taken_at",
    "contact_from",
    "contact_due",
    "contacted_at",
    "close_from",
    "close_due",
    "done_at",
    "closed_at",
    "waits_from",
    "contact_after",
)
_MUTABLE = (
    "owner_id", "state", "taken_by", "taken_at", "calls", "contact_from", "contact_due", "contact_mark",
    "contacted_at", "close_from", "close_due", "close_mark", "cause", "done", "done_by", "done_at", "round",
    "reopened", "outcome", "closed_at", "waits_from", "contact_after", "turns",
)  # fmt: skip


def case(row: Row) -> Case:
    """A row of COLUMNS."""
    return Case(
        id=CaseId(row["id"]),
        client_id=ClientId(row["client_id"]),
        client=row["client"],
        team_id=row["team_id"],
        key=row["tier"] == "key",
        owner_id=row["owner_id"],
        state=CaseState(row["state"]),
        opened_at=from_us(row["opened_at"]),
        taken_by=row["taken_by"],
        taken_at=maybe_from_us(row["taken_at"]),
        calls=row["calls"],
        contact_from=from_us(row["contact_from"]),
        contact_due=from_us(row["contact_due"]),
        contact_mark=row["contact_mark"],
        contacted_at=maybe_from_us(row["contacted_at"]),
        close_from=from_us(row["close_from"]),
        close_due=from_us(row["close_due"]),
        close_mark=row["close_mark"],
        cause=row["cause"],
        done=row["done"],
        done_by=row["done_by"],
        done_at=maybe_from_us(row["done_at"]),
        round=row["round"],
        reopened=row["reopened"],
        outcome=None if row["outcome"] is None else Outcome(row["outcome"]),
        closed_at=maybe_from_us(row["closed_at"]),
        version=row["version"],
        waits_from=from_us(row["waits_from"]),
        contact_after=from_us(row["contact_after"]),
        turns=row["turns"],
    )


async def lock(tx: Tx, id_: CaseId) -> Case | None:
    """The case for changing: who comes at the same time waits, and then reads what was written."""
    await tx.execute("UPDATE cases SET version = version WHERE id = :id", id=id_)
    return await load(tx, id_)


async def load(conn: Conn, id_: CaseId) -> Case | None:
    """A case for the program itself."""
    row = await conn.one(f"SELECT {COLUMNS} {FROM} WHERE s.id = :id", id=id_)
    return None if row is None else case(row)


async def get(conn: Conn, scope: Scope, id_: CaseId) -> Case | None:
    """A case that the actor may see: of a visible client, or their own."""
    row = await conn.one(f"SELECT {COLUMNS} {FROM} WHERE s.id = :id AND {SEEN}", id=id_, **scope.params())
    return None if row is None else case(row)


async def of_owner(conn: Conn, owner_id: PersonId) -> list[Case]:
    """What somebody has to finish, the most urgent first."""
    rows = await conn.all(
        f"SELECT {COLUMNS} {FROM} WHERE s.state <> 'closed' AND s.state = 'open' AND s.owner_id = :owner "
        "ORDER BY CASE WHEN s.contacted_at IS NULL THEN s.contact_due ELSE s.close_due END, s.id",
        owner=owner_id,
    )
    return [case(row) for row in rows]


async def open_(tx: Tx, client_id: ClientId, owner_id: PersonId | None, now: datetime) -> CaseId | None:
    """A new case whose clocks are still to be set; None when the client has one that is not closed."""
    id_ = await tx.value(_OPEN, client_id=client_id, owner_id=owner_id, now=to_us(now))
    return None if id_ is None else CaseId(id_)


async def current(conn: Conn, client_id: ClientId) -> CaseId | None:
    """The client's case that is not closed."""
    id_ = await conn.value("SELECT id FROM cases WHERE client_id = :id AND state <> 'closed'", id=client_id)
    return None if id_ is None else CaseId(id_)


async def unclosed(conn: Conn, client_id: ClientId | None = None) -> list[Case]:
    """Every case that is not closed; that of one client."""
    only, params = ("", {}) if client_id is None else (" AND s.client_id = :client", {"client": client_id})
    rows = await conn.all(f"SELECT {COLUMNS} {FROM} WHERE s.state <> 'closed'{only} ORDER BY s.id", **params)
    return [case(row) for row in rows]


async def save(tx: Tx, case_: Case) -> None:
    """Write a case that was locked in this transaction."""
    values = {name: getattr(case_, name) for name in _MUTABLE}
    values |= {name: maybe_us(getattr(case_, name)) for name in _TIMES}
    marks = ", ".join(f"{name} = :{name}" for name in _MUTABLE)
    await tx.execute(f"UPDATE cases SET {marks}, version = version + 1 WHERE id = :id", id=case_.id, **values)


async def colleagues(conn: Conn, case_: Case) -> list[tuple[PersonId, str]]:
    """To whom a case may be handed over: the staff of the client's team, and its heads, without the owner."""
    rows = await conn.all(
        "SELECT p.id, p.name FROM people p WHERE p.left_at IS NULL AND p.role IN ('manager', 'lead', 'head') "
        "AND (p.role = 'head' OR p.team_id = CAST(:team AS BIGINT)) AND p.id <> CAST(:owner AS BIGINT) "
        "ORDER BY CASE p.role WHEN 'manager' THEN 0 WHEN 'lead' THEN 1 ELSE 2 END, p.name, p.id LIMIT 20",
        team=case_.team_id,
        owner=case_.owner_id or 0,
    )
    return [(PersonId(row["id"]), row["name"]) for row in rows]
