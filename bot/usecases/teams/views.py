"""What the use cases of teams give back. Not: rights, changing."""

from dataclasses import dataclass

from bot.domain.groups import Group
from bot.domain.ids import PersonId, TeamId
from bot.domain.people import Person, Role
from bot.domain.teams import Load, MemberRow, TeamRow


@dataclass(frozen=True, slots=True)
class Overview:
    """Every team, for the head."""

    teams: tuple[TeamRow, ...]


@dataclass(frozen=True, slots=True)
class TeamPage:
    """A team (id 0: those without one) and a page of its people. `all_teams`: the reader may go up to the list."""

    id: TeamId
    name: str
    people: tuple[MemberRow, ...]
    page: int
    pages: int
    reader: PersonId
    all_teams: bool
    group: Group | None = None


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Somebody, what they have, and what the reader may do."""

    person: Person
    version: int
    team: str | None
    load: Load
    away: bool
    may_away: bool
    may_change: bool
    is_head: bool
    mine: bool


@dataclass(frozen=True, slots=True)
class Picking:
    """A choice for somebody: teams to move to, or people to hand everything to."""

    page: PersonPage
    teams: tuple[TeamRow, ...] = ()
    people: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class Leaving:
    """Before the last word: who leaves, who gets what."""

    page: PersonPage
    heir: Person


@dataclass(frozen=True, slots=True)
class Left:
    """It is done. `load`: what went over; None when it was done before."""

    name: str
    heir: str
    load: Load | None
    deputies: int = 0
    team_without_lead: str | None = None


@dataclass(frozen=True, slots=True)
class Handed:
    """To who got it: whose, and what."""

    name: str
    load: Load


@dataclass(frozen=True, slots=True)
class Moved:
    """To whom it happened: the role and team of now."""

    role: Role
    team: str | None
