"""What staff press on a case and type at its close; what clients say at the end; /cases. Not: how it looks."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import CallbackQuery, Message

from bot.domain.cases import DONE_STEP, CaseState, Filter
from bot.domain.errors import BadInput
from bot.domain.ids import CaseId, PersonId
from bot.domain.notes import Note
from bot.domain.people import Actor, Role, Step
from bot.i18n import Translator
from bot.usecases.cases import Cases, Shown
from handlers.answers import reply, show, toast
from handlers.cases.lists import listed, owners, read
from handlers.cases.screens import (
    CaseData,
    SettledData,
    card,
    causes,
    closed,
    colleagues,
    history,
    question,
    what_was_done,
)
from handlers.commands import STAFF
from handlers.digests import OpenData
from handlers.filters import About, AtStep, By, Prefixes, Pressed, Said
from handlers.letters import instead
from handlers.media import media_of
from handlers.screen import Screen


def setup() -> Router:
    """Everything about cases."""
    router = Router(name="cases")
    router.callback_query.filter(Prefixes(CaseData, SettledData, OpenData))
    router.message.register(open_cases, Said("cases"))
    router.message.register(done, AtStep(DONE_STEP))
    router.message.register(note, About("case"), By(STAFF))
    router.callback_query.register(open_card, Pressed(OpenData, noun="case"))
    router.callback_query.register(settled, Pressed(SettledData))
    for action, handler in _ACTIONS.items():
        router.callback_query.register(handler, Pressed(CaseData, action=action))
    return router


async def open_cases(message: Message, actor: Actor, t: Translator, cases: Cases, args: str) -> None:
    """/cases, with the name of a list or of an owner after it."""
    which, owner = read(args, await cases.owners(actor) if args.strip() else [], t)
    found = await cases.listed(actor, which, owner=owner)
    await reply(message, listed(found, t, whose=actor.role.at_least(Role.LEAD)))


async def page(press: CallbackQuery, actor: Actor, t: Translator, cases: Cases, data: CaseData) -> None:
    """Another page, list or owner."""
    which = Filter(data.value) if data.value in tuple(Filter) else Filter.OPEN
    found = await cases.listed(actor, which, data.n, PersonId(data.id) if data.id else None)
    await show(press, listed(found, t, whose=actor.role.at_least(Role.LEAD)))


async def whose(press: CallbackQuery, actor: Actor, t: Translator, cases: Cases) -> None:
    """[Whose?]"""
    await show(press, owners(await cases.owners(actor), t))


async def story(press: CallbackQuery, actor: Actor, t: Translator, cases: Cases, data: CaseData) -> None:
    """[History]: everything that happened."""
    await show(press, history(await cases.history(actor, CaseId(data.id)), t))


async def open_card(press: CallbackQuery, actor: Actor, cases: Cases, data: CaseData, update_id: int) -> None:
    """From the list: the card as a new message."""
    await cases.open_card(actor, CaseId(data.id), update_id)
    await toast(press)


async def note(message: Message, actor: Actor, t: Translator, cases: Cases, number: int) -> None:
    """A reply to the card is a note, in words or as a voice."""
    file, words = media_of(message), message.text or message.caption
    if file is None and words is None:
        raise BadInput("note-what")
    said = Note(message.message_id, words, *((file.kind, str(file.file)) if file else ("text", None)))
    await reply(message, Screen(t("case-noted", client=await cases.note(actor, CaseId(number), said))))


async def look(press: CallbackQuery, actor: Actor, t: Translator, cases: Cases, data: CaseData) -> None:
    """Back to the card."""
    await _show(press, await cases.look(actor, CaseId(data.id)), t)


async def take(press: CallbackQuery, actor: Actor, t: Translator, cases: Cases, data: CaseData) -> None:
    """[Take]."""
    await _show(press, await cases.take(actor, CaseId(data.id)), t)


async def called(press: CallbackQuery, actor: Actor, t: Translator, cases: Cases, data: CaseData) -> None:
    """[Called]."""
    await _show(press, await cases.called(actor, CaseId(data.id), data.n), t)


async def undo(press: CallbackQuery, actor: Actor, t: Translator, cases: Cases, data: CaseData) -> None:
    """[Undo] of Take or Called."""
    await _show(press, await cases.undo(actor, CaseId(data.id)), t)


async def hear(press: CallbackQuery, actor: Actor, cases: Cases, data: CaseData, update_id: int) -> None:
    """Everything that was said, whole."""
    await cases.hear(actor, CaseId(data.id), update_id)
    await toast(press)


async def ask_colleague(
    press: CallbackQuery, actor: Actor, t: Translator, cases: Cases, data: CaseData
) -> None:
    """[Hand over…]: to whom?"""
    shown, people = await cases.colleagues(actor, CaseId(data.id))
    if shown.case.state is CaseState.CLOSED:
        return await _show(press, replace(shown, note="closed"), t)
    return await show(press, colleagues(shown, people, t))


async def hand_over(press: CallbackQuery, actor: Actor, t: Translator, cases: Cases, data: CaseData) -> None:
    """To this colleague."""
    await _show(press, await cases.hand_over(actor, CaseId(data.id), PersonId(data.n), data.version), t)


async def ask_cause(press: CallbackQuery, actor: Actor, t: Translator, cases: Cases, data: CaseData) -> None:
    """[Close…]: why was it?"""
    shown = await cases.look(actor, CaseId(data.id))
    if shown.case.state is not CaseState.OPEN:
        return await _show(press, replace(shown, note="closed"), t)
    return await show(press, causes(shown, data.value, t))


async def cause(press: CallbackQuery, actor: Actor, t: Translator, cases: Cases, data: CaseData) -> None:
    """The cause is known: what was done?"""
    shown = await cases.start_close(actor, CaseId(data.id), data.value)
    if shown.note:
        await _show(press, shown, t)
    else:
        await show(press, what_was_done(shown, data.value, t))


async def done(message: Message, actor: Actor, t: Translator, cases: Cases, step: Step) -> None:
    """What was done is typed: the case is finished."""
    shown = await cases.typed(actor, step, message.text)
    if shown is None:
        raise SkipHandler
    await reply(message, closed(shown, t))


async def settled(press: CallbackQuery, actor: Actor, t: Translator, cases: Cases, data: SettledData) -> None:
    """The client's yes or no."""
    await show(press, question(await cases.settled(actor, data.id, yes=bool(data.yes)), t))


async def _show(press: CallbackQuery, shown: Shown, t: Translator) -> None:
    screen = instead(card(shown, t), shown.instead_of, t)
    await show(press, screen, t.plain(f"case-note-{shown.note}") if shown.note else "")


_ACTIONS: dict[str, Callable[..., Awaitable[None]]] = {
    "page": page,
    "open": open_card,
    "look": look,
    "take": take,
    "called": called,
    "undo": undo,
    "hear": hear,
    "hand": ask_colleague,
    "to": hand_over,
    "close": ask_cause,
    "cause": cause,
    "whose": whose,
    "story": story,
}
