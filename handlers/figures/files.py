"""Answers as a spreadsheet: headings, rows, the caption with its filters. Not: which rows."""

from collections.abc import Callable

from bot.domain.forms import Further
from bot.domain.nps import Group
from bot.i18n import Translator
from bot.usecases.figures import AnswerRow, Export
from handlers.figures.naming import survey
from handlers.figures.words import caption
from handlers.further import asked
from handlers.screen import Media, Screen

_COLUMNS = ("at", "client", "person", "manager", "score", "group", "counts", "reasons", "words", "programme",
    "wave", "segment", "tier", "by-manager")  # fmt: skip


def document(found: Export, workbook: Callable[..., bytes], t: Translator) -> Screen:
    """The file with a caption. Takes up to a second: call it off the event loop."""
    questions = {one.question: asked(one, t) for row in found.rows for one in row.further}
    header = [*(t.plain(f"stats-column-{name}") for name in _COLUMNS), *questions.values()]
    rows = [[*_row(row, found, t), *_answers(row, list(questions))] for row in found.rows]
    data = workbook(header, rows, t.plain("stats-sheet"))
    heading = found.view.heading
    name = f"nps-{heading.first.isoformat()}-{heading.last.isoformat()}.xlsx"
    lines = [t("stats-file", rows=len(found.rows))]
    if found.total > len(found.rows):
        lines.append(t("stats-file-cut", rows=len(found.rows), total=found.total))
    return Screen("\n".join([caption(found.view, t), "", *lines]), media=Media("document", data, name))


def _row(row: AnswerRow, found: Export, t: Translator) -> list[object]:
    group = Group.of(row.score)
    counts = "by-manager" if row.by_manager else "yes" if row.counts else "earlier"
    hidden = t.plain("stats-hidden")
    return [
        row.at,
        hidden if row.client is None else row.client,
        hidden if row.person is None else row.person,
        row.manager,
        row.score,
        t.plain(f"stats-group-{group}"),
        t.plain(f"stats-counts-{counts}"),
        ", ".join(t.choice("reason", found.reasons[one]) for one in row.reasons),
        row.words,
        survey(row.programme, t),
        row.wave_at,
        row.segment,
        t.plain(f"stats-tier-{row.tier}"),
        t.plain("stats-yes") if row.by_manager else "",
    ]


def _answers(row: AnswerRow, questions: list[str]) -> list[object]:
    """What was answered to each further question: a number where it was a score alone."""
    given = {one.question: _further(one) for one in row.further}
    return [given.get(question) for question in questions]


def _further(one: Further) -> object:
    if one.score is None or not one.words:
        return " · ".join(one.words) if one.score is None else one.score
    return f"{one.score}, {' · '.join(one.words)}"
