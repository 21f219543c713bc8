"""Scores are put, changed, explained to the end. Not: reading them, rollups (figures)."""

from datetime import datetime

from bot.domain.ids import AnswerId
from bot.domain.spread import APART, WITHIN
from bot.domain.surveys import Answer, Invitation, Wish
from bot.domain.time import from_us, to_us
from storage.database import Tx

# Everything that a first tap needs to know besides: asked here, since statements of their own would cost more.
_PUT = """INSERT INTO answers (invitation_id, person_id, client_id, manager_id, team_id, score, at)
    VALUES (:id, :person, :client, :manager, :team, :score, :now)
    ON CONFLICT (invitation_id) DO NOTHING RETURNING id, EXISTS (SELECT 1 FROM answers o
        WHERE o.client_id = answers.client_id AND o.person_id <> answers.person_id AND o.score <= 6 AND o.by_manager = 0
        AND o.at >= CAST(:since AS BIGINT) AND o.score <= answers.score - CAST(:apart AS BIGINT)) AS apart,
    EXISTS (SELECT 1 FROM calls x WHERE x.client_id = answers.client_id AND x.person_id = answers.person_id
        AND x.cause = 'passive' AND x.state = 'open') AS called,
    EXISTS (SELECT 1 FROM answers o CROSS JOIN case_rechecks r WHERE o.person_id = answers.person_id
        AND r.answer_id = o.id AND r.heard_id IS NULL AND r.due_at <= answers.at) AS awaited"""
# When it was asked stands in indexes, which a write of the same value would write anew.
_TAKEN = "UPDATE invitations SET stage = 'answered' WHERE id = :id"
_TAKEN_UNASKED = "UPDATE invitations SET stage = 'answered', asked_at = :now WHERE id = :id"


async def put_answer(tx: Tx, asked: Invitation, score: int, now: datetime) -> Answer | None:
    """The one answer of an invitation; None when there is one. An invitation nobody sent counts as asked now."""
    at = to_us(now)
    row = await tx.one(
        _PUT, id=asked.id, person=asked.person_id, client=asked.client_id, manager=asked.manager_id,
        team=asked.team_id, score=score, now=at, since=to_us(now - WITHIN), apart=APART,
    )  # fmt: skip
    if row is None:
        return None
    if asked.asked_at is None:
        await tx.execute(_TAKEN_UNASKED, id=asked.id, now=at)
    else:
        await tx.execute(_TAKEN, id=asked.id)
    return Answer(
        AnswerId(row["id"]),
        asked.id,
        asked.person_id,
        asked.client_id,
        asked.manager_id,
        asked.team_id,
        score,
        by_manager=False,
        said=False,
        wish=None,
        at=from_us(at),
        changed_at=None,
        version=1,
        apart=bool(row["apart"]),
        called=bool(row["called"]),
        awaited=bool(row["awaited"]),
    )


async def change(tx: Tx, before: Answer, score: int, now: datetime) -> bool:
    """Another score for the answer, the old one into its history; False when it changed meanwhile."""
    done = await tx.execute(
        "UPDATE answers SET score = :score, changed_at = :now, said = 0, wish = NULL, version = version + 1 "
        "WHERE id = :id AND version = :version",
        id=before.id,
        score=score,
        version=before.version,
        now=to_us(now),
    )
    if done:
        await tx.execute(
            "INSERT INTO answer_changes (answer_id, at, old, new) VALUES (:id, :now, :old, :new)",
            id=before.id,
            now=to_us(now),
            old=before.score,
            new=score,
        )
    return bool(done)


async def said(tx: Tx, id_: AnswerId) -> bool:
    """The why is finished; False when it was."""
    return bool(await tx.execute("UPDATE answers SET said = 1 WHERE id = :id AND said = 0", id=id_))


async def set_wish(tx: Tx, id_: AnswerId, wish: Wish) -> bool:
    """What a detractor wants next; False when it was so already."""
    return bool(
        await tx.execute(
            "UPDATE answers SET wish = :wish, said = 1 WHERE id = :id AND (wish IS NULL OR wish <> :wish)",
            id=id_,
            wish=wish,
        )
    )
