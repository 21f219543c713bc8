"""What a week's huddle is made of, and what became of the letters of each Monday. Not: figures, wording."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.domain.cases import CONTENT
from bot.domain.huddles import Late, Recovered, Said
from bot.domain.ids import PersonId, TeamId
from bot.domain.time import from_us, to_us
from storage.database import Conn, Row, Tx
from storage.figures.work import BY_CAUSE, FINISHED

_TEAM = "COALESCE(c.team_id, 0) = CAST(:team AS BIGINT)"
_SAID = f"""SELECT w.answer_id, w.text, w.question, a.score, a.by_manager, p.name AS person, c.name AS client
    FROM answer_words w JOIN answers a ON a.id = w.answer_id JOIN people p ON p.id = a.person_id
    JOIN clients c ON c.id = a.client_id
    WHERE w.at >= :since AND w.at < :until AND {_TEAM} ORDER BY a.score, a.at, a.id, w.id"""
_CAUSES = f"{FINISHED} AND {_TEAM}{BY_CAUSE}"
# The same as the figures count as recovered.
_RECOVERED = f"""SELECT p.name AS person, c.name AS client, MIN(a.score) AS before, h.score AS now
    FROM case_rechecks r JOIN cases x ON x.id = r.case_id JOIN clients c ON c.id = x.client_id
    JOIN answers a ON a.id = r.answer_id JOIN answers h ON h.id = r.heard_id JOIN people p ON p.id = h.person_id
    WHERE h.at >= :since AND h.at < :until AND h.score >= :content AND {_TEAM}
    GROUP BY h.id, h.score, h.at, p.name, c.name ORDER BY h.at, h.id"""
# What was changed for good: of the team, or because of its clients' cases.
_CHANGED = f"""SELECT i.cause, i.title FROM improvements i
    WHERE i.state = 'done' AND i.ended_at >= :since AND i.ended_at < :until AND (COALESCE(i.team_id, 0) = :team
        OR EXISTS (SELECT 1 FROM improvement_cases j JOIN cases x ON x.id = j.case_id JOIN clients c ON c.id = x.client_id
            WHERE j.improvement_id = i.id AND {_TEAM}))
    ORDER BY i.ended_at, i.id"""
_PRIVATE = """EXISTS (SELECT 1 FROM contacts k JOIN people p ON p.id = k.person_id
    WHERE k.client_id = c.id AND p.name = c.name)"""
# The same cases and complaints as the figures count as overdue. Their states are said as the partial indexes say them.
_LATE = f"""SELECT 'case' AS noun, x.id AS number, c.name AS client, o.name AS owner, {_PRIVATE} AS private,
        CASE WHEN x.contacted_at IS NULL AND x.contact_due < :now THEN 'contact' ELSE 'close' END AS clock,
        CASE WHEN x.contacted_at IS NULL AND x.contact_due < :now THEN x.contact_due ELSE x.close_due END AS due
    FROM cases x JOIN clients c ON c.id = x.client_id LEFT JOIN people o ON o.id = COALESCE(x.owner_id, c.manager_id)
    WHERE x.state <> 'closed' AND x.state = 'open' AND (x.close_due < :now OR (x.contacted_at IS NULL AND x.contact_due < :now)) AND {_TEAM}
    UNION ALL SELECT 'complaint' AS noun, x.number, c.name AS client, o.name AS owner, {_PRIVATE} AS private,
        CASE WHEN x.answered_at IS NULL AND x.answer_by < :now THEN 'answer' ELSE 'solve' END AS clock,
        CASE WHEN x.answered_at IS NULL AND x.answer_by < :now THEN x.answer_by ELSE x.solve_by END AS due
    FROM complaints x JOIN clients c ON c.id = x.client_id LEFT JOIN people o ON o.id = COALESCE(x.owner_id, c.manager_id)
    WHERE x.state IN ('received', 'work', 'solved') AND x.state <> 'solved' AND x.waiting_from IS NULL
        AND (x.solve_by < :now OR (x.answered_at IS NULL AND x.answer_by < :now)) AND {_TEAM}
    ORDER BY 7, 1, 2"""


async def said(conn: Conn, team: TeamId, since: datetime, until: datetime) -> list[Said]:
    """What a team's clients said in a window, by answer, the lowest score first (team 0: clients without one)."""
    rows = await conn.all(_SAID, team=team, since=to_us(since), until=to_us(until))
    by_answer: dict[tuple[int, bool], list[Row]] = {}
    for row in rows:
        by_answer.setdefault((row["answer_id"], row["question"] is not None), []).append(row)
    return [_said(found) for found in by_answer.values()]


def _said(rows: Sequence[Row]) -> Said:
    one = rows[0]
    return Said(
        score=one["score"],
        person=one["person"],
        client=one["client"],
        words=tuple(row["text"] for row in rows if row["text"]),
        voices=sum(not row["text"] for row in rows),
        by_manager=bool(one["by_manager"]),
        further=one["question"] is not None,
    )


async def causes(conn: Conn, team: TeamId, since: datetime, until: datetime) -> list[tuple[str, int]]:
    """Causes of the cases that were finished in a window, the most frequent first."""
    rows = await conn.all(_CAUSES, team=team, since=to_us(since), until=to_us(until))
    return [(row["cause"], row["n"]) for row in rows]


async def late(conn: Conn, team: TeamId, now: datetime) -> list[Late]:
    """Cases and complaints of a team that are overdue now, the longest first."""
    return [
        Late(
            noun=row["noun"],
            number=row["number"],
            client=row["client"],
            clock=row["clock"],
            due=from_us(row["due"]),
            owner=row["owner"],
            private=bool(row["private"]),
        )
        for row in await conn.all(_LATE, team=team, now=to_us(now))
    ]


async def recovered(conn: Conn, team: TeamId, since: datetime, until: datetime) -> list[Recovered]:
    """Who was asked again after a closed case and gave 7 or more in a window, the newest last."""
    rows = await conn.all(_RECOVERED, team=team, since=to_us(since), until=to_us(until), content=CONTENT)
    return [Recovered(row["person"], row["client"], row["before"], row["now"]) for row in rows]


async def changed(
    conn: Conn, team: TeamId, since: datetime, until: datetime
) -> list[tuple[str | None, str | None]]:
    """Improvements that were finished in a window: the cause, or what it is called."""
    rows = await conn.all(_CHANGED, team=team, since=to_us(since), until=to_us(until))
    return [(row["cause"], row["title"]) for row in rows]


async def has_clients(conn: Conn, team: TeamId) -> bool:
    """Whether there is anybody whom a team could hear."""
    found = await conn.value(f"SELECT 1 FROM clients c WHERE {_TEAM} LIMIT 1", team=team)
    return found is not None


async def record(tx: Tx, thing: str, monday: date, state: str, now: datetime) -> bool:
    """What becomes of the letter of a week; False when that was written before: nothing is to be done again."""
    return bool(
        await tx.execute(
            "INSERT INTO mondays (thing, monday, state, at) VALUES (:thing, :monday, :state, :now)"
            " ON CONFLICT DO NOTHING",
            thing=thing,
            monday=monday.isoformat(),
            state=state,
            now=to_us(now),
        )
    )


async def teams_without_alarm(conn: Conn) -> list[TeamId]:
    """Teams (0: none) whose huddle is not set."""
    rows = await conn.all(
        "SELECT t.id FROM (SELECT id FROM teams UNION ALL SELECT 0 AS id) t WHERE NOT EXISTS"
        " (SELECT 1 FROM alarms a WHERE a.thing = 'huddle:' || CAST(t.id AS TEXT) AND a.kind = 'huddle.due')"
        " ORDER BY t.id"
    )
    return [TeamId(row["id"]) for row in rows]


async def leads_without_alarm(conn: Conn) -> list[PersonId]:
    """Leads and heads whose weekly figures are not set."""
    rows = await conn.all(
        "SELECT p.id FROM people p WHERE p.role IN ('lead', 'head') AND p.left_at IS NULL AND NOT EXISTS"
        " (SELECT 1 FROM alarms a WHERE a.thing = 'weekly:' || CAST(p.id AS TEXT) AND a.kind = 'weekly.due')"
        " ORDER BY p.id"
    )
    return [PersonId(row["id"]) for row in rows]


async def wants_weekly(conn: Conn, person_id: PersonId) -> bool:
    """Whether a lead or head wants the figures of each week."""
    return bool(await conn.value("SELECT weekly FROM people WHERE id = :id", id=person_id))


async def want_weekly(tx: Tx, person_id: PersonId, *, on: bool) -> None:
    """They want them, or not any more."""
    await tx.execute("UPDATE people SET weekly = :on WHERE id = :id", id=person_id, on=int(on))
