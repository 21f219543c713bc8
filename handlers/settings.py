"""/settings, /stop, /privacy. Not: what is sent unasked."""

from datetime import timedelta

from aiogram import Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.domain.joining import Wants
from bot.domain.people import Actor, Role
from bot.domain.zones import NEAR, city
from bot.i18n import LANGUAGES, Translator, translator
from bot.usecases.people import ZONE_STEP, People, Privacy, Settings
from handlers.answers import reply, show
from handlers.filters import AtStep, Prefixes, Pressed, Said
from handlers.homekeys import keys
from handlers.keyboards import button, in_rows, keyboard
from handlers.menu import show_menu
from handlers.screen import Screen

SWITCHES = {Wants.SURVEYS: "surveys", Wants.INVITATIONS: "invitations", Wants.GREETINGS: "greetings"}


class SettingsData(CallbackData, prefix="st"):
    """A press in the settings; `value` is a language, a zone or a switch, `on` what it shall be."""

    action: str
    value: str = ""
    on: int = 0


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
        ("stop", stop_here),
        ("resume", resume),
    ):
        router.callback_query.register(handler, Pressed(SettingsData, action=action))
    return router


async def open_(message: Message, actor: Actor, people: People, t: Translator) -> None:
    """/settings"""
    await reply(message, screen(await people.settings(actor), t))


async def back(press: CallbackQuery, actor: Actor, people: People, t: Translator) -> None:
    """Back to the first page, or here from elsewhere."""
    await show(press, screen(await people.settings(actor), t))


async def languages(press: CallbackQuery, t: Translator) -> None:
    """Every language by its own name."""
    every = [button(t.plain(f"language-{code}"), _data("language", code)) for code in LANGUAGES]
    back_row = [button(t.plain("btn2-back"), _data("home"))]
    await show(press, Screen(t("settings-choose-language"), keyboard(*in_rows(every, 2), back_row)))


async def language(
    press: CallbackQuery, data: SettingsData, actor: Actor, people: People, t: Translator
) -> None:
    """Choose one; the reply keyboard speaks it at once."""
    if data.value not in LANGUAGES:
        return
    settings = await people.set_language(actor, data.value)
    new = translator(settings.language, t.zone)
    await show(press, screen(settings, new))
    await reply(press, Screen(new("settings-language-set"), keys(actor.role, new)))
    await show_menu(press, actor.role, new)


async def zones(press: CallbackQuery, actor: Actor, t: Translator) -> None:
    """A few cities, and any other typed."""
    await show(press, _zones(list(dict.fromkeys([actor.zone, *NEAR]))[:6], t))


async def other_zone(press: CallbackQuery, actor: Actor, people: People, t: Translator) -> None:
    """Ask for a city."""
    await people.ask_zone(actor)
    await show(press, Screen(t("settings-ask-city")))


async def take_zone(message: Message, actor: Actor, people: People, t: Translator) -> None:
    """The typed city: set, or a choice of those that fit."""
    found = await people.find_zone(actor, message.text or "")
    if len(found) > 1:
        await reply(message, _zones(found, t))
    else:
        settings = await people.settings(actor)
        await reply(message, screen(settings, translator(settings.language, settings.zone)))


async def zone(press: CallbackQuery, data: SettingsData, actor: Actor, people: People) -> None:
    """Choose a zone; times are told in it from now on."""
    settings = await people.set_zone(actor, data.value)
    await show(press, screen(settings, translator(settings.language, settings.zone)))


async def want(press: CallbackQuery, data: SettingsData, actor: Actor, people: People, t: Translator) -> None:
    """One switch on or off."""
    what = next((want for want, name in SWITCHES.items() if name == data.value), None)
    if what is not None:
        await show(press, screen(await people.want(actor, what, on=bool(data.on)), t))


async def stop(message: Message, actor: Actor, people: People, t: Translator) -> None:
    """/stop: all that is not asked for, in one go."""
    await people.stop(actor)
    await reply(message, stopped_screen(t))


async def stop_here(press: CallbackQuery, actor: Actor, people: People, t: Translator) -> None:
    """The same from the settings."""
    await people.stop(actor)
    await show(press, stopped_screen(t))


async def resume(press: CallbackQuery, actor: Actor, people: People, t: Translator) -> None:
    """Take it back."""
    settings = await people.resume(actor)
    await show(press, screen(settings, t), t.plain("settings-resumed"))


async def privacy(message: Message, actor: Actor, people: People, t: Translator) -> None:
    """/privacy, out of the live settings."""
    await reply(message, Screen(privacy_text(await people.privacy(actor), t)))


def screen(settings: Settings, t: Translator) -> Screen:
    """The settings with their buttons."""
    lines = [
        t("settings-head"),
        t("settings-language", language=t.plain(f"language-{settings.language}")),
        t("settings-zone", city=city(settings.zone), time=t.time(settings.at)),
    ]
    if settings.stopped:
        lines.append(t("settings-stopped"))
    elif settings.wants is not None:
        lines.append(t("settings-wants"))
    first = [
        button(t.plain("btn2-language"), _data("languages")),
        button(t.plain("btn2-zone"), _data("zones")),
    ]
    return Screen("\n".join(lines), keyboard(first, *_switches(settings, t)))


def _switches(settings: Settings, t: Translator) -> list[list[InlineKeyboardButton]]:
    if settings.wants is None:
        return []
    if settings.stopped:
        return [[button(t.plain("btn1-resume"), _data("resume"))]]
    every = [
        button(
            t.plain(f"btn2-want-{name}", on=want in settings.wants),
            _data("want", name, want not in settings.wants),
        )
        for want, name in SWITCHES.items()
    ]
    return [*in_rows(every, 2), [button(t.plain("btn1-stop"), _data("stop"))]]


def still_stopped(t: Translator) -> Screen:
    """Home, for who stopped everything: it goes on only when they say so."""
    return Screen(t("stop-still"), keyboard([button(t.plain("btn1-resume"), _data("resume"))]))


def stopped_screen(t: Translator) -> Screen:
    """What /stop has done, and the way back."""
    undo, more = (
        button(t.plain("btn2-undo"), _data("resume")),
        button(t.plain("btn2-settings"), _data("home")),
    )
    return Screen(t("stop-done"), keyboard([undo, more]))


def _zones(names: list[str], t: Translator) -> Screen:
    every = [button(city(name), _data("zone", name)) for name in names]
    last = [button(t.plain("btn2-zone-other"), _data("other")), button(t.plain("btn2-back"), _data("home"))]
    return Screen(t("settings-choose-zone"), keyboard(*in_rows(every, 2), last))


def privacy_text(privacy: Privacy, t: Translator) -> str:
    """What is kept, how long, who sees it."""
    days = timedelta(days=privacy.link_days)
    if privacy.role.is_staff:
        text = t("privacy-staff", company=privacy.company)
    else:
        text = t("privacy-client", company=privacy.company, days=days)
    lines = [text]
    if privacy.role is Role.CONTACT:
        who = t("privacy-seen-manager", manager=privacy.manager) if privacy.manager else t("privacy-seen")
        lines += [who, t("privacy-rights")]
    if privacy.contact:
        lines.append(t("privacy-contact", contact=privacy.contact))
    return "\n\n".join(lines)


def _data(action: str, value: str = "", on: bool = False) -> SettingsData:
    return SettingsData(action=action, value=value, on=int(on))
