"""How the end of an improvement looks: what was changed, the preview, the message to clients. Not: the card."""

from collections.abc import Mapping
from datetime import date

from aiogram.types import InlineKeyboardButton

from bot.domain.improvements import Left
from bot.i18n import Html, Translator
from bot.usecases.improvements import Preview, Shown, Told
from handlers.improvements.card import act, card, head
from handlers.improvements.data import ImproveData
from handlers.keyboards import button, keyboard
from handlers.lists import cut
from handlers.screen import Screen

_WORDS = 300
_EXAMPLE = 100
_PREVIEW = 2700
"""Characters of the company's words in all languages together: the whole of three."""


def preview(seen: Preview, t: Translator) -> Screen:
    """What clients would read and how many of them; after the end the card, before any words the question for them."""
    if not seen.shown.open:
        return card(seen.shown, t)
    if seen.asks is not None:
        return _ask(seen, seen.asks, t)
    lines: list[Html] = [head(seen.shown, t)]
    room = _PREVIEW // max(1, len(seen.shown.texts))
    for language, text in seen.shown.texts.items():
        short = text if len(text) <= room else text[: room - 1] + "…"
        lines += [Html(""), _for_whom(seen, language, t), _message(seen, short, t)]
    lines += [Html(""), *_counts(seen, t)]
    return Screen("\n".join(lines), keyboard(*_rows(seen, t)))


def _ask(seen: Preview, language: str, t: Translator) -> Screen:
    how = (
        t("improvement-ask-text")
        if not language
        else t("improvement-ask-language", language=_own(language, t))
    )
    lines = [head(seen.shown, t), how, *([] if language else [Html(""), *_counts(seen, t)])]
    return Screen("\n".join(lines), keyboard([act(t, "btn2-back", seen.shown, "look")]))


def _for_whom(seen: Preview, language: str, t: Translator) -> Html:
    own = set(seen.shown.texts) - {""}
    if language:
        return t("improvement-reads-language", language=_own(language, t), n=seen.readers.get(language, 0))
    others = sum(n for code, n in seen.readers.items() if code not in own)
    return t("improvement-reads-others", n=others) if own else t("improvement-reads")


def _message(seen: Preview, text: str, t: Translator) -> Html:
    said = seen.example
    if said is None:
        return t("improvement-quote", text=t("improvement-told-plain", text=text))
    words = None if said.words is None else cut(said.words, _EXAMPLE)
    return t("improvement-quote", text=_told(t, seen.company, said.at, said.score, words, text))


def _told(t: Translator, company: str, at: date, score: int, words: str | None, text: str) -> Html:
    day = t.date(at)
    if words:
        short = words if len(words) <= _WORDS else words[: _WORDS - 1].rstrip() + "…"
        return t("improvement-told-words", company=company, day=day, score=score, words=short, text=text)
    return t("improvement-told", company=company, day=day, score=score, text=text)


def _counts(seen: Preview, t: Translator) -> list[Html]:
    counts = seen.counts
    lines = [t("improvement-goes", n=counts.told) if counts.told else t("improvement-goes-nobody")]
    return [*lines, *(t(f"improvement-left-{why}", n=counts.left[why]) for why in Left if why in counts.left)]


def _rows(seen: Preview, t: Translator) -> list[list[InlineKeyboardButton]]:
    one, told = seen.shown.improvement, seen.counts.told
    words = t.plain("btn1-improvement-send", n=told) if told else t.plain("btn1-improvement-finish")
    send = ImproveData(action="send", id=one.id, version=one.version, n=told)
    rows = [[button(words, send)]]
    several = seen.readers if len(seen.readers) > 1 else {}
    for language in several:
        name = t.plain("btn1-improvement-language", language=_own(language, t))
        rows.append([button(name, ImproveData(action="text", id=one.id, value=language))])
    last = [act(t, "btn2-improvement-text", seen.shown, "text"), act(t, "btn2-back", seen.shown, "look")]
    return [*rows, last]


def _own(language: str, t: Translator) -> str:
    key = f"language-{language}"
    return t.plain(key) if t.has(key) else language


def told(seen: Told, t: Translator) -> Screen:
    """The message to a contact: what they said, what was changed."""
    said = seen.said
    return Screen(_told(t, seen.company, said.at, said.score, said.words, text_for(seen.texts, t.language)))


def text_for(texts: Mapping[str, str], language: str) -> str:
    """The company's words for a reader of this language."""
    return texts.get(language) or texts.get("") or next(iter(texts.values()), "")


def asking_why(shown: Shown, t: Translator) -> Screen:
    """Why is it dropped?"""
    lines = [head(shown, t), t("improvement-ask-why")]
    return Screen("\n".join(lines), keyboard([act(t, "btn2-back", shown, "look")]))
