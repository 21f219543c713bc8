"""What the command line does beside a running bot: the owner's link, imports, the bot's menu. Not: arguments, output."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer

from bot.app.nouns import Nouns, build
from bot.clock import Clock
from bot.config import Settings
from bot.domain.errors import DomainError
from bot.i18n import translator
from bot.telegram.session import LeanSession
from bot.usecases.imports import Imports
from handlers import errors, menu
from handlers.imports import outcome, report
from storage import facts
from storage.database import Database
from storage.migrator import migrate

T = TypeVar("T")


class Impossible(Exception):
    """It cannot be done; the text says why, in words."""


def owner_link(settings: Settings, *, replace: bool = False) -> str:
    """A one-time link by which the head joins. Asks Telegram for the bot's name when it is not known yet.

    Raises Impossible when a head is connected already (unless `replace`), and what Telegram raises.
    """

    async def make(db: Database, nouns: Nouns) -> str:
        async with db.read() as conn:
            known = await facts.get(conn, facts.BOT_NAME)
        if not known:
            await nouns.inviting.know_bot(await _bot_name(settings))
        return await nouns.inviting.owner_link(replace=replace)

    return run_with(settings, make)


def setup_bot(settings: Settings) -> list[str]:
    """Tell Telegram commands and descriptions; what was written. Raises what Telegram raises."""

    async def tell() -> list[str]:
        bot = _bot(settings)
        try:
            return await menu.set_up(bot, settings.company.name)
        finally:
            await bot.session.close()

    return asyncio.run(tell())


def import_file(settings: Settings, file: Path, yes: bool) -> tuple[str, bool]:
    """Read a file of clients or staff and, with `yes`, write it: the report, and whether anything waits to be written.

    Raises Impossible and OSError.
    """
    t = translator(settings.company.language, settings.company.zone)
    data = file.read_bytes()

    async def take(_db: Database, nouns: Nouns) -> tuple[str, bool]:
        imports: Imports = nouns.handlers["imports"]
        found = await imports.offer(None, file.name, data)
        if yes and found.counts.writes:
            done = await imports.write(None, found.id)
            return f"{report(found, t)}\n{outcome(done, t)}", False
        await imports.cancel(None, found.id)
        return report(found, t), bool(found.counts.writes)

    return run_with(settings, take)


def run_with(settings: Settings, work: Callable[[Database, Nouns], Awaitable[T]]) -> T:
    """Do one piece of work on the migrated database; a refusal becomes Impossible, in the company's language."""

    async def do() -> T:
        db = await Database.open(settings.database.url.get_secret_value())
        try:
            await migrate(db)
            return await work(db, build(settings, db, Clock()))
        except DomainError as error:
            t = translator(settings.company.language, settings.company.zone)
            raise Impossible(errors.words(error, t, html=False)) from None
        finally:
            await db.close()

    return asyncio.run(do())


async def _bot_name(settings: Settings) -> str:
    bot = _bot(settings)
    try:
        return (await bot.get_me()).username or ""
    finally:
        await bot.session.close()


def _bot(settings: Settings) -> Bot:
    session = LeanSession(TelegramAPIServer.from_base(settings.telegram.api_url))
    return Bot(settings.telegram.token.get_secret_value(), session)
