"""Teams: who may see and change whom. Rights add up: a lead the own team's managers, the head everybody. Not: rows."""

from dataclasses import dataclass

from bot.domain.errors import BadInput, NotFound
from bot.domain.ids import TeamId
from bot.domain.people import Actor, Person, Role


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team with how many people and clients it has; id 0: those without a team."""

    id: TeamId
    name: str
    lead: str | None
    people: int
    clients: int


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Somebody of a team."""

    person: Person
    version: int
    clients: int
    away: bool


@dataclass(frozen=True, slots=True)
class Load:
    """What somebody has: clients, and open cases, complaints and calls, their own or of their clients."""

    clients: int
    cases: int
    complaints: int
    calls: int
    exhibitions: int


def sees(actor: Actor, team_id: TeamId | None) -> bool:
    """Whether the actor sees this team (None: those without one)."""
    if actor.role is Role.HEAD:
        return True
    return actor.role is Role.LEAD and team_id is not None and team_id == actor.team_id


def may_change(actor: Actor, person: Person) -> bool:
    """Whether the actor may move, hand over and let go of this person: a lead only managers of the own team."""
    if actor.role is Role.HEAD:
        return True
    return sees(actor, person.team_id) and person.role is Role.MANAGER and person.id != actor.id


def check_role(person: Person, new: Role, *, heads: int, led_by_another: bool) -> None:
    """Raises for a role that cannot be given: no staff, the last head's, a second lead of a team."""
    if not new.is_staff:
        raise NotFound
    if person.role is Role.HEAD and new is not Role.HEAD and heads < 2:
        raise BadInput("team-last-head")
    if new is Role.LEAD and led_by_another:
        raise BadInput("team-has-lead")


def check_move(person: Person, *, led_by_another: bool) -> None:
    """Raises when a lead would come into a team that has one."""
    if person.role is Role.LEAD and led_by_another:
        raise BadInput("team-has-lead")


def check_leave(person: Person, heir: Person | None, *, heads: int) -> None:
    """Raises for a leaver who is the last head, and for whom nothing can be handed to."""
    if person.role is Role.HEAD and heads < 2:
        raise BadInput("team-last-head")
    if heir is None or heir.left or not heir.role.is_staff or heir.id == person.id:
        raise NotFound
