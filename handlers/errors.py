"""Refusals into words. Not: what is refused."""

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import CallbackQuery, Message, Update

from bot.domain.errors import DomainError
from bot.i18n import Translator
from handlers.answers import reply, toast
from handlers.screen import Screen

_ECHO = 200  # signs of what somebody typed, when it is said back


def words(error: DomainError, t: Translator, *, html: bool) -> str:
    """The text of a refusal: the catalog key is `error-<code>`."""
    key = f"error-{error.code}"
    values = {
        name: f"{value[:_ECHO]}…" if isinstance(value, str) and len(value) > _ECHO else value
        for name, value in error.values.items()
    }
    return t(key, **values) if html else t.plain(key, **values)


async def refuse(event: Message | CallbackQuery, error: DomainError, t: Translator) -> None:
    """Say what was refused: a press gets a window, a message an answer."""
    if isinstance(event, CallbackQuery):
        await toast(event, words(error, t, html=False), alert=True)
    else:
        await reply(event, Screen(words(error, t, html=True)))


async def apologise(bot: Bot, update: Update, code: str, t: Translator) -> None:
    """After the last try of an update: what happened, what is kept, what to do, with the code that is in the log."""
    event = update.message or update.callback_query
    if event is None or event.from_user is None:
        return
    try:
        await bot.send_message(event.from_user.id, t("error-crash", code=code))
    except TelegramAPIError:
        return


async def hush(event: Message | CallbackQuery, key: str, t: Translator) -> None:
    """One line to somebody who writes or presses faster than is taken; nothing to a group."""
    if isinstance(event, CallbackQuery):
        await toast(event, t.plain(key))
    elif event.chat.type == "private":
        await reply(event, Screen(t(key)))
