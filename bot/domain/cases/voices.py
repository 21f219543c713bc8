"""Who spoke up in a case and what they say at its end and afterwards. Not: states, clocks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.cases.case import UNDO, Outcome
from bot.domain.forms import Further
from bot.domain.ids import AnswerId, CaseId, PersonId

CONTENT = 7
"""From this score on somebody has recovered."""


class Reply(StrEnum):
    """What became of a "settled?"."""

    YES = "yes"
    NO = "no"
    SILENT = "silent"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Question:
    """One "settled?" to one contact."""

    id: int
    case_id: CaseId
    round: int
    person_id: PersonId
    name: str
    answer_id: AnswerId
    reply: Reply | None
    asked_at: datetime
    replied_at: datetime | None


def ending(questions: Sequence[Question]) -> Outcome | None:
    """How a round of questions ends the case; None: somebody may still answer. A "no" reopens and never gets here."""
    if any(question.reply is None for question in questions):
        return None
    replies = {question.reply for question in questions} - {Reply.VOID}
    return Outcome.SETTLED if replies == {Reply.YES} else Outcome.UNCONFIRMED


def may_undo(at: datetime, now: datetime) -> bool:
    """Whether what was done then can still be taken back."""
    return now < at + UNDO


@dataclass(frozen=True, slots=True)
class Voice:
    """A low answer in a case: who, how low, what was said. `first` is the score it came with; `by_manager`: it was
    noted by staff, on the phone. `further`: what was answered to the other questions of a long form."""

    answer_id: AnswerId
    person_id: PersonId
    name: str
    score: int
    first: int
    at: datetime
    wish: str | None
    reasons: tuple[str, ...]
    words: tuple[str, ...]
    files: int
    by_manager: bool = False
    further: tuple[Further, ...] = ()

    @property
    def low(self) -> bool:
        """Whether it still is."""
        return self.score <= 6

    @property
    def spared(self) -> bool:
        """Whether this contact asked not to be contacted."""
        return self.wish == "none"


def recovered(voices: Sequence[Voice]) -> bool:
    """Whether everybody changed to 7 or more: the case may be closed as "changed by client"."""
    return bool(voices) and not any(voice.low for voice in voices)


def nobody_waits(voices: Sequence[Voice]) -> bool:
    """Whether no low voice wants a contact: the first clock ends by itself."""
    return all(voice.spared for voice in voices if voice.low) and any(v.low for v in voices)


def without_question(voices: Sequence[Voice]) -> Outcome:
    """How a case ends when nobody is to be asked."""
    low = [voice for voice in voices if voice.low]
    if not low:
        return Outcome.CHANGED
    return Outcome.SPARED if all(voice.spared for voice in low) else Outcome.UNCONFIRMED


@dataclass(frozen=True, slots=True)
class Again:
    """One contact who is asked again a while after the close; `score` of the first own answer since `due` (UTC)."""

    person_id: PersonId
    name: str
    due: datetime
    answer_id: AnswerId | None
    score: int | None

    @property
    def recovered(self) -> bool | None:
        """Whether it is 7 or more; None: not answered yet."""
        return None if self.score is None else self.score >= CONTENT
