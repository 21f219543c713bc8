"""What a client writes: to the manager, in reply to staff, or loose. Not: drawing."""

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import CallbackQuery, Message

from bot.domain.errors import NotFound
from bot.domain.ids import ComplaintId, WordId
from bot.domain.people import Actor, Step
from bot.domain.talk import Place
from bot.i18n import Translator
from bot.usecases.complaints.views import Added
from bot.usecases.talk import Talk
from bot.usecases.talk.base import WRITE_STEP
from handlers.answers import react, reply, show
from handlers.commands import CONTACTS
from handlers.complaints.clientscreens import added
from handlers.filters import About, Alone, AtStep, By, NoCommand, Pressed, Said
from handlers.hearing import heard
from handlers.talk import screens
from handlers.talk.data import LooseData


def register(router: Router) -> None:
    """The last of them takes whatever a client writes."""
    messages = router.message
    messages.register(begin, Said("manager"))
    messages.register(answer, About("word"), By(CONTACTS))
    messages.register(say, AtStep(WRITE_STEP), Alone(), By(CONTACTS))
    messages.register(loose, NoCommand(), By(CONTACTS))
    presses = router.callback_query
    presses.register(to_manager, Pressed(LooseData, action="manager"))
    presses.register(to_complaint, Pressed(LooseData, action="complaint"))
    presses.register(to_details, Pressed(LooseData, action="details"))
    presses.register(to_rating, Pressed(LooseData, action="rating"))
    presses.register(keep, Pressed(LooseData, action="nothing"))
    presses.register(to_score, Pressed(LooseData, action="score"))


async def begin(message: Message, actor: Actor, t: Translator, talk: Talk) -> None:
    """/manager, or the button."""
    await reply(message, screens.begun(await talk.begin(actor), t))


async def say(message: Message, actor: Actor, t: Translator, talk: Talk, step: Step) -> None:
    """A message to the manager; too long after the button it is a message like any other."""
    result = await talk.say(actor, step, heard(message))
    if result is None:
        raise SkipHandler
    await react(message)
    if not result.quiet:
        await reply(message, screens.passed(result, t))


async def answer(message: Message, actor: Actor, t: Translator, talk: Talk, number: int) -> None:
    """A reply to words of the staff. To those of somebody else's talk (an account changed hands): like any other."""
    try:
        result = await talk.answer(actor, WordId(number), heard(message))
    except NotFound:
        raise SkipHandler from None
    await react(message)
    if not result.quiet:
        drawn = added(result, t) if isinstance(result, Added) else screens.passed(result, t)
        await reply(message, drawn)


async def loose(message: Message, actor: Actor, talk: Talk) -> None:
    """Anything else: kept, and asked about by a letter; a late part of an album follows the others."""
    if await talk.join(actor, heard(message)):
        await react(message)
    else:
        await talk.loose(actor, heard(message))


async def to_manager(press: CallbackQuery, actor: Actor, t: Translator, talk: Talk, data: LooseData) -> None:
    """It is a message to the manager."""
    await show(press, screens.loose(await talk.to_manager(actor, WordId(data.id)), t))


async def to_complaint(
    press: CallbackQuery, actor: Actor, t: Translator, talk: Talk, data: LooseData
) -> None:
    """It is a new complaint, or belongs to the one begun."""
    await show(press, screens.loose(await talk.to_complaint(actor, WordId(data.id), None), t))


async def to_details(press: CallbackQuery, actor: Actor, t: Translator, talk: Talk, data: LooseData) -> None:
    """It belongs to an open complaint."""
    view = await talk.to_complaint(actor, WordId(data.id), ComplaintId(data.to))
    await show(press, screens.loose(view, t))


async def to_rating(press: CallbackQuery, actor: Actor, t: Translator, talk: Talk, data: LooseData) -> None:
    """It belongs to my rating."""
    await show(press, screens.loose(await talk.to_rating(actor, WordId(data.id)), t))


async def to_score(press: CallbackQuery, actor: Actor, t: Translator, talk: Talk, data: LooseData) -> None:
    """It is this score."""
    found = await talk.to_score(actor, WordId(data.id), data.to)
    late = found.place is Place.LOOSE
    await show(press, screens.loose(found, t), t.plain("talk-score-late") if late else "", alert=late)


async def keep(press: CallbackQuery, actor: Actor, t: Translator, talk: Talk, data: LooseData) -> None:
    """It is nothing."""
    await show(press, screens.loose(await talk.keep(actor, WordId(data.id)), t))
