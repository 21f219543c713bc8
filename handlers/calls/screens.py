"""How calls look: the card, its questions, the choice of clients. Not: handlers."""

from datetime import datetime

from aiogram.types import InlineKeyboardButton

from bot.domain.cadence import Due
from bot.domain.calls import BY_HAND, Call, Outcome, State
from bot.domain.ids import CallId
from bot.domain.phonemode import CAUSES
from bot.i18n import Html, Translator
from bot.usecases.calls import Found, Shown
from handlers.calls.data import CallData, OutcomeData, PlanData
from handlers.clients.data import ClientData
from handlers.keyboards import button, copy, in_rows, keyboard, link
from handlers.letters import Renderer
from handlers.lists import cut
from handlers.phonemode.data import PhoneData
from handlers.screen import Screen
from handlers.surveys.data import RateData

_WORDS = 800
"""Characters of what a passive said; the rest is behind a button."""
_NOTES = {"voice": "voice", "video_note": "voice", "photo": "photo"}


def card(shown: Shown, t: Translator) -> Screen:
    """The card of a call in its present state."""
    return Screen(_text(shown, t), keyboard(*_buttons(shown, t)))


def line(shown: Shown, t: Translator) -> Screen:
    """The one line that rings for it."""
    return Screen(t("call-line", who=shown.call.person or shown.call.client))


LETTERS: dict[str, Renderer] = {"call.card": card, "call.card.line": line}


def _text(shown: Shown, t: Translator) -> str:
    call = shown.call
    head = (
        t("call-head-person", person=call.person, client=call.client)
        if call.person
        else t("call-head", client=call.client)
    )
    lines: list[str] = [head, _due(shown, t), t("call-cause", cause=t(f"call-cause-{call.cause}"))]
    if shown.whose is not None:
        lines.append(t("call-owner", name=shown.whose) if shown.whose else t("call-nobody"))
    lines += _said(shown, t)
    lines.append(_last(call, t))
    if call.phone:
        lines.append(t("call-phone", phone=call.phone))
    if call.note:
        lines.append(t("call-note", note=call.note))
    if call.last_note_kind:
        said = call.last_note or t.plain(f"call-note-kind-{_NOTES.get(call.last_note_kind, 'file')}")
        lines.append(t("call-last-note", note=said))
    if call.state is not State.OPEN:
        lines += ["", _result(call, t)]
    if call.next_try_at is not None:
        lines.append(t("call-again-at", at=call.next_try_at))
    return "\n".join(lines)


def _said(shown: Shown, t: Translator) -> list[str]:
    """Of a passive's call: the question to ask, and the answer it is about."""
    said = shown.said
    if shown.call.cause == "passive":
        lines: list[str] = [t("call-ask-ten")]
    else:
        lines = []
    if said is None:
        return lines
    key = "call-answer-noted" if said.answer.by_manager else "call-answer"
    lines.append(t(key, score=said.answer.score, day=t.date(said.answer.at)))
    if said.reasons:
        lines.append(
            t("call-answer-reasons", reasons=t.join([t.choice("reason", one) for one in said.reasons]))
        )
    if said.words:
        lines.append(t("call-answer-words", words=cut("\n".join(said.words), _WORDS)))
    return [*lines, t("call-answer-files", n=said.files)] if said.files else lines


def _due(shown: Shown, t: Translator) -> Html:
    call = shown.call
    due = t.when(call.due_at) if call.timed else t.day(call.due_at)
    if shown.due is Due.OVERDUE:
        return t("call-due-red", due=due)
    if shown.due is Due.DUE:
        return t("call-due-yellow", due=due)
    return t("call-due-late", due=due) if shown.overdue else t("call-due", due=due)


def _last(call: Call, t: Translator) -> str:
    touch = t("call-last", day=t.date(call.last_touch_at)) if call.last_touch_at else t("call-last-never")
    if call.last_score is None or call.scored_at is None:
        return touch
    key = "call-last-score-noted" if call.score_noted else "call-last-score"
    score = t(key, score=call.last_score, day=t.date(call.scored_at))
    return Html(f"{touch} · {score}")


def _result(call: Call, t: Translator) -> str:
    if call.done_at is None:
        return t("call-not-due")
    if call.cause == "silence" and call.state is State.DROPPED and call.done_by is None:
        return t("call-answered", at=t.when(call.done_at))
    if call.cause == "passive" and call.state is State.DROPPED and call.done_by is None:
        return t("call-newer", at=t.when(call.done_at))
    what = "dropped" if call.state is State.DROPPED else (call.outcome or Outcome.TALKED).value
    return t(
        "call-result", what=t.plain(f"call-outcome-{what}"), who=call.done_by or "–", at=t.when(call.done_at)
    )


def _buttons(shown: Shown, t: Translator) -> list[list[InlineKeyboardButton]]:
    call = shown.call
    if call.state is State.OPEN:
        rows = [
            [_act(t, "btn2-call-done", "done", call), _act(t, "btn2-call-snooze", "snooze", call)],
        ]
        if call.cause in CAUSES and call.person_id is not None:
            rows.append([button(t.plain("btn1-phone-score"), PhoneData(action="call", id=call.id))])
        if shown.said is not None and (shown.said.files or len("\n".join(shown.said.words)) > _WORDS):
            everything = RateData(action="all", id=shown.said.answer.id)
            rows.append([button(t.plain("btn1-words-all"), everything)])
        return [*rows, *in_rows(_reach(call, t), 2)]
    undo_row = [_act(t, "btn2-undo", "undo", call)] if shown.can_undo else []
    if call.wants_next_try and shown.can_undo:
        return [*_times(shown, t, "again"), undo_row]
    return [undo_row]


def _reach(call: Call, t: Translator) -> list[InlineKeyboardButton]:
    row = [button(t.plain("btn2-call-card"), ClientData(action="open", id=call.client_id))]
    if call.phone:
        row.append(copy(t.plain("btn2-call-copy"), call.phone))
    if call.username:
        row.append(link(t.plain("btn2-call-chat"), f"https://t.me/{call.username}"))
    return row


def asking(shown: Shown, t: Translator) -> Screen:
    """Done: how did it go?"""
    buttons = [
        button(t.plain(f"btn2-call-{outcome.value}"), OutcomeData(id=shown.call.id, outcome=outcome))
        for outcome in BY_HAND
    ]
    asks = "call-how-passive" if shown.call.cause == "passive" else "call-how-did-it-go"
    words = _text(shown, t) + "\n\n" + t(asks)
    return Screen(words, keyboard(*in_rows(buttons, 2), _back(shown.call.id, t)))


def snoozing(shown: Shown, t: Translator) -> Screen:
    """Snooze: when, or after three times whether at all."""
    if shown.put_off_often:
        return often(shown, t, "keep")
    return later(shown, t)


def later(shown: Shown, t: Translator) -> Screen:
    """When instead?"""
    last = [_act(t, "btn2-call-pick", "pick", shown.call), *_back(shown.call.id, t)]
    return Screen(_text(shown, t), keyboard(*_times(shown, t, "z"), last))


def often(shown: Shown, t: Translator, keep: str) -> Screen:
    """Put off three times: keep it (as it is now, or once more), hand it over or drop it."""
    call = shown.call
    words = _text(shown, t) + "\n\n" + t("call-put-off", n=call.snoozes)
    first = [_act(t, "btn2-call-keep", keep, call), _act(t, "btn2-call-drop", "drop", call)]
    second = [_act(t, "btn1-call-hand", "to", call)] if shown.colleagues else []
    return Screen(words, keyboard(first, second, _back(call.id, t)))


def _times(shown: Shown, t: Translator, action: str) -> list[list[InlineKeyboardButton]]:
    buttons = [
        button(t.when(at), CallData(action=action, id=shown.call.id, at=_minutes(at))) for at in shown.tries
    ]
    return in_rows(buttons, 2)


def choice(found: Found, t: Translator) -> Screen:
    """Which of several clients?"""
    at = _minutes(found.due_at)
    names = [
        button(cut(name), PlanData(client=client, at=at, timed=found.timed, person=person or 0))
        for client, name, person in found.clients
    ]
    return Screen(t("call-which"), keyboard(*in_rows(names, 1)))


def _act(t: Translator, key: str, action: str, call: Call) -> InlineKeyboardButton:
    return button(t.plain(key), CallData(action=action, id=call.id))


def _back(call_id: CallId, t: Translator) -> list[InlineKeyboardButton]:
    return [button(t.plain("btn2-back"), CallData(action="look", id=call_id))]


def _minutes(at: datetime) -> int:
    return int(at.timestamp()) // 60


def colleagues(shown: Shown, t: Translator) -> Screen:
    """Hand over: to whom?"""
    names = [
        button(name, CallData(action="hand", id=shown.call.id, to=person))
        for person, name in shown.colleagues
    ]
    return Screen(_text(shown, t), keyboard(*in_rows(names, 1), _back(shown.call.id, t)))
