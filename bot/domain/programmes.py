"""Programmes: the surveys that repeat, and what each asks. Not: who is asked (waves), what was answered (surveys)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

MONTHLY, QUARTERLY, ANNUAL = "monthly", "quarterly", "annual"
RECHECK = "again"
"""The question a while after a case was closed."""
OWN = "rate"
"""What a contact rates unasked."""


class Kind(StrEnum):
    """How a question of a long form is answered: by a score 0-10, or in one's own words."""

    SCORE = "score"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Question:
    """One further question of a long form. Without texts of its own it is worded by the catalog (`question-<id>`)."""

    id: str
    kind: Kind = Kind.SCORE
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Programme:
    """One survey that repeats. `questions` come after the score 0-10 and its why; without any the form is short."""

    code: str
    on: bool = True
    questions: tuple[Question, ...] = ()

    @property
    def long(self) -> bool:
        """Whether it is a form of several screens."""
        return bool(self.questions)


_SCORES = tuple(map(Question, ("product", "delivery", "attention", "terms", "documents")))
_OPEN = tuple(Question(id_, Kind.WORDS) for id_ in ("strengths", "wishes"))

DEFAULTS: Mapping[str, Programme] = {
    MONTHLY: Programme(MONTHLY),
    QUARTERLY: Programme(QUARTERLY, questions=_SCORES),
    ANNUAL: Programme(ANNUAL, questions=_SCORES + _OPEN),
}
"""As shipped, the smaller first: of two that fall together only the larger is sent."""
