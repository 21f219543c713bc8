"""Presses and inline queries that wait for the bot's answer. Not: who pressed what (acts.py)."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

from playground.refusal import Refusal, bad

LIFETIME = 15.0
"""Seconds of real time within which a press can be answered."""


@dataclass(slots=True)
class Query:
    """One press or inline query; `answer` holds the parameters of the bot's answer once it came."""

    id: str
    user_id: int
    chat_id: int
    born: float
    message_id: int = 0
    data: str = ""
    answer: dict[str, Any] | None = None
    waiter: asyncio.Future[dict[str, Any]] | None = field(default=None, repr=False)


class Queries:
    """Open queries by id; they expire by themselves. `monotonic` is the clock of expiry, in seconds."""

    def __init__(self) -> None:
        self.monotonic = time.monotonic
        self.lifetime = LIFETIME
        self._open: OrderedDict[str, Query] = OrderedDict()

    def __len__(self) -> int:
        return len(self._open)

    def ask(self, user_id: int, chat_id: int, message_id: int = 0, data: str = "") -> Query:
        """Open a query."""
        self._expire()
        query = Query(str(secrets.randbits(62)), user_id, chat_id, self.monotonic(), message_id, data)
        self._open[query.id] = query
        return query

    def answer(self, query_id: str, params: dict[str, Any]) -> Query:
        """Close a query with the bot's answer; raise `Refusal` when it is too late, unknown or answered already."""
        self._expire()
        query = self._open.pop(query_id, None)
        if not query:
            raise self.too_old()
        query.answer = params
        if query.waiter and not query.waiter.done():
            query.waiter.set_result(params)
        return query

    @staticmethod
    def too_old() -> Refusal:
        """Refuse as Telegram does."""
        return bad("query is too old and response timeout expired or query ID is invalid")

    def _expire(self) -> None:
        deadline = self.monotonic() - self.lifetime
        while self._open:
            first = next(iter(self._open.values()))
            if first.born > deadline:
                return
            del self._open[first.id]
