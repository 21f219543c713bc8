"""The root router: from a look at an event it knows which handlers may take it. Not: what they do.

aiogram asks every filter of every router in turn, some 15 µs a router and 4 a handler; with hundreds of handlers
that is most of what a press costs. Here a handler whose first filter names its slot (`/find`, `step:call.when`,
`about:case`, `ca:done`) is asked only when the event has it. The order of the routers and of their handlers stays.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from aiogram import Router
from aiogram.dispatcher.event.bases import UNHANDLED, SkipHandler
from aiogram.dispatcher.event.handler import HandlerObject
from aiogram.dispatcher.event.telegram import TelegramEventObserver
from aiogram.types import CallbackQuery, Message, TelegramObject

from handlers.filters import Prefixes, Slotted

_KINDS = ("message", "callback_query")


@dataclass(frozen=True, slots=True)
class _Place:
    """A handler, its router, and the slot it belongs to (None: it may take anything)."""

    router: Router
    handler: HandlerObject
    slot: str | None


class Switchboard(Router):
    """Includes routers as any router does; `close` must follow."""

    def __init__(self, name: str) -> None:
        super().__init__(name=name)
        self._places: dict[str, list[_Place]] = {}
        self._known: frozenset[str] = frozenset()
        self._found: dict[tuple[str, frozenset[str]], list[_Place]] = {}

    def close(self) -> None:
        """Everything is included. Raises RuntimeError for what would be left out: middlewares of inner routers."""
        for kind in _KINDS:
            self._places[kind] = [place for router in self.chain_tail for place in _places(router, kind)]
        slots = (place.slot for places in self._places.values() for place in places)
        self._known = frozenset(slot for slot in slots if slot is not None)

    async def propagate_event(self, update_type: str, event: TelegramObject, **kwargs: Any) -> Any:
        """Ask the handlers that may take the event, in order."""
        if update_type not in self._places:
            return await super().propagate_event(update_type, event, **kwargs)
        for place in self._candidates(update_type, _slots(event, kwargs)):
            data = {**kwargs, "event_router": place.router, "handler": place.handler}
            taken, data = await place.handler.check(event, **data)
            if taken:
                try:
                    return await place.handler.call(event, **data)
                except SkipHandler:
                    continue
        return UNHANDLED

    def _candidates(self, kind: str, slots: set[str]) -> list[_Place]:
        key = kind, self._known & slots
        found = self._found.get(key)
        if found is None:
            found = [place for place in self._places[kind] if place.slot is None or place.slot in key[1]]
            self._found[key] = found
        return found


def _slots(event: TelegramObject, data: Mapping[str, Any]) -> set[str]:
    """The slots that this event has, among them some that nobody knows."""
    if isinstance(event, CallbackQuery):
        prefix, _, rest = (event.data or "").partition(":")
        return {prefix, f"{prefix}:{rest.partition(':')[0]}"}
    if not isinstance(event, Message):
        return set()
    if data["command"] is not None:
        return {f"/{data['command'][0]}"}
    step, about = data["actor"].step, data["about"]
    return {f"step:{step.name if step else ''}", f"about:{(about or '').partition(':')[0]}"}


def _places(router: Router, kind: str) -> Iterator[_Place]:
    observer = router.observers[kind]
    _refuse_middlewares(router, observer)
    for handler in observer.handlers:
        first = handler.filters[0].callback if handler.filters else None
        yield _Place(router, handler, first.slot if isinstance(first, Slotted) else None)


def _refuse_middlewares(router: Router, observer: TelegramEventObserver) -> None:
    """Filters of a whole router are left out too: `Prefixes` says nothing that `Pressed` does not."""
    others = [f for f in observer._handler.filters or () if not isinstance(f.callback, Prefixes)]
    if others or len(observer.middleware) or len(observer.outer_middleware):
        raise RuntimeError(
            f"router {router.name}: {observer.event_name} has filters or middlewares of its own"
        )
