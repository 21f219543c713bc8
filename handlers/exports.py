"""/export: one's own clients as a file. Not: which columns it has."""

from aiogram import Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, Message

from bot.domain.people import Actor
from bot.i18n import Translator
from bot.usecases.exports import Exported, Exports
from handlers.answers import reply, toast
from handlers.filters import Prefixes, Pressed, Said
from handlers.keyboards import button, keyboard
from handlers.screen import Media, Screen

_FORMS = ("xlsx", "csv")


class ExportData(CallbackData, prefix="xp"):
    """Which kind of file."""

    form: str


def setup() -> Router:
    """The command and its buttons."""
    router = Router(name="exports")
    router.callback_query.filter(Prefixes(ExportData))
    router.message.register(export, Said("export"))
    router.callback_query.register(make, Pressed(ExportData))
    return router


async def export(message: Message, args: str, actor: Actor, exports: Exports, t: Translator) -> None:
    """/export; /export csv at once."""
    form = args.strip().lower().removeprefix(".")
    if form in _FORMS:
        await reply(message, done(await exports.make(actor, form), t))
        return
    await reply(message, choice(await exports.size(actor), t))


async def make(press: CallbackQuery, data: ExportData, actor: Actor, exports: Exports, t: Translator) -> None:
    """The file."""
    await toast(press)
    form = data.form if data.form in _FORMS else "xlsx"
    await reply(press, done(await exports.make(actor, form), t))


def choice(clients: int, t: Translator) -> Screen:
    """Which file."""
    if not clients:
        return Screen(t("export-nothing"))
    return Screen(
        t("export-how", clients=clients), keyboard([button(f.upper(), ExportData(form=f)) for f in _FORMS])
    )


def done(made: Exported, t: Translator) -> Screen:
    """The file, or that it will come."""
    if not made.clients:
        return Screen(t("export-nothing"))
    if made.file is None:
        return Screen(t("export-coming", clients=made.clients))
    media = Media("document", made.file.data, made.file.name)
    return Screen(t(made.file.kind, **made.file.args), media=media)
