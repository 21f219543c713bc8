"""The request to recommend us on a promoter's screen. Not: what a press does."""

from urllib.parse import urlencode

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from bot.i18n import Html, Translator
from bot.usecases.surveys import Offer, Rating
from handlers.keyboards import button, copy, link


class RecommendData(CallbackData, prefix="rc"):
    """A press of a promoter: `reply` is one of `bot.domain.recommending.Reply`; `card`: on which message."""

    reply: str
    id: int
    card: int


def request(rating: Rating, offer: Offer, t: Translator) -> Html:
    """Its words."""
    return t("recommend-take") if offer.taken else t("recommend-ask", company=rating.company)


def request_rows(rating: Rating, offer: Offer, card: int, t: Translator) -> list[list[InlineKeyboardButton]]:
    """Its buttons. Telegram tells nobody that a link was pressed: the wish to recommend is a press of its own."""
    if not offer.taken:
        every = (("btn1-recommend", "taken"), ("btn1-recommend-no", "declined"))
        return [
            [button(t.plain(key), RecommendData(reply=reply, id=rating.invitation.id, card=card))]
            for key, reply in every
        ]
    words = t.plain("recommend-words", company=rating.company)
    share = f"https://t.me/share/url?{urlencode({'url': offer.link, 'text': words})}"
    return [
        [link(t.plain("btn1-recommend-share"), share)],
        [copy(t.plain("btn1-recommend-copy"), offer.link)],
    ]
