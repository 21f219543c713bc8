"""Figures in words: captions, /nps, /me, the list of low answers. Every number of a picture stands here too."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from bot.domain.figures import Counts, Kept
from bot.domain.nps import ENOUGH, Figure, points
from bot.i18n import Html, Translator
from bot.usecases.figures import (
    ActivityView,
    CasesView,
    ComplaintsView,
    Heading,
    LowPage,
    NpsView,
    QuestionsView,
    Shown,
    WavesView,
)
from handlers.figures.naming import cut_words, whose
from handlers.figures.response import questions, waves

_PARTS = 30


def signed(value: float, t: Translator) -> str:
    """Whole points with their sign."""
    return t.signed(points(value))


def score(figure: Figure, t: Translator) -> str:
    """NPS +42 (+21 to +59)."""
    return t.plain(
        "stats-nps", nps=signed(figure.nps, t), low=signed(figure.low, t), high=signed(figure.high, t)
    )


def caption(shown: Shown, t: Translator) -> str:
    """What stands under the picture."""
    return "\n".join(lines(shown, t))


def lines(shown: Shown, t: Translator) -> list[str]:
    """A figure line by line."""
    if isinstance(shown, NpsView):
        return [*_nps(shown, t), *_trend(shown, t)]
    if isinstance(shown, WavesView):
        return [*_head(shown.heading, "waves", t), *waves(shown, t)]
    if isinstance(shown, QuestionsView):
        return [*_head(shown.heading, "questions", t), *questions(shown, t)]
    if isinstance(shown, CasesView):
        return [*_head(shown.heading, "cases", t), *_cases(shown, t)]
    if isinstance(shown, ComplaintsView):
        return [*_head(shown.heading, "complaints", t), *_complaints(shown, t)]
    return [*_head(shown.heading, "activity", t), *_activity(shown, t)]


def brief(shown: Shown, t: Translator) -> list[str]:
    """The same lines for a letter about several views: no days, no trend."""
    if not isinstance(shown, NpsView):
        return lines(shown, t)[2:]
    head = t("stats-brief", what=score(shown.now, t), n=shown.now.n)
    if not shown.now.enough:
        head = t("stats-brief-few", what=t.plain("stats-title-nps"))
    return [head, *list(_nps(shown, t))[2:]]


def _head(heading: Heading, view: str, t: Translator) -> Iterator[str]:
    title = t.plain(f"stats-title-{view}")
    yield t("stats-head", what=title, days=heading.ask.days, whose=whose(heading.option, t))
    yield t("stats-dates", first=first(heading, t), last=heading.last)
    yield from _cut(heading, t)


def _cut(heading: Heading, t: Translator) -> Iterator[str]:
    if words := cut_words(heading, t):
        yield t("stats-only", cut=words)


def first(heading: Heading, t: Translator) -> str:
    """The first day, with its year where it is another one than the last day's."""
    same = heading.first.year == heading.last.year
    return t.short(heading.first) if same else t.date(heading.first)


# NPS


def in_full(view: NpsView, t: Translator) -> str:
    """/nps: the same numbers, with the managers or teams they are made of."""
    return "\n".join([*lines(view, t), *_parts(view, t)])


def empty(view: NpsView, t: Translator) -> str:
    """Why there is no figure; "" when there is one. Plain, for picture and words alike."""
    if view.now.enough:
        return ""
    if view.now.n:
        return t.plain("stats-few", n=view.now.n, enough=ENOUGH)
    parts = [t.plain("stats-none", days=view.heading.ask.days)]
    parts += [t.plain("stats-out", n=view.out)] if view.out else []
    parts += [t.plain("stats-next-wave", at=t.day(view.next_wave))] if view.next_wave else []
    return " ".join(parts)


def _nps(view: NpsView, t: Translator) -> Iterator[str]:
    now, heading = view.now, view.heading
    what = score(now, t) if now.enough else t.plain("stats-title-nps")
    yield t("stats-head", what=what, days=heading.ask.days, whose=whose(heading.option, t))
    yield t("stats-dates-n", first=first(heading, t), last=heading.last, n=now.n)
    yield from _cut(heading, t)
    if now.enough:
        groups = {"promoters": now.promoters, "passives": now.passives, "detractors": now.detractors}
        yield t("stats-groups", **groups)
    else:
        yield t("stats-sentence", text=empty(view, t))
    yield _response(view, t)
    yield _before(view, t)
    if view.top is not None and now.enough:
        yield t("stats-top", reason=t.choice("reason", view.top[0]), n=view.top[1])
    if view.by_managers:
        noted = view.noted._asdict() if view.by_managers >= ENOUGH else {}
        yield t("stats-by-managers-groups" if noted else "stats-by-managers", n=view.by_managers, **noted)


def _response(view: NpsView, t: Translator) -> str:
    sent, answered = view.asked
    if not sent:
        return t("stats-not-asked" if view.now.n else "stats-asked-nobody")
    key = "stats-response" if view.heading.ask.cut.reason is None else "stats-response-any"
    return t(key, sent=sent, answered=answered, share=t.percent(answered / sent))


def _before(view: NpsView, t: Translator) -> str:
    before, days = view.before, view.heading.ask.days
    if not before.enough:
        return t("stats-before-few", days=days, n=before.n)
    if view.change is None:
        return t("stats-before", days=days, score=score(before, t), n=before.n)
    within = "yes" if view.change.within_error else "no"
    delta = t.signed(points(view.now.nps) - points(before.nps))  # of what is shown, so that it can be checked
    return t("stats-change", days=days, score=score(before, t), n=before.n, delta=delta, within=within)


def _trend(view: NpsView, t: Translator) -> Iterator[str]:
    """Every point of the picture, if there is a picture."""
    if view.now.enough:
        every = [
            t("stats-point", last=t.short(one.last), nps=signed(one.figure.nps, t), n=one.figure.n)
            if one.figure.enough
            else t("stats-point-few", last=t.short(one.last), n=one.figure.n)
            for one in view.trend
        ]
        yield t("stats-trend", days=view.step, points=Html(" · ".join(every)))


def _parts(view: NpsView, t: Translator) -> Iterator[str]:
    if not view.parts:
        return
    yield ""
    yield t("stats-parts")
    for part in view.parts[:_PARTS]:
        n = part.figure.n
        yield (
            t("stats-part", name=part.name, score=score(part.figure, t), n=n)
            if part.figure.enough
            else t("stats-part-few", name=part.name, n=n)
        )
    if len(view.parts) > _PARTS:
        yield t("stats-more", n=len(view.parts) - _PARTS)
    yield from _ranking(view, t)


def _ranking(view: NpsView, t: Translator) -> Iterator[str]:
    """Who is above whom beyond chance; nothing is said of the others."""
    for higher, lower in view.apart[:_PARTS]:
        yield t("stats-apart", higher=higher, lower=lower)
    if not view.apart and sum(part.figure.enough for part in view.parts) > 1:
        yield t("stats-overlap")


# Cases, complaints, activity


def _cases(view: CasesView, t: Translator) -> Iterator[str]:
    of = view.cases
    yield t("stats-cases-now", opened=of.opened, open=of.open, overdue=of.overdue)
    yield from _kept("contact", of.contact, of.to_contact, t)
    yield from _kept("close", of.close, of.to_close, t)
    if of.opened:
        yield t("stats-cases-end", settled=of.settled, unconfirmed=of.unconfirmed, reopened=of.reopened)
    if any(view.again):
        back, not_back, silent = view.again
        yield t("stats-cases-again", back=back, low=not_back, silent=silent)
    if view.causes:
        every = [(" › ".join(t.choice("cause", one) for one in steps), n) for steps, n in view.causes]
        yield t("stats-causes", causes=_counted(every))


def _complaints(view: ComplaintsView, t: Translator) -> Iterator[str]:
    of = view.complaints
    yield t("stats-complaints-now", filed=of.filed, open=of.open, overdue=of.overdue)
    yield from _kept("answer", of.answer, of.to_answer, t)
    yield from _kept("solve", of.solve, of.to_solve, t)
    if of.filed:
        yield t(
            "stats-complaints-end",
            confirmed=of.confirmed,
            unconfirmed=of.unconfirmed,
            reopened=of.reopened,
        )
    if of.handling is not None:
        yield t("stats-handling", mark=t.number(of.handling, 1))
    if view.categories:
        every = [(t.choice("category", one), n) for one, n in view.categories]
        yield t("stats-categories", categories=_counted(every))


def _activity(view: ActivityView, t: Translator) -> Iterator[str]:
    of = view.activity
    yield t("stats-calls", due=of.due, done=of.in_time, late=of.late, waiting=of.waiting, dropped=of.dropped)
    yield t("stats-touches", n=of.touched, weekly=t.number(of.weekly, 1))
    if of.recommendations:
        yield t("stats-recommendations", n=of.recommendations)
    if of.touches:
        yield t("stats-kinds", kinds=_counted(kinds(of.touches, t)))


def kinds(touches: Counts, t: Translator) -> list[tuple[str, int]]:
    """Touches by kind, worded."""
    return [(t.plain(f"stats-touch-{kind}"), n) for kind, n in touches]


def _kept(clock: str, kept: Kept, middle: timedelta | None, t: Translator) -> Iterator[str]:
    if kept.share is not None:
        yield t(f"stats-kept-{clock}", kept=kept.kept, of=kept.of, share=t.percent(kept.share))
    if middle is not None:
        yield t(f"stats-half-{clock}", span=middle)


def _counted(every: Iterable[tuple[str, int]]) -> str:
    return " · ".join(f"{name} {n}" for name, n in every)


# Behind the figure


def low(page: LowPage, t: Translator) -> str:
    """Who answered 0-6."""
    heading, first = page.heading, page.page * 8
    head = t("stats-low-head", days=heading.ask.days, whose=whose(heading.option, t))
    if not page.found:
        return f"{head}\n{t('stats-low-none')}"
    every = [
        t("stats-low", n=first + n, score=one.score, who=one.person, client=one.client, day=t.short(one.at))
        if one.person is not None and one.client is not None
        else t("stats-low-hidden", n=first + n, score=one.score, day=t.short(one.at))
        for n, one in enumerate(page.found, 1)
    ]
    return "\n".join([head, *every])
