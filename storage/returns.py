"""What happened to somebody's clients in a stretch of time: for the first morning after an absence. Not: wording."""

from datetime import datetime

from bot.domain.absences import Happened
from bot.domain.ids import PersonId
from bot.domain.time import to_us
from storage.database import Conn

# Of their clients, and what was handed to them; also what the deputy took over meanwhile.
_MINE = "(c.manager_id = CAST(:person AS BIGINT) OR x.owner_id = CAST(:person AS BIGINT))"
_OF_CLIENT = "c.manager_id = CAST(:person AS BIGINT)"
_COUNT = """(SELECT COUNT(*) FROM {table} x JOIN clients c ON c.id = x.client_id WHERE {mine}
    AND x.{at} >= CAST(:since AS BIGINT) AND x.{at} < CAST(:until AS BIGINT){more})"""


def _count(table: str, at: str, more: str = "", mine: str = _MINE) -> str:
    return _COUNT.format(table=table, at=at, more=more, mine=mine)


_HAPPENED = f"""SELECT
    {_count("calls", "done_at", " AND x.state = 'done'")} AS calls,
    {_count("touches", "at", " AND x.undone_at IS NULL AND x.by_id IS NOT NULL", _OF_CLIENT)} AS touches,
    {_count("cases", "opened_at")} AS cases_opened, {_count("cases", "closed_at")} AS cases_closed,
    {_count("complaints", "filed_at")} AS complaints_filed, {_count("complaints", "closed_at")} AS complaints_closed,
    {_count("answers", "at", "", _OF_CLIENT)} AS answers,
    {_count("answers", "at", " AND x.score <= 6", _OF_CLIENT)} AS low"""


async def happened(conn: Conn, person_id: PersonId, since: datetime, until: datetime) -> Happened:
    """Counts over [since, until)."""
    row = await conn.one(_HAPPENED, person=person_id, since=to_us(since), until=to_us(until))
    assert row is not None
    return Happened(**{name: int(row[name]) for name in Happened.__dataclass_fields__})
