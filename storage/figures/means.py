"""Further questions of long forms: how they were answered on the average. Not: wording, too few."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.figures import WHOLE, Cut, Whose
from bot.domain.time import to_us
from storage.database import Conn
from storage.figures.answers import FROM, LAST_OF_SURVEY, WINDOW, cutting

# Of each contact the last own answer to a survey that answers this question, as the NPS of that survey takes the last one.
_MEANS = f"""SELECT i.programme, s.question, MAX(s.asked) AS asked, COUNT(*) AS n, SUM(s.score) AS total
    {FROM} JOIN answer_scores s ON s.answer_id = a.id
    WHERE s.score IS NOT NULL AND a.by_manager = 0 AND {WINDOW} AND {LAST_OF_SURVEY}"""


@dataclass(frozen=True, slots=True)
class Total:
    """A further question: `asked` is the company's own wording; so many answers, their scores 0-10 summed."""

    programme: str
    question: str
    asked: str | None
    n: int
    total: int


async def further_scores(
    conn: Conn, whose: Whose, since: datetime, until: datetime, cut: Cut = WHOLE
) -> list[Total]:
    """Every further question that was answered with a score in a window."""
    more, params = await cutting(conn, cut)
    sql = f"{_MEANS}{more} GROUP BY i.programme, s.question ORDER BY i.programme, s.question"
    rows = await conn.all(sql, whose=whose, since=to_us(since), until=to_us(until), **params)
    return [
        Total(row["programme"], row["question"], row["asked"], int(row["n"]), int(row["total"]))
        for row in rows
    ]
