"""Letters: outgoing messages as the outbox keeps them, and what may become of them. Not: wording, sending."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum

from bot.domain.ids import CardId, GroupId, LetterId, PersonId
from bot.domain.people import Recipient

Args = Mapping[str, int | str | bool | None]


class Op(StrEnum):
    """What sending means."""

    SEND = "send"  # a message of its own
    CARD = "card"  # becomes the person's card about `thing`; an existing one is edited and rung
    EDIT = "edit"  # draw the card anew, silently
    RING = "ring"  # reply to the card with one line, and take the earlier line away


class Lane(IntEnum):
    """Who goes first when Telegram's limits make letters wait."""

    ANSWER = 0
    ONE = 1
    WAVE = 2


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to put into the outbox.

    kind: names the opener (by the part before the dot) and the renderer: "case.card".
    to: whom it is meant for; who really gets it is resolved when it is sent.
    key: the occurrence, unique for ever ("case.warning:12:contact:75"); a second put of a key does nothing.
    thing: what the card is about ("case:12"); needed by CARD and RING.
    due: not before (UTC). unasked: nobody asked for it: it keeps quiet hours and counts in the contact budget.
    group: it goes to this group instead, in the language of `to`; to each member, if the group is gone (SEND only).
    """

    kind: str
    to: PersonId
    key: str
    args: Args = field(default_factory=dict)
    op: Op = Op.SEND
    thing: str | None = None
    lane: Lane = Lane.ONE
    due: datetime | None = None
    silent: bool = False
    unasked: bool = False
    group: GroupId | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """One person's card about a thing: where it stands (no message yet: None) and its last ring line."""

    id: CardId
    kind: str
    thing: str
    person_id: PersonId
    args: Args
    chat_id: int | None
    message_id: int | None
    line_id: int | None


@dataclass(frozen=True, slots=True)
class Claimed:
    """A letter taken for sending. `attempts` and the claimer fence the settling."""

    id: LetterId
    kind: str
    op: Op
    to: PersonId
    args: Args
    thing: str | None
    copy: Copy | None
    lane: Lane
    silent: bool
    unasked: bool
    attempts: int
    park: bool  # unknown fate: True = wait for the manager's word (letters to clients), False = send again
    created_at: datetime
    group: GroupId | None = None


GONE_MESSAGE = "message gone"  # why an edit is not wanted: its card's message exists no more

# What opening a letter gives: the fresh data to word it, or why it is not sent (now).


@dataclass(frozen=True, slots=True)
class View:
    """Opened: what the renderer of `kind` needs; `to` overrides whom the letter is meant for (an owner changed).

    `of`: whose it is; who stands in for them is told so, also when a copy of their own is drawn anew.
    """

    data: object
    to: PersonId | None = None
    of: PersonId | None = None


@dataclass(frozen=True, slots=True)
class NotWanted:
    """No longer worth sending (answered meanwhile, closed, stopped); `why` is a code for the log."""

    why: str


@dataclass(frozen=True, slots=True)
class Later:
    """Not before this instant (quiet hours)."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Opened:
    """A letter ready to be worded and sent. `own`: the card about it that a stand-in has already."""

    data: object
    recipient: Recipient
    own: Copy | None = None


# What sending may end in (stack.md, outcome table).


@dataclass(frozen=True, slots=True)
class Sent:
    """Telegram has it. `line_id`: the ring line's message, when one was sent."""

    chat_id: int
    message_id: int | None = None
    line_id: int | None = None


@dataclass(frozen=True, slots=True)
class RetryLater:
    """Surely not sent; try again after `seconds`. `pause`: hold every letter until then (429)."""

    seconds: float
    pause: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """The group became a supergroup with this chat id."""

    chat_id: int
    old_id: int | None = None


@dataclass(frozen=True, slots=True)
class Gone:
    """The person blocked the bot, is deleted, or never pressed Start. Who it was, and by which account."""

    why: str
    person_id: PersonId | None = None
    chat_id: int | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody can know whether it arrived."""

    why: str


@dataclass(frozen=True, slots=True)
class Broken:
    """Telegram refuses this letter for ever; the person stays reachable."""

    why: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Telegram refuses the bot itself (401, 404): everything stays queued, the sender stops."""

    why: str


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A letter of unknown fate: what it was, for whom, of which client, since when (UTC)."""

    id: LetterId
    kind: str
    person: str
    client: str
    since: datetime


Outcome = Sent | RetryLater | Moved | Gone | Unknown | Broken | Refused | NotWanted | Later
