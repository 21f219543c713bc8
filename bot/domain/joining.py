"""Joining: one-time links and what whoever opens one may see. Not: how tokens are made or stored."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntFlag, StrEnum
from hashlib import sha256

from bot.domain.ids import LinkId, PersonId
from bot.domain.people import Actor, Person, Role


@dataclass(frozen=True, slots=True)
class JoinRules:
    """How long a link works."""

    staff: timedelta = timedelta(hours=72)
    contact: timedelta = timedelta(days=30)

    def lifetime(self, role: Role) -> timedelta:
        """Of a link for somebody of this role."""
        return self.staff if role.is_staff else self.contact


class Standing(StrEnum):
    """What has become of a link."""

    OPEN = "open"
    USED = "used"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Link:
    """A one-time link as stored, bound to one person; the token itself is not kept anywhere."""

    id: LinkId
    person_id: PersonId
    created_by: PersonId | None
    expires_at: datetime
    used_by: int | None
    revoked: bool

    def standing(self, now: datetime) -> Standing:
        """What the link is worth now."""
        if self.used_by is not None:
            return Standing.USED
        if self.revoked:
            return Standing.REVOKED
        return Standing.OPEN if now < self.expires_at else Standing.EXPIRED


@dataclass(frozen=True, slots=True)
class Made:
    """The newest link of somebody, for who looks after them: when it was made, until when, what became of it."""

    at: datetime
    expires_at: datetime
    standing: Standing


class Door(StrEnum):
    """What whoever opens a link finds behind it."""

    WELCOME = "welcome"  # may say "Yes, connect me"
    HOME = "home"  # it was this account that used it
    USED = "used"
    EXPIRED = "expired"
    REVOKED = "revoked"
    PREVIEW = "preview"  # staff look at a contact's link
    OTHER = "other"  # the account is connected as somebody else
    UNKNOWN = "unknown"  # no such link: nothing is told


def door(link: Link | None, person: Person | None, actor: Actor, now: datetime) -> Door:
    """Which screen an actor gets who opens the link of a person."""
    if link is None or person is None or person.left:
        return Door.UNKNOWN
    if link.used_by == actor.chat_id and actor.id == person.id:
        return Door.HOME
    if link.used_by == actor.chat_id and actor.role is Role.STRANGER:
        return Door.UNKNOWN  # was connected by it once: that is over, and tells nothing any more
    standing = link.standing(now)
    if actor.role.is_staff and standing is Standing.OPEN and not person.role.is_staff:
        return Door.PREVIEW
    if actor.role is not Role.STRANGER:
        return Door.OTHER
    if standing is Standing.OPEN:
        return Door.WELCOME if person.user_id is None else Door.USED
    return Door(standing.value)


class Wants(IntFlag):
    """What a contact agrees to receive unasked. The values stand in buttons: do not renumber."""

    SURVEYS = 1
    INVITATIONS = 2
    GREETINGS = 4

    @classmethod
    def everything(cls) -> "Wants":
        """The answer of who did not choose."""
        return cls.SURVEYS | cls.INVITATIONS | cls.GREETINGS


def token_hash(token: str) -> str:
    """SHA-256 of a token in hex: all that is stored of it."""
    return sha256(token.encode()).hexdigest()
