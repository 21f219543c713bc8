"""A press on a letter in doubt, or a reply to it, proves that it arrived. Not: letters in doubt themselves."""

from html import unescape
from re import sub

from aiogram.types import InlineKeyboardMarkup

from bot.clock import Clock
from bot.domain.letters import Opened
from bot.i18n import translator
from bot.telegram.inbox.shape import Raw, user_of
from bot.telegram.messenger import Opens
from bot.usecases import doubts
from handlers import letters as words
from handlers.screen import Screen
from storage import outbox
from storage.database import Database


class Proof:
    """Its answer was lost, so its message id is not known: it is recognised by its buttons, or by its words.

    Every press comes by here. Where no other process sends letters (SQLite), whoever saw none in doubt need not look
    again until one goes into doubt.
    """

    def __init__(self, db: Database, clock: Clock, letters: Opens) -> None:
        self._db, self._clock, self._letters = db, clock, letters
        self._alone, self._none_since = db.dialect == "sqlite", -1

    async def look(self, raw: Raw) -> None:
        """Before the update is handled: what it does may change what the letter would say."""
        press = raw.get("callback_query")
        said = raw.get("message") or {}
        message = press.get("message") if press else said.get("reply_to_message")
        if message is None or not await self._any():
            return
        data = press.get("data") if press else None
        await self._compare(message, data, user_of(raw) or 0)

    async def _any(self) -> bool:
        """Whether any letter is in doubt."""
        so_far = outbox.into_doubt()
        if self._alone and self._none_since == so_far:
            return False
        found = await outbox.any_unknown(self._db)
        if not found:
            self._none_since = so_far
        return found

    async def _compare(self, message: Raw, data: str | None, user_id: int) -> None:
        chat_id, message_id = int(message["chat"]["id"]), int(message["message_id"])
        async with self._db.read() as conn:
            if await outbox.about(conn, chat_id, message_id) is not None:
                return
            letters = await outbox.unknown_of(conn, user_id)
        for letter in letters:
            opened = await self._letters.open(letter)
            if not isinstance(opened, Opened):
                continue
            t = translator(opened.recipient.language, opened.recipient.zone)
            screen = words.render(letter.kind, letter.op, opened, t)
            if data in _buttons(screen) if data is not None else _same(screen, message):
                await doubts.proved(self._db, letter, chat_id, message_id, self._clock())
                return


def _buttons(screen: Screen) -> set[str]:
    if not isinstance(screen.keyboard, InlineKeyboardMarkup):
        return set()
    return {b.callback_data for row in screen.keyboard.inline_keyboard for b in row if b.callback_data}


def _same(screen: Screen, message: Raw) -> bool:
    text = message.get("text") or message.get("caption") or ""
    return bool(text) and unescape(sub("<[^>]*>", "", screen.text)).split() == text.split()
