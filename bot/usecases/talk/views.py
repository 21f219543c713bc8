"""What handlers draw of the talk. Not: how it is worded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.complaints import Brief, Complaint
from bot.domain.ids import WordId
from bot.domain.talk import Counts, Part, Place, Word


@dataclass(frozen=True, slots=True)
class LooseView:
    """A loose message and what can be made of it. `place`: what it became (LOOSE: not decided).

    closed: the complaint that writing about it would open again. scores: what it may be, if it may be a score.
    score: what stands now as the answer to which it belongs, when it was asked whether it is one.
    """

    batch: WordId
    place: Place
    text: str
    counts: Counts
    manager: str
    open: Sequence[Brief]
    closed: Brief | None
    draft: Complaint | None
    rating: int | None
    complaint: Complaint | None
    scores: tuple[int, ...] = ()
    score: int | None = None


@dataclass(frozen=True, slots=True)
class OutgoingView:
    """A reply of the staff on its way: `state` is writing, ready, sent or dropped."""

    batch: WordId
    contact: str
    reachable: bool
    number: int | None
    text: str
    counts: Counts
    state: str
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class WordView:
    """A message that is passed on. `to_client`: from staff to the client, else the other way."""

    word: Word
    part: Part
    author: str
    client: str
    number: int | None
    to_client: bool
    first: bool
    reply_to: int | None


@dataclass(frozen=True, slots=True)
class Passed:
    """The client's words went (or will go) to this person. `quiet`: it was said already, for an earlier message."""

    manager: str
    quiet: bool = False
