"""How a handler answers: a toast, a screen in place, a new message. Not: what to say."""

import asyncio
import logging
from collections.abc import Awaitable
from contextvars import ContextVar

from aiogram.exceptions import TelegramAPIError, TelegramBadRequest
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    ChatMemberUpdated,
    InaccessibleMessage,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    Message,
    ReactionTypeEmoji,
)

from handlers.screen import Media, Screen, fitted

log = logging.getLogger(__name__)
_TOAST = 200  # signs that Telegram shows
answered: ContextVar[list[str] | None] = ContextVar("answered", default=None)


async def toast(press: CallbackQuery, text: str = "", *, alert: bool = False) -> None:
    """End the spinner of a press, with a short line or (alert) a window."""
    _mark(press)
    await _quietly(press.answer(text[:_TOAST] or None, show_alert=alert or None))


async def show(press: CallbackQuery, screen: Screen, text: str = "", *, alert: bool = False) -> None:
    """Draw the pressed message anew and end its spinner (with `text`, as a window with `alert`), both at once."""
    _mark(press)
    done = press.answer(text[:_TOAST] or None, show_alert=alert or None)
    await asyncio.gather(_quietly(done), _quietly(_edit(press, screen)))


async def reply(event: Message | CallbackQuery | ChatMemberUpdated, screen: Screen) -> Message | None:
    """Send a new message to the person's chat; None when Telegram refused it (the update is not failed by that)."""
    message = event.message if isinstance(event, CallbackQuery) else event
    assert message is not None
    try:
        return await _send(message, screen)
    except TelegramAPIError as error:
        log.warning("an answer was not delivered: %s", type(error).__name__)
        return None


async def send_contact(press: CallbackQuery, phone: str, first: str, last: str, vcard: str) -> None:
    """Send somebody as a card for the phone's address book."""
    assert press.bot is not None
    send = press.bot.send_contact(
        press.from_user.id, phone_number=phone, first_name=first, last_name=last or None, vcard=vcard or None
    )
    await _quietly(send)


async def send(message: Message | InaccessibleMessage, screen: Screen) -> Message:
    """Like `reply`, but raises what Telegram refuses."""
    return await _send(message, screen)


async def repaint(press: CallbackQuery, screen: Screen) -> Message | None:
    """Another picture in the pressed message; as Telegram keeps it, None when only words changed or nothing did.

    Raises what Telegram refuses.
    """
    try:
        done = await _edit(press, screen)
    except TelegramBadRequest as error:
        if "not modified" in error.message:
            return None
        raise
    return done if isinstance(done, Message) else None


async def busy(message: Message | InaccessibleMessage) -> None:
    """Show that a picture is on its way, for what takes more than a moment."""
    assert message.bot is not None
    await _quietly(message.bot.send_chat_action(message.chat.id, "upload_photo"))


async def rekey(press: CallbackQuery, keyboard: InlineKeyboardMarkup | None) -> None:
    """Only the buttons of the pressed message, and the end of its spinner."""
    _mark(press)
    message, bot = press.message, press.bot
    assert message is not None
    assert bot is not None
    edit = bot.edit_message_reply_markup(
        chat_id=message.chat.id, message_id=message.message_id, reply_markup=keyboard
    )
    await asyncio.gather(_quietly(press.answer()), _quietly(edit))


async def react(message: Message, emoji: str = "👀") -> None:
    """Mark a person's message as taken in; nothing fails when Telegram has no reaction for it."""
    await _quietly(message.react([ReactionTypeEmoji(emoji=emoji)]))


async def _send(message: Message | InaccessibleMessage | ChatMemberUpdated, screen: Screen) -> Message:
    bot = message.bot
    assert bot is not None
    screen = fitted(screen)
    chat, media = message.chat.id, screen.media
    if media is None:
        return await bot.send_message(chat, screen.text, reply_markup=screen.keyboard)
    file = _file(media)
    caption = screen.text or None
    if media.kind == "photo":
        return await bot.send_photo(chat, file, caption=caption, reply_markup=screen.keyboard)
    if media.kind == "voice":
        return await bot.send_voice(chat, file, caption=caption, reply_markup=screen.keyboard)
    return await bot.send_document(chat, file, caption=caption, reply_markup=screen.keyboard)


def _file(media: Media) -> BufferedInputFile | str:
    if isinstance(media.file, str):
        return media.file
    return BufferedInputFile(media.file, media.name or media.kind)


async def _edit(press: CallbackQuery, screen: Screen) -> Message | bool | None:
    message = press.message
    if message is None:
        return None
    screen = fitted(screen)
    keyboard = screen.keyboard if isinstance(screen.keyboard, InlineKeyboardMarkup) else None
    bot = press.bot
    assert bot is not None
    chat, number = message.chat.id, message.message_id
    if screen.media is not None:
        photo = InputMediaPhoto(media=_file(screen.media), caption=screen.text)
        return await bot.edit_message_media(photo, chat_id=chat, message_id=number, reply_markup=keyboard)
    elif isinstance(message, Message) and message.text is None and message.caption is not None:
        return await bot.edit_message_caption(
            chat_id=chat, message_id=number, caption=screen.text, reply_markup=keyboard
        )
    return await bot.edit_message_text(screen.text, chat_id=chat, message_id=number, reply_markup=keyboard)


async def _quietly(call: Awaitable[object]) -> None:
    # Too late, not modified, message gone, network: a failed answer never fails the update.
    try:
        await call
    except TelegramAPIError as error:
        log.info("an answer was not drawn: %s", type(error).__name__)


def _mark(press: CallbackQuery) -> None:
    done = answered.get()
    if done is not None:
        done.append(press.id)
