"""Calls in the chat: /call, the card with Done, Snooze and notes. Not: when a call is due."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from aiogram import Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.domain.calls import BY_HAND, Call, Outcome, State
from bot.domain.errors import BadInput
from bot.domain.ids import CallId, ClientId, PersonId
from bot.domain.notes import Note
from bot.domain.people import Actor, Step
from bot.i18n import Translator
from bot.usecases.calls import Calls, Found, Shown
from handlers.answers import reply, show, toast
from handlers.commands import STAFF
from handlers.filters import About, AtStep, By, Prefixes, Pressed, Said
from handlers.keyboards import button, copy, in_rows, keyboard, link
from handlers.letters import Renderer
from handlers.media import media_of
from handlers.screen import Screen


class CallData(CallbackData, prefix="ca"):
    """A press on a call's card; `at` is an instant in minutes since 1970, `to` a person."""

    action: str
    id: int
    at: int = 0
    to: int = 0


class OutcomeData(CallbackData, prefix="co"):
    """How a call ended."""

    id: int
    outcome: Outcome


class PlanData(CallbackData, prefix="cp"):
    """Which of several clients /call meant; `at` in minutes since 1970."""

    client: int
    at: int
    timed: bool


def setup() -> Router:
    """Everything about calls."""
    router = Router(name="calls")
    router.callback_query.filter(Prefixes(CallData, OutcomeData, PlanData))
    router.message.register(plan, Said("call"))
    router.message.register(note, About("call"), By(STAFF))
    router.message.register(planned, AtStep("call.when"))
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
        await reply(message, _choice(found, t))


async def choose(
    press: CallbackQuery, actor: Actor, t: Translator, calls: Calls, data: PlanData, update_id: int
) -> None:
    """One of several clients of that name."""
    at = _instant(data.at)
    shown = await calls.plan(actor, ClientId(data.client), at, timed=data.timed, update=update_id)
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
    file, words = media_of(message), message.text or message.caption
    if file is None and words is None:
        raise BadInput("note-what")
    said = Note(message.message_id, words, *((file.kind, str(file.file)) if file else ("text", None)))
    call = await calls.note(actor, CallId(number), said)
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
    await show(press, card(shown, t) if shown.call.state is not State.OPEN else _asking(shown, t))


async def finish(press: CallbackQuery, actor: Actor, t: Translator, calls: Calls, data: OutcomeData) -> None:
    """Talked, no answer, left a message, wrong number."""
    await show(press, card(await calls.finish(actor, CallId(data.id), data.outcome), t))


async def ask_snooze(press: CallbackQuery, actor: Actor, t: Translator, calls: Calls, data: CallData) -> None:
    """When instead?"""
    shown = await calls.look(actor, CallId(data.id))
    await show(press, card(shown, t) if shown.call.state is not State.OPEN else _snoozing(shown, t))


async def keep(press: CallbackQuery, actor: Actor, t: Translator, calls: Calls, data: CallData) -> None:
    """Put off once more, knowingly."""
    shown = await calls.look(actor, CallId(data.id))
    await show(press, Screen(_text(shown, t), keyboard(*_times(shown, t, "z"), _back(shown.call.id, t))))


async def snooze(press: CallbackQuery, actor: Actor, t: Translator, calls: Calls, data: CallData) -> None:
    """Move this call to the time on the button."""
    await show(press, card(await calls.snooze(actor, CallId(data.id), _instant(data.at)), t))


async def again(press: CallbackQuery, actor: Actor, t: Translator, calls: Calls, data: CallData) -> None:
    """After no answer: the next try."""
    at = _instant(data.at)
    shown = await calls.again(actor, CallId(data.id), at)
    await show(press, card(shown, t), t.plain("call-again-at", at=at))


async def drop(press: CallbackQuery, actor: Actor, t: Translator, calls: Calls, data: CallData) -> None:
    """Not to be called after all."""
    await show(press, card(await calls.drop(actor, CallId(data.id)), t))


async def undo(press: CallbackQuery, actor: Actor, t: Translator, calls: Calls, data: CallData) -> None:
    """Take the last step back."""
    await show(press, card(await calls.undo(actor, CallId(data.id)), t))


async def ask_colleague(
    press: CallbackQuery, actor: Actor, t: Translator, calls: Calls, data: CallData
) -> None:
    """Hand over: to whom?"""
    shown = await calls.look(actor, CallId(data.id))
    names = [
        button(name, CallData(action="hand", id=shown.call.id, to=person))
        for person, name in shown.colleagues
    ]
    await show(press, Screen(_text(shown, t), keyboard(*in_rows(names, 1), _back(shown.call.id, t))))


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
    "again": again,
    "drop": drop,
    "undo": undo,
    "to": ask_colleague,
    "hand": hand_over,
    "plan": ask_when,
}


# Drawing


def card(shown: Shown, t: Translator) -> Screen:
    """The card of a call in its present state."""
    return Screen(_text(shown, t), keyboard(*_buttons(shown, t)))


def line(shown: Shown, t: Translator) -> Screen:
    """The one line that rings for it."""
    return Screen(t("call-line", who=shown.call.person or shown.call.client))


LETTERS: dict[str, Renderer] = {"call.card": card, "call.card.line": line}


def _text(shown: Shown, t: Translator) -> str:
    call = shown.call
    head = (
        t("call-head-person", person=call.person, client=call.client)
        if call.person
        else t("call-head", client=call.client)
    )
    due = t.when(call.due_at) if call.timed else t.day(call.due_at)
    lines: list[str] = [head, t("call-due-late", due=due) if shown.overdue else t("call-due", due=due)]
    lines.append(t("call-cause", cause=t(f"call-cause-{call.cause}")))
    lines.append(t("call-last", day=call.last_touch_at) if call.last_touch_at else t("call-last-never"))
    if call.phone:
        lines.append(t("call-phone", phone=call.phone))
    if call.note:
        lines.append(t("call-note", note=call.note))
    if call.last_note:
        lines.append(t("call-last-note", note=call.last_note))
    if call.state is not State.OPEN:
        lines += ["", _result(call, t)]
    return "\n".join(lines)


def _result(call: Call, t: Translator) -> str:
    assert call.done_at is not None
    what = "dropped" if call.state is State.DROPPED else (call.outcome or Outcome.TALKED).value
    return t(
        "call-result", what=t.plain(f"call-outcome-{what}"), who=call.done_by or "–", at=t.when(call.done_at)
    )


def _buttons(shown: Shown, t: Translator) -> list[list[InlineKeyboardButton]]:
    call = shown.call
    if call.state is State.OPEN:
        rows = [
            [_act(t, "btn2-call-done", "done", call), _act(t, "btn2-call-snooze", "snooze", call)],
        ]
        return [*rows, _reach(call, t)]
    undo_row = [_act(t, "btn2-undo", "undo", call)] if shown.can_undo else []
    if call.outcome in (Outcome.NO_ANSWER, Outcome.LEFT_MESSAGE) and shown.can_undo:
        return [*_times(shown, t, "again"), undo_row]
    return [undo_row]


def _reach(call: Call, t: Translator) -> list[InlineKeyboardButton]:
    row = []
    if call.phone:
        row.append(copy(t.plain("btn2-call-copy"), call.phone))
    if call.username:
        row.append(link(t.plain("btn2-call-chat"), f"https://t.me/{call.username}"))
    return row


def _asking(shown: Shown, t: Translator) -> Screen:
    buttons = [
        button(t.plain(f"btn2-call-{outcome.value}"), OutcomeData(id=shown.call.id, outcome=outcome))
        for outcome in BY_HAND
    ]
    text = _text(shown, t) + "\n\n" + t("call-how-did-it-go")
    return Screen(text, keyboard(*in_rows(buttons, 2), _back(shown.call.id, t)))


def _snoozing(shown: Shown, t: Translator) -> Screen:
    if not shown.put_off_often:
        return Screen(_text(shown, t), keyboard(*_times(shown, t, "z"), _back(shown.call.id, t)))
    call = shown.call
    text = _text(shown, t) + "\n\n" + t("call-put-off", n=call.snoozes)
    first = [_act(t, "btn2-call-keep", "keep", call), _act(t, "btn2-call-drop", "drop", call)]
    second = [_act(t, "btn1-call-hand", "to", call)] if shown.colleagues else []
    return Screen(text, keyboard(first, second, _back(call.id, t)))


def _times(shown: Shown, t: Translator, action: str) -> list[list[InlineKeyboardButton]]:
    buttons = [
        button(t.when(at), CallData(action=action, id=shown.call.id, at=_minutes(at))) for at in shown.tries
    ]
    return in_rows(buttons, 2)


def _choice(found: Found, t: Translator) -> Screen:
    at = _minutes(found.due_at)
    names = [
        button(name, PlanData(client=client, at=at, timed=found.timed)) for client, name in found.clients
    ]
    return Screen(t("call-which"), keyboard(*in_rows(names, 1)))


def _act(t: Translator, key: str, action: str, call: Call) -> InlineKeyboardButton:
    return button(t.plain(key), CallData(action=action, id=call.id))


def _back(call_id: CallId, t: Translator) -> list[InlineKeyboardButton]:
    return [button(t.plain("btn2-back"), CallData(action="look", id=call_id))]


def _minutes(at: datetime) -> int:
    return int(at.timestamp()) // 60


def _instant(minutes: int) -> datetime:
    try:
        return datetime.fromtimestamp(minutes * 60, tz=UTC)
    except (ValueError, OverflowError, OSError):
        raise BadInput("call-past") from None
