"""Calls in the chat: /call, the card with Done, Snooze and notes. Not: when a call is due."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.domain.calls import State
from bot.domain.errors import BadInput
from bot.domain.ids import CallId, ClientId, PersonId
from bot.domain.people import Actor, Step
from bot.i18n import Translator
from bot.usecases.calls import Calls, Found
from handlers import errors
from handlers.answers import reply, show, toast
from handlers.calls import screens
from handlers.calls.data import CallData, OutcomeData, PlanData
from handlers.calls.screens import LETTERS, card
from handlers.commands import STAFF
from handlers.filters import About, AtStep, By, Prefixes, Pressed, Said
from handlers.media import note_of
from handlers.screen import Screen

__all__ = ["LETTERS", "CallData", "setup"]


def setup() -> Router:
    """Everything about calls."""
    router = Router(name="calls")
    router.callback_query.filter(Prefixes(CallData, OutcomeData, PlanData))
    router.message.register(plan, Said("call"))
    router.message.register(note, About("call"), By(STAFF))
    router.message.register(planned, AtStep("call.when"))
    router.message.register(moved, AtStep("call.move"))
    router.callback_query.register(choose, Pressed(PlanData))
    router.callback_query.register(finish, Pressed(OutcomeData))
    for action, handler in _ACTIONS.items():
        router.callback_query.register(handler, Pressed(CallData, action=action))
    return router


async def plan(
    message: Message, actor: Actor, t: Translator, calls: Calls, args: str, update_id: int
) -> None:
    """/call Acme tomorrow 11:00: the call's card comes, or a choice of clients."""
    found = await calls.plan_typed(actor, args, update_id)
    if isinstance(found, Found):
        await reply(message, screens.choice(found, t))


async def choose(
    press: CallbackQuery, actor: Actor, t: Translator, calls: Calls, data: PlanData, update_id: int
) -> None:
    """One of several clients of that name."""
    at = _instant(data.at)
    person = PersonId(data.person) if data.person else None
    shown = await calls.plan(
        actor, ClientId(data.client), at, timed=data.timed, update=update_id, person=person
    )
    await show(press, Screen(t("call-chosen", client=shown.call.client)))


async def ask_when(press: CallbackQuery, actor: Actor, t: Translator, calls: Calls, data: CallData) -> None:
    """From a client's card: when? The id is the client's."""
    name = await calls.ask_when(actor, ClientId(data.id))
    await toast(press)
    await reply(press, Screen(t("call-ask-when", client=name)))


async def planned(message: Message, actor: Actor, calls: Calls, step: Step, update_id: int) -> None:
    """The day and hour as typed; the call's card comes."""
    await calls.plan_when(actor, ClientId(int(step.args["client"] or 0)), message.text or "", update_id)


async def note(message: Message, actor: Actor, t: Translator, calls: Calls, number: int) -> None:
    """A reply to the card is a note, in words or as a voice."""
    call = await calls.note(actor, CallId(number), note_of(message))
    await reply(message, Screen(t("call-noted", client=call.client)))


async def look(press: CallbackQuery, actor: Actor, t: Translator, calls: Calls, data: CallData) -> None:
    """Back to the card."""
    await show(press, card(await calls.look(actor, CallId(data.id)), t))


async def open_card(press: CallbackQuery, actor: Actor, calls: Calls, data: CallData, update_id: int) -> None:
    """From a list: the card as a message of its own."""
    await calls.open_card(actor, CallId(data.id), update_id)
    await toast(press)


async def ask_outcome(
    press: CallbackQuery, actor: Actor, t: Translator, calls: Calls, data: CallData
) -> None:
    """Done: how did it go?"""
    shown = await calls.look(actor, CallId(data.id))
    await show(press, card(shown, t) if shown.call.state is not State.OPEN else screens.asking(shown, t))


async def finish(press: CallbackQuery, actor: Actor, t: Translator, calls: Calls, data: OutcomeData) -> None:
    """Talked, no answer, left a message, wrong number."""
    await show(press, card(await calls.finish(actor, CallId(data.id), data.outcome), t))


async def ask_snooze(press: CallbackQuery, actor: Actor, t: Translator, calls: Calls, data: CallData) -> None:
    """When instead?"""
    shown = await calls.look(actor, CallId(data.id))
    await show(press, card(shown, t) if shown.call.state is not State.OPEN else screens.snoozing(shown, t))


async def keep(press: CallbackQuery, actor: Actor, t: Translator, calls: Calls, data: CallData) -> None:
    """Put off once more, knowingly."""
    shown = await calls.look(actor, CallId(data.id))
    await show(press, card(shown, t) if shown.call.state is not State.OPEN else screens.later(shown, t))


async def snooze(press: CallbackQuery, actor: Actor, t: Translator, calls: Calls, data: CallData) -> None:
    """Move this call to the time on the button."""
    try:
        shown = await calls.snooze(actor, CallId(data.id), _instant(data.at))
    except BadInput as error:
        await _as_it_stands(press, actor, t, calls, data, error)
        return
    asks = shown.put_off_often and shown.call.state is State.OPEN
    await show(press, screens.often(shown, t, "look") if asks else card(shown, t))


async def ask_move(press: CallbackQuery, actor: Actor, t: Translator, calls: Calls, data: CallData) -> None:
    """[Pick a date…]: typed, as /call takes it."""
    found = await calls.ask_move(actor, CallId(data.id))
    if found.state is not State.OPEN:
        await show(press, card(await calls.look(actor, CallId(data.id)), t))
        return
    await toast(press)
    await reply(press, Screen(t("call-ask-move", client=found.client)))


async def moved(message: Message, actor: Actor, t: Translator, calls: Calls, step: Step) -> None:
    """The day and hour as typed; the card shows them too."""
    shown = await calls.move_typed(actor, CallId(int(step.args["call"] or 0)), message.text or "")
    if shown.call.state is not State.OPEN:
        await reply(message, card(shown, t))
        return
    await reply(message, Screen(t("call-moved", client=shown.call.client, at=t.when(shown.call.due_at))))


async def again(press: CallbackQuery, actor: Actor, t: Translator, calls: Calls, data: CallData) -> None:
    """After no answer: the next try."""
    try:
        shown = await calls.again(actor, CallId(data.id), _instant(data.at))
    except BadInput as error:
        await _as_it_stands(press, actor, t, calls, data, error)
        return
    await show(press, card(shown, t))


async def drop(press: CallbackQuery, actor: Actor, t: Translator, calls: Calls, data: CallData) -> None:
    """Not to be called after all."""
    await show(press, card(await calls.drop(actor, CallId(data.id)), t))


async def undo(press: CallbackQuery, actor: Actor, t: Translator, calls: Calls, data: CallData) -> None:
    """Take the last step back."""
    try:
        await show(press, card(await calls.undo(actor, CallId(data.id)), t))
    except BadInput as error:
        await _as_it_stands(press, actor, t, calls, data, error)


async def _as_it_stands(
    press: CallbackQuery, actor: Actor, t: Translator, calls: Calls, data: CallData, error: BadInput
) -> None:
    """Too late for this button: why, and the card of now."""
    shown = await calls.look(actor, CallId(data.id))
    await show(press, card(shown, t), errors.words(error, t, html=False), alert=True)


async def ask_colleague(
    press: CallbackQuery, actor: Actor, t: Translator, calls: Calls, data: CallData
) -> None:
    """Hand over: to whom?"""
    shown = await calls.look(actor, CallId(data.id))
    open_ = shown.call.state is State.OPEN
    await show(press, screens.colleagues(shown, t) if open_ else card(shown, t))


async def hand_over(press: CallbackQuery, actor: Actor, t: Translator, calls: Calls, data: CallData) -> None:
    """Give the call to this colleague."""
    shown = await calls.hand_over(actor, CallId(data.id), PersonId(data.to))
    await show(press, card(shown, t), t.plain("call-handed"))


_ACTIONS: dict[str, Callable[..., Awaitable[None]]] = {
    "look": look,
    "open": open_card,
    "done": ask_outcome,
    "snooze": ask_snooze,
    "keep": keep,
    "z": snooze,
    "pick": ask_move,
    "again": again,
    "drop": drop,
    "undo": undo,
    "to": ask_colleague,
    "hand": hand_over,
    "plan": ask_when,
}


def _instant(minutes: int) -> datetime:
    try:
        return datetime.fromtimestamp(minutes * 60, tz=UTC)
    except (ValueError, OverflowError, OSError):
        raise BadInput("call-past") from None
