"""What the buttons of a question carry. Not: what they do."""

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from bot.domain.ids import InvitationId
from handlers.keyboards import button

TOP_ROW = 6  # 0-5, then 6-10
COPY, CARD, LIVE = range(3)
"""A press was on the reminder; on the question's card; on the screen under the contact's words or after /rate."""


class RateData(CallbackData, prefix="sv"):
    """A press on a question: `value` is a score, a reason, a further question or both; `card`: on which message."""

    action: str
    id: int
    value: str = ""
    card: int = CARD


def pressed(
    id_: InvitationId, text: str, action: str, card: int, value: str | int = ""
) -> InlineKeyboardButton:
    """A button of a question."""
    return button(text, RateData(action=action, id=id_, value=str(value), card=card))
