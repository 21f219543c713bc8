"""Rounds of asking and what came of each question: answered, elsewhere, by phone, waiting, silence. Not: shares."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.domain.figures import WHOLE, Cut, Whose
from bot.domain.time import from_us, to_us
from storage.database import Conn, Row
from storage.figures.people import spellings
from storage.figures.questions import SENT

# Whose it was when it was asked; what is not counted yet has its client's team, segment and tier of now.
_WHOSE = """(CAST(:whose AS BIGINT) = 0 OR i.manager_id = CAST(:whose AS BIGINT)
    OR COALESCE(i.team_id, c.team_id) = -CAST(:whose AS BIGINT))"""
# Somebody who answered another question of ours, or rated unasked, while this one was out, is not silent.
_ELSEWHERE = """EXISTS (SELECT 1 FROM answers x WHERE x.person_id = i.person_id AND x.by_manager = 0
    AND x.at >= i.asked_at AND (i.closed_at IS NULL OR x.at <= i.closed_at))"""
_STATE = f"""CASE WHEN a.by_manager = 0 THEN 'answered' WHEN {_ELSEWHERE} THEN 'elsewhere'
    WHEN a.by_manager = 1 THEN 'noted' WHEN i.stage = 'open' THEN 'waiting' ELSE 'silent' END"""
_ROUNDS = f"""SELECT w.id, w.programme, w.at, {_STATE} AS came, COUNT(*) AS n
    FROM waves w JOIN invitations i ON i.wave_id = w.id JOIN clients c ON c.id = i.client_id
    LEFT JOIN answers a ON a.invitation_id = i.id
    WHERE w.at >= :since AND w.at < :until AND i.asked_at IS NOT NULL AND {SENT} AND {_WHOSE}"""


@dataclass(frozen=True, slots=True)
class Round:
    """One wave: its survey, when it went out, and its questions by what came of them."""

    programme: str
    at: datetime
    answered: int = 0
    elsewhere: int = 0
    noted: int = 0
    waiting: int = 0
    silent: int = 0

    @property
    def sent(self) -> int:
        """All of them."""
        return self.answered + self.elsewhere + self.noted + self.waiting + self.silent

    def plus(self, other: "Round") -> "Round":
        """Both as one."""
        counts = ("answered", "elsewhere", "noted", "waiting", "silent")
        return replace(self, **{name: getattr(self, name) + getattr(other, name) for name in counts})


async def rounds(conn: Conn, whose: Whose, since: datetime, until: datetime, cut: Cut = WHOLE) -> list[Round]:
    """The waves that went out in a window, the newest first; a reason in the cut leaves nothing out."""
    more, params = await _cutting(conn, cut)
    sql = f"{_ROUNDS}{more} GROUP BY w.id, w.programme, w.at, came ORDER BY w.at DESC, w.id DESC"
    return _gathered(await conn.all(sql, whose=whose, since=to_us(since), until=to_us(until), **params))


async def _cutting(conn: Conn, cut: Cut) -> tuple[str, dict[str, Any]]:
    more, params = "", dict[str, Any]()
    if cut.segment is not None:
        more += (
            " AND CASE WHEN i.tier IS NOT NULL THEN i.segment WHEN c.segment IN (:spellings) THEN :segment"
            " ELSE COALESCE(c.segment, '') END = :segment"
        )
        params = {"segment": cut.segment, "spellings": await spellings(conn, cut.segment) or [""]}
    if cut.tier is not None:
        more += " AND COALESCE(i.tier, c.tier) = :tier"
        params["tier"] = cut.tier
    if cut.programme is not None:
        more += " AND w.programme = :programme"
        params["programme"] = cut.programme
    return more, params


def _gathered(rows: Iterable[Row]) -> list[Round]:
    found: dict[int, dict[str, Any]] = {}
    for row in rows:
        one = found.setdefault(row["id"], {"programme": row["programme"], "at": from_us(row["at"])})
        one[row["came"]] = row["n"]
    return [Round(**one) for one in found.values()]
