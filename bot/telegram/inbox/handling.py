"""One stored update through the dispatcher; after its last try, words to the person. Not: storing, retries."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.types import Update

from bot.clock import Clock
from bot.i18n import match_language, translator
from bot.telegram.inbox.shape import Raw, lean
from handlers import errors

INLINE_LIVES = timedelta(seconds=20)  # Telegram takes no answer to an inline query after that

First = Callable[[Raw], Awaitable[None]]


class Handling:
    """Gives updates to aiogram. `first` sees each before its handlers do."""

    def __init__(
        self, bot: Bot, dispatcher: Dispatcher, clock: Clock, language: str, first: First | None = None
    ) -> None:
        self.bot, self._dispatcher, self._clock, self._language = bot, dispatcher, clock, language
        self._first = first

    async def handle(self, raw: Raw, received_at: datetime) -> None:
        """Run the handlers. Raises whatever they raise."""
        if "inline_query" in raw and self._clock() - received_at > INLINE_LIVES:
            return
        if self._first is not None:
            await self._first(raw)
        update = Update.model_validate(lean(raw), context={"bot": self.bot})
        data: dict[str, Any] = {"update_id": update.update_id}
        await self._dispatcher.feed_update(self.bot, update, **data)

    async def give_up(self, raw: Raw, code: str) -> None:
        """Tell the person that it did not work."""
        update = Update.model_validate(raw, context={"bot": self.bot})
        event = update.message or update.callback_query
        if event is None or event.from_user is None:
            return
        language = match_language(event.from_user.language_code, self._language)
        await errors.apologise(self.bot, update, code, translator(language, "UTC"))

    async def say(self, raw: Raw, key: str, language: str | None) -> None:
        """Tell whoever sent this one line, in their language if it is known."""
        update = Update.model_validate(lean(raw), context={"bot": self.bot})
        event = update.message or update.callback_query
        if event is None or event.from_user is None:
            return
        known = language or match_language(event.from_user.language_code, self._language)
        await errors.hush(event, key, translator(known, "UTC"))
