"""Deleting somebody's data and taking it back: one's own, or a contact's by their lead. Not: what goes."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.ids import PersonId
from bot.domain.people import Actor
from bot.i18n import Translator
from bot.usecases.mydata import MyData
from handlers.answers import reply, show, toast
from handlers.filters import Prefixes, Pressed
from handlers.mydata import screens
from handlers.mydata.data import EraseData
from handlers.screen import Screen


def setup() -> Router:
    """Presses about deleting."""
    router = Router(name="mydata.erasing")
    router.callback_query.filter(Prefixes(EraseData))
    for action, handler in (("ask", ask), ("yes", yes), ("keep", keep), ("restore", restore)):
        router.callback_query.register(handler, Pressed(EraseData, action=action))
    return router


async def ask(press: CallbackQuery, data: EraseData, actor: Actor, mydata: MyData, t: Translator) -> None:
    """What goes, what stays and why."""
    found = await mydata.consider(actor, _whose(data))
    await toast(press)
    await reply(press, screens.considering(found, t))


async def yes(press: CallbackQuery, data: EraseData, actor: Actor, mydata: MyData, t: Translator) -> None:
    """The second tap: the days of grace begin."""
    await show(press, screens.waiting(await mydata.erase(actor, _whose(data)), t))


async def keep(press: CallbackQuery, t: Translator) -> None:
    """No, after all."""
    await show(press, Screen(t("mydata-left")))


async def restore(press: CallbackQuery, data: EraseData, actor: Actor, mydata: MyData, t: Translator) -> None:
    """Taken back within the days of grace."""
    await show(press, screens.waiting(await mydata.restore(actor, _whose(data)), t))


def _whose(data: EraseData) -> PersonId | None:
    return PersonId(data.id) if data.id else None
