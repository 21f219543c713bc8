"""Single answers behind a figure: who answered low, and every row of a window for the file. Not: the figure."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.domain.figures import WHOLE, Cut, Whose
from bot.domain.forms import Further
from bot.domain.ids import AnswerId, ClientId
from bot.domain.people import Scope
from bot.domain.time import from_us, maybe_from_us, to_us
from storage import surveys
from storage.database import Conn, Row
from storage.figures.people import spellings
from storage.scope import VISIBLE

_WHOSE = """(CAST(:whose AS BIGINT) = 0 OR a.manager_id = CAST(:whose AS BIGINT)
    OR a.team_id = -CAST(:whose AS BIGINT))"""
_LAST = """NOT EXISTS (SELECT 1 FROM answers x WHERE x.person_id = a.person_id AND x.by_manager = 0
    AND x.at < :until AND (x.at > a.at OR (x.at = a.at AND x.id > a.id)))"""
LAST_OF_SURVEY = """NOT EXISTS (SELECT 1 FROM answers x JOIN invitations y ON y.id = x.invitation_id
    WHERE x.person_id = a.person_id AND x.by_manager = 0 AND y.programme = i.programme
    AND x.at < :until AND (x.at > a.at OR (x.at = a.at AND x.id > a.id)))"""
# A client who is not the actor's any more counts, but is not named.
_NAMES = f"""CASE WHEN {VISIBLE} THEN p.name END AS person, CASE WHEN {VISIBLE} THEN c.name END AS client"""
FROM = """FROM answers a JOIN clients c ON c.id = a.client_id JOIN invitations i ON i.id = a.invitation_id"""
WINDOW = f"a.at >= :since AND a.at < :until AND {_WHOSE}"
_NEWEST = "ORDER BY a.at DESC, a.id DESC LIMIT :limit"
_LOW = f"""SELECT a.id, a.client_id, a.score, a.at, {_NAMES} {FROM} JOIN people p ON p.id = a.person_id
    WHERE a.score <= 6 AND a.by_manager = 0 AND {WINDOW}"""
_EXPORT = f"""SELECT a.id, a.client_id, a.score, a.at, a.by_manager, {_NAMES}, m.name AS manager, i.programme,
        COALESCE(a.tier, c.tier) AS tier, CASE WHEN a.tier IS NULL THEN c.segment ELSE a.segment END AS segment,
        w.at AS wave_at, CASE WHEN a.by_manager = 0 AND {{last}} THEN 1 ELSE 0 END AS counts
    {FROM} JOIN people p ON p.id = a.person_id LEFT JOIN people m ON m.id = a.manager_id
    LEFT JOIN waves w ON w.id = i.wave_id WHERE {WINDOW}"""
_COUNT = f"SELECT COUNT(*) {FROM} WHERE {WINDOW}"
_NOTED = f"""SELECT COALESCE(SUM(CASE WHEN a.score >= 9 THEN 1 ELSE 0 END), 0) AS promoters,
        COALESCE(SUM(CASE WHEN a.score BETWEEN 7 AND 8 THEN 1 ELSE 0 END), 0) AS passives,
        COALESCE(SUM(CASE WHEN a.score <= 6 THEN 1 ELSE 0 END), 0) AS detractors
    {FROM} WHERE a.by_manager = 1 AND {WINDOW}"""


@dataclass(frozen=True, slots=True)
class Low:
    """A low answer; without names when the client is not the actor's any more."""

    id: AnswerId
    client_id: ClientId
    score: int
    at: datetime
    person: str | None
    client: str | None


@dataclass(frozen=True, slots=True)
class AnswerRow(Low):
    """An answer for the file. `counts`: it is the contact's last own one, which the figure counts;
    `further`: the other questions of a long form."""

    manager: str | None
    segment: str
    tier: str
    programme: str
    wave_at: datetime | None
    by_manager: bool
    counts: bool
    reasons: tuple[str, ...]
    words: str
    further: tuple[Further, ...] = ()


async def low(
    conn: Conn,
    scope: Scope,
    whose: Whose,
    since: datetime,
    until: datetime,
    *,
    limit: int,
    offset: int,
    cut: Cut = WHOLE,
) -> list[Low]:
    """Who answered 0-6 in a window, as the figure counts them, the newest first."""
    more, params = await cutting(conn, cut)
    sql = f"{_LOW} AND {_last(cut)}{more} {_NEWEST} OFFSET :offset"
    window = {"whose": whose, "since": to_us(since), "until": to_us(until)}
    rows = await conn.all(sql, limit=limit, offset=offset, **window, **params, **scope.params())
    return [Low(**_common(row)) for row in rows]


async def noted(
    conn: Conn, whose: Whose, since: datetime, until: datetime, cut: Cut = WHOLE
) -> tuple[int, int, int]:
    """Answers that managers noted down for their clients, by group; they count apart."""
    more, params = await cutting(conn, cut)
    row = await conn.one(_NOTED + more, whose=whose, since=to_us(since), until=to_us(until), **params)
    assert row is not None
    return int(row["promoters"]), int(row["passives"]), int(row["detractors"])


async def export(
    conn: Conn,
    scope: Scope,
    whose: Whose,
    since: datetime,
    until: datetime,
    limit: int,
    cut: Cut = WHOLE,
) -> tuple[list[AnswerRow], int]:
    """The newest answers dated in a window, and how many there are in all."""
    more, params = await cutting(conn, cut)
    window = {"whose": whose, "since": to_us(since), "until": to_us(until), **params}
    sql = f"{_EXPORT.format(last=_last(cut))}{more} {_NEWEST}"
    rows = await conn.all(sql, limit=limit, **window, **scope.params())
    ids = [row["id"] for row in rows]
    reasons = await _gathered(conn, "SELECT answer_id, reason AS one FROM answer_reasons", "reason", ids)
    words = await _gathered(
        conn, "SELECT answer_id, CASE WHEN question IS NULL THEN text END AS one FROM answer_words", "id", ids
    )
    further = await surveys.further(conn, ids)
    found = [_exported(row, reasons, words, further) for row in rows]
    return found, int(await conn.value(_COUNT + more, **window))


def _exported(
    row: Row,
    reasons: dict[int, list[str]],
    words: dict[int, list[str]],
    further: dict[AnswerId, tuple[Further, ...]],
) -> AnswerRow:
    named = row["person"] is not None
    return AnswerRow(
        **_common(row),
        manager=row["manager"],
        segment=row["segment"] or "",
        tier=row["tier"],
        programme=row["programme"],
        wave_at=maybe_from_us(row["wave_at"]),
        by_manager=bool(row["by_manager"]),
        counts=bool(row["counts"]),
        reasons=tuple(reasons.get(row["id"], ())),
        words="\n".join(words.get(row["id"], ())) if named else "",
        # Scores stay where names do not, as the figure counts them.
        further=tuple(
            one if named else replace(one, words=(), files=0) for one in further.get(row["id"], ())
        ),
    )


def _last(cut: Cut) -> str:
    return _LAST if cut.programme is None else LAST_OF_SURVEY


async def cutting(conn: Conn, cut: Cut) -> tuple[str, dict[str, Any]]:
    """The cut as conditions; an answer that is not counted yet has its client's segment and tier of now."""
    parts: list[str] = []
    params: dict[str, Any] = {}
    if cut.segment is not None:
        parts.append(
            "CASE WHEN a.tier IS NOT NULL THEN a.segment WHEN c.segment IN (:spellings) THEN :segment"
            " ELSE COALESCE(c.segment, '') END = :segment"
        )
        params = {"segment": cut.segment, "spellings": await spellings(conn, cut.segment) or [""]}
    if cut.tier is not None:
        parts.append("COALESCE(a.tier, c.tier) = :tier")
        params["tier"] = cut.tier
    if cut.programme is not None:
        parts.append("i.programme = :programme")
        params["programme"] = cut.programme
    if cut.reason is not None:
        parts.append(
            "EXISTS (SELECT 1 FROM answer_reasons r WHERE r.answer_id = a.id AND r.reason = :reason)"
        )
        params["reason"] = cut.reason
    return "".join(f" AND {part}" for part in parts), params


async def _gathered(
    conn: Conn, select: str, order: str, ids: list[int], more: str = ""
) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        for row in await conn.all(
            f"{select} WHERE answer_id IN (:ids){more} ORDER BY answer_id, {order}", ids=some
        ):
            if row["one"] is not None:
                found.setdefault(row["answer_id"], []).append(row["one"])
    return found


def _common(row: Row) -> dict[str, Any]:
    return {
        "id": AnswerId(row["id"]),
        "client_id": ClientId(row["client_id"]),
        "score": row["score"],
        "at": from_us(row["at"]),
        "person": row["person"],
        "client": row["client"],
    }
