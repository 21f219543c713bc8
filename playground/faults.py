"""What may go wrong between bot and Telegram, on order. Not: refusals that the rules give by themselves."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from playground.params import Call
from playground.refusal import Refusal

HTML_502 = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"


@dataclass(eq=False)
class Fault:
    """One fault: which calls it hits (`methods` None: all but getUpdates) and how often (`times` None: for ever).

    `kind` is one of error, page, drop (before it is handled), lost (handled, the answer is lost), slow, hold.
    """

    kind: str
    methods: frozenset[str] | None = None
    chat: int | None = None
    times: int | None = 1
    refusal: Refusal | None = None
    status: int = 502
    seconds: float = 0.0
    hits: int = 0
    _hit: asyncio.Event = field(default_factory=asyncio.Event)
    _gate: asyncio.Event = field(default_factory=asyncio.Event)

    def matches(self, call: Call) -> bool:
        """Say whether this call is hit."""
        if self.times is not None and self.hits >= self.times:
            return False
        method = call.method.lower()
        if self.methods is None:
            if method == "getupdates":
                return False
        elif method not in self.methods:
            return False
        return self.chat is None or call.integer("chat_id") == self.chat

    def strike(self) -> None:
        """Count a hit."""
        self.hits += 1
        self._hit.set()

    async def hit(self, timeout: float = 60.0) -> None:
        """Wait until it has happened; seconds of real time."""
        await asyncio.wait_for(self._hit.wait(), timeout)

    async def wait(self) -> None:
        """Delay the call as ordered."""
        if self.kind == "slow":
            await asyncio.sleep(self.seconds)
        elif self.kind == "hold":
            await self._gate.wait()

    def release(self) -> None:
        """Let held calls go on."""
        self._gate.set()
        self.times = self.hits

    def stop(self) -> None:
        """Hit nothing more."""
        self.times = self.hits
        self._gate.set()


Methods = str | Iterable[str] | None


class Faults:
    """The orders, oldest first; a call meets the first that matches."""

    def __init__(self) -> None:
        self.ordered: list[Fault] = []

    def _add(self, fault: Fault) -> Fault:
        self.ordered.append(fault)
        return fault

    def error(
        self, code: int, description: str, method: Methods = None, *, chat: int | None = None,
        times: int | None = 1, parameters: dict[str, Any] | None = None,
    ) -> Fault:  # fmt: skip
        """Answer with this error without handling the call."""
        refusal = Refusal(code, description, parameters)
        return self._add(Fault("error", _names(method), chat, times, refusal))

    def flood(
        self, seconds: int, method: Methods = None, *, chat: int | None = None, times: int | None = 1
    ) -> Fault:
        """Answer 429; `seconds` is `retry_after`."""
        text = f"Too Many Requests: retry after {seconds}"
        return self.error(429, text, method, chat=chat, times=times, parameters={"retry_after": seconds})

    def page(
        self, method: Methods = None, *, status: int = 502, chat: int | None = None, times: int | None = 1
    ) -> Fault:
        """Answer with a proxy's HTML page; the call is not handled."""
        return self._add(Fault("page", _names(method), chat, times, status=status))

    def drop(self, method: Methods = None, *, chat: int | None = None, times: int | None = 1) -> Fault:
        """Cut the connection before the call is handled."""
        return self._add(Fault("drop", _names(method), chat, times))

    def lose_answer(self, method: Methods = None, *, chat: int | None = None, times: int | None = 1) -> Fault:
        """Handle the call, then cut the connection."""
        return self._add(Fault("lost", _names(method), chat, times))

    def slow(
        self, seconds: float, method: Methods = None, *, chat: int | None = None, times: int | None = None
    ) -> Fault:
        """Handle the call after so many seconds of real time."""
        return self._add(Fault("slow", _names(method), chat, times, seconds=seconds))

    def hold(self, method: Methods = None, *, chat: int | None = None, times: int | None = 1) -> Fault:
        """Keep the call waiting until `release()`, then handle it."""
        return self._add(Fault("hold", _names(method), chat, times))

    def clear(self) -> None:
        """Cancel all orders; held calls go on."""
        for fault in self.ordered:
            fault.stop()
        self.ordered.clear()

    def match(self, call: Call) -> Fault | None:
        """Return the fault this call meets, already counted."""
        for fault in self.ordered:
            if fault.matches(call):
                fault.strike()
                return fault
        return None


def _names(method: Methods) -> frozenset[str] | None:
    if method is None:
        return None
    return frozenset(name.lower() for name in ([method] if isinstance(method, str) else method))
