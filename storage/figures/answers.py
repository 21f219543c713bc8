"""Single answers behind a figure: who answered low, and every row of a window for the file. Not: the figure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.figures import Whose
from bot.domain.ids import AnswerId, ClientId
from bot.domain.people import Scope
from bot.domain.time import from_us, to_us
from storage.database import Conn, Row
from storage.scope import VISIBLE

_WHOSE = """(CAST(:whose AS BIGINT) = 0 OR a.manager_id = CAST(:whose AS BIGINT)
    OR a.team_id = -CAST(:whose AS BIGINT))"""
_LAST = """NOT EXISTS (SELECT 1 FROM answers x WHERE x.person_id = a.person_id AND x.by_manager = 0
    AND x.at < :until AND (x.at > a.at OR (x.at = a.at AND x.id > a.id)))"""
# A client who is not the actor's any more counts, but is not named.
_NAMES = f"""CASE WHEN {VISIBLE} THEN p.name END AS person, CASE WHEN {VISIBLE} THEN c.name END AS client"""
_FROM = """FROM answers a JOIN people p ON p.id = a.person_id JOIN clients c ON c.id = a.client_id"""
_LOW = f"""SELECT a.id, a.client_id, a.score, a.at, {_NAMES} {_FROM}
    WHERE a.score <= 6 AND a.by_manager = 0 AND a.at >= :since AND a.at < :until AND {_WHOSE} AND {_LAST}
    ORDER BY a.at DESC, a.id DESC LIMIT :limit OFFSET :offset"""
_EXPORT = f"""SELECT a.id, a.client_id, a.score, a.at, a.by_manager, {_NAMES}, m.name AS manager, i.programme,
        CASE WHEN a.by_manager = 0 AND {_LAST} THEN 1 ELSE 0 END AS counts
    {_FROM} JOIN invitations i ON i.id = a.invitation_id LEFT JOIN people m ON m.id = a.manager_id
    WHERE a.at >= :since AND a.at < :until AND {_WHOSE} ORDER BY a.at DESC, a.id DESC LIMIT :limit"""
_COUNT = f"SELECT COUNT(*) FROM answers a WHERE a.at >= :since AND a.at < :until AND {_WHOSE}"


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
    """An answer for the file. `counts`: it is the contact's last own one, which the figure counts."""

    manager: str | None
    programme: str
    by_manager: bool
    counts: bool
    reasons: tuple[str, ...]
    words: str


async def low(
    conn: Conn, scope: Scope, whose: Whose, since: datetime, until: datetime, *, limit: int, offset: int
) -> list[Low]:
    """Who answered 0-6 in a window, as the figure counts them, the newest first."""
    rows = await conn.all(
        _LOW,
        whose=whose,
        since=to_us(since),
        until=to_us(until),
        limit=limit,
        offset=offset,
        **scope.params(),
    )
    return [Low(**_common(row)) for row in rows]


async def of_managers(conn: Conn, whose: Whose, since: datetime, until: datetime) -> int:
    """Answers that managers noted down for their clients; they count apart."""
    sql = _COUNT + " AND a.by_manager = 1"
    return int(await conn.value(sql, whose=whose, since=to_us(since), until=to_us(until)))


async def export(
    conn: Conn, scope: Scope, whose: Whose, since: datetime, until: datetime, limit: int
) -> tuple[list[AnswerRow], int]:
    """The newest answers dated in a window, and how many there are in all."""
    window = {"whose": whose, "since": to_us(since), "until": to_us(until)}
    rows = await conn.all(_EXPORT, limit=limit, **window, **scope.params())
    ids = [row["id"] for row in rows]
    reasons = await _gathered(conn, "SELECT answer_id, reason AS one FROM answer_reasons", "reason", ids)
    words = await _gathered(conn, "SELECT answer_id, text AS one FROM answer_words", "id", ids)
    found = [
        AnswerRow(
            **_common(row),
            manager=row["manager"],
            programme=row["programme"],
            by_manager=bool(row["by_manager"]),
            counts=bool(row["counts"]),
            reasons=tuple(reasons.get(row["id"], ())),
            words="\n".join(words.get(row["id"], ())) if row["person"] is not None else "",
        )
        for row in rows
    ]
    return found, int(await conn.value(_COUNT, **window))


async def _gathered(conn: Conn, select: str, order: str, ids: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        for row in await conn.all(
            f"{select} WHERE answer_id IN (:ids) ORDER BY answer_id, {order}", ids=some
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
