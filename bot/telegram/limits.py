"""The rate limits before every call, and refusals that mean nothing after it. Not: the clocks themselves."""

import asyncio
import logging
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramBadRequest, TelegramRetryAfter
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

from bot.delivery.ratelimit import RateLimiter, TooBusy
from bot.domain.letters import Lane

log = logging.getLogger(__name__)

ANSWER_PATIENCE = 30.0  # seconds that an answer to a person waits for its turn

_FREE = frozenset({"sendChatAction"})
_HARMLESS = ("query is too old", "query id is invalid", "message is not modified")


@dataclass(frozen=True, slots=True)
class Travel:
    """A letter's call: its lane, and until when (the loop's time) it may wait for its turn."""

    lane: Lane
    until: float


travel: ContextVar[Travel | None] = ContextVar("travel", default=None)
"""Set while a letter is delivered; without it a call answers a person, who goes first."""


class Limited(BaseRequestMiddleware):
    """Waits for the turn of messages and edits. An answer that Telegram puts off (429) is tried again."""

    def __init__(self, limiter: RateLimiter) -> None:
        self._limiter = limiter

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        name = method.__api_method__
        counts, edits = _counts(name), name.startswith("editMessage")
        if not counts and not edits:
            return await _harmless(make_request, bot, method)
        chat = getattr(method, "chat_id", None)
        chat = chat if isinstance(chat, int) else 0
        deadline = asyncio.get_running_loop().time() + ANSWER_PATIENCE
        while True:
            try:
                await self._turn(method, chat, edits=edits)
                return await _harmless(make_request, bot, method)
            except TelegramRetryAfter as refusal:
                self._limiter.hold(refusal.retry_after, chat if edits else None)
                if travel.get() is not None or asyncio.get_running_loop().time() > deadline:
                    raise

    async def _turn(self, method: TelegramMethod[Any], chat: int, *, edits: bool) -> None:
        letter = travel.get()
        lane, patience = Lane.ANSWER, ANSWER_PATIENCE
        if letter is not None:
            lane, patience = letter.lane, max(0.0, letter.until - asyncio.get_running_loop().time())
        try:
            if edits:
                await self._limiter.edit(chat, patience=patience)
            else:
                slots = (
                    len(getattr(method, "media", None) or ())
                    if method.__api_method__ == "sendMediaGroup"
                    else 1
                )
                await self._limiter.message(chat, lane, slots=slots, patience=patience)
        except TooBusy as busy:
            if letter is not None:
                raise
            raise TelegramRetryAfter(method, "no turn in time", max(1, round(busy.seconds))) from busy


def _counts(name: str) -> bool:
    return name.startswith(("send", "copyMessage", "forwardMessage")) and name not in _FREE


async def _harmless(
    make_request: NextRequestMiddlewareType[TelegramType], bot: Bot, method: TelegramMethod[TelegramType]
) -> Response[TelegramType]:
    """A late answer to a press and an edit that changes nothing are no errors."""
    try:
        return await make_request(bot, method)
    except TelegramBadRequest as refusal:
        if any(words in refusal.message.lower() for words in _HARMLESS):
            return True  # type: ignore[return-value]
        raise
