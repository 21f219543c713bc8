"""What was answered or asked is noted in its own transaction, and counted within a minute. Not: reading the counts.

Readers add what waits to what is counted (`storage.figures.pending`), so no figure is ever late.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate

from bot.domain.figures import TIERS
from bot.domain.ids import AnswerId, InvitationId, PersonId
from storage import facts
from storage.database import Conn, Database, Tx
from storage.figures.deltas import Deltas
from storage.figures.questions import Question, uncounted
from storage.figures.voices import GROUPS, Voice, Words, counted, standing, words_of

AT_ONCE = 20
"""Contacts counted in one transaction at most."""

ANSWERS_AT_ONCE = 60
"""Of more contacts than one at most so many answers: all each of them ever gave is read, and nobody's tap waits long."""

_NEWS = 100
_ALL = 2**62

_ANSWERED = """INSERT INTO figure_news (person_id, zone)
    SELECT person_id, CAST(:zone AS TEXT) FROM answers WHERE id = :id"""
_THEIRS = "INSERT INTO figure_news (person_id, zone) VALUES (:person, :zone)"
_ASKED = """INSERT INTO figure_news (person_id, zone)
    SELECT person_id, CAST(:zone AS TEXT) FROM invitations WHERE id = :id"""
_KEEP = """INSERT INTO figure_voices (answer_id, person_id, manager_id, team_id, segment, tier, programme, voice, day,
        next_day, next_same, reasons)
    VALUES (:answer_id, :person_id, :manager_id, :team_id, :segment, :tier, :programme, :voice, :day, :next_day,
        :next_same, :reasons)
    ON CONFLICT (answer_id) DO UPDATE SET person_id = excluded.person_id, manager_id = excluded.manager_id,
        team_id = excluded.team_id, segment = excluded.segment, tier = excluded.tier, programme = excluded.programme,
        voice = excluded.voice, day = excluded.day, next_day = excluded.next_day, next_same = excluded.next_same,
        reasons = excluded.reasons"""
_MOMENT = "UPDATE answers SET segment = :segment, tier = :tier WHERE id = :id AND tier IS NULL"
_ASKED_MOMENT = """UPDATE invitations SET segment = :segment, tier = :tier,
    team_id = COALESCE(team_id, (SELECT c.team_id FROM clients c WHERE c.id = invitations.client_id))
    WHERE id = :id AND tier IS NULL"""


async def answered(tx: Tx, answer_id: AnswerId, zone: str, person_id: PersonId | None = None) -> None:
    """An answer came to be, changed, took the place of another, or its reasons did. `person_id`: whose it is, if known."""
    if person_id is None:
        await tx.execute(_ANSWERED, id=answer_id, zone=zone)
    else:
        await tx.execute(_THEIRS, person=person_id, zone=zone)


async def asked(tx: Tx, invitation_id: InvitationId, zone: str) -> None:
    """A question went out. A second call changes nothing."""
    await tx.execute(_ASKED, id=invitation_id, zone=zone)


async def recount(tx: Tx, persons: Sequence[int], zone: str, sign: int) -> None:
    """Answers went from one of these contacts to another: called before it (-1) and after it (+1), which counts."""
    if sign > 0:
        await turn(tx)
        await count(tx, list(dict.fromkeys(persons)), zone)


async def turn(tx: Tx) -> None:
    """Wait until nobody else counts. The first statement of whoever does."""
    await facts.put(tx, "figures.turn", "")


async def newest(conn: Conn | Database) -> int:
    """The last of what waits: a round of counting ends there, however quickly more is answered meanwhile."""
    return int(await conn.value("SELECT MAX(id) FROM figure_news") or 0)


async def settle(tx: Tx, upto: int = _ALL) -> bool:
    """Count what waits (up to `newest` of then), some contacts at a time; whether there was any."""
    await turn(tx)
    news = await tx.all(
        "SELECT person_id, zone FROM figure_news WHERE id <= :upto ORDER BY id LIMIT :limit",
        upto=upto,
        limit=_NEWS,
    )
    if not news:
        return False
    # All that is known of a contact at once; what is noted from now on stays for the next time.
    persons = await _few(tx, list(dict.fromkeys(row["person_id"] for row in news))[:AT_ONCE])
    await tx.execute(
        "DELETE FROM figure_news WHERE person_id IN (:ids) AND id <= :upto", ids=list(persons), upto=upto
    )
    await count(tx, persons, news[-1]["zone"])
    return True


async def _few(conn: Conn, persons: Sequence[int]) -> Sequence[int]:
    """The first of them, as many as can be counted in one go."""
    rows = await conn.all(
        "SELECT person_id, COUNT(*) AS n FROM answers WHERE person_id IN (:ids) GROUP BY person_id",
        ids=list(persons),
    )
    given = {row["person_id"]: row["n"] for row in rows}
    answers = accumulate(given.get(person, 0) for person in persons)
    return persons[: max(1, sum(total <= ANSWERS_AT_ONCE for total in answers))]


async def count(tx: Tx, persons: Sequence[int], zone: str) -> None:
    """Make the counts right for these contacts: what they were counted as goes, what they are comes."""
    words = await Words.load(tx)
    gone, come = await difference(tx, persons, zone, words)
    questions = await uncounted(tx, persons, zone)
    await words.ensure(tx, words_of(come) | _words_of(questions))
    deltas = Deltas(words)
    for voice in gone:
        deltas.voice(voice, -1)
    for voice in come:
        deltas.voice(voice)
    for question in questions:
        deltas.question(question)
    await deltas.write(tx)
    await _remember(tx, gone, come, words)
    await _tick(tx, questions)


async def difference(
    conn: Conn, persons: Sequence[int], zone: str, words: Words
) -> tuple[list[Voice], list[Voice]]:
    """What stands in the counts but is not so (any more), and what is so but not counted."""
    is_, was = await standing(conn, persons, zone), await counted(conn, persons, words)
    gone = [voice for id_, voice in was.items() if is_.get(id_) != voice]
    come = [voice for id_, voice in is_.items() if was.get(id_) != voice]
    return gone, come


async def _remember(tx: Tx, gone: Sequence[Voice], come: Sequence[Voice], words: Words) -> None:
    left = {voice.answer for voice in gone} - {voice.answer for voice in come}
    if left:
        await tx.execute("DELETE FROM figure_voices WHERE answer_id IN (:ids)", ids=sorted(left))
    if come:
        await keep(tx, come, words)


async def keep(tx: Tx, voices: Sequence[Voice], words: Words) -> None:
    """What is counted now, and with the answer what the client was."""
    await tx.many(_KEEP, [_row(voice, words) for voice in voices])
    await tx.many(
        _MOMENT, [{"id": voice.answer, "segment": voice.segment, "tier": voice.tier} for voice in voices]
    )


def _row(voice: Voice, words: Words) -> dict[str, object]:
    numbers = sorted(words.known("reason", reason) for reason in voice.reasons)
    return {
        "answer_id": voice.answer,
        "person_id": voice.person,
        "manager_id": voice.manager,
        "team_id": voice.team,
        "segment": words.known("segment", voice.segment),
        "tier": TIERS.index(voice.tier),
        "programme": words.known("programme", voice.programme),
        "voice": GROUPS.index(voice.group),
        "day": voice.day,
        "next_day": voice.next_day,
        "next_same": voice.next_same,
        "reasons": "".join(f" {number} " for number in numbers),
    }


async def _tick(tx: Tx, questions: Sequence[Question]) -> None:
    """Questions that stand in the counts now."""
    fresh = [one for one in questions if one.fresh]
    if fresh:
        await tx.many(
            _ASKED_MOMENT, [{"id": one.id, "segment": one.segment, "tier": one.tier} for one in fresh]
        )
    for state in (1, 2):
        ids = [one.id for one in questions if one.answered == state - 1]
        if ids:
            await tx.execute(
                "UPDATE invitations SET counted = :state WHERE id IN (:ids)", state=state, ids=ids
            )


def _words_of(questions: Iterable[Question]) -> set[tuple[str, str]]:
    return {pair for one in questions for pair in (("segment", one.segment), ("programme", one.programme))}
