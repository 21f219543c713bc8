"""Editing clients and contacts: presses, and what is typed for a field. Not: how the forms look."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.domain.editing import DATE
from bot.domain.errors import BadInput
from bot.domain.people import Actor, Step
from bot.i18n import Translator
from bot.usecases.clients import Clients
from bot.usecases.clients.editing import Editing
from bot.usecases.clients.forms import STEP, Ask, Form
from handlers.answers import reply, show, toast
from handlers.clients.cards import drawn
from handlers.clients.data import LETTERS, EditData, SetData
from handlers.clients.forms import ask_screen, form_screen
from handlers.filters import AtStep, Prefixes, Pressed
from handlers.screen import Screen

_NOUNS = {letter: noun for noun, letter in LETTERS.items()}


def setup() -> Router:
    """The forms, their buttons, and the answers that are typed."""
    router = Router(name="edit")
    router.callback_query.filter(Prefixes(EditData, SetData))
    router.message.register(take, AtStep(STEP))
    router.callback_query.register(set_, Pressed(SetData))
    for action, handler in (
        ("form", form),
        ("ask", ask),
        ("years", years),
        ("anyway", anyway),
        ("undo", undo),
        ("card", card),
        ("stay", stay),
    ):
        router.callback_query.register(handler, Pressed(EditData, action=action))
    return router


def noun_of(letter: str) -> str:
    """What is edited. Raises BadInput for a forged button."""
    if letter not in _NOUNS:
        raise BadInput("edit-field")
    return _NOUNS[letter]


async def form(press: CallbackQuery, data: EditData, actor: Actor, editing: Editing, t: Translator) -> None:
    """The fields of a client or contact; from a card's button, or back from a question."""
    await show(press, form_screen(await editing.form(actor, noun_of(data.noun), data.id, data.at), t))


async def ask(press: CallbackQuery, data: EditData, actor: Actor, editing: Editing, t: Translator) -> None:
    """One field; another month or page of it."""
    at = None if data.at < 0 else data.at
    await show(press, ask_screen(await editing.ask(actor, noun_of(data.noun), data.id, data.field, at), t))


async def years(press: CallbackQuery, data: EditData, actor: Actor, editing: Editing, t: Translator) -> None:
    """The calendar's months and years."""
    at = None if data.at < 0 else data.at
    asked = await editing.ask(actor, noun_of(data.noun), data.id, data.field, at)
    await show(press, ask_screen(asked, t, years=True))


async def set_(press: CallbackQuery, data: SetData, actor: Actor, editing: Editing, t: Translator) -> None:
    """A value from a button; an empty one clears."""
    got = await editing.press(actor, noun_of(data.noun), data.id, data.field, data.value, data.seen)
    await show(press, _screen(got, t))


async def anyway(press: CallbackQuery, data: EditData, actor: Actor, editing: Editing, t: Translator) -> None:
    """Over what somebody else wrote meanwhile."""
    await show(press, _screen(await editing.anyway(actor, data.field), t))


async def undo(press: CallbackQuery, data: EditData, actor: Actor, editing: Editing, t: Translator) -> None:
    """Take an edit back."""
    await show(press, form_screen(await editing.undo(actor, data.at), t))


async def card(
    press: CallbackQuery, data: EditData, actor: Actor, editing: Editing, clients: Clients, t: Translator
) -> None:
    """Cancel, or done: the card again, as it is now; of a date its form."""
    noun = noun_of(data.noun)
    if noun == DATE:
        await show(press, form_screen(await editing.form(actor, noun, data.id, 0), t))
        return
    await editing.leave(actor)
    await show(press, await drawn(actor, clients, t, noun, data.id))


async def stay(press: CallbackQuery) -> None:
    """A button that only says something."""
    await toast(press)


async def take(message: Message, step: Step, actor: Actor, editing: Editing, t: Translator) -> None:
    """What was typed for the field that was asked for."""
    await reply(message, _screen(await editing.typed(actor, step, message.text or ""), t))


def _screen(got: Form | Ask, t: Translator) -> Screen:
    return form_screen(got, t) if isinstance(got, Form) else ask_screen(got, t)
