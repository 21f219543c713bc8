"""The card of an improvement and the line that rings for it. Not: its questions, lists, what clients read."""

from aiogram.types import InlineKeyboardButton

from bot.domain.choices import Choice
from bot.domain.improvements import Improvement, Raised, State
from bot.i18n import Html, Translator
from bot.usecases.improvements import Shown
from handlers.improvements.data import ImproveData
from handlers.keyboards import button, keyboard
from handlers.lists import cut, pager
from handlers.screen import Screen

_WORDS = 300
_TEXT = 700


def card(shown: Shown, t: Translator) -> Screen:
    """The card as its reader may see it."""
    lines = [head(shown, t), *_counted(shown, t), *_state(shown, t)]
    if shown.last_note:
        lines.append(t("improvement-note", note=_short(shown.last_note, _WORDS)))
    lines += _raised(shown, t)
    return Screen("\n".join(lines), keyboard(*_rows(shown, t)))


def line(shown: Shown, t: Translator) -> Screen:
    """The one line that rings for it."""
    one = shown.improvement
    due = t.day(one.due) if one.due else ""
    return Screen(t(f"improvement-line-{shown.line}", what=named(one, shown.what, t), due=due))


def named(one: Improvement, what: tuple[Choice, ...], t: Translator) -> str:
    """What it is about: the cause, or somebody's own words."""
    return one.title or " · ".join(t.choice("cause", choice) for choice in what)


def head(shown: Shown, t: Translator) -> Html:
    """The first line of every screen about it."""
    one = shown.improvement
    return t("improvement-head", what=named(one, shown.what, t), id=one.id)


def act(t: Translator, key: str, shown: Shown, action: str, n: int = 0) -> InlineKeyboardButton:
    """A button about this improvement."""
    one = shown.improvement
    return button(t.plain(key), ImproveData(action=action, id=one.id, version=one.version, n=n))


def _counted(shown: Shown, t: Translator) -> list[Html]:
    one = shown.improvement
    if not one.cases:
        return [t("improvement-of-nobody" if one.cause is None else "improvement-of-none")]
    counted = t("improvement-cases", n=one.cases, clients=t("improvement-clients", n=one.clients))
    return [counted, t("improvement-why-open")] if shown.open and one.opened_by is None else [counted]


def _state(shown: Shown, t: Translator) -> list[Html]:
    one = shown.improvement
    if one.state is State.DROPPED and one.ended_at is not None:
        return [Html(""), t("improvement-dropped", day=t.date(one.ended_at), why=one.why or "")]
    if one.state is State.DONE and one.ended_at is not None:
        return [
            Html(""),
            t("improvement-done", day=t.date(one.ended_at)),
            *_texts(shown, t),
            *_progress(shown, t),
        ]
    owner = t("improvement-owner", name=one.owner) if one.owner else t("improvement-no-owner")
    if one.due is None:
        return [Html(""), owner, t("improvement-no-date")]
    late = one.overdue(shown.today)
    return [Html(""), owner, t("improvement-late" if late else "improvement-due", day=t.date(one.due))]


def _texts(shown: Shown, t: Translator) -> list[Html]:
    return [t("improvement-text", text=_short(text, _TEXT)) for text in shown.texts.values()]


def _progress(shown: Shown, t: Translator) -> list[Html]:
    done, left = shown.progress, shown.improvement.left_out
    lines = [t("improvement-told-progress", arrived=done.arrived, all=done.all)] if done.all else []
    lines += [t("improvement-told-waiting", n=done.waiting)] if done.waiting else []
    lines += [t("improvement-told-left", n=left + done.lost)] if left + done.lost else []
    return lines or [t("improvement-told-nobody")]


def _raised(shown: Shown, t: Translator) -> list[Html]:
    lines: list[Html] = []
    for voice in shown.raised:
        lines += [Html(""), *_voice(voice, t)]
    if shown.hidden:
        key = "improvement-hidden-more" if shown.seen else "improvement-hidden"
        lines += [Html(""), t(key, n=shown.hidden)]
    return lines


def _voice(voice: Raised, t: Translator) -> list[Html]:
    who = t(
        "improvement-voice",
        score=voice.score,
        name=cut(voice.name),
        client=cut(voice.client),
        day=t.date(voice.at),
    )
    return [who, t("improvement-words", words=_short(voice.words, _WORDS))] if voice.words else [who]


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _rows(shown: Shown, t: Translator) -> list[list[InlineKeyboardButton]]:
    one = shown.improvement
    rows = [pager(shown.page, shown.pages, t, lambda to: ImproveData(action="look", id=one.id, n=to))]
    if shown.can_undo:
        rows.append([act(t, "btn2-undo", shown, "undo")])
    if one.state is State.DONE and shown.progress.waiting:
        rows.append([act(t, "btn1-improvement-progress", shown, "look", shown.page)])
    if not shown.open or not shown.may_work:
        return rows
    owner = [act(t, "btn2-improvement-owner", shown, "owner")] if shown.may_lead else []
    drop = [act(t, "btn2-improvement-drop", shown, "why")] if shown.may_lead else []
    rows.append([*owner, act(t, "btn2-improvement-date", shown, "date")])
    return [*rows, [act(t, "btn2-improvement-done", shown, "done"), *drop]]
