"""/find and plain text of staff: the clients that fit, eight a page. Not: the card."""

from aiogram import Router
from aiogram.filters import Filter
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.domain.people import Actor
from bot.i18n import Translator
from bot.usecases.clients import PAGE, Card, Clients, Hits
from handlers.answers import reply, show
from handlers.clients.data import ClientData
from handlers.clients.drawing import card
from handlers.commands import STAFF
from handlers.filters import By, Prefixes, Pressed, Said
from handlers.keyboards import button, in_rows, keyboard
from handlers.screen import Screen


class FindData(CallbackData, prefix="fd"):
    """Turn the page of a search."""

    number: int
    page: int


class PlainText(Filter):
    """Words that are no command."""

    async def __call__(self, message: Message, command: tuple[str, str] | None) -> bool:
        return command is None and message.text is not None and not message.text.startswith("/")


def setup() -> Router:
    """The command, plain text, and the pages."""
    router = Router(name="find")
    router.callback_query.filter(Prefixes(FindData))
    router.message.register(find, Said("find"))
    router.message.register(search, PlainText(), By(STAFF))
    router.callback_query.register(turn, Pressed(FindData))
    return router


async def find(message: Message, args: str, actor: Actor, clients: Clients, t: Translator) -> None:
    """/find Acme; alone it says how."""
    if not args:
        await reply(message, Screen(t("find-how")))
        return
    await reply(message, _found(await clients.find(actor, args), t))


async def search(message: Message, actor: Actor, clients: Clients, t: Translator) -> None:
    """Whatever staff type is looked for."""
    await reply(message, _found(await clients.find(actor, message.text or ""), t))


async def turn(press: CallbackQuery, data: FindData, actor: Actor, clients: Clients, t: Translator) -> None:
    """Another page."""
    await show(press, hits(await clients.turn(actor, data.number, data.page), t))


def _found(found: Hits | Card, t: Translator) -> Screen:
    return card(found, t) if isinstance(found, Card) else hits(found, t)


def hits(found: Hits, t: Translator) -> Screen:
    """Numbered hits with a button each."""
    if not found.hits:
        return Screen(t("find-nothing", text=found.text))
    first = found.page * PAGE + 1
    lines = [t("find-head", text=found.text, n=found.total)]
    buttons = []
    for number, hit in enumerate(found.hits, first):
        facts = " · ".join(part for part in (hit.contact, hit.city, hit.manager) if part)
        if facts:
            lines.append(t("find-hit", n=number, name=hit.name, facts=facts))
        else:
            lines.append(t("find-bare", n=number, name=hit.name))
        buttons.append(button(str(number), ClientData(action="open", id=hit.id)))
    return Screen("\n".join(lines), keyboard(*in_rows(buttons, 4), _turn(found, t)))


def _turn(found: Hits, t: Translator) -> list[InlineKeyboardButton]:
    pages = (found.total - 1) // PAGE + 1
    if pages < 2:
        return []
    here = FindData(number=found.number, page=found.page)
    line = [button(t.plain("btn3-find-page", page=found.page + 1, pages=pages), here)]
    if found.page:
        line.insert(0, button("‹", here.model_copy(update={"page": found.page - 1})))
    if found.page + 1 < pages:
        line.append(button("›", here.model_copy(update={"page": found.page + 1})))
    return line
