"""The section [surveys]: what is asked, when, of whom. Not: rules."""

from __future__ import annotations

from datetime import time
from typing import Annotated

from pydantic import AfterValidator, Field

from bot.config.kinds import (
    REASONS,
    Clock,
    Days,
    Hours,
    Questions,
    Reasons,
    Several,
    Span,
    Texts,
    same_day,
    web_address,
)
from bot.config.section import Section
from bot.domain.choices import Choice
from bot.domain.programmes import ANNUAL, DEFAULTS, QUARTERLY

_REASONS = tuple(map(Choice, REASONS))
_QUARTERLY, _ANNUAL = DEFAULTS[QUARTERLY].questions, DEFAULTS[ANNUAL].questions


class Surveys(Section):
    """The question 0-10, and the surveys that repeat. The head changes them in chat too (/surveys), above these."""

    monthly: bool = Field(True, description="whether the monthly survey goes out by itself")
    monthly_day: Annotated[int, Field(ge=1, le=28)] = Field(16, description="day of the month")
    monthly_question: Texts = Field({}, description="own wording of the question 0-10, by language")
    monthly_intro: Texts = Field({}, description="a line above it, by language")
    quarterly: bool = Field(True, description="whether the quarterly survey goes out by itself")
    quarterly_day: Annotated[int, Field(ge=1, le=40)] = Field(
        1, description="working day of the quarter on which it begins"
    )
    quarterly_days: Annotated[int, Field(ge=1, le=20)] = Field(
        5, description="working days over which it is spread"
    )
    quarterly_question: Texts = Field({}, description="own wording of the question 0-10, by language")
    quarterly_intro: Texts = Field({}, description="a line above it, by language")
    quarterly_questions: Questions = Field(
        _QUARTERLY, description="what is asked after the question 0-10 and its why"
    )
    annual: bool = Field(True, description="whether the annual survey goes out by itself")
    annual_month: Annotated[int, Field(ge=1, le=12)] = Field(12, description="its month")
    annual_day: Annotated[int, Field(ge=1, le=15)] = Field(
        1, description="working day of that month on which it goes out"
    )
    annual_question: Texts = Field({}, description="own wording of the question 0-10, by language")
    annual_intro: Texts = Field({}, description="a line above it, by language")
    annual_questions: Questions = Field(
        _ANNUAL, description="what is asked after the question 0-10 and its why"
    )
    preview_at: Clock = Field(
        time(9, 30), description="when the lead sees the next wave, a working day before"
    )
    days: Days = Field(frozenset(range(4)), description="days on which questions go out")
    hours: Annotated[Span, AfterValidator(same_day)] = Field(
        Hours(time(10), time(16)), description="hours in which they go out, in the contact's zone"
    )
    daily: Several = Field(20, description="at most so many questions a day per manager")
    change_days: Several = Field(7, description="days for which a score can be changed")
    same_days: Several = Field(21, description="days without a second question of the same survey")
    any_days: Several = Field(7, description="days without a second question of any survey")
    after_trouble_days: Several = Field(14, description="days without a question after a complaint or case")
    after_invite_days: Several = Field(
        7, description="days without a question after an exhibition invitation"
    )
    remind_days: Several = Field(3, description="days of silence after which the client is reminded, once")
    phone_days: Several = Field(7, description="days of silence after which the manager gets a call")
    close_days: Several = Field(14, description="days after which a wave closes; a late answer still counts")
    recommend_days: Several = Field(180, description="days in which a promoter is asked once to recommend us")
    recommend_link: Annotated[str, Field(max_length=200), AfterValidator(web_address)] = Field(
        "", description="address that a promoter passes on (empty: this bot's own)"
    )
    form_days: Several = Field(14, description="days for which a long form can be gone on with")
    promoter_reasons: Reasons = Field(_REASONS, description="reasons offered at 9-10, six at most")
    passive_reasons: Reasons = Field(_REASONS, description="reasons offered at 7-8, six at most")
    detractor_reasons: Reasons = Field(_REASONS, description="reasons offered at 0-6, six at most")
