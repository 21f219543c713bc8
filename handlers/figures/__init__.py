"""/stats, /nps, /me: figures as one picture message, in words, as a file. Not: counting, drawing."""

import asyncio

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.domain.figures import View
from bot.domain.people import Actor
from bot.i18n import Translator
from bot.usecases.figures import Figures
from handlers.answers import rekey, reply, show, toast
from handlers.figures.buttons import CUT_ACTIONS, StatsData, choosing, cutting, filters, under_low
from handlers.figures.files import document
from handlers.figures.naming import names
from handlers.figures.sending import send_picture, switch_picture
from handlers.figures.words import in_full, lines, low
from handlers.filters import Prefixes, Pressed, Said
from handlers.screen import Screen

_FAR = 10_000  # pages; no list is that long


def setup() -> Router:
    """Three commands, and the buttons under a figure."""
    router = Router(name="figures")
    router.callback_query.filter(Prefixes(StatsData))
    router.message.register(stats, Said("stats"))
    router.message.register(nps, Said("nps"))
    router.message.register(me, Said("me"))
    router.callback_query.register(switch, Pressed(StatsData, action="show"))
    router.callback_query.register(open_, Pressed(StatsData, action="open"))
    router.callback_query.register(pick, Pressed(StatsData, action="pick"))
    router.callback_query.register(only, Pressed(StatsData, action="only"))
    for action in CUT_ACTIONS:
        router.callback_query.register(cut, Pressed(StatsData, action=action))
    router.callback_query.register(who, Pressed(StatsData, action="who"))
    router.callback_query.register(turn, Pressed(StatsData, action="page"))
    router.callback_query.register(export, Pressed(StatsData, action="xlsx"))
    return router


async def stats(message: Message, actor: Actor, args: str, figures: Figures, t: Translator) -> None:
    """/stats 90d janis key"""
    ask = await figures.typed(actor, args, names=names(figures.lists, t))
    shown = await figures.look(actor, ask)
    await send_picture(message, figures.pictures, shown, t)


async def nps(message: Message, actor: Actor, args: str, figures: Figures, t: Translator) -> None:
    """/nps 90d retail key quarterly delivery"""
    ask = await figures.typed(actor, args, View.NPS, names(figures.lists, t))
    view = await figures.nps(actor, ask)
    await reply(message, Screen(in_full(view, t)))


async def me(message: Message, actor: Actor, args: str, figures: Figures, t: Translator) -> None:
    """/me 7d"""
    await reply(message, Screen("\n".join(lines(await figures.me(actor, args), t))))


async def switch(
    press: CallbackQuery, actor: Actor, data: StatsData, figures: Figures, t: Translator
) -> None:
    """Another view, period or manager, in the same message."""
    shown = await figures.look(actor, data.ask)
    await toast(press)  # drawing may take a moment
    await switch_picture(press, figures.pictures, shown, t)


async def open_(press: CallbackQuery, actor: Actor, data: StatsData, figures: Figures, t: Translator) -> None:
    """The picture as a new message, from a button of another one."""
    shown = await figures.look(actor, data.ask)
    await toast(press)
    if press.message is not None:
        await send_picture(press.message, figures.pictures, shown, t)


async def pick(press: CallbackQuery, actor: Actor, data: StatsData, figures: Figures, t: Translator) -> None:
    """Whose? The picture stays, the buttons become a list."""
    shown = await figures.look(actor, data.ask)
    await rekey(press, choosing(shown.heading, data.page, t))


async def only(press: CallbackQuery, actor: Actor, data: StatsData, figures: Figures, t: Translator) -> None:
    """Of which answers? The picture stays, the buttons become the filters."""
    await rekey(press, filters((await figures.look(actor, data.ask)).heading, t))


async def cut(press: CallbackQuery, actor: Actor, data: StatsData, figures: Figures, t: Translator) -> None:
    """Which segment, tier, survey, reason? The picture stays, the buttons become a list."""
    await rekey(
        press, cutting(await figures.choosing(actor, data.ask, CUT_ACTIONS[data.action]), data.page, t)
    )


async def who(press: CallbackQuery, actor: Actor, data: StatsData, figures: Figures, t: Translator) -> None:
    """Who answered 0-6, as a message of its own."""
    page = await figures.low(actor, data.ask, 0)
    await toast(press)
    await reply(press, Screen(low(page, t), under_low(page)))


async def turn(press: CallbackQuery, actor: Actor, data: StatsData, figures: Figures, t: Translator) -> None:
    """Another page of it."""
    page = await figures.low(actor, data.ask, min(max(data.page, 0), _FAR))
    await show(press, Screen(low(page, t), under_low(page)))


async def export(
    press: CallbackQuery, actor: Actor, data: StatsData, figures: Figures, t: Translator
) -> None:
    """The answers as a file; its caption says what was asked for."""
    found = await figures.export(actor, data.ask)
    await toast(press, t.plain("stats-writing"))
    await reply(press, await asyncio.to_thread(document, found, figures.workbook, t))
