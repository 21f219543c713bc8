"""What is held, as messages: a few facts in the open, the rest to unfold. Not: presses, the page to take along."""

from datetime import datetime

from aiogram.types import InlineKeyboardButton

from bot.domain.mydata import Fact, Held, Section
from bot.i18n import Html, Translator
from bot.usecases.mydata import ASKS, Asked, Erasure
from handlers.keyboards import button, in_rows, keyboard
from handlers.mydata.data import EraseData, MyDataData
from handlers.mydata.words import fact_name, section_name, value
from handlers.screen import Screen
from handlers.settings.data import SettingsData

_OPEN = ("person", "client", "consents", "work")  # sections that are shown unfolded
_LINES = 20  # entries of a section in the chat; the download has all
_LONG = 200  # signs of what somebody said
_MESSAGE = 3400  # signs of a message, its marks counted in
_MOST = 5  # messages


def messages(held: Held, t: Translator) -> list[Screen]:
    """All that is held, in as many messages as it takes; the buttons are under the last."""
    parts: list[str] = [t("mydata-head", company=held.company)]
    blocks = [_section(section, held, t) for section in held.sections]
    texts = _packed([*parts, *blocks])
    cut = len(texts) > _MOST
    texts = texts[:_MOST]
    last = [texts.pop()]
    if cut:
        last.append(t("mydata-rest"))
    if held.erase_at is not None:
        last.append(t("mydata-erase-at", at=held.erase_at))
    last.append(t("mydata-foot-staff") if held.staff else t("mydata-foot"))
    return [*map(Screen, texts), Screen("\n\n".join(last), keyboard(*_buttons(held, t)))]


def _packed(blocks: list[str]) -> list[str]:
    texts: list[str] = []
    for block in blocks:
        if texts and len(texts[-1]) + len(block) < _MESSAGE:
            texts[-1] += f"\n\n{block}"
        else:
            texts.append(block)
    return texts


def _section(section: Section, held: Held, t: Translator) -> str:
    head = t("mydata-section", name=section_name(section.name, t), n=len(section.entries))
    if section.name in _OPEN:
        lines = [_line(fact, held, t) for fact in section.entries[0]]
        return "\n".join([t("mydata-title", name=section_name(section.name, t)), *lines])
    entries, room = [], _MESSAGE - 300
    for entry in section.entries[:_LINES]:
        line = _entry(entry, held, t)
        room -= len(line) + 1
        if room < 0:
            break
        entries.append(line)
    left = len(section.entries) - len(entries)
    more = [t("mydata-more", n=left)] if left else []
    return f"{head}\n<blockquote expandable>{chr(10).join([*entries, *more])}</blockquote>"


def _line(fact: Fact, held: Held, t: Translator) -> str:
    return t("mydata-line", name=fact_name(fact, t), value=value(fact, held, t)[:_LONG])


def _entry(entry: tuple[Fact, ...], held: Held, t: Translator) -> str:
    """A line: when first, words of people in quotes."""
    parts: list[Html] = []
    for fact in entry:
        said = value(fact, held, t)
        if fact.free:
            parts.append(t("mydata-said", words=said if len(said) <= _LONG else said[: _LONG - 1] + "…"))
        elif fact.name in (
            "at",
            "day",
            "kind",
            "file",
            "reason",
            "about",
            "by",
            "question",
            "further",
            "cause",
            "outcome",
        ):
            parts.append(t("mydata-plain", value=said))
        else:
            parts.append(t("mydata-line", name=fact_name(fact, t), value=said))
    return " · ".join(parts)


def _buttons(held: Held, t: Translator) -> list[list[InlineKeyboardButton]]:
    rows = [[button(t.plain("btn2-mydata-download"), MyDataData(action="download"))]]
    if held.staff:
        return rows
    rows[0].append(button(t.plain("btn2-mydata-correct"), MyDataData(action="correct")))
    if held.erase_at is None:
        return [*rows, [button(t.plain("btn1-mydata-delete"), EraseData(action="ask"))]]
    return [*rows, [button(t.plain("btn1-mydata-restore"), EraseData(action="restore"))]]


def correcting(t: Translator, done: Asked | None = None) -> Screen:
    """What may be corrected; `done`: what just was."""
    fields = [button(t.plain(f"btn2-mydata-{what}"), MyDataData(action="ask", word=what)) for what in ASKS]
    settings = [
        button(t.plain("btn2-language"), SettingsData(action="languages")),
        button(t.plain("btn2-zone"), SettingsData(action="zones")),
    ]
    text = t("mydata-correct")
    if done is not None:
        what = t.plain(f"mydata-fact-{done.what}")
        text = Html(f"{t('mydata-corrected', name=what, value=done.now)}\n\n{text}")
    return Screen(text, keyboard(*in_rows(fields, 2), settings))


def asking(asked: Asked, t: Translator) -> Screen:
    """The next message is the new value."""
    text = t(f"mydata-ask-{asked.what}")
    if asked.now:
        text = Html(f"{t('mydata-now', value=asked.now)}\n{text}")
    back = [button(t.plain("btn1-mydata-leave"), MyDataData(action="leave"))]
    return Screen(text, keyboard(back))


def considering(erasure: Erasure, t: Translator) -> Screen:
    """What goes, what stays and why, before the second tap."""
    if erasure.at is not None:
        return waiting(erasure, t)
    who = "own" if erasure.own else "their"
    head = t(f"mydata-delete-{who}", name=erasure.name, client=erasure.client)
    lines: list[str] = [head, t("mydata-goes"), t("mydata-stays")]
    lines.append(t("mydata-alone") if erasure.alone else t("mydata-firm", client=erasure.client))
    lines.append(t("mydata-grace", days=erasure.days))
    data = {"id": 0 if erasure.own else erasure.person_id}
    yes = button(t.plain("btn1-mydata-delete-yes"), EraseData(action="yes", **data))
    no = button(t.plain("btn1-mydata-keep"), EraseData(action="keep", **data))
    return Screen("\n\n".join(lines), keyboard([yes], [no]))


def waiting(erasure: Erasure, t: Translator) -> Screen:
    """The days of grace run, or do not (any more)."""
    who = "own" if erasure.own else "their"
    if erasure.at is None:
        return Screen(t(f"mydata-kept-{who}", name=erasure.name))
    text = t(f"mydata-waits-{who}", name=erasure.name, client=erasure.client, at=erasure.at)
    data = EraseData(action="restore", id=0 if erasure.own else erasure.person_id)
    return Screen(text, keyboard([button(t.plain("btn1-mydata-restore"), data)]))


def erased_soon(at: datetime, t: Translator) -> Screen:
    """At /start, for who asked to be deleted: the way back."""
    restore = button(t.plain("btn1-mydata-restore"), EraseData(action="restore"))
    return Screen(t("mydata-waits-own", at=at), keyboard([restore]))
