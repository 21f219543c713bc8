"""What staff write to a client: nothing goes out before Send. Not: drawing, notes (complaints)."""

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from bot.domain.errors import NotFound
from bot.domain.ids import ComplaintId, WordId
from bot.domain.people import Actor, Step
from bot.domain.talk import REPLY_STEP
from bot.i18n import Translator
from bot.usecases.talk import Talk
from handlers.answers import reply, show, toast
from handlers.commands import STAFF
from handlers.complaints.data import ComplaintData
from handlers.filters import About, Alone, AtStep, By, Pressed
from handlers.hearing import heard
from handlers.screen import Screen
from handlers.talk import screens
from handlers.talk.data import ReplyData


class Part(Filter):
    """The message is a part of an album."""

    async def __call__(self, message: Message) -> bool:
        return message.media_group_id is not None


def register(router: Router) -> None:
    """Everything staff do here."""
    messages = router.message
    messages.register(reply_to, About("word"), By(STAFF))
    messages.register(reply_more, About("reply"), By(STAFF))
    messages.register(reply_at_step, AtStep(REPLY_STEP), Alone(), By(STAFF))
    messages.register(join, Part(), By(STAFF))
    presses = router.callback_query
    presses.register(send, Pressed(ReplyData, action="send"))
    presses.register(drop, Pressed(ReplyData, action="drop"))


async def begin_reply(
    press: CallbackQuery, actor: Actor, t: Translator, talk: Talk, data: ComplaintData
) -> None:
    """[Reply to client]"""
    view = await talk.begin_reply(actor, ComplaintId(data.id))
    await toast(press)
    await reply(press, screens.outgoing(view, t))


async def reply_at_step(message: Message, actor: Actor, talk: Talk, step: Step) -> None:
    """A message after [Reply to client]."""
    try:
        await talk.reply_at_step(actor, step, heard(message))
    except NotFound:
        await talk.stop_replying(actor)
        raise


async def join(message: Message, actor: Actor, talk: Talk) -> None:
    """A part of an album that comes after the others were sent."""
    if not await talk.join_reply(actor, heard(message)):
        raise SkipHandler


async def reply_to(message: Message, actor: Actor, talk: Talk, number: int) -> None:
    """A reply to a client's message."""
    await talk.reply_to(actor, WordId(number), heard(message))


async def reply_more(message: Message, actor: Actor, t: Translator, talk: Talk, number: int) -> None:
    """A reply to a reply that waits for Send: it goes with it."""
    if not await talk.reply_more(actor, WordId(number), heard(message)):
        await reply(message, Screen(t("talk-gone-already")))


async def send(press: CallbackQuery, actor: Actor, t: Translator, talk: Talk, data: ReplyData) -> None:
    """[Send to client]"""
    await show(press, screens.outgoing(await talk.send(actor, WordId(data.id)), t))


async def drop(press: CallbackQuery, actor: Actor, t: Translator, talk: Talk, data: ReplyData) -> None:
    """Do not send it."""
    await show(press, screens.outgoing(await talk.discard(actor, WordId(data.id)), t))
