"""Cheap asynchronous filters: command tables, callback prefixes, open steps, replies to cards. Not: database access."""

from enum import Enum
from typing import Any

from aiogram.filters import Filter
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, Message

from bot.domain.people import Actor, Role

_MOST = 2**53  # ids, versions, pages and minutes stay below: no database takes an integer of any length


class Slotted(Filter):
    """Tells `handlers.switchboard` by its slot, without being asked, which events it cannot pass."""

    slot: str


class Said(Slotted):
    """The message is this command (or its reply-keyboard button); `args` is what follows it.

    Rights are checked before: the middleware answers those who may not use the command.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.slot = f"/{name}"

    async def __call__(self, message: Message, command: tuple[str, str] | None) -> bool | dict[str, Any]:
        return command is not None and command[0] == self.name and {"args": command[1]}


class Pressed(Slotted):
    """A button with this callback data was pressed; the handler gets it as `data`."""

    def __init__(self, kind: type[CallbackData], **only: object) -> None:
        self.kind, self.only = kind, only
        self.prefix = f"{kind.__prefix__}{kind.__separator__}"
        first = only.get(next(iter(kind.model_fields)))
        first = first.value if isinstance(first, Enum) else first
        self.slot = f"{self.prefix}{first}" if isinstance(first, str) else kind.__prefix__

    async def __call__(self, press: CallbackQuery) -> bool | dict[str, Any]:
        if press.data is None or not press.data.startswith(self.prefix):
            return False
        try:
            data = self.kind.unpack(press.data)
        except (ValueError, TypeError):
            return False
        if any(getattr(data, name) != value for name, value in self.only.items()):
            return False
        if any(isinstance(value, int) and abs(value) > _MOST for _, value in data):
            return False
        return {"data": data}


class AtStep(Slotted):
    """The person's open step has this name, and the message is no command; the handler gets it as `step`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.slot = f"step:{name}"

    async def __call__(
        self, message: Message, actor: Actor, command: tuple[str, str] | None
    ) -> bool | dict[str, Any]:
        if command is not None or actor.step is None or actor.step.name != self.name:
            return False
        return {"step": actor.step}


class About(Slotted):
    """The message replies to one of our messages about such a thing; `number` is its id."""

    def __init__(self, noun: str) -> None:
        self.prefix = noun + ":"
        self.slot = f"about:{noun}"

    async def __call__(
        self, message: Message, about: str | None, command: tuple[str, str] | None
    ) -> bool | dict[str, Any]:
        if command is not None or about is None or not about.startswith(self.prefix):
            return False
        return {"number": int(about.removeprefix(self.prefix))}


class Alone(Filter):
    """The message replies to none of our messages about something, except about these nouns: what answers another
    card belongs to that card, whatever form is open."""

    def __init__(self, *nouns: str) -> None:
        self.nouns = frozenset(nouns)

    async def __call__(self, message: Message, about: str | None) -> bool:
        return about is None or about.partition(":")[0] in self.nouns


class NoCommand(Filter):
    """The message is neither a command nor a button of the reply keyboard."""

    async def __call__(self, message: Message, command: tuple[str, str] | None) -> bool:
        return command is None


class Unbound(Filter):
    """A text that is no command, replies to nothing of ours and answers no open step, except one of these that has
    been asked already and is over."""

    def __init__(self, *over: str) -> None:
        self.over = frozenset(over)

    async def __call__(
        self, message: Message, actor: Actor, about: str | None, command: tuple[str, str] | None
    ) -> bool:
        bound = actor.step is not None and actor.step.name not in self.over
        return command is None and about is None and not bound and bool(message.text)


class By(Filter):
    """The actor has one of these roles."""

    def __init__(self, who: frozenset[Role]) -> None:
        self.who = who

    async def __call__(self, event: Message | CallbackQuery, actor: Actor) -> bool:
        return actor.role in self.who


class Prefixes(Filter):
    """For a whole router: one look tells whether any of its buttons was pressed."""

    def __init__(self, *kinds: type[CallbackData]) -> None:
        self.prefixes = frozenset(kind.__prefix__ for kind in kinds)

    async def __call__(self, press: CallbackQuery) -> bool:
        return press.data is not None and press.data.partition(":")[0] in self.prefixes
