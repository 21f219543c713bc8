"""/surveys: the year as a picture, and what the head changes of it; which survey /survey sends. Not: rules, drawing."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.domain.errors import Changed, NotFound
from bot.domain.people import Actor, Step
from bot.domain.programmes import SHARED
from bot.i18n import Translator
from bot.usecases.figures import Figures
from bot.usecases.programmes import STEP, Programmes, Shown
from handlers import errors
from handlers.answers import busy, repaint, reply, send, show, toast
from handlers.commands import HEADS
from handlers.figures.sending import deliver
from handlers.filters import Alone, AtStep, By, Prefixes, Pressed, Said
from handlers.programmes.data import AFTER, REPAINTS, ProgrammeData
from handlers.programmes.reasons import unlike
from handlers.programmes.screens import screen
from handlers.programmes.year import chart
from handlers.screen import Screen


def setup() -> Router:
    """Everything the head does with the surveys."""
    router = Router(name="programmes")
    router.callback_query.filter(Prefixes(ProgrammeData))
    router.message.register(surveys, Said("surveys"))
    router.message.register(typed, AtStep(STEP), Alone(), By(HEADS))
    router.callback_query.register(see, Pressed(ProgrammeData, action="see"))
    router.callback_query.register(change, Pressed(ProgrammeData, action="do"))
    router.callback_query.register(ask, Pressed(ProgrammeData, action="ask"))
    router.callback_query.register(undo, Pressed(ProgrammeData, action="undo"))
    router.callback_query.register(reset, Pressed(ProgrammeData, action="reset"))
    return router


async def surveys(
    message: Message, actor: Actor, t: Translator, programmes: Programmes, figures: Figures
) -> None:
    """/surveys: the year ahead."""
    await _picture(message, figures, await programmes.look(actor), "main", "", t)


async def see(
    press: CallbackQuery,
    actor: Actor,
    t: Translator,
    programmes: Programmes,
    figures: Figures,
    data: ProgrammeData,
) -> None:
    """Another screen; the form that was open is closed."""
    shown = await programmes.leave(actor)
    if data.what == "main":
        await toast(press)
        await _again(press, figures, shown, data.what, data.code, t)
    else:
        await show(press, screen(shown, data.what, data.code, data.id, t))


async def change(
    press: CallbackQuery,
    actor: Actor,
    t: Translator,
    programmes: Programmes,
    figures: Figures,
    data: ProgrammeData,
) -> None:
    """One change by a button, and the screen that follows."""
    after = AFTER.get(data.what, "main")
    try:
        shown = await programmes.change(actor, data.edit(), data.v)
    except (Changed, NotFound) as error:
        drawn = screen(await programmes.look(actor), after, data.code, data.id, t)
        return await show(press, drawn, errors.words(error, t, html=False), alert=True)
    if data.what in REPAINTS:
        await toast(press)
        await _again(press, figures, shown, after, data.code, t)
    else:
        await show(press, screen(shown, after, data.code, data.id, t))
    return None


async def ask(
    press: CallbackQuery, actor: Actor, t: Translator, programmes: Programmes, data: ProgrammeData
) -> None:
    """What is typed next is the value."""
    await programmes.ask(actor, data.edit())
    await toast(press)
    name = t.plain(f"language-{data.language}") if data.language else ""
    await reply(press, Screen(t(f"programme-type-{data.what}", language=name)))


async def typed(
    message: Message, actor: Actor, t: Translator, programmes: Programmes, figures: Figures, step: Step
) -> None:
    """The value as typed; the next screen is a message of its own."""
    text = message.text or ""
    unlike(await programmes.look(actor), step, text, t)
    shown, edit = await programmes.typed(actor, step, text)
    code = edit.group if edit.what in SHARED else edit.code
    if edit.what in REPAINTS:
        await _picture(message, figures, shown, AFTER[edit.what], code, t)
    else:
        await reply(message, screen(shown, AFTER[edit.what], code, edit.id, t))


async def undo(
    press: CallbackQuery,
    actor: Actor,
    t: Translator,
    programmes: Programmes,
    figures: Figures,
    data: ProgrammeData,
) -> None:
    """The last change is taken back."""
    shown = await programmes.undo(actor, data.code, data.v)
    await toast(press, t.plain("programme-undone"))
    await _again(press, figures, shown, data.what, data.value, t)


async def reset(
    press: CallbackQuery, actor: Actor, t: Translator, programmes: Programmes, figures: Figures
) -> None:
    """The config counts again."""
    shown = await programmes.reset(actor)
    await toast(press, t.plain("programmes-reset-done"))
    await _again(press, figures, shown, "main", "", t)


async def _picture(
    message: Message, figures: Figures, shown: Shown, what: str, code: str, t: Translator
) -> None:
    """A new message with the year."""

    async def first(drawn: Screen) -> Message | None:
        return await send(message, drawn)

    await deliver(
        first, figures.pictures, chart(shown, t), screen(shown, what, code, "", t), t, lambda: busy(message)
    )


async def _again(
    press: CallbackQuery, figures: Figures, shown: Shown, what: str, code: str, t: Translator
) -> None:
    """The year in the pressed message."""

    async def there(drawn: Screen) -> Message | None:
        return await repaint(press, drawn)

    await deliver(there, figures.pictures, chart(shown, t), screen(shown, what, code, "", t), t)
