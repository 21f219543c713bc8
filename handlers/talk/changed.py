"""A message that its writer changed. Not: new ones."""

from aiogram import Router
from aiogram.types import Message

from bot.domain.errors import BadInput
from bot.domain.people import Actor
from bot.i18n import Translator
from bot.usecases.surveys import Surveys
from bot.usecases.talk import Talk
from handlers.answers import reply
from handlers.commands import KNOWN
from handlers.filters import By
from handlers.hearing import heard
from handlers.screen import Screen
from handlers.words import words_of


def register(router: Router) -> None:
    """Every message that is known as words of somebody."""
    router.edited_message.register(changed, By(KNOWN))


async def changed(message: Message, actor: Actor, t: Translator, talk: Talk, surveys: Surveys) -> None:
    """Taken over while it can be; who reads the first words must be told the rest by a new message."""
    if message.location is not None:  # one that is shared live changes all the time
        return
    try:
        now_says = heard(message)
    except BadInput:
        return
    if not await talk.change(actor, now_says):
        await reply(message, Screen(t("talk-changed-too-late")))
        return
    words = words_of(message)
    doubt = None if words is None else await surveys.reworded(actor, words)
    if doubt is not None:
        await talk.loose(actor, now_says, doubt)
