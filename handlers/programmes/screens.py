"""The screens of /surveys: the year, a programme, its day, texts, questions. Not: what a press does."""

from collections.abc import Callable

from bot.domain.errors import NotFound
from bot.domain.programmes import (
    ANNUAL,
    CODES,
    MONTHLY,
    MOST_DAY,
    MOST_QUESTIONS,
    SHIPPED,
    Kind,
    Programme,
    Question,
)
from bot.i18n import Html, Translator, translator
from bot.usecases.programmes import Shown
from handlers.keyboards import button, in_rows, keyboard
from handlers.lists import cut
from handlers.programmes.data import ProgrammeData
from handlers.programmes.parts import Row, ask, back, do, see
from handlers.programmes.reasons import group, one_reason, reasons
from handlers.programmes.year import days, later, words
from handlers.screen import Screen

_PRESETS = {MONTHLY: (1, 5, 10, 16, 20, 25), "quarterly": (1, 3, 5, 10), ANNUAL: (1, 2, 3, 5)}
_ROOM = 110  # signs of a text in a list of texts: a caption has 1,024
_LINE = 50
_DELAYS = 8


def screen(shown: Shown, what: str, code: str, id_: str, t: Translator) -> Screen:
    """A screen by its name, with [Undo] right after a change. Raises NotFound for one that is not there (any more)."""
    draw = _SCREENS.get(what)
    if draw is None or (what in _OF_ONE and code not in CODES):
        raise NotFound
    text, rows = draw(shown, code, id_, t)
    if shown.changed:
        back = ProgrammeData(
            action="undo",
            what=_LIST.get(what, what),
            code=shown.changed,
            value=code,
            v=shown.versions[shown.changed],
        )
        rows = [[button(t.plain("btn2-undo"), back)], *rows]
    return Screen(text, keyboard(*rows))


def _main(shown: Shown, _code: str, _id: str, t: Translator) -> tuple[str, list[Row]]:
    lines: list[str] = [t("programmes-head")]
    if shown.upcoming is not None and shown.seen_at is not None:
        survey = t.plain(f"programme-{shown.upcoming.programme}")
        lines.append(t("programmes-next", survey=survey, day=t.day(shown.upcoming.day), seen=shown.seen_at))
    else:
        lines.append(t("programmes-no-next"))
    rows = [
        [see(t, f"btn1-programme-{'on' if shown.of(code).on else 'off'}", "programme", code, survey=t.plain(f"programme-{code}"))]
        for code in CODES
    ]  # fmt: skip
    more = [see(t, "btn2-programmes-reasons", "reasons")]
    if shown.touched:
        more.append(see(t, "btn2-programmes-reset", "reset"))
    return "\n".join([*lines, "", *words(shown, t)]), [*rows, more]


def _programme(shown: Shown, code: str, _id: str, t: Translator) -> tuple[str, list[Row]]:
    programme = shown.of(code)
    goes = [one for one in shown.year.rounds if one.programme == code and not one.behind]
    lines: list[str] = [
        t(f"programme-head-{'on' if programme.on else 'off'}", survey=t.plain(f"programme-{code}")),
        rule(programme, t),
    ]
    if programme.on:
        lines.append(t("programme-days", days=days(goes, t) or "–"))
        lines += later([one for one in shown.year.delays if one.round.programme == code], _DELAYS, t)
    lines += ["", question(programme, t, t.language)]
    to = "off" if programme.on else "on"
    switch = ProgrammeData(action="do", what="switch", code=code, value=to)
    rows: list[Row] = [
        [button(t.plain(f"btn2-programme-turn-{to}"), switch), see(t, "btn2-programme-day", "day", code)],
        [see(t, "btn2-programme-texts", "texts", code)],
        back(t, "main"),
    ]
    if code != MONTHLY:
        lines.append(t("programme-more", n=len(programme.questions)))
        rows[1].append(see(t, "btn2-programme-questions", "questions", code))
    return "\n".join(lines), rows


def rule(programme: Programme, t: Translator) -> Html:
    """On which day it goes out, in words."""
    if programme.code == ANNUAL:
        month = t.months()[programme.month - 1]
        return t("programme-rule-annual", n=programme.day, month=month)
    return t(f"programme-rule-{programme.code}", n=programme.day, days=programme.days)


def question(programme: Programme, t: Translator, language: str) -> Html:
    """The question 0-10 in a language, as far as it is the company's own."""
    own = programme.asks(language)
    return t("programme-asks", text=cut(own, _ROOM)) if own else t("programme-asks-standard")


def _day(shown: Shown, code: str, _id: str, t: Translator) -> tuple[str, list[Row]]:
    programme = shown.of(code)
    goes = [one for one in shown.year.rounds if one.programme == code and not one.behind]
    lines = [
        t("programme-head-day", survey=t.plain(f"programme-{code}")),
        rule(programme, t),
        t("programme-days", days=days(goes, t) or "–"),
        "",
        t(f"programme-ask-day-{code}", most=MOST_DAY[code]),
    ]
    presets = [do(str(n) if n != programme.day else f"• {n}", "day", code, str(n)) for n in _PRESETS[code]]
    rows: list[Row] = in_rows(presets, 6)
    if code == ANNUAL:
        names = enumerate(t.months(), 1)
        months = [
            do(name if n != programme.month else f"• {name}", "month", code, str(n)) for n, name in names
        ]
        rows += in_rows(months, 3)
    rows.append(
        [
            button(t.plain("btn2-programme-type"), ProgrammeData(action="ask", what="day", code=code)),
            *back(t, "programme", code),
        ]
    )
    return "\n".join(lines), rows


def _texts(shown: Shown, code: str, _id: str, t: Translator) -> tuple[str, list[Row]]:
    programme = shown.of(code)
    lines: list[str] = [t("programme-head-texts", survey=t.plain(f"programme-{code}"))]
    rows: list[Row] = []
    for what, texts in (("question", programme.question), ("intro", programme.intro)):
        lines += ["", t(f"programme-text-{what}")]
        for language in shown.languages:
            own = texts.get(language)
            said = cut(own, _ROOM) if own else t.plain(f"programme-standard-{what}")
            lines.append(t("programme-text", language=t.plain(f"language-{language}"), text=said))
        rows.append([see(t, f"btn2-programme-{what}", f"text-{what}", code)])
    return "\n".join(lines), [[one for row in rows for one in row], back(t, "programme", code)]


def _text(what: str) -> Callable[[Shown, str, str, Translator], tuple[str, list[Row]]]:
    def draw(shown: Shown, code: str, _id: str, t: Translator) -> tuple[str, list[Row]]:
        programme = shown.of(code)
        texts = programme.question if what == "question" else programme.intro
        lines: list[str] = [
            t("programme-head-texts", survey=t.plain(f"programme-{code}")),
            t(f"programme-text-{what}"),
        ]
        rows: list[Row] = []
        for language in shown.languages:
            name, own = t.plain(f"language-{language}"), texts.get(language)
            lines.append(
                t(
                    "programme-text",
                    language=name,
                    text=cut(own or t.plain(f"programme-standard-{what}"), 300),
                )
            )
            rows.append([ask(t, what, code, language)])
            if own:
                data = ProgrammeData(action="do", what=what, code=code, language=language)
                rows.append([button(t.plain(f"btn1-programme-standard-{what}", language=name), data)])
        return "\n".join(lines), [*rows, back(t, "texts", code)]

    return draw


def _questions(shown: Shown, code: str, _id: str, t: Translator) -> tuple[str, list[Row]]:
    programme = shown.of(code)
    lines: list[str] = [t("programme-head-questions", survey=t.plain(f"programme-{code}"))]
    lines += [
        t(f"programme-question-{one.kind}", n=n, text=cut(asked(one, t), _LINE))
        for n, one in enumerate(programme.questions, 1)
    ]
    numbers = [
        button(str(n), ProgrammeData(action="see", what="question", code=code, id=one.id))
        for n, one in enumerate(programme.questions, 1)
    ]
    add: Row = []
    if len(programme.questions) < MOST_QUESTIONS:
        add = [
            button(t.plain(f"btn2-programme-add-{kind}"), ProgrammeData(action="ask", what="ask", code=code, id=kind, language=t.language))
            for kind in Kind
        ]  # fmt: skip
    else:
        lines += ["", t("programme-full", most=MOST_QUESTIONS)]
    return "\n".join(lines), [*in_rows(numbers, 6), add, back(t, "programme", code)]


def asked(one: Question, t: Translator) -> str:
    """A question in the reader's language."""
    return one.text(t.language) or t.plain(f"question-{one.id}")


def _one_question(shown: Shown, code: str, id_: str, t: Translator) -> tuple[str, list[Row]]:
    programme = shown.of(code)
    place = next((n for n, one in enumerate(programme.questions) if one.id == id_), None)
    if place is None:
        return _questions(shown, code, "", t)
    one = programme.questions[place]
    lines: list[str] = [
        t(f"programme-head-question-{one.kind}", n=place + 1, survey=t.plain(f"programme-{code}"))
    ]
    for language in shown.languages:
        said = one.texts.get(language) or _shipped(one, language, t)
        lines.append(t("programme-text", language=t.plain(f"language-{language}"), text=said))
    v = shown.versions[code]
    move = [do(sign, "move", code, to, id_, v) for sign, to in (("⬆", "up"), ("⬇", "down"))]
    drop = ProgrammeData(action="do", what="drop", code=code, id=id_)
    rows = [[ask(t, "reword", code, language, id_) for language in shown.languages], move]
    return "\n".join(lines), [
        *rows,
        [button(t.plain("btn2-programme-drop"), drop), *back(t, "questions", code)],
    ]


def _shipped(one: Question, language: str, t: Translator) -> str:
    """The standard wording in a language, where there is one."""
    if one.id in SHIPPED:
        return translator(language, t.zone).plain(f"question-{one.id}")
    return t.plain("programme-no-text")


def _reset(_shown: Shown, _code: str, _id: str, t: Translator) -> tuple[str, list[Row]]:
    sure = button(t.plain("btn1-programmes-reset"), ProgrammeData(action="reset"))
    return t("programmes-reset-sure"), [[sure], back(t, "main")]


_SCREENS: dict[str, Callable[[Shown, str, str, Translator], tuple[str, list[Row]]]] = {
    "main": _main,
    "programme": _programme,
    "day": _day,
    "texts": _texts,
    "text-question": _text("question"),
    "text-intro": _text("intro"),
    "questions": _questions,
    "question": _one_question,
    "reasons": reasons,
    "group": group,
    "reason": one_reason,
    "reset": _reset,
}
_OF_ONE = frozenset({"programme", "day", "texts", "text-question", "text-intro", "questions", "question"})
"""Screens of one programme."""
_LIST = {"question": "questions", "reason": "group"}
"""Where [Undo] comes back to: what was changed may not be there then."""
