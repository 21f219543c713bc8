"""Carries letters over a Bot: opens, words and sends each, and says what became of it. Not: queues, limits."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Protocol

from aiogram import Bot
from aiogram.exceptions import ClientDecodeError, TelegramAPIError, TelegramBadRequest
from aiogram.methods import (
    EditMessageCaption,
    EditMessageText,
    SendAnimation,
    SendAudio,
    SendDocument,
    SendMediaGroup,
    SendMessage,
    SendPhoto,
    SendVideo,
    SendVideoNote,
    SendVoice,
    TelegramMethod,
)
from aiogram.types import (
    BufferedInputFile,
    InlineKeyboardMarkup,
    InputMediaAudio,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    Message,
    ReplyParameters,
)

from bot.domain.letters import (
    GONE_MESSAGE,
    Broken,
    Claimed,
    Copy,
    Later,
    NotWanted,
    Op,
    Opened,
    Outcome,
    Sent,
)
from bot.domain.people import Recipient
from bot.i18n import translator
from bot.telegram.limits import Travel, travel
from bot.telegram.outcomes import FAILURES, has, message_gone, outcome_of, privacy, said
from handlers import letters as words
from handlers.screen import Media, Screen

log = logging.getLogger(__name__)

PATIENCE = 20.0  # seconds a letter waits for its turn; with the send timeout it stays within the lease of 60
ALIVE_TIMEOUT = 10  # seconds
TIDY_TIMEOUT = 5  # seconds for taking an earlier line away


class Opens(Protocol):
    """`bot.usecases.letters.Letters`."""

    async def open(self, letter: Claimed) -> Opened | Later | NotWanted: ...


class TelegramMessenger:
    """The messenger of a running bot."""

    def __init__(self, bot: Bot, letters: Opens) -> None:
        self._bot, self._letters = bot, letters

    async def alive(self) -> bool:
        """Whether getMe is answered."""
        try:
            await self._bot.get_me(request_timeout=ALIVE_TIMEOUT)
        except (TelegramAPIError, ClientDecodeError):
            return False
        return True

    async def deliver(self, letter: Claimed) -> Outcome:
        """Open, word and send the letter."""
        token = travel.set(Travel(letter.lane, asyncio.get_running_loop().time() + PATIENCE))
        try:
            return await _Delivery(self._bot, self._letters, letter).run()
        finally:
            travel.reset(token)


class _Delivery:
    """One letter on its way."""

    def __init__(self, bot: Bot, letters: Opens, letter: Claimed) -> None:
        self.bot, self.letters, self.letter = bot, letters, letter
        self.to: Recipient | None = None
        self.own: Copy | None = None  # of who stands in

    async def run(self) -> Outcome:
        try:
            return await self._by_op()
        except FAILURES as error:
            outcome = outcome_of(error, self.to, self.letter.attempts)
            if isinstance(outcome, Broken):
                log.error(
                    "letter %d (%s): Telegram refuses it, code %s: %s",
                    self.letter.id,
                    self.letter.kind,
                    outcome.why,
                    said(error),
                )
            return outcome

    async def _by_op(self) -> Outcome:
        copy = self.letter.copy
        stands = copy is not None and copy.message_id is not None
        if self.letter.op is Op.EDIT:
            return await self._redraw(copy) if copy and stands else NotWanted("no message yet")
        if copy is None or self.letter.op is Op.SEND:
            return await self._send(self.letter)
        if not stands:
            return await self._send_card(copy)
        if self.letter.op is Op.CARD:  # another letter has placed it meanwhile
            drawn = await self._redraw(copy)
            if not isinstance(drawn, Sent):
                return drawn if drawn != NotWanted(GONE_MESSAGE) else await self._send_card(copy)
        return await self._ring(copy)

    async def _open(self, letter: Claimed) -> Screen | Later | NotWanted:
        opened = await self.letters.open(letter)
        if not isinstance(opened, Opened):
            return opened
        self.to, self.own = opened.recipient, opened.own
        t = translator(opened.recipient.language, opened.recipient.zone)
        return words.render(letter.kind, letter.op, opened, t)

    async def _send(self, letter: Claimed) -> Outcome:
        screen = await self._open(letter)
        if not isinstance(screen, Screen):
            return screen
        return await self._post(screen)

    async def _post(self, screen: Screen) -> Outcome:
        assert self.to is not None
        message = await self._message(self.to.chat_id, screen, silent=self.letter.silent)
        return Sent(self.to.chat_id, message.message_id)

    async def _send_card(self, copy: Copy) -> Outcome:
        """The card itself, also instead of a ring of a card that is not there: it rings by coming."""
        screen = await self._open(replace(self.letter, kind=copy.kind, args=copy.args, op=Op.CARD))
        if not isinstance(screen, Screen):
            return screen
        assert self.to is not None
        own = self.own
        if own is not None and own.message_id is not None and own.chat_id == self.to.chat_id:
            rung = await self._ring_own(own)
            if rung != NotWanted(GONE_MESSAGE):
                return rung
        return await self._post(screen)

    async def _ring_own(self, own: Copy) -> Outcome:
        """Who stands in has a card about it already: that is drawn anew and rung."""
        self.letter = replace(self.letter, copy=own)
        drawn = await self._redraw(own)
        return await self._ring(own) if isinstance(drawn, Sent) else drawn

    async def _redraw(self, copy: Copy) -> Outcome:
        screen = await self._open(replace(self.letter, kind=copy.kind, args=copy.args, op=Op.EDIT))
        if not isinstance(screen, Screen):
            return screen
        if not await self._edit(copy, screen):
            return NotWanted(GONE_MESSAGE)
        assert copy.chat_id is not None
        return Sent(copy.chat_id, copy.message_id)

    async def _ring(self, copy: Copy) -> Outcome:
        """Reply to the card with one line and take the earlier line away. The edit before it is a letter of its own."""
        screen = await self._open(replace(self.letter, op=Op.RING))
        if not isinstance(screen, Screen):
            return screen
        assert self.to is not None
        if self.to.chat_id != copy.chat_id:  # somebody else's turn now: they need the whole card
            return await self._send_card(copy)
        line = replace(screen, text=self._line(screen, copy), keyboard=None, media=None, album=())
        message = await self._message(
            self.to.chat_id, replace(line, reply_to=copy.message_id), silent=self.letter.silent
        )
        if copy.line_id is not None:
            await self._take_away(self.to.chat_id, copy.line_id)
        return Sent(self.to.chat_id, line_id=message.message_id)

    def _line(self, screen: Screen, copy: Copy) -> str:
        """A card put again rings by its own line, else by its first one."""
        has_line = f"{self.letter.kind}.line" in words.RENDERERS
        whole = has_line or (self.letter.op is Op.RING and self.letter.kind != copy.kind)
        return screen.text if whole else screen.text.split("\n", 1)[0]

    async def _take_away(self, chat_id: int, message_id: int) -> None:
        try:
            await self.bot.delete_message(chat_id, message_id, request_timeout=TIDY_TIMEOUT)
        except FAILURES as error:
            log.info("an earlier line stays: %s", type(error).__name__)

    async def _message(self, chat_id: int, screen: Screen, *, silent: bool) -> Message:
        """Send the screen; its album goes after it."""
        method = _method(chat_id, screen, silent=silent)
        try:
            message = await self.bot(method)
        except TelegramBadRequest as refusal:
            if not privacy(refusal):
                raise
            message = await self.bot(method.model_copy(update={"reply_markup": _without_people(screen)}))
        if screen.album:
            await self._album(chat_id, screen, message.message_id)
        return message

    async def _album(self, chat_id: int, screen: Screen, reply_to: int) -> None:
        """The words have arrived by now: an album that fails must not send them again."""
        try:
            await self.bot(
                SendMediaGroup(
                    chat_id=chat_id,
                    media=[_in_album(media) for media in screen.album],
                    reply_parameters=_reply(reply_to),
                    disable_notification=True,
                )
            )
        except FAILURES as error:
            log.error(
                "letter %d: its album was not sent: %s", self.letter.id, type(error).__name__, exc_info=error
            )

    async def _edit(self, copy: Copy, screen: Screen) -> bool:
        """Draw the card anew; False when its message is gone."""
        try:
            await self._edit_text(copy, screen)
        except TelegramBadRequest as refusal:
            if message_gone(refusal):
                return False
            if not privacy(refusal):
                raise
            await self._edit_text(copy, replace(screen, keyboard=_without_people(screen)))
        return True

    async def _edit_text(self, copy: Copy, screen: Screen) -> None:
        keyboard = screen.keyboard if isinstance(screen.keyboard, InlineKeyboardMarkup) else None
        where: dict[str, Any] = {
            "chat_id": copy.chat_id,
            "message_id": copy.message_id,
            "reply_markup": keyboard,
        }
        if screen.media is not None:
            await self.bot(EditMessageCaption(caption=screen.text, **where))
            return
        try:
            await self.bot(EditMessageText(text=screen.text, **where))
        except TelegramBadRequest as refusal:
            if not has(refusal, ("there is no text in the message",)):
                raise
            await self.bot(EditMessageCaption(caption=screen.text, **where))


_BY_KIND: Mapping[str, tuple[type[TelegramMethod[Message]], str]] = {
    "photo": (SendPhoto, "photo"),
    "document": (SendDocument, "document"),
    "voice": (SendVoice, "voice"),
    "video": (SendVideo, "video"),
    "audio": (SendAudio, "audio"),
    "animation": (SendAnimation, "animation"),
    "video_note": (SendVideoNote, "video_note"),
}
_IN_ALBUM: Mapping[str, type[InputMediaPhoto | InputMediaDocument | InputMediaVideo | InputMediaAudio]] = {
    "photo": InputMediaPhoto,
    "video": InputMediaVideo,
    "audio": InputMediaAudio,
}


def _method(chat_id: int, screen: Screen, *, silent: bool) -> TelegramMethod[Message]:
    common: dict[str, Any] = {"chat_id": chat_id, "reply_markup": screen.keyboard}
    if silent:
        common["disable_notification"] = True
    if screen.reply_to is not None:
        common["reply_parameters"] = _reply(screen.reply_to)
    if screen.media is None:
        return SendMessage(text=screen.text, **common)
    method, field = _BY_KIND[screen.media.kind]
    common[field] = _file(screen.media)
    if screen.text and screen.media.kind != "video_note":
        common["caption"] = screen.text
    return method(**common)


def _file(media: Media) -> BufferedInputFile | str:
    if isinstance(media.file, str):
        return media.file
    return BufferedInputFile(media.file, media.name or media.kind)


def _in_album(media: Media) -> Any:
    return _IN_ALBUM.get(media.kind, InputMediaDocument)(media=_file(media))


def _reply(message_id: int) -> ReplyParameters:
    return ReplyParameters(message_id=message_id, allow_sending_without_reply=True)


def _without_people(screen: Screen) -> InlineKeyboardMarkup | None:
    """The keyboard without buttons that open a person's profile."""
    if not isinstance(screen.keyboard, InlineKeyboardMarkup):
        return None
    rows = [
        [button for button in row if not (button.url or "").startswith("tg://user")]
        for row in screen.keyboard.inline_keyboard
    ]
    return InlineKeyboardMarkup(inline_keyboard=[row for row in rows if row])
