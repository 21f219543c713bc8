"""What the counts say about windows of days: the one query behind command, picture and file. Not: intervals."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import product
from typing import NamedTuple

from bot.domain.figures import Whose, Window
from bot.domain.time import maybe_from_us, to_us
from storage.database import Conn

# Day by day, so that the index skips to the rows whose next day lies past the window: for a period that ends today that
# is one row a day. CROSS JOIN and + keep SQLite at that order; PostgreSQL finds it by itself.
_TALLIES = """WITH RECURSIVE d (day) AS (SELECT CAST(:first AS BIGINT) UNION ALL
    SELECT d.day + 1 FROM d WHERE d.day + 1 < CAST(:end AS BIGINT)) """
_TALLY = """SELECT {n} AS n, CAST(COALESCE(SUM(f.promoters), 0) AS BIGINT) AS promoters,
    CAST(COALESCE(SUM(f.passives), 0) AS BIGINT) AS passives, CAST(COALESCE(SUM(f.detractors), 0) AS BIGINT) AS detractors
    FROM d CROSS JOIN figure_answers f WHERE +d.day >= :first{n} AND +d.day < :end{n}
    AND f.who = :whose{n} AND f.day = d.day AND f.next_day >= :end{n}"""
_AT_ONCE = 100
_TOP = """SELECT reason, CAST(SUM(n) AS BIGINT) AS n FROM figure_reasons
    WHERE who = :whose AND day >= :first_day AND day < :end_day AND next_day >= :end_day
    GROUP BY reason HAVING SUM(n) > 0 ORDER BY SUM(n) DESC, reason LIMIT 1"""
_ASKED = """SELECT CAST(COALESCE(SUM(sent), 0) AS BIGINT) AS sent, CAST(COALESCE(SUM(answered), 0) AS BIGINT) AS answered
    FROM figure_asked WHERE who = :whose AND day >= :first_day AND day < :end_day"""
_OPEN = """SELECT COUNT(*) FROM invitations i JOIN clients c ON c.id = i.client_id
    WHERE i.asked_at >= :since AND i.stage = 'open' AND i.wave_id IS NOT NULL
    AND (CAST(:whose AS BIGINT) = 0 OR c.manager_id = :whose OR c.team_id = -CAST(:whose AS BIGINT))"""
_NEXT_WAVE = """SELECT MIN(at) FROM waves WHERE state = 'planned' AND at > :now
    AND (reach = 'all' OR CAST(:team AS BIGINT) IS NULL OR team_id = CAST(:team AS BIGINT))"""


class Tally(NamedTuple):
    """Contacts by the group of their last own answer in a window."""

    promoters: int
    passives: int
    detractors: int


class Asked(NamedTuple):
    """Questions that went out in a window, and how many of them were answered so far."""

    sent: int
    answered: int


async def tallies(
    conn: Conn, whose: Sequence[Whose], windows: Iterable[Window]
) -> dict[tuple[Whose, Window], Tally]:
    """Each contact once a window, with the last own answer in it; every pair of whose and window is there."""
    pairs = list(product(whose, dict.fromkeys(windows)))
    found: dict[tuple[Whose, Window], Tally] = {}
    for start in range(0, len(pairs), _AT_ONCE):
        found |= await _tallies(conn, pairs[start : start + _AT_ONCE])
    return found


async def _tallies(conn: Conn, pairs: Sequence[tuple[Whose, Window]]) -> dict[tuple[Whose, Window], Tally]:
    edges = {
        "first": min(window.first for _, window in pairs),
        "end": max(window.end for _, window in pairs),
    }
    for n, (one, window) in enumerate(pairs):
        edges |= {f"whose{n}": one, f"first{n}": window.first, f"end{n}": window.end}
    sql = _TALLIES + " UNION ALL ".join(_TALLY.format(n=n) for n in range(len(pairs)))
    rows = await conn.all(sql, **edges)
    return {pairs[row["n"]]: Tally(row["promoters"], row["passives"], row["detractors"]) for row in rows}


async def top_reason(conn: Conn, whose: Whose, window: Window) -> tuple[str, int] | None:
    """What the detractors of a window name most, and how many of them; ties by id."""
    row = await conn.one(_TOP, whose=whose, first_day=window.first, end_day=window.end)
    return None if row is None else (row["reason"], row["n"])


async def response(conn: Conn, whose: Whose, window: Window) -> Asked:
    """Questions of waves that went out in a window, answered by the contacts themselves at any time since."""
    row = await conn.one(_ASKED, whose=whose, first_day=window.first, end_day=window.end)
    assert row is not None
    return Asked(row["sent"], row["answered"])


async def open_questions(conn: Conn, whose: Whose, since: datetime) -> int:
    """Questions out since an instant that wait for their answer."""
    return int(await conn.value(_OPEN, whose=whose, since=to_us(since)))


async def next_wave(conn: Conn, team: int | None, now: datetime) -> datetime | None:
    """When the next wave goes out to a team (None: to anybody)."""
    return maybe_from_us(await conn.value(_NEXT_WAVE, team=team, now=to_us(now)))
