"""The Bot API's methods by name, one module per group. Not: HTTP."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from playground.methods import albums, answers, chats, copies, deletes, edits, media, profile, texts
from playground.params import Call
from playground.world import World

Method = Callable[[World, Call], Any]
AsyncMethod = Callable[[World, Call], Awaitable[Any]]


def table() -> dict[str, Method]:
    """Return every method under its lower-case name; Telegram does not look at the case."""
    groups = (texts, media, albums, copies, edits, deletes, answers, chats, profile)
    return {name.lower(): method for group in groups for name, method in group.METHODS.items()}
