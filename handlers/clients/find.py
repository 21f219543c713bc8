"""/find and plain text of staff: the clients that fit, eight a page. Not: the card."""

from aiogram import Router
from aiogram.filters import Filter
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.domain.ids import ClientId
from bot.domain.people import Actor
from bot.i18n import Translator
from bot.usecases.clients import Clients
from bot.usecases.searching import PAGE, Hit, Hits, Searching
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


async def find(
    message: Message, args: str, actor: Actor, searching: Searching, clients: Clients, t: Translator
) -> None:
    """/find Acme; alone it says how."""
    if not args:
        await reply(message, Screen(t("find-how")))
        return
    await reply(message, await _found(await searching.find(actor, args), actor, clients, t))


async def search(
    message: Message, actor: Actor, searching: Searching, clients: Clients, t: Translator
) -> None:
    """Whatever staff type is looked for."""
    await reply(message, await _found(await searching.find(actor, message.text or ""), actor, clients, t))


async def turn(
    press: CallbackQuery, data: FindData, actor: Actor, searching: Searching, t: Translator
) -> None:
    """Another page."""
    await show(press, hits(await searching.turn(actor, data.number, data.page), t))


async def _found(found: Hits | ClientId, actor: Actor, clients: Clients, t: Translator) -> Screen:
    return hits(found, t) if isinstance(found, Hits) else card(await clients.card(actor, found), t)


def hits(found: Hits, t: Translator) -> Screen:
    """Numbered hits with a button each, and what fitted besides the name."""
    if not found.hits:
        return Screen(t("find-nothing", text=found.text))
    lines = [_head(found, t)]
    buttons = []
    for number, hit in enumerate(found.hits, found.page * PAGE + 1):
        facts = " · ".join(_facts(hit, t))
        key = "find-hit" if facts else "find-bare"
        lines.append(t(key, n=number, name=hit.name, facts=facts))
        buttons.append(button(str(number), ClientData(action="open", id=hit.id)))
    return Screen("\n".join(lines), keyboard(*in_rows(buttons, 4), _turn(found, t)))


def _head(found: Hits, t: Translator) -> str:
    if found.guessed:
        return t("find-guessed", text=found.text)
    return t("find-head-more" if found.more else "find-head", text=found.text, n=found.total)


def _facts(hit: Hit, t: Translator) -> list[str]:
    why = hit.why
    facts = [part for part in (why.contact, why.phone, why.email) if part]
    facts += [part for part in (hit.city, hit.manager) if part]
    return [*facts, t.plain("find-note", words=why.note)] if why.note else facts


def _turn(found: Hits, t: Translator) -> list[InlineKeyboardButton]:
    if found.pages < 2:
        return []
    here = FindData(number=found.number, page=found.page)
    line = [button(t.plain("btn3-find-page", page=found.page + 1, pages=found.pages), here)]
    if found.page:
        line.insert(0, button("‹", here.model_copy(update={"page": found.page - 1})))
    if found.page + 1 < found.pages:
        line.append(button("›", here.model_copy(update={"page": found.page + 1})))
    return line
