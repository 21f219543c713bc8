"""/import and files sent to the bot: dry run, one button, undo. Not: what a row means."""

import asyncio
from io import BytesIO

from aiogram import Bot, Router
from aiogram.exceptions import TelegramBadRequest
from aiogram.filters import Filter
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, Document, InlineKeyboardMarkup, Message

from bot.domain.errors import BadInput
from bot.domain.imports import Preview, State
from bot.domain.people import Actor
from bot.domain.tables import RowProblem
from bot.i18n import Translator
from bot.usecases.imports import Imports
from handlers.answers import reply, show, toast
from handlers.commands import HEADS, STAFF
from handlers.filters import By, Prefixes, Pressed, Said
from handlers.keyboards import button, keyboard
from handlers.screen import Media, Screen

_LIMIT = 20 * 1024 * 1024  # bytes that a bot may download
_TABLES = (".csv", ".tsv", ".xlsx", ".xls", ".xlsm", ".ods")
_SHOWN = 10
_HEADER, _COLUMNS = 30, 20  # signs of a heading, and columns not read, on the screen


class ImportData(CallbackData, prefix="im"):
    """A press under a file."""

    action: str
    id: int


class TableFile(Filter):
    """A file that looks like a table, sent out of any form; the handler gets `table`."""

    async def __call__(self, message: Message, actor: Actor, about: str | None) -> bool | dict[str, Document]:
        file = message.document
        if file is None or actor.step is not None or about is not None:
            return False
        return (file.file_name or "").lower().endswith(_TABLES) and {"table": file}


def setup() -> Router:
    """The command, files, and the buttons under them."""
    router = Router(name="imports")
    router.callback_query.filter(Prefixes(ImportData))
    router.message.register(how, Said("import"))
    router.message.register(take, TableFile(), By(HEADS))
    router.message.register(refuse, TableFile(), By(STAFF))
    for action, handler in (("write", write), ("cancel", cancel), ("undo", undo), ("problems", problems)):
        router.callback_query.register(handler, Pressed(ImportData, action=action))
    return router


async def how(message: Message, t: Translator) -> None:
    """/import: which file to send."""
    await reply(message, Screen(t("import-how")))


async def refuse(message: Message, t: Translator) -> None:
    """Managers and leads do not import."""
    await reply(message, Screen(t("import-not-yours")))


async def take(
    message: Message, table: Document, actor: Actor, bot: Bot, imports: Imports, t: Translator
) -> None:
    """A file: what it would do."""
    data = await _download(bot, table)
    await reply(message, screen(await imports.offer(actor, table.file_name or "", data), t))


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
    """Every problem as a file, to be mended in the source."""
    found = await imports.show(actor, data.id)
    header = [t.plain("import-column-row"), t.plain("import-column-column"), t.plain("import-column-problem")]
    lines = [(one.row, one.column, _problem(one, t)) for one in found.problems]
    await toast(press)
    sheet = await asyncio.to_thread(imports.sheet, header, lines)
    await reply(
        press, Screen(t("import-problems", name=found.name), media=Media("document", sheet, "problems.xlsx"))
    )


def screen(found: Preview, t: Translator) -> Screen:
    """A file and what it does, did, or would do."""
    head = t("import-head", name=found.name, rows=found.counts.rows, kind=found.kind.value)
    if found.state is State.WAITING:
        return Screen("\n".join([head, *_dry(found, t)]), _waiting(found, t))
    if found.state is State.CANCELLED:
        return Screen(f"{head}\n{t('import-cancelled')}")
    result = found.result
    assert result is not None
    if found.state is State.UNDONE:
        done = t("import-undone", removed=result.removed, restored=result.restored)
        kept = [t("import-kept", kept=result.kept)] if result.kept else []
        return Screen("\n".join([head, done, *kept]))
    done = t("import-done", new=result.new, changed=result.changed)
    until = [t("import-until", until=found.undo_until)] if found.undo_until else []
    next_ = [t(f"import-next-{found.kind}")]
    undoing = [button(t.plain("btn2-undo"), ImportData(action="undo", id=found.id))]
    return Screen("\n".join([head, done, *next_, *until]), keyboard(undoing))


def _dry(found: Preview, t: Translator) -> list[str]:
    counts = found.counts
    parts = [
        t(f"import-n-{name}", n=n)
        for name in ("new", "changed", "same", "duplicates", "warnings", "errors")
        if (n := getattr(counts, name))
    ]
    lines = [_columns(found, t)]
    lines += [t("import-sample", names=t.join(list(found.sample)))] if found.sample else []
    lines += [f"<b>{' · '.join(parts)}</b>"] if parts else []
    if counts.named:
        lines.append(t("import-named", n=counts.named))
    if found.problems:
        shown = [_line(one, t) for one in found.problems[:_SHOWN]]
        if (more := len(found.problems) - _SHOWN) > 0:
            shown.append(t("import-more", n=more))
        lines.append("<blockquote expandable>" + "\n".join(shown) + "</blockquote>")
    lines.append(t("import-nothing-yet") if counts.writes else t("import-nothing-to-do"))
    return lines


def _columns(found: Preview, t: Translator) -> str:
    read = [
        f"{column.header[:_HEADER]} → {t.plain(f'field-{column.field}')}"
        for column in found.columns
        if column.field
    ]
    text = t("import-columns", columns=", ".join(read))
    ignored = [column.header[:_HEADER] for column in found.columns if column.field is None and column.header]
    more = ["…"] if len(ignored) > _COLUMNS else []
    return f"{text}\n{t('import-ignored', columns=', '.join(ignored[:_COLUMNS] + more))}" if ignored else text


def _waiting(found: Preview, t: Translator) -> InlineKeyboardMarkup | None:
    writes = found.counts.writes
    go = [button(t.plain("btn1-import", n=writes), ImportData(action="write", id=found.id))] if writes else []
    every = (
        [button(t.plain("btn2-problems"), ImportData(action="problems", id=found.id))]
        if found.problems
        else []
    )
    return keyboard(go, [*every, button(t.plain("btn2-cancel"), ImportData(action="cancel", id=found.id))])


def _line(one: RowProblem, t: Translator) -> str:
    return t("import-line", row=one.row, column=one.column[:_HEADER] or "–", problem=_problem(one, t))


def _problem(one: RowProblem, t: Translator) -> str:
    return t.plain(f"import-problem-{one.code}", **dict(one.detail))


def report(found: Preview, t: Translator) -> str:
    """A waiting file as plain text, for the command line: every problem, then the counts."""
    counts = found.counts
    head = t.plain("import-head-plain", name=found.name, rows=counts.rows, kind=found.kind.value)
    parts = [
        t.plain(f"import-n-{name}", n=getattr(counts, name))
        for name in ("new", "changed", "same", "duplicates", "warnings", "errors")
    ]
    lines = [
        t.plain("import-line", row=one.row, column=one.column or "–", problem=_problem(one, t))
        for one in found.problems
    ]
    return "\n".join([head, *lines, " · ".join(parts)])


def outcome(found: Preview, t: Translator) -> str:
    """What was written, as plain text."""
    assert found.result is not None
    return t.plain("import-done", new=found.result.new, changed=found.result.changed)
