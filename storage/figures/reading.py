"""What the counts say about windows of days: the one query behind command, picture and file. Not: intervals."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from bot.domain.figures import Whose, Window
from bot.domain.time import maybe_from_us, to_us
from storage.database import Conn

# CROSS JOIN keeps SQLite at "a window, then its rows"; PostgreSQL does so by itself.
_TALLIES = """WITH w (n, first_day, end_day) AS (VALUES {windows})
    SELECT f.who, w.n, CAST(SUM(f.promoters) AS BIGINT) AS promoters, CAST(SUM(f.passives) AS BIGINT) AS passives,
        CAST(SUM(f.detractors) AS BIGINT) AS detractors
    FROM w CROSS JOIN figure_answers f
    WHERE f.who IN (:whose) AND f.day >= w.first_day AND f.day < w.end_day AND f.next_day >= w.end_day
    GROUP BY f.who, w.n"""
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
    distinct = list(dict.fromkeys(windows))
    values = ", ".join(
        f"({n}, CAST(:first{n} AS BIGINT), CAST(:end{n} AS BIGINT))" for n in range(len(distinct))
    )
    edges = {f"first{n}": window.first for n, window in enumerate(distinct)}
    edges |= {f"end{n}": window.end for n, window in enumerate(distinct)}
    rows = await conn.all(_TALLIES.format(windows=values), whose=list(whose), **edges)
    found = {(one, window): Tally(0, 0, 0) for one in whose for window in distinct}
    for row in rows:
        found[Whose(row["who"]), distinct[row["n"]]] = Tally(
            row["promoters"], row["passives"], row["detractors"]
        )
    return found


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
