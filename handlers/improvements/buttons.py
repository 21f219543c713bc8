"""What leads and owners press and type about improvements; /improve. Not: how it looks."""

from collections.abc import Awaitable, Callable
from datetime import date

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import CallbackQuery, Message

from bot.domain.dates import BadDate
from bot.domain.ids import ImprovementId, PersonId
from bot.domain.improvements import DATE_STEP, TEXT_STEP, TITLE_STEP, WHY_STEP, State
from bot.domain.people import Actor, Step
from bot.i18n import Translator
from bot.usecases.improvements import Improvements, Preview, Shown
from handlers.answers import reply, show, toast
from handlers.commands import STAFF
from handlers.digests import OpenData
from handlers.filters import About, AtStep, By, Prefixes, Pressed, Said
from handlers.improvements.card import card, named
from handlers.improvements.data import ImproveData
from handlers.improvements.ending import asking_why, preview
from handlers.improvements.screens import asking_title, causes, dates, listed, owners
from handlers.media import note_of
from handlers.screen import Screen


def setup() -> Router:
    """Everything about improvements."""
    router = Router(name="improvements")
    router.callback_query.filter(Prefixes(ImproveData, OpenData))
    router.message.register(improve, Said("improve"))
    router.message.register(title, AtStep(TITLE_STEP))
    router.message.register(typed_date, AtStep(DATE_STEP))
    router.message.register(typed_text, AtStep(TEXT_STEP))
    router.message.register(typed_why, AtStep(WHY_STEP))
    router.message.register(note, About("improvement"), By(STAFF))
    router.callback_query.register(open_card, Pressed(OpenData, noun="improvement"))
    for action, handler in _ACTIONS.items():
        router.callback_query.register(handler, Pressed(ImproveData, action=action))
    return router


async def improve(message: Message, actor: Actor, t: Translator, improvements: Improvements) -> None:
    """/improve."""
    await reply(message, listed(await improvements.listed(actor), t))


async def page(
    press: CallbackQuery, actor: Actor, t: Translator, improvements: Improvements, data: ImproveData
) -> None:
    """Another page, another state, whose."""
    state = State(data.value) if data.value in tuple(State) else State.OPEN
    await show(press, listed(await improvements.listed(actor, state, data.n, mine=bool(data.version)), t))


async def open_card(
    press: CallbackQuery,
    actor: Actor,
    improvements: Improvements,
    data: ImproveData | OpenData,
    update_id: int,
) -> None:
    """From a list or the digest: the card as a new message."""
    await improvements.open_card(actor, ImprovementId(data.id), update_id)
    await toast(press)


async def look(
    press: CallbackQuery, actor: Actor, t: Translator, improvements: Improvements, data: ImproveData
) -> None:
    """The card as it stands, or another page of it."""
    await _show(press, await improvements.look(actor, ImprovementId(data.id), data.n), t)


async def note(
    message: Message, actor: Actor, t: Translator, improvements: Improvements, number: int
) -> None:
    """A reply to the card is a note, in words or as a voice."""
    shown = await improvements.note(actor, ImprovementId(number), note_of(message))
    await reply(message, Screen(t("improvement-noted", what=named(shown.improvement, shown.what, t))))


# A new one


async def new(
    press: CallbackQuery, actor: Actor, t: Translator, improvements: Improvements, data: ImproveData
) -> None:
    """[➕ New]: which cause?"""
    await show(press, causes(await improvements.causes(actor), data.value, t))


async def words(press: CallbackQuery, actor: Actor, t: Translator, improvements: Improvements) -> None:
    """In words of one's own."""
    await improvements.ask_title(actor)
    await show(press, asking_title(t))


async def make(
    press: CallbackQuery,
    actor: Actor,
    t: Translator,
    improvements: Improvements,
    data: ImproveData,
    update_id: int,
) -> None:
    """This cause: the card comes."""
    shown = await improvements.make(actor, data.value, update_id)
    key = "improvement-there" if shown.note else "improvement-opened"
    await show(press, Screen(t(key, what=named(shown.improvement, shown.what, t))))


async def title(
    message: Message, actor: Actor, improvements: Improvements, step: Step, update_id: int
) -> None:
    """Typed: the card comes."""
    if await improvements.typed_title(actor, step, message.text, update_id) is None:
        raise SkipHandler


# Owner and date


async def owner(
    press: CallbackQuery, actor: Actor, t: Translator, improvements: Improvements, data: ImproveData
) -> None:
    """[Owner…]: who?"""
    asked = await improvements.staff(actor, ImprovementId(data.id))
    await (show(press, owners(asked, data.n, t)) if asked.shown.open else _show(press, asked.shown, t))


async def give(
    press: CallbackQuery, actor: Actor, t: Translator, improvements: Improvements, data: ImproveData
) -> None:
    """To this colleague."""
    await _show(
        press, await improvements.assign(actor, ImprovementId(data.id), PersonId(data.n), data.version), t
    )


async def ask_date(
    press: CallbackQuery, actor: Actor, t: Translator, improvements: Improvements, data: ImproveData
) -> None:
    """[Date…], or another month."""
    asked = await improvements.ask_date(actor, ImprovementId(data.id))
    await (show(press, dates(asked, data.n, t)) if asked.shown.open else _show(press, asked.shown, t))


async def day(
    press: CallbackQuery, actor: Actor, t: Translator, improvements: Improvements, data: ImproveData
) -> None:
    """This day."""
    try:
        due = date.fromisoformat(data.value)
    except ValueError:
        raise BadDate("date-unclear", text=data.value[:50]) from None
    await _show(press, await improvements.set_date(actor, ImprovementId(data.id), due), t)


async def typed_date(
    message: Message, actor: Actor, t: Translator, improvements: Improvements, step: Step
) -> None:
    """The day as typed."""
    shown = await improvements.typed_date(actor, step, message.text)
    if shown is None:
        raise SkipHandler
    due = shown.improvement.due
    done = (
        t("improvement-dated", what=named(shown.improvement, shown.what, t), day=t.date(due)) if due else ""
    )
    await reply(message, card(shown, t) if shown.note else Screen(done))


async def stay(press: CallbackQuery) -> None:
    """A button that only names something."""
    await toast(press)


# The end


async def done(
    press: CallbackQuery, actor: Actor, t: Translator, improvements: Improvements, data: ImproveData
) -> None:
    """[Done…]: what was changed? Or the words that were typed before."""
    await _preview(press, await improvements.ask_text(actor, ImprovementId(data.id)), t)


async def text(
    press: CallbackQuery, actor: Actor, t: Translator, improvements: Improvements, data: ImproveData
) -> None:
    """Other words, or those of a language."""
    seen = await improvements.ask_text(actor, ImprovementId(data.id), data.value, again=True)
    await _preview(press, seen, t)


async def typed_text(
    message: Message, actor: Actor, t: Translator, improvements: Improvements, step: Step
) -> None:
    """The words for clients: the preview."""
    seen = await improvements.typed_text(actor, step, message.text)
    if seen is None:
        raise SkipHandler
    await reply(message, preview(seen, t))


async def send(
    press: CallbackQuery, actor: Actor, t: Translator, improvements: Improvements, data: ImproveData
) -> None:
    """The one confirmation."""
    await _preview(press, await improvements.finish(actor, ImprovementId(data.id), data.version, data.n), t)


async def why(
    press: CallbackQuery, actor: Actor, t: Translator, improvements: Improvements, data: ImproveData
) -> None:
    """[Drop…]: why?"""
    shown = await improvements.ask_why(actor, ImprovementId(data.id))
    await (show(press, asking_why(shown, t)) if shown.open else _show(press, shown, t))


async def typed_why(
    message: Message, actor: Actor, t: Translator, improvements: Improvements, step: Step
) -> None:
    """Dropped, with the reason."""
    shown = await improvements.typed_why(actor, step, message.text)
    if shown is None:
        raise SkipHandler
    dropped = Screen(t("improvement-dropped-now", what=named(shown.improvement, shown.what, t)))
    await reply(message, card(shown, t) if shown.note else dropped)


async def undo(
    press: CallbackQuery, actor: Actor, t: Translator, improvements: Improvements, data: ImproveData
) -> None:
    """[Undo] of a drop."""
    await _show(press, await improvements.undo(actor, ImprovementId(data.id)), t)


async def _show(press: CallbackQuery, shown: Shown, t: Translator) -> None:
    await show(press, card(shown, t), t.plain(f"improvement-note-{shown.note}") if shown.note else "")


async def _preview(press: CallbackQuery, seen: Preview, t: Translator) -> None:
    note = seen.shown.note
    await show(press, preview(seen, t), t.plain(f"improvement-note-{note}") if note else "")


_ACTIONS: dict[str, Callable[..., Awaitable[None]]] = {
    "list": page,
    "open": open_card,
    "look": look,
    "new": new,
    "words": words,
    "make": make,
    "owner": owner,
    "give": give,
    "date": ask_date,
    "day": day,
    "stay": stay,
    "done": done,
    "text": text,
    "send": send,
    "why": why,
    "undo": undo,
}
