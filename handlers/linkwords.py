"""What a card says and offers about somebody's link and account. Not: what the buttons do (links)."""

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from bot.domain.joining import Made, Standing
from bot.domain.people import Person
from bot.i18n import Translator
from handlers.keyboards import button


class AccountData(CallbackData, prefix="ac"):
    """A press about somebody's link or account."""

    action: str
    id: int


def line(made: Made | None, t: Translator) -> str | None:
    """ "link made 12 Nov, until 12 Dec, not used yet"; None where there is nothing to tell."""
    if made is None or made.standing is Standing.USED:
        return None
    days = {"made": t.short(made.at), "until": t.short(made.expires_at)}
    if made.standing is Standing.REVOKED:
        return t("link-revoked-on", made=days["made"])
    return t("link-open", **days) if made.standing is Standing.OPEN else t("link-expired", **days)


def buttons(person: Person, made: Made | None, t: Translator) -> list[InlineKeyboardButton]:
    """What can be done about a link or an account, besides making the first link."""
    if person.user_id is not None:
        return [button(t.plain("btn2-link-other"), AccountData(action="other", id=person.id))]
    if made is not None and made.standing is Standing.OPEN:
        return [button(t.plain("btn2-link-revoke"), AccountData(action="revoke", id=person.id))]
    return []
