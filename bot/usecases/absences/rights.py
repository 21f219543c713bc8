"""Who may enter whose absence, and who may stand in. Not: entering it."""

from collections.abc import Mapping

from bot.domain.errors import BadInput, NotAllowed, NotFound
from bot.domain.people import Actor, Person, Role


def staff_only(actor: Actor) -> None:
    """Buttons can be forged."""
    if not actor.role.is_staff:
        raise NotAllowed


def may_enter(actor: Actor, person: Person) -> bool:
    """Everybody for themselves, a lead for members of the team, the head for anybody."""
    if person.id == actor.id or actor.role is Role.HEAD:
        return True
    same = person.team_id is not None and person.team_id == actor.team_id
    return actor.role is Role.LEAD and same and person.role is Role.MANAGER


def check_deputy(who: Person, deputy: Person | None, args: Mapping[str, int | str | bool | None]) -> None:
    """Raises NotFound for nobody, BadInput for who cannot stand in; without one in `args` there is nothing to check."""
    if args.get("deputy") is None:
        return
    if deputy is None:
        raise NotFound
    if deputy.id == who.id:
        raise BadInput("away-oneself", name=who.name)
    if deputy.user_id is None:
        raise BadInput("away-not-connected", name=deputy.name)
