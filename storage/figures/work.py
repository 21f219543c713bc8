"""Rows of cases, complaints, calls and touches behind a period's figures. Not: the sums."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.domain.cases import CONTENT
from bot.domain.figures import WHOLE, CaseRow, ComplaintRow, Counts, Cut, Whose
from bot.domain.time import from_us, maybe_from_us, to_us
from storage.database import Conn
from storage.figures.people import spellings

# Whoever owns the thing, else the client's manager; a team by its clients.
_WHOSE = """(CAST(:whose AS BIGINT) = 0 OR COALESCE(x.owner_id, c.manager_id) = CAST(:whose AS BIGINT)
    OR c.team_id = -CAST(:whose AS BIGINT))"""
_CASES = f"""SELECT x.opened_at, x.contacted_at, x.contact_due, x.closed_at, x.close_due, x.done_at, x.outcome,
        x.reopened
    FROM cases x JOIN clients c ON c.id = x.client_id
    WHERE x.opened_at >= :since AND x.opened_at < :until AND {_WHOSE}"""
# The huddle tells the same causes (storage/huddles.py).
FINISHED = """SELECT x.cause, COUNT(*) AS n FROM cases x JOIN clients c ON c.id = x.client_id
    WHERE x.done_at >= :since AND x.done_at < :until AND x.state <> 'open' AND x.cause IS NOT NULL"""
BY_CAUSE = " GROUP BY x.cause ORDER BY COUNT(*) DESC, x.cause"
_OPEN_CASES = f"""SELECT COUNT(*) AS n, COALESCE(SUM(CASE WHEN x.state = 'open' AND (x.close_due < :now
        OR (x.contacted_at IS NULL AND x.contact_due < :now)) THEN 1 ELSE 0 END), 0) AS late
    FROM cases x JOIN clients c ON c.id = x.client_id WHERE x.state <> 'closed' AND {_WHOSE}"""
_OF_RECHECKS = "FROM case_rechecks r JOIN cases x ON x.id = r.case_id JOIN clients c ON c.id = x.client_id"
# The huddle names the same people (storage/huddles.py).
_HEARD = f"""SELECT DISTINCT h.id, h.score {_OF_RECHECKS} JOIN answers h ON h.id = r.heard_id
    WHERE h.at >= :since AND h.at < :until AND {_WHOSE}"""
_SILENT = f"""SELECT COUNT(DISTINCT a.person_id) {_OF_RECHECKS} JOIN answers a ON a.id = r.answer_id
    WHERE r.heard_id IS NULL AND r.due_at >= :since AND r.due_at < :until AND {_WHOSE}"""
_COMPLAINTS = f"""SELECT x.filed_at, x.answered_at, x.answer_by, x.solved_at, x.solve_by, x.closed_how, x.reopened,
        x.handling, x.category
    FROM complaints x JOIN clients c ON c.id = x.client_id
    WHERE x.filed_at >= :since AND x.filed_at < :until AND {_WHOSE}"""
_OPEN_COMPLAINTS = f"""SELECT COUNT(*) AS n, COALESCE(SUM(CASE WHEN x.state <> 'solved' AND x.waiting_from IS NULL
        AND (x.solve_by < :now OR (x.answered_at IS NULL AND x.answer_by < :now)) THEN 1 ELSE 0 END), 0) AS late
    FROM complaints x JOIN clients c ON c.id = x.client_id
    WHERE x.state IN ('received', 'work', 'solved') AND {_WHOSE}"""
_CALLS = f"""SELECT x.state, x.due_at, x.done_at, x.timed FROM calls x JOIN clients c ON c.id = x.client_id
    WHERE x.due_at >= :since AND x.due_at < :until AND {_WHOSE}"""
_TOUCHES = """SELECT t.kind, COUNT(*) AS n FROM touches t JOIN people b ON b.id = t.by_id
    JOIN clients c ON c.id = t.client_id WHERE t.by_id IS NOT NULL AND t.at >= :since AND t.at < :until AND t.undone_at IS NULL
    AND (CAST(:whose AS BIGINT) = 0 OR t.by_id = CAST(:whose AS BIGINT) OR b.team_id = -CAST(:whose AS BIGINT))"""
_RECOMMENDING = """SELECT COUNT(*) FROM recommendations_asked x JOIN clients c ON c.id = x.client_id
    WHERE x.asked_at >= :since AND x.asked_at < :until AND (CAST(:whose AS BIGINT) = 0
    OR x.manager_id = CAST(:whose AS BIGINT) OR x.team_id = -CAST(:whose AS BIGINT))"""
_TOUCHED = " GROUP BY t.kind ORDER BY t.kind"


async def _cutting(conn: Conn, cut: Cut, causes: Sequence[str] = ()) -> tuple[str, dict[str, Any]]:
    """Segment and tier of the client as they are now, and the causes of cases, as conditions."""
    more, params = "", dict[str, Any]()
    if cut.segment is not None:
        more += " AND " + ("c.segment IN (:spellings)" if cut.segment else "COALESCE(c.segment, '') = ''")
        params |= {"spellings": await spellings(conn, cut.segment) or [""]} if cut.segment else {}
    if cut.tier is not None:
        more += " AND c.tier = :tier"
        params["tier"] = cut.tier
    if causes:
        more += " AND x.cause IN (:causes)"
        params["causes"] = list(causes)
    return more, params


async def case_rows(
    conn: Conn,
    whose: Whose,
    since: datetime,
    until: datetime,
    cut: Cut = WHOLE,
    causes: Sequence[str] = (),
) -> list[CaseRow]:
    """Cases opened in a window; with `causes` only those closed with one of them."""
    more, params = await _cutting(conn, cut, causes)
    rows = await conn.all(_CASES + more, whose=whose, since=to_us(since), until=to_us(until), **params)
    return [
        CaseRow(
            opened_at=from_us(row["opened_at"]),
            contacted_at=maybe_from_us(row["contacted_at"]),
            contact_due=from_us(row["contact_due"]),
            closed_at=maybe_from_us(row["closed_at"]),
            close_due=from_us(row["close_due"]),
            done_at=maybe_from_us(row["done_at"]),
            outcome=row["outcome"],
            reopened=row["reopened"],
        )
        for row in rows
    ]


async def causes(
    conn: Conn, whose: Whose, since: datetime, until: datetime, cut: Cut = WHOLE, only: Sequence[str] = ()
) -> Counts:
    """Causes of the cases that were finished in a window, the most frequent first."""
    more, params = await _cutting(conn, cut, only)
    sql = f"{FINISHED} AND {_WHOSE}{more}{BY_CAUSE}"
    rows = await conn.all(sql, whose=whose, since=to_us(since), until=to_us(until), **params)
    return tuple((row["cause"], row["n"]) for row in rows)


async def open_cases(
    conn: Conn, whose: Whose, now: datetime, cut: Cut = WHOLE, causes: Sequence[str] = ()
) -> tuple[int, int]:
    """Cases that are not closed, and how many of them are overdue."""
    return await _open(conn, _OPEN_CASES, whose, now, await _cutting(conn, cut, causes))


async def recovery(
    conn: Conn, whose: Whose, since: datetime, until: datetime, cut: Cut = WHOLE, causes: Sequence[str] = ()
) -> tuple[int, int, int]:
    """Contacts who are asked again after a case: recovered, not, not answered yet.

    The first own answer after the date of the question decides (7 or more: recovered), and counts in the window in
    which it came; who has not answered counts in that of the date.
    """
    more, params = await _cutting(conn, cut, causes)
    window = {"whose": whose, "since": to_us(since), "until": to_us(until), **params}
    scores = [row["score"] for row in await conn.all(_HEARD + more, **window)]
    good = sum(score >= CONTENT for score in scores)
    return good, len(scores) - good, int(await conn.value(_SILENT + more, **window))


async def complaint_rows(
    conn: Conn, whose: Whose, since: datetime, until: datetime, cut: Cut = WHOLE
) -> list[ComplaintRow]:
    """Complaints filed in a window."""
    more, params = await _cutting(conn, cut)
    rows = await conn.all(_COMPLAINTS + more, whose=whose, since=to_us(since), until=to_us(until), **params)
    return [
        ComplaintRow(
            filed_at=from_us(row["filed_at"]),
            answered_at=maybe_from_us(row["answered_at"]),
            answer_by=maybe_from_us(row["answer_by"]),
            solved_at=maybe_from_us(row["solved_at"]),
            solve_by=maybe_from_us(row["solve_by"]),
            closed_how=row["closed_how"],
            reopened=row["reopened"],
            handling=row["handling"],
            category=row["category"],
        )
        for row in rows
    ]


async def open_complaints(conn: Conn, whose: Whose, now: datetime, cut: Cut = WHOLE) -> tuple[int, int]:
    """Complaints that are not closed, and how many of them are overdue (the clocks stand still while waiting)."""
    return await _open(conn, _OPEN_COMPLAINTS, whose, now, await _cutting(conn, cut))


async def _open(
    conn: Conn, sql: str, whose: Whose, now: datetime, cutting: tuple[str, dict[str, Any]]
) -> tuple[int, int]:
    more, params = cutting
    row = await conn.one(sql + more, whose=whose, now=to_us(now), **params)
    assert row is not None
    return int(row["n"]), int(row["late"])


async def activity(
    conn: Conn, whose: Whose, since: datetime, until: datetime, cut: Cut = WHOLE
) -> tuple[list[tuple[str, datetime, datetime | None, bool]], Counts]:
    """Calls due in a window (state, due, done, whether due at an hour), and touches made in it, by kind."""
    more, params = await _cutting(conn, cut)
    window = {"whose": whose, "since": to_us(since), "until": to_us(until), **params}
    calls = [
        (row["state"], from_us(row["due_at"]), maybe_from_us(row["done_at"]), bool(row["timed"]))
        for row in await conn.all(_CALLS + more, **window)
    ]
    touches = await conn.all(_TOUCHES + more + _TOUCHED, **window)
    return calls, tuple((row["kind"], row["n"]) for row in touches)


async def recommendations(
    conn: Conn, whose: Whose, since: datetime, until: datetime, cut: Cut = WHOLE
) -> int:
    """Times a promoter was asked to recommend us in a window."""
    more, params = await _cutting(conn, cut)
    sql = _RECOMMENDING + more
    return int(await conn.value(sql, whose=whose, since=to_us(since), until=to_us(until), **params))
