"""What every noun knows of one client, at a glance. The caller has checked the scope. Not: what happened (timeline)."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.clients import TouchKind
from bot.domain.ids import CallId, CaseId, ClientId, ComplaintId, PersonId, TouchId
from bot.domain.occasions import AnnualDate
from bot.domain.time import from_us, to_us
from storage.database import Conn, Tx
from storage.searching.index import index_thing


@dataclass(frozen=True, slots=True)
class Touch:
    """A contact that was logged: kind, when (UTC), by whom, the note."""

    id: TouchId
    kind: TouchKind
    at: datetime
    by: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Score:
    """A score 0-10: of whom, when (UTC), and whether a manager tapped it."""

    score: int
    name: str
    at: datetime
    by_manager: bool


@dataclass(frozen=True, slots=True)
class OpenComplaint:
    """A complaint that is not closed: its number and state."""

    id: ComplaintId
    number: int
    state: str


@dataclass(frozen=True, slots=True)
class NextCall:
    """The next call that is planned: when (UTC), and whether the hour counts."""

    id: CallId
    at: datetime
    timed: bool


@dataclass(frozen=True, slots=True)
class OwnDate:
    """A date of the client's own, kept every year."""

    label: str
    date: AnnualDate


async def touches(conn: Conn, client_id: ClientId, limit: int = 3) -> list[Touch]:
    """The last touches that stand."""
    rows = await conn.all(
        "SELECT t.id, t.kind, t.at, p.name, t.note FROM touches t LEFT JOIN people p ON p.id = t.by_id"
        " WHERE t.client_id = :id AND t.undone_at IS NULL ORDER BY t.at DESC, t.id DESC LIMIT :limit",
        id=client_id,
        limit=limit,
    )
    return [
        Touch(TouchId(row["id"]), TouchKind(row["kind"]), from_us(row["at"]), row["name"], row["note"])
        for row in rows
    ]


async def newest_touch(conn: Conn, client_id: ClientId) -> int:
    """The id of the newest touch, taken back or not; 0 when there never was one."""
    return int(
        await conn.value("SELECT COALESCE(MAX(id), 0) FROM touches WHERE client_id = :id", id=client_id)
    )


async def own_touch(conn: Conn, touch_id: TouchId, by: PersonId, since: datetime) -> ClientId | None:
    """The client of a touch that this person logged since then and that stands."""
    found = await conn.value(
        "SELECT client_id FROM touches WHERE id = :id AND by_id = :by AND created_at >= :since AND undone_at IS NULL",
        id=touch_id,
        by=by,
        since=to_us(since),
    )
    return None if found is None else ClientId(found)


async def touch_client(conn: Conn, touch_id: TouchId) -> ClientId | None:
    """Whose touch it is."""
    found = await conn.value("SELECT client_id FROM touches WHERE id = :id", id=touch_id)
    return None if found is None else ClientId(found)


async def set_touch_note(tx: Tx, touch_id: TouchId, note: str) -> None:
    """What was said; a second note is added below."""
    await tx.execute(
        "UPDATE touches SET note = CASE WHEN note IS NULL THEN :note ELSE note || :more END WHERE id = :id",
        id=touch_id,
        note=note,
        more=f"\n{note}",
    )
    await index_thing(tx, f"touch:{touch_id}")


async def scores(conn: Conn, client_id: ClientId, limit: int = 3) -> list[Score]:
    """The last scores of the client's contacts."""
    rows = await conn.all(
        "SELECT a.score, p.name, a.at, a.by_manager FROM answers a JOIN people p ON p.id = a.person_id"
        " WHERE a.client_id = :id ORDER BY a.at DESC, a.id DESC LIMIT :limit",
        id=client_id,
        limit=limit,
    )
    return [Score(row["score"], row["name"], from_us(row["at"]), bool(row["by_manager"])) for row in rows]


async def open_complaints(conn: Conn, client_id: ClientId) -> list[OpenComplaint]:
    """Complaints that are not closed, the oldest first."""
    rows = await conn.all(
        "SELECT id, number, state FROM complaints WHERE client_id = :id AND state IN ('received', 'work', 'solved')"
        " ORDER BY id",
        id=client_id,
    )
    return [OpenComplaint(ComplaintId(row["id"]), row["number"], row["state"]) for row in rows]


async def open_case(conn: Conn, client_id: ClientId) -> CaseId | None:
    """The case that is not closed; there is at most one."""
    found = await conn.value("SELECT id FROM cases WHERE client_id = :id AND state <> 'closed'", id=client_id)
    return None if found is None else CaseId(found)


async def next_call(conn: Conn, client_id: ClientId) -> NextCall | None:
    """The open call that is due first."""
    row = await conn.one(
        "SELECT id, due_at, timed FROM calls WHERE client_id = :id AND state = 'open' ORDER BY due_at, id LIMIT 1",
        id=client_id,
    )
    return None if row is None else NextCall(CallId(row["id"]), from_us(row["due_at"]), bool(row["timed"]))


async def own_dates(conn: Conn, client_id: ClientId) -> list[OwnDate]:
    """The client's own dates."""
    rows = await conn.all(
        "SELECT label, day, month, year FROM own_dates WHERE client_id = :id ORDER BY month, day, id",
        id=client_id,
    )
    return [OwnDate(row["label"], AnnualDate(row["day"], row["month"], row["year"])) for row in rows]
