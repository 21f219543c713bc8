"""What the counts say about windows of days: the one query behind command, picture and file. Not: intervals."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import product
from typing import NamedTuple

from bot.domain.figures import WHOLE, Cut, Whose, Window
from bot.domain.nps import Group
from bot.domain.time import maybe_from_us, to_us
from storage.database import Conn
from storage.figures.deltas import asked_total, total
from storage.figures.pending import Pending, within
from storage.figures.voices import GROUPS, Words

# Day by day, so that the index skips to the rows whose next day lies past the window: for a period that ends today that
# is one row a day. CROSS JOIN and + keep SQLite at that order; PostgreSQL finds it by itself.
_DAYS = """WITH RECURSIVE d (day) AS (SELECT CAST(:first AS BIGINT) UNION ALL
    SELECT d.day + 1 FROM d WHERE d.day + 1 < CAST(:end AS BIGINT)) """
_COUNTED = """SELECT {n} AS n, {sums} FROM d CROSS JOIN figure_answers f WHERE +d.day >= :first{n} AND +d.day < :end{n}
    AND f.who = :whose{n} AND f.segment = :segment{n} AND f.programme = :programme{n} AND f.reason = :reason{n}
    AND f.day = d.day AND f.next_day >= :end{n}"""
_AT_ONCE = 60
_ASKED = """SELECT CAST(COALESCE(SUM({sent}), 0) AS BIGINT) AS sent, CAST(COALESCE(SUM({answered}), 0) AS BIGINT) AS answered
    FROM figure_asked f WHERE f.who = :whose AND f.segment = :segment AND f.programme = :programme
    AND f.day >= :first_day AND f.day < :end_day"""
_OPEN = """SELECT COUNT(*) FROM invitations i JOIN clients c ON c.id = i.client_id
    WHERE i.asked_at >= :since AND i.stage = 'open' AND i.programme <> 'rate'
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


class _Wanted(NamedTuple):
    whose: Whose
    window: Window
    cut: Cut


async def tallies(
    conn: Conn,
    whose: Sequence[Whose],
    windows: Iterable[Window],
    cut: Cut = WHOLE,
    pending: Pending | None = None,
) -> dict[tuple[Whose, Window], Tally]:
    """Each contact once a window, with the last own answer in it (to that survey, where the cut names one); every pair of
    whose and window is there."""
    wanted = [_Wanted(one, window, cut) for one, window in product(whose, dict.fromkeys(windows))]
    found = await _tallies(conn, wanted, pending)
    return {(one.whose, one.window): tally for one, tally in found.items()}


async def _tallies(conn: Conn, wanted: Sequence[_Wanted], pending: Pending | None) -> dict[_Wanted, Tally]:
    words = await Words.load(conn)
    pending = await Pending.load(conn) if pending is None else pending
    found: dict[_Wanted, Tally] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        found |= await _counted(conn, wanted[start : start + _AT_ONCE], words)
    changes = {pair: pending.of(*pair) for pair in {(one.whose, one.cut) for one in wanted}}
    return {one: _with(found.get(one), one, changes[one.whose, one.cut]) for one in wanted}


def _with(tally: Tally | None, one: _Wanted, change: tuple[Sequence, Sequence]) -> Tally:  # type: ignore[type-arg]
    less, more = (within(voices, one.window, one.cut) for voices in change)
    return Tally(
        *(n + more[group] - less[group] for n, group in zip(tally or (0, 0, 0), GROUPS, strict=True))
    )


async def _counted(conn: Conn, wanted: Sequence[_Wanted], words: Words) -> dict[_Wanted, Tally]:
    params: dict[str, int] = {}
    parts: list[str] = []
    for n, one in enumerate(wanted):
        cut = one.cut
        numbers = {
            "segment": words.number("segment", cut.segment),
            "programme": words.number("programme", cut.programme),
            "reason": words.number("reason", cut.reason),
        }
        if None in numbers.values():  # never counted
            continue
        params |= {f"whose{n}": one.whose, f"first{n}": one.window.first, f"end{n}": one.window.end}
        params |= {f"{name}{n}": int(number or 0) for name, number in numbers.items()}
        sums = ", ".join(_summed(total(cut.tier, group), group) for group in GROUPS)
        parts.append(_COUNTED.format(n=n, sums=sums))
    if not parts:
        return {}
    params["first"] = min(one.window.first for one in wanted)
    params["end"] = max(one.window.end for one in wanted)
    rows = await conn.all(_DAYS + " UNION ALL ".join(parts), **params)
    return {wanted[row["n"]]: Tally(row["promoter"], row["passive"], row["detractor"]) for row in rows}


def _summed(what: str, group: Group) -> str:
    return f"CAST(COALESCE(SUM({what}), 0) AS BIGINT) AS {group}"


async def top_reason(
    conn: Conn, whose: Whose, window: Window, cut: Cut = WHOLE, pending: Pending | None = None
) -> tuple[str, int] | None:
    """What the detractors of a window name most, and how many of them; ties by id. None where one was asked for."""
    if cut.reason is not None:
        return None
    pending = await Pending.load(conn) if pending is None else pending
    known = set((await Words.load(conn)).all("reason"))
    known |= {reason for voice in pending.come for reason in voice.reasons}
    wanted = [_Wanted(whose, window, replace(cut, reason=reason)) for reason in sorted(known)]
    found = await _tallies(conn, wanted, pending)
    named = [(one.cut.reason or "", tally.detractors) for one, tally in found.items() if tally.detractors]
    return min(named, key=lambda pair: (-pair[1], pair[0]), default=None)


async def response(
    conn: Conn, whose: Whose, window: Window, cut: Cut = WHOLE, pending: Pending | None = None
) -> Asked:
    """Questions of ours that went out in a window, answered by the contacts themselves at any time since; a reason in the
    cut leaves nothing out."""
    words = await Words.load(conn)
    pending = await Pending.load(conn) if pending is None else pending
    numbers = {
        "segment": words.number("segment", cut.segment),
        "programme": words.number("programme", cut.programme),
    }
    sent, answered = pending.asked(whose, window, cut)
    if None not in numbers.values():
        sql = _ASKED.format(sent=asked_total(cut.tier, "sent"), answered=asked_total(cut.tier, "answered"))
        row = await conn.one(sql, whose=whose, first_day=window.first, end_day=window.end, **numbers)
        assert row is not None
        sent, answered = sent + row["sent"], answered + row["answered"]
    return Asked(sent, answered)


async def open_questions(conn: Conn, whose: Whose, since: datetime) -> int:
    """Questions out since an instant that wait for their answer."""
    return int(await conn.value(_OPEN, whose=whose, since=to_us(since)))


async def next_wave(conn: Conn, team: int | None, now: datetime) -> datetime | None:
    """When the next wave goes out to a team (None: to anybody)."""
    return maybe_from_us(await conn.value(_NEXT_WAVE, team=team, now=to_us(now)))
