"""Who did what to whom: appended, never changed. Ids and codes only, never texts of people."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.domain.audit import Asked, Entry, Kind, kind_of
from bot.domain.ids import ClientId, PersonId
from bot.domain.time import from_us, to_us
from storage.database import Conn, Row, Tx
from storage.erasure import NOBODYS_NAME

# Of what is not a client or person itself: where its row says whose it is. The second: whether it names a person.
_OWNED = {
    "call": ("calls", True),
    "case": ("cases", False),
    "complaint": ("complaints", True),
    "touch": ("touches", True),
    "answer": ("answers", True),
    "occasion": ("occasions", True),
    "date": ("own_dates", True),
}
_COLUMNS = "id, at, actor_id, action, kind, thing, client_id, person_id, old, new"
_AGAIN = timedelta(minutes=10)


def _add(client: str, person: str) -> str:
    return f"""INSERT INTO audit (at, actor_id, action, kind, thing, client_id, person_id, old, new)
        VALUES (:at, :actor, :action, :kind, :thing, {client}, {person}, :old, :new)"""


def _of(table: str, column: str) -> str:
    return f"(SELECT x.{column} FROM {table} x WHERE x.id = :number)"


_PLAIN = _add("NULL", "NULL")
_ADD = {
    "client": _add(":number", "NULL"),
    "person": _add("(SELECT k.client_id FROM contacts k WHERE k.person_id = :number)", ":number"),
    **{
        noun: _add(_of(table, "client_id"), _of(table, "person_id") if named else "NULL")
        for noun, (table, named) in _OWNED.items()
    },
}


async def add(
    tx: Tx,
    actor: PersonId | None,
    action: str,
    thing: str | None,
    now: datetime,
    *,
    old: str | None = None,
    new: str | None = None,
) -> None:
    """One line of the audit: action like "case.close", thing like "case:12"; old and new are ids or codes.

    An id in `old` or `new` that is to be read as a name says of what: "person:3", "team:2", "client:5".
    """
    values = {
        "at": to_us(now), "actor": actor, "action": action, "kind": kind_of(action).value, "thing": thing,
        "old": old, "new": new,
    }  # fmt: skip
    noun, _, number = (thing or "").partition(":")
    sql = _ADD.get(noun)
    if sql is None or not number.isdecimal():
        await tx.execute(_PLAIN, **values)
    else:
        await tx.execute(sql, number=int(number), **values)


async def seen(
    tx: Tx, actor: PersonId, action: str, thing: str | None, now: datetime, *, new: str | None = None
) -> None:
    """Somebody looked at something: one line for the same look within ten minutes, however often it is drawn."""
    before = await tx.value(
        "SELECT 1 FROM audit WHERE actor_id = :actor AND at > :since AND at <= :now AND action = :action"
        " AND COALESCE(thing, '') = :thing LIMIT 1",
        actor=actor,
        since=to_us(now - _AGAIN),
        now=to_us(now),
        action=action,
        thing=thing or "",
    )
    if before is None:
        await add(tx, actor, action, thing, now, new=new)


async def page(
    conn: Conn,
    asked: Asked,
    period: tuple[datetime, datetime] | None,
    *,
    limit: int,
    beside: int | None = None,
    newer: bool = False,
) -> list[Entry]:
    """Lines that fit, the newest first: those older than the line `beside`, or with `newer` those next above it."""
    there = None if beside is None else await conn.one("SELECT at, id FROM audit WHERE id = :id", id=beside)
    conditions, params = _where(asked, period)
    if there is not None:
        conditions.append(f"(at, id) {'>' if newer else '<'} (:beside_at, :beside_id)")
        params |= {"beside_at": there["at"], "beside_id": there["id"]}
    order = "ASC" if newer and there is not None else "DESC"
    rows = await conn.all(_select(asked.person, conditions, order), **params, limit=limit)
    found = [_entry(row) for row in rows]
    return found[::-1] if order == "ASC" else found


def _where(
    asked: Asked, period: tuple[datetime, datetime] | None
) -> tuple[list[str], dict[str, int | str | None]]:
    conditions: list[str] = []
    params: dict[str, int | str | None] = {}
    if asked.person is not None:
        params["person"] = asked.person
    if asked.client is not None:
        conditions.append("client_id = :client")
        params["client"] = asked.client
    if asked.kind is not None:
        conditions.append("kind = :kind")
        params["kind"] = asked.kind.value
    if period is not None:
        conditions.append("at >= :since AND at < :until")
        params |= {"since": to_us(period[0]), "until": to_us(period[1])}
    return conditions, params


def _select(person: PersonId | None, conditions: list[str], order: str) -> str:
    """One walk along one index; what somebody did and what was done to them are two, put together."""
    if person is None:
        return _walk(conditions, order)
    walks = [_walk([f"{column} = :person", *conditions], order) for column in ("actor_id", "person_id")]
    both = " UNION ".join(f"SELECT * FROM ({walk}) w{number}" for number, walk in enumerate(walks))
    return f"SELECT * FROM ({both}) both_sides ORDER BY at {order}, id {order} LIMIT :limit"


def _walk(conditions: list[str], order: str) -> str:
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    return f"SELECT {_COLUMNS} FROM audit {where} ORDER BY at {order}, id {order} LIMIT :limit"


async def names(conn: Conn, table: str, ids: Iterable[int]) -> dict[int, str]:
    """What "people", "clients" or "teams" are called now; who was deleted is not there."""
    assert table in ("people", "clients", "teams")
    rows = await conn.all(f"SELECT id, name FROM {table} WHERE id IN (:ids)", ids=sorted(set(ids)))
    return {row["id"]: row["name"] for row in rows if row["name"] not in ("", NOBODYS_NAME)}


async def numbers(conn: Conn, ids: Iterable[int]) -> dict[int, int]:
    """The numbers by which people know these complaints."""
    rows = await conn.all("SELECT id, number FROM complaints WHERE id IN (:ids)", ids=sorted(set(ids)))
    return {row["id"]: row["number"] for row in rows if row["number"] is not None}


async def called(conn: Conn, table: str, part: str, limit: int) -> list[tuple[int, str, str]]:
    """People or clients whose folded name is like this: id, name, and a person's role. Staff come first."""
    assert table in ("people", "clients")
    role = "role" if table == "people" else "''"
    first = "CASE role WHEN 'contact' THEN 1 ELSE 0 END" if table == "people" else "folded"
    rows = await conn.all(
        f"SELECT id, name, folded, {role} AS role FROM {table} WHERE folded LIKE :part ESCAPE '!'"
        f" ORDER BY {first}, folded, id LIMIT :limit",
        part=part,
        limit=limit,
    )
    return [(row["id"], row["name"], row["role"]) for row in rows]


def _entry(row: Row) -> Entry:
    return Entry(
        id=row["id"],
        at=from_us(row["at"]),
        actor_id=None if row["actor_id"] is None else PersonId(row["actor_id"]),
        action=row["action"],
        kind=Kind(row["kind"]),
        thing=row["thing"],
        client_id=None if row["client_id"] is None else ClientId(row["client_id"]),
        person_id=None if row["person_id"] is None else PersonId(row["person_id"]),
        old=row["old"],
        new=row["new"],
    )
