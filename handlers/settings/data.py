"""Button data of the settings. Not: what the buttons do."""

from aiogram.filters.callback_data import CallbackData

from bot.domain.joining import Wants

SWITCHES = {Wants.SURVEYS: "surveys", Wants.INVITATIONS: "invitations", Wants.GREETINGS: "greetings"}


class SettingsData(CallbackData, prefix="st"):
    """A press in the settings; `value` is a language, a zone or a switch, `on` what it shall be."""

    action: str
    value: str = ""
    on: int = 0


def data(action: str, value: str = "", on: bool = False) -> SettingsData:
    return SettingsData(action=action, value=value, on=int(on))
