"""Counting everything anew: on a database older than the counts, after a change of the company's zone, in bulk loads."""

from collections.abc import Iterator

from bot.domain.figures import TIERS
from bot.domain.nps import Group
from storage.database import Tx
from storage.figures.counting import keep, turn
from storage.figures.deltas import COLUMN, Deltas
from storage.figures.questions import ROWS, questions
from storage.figures.voices import ANSWERS, GROUPS, REASONS, Words, gathered, voices, words_of

_PAGE = 5000
_PERSONS = (
    """SELECT DISTINCT person_id FROM answers WHERE person_id > :after ORDER BY person_id LIMIT :limit"""
)
_SOME = " AND a.person_id > :after AND a.person_id <= :last"
_ORDER = " ORDER BY a.person_id, a.at, a.id"
_TICK = """UPDATE invitations SET segment = :segment, tier = :tier, counted = :counted,
    team_id = COALESCE(team_id, (SELECT c.team_id FROM clients c WHERE c.id = invitations.client_id)) WHERE id = :id"""


async def rebuild(tx: Tx, zone: str) -> None:
    """Throw all counts away and count every answer and question by the days of this zone. Takes a minute a million."""
    await turn(tx)
    for table in ("figure_news", "figure_voices", "figure_answers", "figure_asked"):
        await tx.execute(f"DELETE FROM {table}")
    await tx.execute("UPDATE invitations SET counted = 0 WHERE counted <> 0")
    words = await Words.load(tx)
    await _voices(tx, words, zone)
    for statement in _sums():
        await tx.execute(statement)
    await _questions(tx, words, zone)


async def _voices(tx: Tx, words: Words, zone: str) -> None:
    """All answers, so many contacts at a time."""
    after = 0
    while persons := await tx.all(_PERSONS, after=after, limit=_PAGE):
        last = persons[-1]["person_id"]
        reasons = gathered(await tx.all(REASONS + _SOME, after=after, last=last))
        rows = await tx.all(ANSWERS + _SOME + _ORDER, after=after, last=last)
        found = list(voices(rows, reasons, zone).values())
        await words.ensure(tx, words_of(found))
        if found:
            await keep(tx, found, words)
        after = last


def _sums() -> Iterator[str]:
    """The cells of `Deltas`, summed by the database: a million answers one by one would take minutes."""
    for who, some in (
        ("0", "1 = 1"),
        ("-v.team_id", "v.team_id <> 0"),
        ("v.manager_id", "v.manager_id <> 0"),
    ):
        for segment in ("0", "v.segment"):
            for programme, following in (("0", "v.next_day"), ("v.programme", "v.next_same")):
                for reason, join in (("0", ""), ("w.id", _REASON)):
                    places = (who, segment, programme, reason, "v.day", following)
                    by = ", ".join(
                        place for place in places if place != "0"
                    )  # a bare 0 would be a column's place
                    yield _SUM.format(
                        places=", ".join(places), by=by, following=following, join=join, some=some
                    )


_REASON = """ JOIN answer_reasons r ON r.answer_id = v.answer_id
    JOIN figure_words w ON w.kind = 'reason' AND w.word = r.reason"""


def _column(tier: str, group: Group) -> str:
    return (
        f"SUM(CASE WHEN v.tier = {TIERS.index(tier)} AND v.voice = {GROUPS.index(group)} THEN 1 ELSE 0 END)"
    )


_SUM = (
    f"INSERT INTO figure_answers (who, segment, programme, reason, day, next_day, {', '.join(COLUMN.values())})"
    " SELECT {places}, "
    + ", ".join(_column(*pair) for pair in COLUMN)
    + " FROM figure_voices v{join} WHERE {some} AND {following} > v.day"
    " GROUP BY {by}"
)


async def _questions(tx: Tx, words: Words, zone: str) -> None:
    after = 0
    while rows := await tx.all(
        ROWS + " AND i.id > :after ORDER BY i.id LIMIT :limit", after=after, limit=_PAGE
    ):
        deltas, found = Deltas(words), questions(rows, zone)
        await words.ensure(
            tx, {pair for one in found for pair in (("segment", one.segment), ("programme", one.programme))}
        )
        for one in found:
            deltas.question(one)
        await deltas.write(tx)
        await tx.many(
            _TICK,
            [
                {"id": one.id, "segment": one.segment, "tier": one.tier, "counted": 1 + one.answered}
                for one in found
            ],
        )
        after = rows[-1]["id"]
