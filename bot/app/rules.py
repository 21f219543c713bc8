"""Settings as the plain rules that use cases take. Not: defaults, use cases."""

from datetime import timedelta

from bot.config import Settings
from bot.domain.cadence import Cadence
from bot.domain.cases import CaseRules
from bot.domain.choices import Choice
from bot.domain.complaints import ComplaintRules
from bot.domain.improvements import ImprovementRules
from bot.domain.joining import JoinRules
from bot.domain.mydata import PrivacyRules
from bot.domain.nps import Group
from bot.domain.programmes import ANNUAL, MONTHLY, QUARTERLY, Programme
from bot.domain.recommending import RecommendRules
from bot.domain.surveys import SurveyRules
from bot.domain.throttle import ThrottleRules
from bot.usecases.figures import Lists
from bot.usecases.occasions import Rules as OccasionRules


def joining(settings: Settings) -> JoinRules:
    """[people]"""
    people = settings.people
    return JoinRules(timedelta(hours=people.link_hours), timedelta(days=people.client_link_days))


def cadence(settings: Settings) -> Cadence:
    """[calls]"""
    return Cadence(settings.calls.key_days, settings.calls.regular_days, settings.calls.new_days)


def occasions(settings: Settings) -> OccasionRules:
    """[occasions]"""
    return OccasionRules(settings.occasions.prepare_days, settings.occasions.at)


def surveys(settings: Settings) -> SurveyRules:
    """[surveys], and the days in which a passive is called."""
    return SurveyRules(
        preview_at=settings.surveys.preview_at,
        days=settings.surveys.days,
        opens=settings.surveys.hours.start,
        closes=settings.surveys.hours.end,
        daily=settings.surveys.daily,
        change_days=settings.surveys.change_days,
        same_days=settings.surveys.same_days,
        any_days=settings.surveys.any_days,
        after_trouble_days=settings.surveys.after_trouble_days,
        after_invite_days=settings.surveys.after_invite_days,
        remind_days=settings.surveys.remind_days,
        phone_days=settings.surveys.phone_days,
        close_days=settings.surveys.close_days,
        form_days=settings.surveys.form_days,
        passive_days=settings.cases.passive_days,
        reasons={
            Group.PROMOTER: settings.surveys.promoter_reasons,
            Group.PASSIVE: settings.surveys.passive_reasons,
            Group.DETRACTOR: settings.surveys.detractor_reasons,
        },
    )


def programmes(settings: Settings) -> dict[str, Programme]:
    """[surveys]: what each programme asks and when, before the head changes anything."""
    s, reasons = settings.surveys, surveys(settings).reasons
    return {
        MONTHLY: Programme(
            MONTHLY, s.monthly, day=s.monthly_day, question=s.monthly_question, intro=s.monthly_intro, reasons=reasons
        ),
        QUARTERLY: Programme(
            QUARTERLY, s.quarterly, s.quarterly_questions, s.quarterly_day, days=s.quarterly_days,
            question=s.quarterly_question, intro=s.quarterly_intro, reasons=reasons,
        ),
        ANNUAL: Programme(
            ANNUAL, s.annual, s.annual_questions, s.annual_day, s.annual_month,
            question=s.annual_question, intro=s.annual_intro, reasons=reasons,
        ),
    }  # fmt: skip


def recommending(settings: Settings) -> RecommendRules:
    """[surveys]: the request to recommend us."""
    return RecommendRules(settings.surveys.recommend_days, settings.surveys.recommend_link)


def cases(settings: Settings) -> CaseRules:
    """[cases], and every reason that a card may have to word."""
    return CaseRules(
        contact_days=settings.cases.contact_days,
        close_days=settings.cases.close_days,
        key_factor=settings.cases.key_factor,
        sooner_hours=settings.cases.sooner_hours,
        settled_days=settings.cases.settled_days,
        again_days=settings.cases.again_days,
        causes=settings.cases.causes,
        reasons=settings.surveys.detractor_reasons
        + settings.surveys.passive_reasons
        + settings.surveys.promoter_reasons,
    )


def improvements(settings: Settings) -> ImprovementRules:
    """[improvements], and the causes of cases."""
    return ImprovementRules(
        times=settings.improvements.times,
        days=settings.improvements.days,
        near_days=settings.improvements.near_days,
        never=settings.improvements.never,
        causes=settings.cases.causes,
    )


def complaints(settings: Settings) -> ComplaintRules:
    """[complaints]"""
    chosen = settings.complaints
    return ComplaintRules(
        categories=chosen.categories,
        draft=timedelta(hours=chosen.draft_hours),
        answer_hours=chosen.answer_hours,
        solve_days=chosen.solve_days,
        settled_days=chosen.settled_days,
        reopen_days=chosen.reopen_days,
    )


def lists(settings: Settings) -> Lists:
    """The lists whose entries figures count."""
    reasons = cases(settings).reasons
    return Lists(reasons, settings.cases.causes, settings.complaints.categories)


def privacy(settings: Settings) -> PrivacyRules:
    """[privacy], and how long numbers of messages are remembered."""
    privacy = settings.privacy
    return PrivacyRules(
        grace=timedelta(days=privacy.erase_days),
        words=_months(privacy.words_months),
        files=_months(privacy.files_months),
        imports=timedelta(days=privacy.import_days),
        letters=timedelta(days=privacy.letter_days),
        inbox=timedelta(days=settings.inbox.keep_days),
    )


def _months(number: int) -> timedelta | None:
    """So many months; 0: without end."""
    return timedelta(days=round(number * 365.25 / 12)) if number else None


def choices(settings: Settings) -> dict[str, tuple[Choice, ...]]:
    """The company's lists, by the family of their words."""
    reasons, causes = cases(settings).reasons, settings.cases.causes
    return {"reason": reasons, "category": settings.complaints.categories, "cause": causes}


def throttle(settings: Settings) -> ThrottleRules:
    """[throttle]"""
    limits = settings.throttle
    return ThrottleRules(limits.burst, limits.rate, limits.waiting, limits.waiting_stranger)
