"""What is pressed and said in phone mode. Not: what the screens look like."""

from collections.abc import Awaitable, Callable

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.domain.errors import BadInput, NotFound
from bot.domain.ids import CallId, InvitationId, PersonId
from bot.domain.people import Actor
from bot.i18n import Translator
from bot.usecases.surveys import PhoneMode
from handlers import errors
from handlers.answers import react, reply, show, toast
from handlers.commands import STAFF
from handlers.filters import About, By, Prefixes, Pressed
from handlers.phonemode.data import PhoneData
from handlers.phonemode.screens import folded, screen, who
from handlers.screen import Screen
from handlers.words import words_of


def setup() -> Router:
    """Opening the screen, its buttons, replies to it."""
    router = Router(name="phonemode")
    router.callback_query.filter(Prefixes(PhoneData))
    router.message.register(say, About("phone"), By(STAFF))
    for action, handler in _ACTIONS.items():
        router.callback_query.register(handler, Pressed(PhoneData, action=action))
    return router


async def from_call(
    press: CallbackQuery, actor: Actor, phonemode: PhoneMode, data: PhoneData, update_id: int
) -> None:
    """From a call's card: the screen comes below."""
    await phonemode.open_call(actor, CallId(data.id), update_id)
    await toast(press)


async def from_contact(
    press: CallbackQuery, actor: Actor, phonemode: PhoneMode, data: PhoneData, update_id: int
) -> None:
    """From a contact's card."""
    await phonemode.open_contact(actor, PersonId(data.id), update_id)
    await toast(press)


async def score(
    press: CallbackQuery, actor: Actor, t: Translator, phonemode: PhoneMode, data: PhoneData
) -> None:
    """A number that the contact said."""
    if not data.value.isdecimal():
        raise NotFound
    found = await phonemode.score(actor, InvitationId(data.id), int(data.value), data.seen)
    why = "" if found.refusal is None else t.plain(f"phone-refused-{found.refusal}", **who(found))
    await show(press, screen(found, t), why, alert=bool(why))


async def tick(
    press: CallbackQuery, actor: Actor, t: Translator, phonemode: PhoneMode, data: PhoneData
) -> None:
    """A reason; the button says whether it is set, so that two taps are one."""
    found = await phonemode.reason(actor, InvitationId(data.id), data.value, on=data.action == "tick")
    await show(press, screen(found, t))


async def done(
    press: CallbackQuery, actor: Actor, t: Translator, phonemode: PhoneMode, data: PhoneData
) -> None:
    """[Done]."""
    await show(press, screen(await phonemode.done(actor, InvitationId(data.id)), t))


async def again(
    press: CallbackQuery, actor: Actor, t: Translator, phonemode: PhoneMode, data: PhoneData
) -> None:
    """[Change the score]."""
    await show(press, screen(await phonemode.again(actor, InvitationId(data.id)), t))


async def look(
    press: CallbackQuery, actor: Actor, t: Translator, phonemode: PhoneMode, data: PhoneData
) -> None:
    """[‹ Back]: the screen as it stands."""
    await show(press, screen(await phonemode.look(actor, InvitationId(data.id)), t))


async def leave(
    press: CallbackQuery, actor: Actor, t: Translator, phonemode: PhoneMode, data: PhoneData
) -> None:
    """[No score]: the screen folds to one line, from which it opens again."""
    found = await phonemode.look(actor, InvitationId(data.id))
    await show(press, folded(found, t) if found.answer is None else screen(found, t))


async def grade(
    press: CallbackQuery, actor: Actor, t: Translator, phonemode: PhoneMode, data: PhoneData
) -> None:
    """A number that the contact says to a further question: "7.delivery"."""
    score, _, question = data.value.partition(".")
    if not score.isdecimal():
        raise NotFound
    await show(press, screen(await phonemode.grade(actor, InvitationId(data.id), question, int(score)), t))


async def skip(
    press: CallbackQuery, actor: Actor, t: Translator, phonemode: PhoneMode, data: PhoneData
) -> None:
    """[Skip], [Next ›]."""
    await show(press, screen(await phonemode.skip(actor, InvitationId(data.id), data.value), t))


async def turn(
    press: CallbackQuery, actor: Actor, t: Translator, phonemode: PhoneMode, data: PhoneData
) -> None:
    """[‹ Back] to a question, or on with what is left."""
    await show(press, screen(await phonemode.turn(actor, InvitationId(data.id), data.value), t))


async def stop(
    press: CallbackQuery, actor: Actor, t: Translator, phonemode: PhoneMode, data: PhoneData
) -> None:
    """[Finish later]."""
    await show(press, screen(await phonemode.stop(actor, InvitationId(data.id)), t))


async def undo(
    press: CallbackQuery, actor: Actor, t: Translator, phonemode: PhoneMode, data: PhoneData
) -> None:
    """Take it back."""
    try:
        await show(press, screen(await phonemode.undo(actor, InvitationId(data.id)), t))
    except BadInput as error:
        found = await phonemode.look(actor, InvitationId(data.id))
        await show(press, screen(found, t), errors.words(error, t, html=False), alert=True)


async def say(message: Message, actor: Actor, t: Translator, phonemode: PhoneMode, number: int) -> None:
    """A reply to the screen: the contact's words."""
    words = words_of(message)
    if words is None:
        raise BadInput("note-what")
    found = await phonemode.say(actor, InvitationId(number), words)
    if found.answer is not None and found.answer.by_manager:
        await react(message)
    else:
        await reply(message, Screen(t("phone-noted-beside", person=found.person)))


_ACTIONS: dict[str, Callable[..., Awaitable[None]]] = {
    "call": from_call,
    "open": from_contact,
    "score": score,
    "tick": tick,
    "untick": tick,
    "done": done,
    "again": again,
    "look": look,
    "leave": leave,
    "grade": grade,
    "pass": skip,
    "turn": turn,
    "stop": stop,
    "undo": undo,
}
