"""The buttons and messages of staff about complaints. Not: drawing, clients, replies to clients (talk)."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.domain.complaints import Filter, State
from bot.domain.errors import BadInput, Changed
from bot.domain.ids import ComplaintId, PersonId
from bot.domain.people import Actor, Step
from bot.i18n import Translator
from bot.usecases.complaints import Complaints
from bot.usecases.complaints.solving import DATE_STEP, REASON_STEP, SOLVE_STEP
from bot.usecases.complaints.views import StaffView
from handlers.answers import react, reply, show, toast
from handlers.commands import STAFF
from handlers.complaints import staffscreens as screens
from handlers.complaints.data import ComplaintData, ListData, TypedData
from handlers.digests import OpenData
from handlers.filters import About, Alone, AtStep, By, Pressed, Said
from handlers.hearing import heard, typed
from handlers.letters import instead
from handlers.screen import Screen


def register(router: Router) -> None:
    """Everything staff do here. Whoever else presses such a button finds nothing: the use case looks."""
    messages = router.message
    messages.register(listed, Said("complaints"))
    messages.register(note, About("complaint"), By(STAFF))
    messages.register(type_solution, AtStep(SOLVE_STEP), Alone(), By(STAFF))
    messages.register(type_reason, AtStep(REASON_STEP), Alone(), By(STAFF))
    messages.register(type_date, AtStep(DATE_STEP), Alone(), By(STAFF))
    presses = router.callback_query
    presses.register(open_card, Pressed(ComplaintData, action="open"), By(STAFF))
    presses.register(open_listed, Pressed(OpenData, noun="complaint"), By(STAFF))
    for action, handler in _ON_CARD.items():
        presses.register(handler, Pressed(ComplaintData, action=action))
    presses.register(solve, Pressed(TypedData, action="solve"))
    presses.register(pick_date, Pressed(TypedData, action="pick"))
    presses.register(tell_date, Pressed(TypedData, action="tell"))
    presses.register(ask_owner, Pressed(ListData, which="owners"), By(STAFF))
    presses.register(turn, Pressed(ListData), By(STAFF))


async def _draw(
    press: CallbackQuery,
    actor: Actor,
    t: Translator,
    complaints: Complaints,
    complaint_id: int,
    work: Awaitable[StaffView],
) -> None:
    """Show what the work gave; what changed meanwhile is shown as it is, and said."""
    try:
        view, text = await work, ""
    except Changed:
        view, text = await complaints.card(actor, ComplaintId(complaint_id)), t.plain("error-changed")
    await show(press, instead(screens.card(view, t), view.instead_of, t), text)


async def card(
    press: CallbackQuery, actor: Actor, t: Translator, complaints: Complaints, data: ComplaintData
) -> None:
    """Back to the card."""
    await show(press, screens.card(await complaints.card(actor, ComplaintId(data.id)), t))


async def open_card(
    press: CallbackQuery, actor: Actor, complaints: Complaints, data: ComplaintData, update_id: int
) -> None:
    """From a list: the card, or where it stands."""
    await complaints.open_card(actor, ComplaintId(data.id), update_id)
    await toast(press)


async def open_listed(
    press: CallbackQuery, actor: Actor, complaints: Complaints, data: OpenData, update_id: int
) -> None:
    """The same from the digest."""
    await complaints.open_card(actor, ComplaintId(data.id), update_id)
    await toast(press)


async def take(
    press: CallbackQuery, actor: Actor, t: Translator, complaints: Complaints, data: ComplaintData
) -> None:
    """Take it into work, or over from a colleague."""
    work = complaints.take(actor, ComplaintId(data.id), data.version)
    await _draw(press, actor, t, complaints, data.id, work)


async def steps(
    press: CallbackQuery, actor: Actor, t: Translator, complaints: Complaints, data: ComplaintData
) -> None:
    """Set step…"""
    view = await complaints.card(actor, ComplaintId(data.id))
    workable = view.complaint.state in (State.RECEIVED, State.WORK)
    await show(press, screens.steps(view, t) if workable else screens.card(view, t))


async def wait(
    press: CallbackQuery, actor: Actor, t: Translator, complaints: Complaints, data: ComplaintData
) -> None:
    """The client is waited for: the clocks stand still."""
    work = complaints.wait(actor, ComplaintId(data.id), waiting=True)
    await _draw(press, actor, t, complaints, data.id, work)


async def go_on(
    press: CallbackQuery, actor: Actor, t: Translator, complaints: Complaints, data: ComplaintData
) -> None:
    """The clocks go on."""
    work = complaints.wait(actor, ComplaintId(data.id), waiting=False)
    await _draw(press, actor, t, complaints, data.id, work)


async def files(
    press: CallbackQuery,
    actor: Actor,
    t: Translator,
    complaints: Complaints,
    data: ComplaintData,
    update_id: int,
) -> None:
    """The client's photos, voices and files once more."""
    count = await complaints.send_files(actor, ComplaintId(data.id), update_id)
    await toast(press, t.plain("complaint-files-come", count=count))


async def ask_colleague(
    press: CallbackQuery, actor: Actor, t: Translator, complaints: Complaints, data: ComplaintData
) -> None:
    """Hand over… to whom?"""
    await show(press, screens.colleagues(await complaints.colleagues(actor, ComplaintId(data.id)), t))


async def hand_over(
    press: CallbackQuery, actor: Actor, t: Translator, complaints: Complaints, data: ComplaintData
) -> None:
    """Make it this colleague's."""
    work = complaints.hand_over(actor, ComplaintId(data.id), PersonId(data.to), data.version)
    await _draw(press, actor, t, complaints, data.id, work)


async def note(message: Message, actor: Actor, t: Translator, complaints: Complaints, number: int) -> None:
    """A reply to the card is a note for the staff, whatever it is."""
    view = await complaints.note(actor, ComplaintId(number), heard(message))
    await react(message, "✍")
    if message.media_group_id is None:
        await reply(message, Screen(t("complaint-noted", contact=view.contact)))


# A solution or a new date, typed


async def begin_solving(
    press: CallbackQuery, actor: Actor, t: Translator, complaints: Complaints, data: ComplaintData
) -> None:
    """Solved…"""
    typing = await complaints.begin_solving(actor, ComplaintId(data.id))
    await toast(press)
    await reply(press, screens.typing(typing, t))


async def type_solution(
    message: Message, actor: Actor, t: Translator, complaints: Complaints, step: Step
) -> None:
    """Cause, what was done, what prevents the next one."""
    typing = await complaints.type_solution(actor, step, typed(message), message.message_id)
    await reply(message, screens.typing(typing, t))


async def solve(
    press: CallbackQuery, actor: Actor, t: Translator, complaints: Complaints, data: TypedData
) -> None:
    """Send the solution to the client."""
    await show(press, screens.sent(await complaints.solve(actor, data.id, data.at), t))


async def begin_date(
    press: CallbackQuery, actor: Actor, t: Translator, complaints: Complaints, data: ComplaintData
) -> None:
    """New date…"""
    typing = await complaints.begin_date(actor, ComplaintId(data.id))
    await toast(press)
    await reply(press, screens.typing(typing, t))


async def type_reason(
    message: Message, actor: Actor, t: Translator, complaints: Complaints, step: Step
) -> None:
    """Why the date cannot be kept."""
    typing = await complaints.type_reason(actor, step, typed(message), message.message_id)
    await reply(message, screens.typing(typing, t))


async def type_date(
    message: Message, actor: Actor, t: Translator, complaints: Complaints, step: Step
) -> None:
    """The new date in words."""
    typing = await complaints.type_date(actor, step, typed(message), message.message_id)
    await reply(message, screens.typing(typing, t))


async def pick_date(
    press: CallbackQuery, actor: Actor, t: Translator, complaints: Complaints, data: TypedData
) -> None:
    """The new date by a button."""
    typing = await complaints.pick_date(actor, ComplaintId(data.id), _instant(data.at))
    await show(press, screens.typing(typing, t))


async def tell_date(
    press: CallbackQuery, actor: Actor, t: Translator, complaints: Complaints, data: TypedData
) -> None:
    """Send reason and new date to the client."""
    await show(press, screens.sent(await complaints.tell_date(actor, data.id, data.at), t))


# The list


async def listed(message: Message, actor: Actor, t: Translator, complaints: Complaints) -> None:
    """/complaints"""
    await reply(message, screens.listed(await complaints.page(actor), t))


async def turn(
    press: CallbackQuery, actor: Actor, t: Translator, complaints: Complaints, data: ListData
) -> None:
    """Another page, state or owner."""
    which = Filter(data.which) if data.which in tuple(Filter) else Filter.OPEN
    owner = PersonId(data.owner) if data.owner else None
    page = await complaints.page(actor, which, data.page, owner)
    await show(press, screens.listed(page, t, data.owner))


async def ask_owner(press: CallbackQuery, actor: Actor, t: Translator, complaints: Complaints) -> None:
    """Whose?"""
    await show(press, screens.owners(await complaints.owners(actor), t))


def _instant(minutes: int) -> datetime:
    try:
        return datetime.fromtimestamp(minutes * 60, tz=UTC)
    except (ValueError, OverflowError, OSError):
        raise BadInput("complaint-date-past") from None


_ON_CARD: dict[str, Callable[..., Awaitable[None]]] = {
    "card": card,
    "take": take,
    "steps": steps,
    "wait": wait,
    "go-on": go_on,
    "files": files,
    "to": ask_colleague,
    "hand": hand_over,
    "solve": begin_solving,
    "date": begin_date,
}
