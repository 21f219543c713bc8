"""Everything that happened with one client, the newest first. The caller has checked the scope. Not: what is open."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.ids import ClientId
from bot.domain.time import from_us, to_us
from storage.database import Conn

WHATS = (
    "touch",
    "call",
    "score",
    "complaint",
    "solved",
    "case",
    "settled",
    "note",
    "edit",
    "guest",
    "occasion",
)
"""Kinds of events. What `detail` and `words` are stands in _EVERY, branch by branch."""

_EVERY = """SELECT 'touch' AS what, t.kind AS detail, t.note AS words, p.name AS who, t.at AS at, t.id AS id
    FROM touches t LEFT JOIN people p ON p.id = t.by_id WHERE t.client_id = :client AND t.undone_at IS NULL
UNION ALL SELECT 'call', CASE x.state WHEN 'dropped' THEN 'dropped' ELSE x.outcome END, x.note, p.name, x.done_at, x.id
    FROM calls x LEFT JOIN people p ON p.id = x.done_by WHERE x.client_id = :client AND x.done_at IS NOT NULL
    AND (x.state = 'dropped' OR x.outcome IN ('no-answer', 'left-message', 'wrong-number'))
UNION ALL SELECT 'score', CAST(a.score AS TEXT) || CASE a.by_manager WHEN 1 THEN ':noted' ELSE '' END, NULL, p.name,
    a.at, a.id
    FROM answers a JOIN people p ON p.id = a.person_id WHERE a.client_id = :client
UNION ALL SELECT 'complaint', CAST(x.number AS TEXT), x.kind, p.name, x.filed_at, x.id
    FROM complaints x JOIN people p ON p.id = x.person_id WHERE x.client_id = :client AND x.filed_at IS NOT NULL
UNION ALL SELECT 'solved', CAST(x.number AS TEXT), x.closed_how, NULL, x.closed_at, x.id
    FROM complaints x WHERE x.client_id = :client AND x.filed_at IS NOT NULL AND x.closed_at IS NOT NULL
UNION ALL SELECT 'case', s.state, NULL, p.name, s.opened_at, s.id
    FROM cases s LEFT JOIN people p ON p.id = s.owner_id WHERE s.client_id = :client
UNION ALL SELECT 'settled', s.outcome, s.done, p.name, s.closed_at, s.id
    FROM cases s LEFT JOIN people p ON p.id = s.done_by WHERE s.client_id = :client AND s.closed_at IS NOT NULL
UNION ALL SELECT 'note', n.kind, n.words, p.name, n.at, n.id FROM notes n JOIN people p ON p.id = n.by_id
    WHERE n.thing = :thing OR n.thing IN (SELECT 'call:' || z.id FROM calls z WHERE z.client_id = :client)
    OR n.thing IN (SELECT 'person:' || k.person_id FROM contacts k WHERE k.client_id = :client)
    OR n.thing IN (SELECT 'case:' || s.id FROM cases s WHERE s.client_id = :client)
UNION ALL SELECT 'edit', e.field, e.old || '|' || e.new, p.name, e.at, e.id FROM edits e
    LEFT JOIN people p ON p.id = e.by_id
    WHERE e.thing = :thing AND e.undone_at IS NULL AND e.field IN ('manager', 'tier', 'status')
UNION ALL SELECT 'guest', g.state, e.name, p.name, g.at, g.exhibition_id FROM guests g
    JOIN exhibitions e ON e.id = g.exhibition_id LEFT JOIN people p ON p.id = g.by_id
    WHERE g.client_id = :client AND g.at IS NOT NULL
UNION ALL SELECT 'occasion', o.kind || ':' || o.state, COALESCE(o.label, w.name), p.name, o.done_at, o.id
    FROM occasions o LEFT JOIN people p ON p.id = o.done_by LEFT JOIN people w ON w.id = o.person_id
    WHERE o.client_id = :client AND o.state IN ('done', 'skipped') AND o.done_at IS NOT NULL"""
_THESE = f"FROM ({_EVERY}) e WHERE e.at <= :until AND e.what IN (:whats)"


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a client's history: one of WHATS, when (UTC), by or of whom; `id` of the thing."""

    what: str
    detail: str
    words: str | None
    who: str | None
    at: datetime
    id: int


async def events(
    conn: Conn, client_id: ClientId, whats: Sequence[str], until: datetime, *, limit: int, offset: int
) -> tuple[list[Event], int]:
    """A page of what happened until an instant, and how much there is in all: what happens later moves no page."""
    params = {
        "client": client_id,
        "thing": f"client:{client_id}",
        "until": to_us(until),
        "whats": list(whats),
    }
    total = int(await conn.value(f"SELECT COUNT(*) {_THESE}", **params))
    rows = await conn.all(
        f"SELECT e.what, e.detail, e.words, e.who, e.at, e.id {_THESE}"
        " ORDER BY e.at DESC, e.what, e.id DESC LIMIT :limit OFFSET :offset",
        limit=limit,
        offset=offset,
        **params,
    )
    found = [
        Event(row["what"], row["detail"] or "", row["words"], row["who"], from_us(row["at"]), row["id"])
        for row in rows
    ]
    return await _with_words(conn, found), total


async def _with_words(conn: Conn, found: list[Event]) -> list[Event]:
    """What was said with the scores among the events."""
    scores = [one.id for one in found if one.what == "score"]
    if not scores:
        return found
    said: dict[int, list[str]] = {}
    for row in await conn.all(
        "SELECT answer_id, text FROM answer_words WHERE answer_id IN (:ids) AND text IS NOT NULL ORDER BY id",
        ids=scores,
    ):
        said.setdefault(row["answer_id"], []).append(row["text"])
    return [
        replace(one, words="\n".join(said[one.id])) if one.what == "score" and one.id in said else one
        for one in found
    ]
