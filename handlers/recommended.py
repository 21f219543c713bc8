"""The line for staff: who was asked to recommend us, and what they pressed. Not: asking."""

from bot.domain.recommending import Request
from bot.i18n import Html, Translator


def recommended(request: Request, t: Translator, *, named: bool = False) -> Html:
    """When, and what came of it as far as it can be known; `named`: with the contact's name."""
    reply = t.plain(f"recommend-reply-{request.reply or 'none'}")
    day = t.date(request.asked_at)
    if named:
        return t("recommend-asked-whom", person=request.person, day=day, reply=reply)
    return t("recommend-asked", day=day, reply=reply)
