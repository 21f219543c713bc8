"""Exhibitions in the chat: setting one up, the overview, a manager's list. Not: who is told when."""

from collections.abc import Awaitable, Callable

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.domain.clients import Tier
from bot.domain.ids import ClientId, ExhibitionId
from bot.domain.people import Actor, Step
from bot.i18n import Translator
from bot.usecases.exhibitions import Exhibitions
from handlers.answers import reply, show, toast
from handlers.commands import LEADS
from handlers.exhibitions.buttons import ExhibitionData, GuestData
from handlers.exhibitions.screens import LETTERS, act, asking, card, overview, picked, standing
from handlers.filters import AtStep, By, Prefixes, Pressed, Said
from handlers.keyboards import keyboard
from handlers.screen import Screen

__all__ = ["LETTERS", "setup"]


def setup() -> Router:
    """Everything about exhibitions."""
    router = Router(name="exhibitions")
    router.callback_query.filter(Prefixes(ExhibitionData, GuestData))
    router.message.register(begin, Said("exhibition"))
    router.message.register(listed, Said("exhibitions"))
    router.message.register(named, AtStep("exhibition.name"), By(LEADS))
    router.message.register(dated, AtStep("exhibition.dates"), By(LEADS))
    router.message.register(placed, AtStep("exhibition.venue"), By(LEADS))
    router.message.register(stood, AtStep("exhibition.stand"), By(LEADS))
    router.callback_query.register(mark, Pressed(GuestData))
    for action, handler in _ACTIONS.items():
        router.callback_query.register(handler, Pressed(ExhibitionData, action=action))
    return router


async def begin(message: Message, actor: Actor, t: Translator, exhibitions: Exhibitions) -> None:
    """/exhibition: what is it called?"""
    await exhibitions.begin(actor)
    await reply(message, Screen(t("exhibition-ask-name")))


async def listed(message: Message, actor: Actor, t: Translator, exhibitions: Exhibitions) -> None:
    """/exhibitions: what is on, and how far it is."""
    await reply(message, overview(await exhibitions.coming(actor), t))


async def named(message: Message, actor: Actor, t: Translator, exhibitions: Exhibitions) -> None:
    """The name as typed."""
    await reply(message, asking(await exhibitions.name(actor, message.text or ""), t))


async def dated(message: Message, actor: Actor, t: Translator, exhibitions: Exhibitions, step: Step) -> None:
    """The dates as typed."""
    await reply(message, asking(await exhibitions.dates(actor, _of(step), message.text or ""), t))


async def placed(message: Message, actor: Actor, t: Translator, exhibitions: Exhibitions, step: Step) -> None:
    """The venue as typed."""
    await reply(message, asking(await exhibitions.venue(actor, _of(step), message.text or ""), t))


async def stood(message: Message, actor: Actor, t: Translator, exhibitions: Exhibitions, step: Step) -> None:
    """The stand as typed."""
    await reply(message, asking(await exhibitions.stand(actor, _of(step), message.text or ""), t))


async def no_stand(
    press: CallbackQuery, actor: Actor, t: Translator, exhibitions: Exhibitions, data: ExhibitionData
) -> None:
    """Without a stand."""
    await show(press, asking(await exhibitions.stand(actor, ExhibitionId(data.id), None), t))


async def audience(
    press: CallbackQuery, actor: Actor, t: Translator, exhibitions: Exhibitions, data: ExhibitionData
) -> None:
    """Everybody, a tier, or a segment."""
    tier = Tier(data.what) if data.what in set(Tier) else None
    segment = int(data.what) if data.what.isdigit() else None
    draft = await exhibitions.audience(actor, ExhibitionId(data.id), tier=tier, segment=segment)
    await show(press, asking(draft, t))


async def ask_again(
    press: CallbackQuery, actor: Actor, t: Translator, exhibitions: Exhibitions, data: ExhibitionData
) -> None:
    """Back from the preview: others are to be invited."""
    await show(press, asking(await exhibitions.choose_again(actor, ExhibitionId(data.id)), t))


async def start(
    press: CallbackQuery, actor: Actor, t: Translator, exhibitions: Exhibitions, data: ExhibitionData
) -> None:
    """Start it."""
    await show(press, standing(await exhibitions.start(actor, ExhibitionId(data.id)), t))


async def cancel(
    press: CallbackQuery, actor: Actor, t: Translator, exhibitions: Exhibitions, data: ExhibitionData
) -> None:
    """Call it off."""
    await show(press, standing(await exhibitions.cancel(actor, ExhibitionId(data.id)), t))


async def ask_cancel(
    press: CallbackQuery, actor: Actor, t: Translator, exhibitions: Exhibitions, data: ExhibitionData
) -> None:
    """Calling off what managers already work on is asked first."""
    shown = await exhibitions.standing(actor, ExhibitionId(data.id))
    sure = [
        [act(t, "btn1-exhibition-cancel-yes", "cancel", data.id)],
        [act(t, "btn2-back", "stand", data.id)],
    ]
    await show(press, Screen(standing(shown, t).text, keyboard(*sure)))


async def look_standing(
    press: CallbackQuery, actor: Actor, t: Translator, exhibitions: Exhibitions, data: ExhibitionData
) -> None:
    """Back to the overview of one."""
    await show(press, standing(await exhibitions.standing(actor, ExhibitionId(data.id)), t))


async def open_list(
    press: CallbackQuery, actor: Actor, exhibitions: Exhibitions, data: ExhibitionData, update_id: int
) -> None:
    """My list, as a card of its own."""
    await exhibitions.open_card(actor, ExhibitionId(data.id), update_id)
    await toast(press)


async def turn(
    press: CallbackQuery, actor: Actor, t: Translator, exhibitions: Exhibitions, data: ExhibitionData
) -> None:
    """Another page of my list."""
    found = await exhibitions.look(actor, ExhibitionId(data.id))
    await show(press, card(found, t, int(data.what or 0)))


async def pick(
    press: CallbackQuery, actor: Actor, t: Translator, exhibitions: Exhibitions, data: ExhibitionData
) -> None:
    """One client of my list: how far?"""
    found = await exhibitions.look(actor, ExhibitionId(data.id))
    line = next((line for line in found.lines if str(line.client_id) == data.what), None)
    await show(press, card(found, t) if line is None else picked(found, line, t))


async def mark(
    press: CallbackQuery, actor: Actor, t: Translator, exhibitions: Exhibitions, data: GuestData
) -> None:
    """Told, coming, maybe, declined, unreachable."""
    found = await exhibitions.mark(actor, ExhibitionId(data.id), ClientId(data.client), data.state)
    await show(press, card(found, t))


_ACTIONS: dict[str, Callable[..., Awaitable[None]]] = {
    "nostand": no_stand,
    "who": audience,
    "ask": ask_again,
    "start": start,
    "cancel": cancel,
    "off": ask_cancel,
    "stand": look_standing,
    "open": open_list,
    "page": turn,
    "pick": pick,
}


def _of(step: Step) -> ExhibitionId:
    return ExhibitionId(int(step.args["exhibition"] or 0))
