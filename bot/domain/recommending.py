"""Asking a promoter to recommend us: when, and what they pressed. Not: recommendations themselves."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.ids import AnswerId, PersonId
from bot.domain.nps import Group


@dataclass(frozen=True, slots=True)
class RecommendRules:
    """`days`: so long nobody is asked again. `link`: what they pass on; "" for the bot's own."""

    days: int = 180
    link: str = ""


class Reply(StrEnum):
    """What was pressed. Whether a link was really passed on, Telegram does not tell."""

    TAKEN = "taken"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Request:
    """One contact was asked; times are UTC."""

    answer_id: AnswerId
    person_id: PersonId
    person: str
    asked_at: datetime
    reply: Reply | None
    replied_at: datetime | None


def may_ask(
    group: Group, last: Request | None, rules: RecommendRules, now: datetime, *, trouble: bool
) -> bool:
    """Whether somebody who answered so may be asked now. `last`: when they were asked before, whatever came of it.

    `trouble`: the client has an open complaint or case. A "no" counts from the day it was said.
    """
    if group is not Group.PROMOTER or trouble:
        return False
    return last is None or now >= (last.replied_at or last.asked_at) + timedelta(days=rules.days)


def may_show(group: Group, request: Request, *, trouble: bool) -> bool:
    """Whether the request that went with this answer still stands on its screen; who wants to may in trouble too."""
    open_ = request.reply is Reply.TAKEN or (request.reply is None and not trouble)
    return group is Group.PROMOTER and open_
