"""What the talk looks like: passed-on words, the question about a loose message, replies that wait for Send."""

from typing import cast

from aiogram.types import InlineKeyboardButton

from bot.domain.complaints import name
from bot.domain.talk import Place, WordKind, shorten
from bot.i18n import Html, Translator
from bot.usecases.talk.views import LooseView, OutgoingView, Passed, WordView
from handlers.complaints.words import counted
from handlers.keyboards import button, in_rows, keyboard
from handlers.screen import Media, MediaKind, Screen
from handlers.talk.data import LooseData, ReplyData

QUOTED = 300


def word(view: WordView, t: Translator) -> Screen:
    """A message passed on: who says it, about what, and the words or the file as they came."""
    text = _words(view, t)
    said = view.word
    if not view.part.file or said.file_id is None:
        return Screen(text, reply_to=view.reply_to)
    if said.kind is WordKind.VIDEO_NOTE:
        text = Html("")  # a round video has no caption
    media = Media(cast(MediaKind, said.kind.value), said.file_id, said.file_name)
    return Screen(text, media=media, reply_to=view.reply_to)


def _words(view: WordView, t: Translator) -> str:
    number = "" if view.number is None else name(view.number)
    who = "staff" if view.to_client else "client"
    key = f"talk-head-{who}-complaint" if number else f"talk-head-{who}"
    lines = [t(key, author=shorten(view.author, 60), client=shorten(view.client, 60), number=number)]
    if view.part.text:
        lines.append(t("talk-text", text=view.part.text))
    if not view.to_client and view.first:
        lines.append(t("talk-how-to-answer"))
    return "\n".join(lines)


def loose(view: LooseView, t: Translator) -> Screen:
    """You wrote: … What is it?"""
    lines = [_quoted(view, t)]
    if view.place is not Place.LOOSE:
        return Screen("\n".join([*lines, _became(view, t)]))
    if view.scores:
        scores = [_choice(view, str(score), "score", score) for score in view.scores]
        one = len(scores) == 1
        lines.append(t("talk-this-score", score=view.scores[0]) if one else t("talk-which-score"))
        return Screen("\n".join(lines), keyboard(*in_rows(scores, 6), *_choices(view, t)))
    return Screen("\n".join([*lines, t("talk-what-is-it")]), keyboard(*_choices(view, t)))


def _quoted(view: LooseView, t: Translator) -> str:
    if view.text:
        return t("talk-you-wrote", text=shorten(view.text, QUOTED))
    return t("talk-you-sent", counts=Html(counted(view.counts, t)))


def _became(view: LooseView, t: Translator) -> str:
    if view.place is Place.TALK:
        return t("talk-became-message", manager=view.manager)
    if view.place is Place.MORE and view.complaint is not None:
        return t("talk-became-details", number=name(view.complaint.number))
    if view.place is Place.RATING:
        return t("talk-became-rating") if view.score is None else t("talk-became-score", score=view.score)
    return t("talk-became-nothing" if view.place is Place.KEPT else "talk-became-complaint")


def _choices(view: LooseView, t: Translator) -> list[list[InlineKeyboardButton]]:
    rows = []
    if view.rating is not None:
        rows.append([_choice(view, t.plain("btn1-talk-rating", score=view.rating), "rating")])
    for brief in view.open[:3]:
        label = t.plain("btn1-talk-details", number=name(brief.number))
        rows.append([_choice(view, label, "details", brief.id)])
    if view.closed is not None:
        label = t.plain("btn1-talk-again", number=name(view.closed.number))
        rows.append([_choice(view, label, "details", view.closed.id)])
    new = "btn1-talk-draft" if view.draft is not None else "btn1-talk-complaint"
    rows.append([_choice(view, t.plain(new), "complaint")])
    rows.append([_choice(view, t.plain("btn1-talk-manager", manager=view.manager), "manager")])
    rows.append([_choice(view, t.plain("btn1-talk-nothing"), "nothing")])
    return rows


def _choice(view: LooseView, label: str, action: str, to: int = 0) -> InlineKeyboardButton:
    return button(label, LooseData(action=action, id=view.batch, to=to))


def outgoing(view: OutgoingView, t: Translator) -> Screen:
    """What goes to the client, once Send is pressed."""
    number = "" if view.number is None else name(view.number)
    if view.state == "writing":
        return Screen(t("talk-write-reply", contact=view.contact, number=number))
    key = "talk-to-complaint" if number else "talk-to"
    lines: list[str] = [t(key, contact=view.contact, number=number)]
    if view.text:
        lines.append(t("talk-quote", text=shorten(view.text, 1500)))
    if view.counts.media:  # a text alone counts itself
        lines.append(counted(view.counts, t))
    if view.state == "ready":
        return Screen("\n".join([*lines, *_warning(view, t)]), keyboard(*in_rows(_ready(view, t), 1)))
    at = view.sent_at
    lines.append(t("talk-sent", at=at) if at is not None else t("talk-dropped"))
    return Screen("\n".join(lines))


def _warning(view: OutgoingView, t: Translator) -> list[str]:
    return [] if view.reachable else [t("complaint-unreachable")]


def _ready(view: OutgoingView, t: Translator) -> list[InlineKeyboardButton]:
    send = button(t.plain("btn1-talk-send"), ReplyData(action="send", id=view.batch))
    drop = button(t.plain("btn1-talk-drop"), ReplyData(action="drop", id=view.batch))
    return [send, drop]


def begun(result: Passed, t: Translator) -> Screen:
    """Write to my manager."""
    return Screen(t("talk-write-manager", manager=result.manager))


def passed(result: Passed, t: Translator) -> Screen:
    """It went to the manager."""
    return Screen(t("talk-passed", manager=result.manager))
