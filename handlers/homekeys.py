"""The reply keyboard of home: the commands used most, by role. Not: what they do."""

from aiogram.types import KeyboardButton, KeyboardButtonRequestUsers, ReplyKeyboardMarkup

from bot.domain.people import Role
from bot.i18n import Translator
from handlers.commands import BY_NAME

# A button stands there when its command works.
_CONTACT = (("rate", "complaint"), ("events", "manager"), ("settings",))
_STAFF = (("today", "find"), ("add", "dates"))


def keys(role: Role, t: Translator) -> ReplyKeyboardMarkup | None:
    """The reply keyboard of a role in the reader's language."""
    lines = [
        [KeyboardButton(text=label) for name in line if (label := _label(name, role, t)) is not None]
        for line in (_STAFF if role.is_staff else _CONTACT)
    ]
    kept = [line for line in lines if line]
    return ReplyKeyboardMarkup(keyboard=kept, resize_keyboard=True, is_persistent=True) if kept else None


def picking(t: Translator) -> ReplyKeyboardMarkup:
    """Instead of home while somebody is picked in Telegram: only a reply keyboard can ask for that."""
    wanted = KeyboardButtonRequestUsers(
        request_id=1, user_is_bot=False, max_quantity=1, request_name=True, request_username=True
    )
    pick = KeyboardButton(text=t.plain("btn1-add-pick"), request_users=wanted)
    leave = KeyboardButton(text=t.plain("btn1-add-not-picked"))
    return ReplyKeyboardMarkup(keyboard=[[pick], [leave]], resize_keyboard=True, one_time_keyboard=True)


def _label(name: str, role: Role, t: Translator) -> str | None:
    command = BY_NAME.get(name)
    if command is None or command.button is None or role not in command.who:
        return None
    return t.plain(command.button)
