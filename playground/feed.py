"""Tells every open page what happens, as server-sent events. Not: drawing it."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

from playground import view
from playground.model import Chat, Json, Message, User
from playground.queries import Query
from playground.world import World

BACKLOG = 2000
"""Events that a slow page may fall behind; then it is told to read everything anew."""
BREATH = 15.0
"""Seconds of silence after which a comment keeps the connection open."""


class Feed:
    """One queue for each page that listens."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._pages: set[asyncio.Queue[str]] = set()
        self._news: list[Json] = []
        world.listeners.append(self._changed)

    def tell(self, kind: str, **what: Any) -> None:
        """Tell all pages."""
        if not self._pages:
            return
        line = json.dumps({"type": kind, **what}, ensure_ascii=False)
        for page in list(self._pages):
            if page.qsize() >= BACKLOG:
                _empty(page)
                page.put_nowait('{"type":"stale"}')
            else:
                page.put_nowait(line)

    def stop(self, at: datetime) -> None:
        """Tell that a jump stopped here, with what the bot wrote since the last stop."""
        self.tell("stop", at=at.timestamp(), news=self._news)
        self._news = []

    def news(self) -> list[Json]:
        """Return and forget what the bot wrote since the last stop."""
        news, self._news = self._news, []
        return news

    async def lines(self) -> AsyncIterator[bytes]:
        """Yield events in wire form for one page, for as long as it listens."""
        page: asyncio.Queue[str] = asyncio.Queue()
        self._pages.add(page)
        try:
            yield b"retry: 500\n\n"
            while True:
                line = ""
                with contextlib.suppress(TimeoutError):
                    line = await asyncio.wait_for(page.get(), BREATH)
                yield f"data: {line}\n\n".encode() if line else b": still here\n\n"
        finally:
            self._pages.discard(page)

    def _changed(self, event: str, chat_id: int, thing: Any) -> None:
        if not self._pages:
            return
        if isinstance(thing, Message):
            self._message(event, thing)
        elif isinstance(thing, Query):
            if event == "answer":
                self.tell(
                    "answer",
                    query=thing.id,
                    person=thing.user_id,
                    message=thing.message_id,
                    **thing.answer or {},
                )
        elif isinstance(thing, User):
            self.tell("person", person=view.person(thing))
        elif event == "typing":
            self.tell("typing", person=chat_id, action=thing)
        elif event == "profile":
            self.tell("profile")
        elif isinstance(thing, Chat):
            self._chat(event, thing)

    def _message(self, event: str, message: Message) -> None:
        if event == "message" and message.from_bot:
            text = message.text.strip().partition("\n")[0][:140] or message.kind
            title = self.world.chats[message.chat_id].title
            self._news.append({"person": message.chat_id, "text": f"{title}: {text}" if title else text})
        self.tell(event, message=view.message(self.world, message))

    def _chat(self, event: str, chat: Chat) -> None:
        if event == "keyboard":
            self.tell("keyboard", person=chat.id, keyboard=view.keyboard(chat))
        elif event == "pin":
            self.tell("pin", chat=chat.id, phones=view.phones(self.world, chat), pinned=chat.pinned)


def _empty(queue: asyncio.Queue[str]) -> None:
    while not queue.empty():
        queue.get_nowait()
