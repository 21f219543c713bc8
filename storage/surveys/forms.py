"""Long forms as rows: which question is on the screen, further scores and words. Not: which questions there are."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.forms import Further, Given
from bot.domain.ids import AnswerId
from bot.domain.time import maybe_from_us, to_us
from storage.database import Conn, Tx

_GIVEN = (
    """SELECT s.question, s.score, s.asked, s.at, s.changed_at FROM answer_scores s WHERE s.answer_id = :id"""
)
_SAID = """SELECT question, COUNT(*) AS n FROM answer_words WHERE answer_id = :id AND question IS NOT NULL
    GROUP BY question"""
_FURTHER = """SELECT answer_id, question, asked, score FROM answer_scores WHERE answer_id IN (:ids)
    ORDER BY answer_id, at, question"""
_WORDS = """SELECT answer_id, question, text, file_id FROM answer_words WHERE answer_id IN (:ids)
    AND question IS NOT NULL ORDER BY answer_id, id"""
_PUT = """INSERT INTO answer_scores (answer_id, question, score, asked, at)
    VALUES (:id, :question, :score, :asked, :now) ON CONFLICT (answer_id, question) DO NOTHING"""
# `old` of a question that was passed over first is NULL.
_CHANGED = """INSERT INTO answer_score_changes (answer_id, question, at, old, new)
    SELECT answer_id, question, :now, score, :score FROM answer_scores
    WHERE answer_id = :id AND question = :question"""


async def screen(conn: Conn, id_: AnswerId) -> tuple[bool, str | None]:
    """Whether the answer's further questions have begun, and which of them is on the screen."""
    row = await conn.one("SELECT question FROM answer_forms WHERE answer_id = :id", id=id_)
    return row is not None, None if row is None else row["question"]


async def begin(tx: Tx, id_: AnswerId, question: str | None, now: datetime) -> bool:
    """The further questions begin, once; False when they had."""
    return bool(
        await tx.execute(
            "INSERT INTO answer_forms (answer_id, question, at) VALUES (:id, :question, :now) ON CONFLICT DO NOTHING",
            id=id_,
            question=question,
            now=to_us(now),
        )
    )


async def turn(tx: Tx, id_: AnswerId, question: str | None, now: datetime) -> None:
    """This question is on the screen; None: none is."""
    await tx.execute(
        "UPDATE answer_forms SET question = :question, at = :now WHERE answer_id = :id",
        id=id_,
        question=question,
        now=to_us(now),
    )


async def given(conn: Conn, id_: AnswerId) -> dict[str, Given]:
    """What was answered, by question."""
    said = {row["question"]: row["n"] for row in await conn.all(_SAID, id=id_)}
    found = {question: Given(question, words=n) for question, n in said.items()}
    for row in await conn.all(_GIVEN, id=id_):
        question = row["question"]
        found[question] = Given(
            question, row["score"], said.get(question, 0), row["asked"], maybe_from_us(row["at"])
        )
    return found


async def grade(
    tx: Tx, id_: AnswerId, question: str, score: int | None, asked: str | None, now: datetime
) -> bool:
    """A score for a further question (None: passed over), the old one into its history; False when it was so."""
    params = {"id": id_, "question": question, "score": score, "now": to_us(now)}
    if await tx.execute(_PUT, asked=asked, **params):
        return True
    if score is None or await _score(tx, id_, question) == score:
        return False
    await tx.execute(_CHANGED, **params)
    # What was passed over and is answered now is dated by its answer.
    await tx.execute(
        "UPDATE answer_scores SET at = CASE WHEN score IS NULL THEN :now ELSE at END, score = :score,"
        " changed_at = :now WHERE answer_id = :id AND question = :question",
        **params,
    )
    return True


async def _score(conn: Conn, id_: AnswerId, question: str) -> int | None:
    sql = "SELECT score FROM answer_scores WHERE answer_id = :id AND question = :question"
    return await conn.value(sql, id=id_, question=question)  # type: ignore[no-any-return]


async def further(conn: Conn, ids: Sequence[AnswerId]) -> dict[AnswerId, tuple[Further, ...]]:
    """What was answered to further questions, by answer: scores and words, for staff."""
    found: dict[AnswerId, dict[str, Further]] = {}
    for start in range(0, len(ids), 500):
        some = list(ids[start : start + 500])
        for row in await conn.all(_FURTHER, ids=some):
            mine = found.setdefault(row["answer_id"], {})
            mine[row["question"]] = Further(row["question"], row["asked"], row["score"])
        for row in await conn.all(_WORDS, ids=some):
            mine = found.setdefault(row["answer_id"], {})
            one = mine.get(row["question"]) or Further(row["question"], None)
            words = (*one.words, row["text"]) if row["text"] else one.words
            mine[row["question"]] = Further(
                one.question, one.asked, one.score, words, one.files + (row["file_id"] is not None)
            )
    return {
        id_: tuple(one for one in mine.values() if one.score is not None or one.words or one.files)
        for id_, mine in found.items()
    }
