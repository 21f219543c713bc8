"""Phone mode: a score that staff note for a contact while they talk. Not: the answer itself (surveys)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.ids import AnswerId, CallId, PersonId, TouchId
from bot.domain.surveys import Answer, Stage

UNDO = timedelta(minutes=10)
CAUSES = frozenset({"silence", "hand", "cadence", "unreachable"})
"""Calls on which a score may come up; the others follow from an answer, or are about something else."""


class Refusal(StrEnum):
    """Why a tapped score changed nothing."""

    OWN = "own"  # the contact answered
    OTHER = "other"  # a colleague noted one that the screen did not show yet
    LATE = "late"  # the days of changing are over


@dataclass(frozen=True, slots=True)
class Noted:
    """Who noted which score when (UTC). `stage`, `asked_at`: of the question before it; `touch_id`, `call_id`: what it
    counted as; `replaced_at`: when the contact's own answer took its place."""

    answer_id: AnswerId
    by_id: PersonId
    by: str
    score: int
    at: datetime
    stage: Stage
    asked_at: datetime | None
    touch_id: TouchId | None
    call_id: CallId | None
    replaced_at: datetime | None


def refused(answer: Answer, noted: Noted, by: PersonId, seen: int, *, changeable: bool) -> Refusal | None:
    """Why this person's tap on a screen of version `seen` may not change the answer; None: it may.

    One's own note can be changed from any screen, a colleague's only from one that shows it.
    """
    if not answer.by_manager:
        return Refusal.OWN
    if not changeable:
        return Refusal.LATE
    return Refusal.OTHER if noted.by_id != by and seen != answer.version else None


def may_undo(answer: Answer, noted: Noted | None, by: PersonId, now: datetime, *, in_case: bool) -> bool:
    """Whether a note can be taken back: one's own, first, of the last ten minutes, from which no case has come."""
    if noted is None or not answer.by_manager or in_case:
        return False
    return noted.by_id == by and answer.changed_at is None and now < noted.at + UNDO
