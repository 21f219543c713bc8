"""Which cases an improvement stands for, and whose words are in them. Not: the improvement itself."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.ids import CaseId, ClientId, ImprovementId, PersonId, TeamId
from bot.domain.improvements import Raised, Reader, left_out
from bot.domain.people import Scope
from bot.domain.time import from_us, to_us
from storage.database import Conn, Row, Tx
from storage.scope import VISIBLE

# Of this cause, since then, after the last improvement of the cause ended, and in none of the ended ones.
_COUNTABLE = """SELECT s.id, c.team_id FROM cases s JOIN clients c ON c.id = s.client_id
    WHERE s.cause = :cause AND s.done_at >= :since AND s.id <> :but
    AND s.done_at > COALESCE((SELECT MAX(e.ended_at) FROM improvements e WHERE e.cause = :cause AND e.state <> 'open'), 0)
    AND NOT EXISTS (SELECT 1 FROM improvement_cases j JOIN improvements e ON e.id = j.improvement_id
        WHERE j.case_id = s.id AND e.cause = :cause AND e.state <> 'open')
    ORDER BY s.done_at, s.id"""
_VOICES = """FROM improvement_cases j JOIN cases s ON s.id = j.case_id JOIN clients c ON c.id = s.client_id
    JOIN case_answers v ON v.case_id = s.id JOIN answers a ON a.id = v.answer_id JOIN people p ON p.id = a.person_id
    WHERE j.improvement_id = :id"""
_SAID = """SELECT s.id AS case_id, a.person_id, p.name, s.client_id, c.name AS client, a.score, a.at,
    (SELECT w.text FROM answer_words w WHERE w.answer_id = a.id AND w.text IS NOT NULL AND w.text <> ''
     ORDER BY w.id DESC LIMIT 1) AS words"""
# What staff noted by phone is not quoted to the contact as theirs.
_OWN_WORDS = _SAID.replace("AND w.text IS NOT NULL", "AND w.by_id IS NULL AND w.text IS NOT NULL")
_READERS = f"""SELECT DISTINCT p.id, p.language, p.user_id, p.unreachable_at, p.left_at, p.stopped_at,
    COALESCE(k.surveys, 0) AS surveys {_VOICES.replace("WHERE", "LEFT JOIN contacts k ON k.person_id = p.id WHERE")}
    ORDER BY p.id"""


async def countable(
    conn: Conn, cause: str, since: datetime, but: CaseId | None = None
) -> list[tuple[CaseId, TeamId | None]]:
    """Cases of this cause that no earlier improvement stands for, with the teams of their clients, oldest first."""
    rows = await conn.all(_COUNTABLE, cause=cause, since=to_us(since), but=but or 0)
    return [(CaseId(row["id"]), row["team_id"]) for row in rows]


async def spent(conn: Conn, case_id: CaseId, cause: str) -> bool:
    """Whether an improvement of this cause that is over stood for the case: it counts once."""
    found = await conn.value(
        "SELECT 1 FROM improvement_cases j JOIN improvements e ON e.id = j.improvement_id"
        " WHERE j.case_id = :case AND e.cause = :cause AND e.state <> 'open' LIMIT 1",
        case=case_id,
        cause=cause,
    )
    return found is not None


async def join(tx: Tx, id_: ImprovementId, cases: Sequence[CaseId], now: datetime) -> int:
    """The improvement stands for these cases too; how many it did not before."""
    joined = 0
    for case in cases:
        joined += await tx.execute(
            "INSERT INTO improvement_cases (improvement_id, case_id, joined_at) VALUES (:id, :case, :now) "
            "ON CONFLICT DO NOTHING",
            id=id_,
            case=case,
            now=to_us(now),
        )
    return joined


async def leave(tx: Tx, case_id: CaseId, cause: str) -> list[ImprovementId]:
    """The case has this cause now: open improvements of other causes that stood for it do no more."""
    rows = await tx.all(
        "DELETE FROM improvement_cases WHERE case_id = :case AND improvement_id IN (SELECT i.id FROM improvements i"
        " WHERE i.state = 'open' AND i.cause <> :cause) RETURNING improvement_id AS id",
        case=case_id,
        cause=cause,
    )
    return [ImprovementId(row["id"]) for row in rows]


async def raised(
    conn: Conn, scope: Scope, id_: ImprovementId, limit: int, offset: int
) -> tuple[list[Raised], int, int]:
    """A page of who raised it at clients that the reader sees, the newest first; how many of these there are, and how
    many at other clients."""
    seen = await conn.value(f"SELECT COUNT(*) {_VOICES} AND {VISIBLE}", id=id_, **scope.params())
    every = await conn.value(f"SELECT COUNT(*) {_VOICES}", id=id_)
    rows = await conn.all(
        f"{_SAID} {_VOICES} AND {VISIBLE} ORDER BY a.at DESC, a.id DESC LIMIT :limit OFFSET :offset",
        id=id_,
        limit=limit,
        offset=offset,
        **scope.params(),
    )
    return [_raised(row) for row in rows], int(seen), int(every) - int(seen)


async def latest_said(conn: Conn, id_: ImprovementId, person_id: PersonId) -> Raised | None:
    """What this contact said last of it, before anything else those with words."""
    row = await conn.one(
        f"SELECT * FROM ({_OWN_WORDS} {_VOICES} AND a.person_id = :person) said"
        " ORDER BY CASE WHEN words IS NULL THEN 1 ELSE 0 END, at DESC LIMIT 1",
        id=id_,
        person=person_id,
    )
    return None if row is None else _raised(row)


async def open_with(conn: Conn, person_id: PersonId) -> list[ImprovementId]:
    """Open improvements that this contact raised."""
    rows = await conn.all(
        "SELECT DISTINCT j.improvement_id AS id FROM answers a JOIN case_answers v ON v.answer_id = a.id"
        " JOIN improvement_cases j ON j.case_id = v.case_id JOIN improvements i ON i.id = j.improvement_id"
        " WHERE a.person_id = :person AND i.state = 'open' ORDER BY id",
        person=person_id,
    )
    return [ImprovementId(row["id"]) for row in rows]


async def readers(conn: Conn, id_: ImprovementId, language: str) -> list[Reader]:
    """Everybody who raised it, each once; `language`: of who has chosen none."""
    return [
        Reader(
            PersonId(row["id"]),
            row["language"] or language,
            left_out(
                left=row["left_at"] is not None,
                reachable=row["user_id"] is not None and row["unreachable_at"] is None,
                stopped=row["stopped_at"] is not None,
                surveys=bool(row["surveys"]),
            ),
        )
        for row in await conn.all(_READERS, id=id_)
    ]


def _raised(row: Row) -> Raised:
    return Raised(
        case_id=CaseId(row["case_id"]),
        person_id=PersonId(row["person_id"]),
        name=row["name"],
        client_id=ClientId(row["client_id"]),
        client=row["client"],
        score=row["score"],
        at=from_us(row["at"]),
        words=row["words"],
    )
