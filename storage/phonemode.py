"""Scores that staff noted for contacts, as rows. Not: what follows from a score (surveys)."""

from dataclasses import replace
from datetime import datetime

from bot.domain.ids import AnswerId, CallId, ClientId, PersonId, TouchId
from bot.domain.people import Scope
from bot.domain.phonemode import CAUSES, Noted
from bot.domain.surveys import Answer, Invitation, Stage, Words
from bot.domain.time import from_us, maybe_from_us, maybe_us, to_us
from storage import surveys
from storage.database import Conn, Tx
from storage.scope import VISIBLE, own
from storage.searching.index import index_thing

# The client is the actor's, or a call to them was handed over to the actor and is open or not long done.
_MAY = f"""SELECT 1 FROM clients c WHERE c.id = :client AND ({VISIBLE} OR EXISTS (SELECT 1 FROM calls x
    WHERE x.client_id = c.id AND x.cause IN (:causes) AND {own("x.owner_id")}
    AND (x.state = 'open' OR x.done_at >= :since)))"""
_NOTED = """SELECT n.answer_id, n.by_id, p.name, n.score, n.at, n.stage, n.asked_at, n.touch_id, n.call_id,
    n.replaced_at FROM phone_notes n JOIN people p ON p.id = n.by_id WHERE n.answer_id = :id"""
_OWN = """UPDATE answers SET score = :score, by_manager = 0, at = :now, changed_at = NULL, said = 0, wish = NULL,
    manager_id = (SELECT c.manager_id FROM clients c WHERE c.id = answers.client_id),
    team_id = (SELECT c.team_id FROM clients c WHERE c.id = answers.client_id), segment = NULL, tier = NULL,
    version = version + 1
    WHERE id = :id AND by_manager = 1"""


_FORM = ("answer_forms", "answer_score_changes", "answer_scores")


async def may(conn: Conn, scope: Scope, client_id: ClientId, since: datetime) -> bool:
    """Whether the actor may note scores of this client's contacts. `since`: calls done earlier give no right."""
    found = await conn.value(
        _MAY, client=client_id, causes=sorted(CAUSES), since=to_us(since), **scope.params()
    )
    return found is not None


async def get(conn: Conn, answer_id: AnswerId) -> Noted | None:
    """What was noted, also when the contact's own answer stands now."""
    row = await conn.one(_NOTED, id=answer_id)
    if row is None:
        return None
    return Noted(
        answer_id=AnswerId(row["answer_id"]),
        by_id=PersonId(row["by_id"]),
        by=row["name"],
        score=row["score"],
        at=from_us(row["at"]),
        stage=Stage(row["stage"]),
        asked_at=maybe_from_us(row["asked_at"]),
        touch_id=None if row["touch_id"] is None else TouchId(row["touch_id"]),
        call_id=None if row["call_id"] is None else CallId(row["call_id"]),
        replaced_at=maybe_from_us(row["replaced_at"]),
    )


async def lock(tx: Tx, answer_id: AnswerId) -> None:
    """Who changes the answer at the same time waits, and then reads what was written."""
    await tx.execute("UPDATE answers SET version = version WHERE id = :id", id=answer_id)


async def mark(tx: Tx, fresh: Answer, question: Invitation, by: PersonId, now: datetime) -> Answer:
    """The answer stored just now was noted by staff. `question`: as it stood before."""
    await tx.execute("UPDATE answers SET by_manager = 1 WHERE id = :id", id=fresh.id)
    await tx.execute(
        "INSERT INTO phone_notes (answer_id, by_id, score, at, stage, asked_at) "
        "VALUES (:id, :by, :score, :now, :stage, :asked_at)",
        id=fresh.id,
        by=by,
        score=fresh.score,
        now=to_us(now),
        stage=question.stage.value,
        asked_at=maybe_us(question.asked_at),
    )
    return replace(fresh, by_manager=True)


async def counted(tx: Tx, answer_id: AnswerId, touch: TouchId | None, call: CallId | None) -> None:
    """The touch, and the call, that the note was."""
    await tx.execute(
        "UPDATE phone_notes SET touch_id = :touch, call_id = :call WHERE answer_id = :id",
        id=answer_id,
        touch=touch,
        call=call,
    )


async def change(tx: Tx, before: Answer, score: int, by: PersonId, now: datetime) -> bool:
    """Another score is noted, the old one goes into the history; False when the answer changed meanwhile."""
    if not await surveys.change(tx, before, score, now):
        return False
    await tx.execute(
        "UPDATE phone_notes SET by_id = :by, score = :score WHERE answer_id = :id",
        id=before.id,
        by=by,
        score=score,
    )
    return True


async def replaced(tx: Tx, before: Answer, score: int, now: datetime) -> bool:
    """The contact's own answer takes the place of what was noted; False when it did before.

    It is dated now. Words that staff noted become their notes about the contact, ticked reasons and further scores go:
    they were not the contact's own.
    """
    if not await tx.execute(_OWN, id=before.id, score=score, now=to_us(now)):
        return False
    if before.score != score:
        await tx.execute(
            "INSERT INTO answer_changes (answer_id, at, old, new) VALUES (:id, :now, :old, :new)",
            id=before.id,
            now=to_us(now),
            old=before.score,
            new=score,
        )
    for table in ("answer_reasons", *_FORM):
        await tx.execute(f"DELETE FROM {table} WHERE answer_id = :id", id=before.id)
    await tx.execute(
        "UPDATE phone_notes SET replaced_at = :now WHERE answer_id = :id", id=before.id, now=to_us(now)
    )
    await _to_notes(tx, before)
    return True


async def take_back(tx: Tx, noted: Noted, answer: Answer) -> None:
    """As if nothing had been noted; words that were noted stay, as notes about the contact."""
    await _to_notes(tx, answer)
    for table in ("answer_reasons", *_FORM, "answer_changes", "phone_notes"):
        await tx.execute(f"DELETE FROM {table} WHERE answer_id = :id", id=answer.id)
    await tx.execute("DELETE FROM answers WHERE id = :id", id=answer.id)
    await tx.execute(
        "UPDATE invitations SET stage = :stage, asked_at = :asked WHERE id = :id",
        id=answer.invitation_id,
        stage=noted.stage.value,
        asked=maybe_us(noted.asked_at),
    )


async def _to_notes(tx: Tx, answer: Answer) -> None:
    thing = f"person:{answer.person_id}"
    await tx.execute(
        "INSERT INTO notes (thing, chat_id, message_id, by_id, kind, words, file_id, at)"
        " SELECT CAST(:thing AS TEXT), w.chat_id, w.message_id, w.by_id, w.kind, w.text, w.file_id, w.at"
        " FROM answer_words w WHERE w.answer_id = :id AND w.by_id IS NOT NULL ORDER BY w.id"
        " ON CONFLICT (chat_id, message_id) DO NOTHING",
        thing=thing,
        id=answer.id,
    )
    if await tx.execute("DELETE FROM answer_words WHERE answer_id = :id AND by_id IS NOT NULL", id=answer.id):
        await index_thing(tx, thing)


async def add_words(tx: Tx, answer_id: AnswerId, words: Words, by: PersonId, now: datetime) -> bool:
    """Words that a member of staff noted; False when this very message is kept already."""
    if not await surveys.add_words(tx, answer_id, words, now):
        return False
    await tx.execute(
        "UPDATE answer_words SET by_id = :by WHERE chat_id = :chat AND message_id = :message",
        by=by,
        chat=words.chat_id,
        message=words.message_id,
    )
    return True
