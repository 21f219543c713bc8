"""Long forms: the further questions of an answer, one a screen, and what was answered so far. Not: the score, wording."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.ids import AnswerId
from bot.domain.programmes import Kind, Question
from bot.domain.surveys import Answer, SurveyRules


@dataclass(frozen=True, slots=True)
class Given:
    """What was answered to one further question. `score`: None when it was passed over; `words`: messages said to it.

    `asked`: the company's own wording as it was on the screen.
    """

    question: str
    score: int | None = None
    words: int = 0
    asked: str | None = None
    at: datetime | None = None

    @property
    def counts(self) -> bool:
        """Whether it says anything."""
        return self.score is not None or bool(self.words)


@dataclass(frozen=True, slots=True)
class Further:
    """An answer to a further question, for staff: a score or words."""

    question: str
    asked: str | None
    score: int | None = None
    words: tuple[str, ...] = ()
    files: int = 0


@dataclass(frozen=True, slots=True)
class Form:
    """The further questions of one answer. `at`: the one on the screen; `until`: so long it may be gone on with."""

    answer_id: AnswerId
    questions: tuple[Question, ...]
    until: datetime
    at: str | None = None
    given: Mapping[str, Given] = field(default_factory=dict)
    over: bool = False

    @property
    def total(self) -> int:
        """Screens in all; the score 0-10 is the first."""
        return len(self.questions) + 1

    def number(self, question: Question) -> int:
        """The how-many-th of them this question is."""
        return self.questions.index(question) + 2

    def find(self, id_: str | None) -> Question | None:
        """The question with this id, if it is (still) asked."""
        return next((question for question in self.questions if question.id == id_), None)

    @property
    def current(self) -> Question | None:
        """The question on the screen. When that one was taken out meanwhile: what comes next."""
        if self.over or self.at is None:
            return None
        return self.find(self.at) or self.next_open()

    @property
    def finished(self) -> bool:
        """Whether nothing is left to be asked."""
        return self.over or self.next_open() is None

    def next_open(self, after: str | None = None) -> Question | None:
        """The next question that was not answered nor passed over: behind this one, else from the beginning on."""
        ids = [question.id for question in self.questions]
        start = ids.index(after) + 1 if after in ids else 0
        order = self.questions[start:] + self.questions[:start]
        return next((question for question in order if question.id not in self.given), None)

    def behind(self, id_: str) -> Question | None:
        """The question after this one, whether it is answered or not."""
        found = self.find(id_)
        rest = () if found is None else self.questions[self.questions.index(found) + 1 :]
        return rest[0] if rest else None

    def before(self, question: Question) -> Question | None:
        """The question before this one; None for the first."""
        index = self.questions.index(question)
        return self.questions[index - 1] if index else None

    @property
    def done(self) -> int:
        """How many screens are behind the contact, the score among them."""
        return 1 + sum(question.id in self.given for question in self.questions)

    @property
    def complete(self) -> bool:
        """Whether nothing is left to ask."""
        return self.done == self.total

    @property
    def gaps(self) -> bool:
        """Whether a question is left that nothing was said to."""
        return any(q.id not in self.given or not self.given[q.id].counts for q in self.questions)


def form_until(answer: Answer, rules: SurveyRules) -> datetime:
    """So long the further questions of an answer are open (UTC)."""
    return answer.at + timedelta(days=rules.form_days)


def may_regrade(given: Given | None, rules: SurveyRules, now: datetime) -> bool:
    """Whether the score of a further question can be given or changed: each for some days after it was given."""
    if given is None or given.score is None or given.at is None:
        return True
    return now < given.at + timedelta(days=rules.change_days)


def is_score(question: Question) -> bool:
    """Whether it is answered by a number."""
    return question.kind is Kind.SCORE
