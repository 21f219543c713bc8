"""Calls: touches that are due. Not: when the next one is due (domain)."""

from datetime import datetime

from bot.domain.calls import Call, Outcome, State
from bot.domain.ids import CallId, ClientId, PersonId, TouchId
from bot.domain.people import Cover, Scope
from bot.domain.time import from_us, maybe_from_us, to_us
from storage import alarms
from storage.database import Conn, Database, Row, Tx
from storage.scope import VISIBLE, answers, own

_PLAN = """INSERT INTO calls (key, client_id, person_id, cause, cause_thing, due_at, timed, note, created_by,
    owner_id, created_at)
    VALUES (:key, :client_id, :person_id, :cause, :cause_thing, :due_at, :timed, :note, :created_by,
    (SELECT z.owner_id FROM calls z WHERE z.id = CAST(:after AS BIGINT)), :created_at)
    ON CONFLICT (key) DO NOTHING RETURNING id"""
# The person to call: the one named who is still there, else the client's decision maker, else the first contact. The
# next try is known by its key, the score is the person's own before anybody else's.
_OF = "SELECT a.{what} FROM answers a WHERE {whose} ORDER BY a.at DESC, a.id DESC LIMIT 1"
_LAST = f"COALESCE(({_OF.format(what='{0}', whose='a.client_id = x.client_id AND a.person_id = p.id')}),\
 ({_OF.format(what='{0}', whose='a.client_id = x.client_id')}))"
_SELECT = f"""SELECT x.id, x.version, x.client_id, c.name AS client, p.id AS person_id, p.name AS person, p.position,
        p.phone, p.username, o.id AS owner_id, o.name AS owner, c.tier, x.cause, x.cause_thing, x.due_at, x.timed, x.note,
        x.state, x.outcome, x.snoozes, c.last_touch_at, d.name AS done_by, x.done_at,
        y.due_at AS next_try_at, {_LAST.format("score")} AS last_score,
        {_LAST.format("at")} AS scored_at, {_LAST.format("by_manager")} AS score_noted, n.words AS last_note, n.kind AS last_note_kind
    FROM calls x JOIN clients c ON c.id = x.client_id
    LEFT JOIN people p ON p.id = COALESCE(
        (SELECT kp.id FROM people kp WHERE kp.id = x.person_id AND (kp.left_at IS NULL OR x.state <> 'open')),
        (SELECT k.person_id FROM contacts k JOIN people kp ON kp.id = k.person_id
         WHERE k.client_id = x.client_id AND kp.left_at IS NULL ORDER BY k.decision_maker DESC, k.person_id LIMIT 1))
    LEFT JOIN people o ON o.id = COALESCE(x.owner_id, c.manager_id)
    LEFT JOIN people d ON d.id = x.done_by
    LEFT JOIN calls y ON y.key = 'again:' || x.id || ':' || x.version AND y.state = 'open'
    LEFT JOIN notes n ON n.id = (SELECT m.id FROM calls z JOIN notes m ON m.thing = 'call:' || z.id
        WHERE z.client_id = x.client_id ORDER BY m.id DESC LIMIT 1)"""
_ANSWERS = answers("COALESCE(x.owner_id, c.manager_id)")
_SEEN = f"({VISIBLE} OR {own('x.owner_id')})"


async def plan(
    tx: Tx,
    *,
    key: str,
    client_id: ClientId,
    person_id: PersonId | None,
    cause: str,
    due_at: datetime,
    now: datetime,
    note: str | None = None,
    cause_thing: str | None = None,
    timed: bool = False,
    created_by: PersonId | None = None,
    after: CallId | None = None,
) -> CallId | None:
    """Plan a call under the natural key of its cause; None when that cause has planned one already.

    cause: hand, cadence, unreachable, silence, passive, case, exhibition, occasion. A timed call rings at
    `due_at` (alarm "call.due"); the others stand in the morning digest of that day.
    `after`: the call that this one repeats; whoever that was handed over to has this one too.
    """
    id_ = await tx.value(
        _PLAN,
        key=key,
        client_id=client_id,
        person_id=person_id,
        cause=cause,
        cause_thing=cause_thing,
        due_at=to_us(due_at),
        timed=int(timed),
        note=note,
        created_by=created_by,
        after=after,
        created_at=to_us(now),
    )
    if id_ is None:
        return None
    if timed:
        await alarms.put(tx, f"call:{id_}", "call.due", due_at)
    return CallId(id_)


async def by_key(conn: Conn, key: str) -> CallId | None:
    """The call that this cause planned."""
    found = await conn.value("SELECT id FROM calls WHERE key = :key", key=key)
    return None if found is None else CallId(found)


async def open_for(conn: Conn, client_id: ClientId, cause_thing: str) -> CallId | None:
    """The client's open call that this thing planned."""
    found = await conn.value(
        "SELECT id FROM calls WHERE client_id = :client_id AND cause_thing = :thing AND state = 'open' "
        "ORDER BY id DESC LIMIT 1",
        client_id=client_id,
        thing=cause_thing,
    )
    return None if found is None else CallId(found)


async def of_passive(conn: Conn, client_id: ClientId, person_id: PersonId, but: str) -> list[CallId]:
    """Open calls about passive answers of this contact. `but`: the answer whose call is left out."""
    rows = await conn.all(
        "SELECT id FROM calls WHERE client_id = :client AND person_id = :person AND cause = 'passive'"
        " AND state = 'open' AND cause_thing <> :but ORDER BY id",
        client=client_id,
        person=person_id,
        but=but,
    )
    return [CallId(row["id"]) for row in rows]


async def pass_on(tx: Tx, call_id: CallId, cause_thing: str) -> None:
    """The call is about something newer; its day stays."""
    await tx.execute("UPDATE calls SET cause_thing = :thing WHERE id = :id", thing=cause_thing, id=call_id)


async def get(conn: Conn, scope: Scope, call_id: CallId) -> Call | None:
    """A call that the actor may see."""
    row = await conn.one(f"{_SELECT} WHERE x.id = :id AND {_SEEN}", id=call_id, **scope.params())
    return None if row is None else call(row)


async def load(conn: Conn, call_id: CallId) -> Call | None:
    """A call for the program itself."""
    row = await conn.one(f"{_SELECT} WHERE x.id = :id", id=call_id)
    return None if row is None else call(row)


async def open_until(conn: Conn | Database, cover: Cover, until: datetime) -> list[Call]:
    """The open calls due before an instant that somebody answers for now, the longest due first."""
    rows = await conn.all(
        f"{_SELECT} WHERE x.state = 'open' AND x.due_at < :until AND {_ANSWERS} ORDER BY x.due_at, x.id LIMIT 200",
        until=to_us(until),
        **cover.params(),
    )
    return [call(row) for row in rows]


async def finish(
    tx: Tx,
    call_id: CallId,
    *,
    state: State,
    outcome: Outcome | None,
    by: PersonId | None,
    touch_id: TouchId | None,
    now: datetime,
) -> bool:
    """Close an open call; False when it is closed already."""
    done = await tx.execute(
        "UPDATE calls SET state = :state, outcome = :outcome, done_by = :by, done_at = :at, touch_id = :touch,"
        " version = version + 1 WHERE id = :id AND state = 'open'",
        state=state.value,
        outcome=None if outcome is None else outcome.value,
        by=by,
        at=to_us(now),
        touch=touch_id,
        id=call_id,
    )
    await alarms.clear(tx, f"call:{call_id}")
    return bool(done)


async def made(tx: Tx, call_id: CallId, touch_id: TouchId | None) -> None:
    """Remember the touch that this call was."""
    await tx.execute("UPDATE calls SET touch_id = :touch WHERE id = :id", touch=touch_id, id=call_id)


async def reopen(tx: Tx, call_id: CallId) -> TouchId | None:
    """Take the last step back; gives the touch that it had made, to be undone with it."""
    row = await tx.one(
        "SELECT touch_id, due_at, timed FROM calls WHERE id = :id AND state <> 'open'", id=call_id
    )
    if row is None:
        return None
    await tx.execute(
        "UPDATE calls SET state = 'open', outcome = NULL, done_by = NULL, done_at = NULL, touch_id = NULL,"
        " version = version + 1 WHERE id = :id",
        id=call_id,
    )
    return None if row["touch_id"] is None else TouchId(row["touch_id"])


async def move(tx: Tx, call_id: CallId, due_at: datetime) -> bool:
    """Snooze an open call to an instant at which it rings."""
    moved = await tx.execute(
        "UPDATE calls SET due_at = :due, timed = 1, snoozes = snoozes + 1, version = version + 1"
        " WHERE id = :id AND state = 'open'",
        due=to_us(due_at),
        id=call_id,
    )
    if moved:
        await alarms.put(tx, f"call:{call_id}", "call.due", due_at)
    return bool(moved)


async def hand_over(tx: Tx, call_id: CallId, owner: PersonId) -> bool:
    """Give an open call to a colleague."""
    return bool(
        await tx.execute(
            "UPDATE calls SET owner_id = :owner, snoozes = 0, version = version + 1 WHERE id = :id AND state = 'open'",
            owner=owner,
            id=call_id,
        )
    )


async def touched(
    tx: Tx, client_id: ClientId, touch_id: TouchId, by: PersonId | None, now: datetime
) -> list[CallId]:
    """A touch closes the client's open cadence call; gives those closed, whose cards are to be drawn anew."""
    rows = await tx.all(
        "UPDATE calls SET state = 'done', outcome = 'touched', done_by = :by, done_at = :at, touch_id = :touch,"
        " version = version + 1 WHERE client_id = :client AND state = 'open' AND cause = 'cadence' RETURNING id",
        by=by,
        at=to_us(now),
        touch=touch_id,
        client=client_id,
    )
    return [CallId(row["id"]) for row in rows]


async def untouched(tx: Tx, touch_id: TouchId) -> list[CallId]:
    """An undone touch opens again what it had closed."""
    rows = await tx.all(
        "UPDATE calls SET state = 'open', outcome = NULL, done_by = NULL, done_at = NULL, touch_id = NULL,"
        " version = version + 1 WHERE touch_id = :touch RETURNING id",
        touch=touch_id,
    )
    return [CallId(row["id"]) for row in rows]


async def open_cadence(conn: Conn, client_id: ClientId) -> CallId | None:
    """The client's open cadence call, unless somebody gave it an hour of their own."""
    found = await conn.value(
        "SELECT id FROM calls WHERE client_id = :client AND state = 'open' AND cause = 'cadence' AND timed = 0",
        client=client_id,
    )
    return None if found is None else CallId(found)


async def forget(tx: Tx, call_id: CallId) -> None:
    """Close an open call that is not due any more, as if nobody had planned it: its day may plan it again."""
    await tx.execute(
        "UPDATE calls SET state = 'dropped', done_at = NULL, key = key || ':' || id, version = version + 1"
        " WHERE id = :id AND state = 'open'",
        id=call_id,
    )
    await alarms.clear(tx, f"call:{call_id}")


async def cadence_page(conn: Conn, after: ClientId, limit: int) -> list[Row]:
    """Clients to look at for a cadence call: not lost, with no open cadence call; by id after a given one.

    dropped_at, tried_at: when the last cadence call was dropped, or ended without anybody being reached.
    """
    return await conn.all(
        "SELECT c.id, c.tier, c.last_touch_at, c.created_at,"
        " (SELECT MAX(x.done_at) FROM calls x WHERE x.client_id = c.id AND x.cause = 'cadence'"
        " AND x.state = 'dropped') AS dropped_at,"
        " (SELECT MAX(x.done_at) FROM calls x WHERE x.client_id = c.id AND x.cause = 'cadence'"
        " AND x.state = 'done') AS tried_at FROM clients c WHERE c.id > :after AND c.status <> 'lost'"
        " AND NOT EXISTS (SELECT 1 FROM calls x WHERE x.client_id = c.id AND x.state = 'open' AND x.cause = 'cadence')"
        " ORDER BY c.id LIMIT :limit",
        after=after,
        limit=limit,
    )


async def longest_silent(conn: Conn, scope: Scope, limit: int) -> list[Row]:
    """The clients in sight (name, last_touch_at) whom nobody contacted for longest."""
    return await conn.all(
        f"SELECT c.id, c.name, c.last_touch_at FROM clients c WHERE {VISIBLE} AND c.status <> 'lost'"
        " ORDER BY COALESCE(c.last_touch_at, 0), c.id LIMIT :limit",
        limit=limit,
        **scope.params(),
    )


async def colleagues(conn: Conn, scope: Scope) -> list[Row]:
    """Who may take a call over: the actor's team (for the head everybody), without the actor."""
    return await conn.all(
        "SELECT p.id, p.name FROM people p WHERE p.role <> 'contact' AND p.left_at IS NULL AND p.id <> :me"
        " AND (CAST(:all AS BIGINT) = 1 OR p.team_id = CAST(:team AS BIGINT)) ORDER BY p.folded, p.id LIMIT 12",
        me=scope.person_id,
        all=int(scope.role == "head"),
        team=scope.team_id,
    )


def call(row: Row) -> Call:
    """A row of _SELECT as a Call."""
    return Call(
        id=CallId(row["id"]),
        version=row["version"],
        client_id=ClientId(row["client_id"]),
        client=row["client"],
        person_id=row["person_id"],
        person=row["person"],
        position=row["position"],
        phone=row["phone"],
        username=row["username"],
        owner_id=row["owner_id"],
        owner=row["owner"],
        tier=row["tier"],
        cause=row["cause"],
        cause_thing=row["cause_thing"],
        due_at=from_us(row["due_at"]),
        timed=bool(row["timed"]),
        note=row["note"],
        state=State(row["state"]),
        outcome=None if row["outcome"] is None else Outcome(row["outcome"]),
        snoozes=row["snoozes"],
        last_touch_at=maybe_from_us(row["last_touch_at"]),
        last_score=row["last_score"],
        scored_at=maybe_from_us(row["scored_at"]),
        score_noted=bool(row["score_noted"]),
        last_note=row["last_note"],
        last_note_kind=row["last_note_kind"],
        next_try_at=maybe_from_us(row["next_try_at"]),
        done_by=row["done_by"],
        done_at=maybe_from_us(row["done_at"]),
    )
