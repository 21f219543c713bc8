"""What each programme asks, and on which days. Not: what a head changed (changes), dates of a year (rounds)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.choices import Choice
from bot.domain.nps import Group

MONTHLY, QUARTERLY, ANNUAL = "monthly", "quarterly", "annual"
CODES = (MONTHLY, QUARTERLY, ANNUAL)
"""The smaller first: of two that fall together only the larger is sent."""
RECHECK = "again"
"""The question a while after a case was closed."""
OWN = "rate"
"""What a contact rates unasked."""

MOST_WORDS = 300
"""Signs of a question or an intro."""
MOST_QUESTIONS = 12

REASONS = tuple(map(Choice, ("service", "delivery", "price", "quality", "communication", "other")))


class Kind(StrEnum):
    """How a question of a long form is answered: by a score 0-10, or in one's own words."""

    SCORE = "score"
    WORDS = "words"


_SCORE_IDS = ("product", "delivery", "attention", "terms", "documents")
_WORDS_IDS = ("strengths", "wishes")
SHIPPED: Mapping[str, Kind] = dict.fromkeys(_SCORE_IDS, Kind.SCORE) | dict.fromkeys(_WORDS_IDS, Kind.WORDS)
"""Questions that the catalogs word (`question-<id>`)."""


@dataclass(frozen=True, slots=True)
class Question:
    """One further question of a long form. Without texts of its own it is worded by the catalog (`question-<id>`)."""

    id: str
    kind: Kind = Kind.SCORE
    texts: Mapping[str, str] = field(default_factory=dict)

    def text(self, language: str) -> str | None:
        """The company's own wording; None: ask the catalog. One that is not shipped has some text in any language."""
        own = self.texts.get(language)
        if own or self.id in SHIPPED:
            return own
        return self.texts.get("en") or next(iter(self.texts.values()), None)


@dataclass(frozen=True, slots=True)
class Programme:
    """One survey that repeats. `questions` come after the score 0-10 and its why; without any the form is short.

    `day`: of the month (monthly); the so-many-th working day of the quarter (quarterly) or of `month` (annual), on
    which a window of `days` working days begins. `question` and `intro` are own wordings by language: of the question
    0-10, and of a line above it. `reasons` are what all programmes offer, by group.
    """

    code: str
    on: bool = True
    questions: tuple[Question, ...] = ()
    day: int = 1
    month: int = 12
    days: int = 1
    question: Mapping[str, str] = field(default_factory=dict)
    intro: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[Group, tuple[Choice, ...]] = field(default_factory=lambda: dict.fromkeys(Group, REASONS))

    @property
    def long(self) -> bool:
        """Whether it is a form of several screens."""
        return bool(self.questions)

    def asks(self, language: str) -> str | None:
        """The company's own wording of the question 0-10 in this language; None: ask the catalog."""
        return self.question.get(language)

    def opens(self, language: str) -> str | None:
        """The company's own line above the question, in this language, else in English; None: there is none."""
        return self.intro.get(language) or self.intro.get("en")


def larger(one: str, other: str) -> bool:
    """Whether one programme is larger than another; what is no programme that repeats is the smallest."""
    return _rank(one) > _rank(other)


def _rank(code: str) -> int:
    return CODES.index(code) if code in CODES else -1


_SCORES = tuple(Question(id_) for id_ in _SCORE_IDS)
_OPEN = tuple(Question(id_, Kind.WORDS) for id_ in _WORDS_IDS)

DEFAULTS: Mapping[str, Programme] = {
    MONTHLY: Programme(MONTHLY, day=16),
    QUARTERLY: Programme(QUARTERLY, questions=_SCORES, days=5),
    ANNUAL: Programme(ANNUAL, questions=_SCORES + _OPEN),
}
"""As shipped, the smaller first."""
