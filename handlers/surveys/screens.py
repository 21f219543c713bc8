"""What a question looks like: asked, being explained, done, closed. Not: what a press does."""

from functools import lru_cache
from typing import Any, cast

from aiogram.types import InlineKeyboardButton

from bot.domain.nps import Group
from bot.domain.surveys import HIGHEST, LOWEST, Stage, Wish, Words, pieces
from bot.i18n import Html, Translator
from bot.usecases.surveys import Apart, Opinion, Rating
from handlers.further import apart, further_lines
from handlers.keyboards import button, in_rows, keyboard
from handlers.letters import Renderer
from handlers.recommended import recommended
from handlers.screen import Media, Screen
from handlers.surveys.data import CARD, COPY, LIVE, TOP_ROW, RateData, pressed
from handlers.surveys.forms import further, go_on, left
from handlers.surveys.recommending import request, request_rows

_LONGEST = 2500


def screen(rating: Rating, t: Translator, *, card: int = CARD) -> Screen:
    """The question as it stands."""
    if rating.answer is not None and rating.answer.by_manager and not rating.refused:
        return _question(rating, t, card)
    if rating.below and rating.answer is not None and card != LIVE:
        return Screen(_answer(rating, t))
    if rating.refused:
        return Screen(t("survey-refused"), keyboard([_button(rating, t.plain("btn2-undo"), "allow", card)]))
    if rating.answer is None and rating.invitation.stage is Stage.CLOSED and not rating.choosing:
        anyway = _button(rating, t.plain("btn1-survey-anyway"), "again", card)
        day = rating.invitation.closed_at
        assert day is not None
        return Screen(t("survey-closed", day=t.day(day)), keyboard([anyway]))
    if rating.answer is None or rating.choosing:
        return _question(rating, t, card)
    if not rating.answer.said:
        return _why(rating, t, card)
    current = None if rating.form is None else rating.form.current
    if rating.form is None or current is None:
        return _done(rating, t, card)
    head = [promise(rating, t), ""] if rating.answer.low else []
    return further(rating, rating.form, current, head, t, card)


def reminder(rating: Rating, t: Translator) -> Screen:
    """The second message to the silent; both feed one answer."""
    drawn = screen(rating, t, card=COPY)
    if rating.answer is None and rating.invitation.stage is Stage.OPEN:
        return Screen(t("survey-again") + "\n\n" + drawn.text, drawn.keyboard)
    return drawn


def thanks(rating: Rating, t: Translator) -> Screen:
    """The screen under the contact's words: the one with the buttons from then on."""
    return screen(rating, t, card=LIVE)


def line(rating: Rating, t: Translator) -> Screen:
    """The one line that leads to the screen above it."""
    if rating.answer is None:
        return Screen(t("survey-here"))
    if rating.form is not None and rating.answer.said and rating.form.current is not None:
        return Screen(t("survey-here-form"))
    return Screen(t("survey-here-score", score=rating.answer.score))


def _button(rating: Rating, text: str, action: str, card: int, value: str | int = "") -> InlineKeyboardButton:
    return pressed(rating.invitation.id, text, action, card, value)


def _question(rating: Rating, t: Translator, card: int) -> Screen:
    scores = [_button(rating, str(n), "score", card, n) for n in range(LOWEST, HIGHEST + 1)]
    last = [
        _button(rating, t.plain("btn2-survey-later"), "later", card),
        _button(rating, t.plain("btn2-survey-refuse"), "refuse", card),
    ]
    text = _asks(rating, t)
    if rating.answer is not None and rating.answer.by_manager:
        noted = t("survey-noted", manager=rating.noted_by or rating.company, score=rating.answer.score)
        text = Html(f"{text}\n\n{noted}")
    elif rating.choosing and rating.answer is not None:
        last = [_button(rating, t.plain("btn2-back"), "look", card)]
    return Screen(text, keyboard(scores[:TOP_ROW], scores[TOP_ROW:], last))


def _asks(rating: Rating, t: Translator) -> Html:
    programme = rating.programme
    first = t("survey-ask-head", company=rating.company)
    if programme is not None and programme.long and rating.answer is None:
        first = t("survey-ask-head-long", company=rating.company, n=len(programme.questions) + 1)
    own = None if programme is None else programme.asks(t.language)
    intro = None if programme is None or rating.answer is not None else programme.opens(t.language)
    lines = [first, *([] if intro is None else [t("survey-own", text=intro)])]
    lines.append(t("survey-question", text=own or t.plain("survey-recommend")))
    return Html("\n".join([*lines, t("survey-scale")]))


def _answer(rating: Rating, t: Translator) -> str:
    assert rating.answer is not None
    text = t(f"survey-answer-{rating.answer.group}", score=rating.answer.score)
    closed = rating.invitation.closed_at
    if closed is None or rating.answer.at < closed:
        return text
    return f"{text}\n{t('survey-answered-late', day=t.day(closed))}"


def _change(rating: Rating, t: Translator, card: int) -> list[InlineKeyboardButton]:
    return [_button(rating, t.plain("btn1-survey-change"), "again", card)] if rating.may_change else []


def _why(rating: Rating, t: Translator, card: int) -> Screen:
    assert rating.answer is not None
    ticks = []
    for choice in rating.offered:
        on = choice.id in rating.chosen
        label = _label(t, t.choice("reason", choice), on)
        ticks.append(_button(rating, label, "untick" if on else "tick", card, choice.id))
    done = t.plain("btn2-survey-done" if rating.chosen else "btn2-survey-skip")
    text = _answer(rating, t) + "\n\n" + t(f"survey-why-{rating.answer.group}")
    return Screen(
        text,
        keyboard(*in_rows(ticks, 2), [_button(rating, done, "done", card)], _change(rating, t, card)),
    )


@lru_cache(maxsize=1024)
def _label(t: Translator, reason: str, on: bool) -> str:
    """Every first tap draws all of them."""
    return t.plain("survey-ticked" if on else "survey-unticked", text=reason)


def _done(rating: Rating, t: Translator, card: int) -> Screen:
    assert rating.answer is not None
    lines: list[str] = [_answer(rating, t), *_said(rating, t), "", promise(rating, t)]
    lines += [] if rating.form is None else left(rating.form, t)
    rows = [] if rating.form is None else go_on(rating, rating.form, t, card)
    if rating.answer.low and rating.answer.wish is None and rating.awaits:
        rows += [
            [_button(rating, t.plain("btn1-survey-sooner"), Wish.SOONER, card)],
            [_button(rating, t.plain("btn1-survey-none"), Wish.NONE, card)],
        ]
    if rating.answer.low and rating.answer.wish is not Wish.NONE:
        rows += [
            [_button(rating, t.plain("btn1-survey-write"), "write", card)],
            [_button(rating, t.plain("btn1-survey-complain"), "complain", card)],
        ]
    if rating.offer is not None and (rating.form is None or rating.form.finished):
        lines += ["", request(rating, rating.offer, t)]
        rows += request_rows(rating, rating.offer, card, t)
    return Screen("\n".join(lines), keyboard(*rows, _change(rating, t, card)))


def _said(rating: Rating, t: Translator) -> list[str]:
    names = [t.choice("reason", choice) for choice in rating.offered if choice.id in rating.chosen]
    lines: list[str] = [t("survey-reasons", reasons=t.join(names))] if names else []
    return [*lines, t("survey-received", n=rating.words)] if rating.words else lines


def promise(rating: Rating, t: Translator) -> str:
    answer, manager = rating.answer, rating.manager or rating.company
    assert answer is not None
    if answer.group is Group.PROMOTER:
        return t("survey-done-promoter")
    if answer.group is Group.PASSIVE:
        said = rating.words or rating.chosen
        return t("survey-done-passive" if said else "survey-done-passive-score", manager=manager)
    if answer.wish is Wish.NONE:
        return t("survey-done-none", manager=manager)
    if rating.contact_by is None:
        return t("survey-done-detractor", manager=manager)
    return t("survey-done-detractor-by", manager=manager, at=rating.contact_by)


def opinion(said: Opinion, t: Translator) -> Screen:
    """What a content client said, for the manager."""
    lines: list[str] = [t("survey-opinion", score=said.answer.score, person=said.person, client=said.client)]
    if said.reasons:
        names = [t.choice("reason", reason) for reason in said.reasons]
        lines.append(t("survey-reasons", reasons=t.join(names)))
    if said.recommended is not None:
        lines.append(recommended(said.recommended, t))
    lines += further_lines(said.further, t)
    lines += [] if said.apart is None else [apart(said.apart, t)]
    words = "\n".join(part.text for part in said.words if part.text and part.question is None)
    if words:
        lines.append(t("survey-opinion-words", words=words[:_LONGEST]))
    if any(part.file_id for part in said.words) or len(words) > _LONGEST:
        data = RateData(action="all", id=said.answer.id)
        return Screen("\n".join(lines), keyboard([button(t.plain("btn1-words-all"), data)]))
    return Screen("\n".join(lines))


def differ(found: Apart, t: Translator) -> Screen:
    """The line that tells a manager of it."""
    low, high = found.between.low, found.between.high
    return Screen(
        t(
            "survey-apart-line",
            client=found.client,
            low=low.score,
            who=low.name,
            high=high.score,
            other=high.name,
        )
    )


def opinion_line(said: Opinion, t: Translator) -> Screen:
    """Content clients say more."""
    return Screen(t("survey-opinion-line", person=said.person, client=said.client))


def everything(said: tuple[Words, int], t: Translator) -> Screen:
    """One message of a client, whole: the file (with a short text), or a piece of the text."""
    words, part = said
    if part >= 0:
        return Screen(t("survey-words", words=pieces(words)[part]))
    assert words.file_id is not None
    text = t("survey-words", words=words.text) if words.text and not pieces(words) else ""
    return Screen(text, media=Media(cast("Any", words.kind), words.file_id))


LETTERS: dict[str, Renderer] = {
    "survey.card": screen,
    "survey.card.line": line,
    "survey.again": reminder,
    "survey.again.line": line,
    "survey.thanks": thanks,
    "survey.thanks.line": line,
    "survey.opinion": opinion,
    "survey.opinion.line": opinion_line,
    "survey.spread": differ,
    "survey.words": everything,
}
