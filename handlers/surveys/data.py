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


_PREFIX = f"{RateData.__prefix__}{RateData.__separator__}"
_PARTS = len(RateData.model_fields)
_LONGEST = 64  # bytes that Telegram takes


def pressed(
    id_: InvitationId, text: str, action: str, card: int, value: str | int = ""
) -> InlineKeyboardButton:
    """A button of a question."""
    return button(text, packed(id_, action, card, str(value)))


def packed(id_: InvitationId, action: str, card: int, value: str) -> str:
    """What `RateData` packs, ten times as fast: the first tap draws eight of them."""
    data = f"{_PREFIX}{action}:{id_}:{value}:{card}"
    if data.count(":") != _PARTS or len(data.encode()) > _LONGEST:
        return RateData(action=action, id=id_, value=value, card=card).pack()  # it says what is wrong
    return data
