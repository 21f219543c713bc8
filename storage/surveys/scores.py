"""Scores are put, changed, explained to the end. Not: reading them, rollups (figures)."""

from dataclasses import replace
from datetime import datetime

from bot.domain.ids import AnswerId, InvitationId
from bot.domain.spread import APART, WITHIN
from bot.domain.surveys import Answer, Wish
from bot.domain.time import to_us
from storage.database import Tx
from storage.surveys.rows import answer

_PUT = """INSERT INTO answers (invitation_id, person_id, client_id, manager_id, team_id, score, at)
    SELECT i.id, i.person_id, i.client_id, c.manager_id, c.team_id, CAST(:score AS BIGINT), CAST(:now AS BIGINT)
    FROM invitations i JOIN clients c ON c.id = i.client_id WHERE i.id = :id
    ON CONFLICT (invitation_id) DO NOTHING RETURNING id, invitation_id, person_id, client_id, manager_id, team_id,
    score, by_manager, said, wish, at, changed_at, version, EXISTS (SELECT 1 FROM answers o
        WHERE o.client_id = answers.client_id AND o.person_id <> answers.person_id AND o.score <= 6 AND o.by_manager = 0
        AND o.at >= CAST(:since AS BIGINT) AND o.score <= answers.score - CAST(:apart AS BIGINT)) AS apart,
    EXISTS (SELECT 1 FROM calls x WHERE x.client_id = answers.client_id AND x.person_id = answers.person_id
        AND x.cause = 'passive' AND x.state = 'open') AS called"""


async def put_answer(tx: Tx, id_: InvitationId, score: int, now: datetime) -> Answer | None:
    """The one answer of an invitation; None when there is one. An invitation nobody sent counts as asked now."""
    row = await tx.one(_PUT, id=id_, score=score, now=to_us(now), since=to_us(now - WITHIN), apart=APART)
    if row is None:
        return None
    await tx.execute(
        "UPDATE invitations SET stage = 'answered', asked_at = COALESCE(asked_at, :now) WHERE id = :id",
        id=id_,
        now=to_us(now),
    )
    return replace(answer(row), apart=bool(row["apart"]), called=bool(row["called"]))


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
