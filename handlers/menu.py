"""The bot's menu and what Telegram shows of it before the first word: commands by role, descriptions. Not: rights."""

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    CallbackQuery,
    Message,
)

from bot.domain.people import Role
from bot.i18n import LANGUAGES, Translator, translator
from handlers.commands import COMMANDS

MOST = 20
"""Commands in a menu; the rarer ones stay in /help."""


def commands(role: Role, t: Translator) -> list[BotCommand]:
    """The menu of a role, in the order of the table."""
    allowed = [command for command in COMMANDS if role in command.who][:MOST]
    return [BotCommand(command=c.name, description=t.plain(f"command-{c.name}")) for c in allowed]


async def show_menu(event: Message | CallbackQuery, role: Role, t: Translator) -> None:
    """Give this chat the menu of its person's role and language. A menu that fails is not worth an error."""
    bot, user = event.bot, event.from_user
    if bot is None or user is None:
        return
    try:
        await bot.set_my_commands(commands(role, t), scope=BotCommandScopeChat(chat_id=user.id))
    except TelegramAPIError:
        return


async def set_up(bot: Bot, company: str) -> list[str]:
    """Write commands and descriptions in every language where Telegram has others; what was written, a line each."""
    written = []
    for code in ("", *LANGUAGES):
        t = translator(code or LANGUAGES[0], "UTC")
        language = code or None
        name = code or "default"
        if await _commands_differ(bot, t, language):
            await bot.set_my_commands(
                commands(Role.CONTACT, t), scope=BotCommandScopeAllPrivateChats(), language_code=language
            )
            written.append(f"commands ({name})")
        long, short = t.plain("bot-description", company=company), t.plain("bot-short", company=company)
        if (await bot.get_my_description(language_code=language)).description != long:
            await bot.set_my_description(long, language_code=language)
            written.append(f"description ({name})")
        if (await bot.get_my_short_description(language_code=language)).short_description != short:
            await bot.set_my_short_description(short, language_code=language)
            written.append(f"short description ({name})")
    return written


async def _commands_differ(bot: Bot, t: Translator, language: str | None) -> bool:
    found = await bot.get_my_commands(scope=BotCommandScopeAllPrivateChats(), language_code=language)
    wanted = commands(Role.CONTACT, t)
    return [(c.command, c.description) for c in found] != [(c.command, c.description) for c in wanted]
