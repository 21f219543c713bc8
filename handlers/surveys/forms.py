"""What a long form looks like: a further question, what is left. Not: what a press does."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.domain.forms import Form, Given, is_score
from bot.domain.programmes import Question
from bot.domain.surveys import HIGHEST, LOWEST
from bot.i18n import Translator
from bot.usecases.surveys import Rating
from handlers.keyboards import keyboard
from handlers.screen import Screen
from handlers.surveys.data import TOP_ROW, pressed


def further(
    rating: Rating, form: Form, question: Question, head: Sequence[str], t: Translator, card: int
) -> Screen:
    """One further question, with what was answered to it so far."""
    given = form.given.get(question.id)
    lines: list[str] = [
        *head,
        t("survey-form-number", n=form.number(question), total=form.total),
        t("survey-form-question", text=worded(question, t)),
        t("survey-form-scale" if is_score(question) else "survey-form-words"),
        *_so_far(given, t),
    ]
    return Screen("\n".join(lines), keyboard(*_rows(rating, form, question, given, t, card)))


def worded(question: Question, t: Translator) -> str:
    """The company's own wording, else the catalog's."""
    own, key = question.text(t.language), f"question-{question.id}"
    return own or (t.plain(key) if t.has(key) else question.id)


def _so_far(given: Given | None, t: Translator) -> list[str]:
    if given is None or not given.counts:
        return []
    lines: list[str] = [] if given.score is None else [t("survey-form-given", score=given.score)]
    return [*lines, t("survey-received", n=given.words)] if given.words else lines


def _rows(
    rating: Rating, form: Form, question: Question, given: Given | None, t: Translator, card: int
) -> list[list[InlineKeyboardButton]]:
    id_, rows = rating.invitation.id, []
    if is_score(question):
        scores = [
            pressed(id_, str(n), "grade", card, f"{n}.{question.id}") for n in range(LOWEST, HIGHEST + 1)
        ]
        rows = [scores[:TOP_ROW], scores[TOP_ROW:]]
    on = t.plain("btn2-survey-next" if given is not None and given.counts else "btn2-survey-skip")
    steps = [*_back(rating, form, question, t, card), pressed(id_, on, "pass", card, question.id)]
    return [*rows, steps, [pressed(id_, t.plain("btn1-survey-finish-later"), "leave", card)]]


def _back(
    rating: Rating, form: Form, question: Question, t: Translator, card: int
) -> list[InlineKeyboardButton]:
    """To the question before; before the first one stands the score."""
    before, label = form.before(question), t.plain("btn2-back")
    if before is not None:
        return [pressed(rating.invitation.id, label, "turn", card, before.id)]
    return [pressed(rating.invitation.id, label, "again", card)] if rating.may_change else []


def left(form: Form, t: Translator) -> list[str]:
    """What is said of the further questions when none is on the screen."""
    if form.over:
        return [] if not form.gaps else ["", t("survey-form-over")]
    if form.complete:
        return ["", t("survey-form-complete")]
    return ["", t("survey-form-left", n=form.total - form.done, day=t.day(form.until))]


def go_on(rating: Rating, form: Form, t: Translator, card: int) -> list[list[InlineKeyboardButton]]:
    """To the next question that is left; to the first when all are answered."""
    if form.over or not form.questions:
        return []
    to = form.next_open()
    if to is None:
        label = t.plain("btn1-survey-review")
        return [[pressed(rating.invitation.id, label, "turn", card, form.questions[0].id)]]
    label = t.plain("btn1-survey-go-on", n=form.number(to), total=form.total)
    return [[pressed(rating.invitation.id, label, "turn", card, to.id)]]
