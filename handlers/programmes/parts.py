"""Buttons that the screens of /surveys share. Not: which screen has which."""

from aiogram.types import InlineKeyboardButton

from bot.i18n import Translator
from handlers.keyboards import button
from handlers.programmes.data import ProgrammeData

Row = list[InlineKeyboardButton]


def see(
    t: Translator, key: str, what: str, code: str = "", id_: str = "", **values: str | int
) -> InlineKeyboardButton:
    """To another screen."""
    return button(t.plain(key, **values), ProgrammeData(action="see", what=what, code=code, id=id_))


def back(t: Translator, what: str, code: str = "", id_: str = "") -> Row:
    """[‹ Back] to a screen."""
    return [see(t, "btn2-back", what, code, id_)]


def do(label: str, what: str, code: str, value: str, id_: str = "", v: int = 0) -> InlineKeyboardButton:
    """A change."""
    return button(label, ProgrammeData(action="do", what=what, code=code, value=value, id=id_, v=v))


def ask(t: Translator, what: str, code: str, language: str, id_: str = "") -> InlineKeyboardButton:
    """A change whose value is typed, in a language."""
    label = t.plain("btn2-programme-write", language=t.plain(f"language-{language}"))
    return button(label, ProgrammeData(action="ask", what=what, code=code, language=language, id=id_))
