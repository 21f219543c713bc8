"""People: roles, the actor of an update, and what an actor may see. Not: how they are stored or worded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum

from bot.domain.ids import NOBODY, ClientId, PersonId, TeamId


class Role(StrEnum):
    """Who somebody is to the company. Rights add up: head > lead > manager > contact > stranger."""

    STRANGER = "stranger"
    CONTACT = "contact"
    MANAGER = "manager"
    LEAD = "lead"
    HEAD = "head"

    def at_least(self, other: "Role") -> bool:
        """Whether this role has all rights of the other."""
        return _RANK[self] >= _RANK[other]

    @property
    def is_staff(self) -> bool:
        """Manager, lead or head."""
        return _RANK[self] >= _RANK[Role.MANAGER]


_RANK = {role: rank for rank, role in enumerate(Role)}


@dataclass(frozen=True, slots=True)
class Step:
    """The open step of a short form: its name and what it needs to go on (JSON values)."""

    name: str
    args: Mapping[str, int | str | bool | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lent:
    """What a deputy may see besides their own while others are away: these people's clients, these teams', or all."""

    people: tuple[PersonId, ...] = ()
    teams: tuple[TeamId, ...] = ()
    every: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts in this update. A stranger has id NOBODY; `chat_id` is the private chat (= Telegram user id)."""

    id: PersonId
    role: Role
    name: str
    language: str
    zone: str
    chat_id: int
    team_id: TeamId | None = None
    client_id: ClientId | None = None
    step: Step | None = None
    lent: Lent = Lent()

    @property
    def scope(self) -> "Scope":
        """What this actor may see; storage takes it in every query about clients."""
        return Scope(self.id, self.role, self.team_id, self.lent)


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose clients may be seen: a manager's own, a lead's team's (and own), the head's all, a contact's none;
    and those of whomever they stand in for now."""

    person_id: PersonId
    role: Role
    team_id: TeamId | None
    lent: Lent = Lent()

    def params(self) -> dict[str, int | list[int]]:
        """Parameters of `storage.scope.VISIBLE` and `own`; without rights the lists hold nobody."""
        if not self.role.is_staff:
            return {"scope_all": 0, "scope_people": [NOBODY], "scope_teams": [NOBODY]}
        own = [self.team_id] if self.role is Role.LEAD and self.team_id is not None else []
        return {
            "scope_all": int(self.role is Role.HEAD or self.lent.every),
            "scope_people": [self.person_id, *self.lent.people],
            "scope_teams": [*own, *self.lent.teams] or [NOBODY],
        }


@dataclass(frozen=True, slots=True)
class Cover:
    """Whose work somebody does now: their own, that of staff who cannot be reached (id to name), and the clients
    without a manager of these teams (0: of no team)."""

    me: PersonId
    others: Mapping[PersonId, str] = field(default_factory=dict)
    teams: tuple[int, ...] = ()

    def params(self) -> dict[str, list[int]]:
        """Parameters of `storage.scope.answers`."""
        return {"cover_people": [self.me, *self.others], "cover_teams": [*self.teams, -1]}


@dataclass(frozen=True, slots=True)
class Profile:
    """What Telegram tells of the account that writes; `language` is None when we have no texts in it."""

    user_id: int
    name: str
    username: str | None
    language: str | None


@dataclass(frozen=True, slots=True)
class Recipient:
    """Where a letter goes now: a connected person's chat, in their language and zone.

    `instead_of` names the person it was meant for when somebody stands in (not connected, away, left).
    """

    id: PersonId
    role: Role
    name: str
    chat_id: int
    language: str
    zone: str
    country: str | None = None
    instead_of: str | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as stored. `user_id` is the Telegram account and private chat; None until connected."""

    id: PersonId
    role: Role
    name: str
    team_id: TeamId | None
    client_id: ClientId | None
    language: str | None
    zone: str | None
    country: str | None
    user_id: int | None
    username: str | None
    phone: str | None
    email: str | None
    position: str | None
    reachable: bool  # connected, and Telegram did not say that it is gone
    stopped: bool  # wants nothing that was not asked for
    left: bool  # a leaver: has no access
    quiet: tuple[time, time] | None = None  # own quiet hours, by their clock; None: the company's

    @property
    def first_name(self) -> str:
        """All that an invite link may show: links get forwarded."""
        return self.name.split()[0] if self.name.split() else self.name
