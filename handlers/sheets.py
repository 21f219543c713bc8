"""/sheet: invite links for all contacts of a manager who are not connected, as one page to print. Not: the page itself."""

import asyncio

from aiogram import Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.domain.ids import PersonId
from bot.domain.people import Actor
from bot.i18n import LANGUAGES, Translator, translator
from bot.usecases.inviting import Offer, Owners, Sheet, SheetLink, Sheets
from handlers.answers import reply, show
from handlers.filters import Prefixes, Pressed, Said
from handlers.keyboards import button, in_rows, keyboard
from handlers.lists import cut
from handlers.screen import Media, Screen

_SHOWN = 20  # managers to choose from; those with most contacts waiting


class SheetData(CallbackData, prefix="sh"):
    """A press about a sheet: whose (0: clients without a manager), which part, how many were offered."""

    action: str
    owner: int = 0
    part: int = 0
    count: int = 0

    @property
    def owner_id(self) -> PersonId | None:
        """The manager."""
        return PersonId(self.owner) if self.owner else None


def setup() -> Router:
    """The command and its buttons."""
    router = Router(name="sheets")
    router.callback_query.filter(Prefixes(SheetData))
    router.message.register(start, Said("sheet"))
    router.callback_query.register(offer, Pressed(SheetData, action="of"))
    router.callback_query.register(make, Pressed(SheetData, action="make"))
    return router


async def start(message: Message, actor: Actor, sheets: Sheets, t: Translator) -> None:
    """Whose contacts, or at once what the sheet would hold."""
    found = await sheets.owners(actor)
    await reply(message, _owners(found, t) if isinstance(found, Owners) else _offer(found, t))


async def offer(press: CallbackQuery, data: SheetData, actor: Actor, sheets: Sheets, t: Translator) -> None:
    """What the sheet of this manager would hold, part by part."""
    await show(press, _offer(await sheets.offer(actor, data.owner_id, data.part), t))


async def make(press: CallbackQuery, data: SheetData, actor: Actor, sheets: Sheets, t: Translator) -> None:
    """The sheet. It is the answer itself and no letter: a letter is stored until it is sent, and tokens never are."""
    made = await sheets.make(actor, data.owner_id, data.part, data.count)
    if isinstance(made, Offer):
        await show(press, _offer(made, t))
        return
    await show(press, Screen(t("sheet-done", count=len(made.links)), keyboard(_next(made, data, t))))
    await reply(press, await asyncio.to_thread(document, made, sheets, t))


def _owners(found: Owners, t: Translator) -> Screen:
    rows = [
        [button(_owner(name, count, t), SheetData(action="of", owner=owner or 0))]
        for owner, name, count in found.owners[:_SHOWN]
    ]
    return Screen(t("sheet-whose"), keyboard(*rows))


def _owner(name: str, count: int, t: Translator) -> str:
    return f"{cut(name, 28) or t.plain('sheet-no-manager')} · {count}"


def _offer(found: Offer, t: Translator) -> Screen:
    owner = found.owner or t.plain("sheet-no-manager")
    lines = [t("sheet-offer", count=found.count, owner=owner)]
    lines += [t("sheet-part", part=found.part + 1, parts=len(found.counts))] if len(found.counts) > 1 else []
    lines.append(t("sheet-replaces", count=found.replaced) if found.replaced else t("sheet-replaces-none"))
    data = SheetData(action="make", owner=found.owner_id or 0, part=found.part, count=found.count)
    parts = [
        button(f"{number + 1} · {count}", SheetData(action="of", owner=found.owner_id or 0, part=number))
        for number, count in enumerate(found.counts)
        if number != found.part
    ]
    return Screen(
        "\n".join(lines), keyboard([button(t.plain("btn1-sheet-make"), data)], *in_rows(parts[:24], 3))
    )


def _next(made: Sheet, data: SheetData, t: Translator) -> list[InlineKeyboardButton]:
    if made.part + 1 >= made.parts:
        return []
    label = t.plain("btn1-sheet-next", part=made.part + 2, parts=made.parts)
    return [button(label, SheetData(action="of", owner=data.owner, part=data.part + 1))]


def document(made: Sheet, sheets: Sheets, t: Translator) -> Screen:
    """The page with its caption. Takes up to a few seconds: call it off the event loop."""
    manager = made.manager or t.plain("sheet-no-manager")
    lines = [t.plain("sheet-for", manager=manager, date=t.date(made.made_at), count=len(made.links))]
    lines += [t.plain("sheet-how"), t.plain("sheet-secret")]
    slips = [sheets.slip(*_slip(one, made)) for one in made.links]
    title = t.plain("sheet-title", company=made.company)
    data = sheets.print_(t.language, title, lines, slips)
    return Screen(
        t("sheet-caption", count=len(made.links)), media=Media("document", data, "invitations.html")
    )


def _slip(one: SheetLink, made: Sheet) -> tuple[str, bool, str, str, tuple[str, ...], tuple[str, ...], str]:
    """In the contact's language, else in that of who prints it."""
    language = one.language if one.language in LANGUAGES else made.language
    t = translator(language or made.language, one.zone or "UTC")
    steps = (t.plain("sheet-step-1"), t.plain("sheet-step-2"), t.plain("sheet-step-3"))
    small = [t.plain("sheet-manager", manager=made.manager)] if made.manager else []
    small.append(t.plain("sheet-until", until=t.date(one.expires_at)))
    title = t.plain("sheet-hello", name=one.first_name)
    subtitle = t.plain("sheet-from", client=cut(one.client), company=made.company)
    return t.language, t.catalog.rtl, title, subtitle, steps, tuple(small), one.url
