"""/settings, /stop, /privacy. Not: what is sent unasked."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.domain.people import Actor
from bot.domain.zones import NEAR
from bot.i18n import LANGUAGES, Translator, translator
from bot.usecases.huddles import Weeklies
from bot.usecases.people import ZONE_STEP, People
from handlers.answers import reply, show
from handlers.filters import AtStep, Prefixes, Pressed, Said
from handlers.homekeys import keys
from handlers.keyboards import button, in_rows, keyboard
from handlers.menu import show_menu
from handlers.screen import Screen
from handlers.settings import screens
from handlers.settings.data import SWITCHES, SettingsData
from handlers.settings.data import data as button_data
from handlers.settings.privacy import privacy_text


def setup() -> Router:
    """Commands, presses, and the city that was asked for."""
    router = Router(name="settings")
    router.callback_query.filter(Prefixes(SettingsData))
    router.message.register(open_, Said("settings"))
    router.message.register(stop, Said("stop"))
    router.message.register(privacy, Said("privacy"))
    router.message.register(take_zone, AtStep(ZONE_STEP))
    for action, handler in (
        ("home", back),
        ("languages", languages),
        ("language", language),
        ("zones", zones),
        ("zone", zone),
        ("other", other_zone),
        ("want", want),
        ("weekly", weekly),
        ("quiets", quiets),
        ("quiet", quiet),
        ("stop", stop_here),
        ("resume", resume),
    ):
        router.callback_query.register(handler, Pressed(SettingsData, action=action))
    return router


async def open_(message: Message, actor: Actor, people: People, t: Translator) -> None:
    """/settings"""
    await reply(message, screens.screen(await people.settings(actor), t))


async def back(press: CallbackQuery, actor: Actor, people: People, t: Translator) -> None:
    """Back to the first page, or here from elsewhere."""
    await show(press, screens.screen(await people.settings(actor), t))


async def languages(press: CallbackQuery, t: Translator) -> None:
    """Every language by its own name."""
    every = [button(t.plain(f"language-{code}"), button_data("language", code)) for code in LANGUAGES]
    back_row = [button(t.plain("btn2-back"), button_data("home"))]
    await show(press, Screen(t("settings-choose-language"), keyboard(*in_rows(every, 2), back_row)))


async def language(
    press: CallbackQuery, data: SettingsData, actor: Actor, people: People, t: Translator
) -> None:
    """Choose one; the reply keyboard speaks it at once."""
    if data.value not in LANGUAGES:
        return
    settings = await people.set_language(actor, data.value)
    new = translator(settings.language, t.zone)
    await show(press, screens.screen(settings, new))
    await reply(press, Screen(new("settings-language-set"), keys(actor.role, new)))
    await show_menu(press, actor.role, new)


async def zones(press: CallbackQuery, actor: Actor, t: Translator) -> None:
    """A few cities, and any other typed."""
    await show(press, screens.zones(list(dict.fromkeys([actor.zone, *NEAR]))[:6], t))


async def other_zone(press: CallbackQuery, actor: Actor, people: People, t: Translator) -> None:
    """Ask for a city."""
    await people.ask_zone(actor)
    await show(press, Screen(t("settings-ask-city")))


async def take_zone(message: Message, actor: Actor, people: People, t: Translator) -> None:
    """The typed city: set, or a choice of those that fit."""
    found = await people.find_zone(actor, message.text or "")
    if len(found) > 1:
        await reply(message, screens.zones(found, t))
    else:
        settings = await people.settings(actor)
        await reply(message, screens.screen(settings, translator(settings.language, settings.zone)))


async def zone(press: CallbackQuery, data: SettingsData, actor: Actor, people: People) -> None:
    """Choose a zone; times are told in it from now on."""
    settings = await people.set_zone(actor, data.value)
    await show(press, screens.screen(settings, translator(settings.language, settings.zone)))


async def quiets(press: CallbackQuery, actor: Actor, people: People, t: Translator) -> None:
    """When nothing unasked may come."""
    await show(press, screens.quiets(await people.settings(actor), t))


async def quiet(
    press: CallbackQuery, data: SettingsData, actor: Actor, people: People, t: Translator
) -> None:
    """Choose the quiet hours."""
    await show(
        press, screens.screen(await people.set_quiet(actor, data.value), t), t.plain("settings-quiet-set")
    )


async def want(press: CallbackQuery, data: SettingsData, actor: Actor, people: People, t: Translator) -> None:
    """One switch on or off."""
    what = next((want for want, name in SWITCHES.items() if name == data.value), None)
    if what is not None:
        await show(press, screens.screen(await people.want(actor, what, on=bool(data.on)), t))


async def weekly(
    press: CallbackQuery, data: SettingsData, actor: Actor, people: People, weeklies: Weeklies, t: Translator
) -> None:
    """The week's figures on or off."""
    await weeklies.switch(actor, on=bool(data.on))
    await show(press, screens.screen(await people.settings(actor), t))


async def stop(message: Message, actor: Actor, people: People, t: Translator) -> None:
    """/stop: all that is not asked for, in one go."""
    await people.stop(actor)
    await reply(message, screens.stopped(t))


async def stop_here(press: CallbackQuery, actor: Actor, people: People, t: Translator) -> None:
    """The same from the settings."""
    await people.stop(actor)
    await show(press, screens.stopped(t))


async def resume(press: CallbackQuery, actor: Actor, people: People, t: Translator) -> None:
    """Take it back."""
    settings = await people.resume(actor)
    await show(press, screens.screen(settings, t), t.plain("settings-resumed"))


async def privacy(message: Message, actor: Actor, people: People, t: Translator) -> None:
    """/privacy, out of the live settings."""
    await reply(message, Screen(privacy_text(await people.privacy(actor), t)))
