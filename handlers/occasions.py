"""Dates to congratulate in the chat: the card, /dates, adding one. Not: when somebody is told."""

from collections.abc import Awaitable, Callable

from aiogram import Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.domain.errors import BadInput
from bot.domain.ids import ClientId, OccasionId
from bot.domain.occasions import Kind, Occasion, State
from bot.domain.people import Actor, Step
from bot.i18n import Html, Translator
from bot.usecases.occasions import Occasions, Shown
from handlers import errors
from handlers.answers import reply, show, toast
from handlers.commands import STAFF
from handlers.filters import About, AtStep, By, Prefixes, Pressed, Said
from handlers.keyboards import button, copy, in_rows, keyboard, link
from handlers.letters import Renderer
from handlers.lists import cut, pager
from handlers.media import note_of
from handlers.screen import Screen

_PAGE = 20


class OccasionData(CallbackData, prefix="oc"):
    """A press on an occasion's card; with "add" the id is a client's, with "page" a page of /dates."""

    action: str
    id: int


def setup() -> Router:
    """Everything about dates."""
    router = Router(name="occasions")
    router.callback_query.filter(Prefixes(OccasionData))
    router.message.register(dates, Said("dates"))
    router.message.register(note, About("occasion"), By(STAFF))
    router.message.register(added, AtStep("occasion.add"))
    for action, handler in _ACTIONS.items():
        router.callback_query.register(handler, Pressed(OccasionData, action=action))
    return router


async def dates(message: Message, actor: Actor, t: Translator, occasions: Occasions) -> None:
    """/dates: what comes in the next 30 days."""
    await reply(message, listed(await occasions.coming(actor), t))


async def open_card(
    press: CallbackQuery, actor: Actor, occasions: Occasions, data: OccasionData, update_id: int
) -> None:
    """From a list: the card as a message of its own."""
    await occasions.open_card(actor, OccasionId(data.id), update_id)
    await toast(press)


async def done(
    press: CallbackQuery, actor: Actor, t: Translator, occasions: Occasions, data: OccasionData
) -> None:
    """Congratulated."""
    await show(press, card(await occasions.finish(actor, OccasionId(data.id), State.DONE), t))


async def skip(
    press: CallbackQuery, actor: Actor, t: Translator, occasions: Occasions, data: OccasionData
) -> None:
    """Not this year."""
    await show(press, card(await occasions.finish(actor, OccasionId(data.id), State.SKIPPED), t))


async def call(
    press: CallbackQuery, actor: Actor, t: Translator, occasions: Occasions, data: OccasionData
) -> None:
    """I'll call: a call's card comes."""
    await show(press, card(await occasions.call(actor, OccasionId(data.id)), t))


async def undo(
    press: CallbackQuery, actor: Actor, t: Translator, occasions: Occasions, data: OccasionData
) -> None:
    """Take the last step back."""
    try:
        await show(press, card(await occasions.undo(actor, OccasionId(data.id)), t))
    except BadInput as error:
        shown = await occasions.look(actor, OccasionId(data.id))
        await show(press, card(shown, t), errors.words(error, t, html=False), alert=True)


async def turn(
    press: CallbackQuery, actor: Actor, t: Translator, occasions: Occasions, data: OccasionData
) -> None:
    """Another page of /dates, as it is now."""
    await show(press, listed(await occasions.coming(actor), t, data.id))


async def note(message: Message, actor: Actor, t: Translator, occasions: Occasions, number: int) -> None:
    """A reply to the card is a note on the client."""
    client = await occasions.note(actor, OccasionId(number), note_of(message))
    await reply(message, Screen(t("call-noted", client=client)))


async def ask(
    press: CallbackQuery, actor: Actor, t: Translator, occasions: Occasions, data: OccasionData
) -> None:
    """Add a date to a client: type it."""
    name = await occasions.ask_own(actor, ClientId(data.id))
    await toast(press)
    await reply(press, Screen(t("occasion-ask", client=name)))


async def added(message: Message, actor: Actor, t: Translator, occasions: Occasions, step: Step) -> None:
    """The date as typed."""
    label, day = await occasions.add_own(actor, ClientId(int(step.args["client"] or 0)), message.text or "")
    await reply(message, Screen(t("occasion-added", label=label, day=day)))


_ACTIONS: dict[str, Callable[..., Awaitable[None]]] = {
    "open": open_card,
    "done": done,
    "skip": skip,
    "call": call,
    "undo": undo,
    "add": ask,
    "page": turn,
}


# Drawing


def card(shown: Shown, t: Translator) -> Screen:
    """The card of an occasion in its present state."""
    found = shown.occasion
    lines: list[str] = [t(_head(shown), what=title(found, t), day=t.day(found.day))]
    if shown.whose is not None:
        lines.append(t("call-owner", name=shown.whose) if shown.whose else t("call-nobody"))
    if found.phone:
        lines.append(t("occasion-phone", phone=found.phone))
    if found.likes:
        lines.append(t("occasion-likes", likes=found.likes))
    if found.state is not State.OPEN:
        lines += ["", _result(found, t)]
    return Screen("\n".join(lines), keyboard(*_buttons(shown, t)))


def line(shown: Shown, t: Translator) -> Screen:
    """The one line that rings for it."""
    return Screen(t(_head(shown), what=title(shown.occasion, t), day=t.day(shown.occasion.day)))


LETTERS: dict[str, Renderer] = {"occasion.card": card, "occasion.card.line": line}


def title(found: Occasion, t: Translator) -> Html:
    """Who and what: "Anna Bērziņa, Acme · birthday"."""
    if found.kind is Kind.OWN:
        own = t("occasion-own", client=cut(found.client), label=found.label or "")
        return t("occasion-own-years", own=own, years=found.years) if found.years else own
    client = cut(found.client)
    if found.kind is Kind.BIRTHDAY:
        return t("occasion-birthday", person=cut(found.person or ""), client=client)
    return t(f"occasion-{found.kind.value.replace('_', '-')}", client=client, years=found.years or 0)


def listed(found: tuple[Occasion, ...], t: Translator, page: int = 0) -> Screen:
    """What comes, a line each, with buttons that open the cards; twenty a page."""
    if not found:
        return Screen(t("occasions-none"))
    pages = -(-len(found) // _PAGE)
    page = min(max(page, 0), pages - 1)
    shown = list(enumerate(found, 1))[page * _PAGE : (page + 1) * _PAGE]
    lines = [t("occasions-line", n=n, day=t.day(one.day), what=title(one, t)) for n, one in shown]
    numbers = [button(str(n), OccasionData(action="open", id=one.id)) for n, one in shown]
    turns = pager(page, pages, t, lambda to: OccasionData(action="page", id=to))
    return Screen("\n".join([t("occasions-head"), *lines]), keyboard(*in_rows(numbers, 5), turns))


def _result(found: Occasion, t: Translator) -> Html:
    if found.done_at is None or found.state is State.PASSED:
        return t("occasion-passed")
    return t(f"occasion-state-{found.state.value}", who=found.done_by or "–", at=t.when(found.done_at))


def _head(shown: Shown) -> str:
    if shown.occasion.kind is Kind.CONTRACT_ENDS:
        return "occasion-head-ends"
    return "occasion-head-today" if shown.occasion.day == shown.today else "occasion-head"


def _buttons(shown: Shown, t: Translator) -> list[list[InlineKeyboardButton]]:
    found = shown.occasion
    if found.state is not State.OPEN:
        return [[_act(t, "btn2-undo", "undo", found)]] if shown.can_undo else []
    word = "btn1-occasion-ends-done" if found.kind is Kind.CONTRACT_ENDS else "btn1-occasion-done"
    reach = [copy(t.plain("btn2-call-copy"), found.phone)] if found.phone else []
    if found.username:
        reach.append(link(t.plain("btn2-call-chat"), f"https://t.me/{found.username}"))
    return [
        [_act(t, word, "done", found)],
        [_act(t, "btn2-occasion-call", "call", found), _act(t, "btn2-occasion-skip", "skip", found)],
        reach,
    ]


def _act(t: Translator, key: str, action: str, found: Occasion) -> InlineKeyboardButton:
    return button(t.plain(key), OccasionData(action=action, id=found.id))
