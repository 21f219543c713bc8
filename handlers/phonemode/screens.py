"""What phone mode looks like: to be asked, noted, further questions, answered by the contact. Not: what a press does."""

from aiogram.types import InlineKeyboardButton

from bot.domain.forms import Form, is_score
from bot.domain.programmes import Question
from bot.domain.surveys import HIGHEST, LOWEST
from bot.i18n import LANGUAGES, Html, Translator, translator
from bot.usecases.surveys import Noting
from handlers.keyboards import button, copy, in_rows, keyboard
from handlers.phonemode.data import PhoneData
from handlers.screen import Screen
from handlers.surveys.forms import worded

_TOP_ROW = 6  # 0-5, then 6-10


def screen(found: Noting, t: Translator) -> Screen:
    """Phone mode as it stands: to be asked, noted, or answered by the contact."""
    answer = found.answer
    if answer is None or found.choosing:
        return _asking(found, t)
    if not answer.by_manager:
        return Screen("\n".join([_head(found, t), *_own(found, t)]))
    current = None if found.form is None or not answer.said else found.form.current
    if found.form is not None and current is not None:
        return _further(found, found.form, current, t)
    return _noted(found, t)


def folded(found: Noting, t: Translator) -> Screen:
    """Nothing was noted: one line, from which it opens again."""
    text = f"{_head(found, t)}\n{t('phone-left')}"
    return Screen(text, keyboard([_button(found, t.plain("btn1-phone-score"), "look")]))


def line(found: Noting, t: Translator) -> Screen:
    """The one line that rings: the contact's own answer took the place of what was noted."""
    return Screen(t("phone-line-own", person=found.person, **_scores(found)))


def _head(found: Noting, t: Translator) -> Html:
    return t("phone-head", person=found.person, client=found.client)


def _asking(found: Noting, t: Translator) -> Screen:
    lines: list[str] = [_head(found, t)]
    if found.phone:
        lines.append(t("phone-number", phone=found.phone))
    lines += ["", t("phone-read"), _question(found, t)]
    if found.language in LANGUAGES and found.language != t.language:
        theirs = translator(found.language, t.zone)
        lines += [
            t("phone-read-theirs", language=t.plain(f"language-{found.language}")),
            _question(found, theirs),
        ]
    lines += ["", t("phone-only")]
    if found.unwilling:
        lines.append(t("phone-unwilling"))
    last = [_button(found, t.plain("btn2-phone-none"), "leave")]
    if found.choosing:
        last = [_button(found, t.plain("btn2-back"), "look")]
    if found.phone:
        last.append(copy(t.plain("btn2-copy-number"), found.phone))
    scores = [_button(found, str(n), "score", n) for n in range(LOWEST, HIGHEST + 1)]
    return Screen("\n".join(lines), keyboard(scores[:_TOP_ROW], scores[_TOP_ROW:], last))


def _question(found: Noting, t: Translator) -> Html:
    own = None if found.programme is None else found.programme.asks(t.language)
    return t("phone-question", text=own or t.plain("survey-recommend"))


def _further(found: Noting, form: Form, question: Question, t: Translator) -> Screen:
    """A further question to read aloud, with what was noted to it so far."""
    given = form.given.get(question.id)
    lines: list[str] = [
        _head(found, t),
        t("survey-form-number", n=form.number(question), total=form.total),
        "",
    ]
    lines += [t("phone-read"), *_aloud(question, t)]
    if found.language in LANGUAGES and found.language != t.language:
        lines.append(t("phone-read-theirs", language=t.plain(f"language-{found.language}")))
        lines += _aloud(question, translator(found.language, t.zone))
    lines += ["", t("phone-further-how" if is_score(question) else "phone-further-words")]
    if given is not None and given.score is not None:
        lines.append(t("phone-further-given", score=given.score))
    if given is not None and given.words:
        lines.append(t("phone-words", n=given.words))
    return Screen("\n".join(lines), keyboard(*_further_rows(found, form, question, t)))


def _aloud(question: Question, t: Translator) -> list[Html]:
    lines = [t("phone-further-question", text=worded(question, t))]
    return [*lines, t("survey-form-scale")] if is_score(question) else lines


def _further_rows(
    found: Noting, form: Form, question: Question, t: Translator
) -> list[list[InlineKeyboardButton]]:
    given, before = form.given.get(question.id), form.before(question)
    scores = [_button(found, str(n), "grade", f"{n}.{question.id}") for n in range(LOWEST, HIGHEST + 1)]
    rows = [scores[:_TOP_ROW], scores[_TOP_ROW:]] if is_score(question) else []
    on = t.plain("btn2-survey-next" if given is not None and given.counts else "btn2-survey-skip")
    back = [] if before is None else [_button(found, t.plain("btn2-back"), "turn", before.id)]
    rows.append([*back, _button(found, on, "pass", question.id)])
    return [*rows, [_button(found, t.plain("btn1-survey-finish-later"), "stop")]]


def _own(found: Noting, t: Translator) -> list[Html]:
    assert found.answer is not None
    lines = [t("phone-own", person=found.person, score=found.answer.score, at=found.answer.at)]
    if found.noted is not None:
        lines.append(t("phone-own-noted", by=found.noted.by, score=found.noted.score, at=found.noted.at))
    return [*lines, t("phone-own-stands")]


def _noted(found: Noting, t: Translator) -> Screen:
    answer, noted = found.answer, found.noted
    assert answer is not None
    assert noted is not None
    lines: list[str] = [_head(found, t), t("phone-noted", score=answer.score, by=noted.by, at=noted.at)]
    names = [t.choice("reason", choice) for choice in found.offered if choice.id in found.chosen]
    lines += [t("phone-reasons", reasons=t.join(names))] if names and answer.said else []
    lines += [t("phone-words", n=found.words)] if found.words else []
    lines += [t("phone-case")] if found.in_case else []
    lines += [t("phone-call", day=t.day(found.call_at))] if found.call_at is not None else []
    ticks: list[InlineKeyboardButton] = []
    if not answer.said:
        lines += ["", t(f"phone-why-{answer.group}")]
        ticks = [_tick(found, choice.id, t.choice("reason", choice), t) for choice in found.offered]
    lines += ["", t("phone-apart", person=found.person)]
    rest = [] if answer.said else [_button(found, t.plain("btn2-phone-done"), "done")]
    rest += [_button(found, t.plain("btn2-undo"), "undo")] if found.may_undo else []
    change = [_button(found, t.plain("btn1-phone-change"), "again")] if found.may_change else []
    form, on = found.form if answer.said else None, list[InlineKeyboardButton]()
    if form is not None:
        noted_of = sum(form.given[q.id].counts for q in form.questions if q.id in form.given)
        lines.append(t("phone-further-noted", n=noted_of, total=len(form.questions)))
        if form.gaps and not form.over:
            on = [_button(found, t.plain("btn1-phone-further"), "turn")]
    return Screen("\n".join(lines), keyboard(*in_rows(ticks, 2), on, rest, change))


def _tick(found: Noting, reason: str, name: str, t: Translator) -> InlineKeyboardButton:
    on = reason in found.chosen
    label = t.plain("survey-ticked" if on else "survey-unticked", text=name)
    return _button(found, label, "untick" if on else "tick", reason)


def _button(found: Noting, text: str, action: str, value: str | int = "") -> InlineKeyboardButton:
    seen = 0 if found.answer is None else found.answer.version
    data = PhoneData(action=action, id=found.invitation.id, value=str(value), seen=seen)
    return button(text, data)


def _scores(found: Noting) -> dict[str, int]:
    own = 0 if found.answer is None else found.answer.score
    return {"score": own, "noted": own if found.noted is None else found.noted.score}


def who(found: Noting) -> dict[str, str | int]:
    """Names and scores for the words of a refusal."""
    by = "" if found.noted is None else found.noted.by
    return {"person": found.person, "by": by, "score": _scores(found)["score"]}
