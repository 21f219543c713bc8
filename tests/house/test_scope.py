"""Nobody forgot the scope: every method of every use case that takes an actor and the number of somebody's thing.

Generated from the signatures: each such method is called by a manager with the numbers of another team's client (its
call, case, complaint, date, contact, exhibition) and must answer as if there were none. What it cannot see: methods
that take a name or a form's state instead of a number (tests/house/test_access.py asks those by their commands).
"""

import inspect
from collections.abc import Callable, Iterator
from datetime import date, datetime
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest

from bot.app.nouns import build
from bot.domain.errors import BadInput, DomainError, NotAllowed, NotFound
from bot.domain.ids import CallId, CaseId, ClientId, ComplaintId, ExhibitionId, OccasionId, PersonId, TeamId
from bot.domain.notes import Note
from bot.domain.people import Actor, Role
from tests.chats.conftest import world
from tests.chats.world import World
from tests.house.roles import Whose
from tests.house.test_access import NAMES, Set, set_up, state

__all__ = ["world"]

IDS = (ClientId, CallId, CaseId, ComplaintId, OccasionId, ExhibitionId)

# What works only on an open form, which holds what was seen before: without one nothing is told.
FORMS = {"additions.client_anyway", "additions.pick"}


def methods(made: dict[str, Any]) -> Iterator[tuple[str, Callable[..., Any], dict[str, Any]]]:
    """Name, method and hints of every public asynchronous method that takes an actor first, and a number of a thing."""
    for noun, usecase in made.items():
        for name, method in inspect.getmembers(usecase, inspect.iscoroutinefunction):
            if name.startswith("_"):
                continue
            hints = get_type_hints(method)
            params = list(inspect.signature(method).parameters)
            if not params or hints.get(params[0]) is not Actor:
                continue
            if any(kind in IDS for param in params for kind in kinds(hints[param])):
                yield f"{noun}.{name}", method, hints


def kinds(hint: Any) -> tuple[Any, ...]:
    """The type, or those of a union."""
    return get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)


def value(hint: Any, ids: dict[Any, int], now: datetime) -> Any:
    """Something of this type; of a number that of the other team."""
    for kind in kinds(hint):
        if kind in ids:
            return ids[kind]
        if kind is datetime:
            return now
        if kind is Note:
            return Note(1, "x")
        if kind is date:
            return now.date()
        if isinstance(kind, type) and issubclass(kind, Enum):
            return next(iter(kind))
        if kind in (int, str, bool, float, bytes):
            return {int: 1, str: "x", bool: False, float: 1.0, bytes: b"x"}[kind]
    return None


async def numbers(world: World, found: Set, whose: Whose) -> dict[Any, int]:
    """The numbers of a client and of what is open there."""
    of = {thing.partition(":")[0]: int(thing.partition(":")[2]) for thing in found.things[whose]}
    fair = await world.app.db.value(
        "SELECT exhibition_id FROM guests WHERE client_id = :id", id=found.clients[whose]
    )
    return {
        ClientId: found.clients[whose], PersonId: of["person"], CallId: of["call"], CaseId: of["case"],
        ComplaintId: of["complaint"], OccasionId: of["occasion"], ExhibitionId: fair, TeamId: 99,
    }  # fmt: skip


@pytest.mark.parametrize("whose", [Whose.OTHER, Whose.BACK])
async def test_every_method_refuses_what_belongs_to_others(world: World, whose: Whose) -> None:
    found = await set_up(world, Role.MANAGER)
    ids, before = await numbers(world, found, whose), await state(world)
    made = dict(build(world.settings, world.app.db, world.clock).handlers)
    actor = await made["people"].whoami(world.janis.id, "en")
    let_in, asked = [], 0
    for name, method, hints in methods(made):
        given = {param: value(hints[param], ids, world.clock()) for param in list(hints) if param != "return"}
        asked += 1
        said = await refusal(method, {**given, first(method): actor})
        if not isinstance(said, NotFound | NotAllowed | BadInput) and name not in FORMS:
            let_in.append(name)
        # What was typed may be looked at first; it tells nothing of the client.
        assert not any(NAMES[whose] in str(word) for word in (said.values.values() if said else ())), name
    assert asked > 40
    assert not let_in
    assert await state(world) == before


async def refusal(method: Callable[..., Any], given: dict[str, Any]) -> DomainError | None:
    """How it refuses; None when it lets in."""
    try:
        await method(**given)
    except DomainError as error:
        return error
    return None


def first(method: Callable[..., Any]) -> str:
    """The name of the first parameter."""
    return next(iter(inspect.signature(method).parameters))
