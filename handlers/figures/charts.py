"""Figures as charts, worded in the reader's language. Not: drawing; numbers that the caption does not hold."""

from bot.charts import MOST_BARS, Bar, BarsChart, Chart, Group, NpsChart, NpsPoint
from bot.domain.figures import Kept
from bot.domain.nps import points
from bot.i18n import Translator
from bot.usecases.figures import (
    ActivityView,
    CasesView,
    ComplaintsView,
    Heading,
    Mean,
    NpsView,
    Point,
    QuestionsView,
    Round,
    Shown,
    WavesView,
)
from handlers.figures.naming import cut_words, question, survey, whose
from handlers.figures.words import empty, first, kinds, signed


def chart(shown: Shown, t: Translator) -> Chart:
    """The picture of a figure."""
    if isinstance(shown, NpsView):
        return _nps(shown, t)
    if isinstance(shown, WavesView):
        return _bars(shown.heading, "waves", tuple(_round(one, t) for one in shown.rounds), t, limit=100)
    if isinstance(shown, QuestionsView):
        return _bars(shown.heading, "questions", tuple(_mean(one, t) for one in shown.means), t, limit=10)
    if isinstance(shown, CasesView):
        return _bars(shown.heading, "cases", _cases(shown, t), t)
    if isinstance(shown, ComplaintsView):
        return _bars(shown.heading, "complaints", _complaints(shown, t), t)
    return _bars(shown.heading, "activity", _activity(shown, t), t)


def _title(heading: Heading, view: str, t: Translator) -> str:
    return f"{t.plain(f'stats-title-{view}')} · {whose(heading.option, t)}"


def _nps(view: NpsView, t: Translator) -> NpsChart:
    now, heading, rtl = view.now, view.heading, t.catalog.rtl
    title = _title(heading, "nps", t)
    subtitle = t.plain("stats-subtitle-n", days=heading.ask.days, n=now.n)
    if not now.enough:
        return NpsChart(title, subtitle, empty=empty(view, t), rtl=rtl, cut=cut_words(heading, t))
    margin = t.plain("stats-margin", low=signed(now.low, t), high=signed(now.high, t))
    return NpsChart(
        title=title,
        subtitle=subtitle,
        headline=signed(now.nps, t),
        margin=margin,
        points=tuple(_point(one, t) for one in view.trend),
        groups=(
            Group(t.plain("stats-group-promoters", n=now.promoters), now.promoters),
            Group(t.plain("stats-group-passives", n=now.passives), now.passives),
            Group(t.plain("stats-group-detractors", n=now.detractors), now.detractors),
        ),
        note=t.plain("stats-each-point", days=view.step),
        rtl=rtl,
        cut=cut_words(heading, t),
    )


def _point(one: Point, t: Translator) -> NpsPoint:
    """Whole points, so that the picture rounds as the words do."""
    figure, label, under = one.figure, t.short(one.last), t.number(one.figure.n)
    if not figure.enough:
        return NpsPoint(label, under, None, None, None)
    return NpsPoint(label, under, points(figure.nps), points(figure.low), points(figure.high))


def _bars(
    heading: Heading, view: str, bars: tuple[Bar, ...], t: Translator, limit: float | None = None
) -> BarsChart:
    title = _title(heading, view, t)
    subtitle = t.plain("stats-subtitle", first=first(heading, t), last=heading.last)
    cut = cut_words(heading, t)
    if not bars if limit else not any(sum(bar.values) for bar in bars):
        nothing = t.plain(f"stats-nothing-{view}", days=heading.ask.days)
        return BarsChart(title, subtitle, empty=nothing, rtl=t.catalog.rtl, cut=cut)
    left_out = len(bars) - MOST_BARS
    note = t.plain("stats-more", n=left_out) if left_out > 0 else ""
    return BarsChart(title, subtitle, bars, limit=limit, note=note, rtl=t.catalog.rtl, cut=cut)


def _round(one: Round, t: Translator) -> Bar:
    label = f"{t.short(one.at)} · {survey(one.programme, t)}"
    share = t.percent(one.answered / one.sent)
    shown = t.plain("stats-bar-share", n=one.answered, of=one.sent, share=share)
    return Bar(label, (100 * one.answered / one.sent,), shown)


def _mean(one: Mean, t: Translator) -> Bar:
    label = f"{question(one, t)} · {survey(one.programme, t)}"
    if one.mean is None:
        return Bar(label, (0.0,), t.plain("stats-bar-few", n=one.n))
    return Bar(label, (one.mean,), t.plain("stats-bar-mean", mean=t.number(one.mean, 1), n=one.n))


def _bar(key: str, n: int, t: Translator) -> Bar:
    return Bar(t.plain(key), (float(n),), t.number(n))


def _of(key: str, kept: Kept, t: Translator) -> Bar:
    return Bar(t.plain(key), (float(kept.kept),), t.plain("stats-bar-of", n=kept.kept, of=kept.of))


def _cases(view: CasesView, t: Translator) -> tuple[Bar, ...]:
    of = view.cases
    return (
        _bar("stats-bar-opened", of.opened, t),
        _bar("stats-bar-open", of.open, t),
        _bar("stats-bar-overdue", of.overdue, t),
        _of("stats-bar-contact", of.contact, t),
        _of("stats-bar-close", of.close, t),
        _bar("stats-bar-settled", of.settled, t),
        _bar("stats-bar-unconfirmed", of.unconfirmed, t),
        _bar("stats-bar-reopened", of.reopened, t),
    )


def _complaints(view: ComplaintsView, t: Translator) -> tuple[Bar, ...]:
    of = view.complaints
    return (
        _bar("stats-bar-filed", of.filed, t),
        _bar("stats-bar-open", of.open, t),
        _bar("stats-bar-overdue", of.overdue, t),
        _of("stats-bar-answer", of.answer, t),
        _of("stats-bar-solve", of.solve, t),
        _bar("stats-bar-confirmed", of.confirmed, t),
        _bar("stats-bar-unconfirmed", of.unconfirmed, t),
        _bar("stats-bar-reopened", of.reopened, t),
    )


def _activity(view: ActivityView, t: Translator) -> tuple[Bar, ...]:
    of = view.activity
    calls = (
        _bar("stats-bar-in-time", of.in_time, t),
        _bar("stats-bar-late", of.late, t),
        _bar("stats-bar-waiting", of.waiting, t),
        _bar("stats-bar-dropped", of.dropped, t),
    )
    asked = [_bar("stats-bar-recommendations", of.recommendations, t)] if of.recommendations else []
    return (*calls, *asked, *(Bar(name, (float(n),), t.number(n)) for name, n in kinds(of.touches, t)))
