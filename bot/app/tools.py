"""What the command line does beside a running bot: the owner's link, imports, the bot's menu. Not: arguments, output."""

import asyncio
import time
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
from bot.usecases.exports import Exports
from bot.usecases.imports import Imports
from handlers import errors, menu
from handlers.imports import faulty, outcome, report, undone
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


def _silent(_done: int, _total: int) -> None:
    """Nobody watches."""


def import_file(
    settings: Settings,
    file: Path,
    decide: Callable[[], bool],
    *,
    tell: Callable[[str], object],
    errors: Path | None = None,
    progress: Callable[[int, int], None] = _silent,
) -> str | None:
    """Read a file of clients or staff, tell what it would do and, if `decide` says so, write it.

    What was written, None when nothing was. Rows with problems go to `errors`. Raises Impossible and OSError.
    """
    t = translator(settings.company.language, settings.company.zone)
    data = file.read_bytes()

    async def take(_db: Database, nouns: Nouns) -> str | None:
        imports: Imports = nouns.handlers["imports"]
        found = await imports.offer(None, file.name, data, _ticks(progress))
        tell(report(found, t))
        if errors is not None and found.counts.problems:
            shown, rows = await imports.faults(None, found.id)
            await asyncio.to_thread(lambda: errors.write_bytes(imports.sheet(*faulty(shown, rows, t))))
        if found.counts.writes and await asyncio.to_thread(decide):
            done = await imports.write(None, found.id, _ticks(progress))
            return f"{outcome(done, t)} {t.plain('import-number', id=done.id)}"
        await imports.cancel(None, found.id)
        return None

    return run_with(settings, take)


def undo_import(settings: Settings, import_id: int) -> str:
    """Take an import back; what came of it. Raises Impossible."""
    t = translator(settings.company.language, settings.company.zone)

    async def take(_db: Database, nouns: Nouns) -> str:
        imports: Imports = nouns.handlers["imports"]
        return undone(await imports.undo(None, import_id), t)

    return run_with(settings, take)


def export_file(settings: Settings, file: Path, form: str) -> str:
    """Write all clients to a file; how many. Raises OSError."""
    t = translator(settings.company.language, settings.company.zone)

    async def take(_db: Database, nouns: Nouns) -> str:
        exports: Exports = nouns.handlers["exports"]
        made = await exports.write(form, settings.company.language)
        assert made.file is not None
        await asyncio.to_thread(file.write_bytes, made.file.data)
        return t.plain("export-written", clients=made.clients)

    return run_with(settings, take)


def _ticks(progress: Callable[[int, int], None]) -> Callable[[int, int], Awaitable[None]]:
    """Tell about once a second."""
    last = time.monotonic()

    async def tick(done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last >= 1:
            last = time.monotonic()
            progress(done, total)

    return tick


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
