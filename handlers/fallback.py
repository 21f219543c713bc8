"""What nobody else took: unknown commands, buttons of an older version. Not: free text of clients (talk)."""

from difflib import get_close_matches

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.domain.people import Actor
from bot.i18n import Translator
from handlers.answers import reply, toast
from handlers.commands import COMMANDS
from handlers.screen import Screen


def setup() -> Router:
    """The catch-all."""
    router = Router(name="fallback")
    router.callback_query.register(old_button)
    router.message.register(unknown)
    return router


async def old_button(press: CallbackQuery, t: Translator) -> None:
    """A button whose data means nothing (any more)."""
    await toast(press, t.plain("fallback-old-button"), alert=True)


async def unknown(message: Message, actor: Actor, t: Translator, command: tuple[str, str] | None) -> None:
    """A command that does not exist: the nearest one and /help."""
    allowed = [c.name for c in COMMANDS if actor.role in c.who]
    near = get_close_matches(command[0], allowed, n=1) if command else []
    text = t("fallback-nearest", command=near[0]) if near else t("fallback-unknown")
    await reply(message, Screen(text))
