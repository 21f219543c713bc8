"""Button data of one's own data. Not: what the buttons do."""

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from bot.domain.contacts import Contact
from bot.domain.people import Actor, Role
from bot.i18n import Translator
from handlers.keyboards import button


class MyDataData(CallbackData, prefix="md"):
    """A press; `word` says what is corrected."""

    action: str
    word: str = ""


class EraseData(CallbackData, prefix="er"):
    """A press about deleting; `id` 0 is oneself, else a contact."""

    action: str
    id: int = 0


def erase_row(actor: Actor, contact: Contact, t: Translator) -> list[InlineKeyboardButton]:
    """The last row of a contact's card: a lead may begin a deletion, whoever sees the card may take it back."""
    person_id = contact.person.id
    if contact.erase_at is not None:
        return [button(t.plain("btn1-mydata-restore"), EraseData(action="restore", id=person_id))]
    if actor.role.at_least(Role.LEAD):
        return [button(t.plain("btn1-mydata-delete-their"), EraseData(action="ask", id=person_id))]
    return []
