"""Counting everything anew: on a database older than the counts, after a change of the company's zone, in bulk loads."""

from collections.abc import AsyncIterator, Sequence
from itertools import pairwise

from bot.domain.nps import Group
from storage.database import Row, Tx
from storage.figures.counting import NEVER, Deltas, Voice, day_of, whose

_PAGE = 5000
_PERSONS = (
    """SELECT DISTINCT person_id FROM answers WHERE person_id > :after ORDER BY person_id LIMIT :limit"""
)
_ANSWERS = """SELECT id, person_id, manager_id, team_id, score, at FROM answers
    WHERE person_id > :after AND person_id <= :last AND by_manager = 0 ORDER BY person_id, at, id"""
_REASONS = """SELECT r.answer_id, r.reason FROM answer_reasons r JOIN answers a ON a.id = r.answer_id
    WHERE a.person_id > :after AND a.person_id <= :last AND a.score <= 6 AND a.by_manager = 0"""
_ASKED = """SELECT i.id, i.asked_at, i.manager_id, i.team_id, CASE WHEN a.id IS NULL THEN 0 ELSE 1 END AS answered
    FROM invitations i LEFT JOIN answers a ON a.invitation_id = i.id AND a.by_manager = 0
    WHERE i.id > :after AND i.wave_id IS NOT NULL AND i.asked_at IS NOT NULL ORDER BY i.id LIMIT :limit"""


async def rebuild(tx: Tx, zone: str) -> None:
    """Throw all counts away and count every answer and question by the days of this zone. Takes a minute a million."""
    for table in ("figure_answers", "figure_reasons", "figure_asked"):
        await tx.execute(f"DELETE FROM {table}")
    await tx.execute(
        "UPDATE invitations SET counted = 1, team_id = COALESCE(team_id, (SELECT c.team_id FROM clients c"
        " WHERE c.id = invitations.client_id)) WHERE wave_id IS NOT NULL AND asked_at IS NOT NULL"
    )
    async for answers, reasons in _pages(tx):
        await _answers(tx, answers, reasons, zone)
    await _questions(tx, zone)


async def recount(tx: Tx, persons: Sequence[int], zone: str, sign: int) -> None:
    """Take the answers of these contacts out of the counts (-1) or put them in (1), around a change of whose they are."""
    answers = await tx.all(
        "SELECT id, person_id, manager_id, team_id, score, at FROM answers WHERE person_id IN (:ids)"
        " AND by_manager = 0 ORDER BY person_id, at, id",
        ids=list(persons),
    )
    reasons: dict[int, list[str]] = {}
    for row in await tx.all(
        "SELECT r.answer_id, r.reason FROM answer_reasons r JOIN answers a ON a.id = r.answer_id"
        " WHERE a.person_id IN (:ids) AND a.score <= 6 AND a.by_manager = 0",
        ids=list(persons),
    ):
        reasons.setdefault(row["answer_id"], []).append(row["reason"])
    await _answers(tx, answers, reasons, zone, sign)
    if sign > 0:
        await tx.execute("DELETE FROM figure_answers WHERE promoters = 0 AND passives = 0 AND detractors = 0")
        await tx.execute("DELETE FROM figure_reasons WHERE n = 0")


async def _pages(tx: Tx) -> AsyncIterator[tuple[list[Row], dict[int, list[str]]]]:
    """All answers of so many contacts at a time, with the reasons of 0-6."""
    after = 0
    while persons := await tx.all(_PERSONS, after=after, limit=_PAGE):
        last = persons[-1]["person_id"]
        reasons: dict[int, list[str]] = {}
        for row in await tx.all(_REASONS, after=after, last=last):
            reasons.setdefault(row["answer_id"], []).append(row["reason"])
        yield await tx.all(_ANSWERS, after=after, last=last), reasons
        after = last


async def _answers(
    tx: Tx, answers: list[Row], reasons: dict[int, list[str]], zone: str, sign: int = 1
) -> None:
    deltas = Deltas()
    days = [day_of(row["at"], zone) for row in answers]
    for (row, day), (following, next_day) in pairwise([*zip(answers, days, strict=True), (None, NEVER)]):
        assert row is not None
        same = following is not None and following["person_id"] == row["person_id"]
        deltas.voice(
            Voice(
                whose(row["manager_id"], row["team_id"]),
                day,
                next_day if same else NEVER,
                Group.of(row["score"]),
                tuple(reasons.get(row["id"], ())),
            ),
            sign,
        )
    await deltas.write(tx)


async def _questions(tx: Tx, zone: str) -> None:
    after = 0
    while rows := await tx.all(_ASKED, after=after, limit=_PAGE):
        deltas = Deltas()
        for row in rows:
            who, day = whose(row["manager_id"], row["team_id"]), day_of(row["asked_at"], zone)
            deltas.question(who, day, "sent")
            if row["answered"]:
                deltas.question(who, day, "answered")
        await deltas.write(tx)
        after = rows[-1]["id"]
