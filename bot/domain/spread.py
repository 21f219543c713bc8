"""Contacts of one client who think quite differently. Not: who is told, wording."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import AnswerId, PersonId

APART = 4
"""Points between two contacts of a client from which the manager is told."""
WITHIN = timedelta(days=90)
"""The latest own answer of each contact counts if it is no older: a quarter, so that two rounds can meet."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """The latest own answer of a contact."""

    answer_id: AnswerId
    person_id: PersonId
    name: str
    score: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Spread:
    """The two at the ends."""

    low: Opinion
    high: Opinion


def spread(opinions: Sequence[Opinion]) -> Spread | None:
    """The lowest and the highest, if they are far enough apart; of equal ones the latest."""
    if not opinions:
        return None
    low = min(opinions, key=lambda one: (one.score, -one.at.timestamp(), one.person_id))
    high = max(opinions, key=lambda one: (one.score, one.at.timestamp(), -one.person_id))
    return Spread(low, high) if high.score - low.score >= APART else None


def against(mine: Opinion, others: Sequence[Opinion]) -> Spread | None:
    """The farthest from one opinion, if it is far enough."""
    far = max(others, key=lambda one: (abs(one.score - mine.score), one.at.timestamp()), default=None)
    return None if far is None else spread((mine, far))
