"""Long polling: ask, store, and only then let Telegram forget. Not: storing, handling."""

import asyncio
import logging
from collections.abc import Sequence
from typing import Any

from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramConflictError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import GetUpdates

from bot.delivery import retry
from bot.telegram.inbox import Inbox
from bot.telegram.session import LeanSession

log = logging.getLogger(__name__)

LONG = 30  # seconds that Telegram holds an empty answer back
PAGE = 100
LATE = 15.0  # seconds beyond which the answer will not come
EVERY = 60.0  # seconds between lines about another poller


class AnotherPoller(Exception):
    """Another program asks with the same token, and did before us."""


class Refused(Exception):
    """Telegram refuses the token."""


class Polling:
    """Asks for updates until cancelled."""

    def __init__(
        self, bot: Bot, session: LeanSession, inbox: Inbox, *, kinds: Sequence[str], patience: float = 60.0
    ) -> None:
        self._bot, self._session, self._inbox = bot, session, inbox
        self._kinds, self._patience = list(kinds), patience
        self._offset: int | None = None
        self._clean = False  # Telegram has answered us at least once
        self._conflict_since: float | None = None
        self._conflict_told = 0.0
        self.working = False

    async def run(self) -> None:
        """Raises AnotherPoller (only a newcomer), Refused (the token)."""
        tries = 0
        while True:
            try:
                updates = await self._ask()
            except (TelegramAPIError, ClientDecodeError) as error:
                tries += 1
                self.working = False
                await asyncio.sleep(self._failed(error, tries))
                continue
            tries, self.working, self._clean, self._conflict_since = 0, True, True, None
            await self._inbox.accept(updates)
            if updates:
                self._offset = updates[-1]["update_id"] + 1

    async def _ask(self) -> list[dict[str, Any]]:
        # The first answer tells whether token and network are good: it is not held back.
        long = LONG if self._clean else 0
        ask = GetUpdates(offset=self._offset, limit=PAGE, timeout=long, allowed_updates=self._kinds)
        return await self._session.get_updates(self._bot, ask, LONG + LATE)

    def _failed(self, error: Exception, tries: int) -> float:
        """Seconds to wait before asking again."""
        if isinstance(error, TelegramUnauthorizedError | TelegramNotFound):
            raise Refused from error
        if isinstance(error, TelegramRetryAfter):
            return float(error.retry_after)
        if isinstance(error, TelegramConflictError):
            self._conflict()
            return 1.0 if not self._clean else 5.0
        wait = retry.delay(tries, longest=30.0)
        log.warning("no updates (%s), next try in %.1f s", type(error).__name__, wait)
        return wait

    def _conflict(self) -> None:
        now = asyncio.get_running_loop().time()
        if self._conflict_since is None:
            self._conflict_since = now
            self._conflict_told = now - EVERY
        if not self._clean and now - self._conflict_since >= self._patience:
            raise AnotherPoller
        if now - self._conflict_told >= EVERY:
            self._conflict_told = now
            log.error(
                "another program asks Telegram for updates with this token; stop it, or this one gets half of them"
            )
