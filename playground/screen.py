"""What one person sees in the chat with the bot, and waiting for it. Not: what they do (phone.py)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from playground.model import Chat, File, Message, User
from playground.refusal import Refusal

if TYPE_CHECKING:
    from playground.server import Playground

T = TypeVar("T")
PATIENCE = 60.0
"""Seconds of real time a wait takes at most; long enough for a loaded machine."""


class Screen:
    """The chat on a person's screen.

    Every act sets a mark; `wait` and `new` see what came or changed after it.
    """

    def __init__(self, playground: Playground, user: User) -> None:
        self.playground = playground
        self.world = playground.world
        self.user = user
        self._mark = 0
        self._inline_text = ""

    def __repr__(self) -> str:
        return f"Phone({self.user.id}, {self.user.name!r})"

    @property
    def id(self) -> int:
        """The person's Telegram id, which is also the chat's."""
        return self.user.id

    @property
    def chat(self) -> Chat:
        """The chat with the bot."""
        return self.world.chats[self.user.id]

    # --- what the person sees

    @property
    def messages(self) -> list[Message]:
        """Messages of the chat that are not deleted, oldest first."""
        return [m for m in self.chat.messages.values() if not m.deleted]

    @property
    def last(self) -> Message:
        """The bot's latest message; raise `LookupError` when there is none."""
        for message in reversed(self.chat.messages.values()):
            if message.from_bot and not message.deleted:
                return message
        raise LookupError(f"the bot has not written to {self.user.name}")

    @property
    def new(self) -> list[Message]:
        """The bot's messages that came or changed since the mark, oldest first."""
        return [m for m in self.messages if m.from_bot and m.revision > self._mark]

    @property
    def keyboard(self) -> list[list[str]]:
        """Labels of the reply keyboard."""
        rows = (self.chat.keyboard or {}).get("keyboard") or []
        return [[button["text"] for button in row] for row in rows]

    @property
    def transcript(self) -> str:
        """The chat in words, for a failed test's message."""
        return "\n".join(_line(m) for m in self.messages[-12:]) or "(an empty chat)"

    def file(self, message: Message) -> File:
        """Return the file of a message."""
        return self.world.files[message.files[0]]

    # --- waiting

    def mark(self) -> None:
        """Count only what comes from now on as new."""
        self._mark = self.world.revision

    async def wait(
        self, what: str | Callable[[Message], Any] | None = None, timeout: float = PATIENCE
    ) -> Message:
        """Return the bot's newest message since the mark with this text, or which fits; waits for it to come.

        Raise `AssertionError` with the chat in words after `timeout` seconds.
        """
        found = await self.playground.signal.until(lambda: self._fits(what), timeout)
        if found is None:
            raise AssertionError(f"{self.user.name} never saw {what!r}. The chat:\n{self.transcript}")
        return found

    def _fits(self, what: str | Callable[[Message], Any] | None) -> Message | None:
        for message in reversed(self.chat.messages.values()):
            if message.revision <= self._mark or not message.from_bot or message.deleted:
                continue
            if what is None or (what in message.text if isinstance(what, str) else what(message)):
                return message
        return None

    async def until(self, check: Callable[[], T | None], timeout: float = PATIENCE) -> T:
        """Wait for anything to be so; asked again after every change in Telegram."""
        found = await self.playground.signal.until(check, timeout)
        if not found:
            raise AssertionError(f"it never came to be. {self.user.name}'s chat:\n{self.transcript}")
        return found

    def _message(self, message: Message | int) -> Message:
        if isinstance(message, Message):
            return message
        found = self.chat.messages.get(message)
        if not found:
            raise Refusal(400, f"Bad Request: {self.user.name} has no message {message}")
        return found


def _line(message: Message) -> str:
    who = "bot" if message.from_bot else "me "
    what = "" if message.kind == "text" else f"[{message.kind}] "
    buttons = "".join(f"\n      {row}" for row in message.buttons)
    return f"{message.id:5} {who} {what}{message.text}{buttons}"
