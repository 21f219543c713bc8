"""Who answered, wave by wave, and the further questions of long forms, in words. Not: NPS, other views."""

from collections.abc import Iterator

from bot.i18n import Translator
from bot.usecases.figures import QuestionsView, Round, WavesView
from handlers.figures.naming import question, survey


def waves(view: WavesView, t: Translator) -> Iterator[str]:
    """By survey, then wave by wave."""
    if not view.surveys:
        yield t("stats-asked-nobody")
    for name, asked in view.surveys:
        share = t.percent(asked.answered / asked.sent)
        yield t("stats-survey", survey=survey(name, t), sent=asked.sent, answered=asked.answered, share=share)
    if view.rounds:
        yield ""
        yield t("stats-rounds")
    if view.edge:
        yield t("stats-rounds-edge")
    for one in view.rounds:
        yield _round(one, t)
    if view.more:
        yield t("stats-more", n=view.more)


def _round(one: Round, t: Translator) -> str:
    """A wave, with what is none of its parts left out."""
    parts = [
        t.plain(f"stats-round-{what}", n=n)
        for what, n in (
            ("elsewhere", one.elsewhere),
            ("noted", one.noted),
            ("waiting", one.waiting),
            ("silent", one.silent),
        )
        if n
    ]
    return t(
        "stats-round", day=t.short(one.at), survey=survey(one.programme, t), sent=one.sent, answered=one.answered,
        share=t.percent(one.answered / one.sent), rest=" · ".join(["", *parts]) if parts else "",
    )  # fmt: skip


def questions(view: QuestionsView, t: Translator) -> Iterator[str]:
    """A mean for each further question."""
    if not view.means:
        yield t("stats-nothing-questions", days=view.heading.ask.days)
    for one in view.means:
        names = {"survey": survey(one.programme, t), "question": question(one, t)}
        if one.mean is None:
            yield t("stats-mean-few", n=one.n, **names)
        else:
            yield t("stats-mean", mean=t.number(one.mean, 1), n=one.n, **names)
