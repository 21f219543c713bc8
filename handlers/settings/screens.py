"""How settings look. Not: presses."""

from datetime import time

from aiogram.types import InlineKeyboardButton

from bot.domain.quiet import PRESETS
from bot.domain.zones import city
from bot.i18n import Translator
from bot.usecases.people import Settings
from handlers.keyboards import button, in_rows, keyboard
from handlers.mydata.data import MyDataData
from handlers.screen import Screen
from handlers.settings.data import SWITCHES, data


def screen(settings: Settings, t: Translator) -> Screen:
    """The settings with their buttons."""
    lines = [
        t("settings-head"),
        t("settings-language", language=t.plain(f"language-{settings.language}")),
        t("settings-zone", city=city(settings.zone), time=t.time(settings.at)),
    ]
    if settings.quiet is not None:
        lines.append(t("settings-quiet", hours=_hours(*settings.quiet)))
    if settings.stopped:
        lines.append(t("settings-stopped"))
    elif settings.wants is not None:
        lines.append(t("settings-wants"))
    first = [
        button(t.plain("btn2-language"), data("languages")),
        button(t.plain("btn2-zone"), data("zones")),
    ]
    second = [button(t.plain("btn2-quiet"), data("quiets"))] if settings.quiet is not None else []
    second.append(button(t.plain("btn2-mydata"), MyDataData(action="open")))
    return Screen("\n".join(lines), keyboard(first, second, _weekly(settings, t), *_switches(settings, t)))


def _weekly(settings: Settings, t: Translator) -> list[InlineKeyboardButton]:
    """Of leads and the head: the week's figures."""
    if settings.weekly is None:
        return []
    return [button(t.plain("btn1-stats-weekly", on=settings.weekly), data("weekly", on=not settings.weekly))]


def quiets(settings: Settings, t: Translator) -> Screen:
    every = [button(_hours(*one), data("quiet", f"{one[0].hour}-{one[1].hour}")) for one in PRESETS]
    usual = [button(t.plain("btn1-quiet-usual"), data("quiet"))]
    back_row = [button(t.plain("btn2-back"), data("home"))]
    text = t("settings-choose-quiet", hours=_hours(*(settings.quiet or PRESETS[2])))
    return Screen(text, keyboard(*in_rows(every, 2), usual, back_row))


def _hours(start: time, end: time) -> str:
    return f"{start:%H:%M}–{end:%H:%M}"


def _switches(settings: Settings, t: Translator) -> list[list[InlineKeyboardButton]]:
    if settings.wants is None:
        return []
    if settings.stopped:
        return [[button(t.plain("btn1-resume"), data("resume"))]]
    every = [
        button(
            t.plain(f"btn2-want-{name}", on=want in settings.wants),
            data("want", name, want not in settings.wants),
        )
        for want, name in SWITCHES.items()
    ]
    return [*in_rows(every, 2), [button(t.plain("btn1-stop"), data("stop"))]]


def still_stopped(t: Translator) -> Screen:
    """Home, for who stopped everything: it goes on only when they say so."""
    return Screen(t("stop-still"), keyboard([button(t.plain("btn1-resume"), data("resume"))]))


def stopped(t: Translator) -> Screen:
    """What /stop has done, and the way back."""
    undo, more = (
        button(t.plain("btn2-undo"), data("resume")),
        button(t.plain("btn2-settings"), data("home")),
    )
    return Screen(t("stop-done"), keyboard([undo, more]))


def zones(names: list[str], t: Translator) -> Screen:
    every = [button(city(name), data("zone", name)) for name in names]
    last = [button(t.plain("btn2-zone-other"), data("other")), button(t.plain("btn2-back"), data("home"))]
    return Screen(t("settings-choose-zone"), keyboard(*in_rows(every, 2), last))
