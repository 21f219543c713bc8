"""Questions that we asked, as they are counted: sent, and answered by the contact themselves. Not: reading the counts."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bot.domain.figures import EVERYBODY, Cut, Whose, Window
from bot.domain.folding import fold
from storage.database import Conn, Row
from storage.figures.voices import day_of

SENT = """NOT EXISTS (SELECT 1 FROM answers y JOIN phone_notes n ON n.answer_id = y.id
    WHERE y.invitation_id = i.id AND n.asked_at IS NULL)"""
"""What a manager noted on the phone before the question went out was never sent."""

# counted: 0 not yet, 1 as sent, 2 as answered. Whoever rates unasked was not asked.
ROWS = f"""SELECT i.id, i.asked_at, i.counted, COALESCE(i.manager_id, 0) AS manager_id,
    COALESCE(i.team_id, c.team_id, 0) AS team_id, i.programme, COALESCE(i.tier, c.tier) AS tier,
    CASE WHEN i.tier IS NULL THEN c.segment ELSE i.segment END AS segment,
    CASE WHEN i.tier IS NULL THEN 1 ELSE 0 END AS fresh, CASE WHEN a.id IS NULL THEN 0 ELSE 1 END AS answered
    FROM invitations i JOIN clients c ON c.id = i.client_id
    LEFT JOIN answers a ON a.invitation_id = i.id AND a.by_manager = 0
    WHERE i.asked_at IS NOT NULL AND i.programme <> 'rate' AND i.counted < 2
    AND (i.counted = 0 OR a.id IS NOT NULL) AND {SENT}"""


class Question(NamedTuple):
    """What a question adds to the counts: itself, its answer, or both."""

    id: int
    manager: int
    team: int
    segment: str
    tier: str
    programme: str
    day: int
    sent: int
    answered: int
    fresh: bool

    def fits(self, whose: Whose, window: Window, cut: Cut) -> bool:
        """Whether it belongs to them, to the window and to the cut; a question has no reasons."""
        return (
            whose in (EVERYBODY, self.manager or None, -self.team or None)
            and window.first <= self.day < window.end
            and cut.segment in (None, self.segment)
            and cut.tier in (None, self.tier)
            and cut.programme in (None, self.programme)
        )


async def uncounted(conn: Conn, persons: Sequence[int], zone: str) -> list[Question]:
    """What the questions of these contacts add to the counts."""
    found: list[Question] = []
    for start in range(0, len(persons), 500):
        rows = await conn.all(ROWS + " AND i.person_id IN (:ids)", ids=list(persons[start : start + 500]))
        found += questions(rows, zone)
    return found


def questions(rows: Iterable[Row], zone: str) -> list[Question]:
    """Rows of ROWS that add something."""
    every = [
        Question(
            id=row["id"],
            manager=row["manager_id"],
            team=row["team_id"],
            segment=fold(row["segment"] or ""),
            tier=row["tier"],
            programme=row["programme"],
            day=day_of(row["asked_at"], zone),
            sent=int(row["counted"] == 0),
            answered=int(row["answered"] and row["counted"] < 2),
            fresh=bool(row["fresh"]),
        )
        for row in rows
    ]
    return [one for one in every if one.sent or one.answered]
