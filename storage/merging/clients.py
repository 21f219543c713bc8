"""One client goes into another: all that speaks of it moves, gaps are filled, what both have is put together."""

import json
from datetime import datetime

from bot.domain.cases import CaseState, Clock
from bot.domain.ids import CaseId, ClientId
from bot.domain.time import to_us
from storage import cases, outbox
from storage.database import Conn, Row, Tx
from storage.merging.record import Record, Value
from storage.references import references
from storage.searching.index import index

GAPS = ("external_id", "country", "city", "segment", "first_deal", "last_deal", "contract_signed", "contract_ends",
    "share")  # fmt: skip
"""What the kept client takes over from the other where it has nothing itself."""
_COUNTS = """SELECT (SELECT COUNT(*) FROM contacts k JOIN people p ON p.id = k.person_id
    WHERE k.client_id = :id AND p.left_at IS NULL) AS contacts,
    (SELECT COUNT(*) FROM touches WHERE client_id = :id AND undone_at IS NULL) AS touches,
    (SELECT COUNT(*) FROM answers WHERE client_id = :id) AS answers,
    (SELECT COUNT(*) FROM complaints WHERE client_id = :id AND filed_at IS NOT NULL) AS complaints,
    (SELECT COUNT(*) FROM cases WHERE client_id = :id) AS cases,
    (SELECT COUNT(*) FROM calls WHERE client_id = :id AND state = 'open' AND cause <> 'cadence') AS calls,
    (SELECT COUNT(*) FROM own_dates WHERE client_id = :id) AS dates,
    (SELECT COUNT(*) FROM guests WHERE client_id = :id) AS exhibitions,
    (SELECT COUNT(*) FROM notes WHERE thing = 'client:' || CAST(:id AS BIGINT)) AS notes"""
# The one that is further along stays.
_ALONG = """CASE {g}.state WHEN 'coming' THEN 5 WHEN 'maybe' THEN 4 WHEN 'declined' THEN 3 WHEN 'told' THEN 2
    WHEN 'unreachable' THEN 1 ELSE 0 END"""
_KEYS = {"contacts": "person_id", "guests": "exhibition_id"}


async def counted(conn: Conn, client_id: ClientId) -> dict[str, int]:
    """How much there is of a client, by what it is."""
    row = await conn.one(_COUNTS, id=client_id)
    assert row is not None
    return dict(row)


async def merge_clients(tx: Tx, kept: ClientId, gone: ClientId, now: datetime) -> Record:
    """Move everything of `gone` to `kept`; the row of `gone` goes. The caller has checked the scope."""
    done = Record()
    mine, other = await _row(tx, kept), await _row(tx, gone)
    await _calls(tx, done, gone, now)
    await _cases(tx, done, kept, gone, now)
    await _guests(tx, done, kept, gone)
    await done.remove(
        tx, "own_dates", "client_id = :gone AND EXISTS (SELECT 1 FROM own_dates o WHERE o.client_id = :kept"
        " AND o.label = own_dates.label AND o.day = own_dates.day AND o.month = own_dates.month)",
        kept=kept, gone=gone,
    )  # fmt: skip
    await done.remove(
        tx, "occasions", "client_id = :gone AND person_id IS NULL AND state = 'open'", gone=gone
    )
    for table, column in references("clients"):
        await done.move(tx, table, column, gone, kept, key=_KEYS.get(table, "id"))
    for table in ("notes", "edits"):
        await done.move(tx, table, "thing", f"client:{gone}", f"client:{kept}")
    await done.remove(tx, "clients", "id = :gone", gone=gone)
    await done.change(tx, "clients", kept, _filled(mine, other))
    await refresh(tx, kept)
    await index(tx, [kept, gone])
    return done


async def refresh(tx: Tx, client_id: int) -> None:
    """The last touch of a client as its touches say."""
    await tx.execute(
        "UPDATE clients SET last_touch_at = (SELECT MAX(t.at) FROM touches t WHERE t.client_id = clients.id"
        " AND t.undone_at IS NULL), version = version + 1 WHERE id = :id",
        id=client_id,
    )


async def _row(conn: Conn, client_id: ClientId) -> Row:
    row = await conn.one("SELECT * FROM clients WHERE id = :id", id=client_id)
    assert row is not None
    return row


def _filled(mine: Row, other: Row) -> dict[str, Value]:
    """The gaps, and the notes of both."""
    values: dict[str, Value] = {
        name: other[name] for name in GAPS if mine[name] is None and other[name] is not None
    }
    if mine["manager_id"] is None and other["manager_id"] is not None:
        values |= {"manager_id": other["manager_id"], "team_id": other["team_id"]}
    if other["notes"] and other["notes"] != mine["notes"]:
        values["notes"] = f"{mine['notes']}\n{other['notes']}" if mine["notes"] else other["notes"]
    if other["created_at"] < mine["created_at"]:
        values["created_at"] = other["created_at"]
    return values


async def _calls(tx: Tx, done: Record, gone: ClientId, now: datetime) -> None:
    """A client has one call by cadence: the other's is dropped."""
    rows = await tx.all(
        "SELECT id FROM calls WHERE client_id = :id AND state = 'open' AND cause = 'cadence'", id=gone
    )
    for row in rows:
        await done.change(tx, "calls", row["id"], {"state": "dropped", "done_at": to_us(now)})


async def _cases(tx: Tx, done: Record, kept: ClientId, gone: ClientId, now: datetime) -> None:
    """A client has one case at a time: one that is in work stays before one whose client is asked, else the older one.
    The voices of the other join it, who is still asked in it stays asked, and it is closed; whoever waits for a first
    contact in it waits on."""
    order = "ORDER BY CASE state WHEN 'open' THEN 0 ELSE 1 END, opened_at, id"
    rows = await tx.all(
        f"SELECT id, state, round FROM cases WHERE client_id IN (:both) AND state <> 'closed' {order}",
        both=[kept, gone],
    )
    if len(rows) < 2:
        return
    stays, goes = rows[0], rows[1]
    for row in await tx.all(
        "SELECT answer_id, joined_at FROM case_answers WHERE case_id = :id", id=goes["id"]
    ):
        await done.insert(tx, "case_answers", {"case_id": stays["id"], **dict(row)})
    on = {"case_id": stays["id"], "round": stays["round"]} if stays["state"] == "asked" else {"reply": "void"}
    for row in await tx.all(
        "SELECT id FROM case_questions WHERE case_id = :id AND reply IS NULL", id=goes["id"]
    ):
        await done.change(tx, "case_questions", row["id"], on)
        await outbox.redraw(tx, f"settled:{row['id']}", now=now)
    await _waiting(tx, done, CaseId(stays["id"]), CaseId(goes["id"]))
    await done.change(tx, "cases", goes["id"], {"state": "closed", "closed_at": to_us(now)})
    thing = f"case:{goes['id']}"
    for alarm in await tx.all("SELECT * FROM alarms WHERE thing = :thing", thing=thing):
        await done.remove(tx, "alarms", "id = :id", id=alarm["id"])
    done.joined = (CaseId(goes["id"]), CaseId(stays["id"]))
    was = json.dumps({"into": stays["id"]})
    await done.insert(tx, "case_log", {"case_id": goes["id"], "at": to_us(now), "what": "merged", "was": was})
    await outbox.redraw(tx, thing, now=now)


async def _waiting(tx: Tx, done: Record, stays: CaseId, goes: CaseId) -> None:
    one, other = await cases.load(tx, stays), await cases.load(tx, goes)
    assert one is not None
    assert other is not None
    if one.state is CaseState.OPEN and not one.runs(Clock.CONTACT) and other.runs(Clock.CONTACT):
        row = await tx.one("SELECT * FROM cases WHERE id = :id", id=goes)
        assert row is not None
        clock = {name: row[name] for name in ("contact_from", "contact_due", "contact_mark", "contact_after")}
        await done.change(tx, "cases", stays, {**clock, "contacted_at": None})


async def _guests(tx: Tx, done: Record, kept: ClientId, gone: ClientId) -> None:
    """Both are invited to the same exhibition: who is further along stays."""
    both = "SELECT o.exhibition_id FROM guests o WHERE o.client_id = :other AND o.exhibition_id = guests.exhibition_id"
    behind = f"{_ALONG.format(g='guests')} < (SELECT {_ALONG.format(g='o')} FROM guests o WHERE o.client_id = :other AND"
    behind += " o.exhibition_id = guests.exhibition_id)"
    await done.remove(tx, "guests", f"client_id = :id AND {behind}", id=kept, other=gone)
    await done.remove(tx, "guests", f"client_id = :id AND EXISTS ({both})", id=gone, other=kept)
