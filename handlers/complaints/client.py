"""The client's buttons and messages about complaints. Not: drawing, staff."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from bot.domain.complaints import Kind, State
from bot.domain.errors import NotFound
from bot.domain.ids import ComplaintId
from bot.domain.people import Actor, Step
from bot.i18n import Translator
from bot.usecases.complaints import Complaints
from bot.usecases.complaints.clientside import STEP as MORE_STEP
from bot.usecases.complaints.filing import STEP as DRAFT_STEP
from handlers.answers import react, reply, show, toast
from handlers.commands import CONTACTS
from handlers.complaints import clientscreens as screens
from handlers.complaints.data import ComplaintData, DraftData, ListData
from handlers.filters import About, Alone, AtStep, By, Pressed, Said
from handlers.hearing import heard

Handler = Callable[..., Awaitable[None]]


class Writing(Filter):
    """A complaint is being written: /cancel drops it."""

    async def __call__(self, message: Message, actor: Actor) -> bool | dict[str, Any]:
        return actor.step is not None and actor.step.name == DRAFT_STEP


def register(router: Router) -> None:
    """Everything a client does here."""
    messages = router.message
    messages.register(begin, Said("complaint"))
    messages.register(my, Said("my"))
    messages.register(cancel_by_word, Said("cancel"), Writing())
    messages.register(more_on_draft, About("draft"), By(CONTACTS))
    messages.register(more, About("complaint"), By(CONTACTS))
    messages.register(collect, AtStep(DRAFT_STEP), Alone("draft"), By(CONTACTS))
    messages.register(more_at_step, AtStep(MORE_STEP), Alone("draft", "complaint"), By(CONTACTS))
    presses = router.callback_query
    for action, handler in _ON_DRAFT.items():
        presses.register(handler, Pressed(DraftData, action=action))
    for action, handler in _ON_CARD.items():
        presses.register(handler, Pressed(ComplaintData, action=action))
    presses.register(turn, Pressed(ListData, which="my"), By(CONTACTS))
    presses.register(open_mine, Pressed(ComplaintData, action="open"), By(CONTACTS))


# The draft


async def begin(message: Message, actor: Actor, t: Translator, complaints: Complaints, args: str) -> None:
    """/complaint, or the button; words after it are the first of the complaint."""
    view = await complaints.begin(actor)
    if args:
        await complaints.collect(actor, view.complaint.id, heard(message, args))
    else:
        await reply(message, screens.draft(view, t))


async def kind(
    press: CallbackQuery, actor: Actor, t: Translator, complaints: Complaints, data: DraftData
) -> None:
    """Complaint or suggestion."""
    chosen = Kind.SUGGESTION if data.value == Kind.SUGGESTION else Kind.COMPLAINT
    view = await complaints.choose(actor, ComplaintId(data.id), kind=chosen)
    await show(press, screens.draft(view, t))


async def category(
    press: CallbackQuery, actor: Actor, t: Translator, complaints: Complaints, data: DraftData
) -> None:
    """What it is about."""
    view = await complaints.choose(actor, ComplaintId(data.id), category=data.value)
    await show(press, screens.draft(view, t))


async def wish(
    press: CallbackQuery, actor: Actor, t: Translator, complaints: Complaints, data: DraftData
) -> None:
    """That is all; now the wanted remedy."""
    view = await complaints.ask_wish(actor, ComplaintId(data.id), wishing=True)
    await show(press, screens.draft(view, t))


async def what(
    press: CallbackQuery, actor: Actor, t: Translator, complaints: Complaints, data: DraftData
) -> None:
    """Back to what happened."""
    view = await complaints.ask_wish(actor, ComplaintId(data.id), wishing=False)
    await show(press, screens.draft(view, t))


async def cancel(
    press: CallbackQuery, actor: Actor, t: Translator, complaints: Complaints, data: DraftData
) -> None:
    """Drop it."""
    await show(press, screens.draft(await complaints.cancel(actor, ComplaintId(data.id)), t))


async def cancel_by_word(message: Message, actor: Actor, t: Translator, complaints: Complaints) -> None:
    """/cancel while a complaint is written."""
    assert actor.step is not None
    complaint_id = ComplaintId(int(actor.step.args.get("complaint") or 0))
    await reply(message, screens.draft(await complaints.cancel(actor, complaint_id), t))


async def send(
    press: CallbackQuery, actor: Actor, t: Translator, complaints: Complaints, data: DraftData
) -> None:
    """File it; the acknowledgement is a letter."""
    await show(press, screens.draft(await complaints.send(actor, ComplaintId(data.id)), t))


async def collect(message: Message, actor: Actor, complaints: Complaints, step: Step) -> None:
    """Any message while a complaint is written."""
    complaint_id = ComplaintId(int(step.args.get("complaint") or 0))
    await complaints.collect(actor, complaint_id, heard(message))
    await react(message)


async def more_on_draft(
    message: Message, actor: Actor, t: Translator, complaints: Complaints, number: int
) -> None:
    """A reply to the draft's message: it belongs to the draft, or to what became of it."""
    try:
        draft = await complaints.collect(actor, ComplaintId(number), heard(message))
    except NotFound:
        raise SkipHandler from None
    if draft.state is State.DRAFT:
        await react(message)
    elif draft.state is not State.DROPPED:
        await more(message, actor, t, complaints, number)
    else:
        raise SkipHandler


# The card


async def more(message: Message, actor: Actor, t: Translator, complaints: Complaints, number: int) -> None:
    """A reply to the card: further details. About one that is not theirs (any more) it is like any other message."""
    try:
        result = await complaints.more(actor, ComplaintId(number), heard(message))
    except NotFound:
        raise SkipHandler from None
    await react(message)
    if not result.quiet:
        await reply(message, screens.added(result, t))


async def more_at_step(
    message: Message, actor: Actor, t: Translator, complaints: Complaints, step: Step
) -> None:
    """What comes after [Add details]; too long after it, it is a message like any other."""
    result = await complaints.more_at_step(actor, step, heard(message))
    if result is None:
        raise SkipHandler
    await react(message)
    if not result.quiet:
        await reply(message, screens.added(result, t))


async def add(
    press: CallbackQuery, actor: Actor, t: Translator, complaints: Complaints, data: ComplaintData
) -> None:
    """[Add details]"""
    view = await complaints.add(actor, ComplaintId(data.id))
    await toast(press)
    await reply(press, screens.adding(view, t))


async def look(
    press: CallbackQuery, actor: Actor, t: Translator, complaints: Complaints, data: ComplaintData
) -> None:
    """Back to the card."""
    await show(press, screens.card(await complaints.look(actor, ComplaintId(data.id)), t))


async def yes(
    press: CallbackQuery, actor: Actor, t: Translator, complaints: Complaints, data: ComplaintData
) -> None:
    """It is solved."""
    view = await complaints.settle(actor, ComplaintId(data.id), solved=True)
    await show(press, screens.card(view, t))


async def no(
    press: CallbackQuery, actor: Actor, t: Translator, complaints: Complaints, data: ComplaintData
) -> None:
    """It is not."""
    view = await complaints.settle(actor, ComplaintId(data.id), solved=False)
    await show(press, screens.card(view, t))


async def rate(
    press: CallbackQuery, actor: Actor, t: Translator, complaints: Complaints, data: ComplaintData
) -> None:
    """How we handled it, 1-5."""
    view = await complaints.rate_handling(actor, ComplaintId(data.id), data.to)
    await show(press, screens.card(view, t))


async def ask_withdraw(
    press: CallbackQuery, actor: Actor, t: Translator, complaints: Complaints, data: ComplaintData
) -> None:
    """Really?"""
    view = await complaints.look(actor, ComplaintId(data.id))
    drawn = screens.withdrawing(view, t) if view.complaint.open else screens.card(view, t)
    await show(press, drawn)


async def withdraw(
    press: CallbackQuery, actor: Actor, t: Translator, complaints: Complaints, data: ComplaintData
) -> None:
    """The client takes it back."""
    await show(press, screens.card(await complaints.withdraw(actor, ComplaintId(data.id)), t))


# The list


async def my(message: Message, actor: Actor, t: Translator, complaints: Complaints) -> None:
    """/my"""
    page = await complaints.my(actor)
    await reply(message, screens.mine(page, t))


async def turn(
    press: CallbackQuery, actor: Actor, t: Translator, complaints: Complaints, data: ListData
) -> None:
    """Another page of /my."""
    await show(press, screens.mine(await complaints.my(actor, data.page), t))


async def open_mine(
    press: CallbackQuery, actor: Actor, complaints: Complaints, data: ComplaintData, update_id: int
) -> None:
    """From the list: the card, or where it stands."""
    await complaints.open_mine(actor, ComplaintId(data.id), update_id)
    await toast(press)


_ON_DRAFT: dict[str, Handler] = {
    "kind": kind,
    "category": category,
    "wish": wish,
    "what": what,
    "cancel": cancel,
    "send": send,
}
_ON_CARD: dict[str, Handler] = {
    "add": add,
    "look": look,
    "yes": yes,
    "no": no,
    "rate": rate,
    "withdraw?": ask_withdraw,
    "withdraw": withdraw,
}
