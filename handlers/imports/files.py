"""/import and files sent to the bot: dry run, one button, undo. Not: what a row means, choices."""

import asyncio
from io import BytesIO

from aiogram import Bot, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Document, Message

from bot.domain.errors import BadInput
from bot.domain.people import Actor
from bot.i18n import Translator
from bot.usecases.imports import Imports
from handlers.answers import reply, show, toast
from handlers.commands import HEADS, STAFF
from handlers.filters import By, Pressed, Said
from handlers.imports.data import ImportData
from handlers.imports.drawing import faulty, linking, screen
from handlers.screen import Media, Screen

_LIMIT = 20 * 1024 * 1024  # bytes that a bot may download
_TABLES = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".xlsm", ".ods", ".vcf", ".vcard")
_KINDS = ("text/", "application/vnd.ms-excel", "application/vnd.openxmlformats-officedocument.spreadsheetml",
    "application/vnd.oasis.opendocument.spreadsheet")  # fmt: skip


class TableFile(Filter):
    """A file that is called or said to be a table or cards, sent out of any form; the handler gets `table`.

    What it is by its content, reading finds out.
    """

    async def __call__(self, message: Message, actor: Actor, about: str | None) -> bool | dict[str, Document]:
        file = message.document
        if file is None or actor.step is not None or about is not None:
            return False
        named = (file.file_name or "").lower().endswith(_TABLES)
        return (named or (file.mime_type or "").startswith(_KINDS)) and {"table": file}


class OtherFile(Filter):
    """A file that is called something else, sent out of any form."""

    async def __call__(self, message: Message, actor: Actor, about: str | None) -> bool:
        return message.document is not None and actor.step is None and about is None


def register(router: Router) -> None:
    """The command, files, and the buttons under them."""
    router.message.register(how, Said("import"))
    router.message.register(take, TableFile(), By(HEADS))
    router.message.register(refuse, TableFile(), By(STAFF))
    router.message.register(other, OtherFile(), By(HEADS))
    for action, handler in (
        ("links", links),
        ("link", link),
        ("write", write),
        ("cancel", cancel),
        ("undo", undo),
        ("problems", problems),
    ):
        router.callback_query.register(handler, Pressed(ImportData, action=action))


async def how(message: Message, t: Translator) -> None:
    """/import: which file to send."""
    await reply(message, Screen(t("import-how")))


async def refuse(message: Message, t: Translator) -> None:
    """Managers and leads do not import."""
    await reply(message, Screen(t("import-not-yours")))


async def other(_message: Message) -> None:
    """The head hears what can be read."""
    raise BadInput("file-kind")


async def take(
    message: Message, table: Document, actor: Actor, bot: Bot, imports: Imports, t: Translator
) -> None:
    """A file: what it would do."""
    data = await _download(bot, table)
    found = await imports.offer(actor, table.file_name or "", data)
    if found.progress is None:  # else its card is a letter, and on its way
        await reply(message, screen(found, t))


async def _download(bot: Bot, file: Document) -> bytes:
    megabytes = _LIMIT // 1024 // 1024
    if (file.file_size or 0) > _LIMIT:
        raise BadInput("file-too-large", limit=megabytes)
    into = BytesIO()
    try:
        await bot.download(file, destination=into)
    except TelegramBadRequest as error:
        if "too big" in error.message:
            raise BadInput("file-too-large", limit=megabytes) from None
        raise BadInput("import-gone") from None
    return into.getvalue()


async def write(
    press: CallbackQuery, data: ImportData, actor: Actor, imports: Imports, t: Translator
) -> None:
    """All of it, at once."""
    await show(press, screen(await imports.write(actor, data.id), t))


async def cancel(
    press: CallbackQuery, data: ImportData, actor: Actor, imports: Imports, t: Translator
) -> None:
    """None of it."""
    await show(press, screen(await imports.cancel(actor, data.id), t))


async def undo(press: CallbackQuery, data: ImportData, actor: Actor, imports: Imports, t: Translator) -> None:
    """As it was before."""
    await show(press, screen(await imports.undo(actor, data.id), t))


async def problems(
    press: CallbackQuery, data: ImportData, actor: Actor, imports: Imports, t: Translator
) -> None:
    """Every row with a problem as a file, as it came and with the reason beside it, to be mended and sent again."""
    found, rows = await imports.faults(actor, data.id)
    await toast(press)
    sheet = await asyncio.to_thread(lambda: imports.sheet(*faulty(found, rows, t)))
    await reply(
        press, Screen(t("import-problems", name=found.name), media=Media("document", sheet, "problems.xlsx"))
    )


async def links(
    press: CallbackQuery, data: ImportData, actor: Actor, imports: Imports, t: Translator
) -> None:
    """Personal links for whom the file brought: ask first."""
    await show(press, linking(data.id, await imports.linkable(actor, data.id), t))


async def link(press: CallbackQuery, data: ImportData, actor: Actor, imports: Imports, t: Translator) -> None:
    """Make them; they come as a file."""
    await imports.link(actor, data.id)
    await show(press, screen(await imports.show(actor, data.id), t), t.plain("import-links-coming"))
