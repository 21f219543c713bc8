"""/mydata, taking it along, correcting it. Not: deleting."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.domain.people import Actor, Step
from bot.i18n import Translator
from bot.usecases.mydata import ASKS, MyData
from bot.usecases.people import People
from handlers.answers import reply, show, toast
from handlers.filters import AtStep, Prefixes, Pressed, Said
from handlers.mydata import screens
from handlers.mydata.data import MyDataData
from handlers.mydata.page import files
from handlers.screen import Screen


def setup() -> Router:
    """The command, the presses, and what is typed."""
    router = Router(name="mydata.buttons")
    router.callback_query.filter(Prefixes(MyDataData))
    router.message.register(open_, Said("mydata"))
    for what in ASKS:
        router.message.register(take, AtStep(f"mydata.{what}"))
    for action, handler in (
        ("open", look),
        ("download", download),
        ("correct", correct),
        ("ask", ask),
        ("leave", leave),
    ):
        router.callback_query.register(handler, Pressed(MyDataData, action=action))
    return router


async def open_(message: Message, actor: Actor, mydata: MyData, t: Translator) -> None:
    """/mydata"""
    for one in screens.messages(await mydata.held(actor), t):
        await reply(message, one)


async def look(press: CallbackQuery, actor: Actor, mydata: MyData, t: Translator) -> None:
    """The same from another screen."""
    await toast(press)
    for one in screens.messages(await mydata.held(actor), t):
        await reply(press, one)


async def download(press: CallbackQuery, actor: Actor, mydata: MyData, t: Translator) -> None:
    """A page to read and a file for programs."""
    await toast(press)
    page, data = files(await mydata.held(actor, download=True), t)
    await reply(press, Screen(t("mydata-page"), media=page))
    await reply(press, Screen(t("mydata-json"), media=data))


async def correct(press: CallbackQuery, t: Translator) -> None:
    """What may be corrected."""
    await toast(press)
    await reply(press, screens.correcting(t))


async def ask(press: CallbackQuery, data: MyDataData, actor: Actor, mydata: MyData, t: Translator) -> None:
    """One of them: the next message is the new one."""
    await show(press, screens.asking(await mydata.ask(actor, data.word), t))


async def take(message: Message, actor: Actor, step: Step, mydata: MyData, t: Translator) -> None:
    """What was typed."""
    done = await mydata.correct(actor, step.name.partition(".")[2], message.text or "")
    await reply(message, screens.correcting(t, done))


async def leave(press: CallbackQuery, actor: Actor, people: People, t: Translator) -> None:
    """Back to the choice; nothing is changed."""
    if actor.step is not None and actor.step.name.startswith("mydata."):
        await people.cancel(actor)
    await show(press, screens.correcting(t))
