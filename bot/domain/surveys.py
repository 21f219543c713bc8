"""Surveys: invitations, answers, and what may be done with them. Not: who is asked and when (waves)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.domain.choices import Choice
from bot.domain.ids import AnswerId, ClientId, InvitationId, PersonId, TeamId, WaveId
from bot.domain.letters import Lane, Letter
from bot.domain.nps import Group

LOWEST, HIGHEST = 0, 10
ALARMING = 3
"""Up to this score the lead is told too."""

WORDS_STEP = "survey.words"
"""The step in which whatever a contact sends is words to an answer: {"answer": id, "at": when it was opened, µs}."""
WORDS_OPEN = timedelta(hours=1)
"""So long after the last tap or word; later plain text may mean something else."""

_REASONS = tuple(map(Choice, ("service", "delivery", "price", "quality", "communication", "other")))


@dataclass(frozen=True, slots=True)
class SurveyRules:
    """The numbers of asking. Days are calendar days, `opens` and `closes` the clock of the contact."""

    preview_at: time = time(9, 30)
    days: frozenset[int] = frozenset(range(4))
    opens: time = time(10)
    closes: time = time(16)
    daily: int = 20
    change_days: int = 7
    same_days: int = 21
    any_days: int = 7
    after_trouble_days: int = 14
    after_invite_days: int = 7
    remind_days: int = 3
    phone_days: int = 7
    close_days: int = 14
    form_days: int = 14
    passive_days: int = 5  # working days
    reasons: Mapping[Group, tuple[Choice, ...]] = field(
        default_factory=lambda: dict.fromkeys(Group, _REASONS)
    )


NOTHING = "{}"
"""The document of a head who changed nothing."""


class Stage(StrEnum):
    """Where an invitation stands."""

    HELD = "held"
    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"  # silence; a late answer is still taken
    DROPPED = "dropped"  # the contact does not want to be asked


class Wish(StrEnum):
    """What a detractor wants next."""

    SOONER = "sooner"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Invitation:
    """One question to one contact; times are UTC. `manager_id`, `team_id` are whose client it is now.

    `shared`: what the head changed of the reasons, as a document.
    """

    id: InvitationId
    wave_id: WaveId | None
    programme: str
    person_id: PersonId
    client_id: ClientId
    manager_id: PersonId | None
    team_id: TeamId | None
    stage: Stage
    why: str | None
    due_at: datetime | None
    asked_at: datetime | None
    reminded_at: datetime | None
    phoned_at: datetime | None
    closed_at: datetime | None
    shared: str = NOTHING


@dataclass(frozen=True, slots=True)
class Answer:
    """A score as it stands; `at` is the first tap, `said` whether the why is finished.

    Of one just put, `apart`: somebody else at the client gave a much lower one lately; `called`: a call about an
    earlier, passive one of theirs is open; `awaited`: a case that was closed waits for it.
    """

    id: AnswerId
    invitation_id: InvitationId
    person_id: PersonId
    client_id: ClientId
    manager_id: PersonId | None
    team_id: TeamId | None
    score: int
    by_manager: bool
    said: bool
    wish: Wish | None
    at: datetime
    changed_at: datetime | None
    version: int
    apart: bool = False
    called: bool = False
    awaited: bool = False

    @property
    def group(self) -> Group:
        """Promoter, passive or detractor."""
        return Group.of(self.score)

    @property
    def low(self) -> bool:
        """Whether it opens a case."""
        return self.group is Group.DETRACTOR


@dataclass(frozen=True, slots=True)
class Words:
    """One message that was said with an answer, raw. kind: text, voice, photo, document, video, audio …

    question: of a long form, to which it was said; None: to the why.
    """

    kind: str
    text: str | None
    file_id: str | None
    chat_id: int
    message_id: int
    question: str | None = None


def change_until(answer: Answer, rules: SurveyRules) -> datetime:
    """The instant from which the score stands for good."""
    return answer.at + timedelta(days=rules.change_days)


def may_change(answer: Answer, rules: SurveyRules, now: datetime) -> bool:
    """Whether the score can still be changed."""
    return now < change_until(answer, rules)


def listens(opened: datetime, last_word: datetime | None, now: datetime) -> bool:
    """Whether plain text still belongs to the answer: an hour after the step was opened, or after the last word."""
    return now < max(opened, last_word or opened) + WORDS_OPEN


class Nudge(StrEnum):
    """What silence calls for."""

    REMIND = "remind"
    PHONE = "phone"
    CLOSE = "close"


def nudges(invitation: Invitation, rules: SurveyRules, now: datetime) -> list[Nudge]:
    """What is due for an unanswered invitation, in order. A reminder that comes too late is left out."""
    asked = invitation.asked_at
    if asked is None or invitation.stage is not Stage.OPEN:
        return []
    days = (now - asked) / timedelta(days=1)
    due = []
    if rules.remind_days <= days < rules.phone_days and invitation.reminded_at is None:
        due.append(Nudge.REMIND)
    if days >= rules.phone_days and invitation.phoned_at is None:
        due.append(Nudge.PHONE)
    if days >= rules.close_days:
        due.append(Nudge.CLOSE)
    return due


def next_nudge(invitation: Invitation, rules: SurveyRules, now: datetime) -> datetime | None:
    """When silence is looked at again; None when nothing more will come."""
    if invitation.asked_at is None or invitation.stage is not Stage.OPEN:
        return None
    steps = (rules.remind_days, rules.phone_days, rules.close_days)
    return next((at for n in steps if (at := invitation.asked_at + timedelta(days=n)) > now), None)


_PIECE, _CAPTION = 4000, 900


def pieces(words: Words) -> list[str]:
    """The text in pieces that one message can hold; a file's short text is its caption and no piece."""
    text = words.text or ""
    if words.file_id is not None and len(text) <= _CAPTION:
        return []
    return [text[i : i + _PIECE] for i in range(0, len(text), _PIECE)]


def letters(everything: Iterable[Words], to: PersonId, update: int) -> list[Letter]:
    """Everything that was said, one message each, for a member of staff who asks for it in this update."""
    made = []
    for words in everything:
        parts = ([] if words.file_id is None else [-1]) + list(range(len(pieces(words))))
        for part in parts:
            key = f"survey.words:{words.chat_id}:{words.message_id}:{part}:{to}:{update}"
            args = {"chat": words.chat_id, "message": words.message_id, "part": part}
            made.append(Letter("survey.words", to, key, args, lane=Lane.ANSWER))
    return made
