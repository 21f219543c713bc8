"""What a case looks like: its card, its list, the steps of closing, the client's question. Not: what a press does."""

from datetime import datetime, timedelta
from html import escape

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from bot.domain.cases import CHANGED, Again, CaseState, Clock, Entry, Question, Reply, Voice, recovered
from bot.domain.choices import Choice, named, path
from bot.i18n import Translator
from bot.usecases.cases import Asked, Colleague, History, Shown
from handlers.further import apart, further_lines
from handlers.keyboards import button, in_rows, keyboard
from handlers.letters import Renderer
from handlers.lists import cut, fitting
from handlers.screen import Screen

_WORDS = 1600
"""Characters of words on one card; the rest is behind a button."""
_VOICES = 4
WORTH_TELLING = timedelta(hours=1)
"""A shorter wait is not told."""
_LOGGED = 4
"""Lines of what happened on the card; the rest is behind a button."""
_MAIN = ("take", "called", "handed", "close", "reopened", "erased", "merged")
_ON_CARD = ("handed", "reopened", "took-in")
"""What rang that the card does not say by itself, for who gets it the first time."""


class CaseData(CallbackData, prefix="cs"):
    """A press on a case: `value` is a cause; `n` a person, a page, or how many calls were shown."""

    action: str
    id: int
    version: int = 0
    n: int = 0
    value: str = ""


class SettledData(CallbackData, prefix="sd"):
    """A client's word on "settled?"."""

    id: int
    yes: int


def card(shown: Shown, t: Translator) -> Screen:
    """The card of a case."""
    case = shown.case
    lines: list[str] = [t("case-head", client=case.client, id=case.id)]
    if shown.hidden:
        return Screen("\n".join([*lines, t("case-gone", owner=shown.owner)]))
    if shown.line in _ON_CARD:
        lines.append(_line(shown, t, "card"))
    each = _WORDS // max(1, min(len(shown.voices), _VOICES))
    for voice in shown.voices[-_VOICES:]:
        lines += ["", *_voice(shown, voice, each, t)]
    lines += [] if shown.apart is None else [apart(shown.apart, t)]
    lines += ["", *_history(shown, t), *_clocks(shown, t), *_ending(shown, t), *_log(shown, t)]
    if shown.last_note:
        lines.append(t("case-last-note", note=shown.last_note[:300]))
    return Screen("\n".join(lines), keyboard(*_rows(shown, t)))


def line(shown: Shown, t: Translator) -> Screen:
    """The one line that rings for a case."""
    return Screen(_line(shown, t))


def _line(shown: Shown, t: Translator, where: str = "line") -> str:
    about = shown.about or (shown.voices[-1] if shown.voices else None)
    return t(
        f"case-{where}-{shown.line}",
        client=shown.case.client,
        name=about.name if about else "",
        score=(about.score or 0) if about else 0,
        contact=shown.case.contact_due,
        close=shown.case.close_due,
        into=shown.into[0] if shown.into else 0,
    )


def _voice(shown: Shown, voice: Voice, most: int, t: Translator) -> list[str]:
    values: dict[str, int | str | datetime] = {"score": voice.score, "name": voice.name, "at": voice.at}
    changed = voice.first != voice.score
    lines: list[str] = [
        t("case-voice-changed", first=voice.first, **values) if changed else t("case-voice", **values)
    ]
    if voice.by_manager:
        lines.append(t("case-by-manager"))
    if voice.reasons:
        reasons = [t.choice("reason", named(shown.rules.reasons, id_)) for id_ in voice.reasons]
        lines.append(t("case-reasons", reasons=t.join(reasons)))
    words = "\n".join(voice.words)
    if words:
        lines.append(t("case-words", words=words if len(words) <= most else words[: most - 1] + "…"))
    if voice.files:
        lines.append(t("case-files", n=voice.files))
    lines += further_lines(voice.further, t)
    return [*lines, t(f"case-wish-{voice.wish}")] if voice.wish else lines


def _history(shown: Shown, t: Translator) -> list[str]:
    scores = [
        t("case-score-noted" if noted else "case-score", score=score, day=t.day(at))
        for at, score, noted in shown.scores
    ]
    lines: list[str] = [t("case-scores", scores=t.join(scores))] if scores else []
    numbers = [f"C-{number:04}" for number in shown.complaints]
    return [*lines, t("case-complaints", numbers=t.join(numbers))] if numbers else lines


def _clocks(shown: Shown, t: Translator) -> list[str]:
    case = shown.case
    lines: list[str] = [_owner(shown, t)]
    if case.contacted_at is not None:
        spared = any(e.what == "wish-none" and e.at == case.contacted_at for e in shown.log)
        lines.append(t("case-spared") if spared else t("case-contacted", at=case.contacted_at))
    for clock in Clock:
        if case.runs(clock):
            key = f"case-{clock}-late" if shown.overdue(clock) else f"case-{clock}-due"
            lines.append(t(key, at=case.span(clock).due))
    waiting = shown.now - case.waits_from
    if case.state is CaseState.OPEN and waiting >= WORTH_TELLING:
        lines.append(t("case-waits", time=waiting))
    return lines


def _owner(shown: Shown, t: Translator) -> str:
    if shown.stand_in is None:
        return t("case-owner", owner=shown.owner)
    return t("case-owner-away", owner=shown.owner, name=shown.stand_in)


def _ending(shown: Shown, t: Translator) -> list[str]:
    case = shown.case
    went = [t("case-into", id=shown.into[0], owner=shown.into[1])] if shown.into else []
    if case.cause is None or case.state is CaseState.OPEN:
        return [*went]
    lines: list[str] = [t("case-cause", cause=_cause(shown, case.cause, t))]
    if case.done is not None:  # gone with the person it was about
        lines.append(t("case-done", done=case.done[:500]))
    if went:
        return [*lines, *went]
    if case.outcome is not None:
        return [*lines, t(f"case-outcome-{case.outcome}"), *(_again(one, t) for one in shown.again)]
    return [*lines, t("case-asked"), *(_reply(question, t) for question in shown.questions)]


def _again(one: Again, t: Translator) -> str:
    if one.recovered is None:
        return t("case-again-waiting", name=one.name, day=t.day(one.due))
    return t(f"case-again-{'back' if one.recovered else 'low'}", name=one.name, score=one.score or 0)


def _reply(question: Question, t: Translator) -> str:
    return t(f"case-reply-{question.reply or 'waiting'}", name=question.name)


def _cause(shown: Shown, cause: str, t: Translator) -> str:
    if cause == CHANGED:
        return t("case-cause-changed")
    return " · ".join(t.choice("cause", choice) for choice in path(shown.rules.causes, cause))


def _log(shown: Shown, t: Translator) -> list[str]:
    main = [entry for entry in shown.log if entry.what in _MAIN or entry.what.startswith("closed-")]
    return [
        t(f"case-log-{entry.what}", who=entry.by, at=entry.at, **_was(entry))
        for entry in reversed(main[:_LOGGED])
    ]


def _was(entry: Entry) -> dict[str, int]:
    """What a changed score was."""
    was = entry.was or {}
    return {name: int(was[name]) for name in ("old", "new") if name in was}


def history(shown: History, t: Translator) -> Screen:
    """Everything that happened to a case, the oldest first."""
    told = [(e.at, t(f"case-log-{e.what}", who=e.by, at=e.at, **_was(e)), _to(shown, e)) for e in shown.log]
    lines = [(at, f"{text} → {escape(to)}" if to else str(text)) for at, text, to in told]
    for at, who, words in shown.notes:
        note = t("case-log-note", who=who, at=at, words=(words or "🎧")[:300])
        lines.append((at, note))
    lines.sort(key=lambda line: line[0])
    head = t("case-history", client=shown.case.client, id=shown.case.id)
    kept = fitting([text for _, text in reversed(lines)])  # the newest, when not all have room
    data = CaseData(action="look", id=shown.case.id, version=shown.case.version)
    return Screen("\n".join([head, *reversed(kept)]), keyboard([button(t.plain("btn2-back"), data)]))


def _to(shown: History, entry: Entry) -> str:
    return shown.names.get(int((entry.was or {}).get("to") or 0), "")


def _data(shown: Shown, action: str, n: int = 0, value: str = "") -> CaseData:
    return CaseData(action=action, id=shown.case.id, version=shown.case.version, n=n, value=value)


def _rows(shown: Shown, t: Translator) -> list[list[InlineKeyboardButton]]:
    case = shown.case
    rows = []
    long = sum(len(text) for voice in shown.voices for text in voice.words) > _WORDS
    if long or any(voice.files for voice in shown.voices):
        rows.append([button(t.plain("btn1-words-all"), _data(shown, "hear"))])
    story = button(t.plain("btn2-case-history"), _data(shown, "story"))
    undo = [] if shown.undoable is None else [button(t.plain("btn2-undo"), _data(shown, "undo"))]
    rows.append([*undo, story])
    if case.state is CaseState.CLOSED:
        return rows
    called = button(t.plain("btn2-case-called"), _data(shown, "called", case.calls))
    take = button(t.plain("btn2-case-take"), _data(shown, "take"))
    rows.append([take, called] if case.taken_by is None else [called])
    over = button(t.plain("btn2-case-hand"), _data(shown, "hand"))
    if case.state is CaseState.ASKED:
        return [*rows, [over]]
    if recovered(shown.voices):
        rows.append([button(t.plain("btn1-case-changed"), _data(shown, "cause", value=CHANGED))])
    return [*rows, [over, button(t.plain("btn2-case-close"), _data(shown, "close"))]]


def causes(shown: Shown, above: str, t: Translator) -> Screen:
    """Closing: which cause; `above` is the first level's, empty for the first level itself."""
    choices = path(shown.rules.causes, above)[-1].under if above else shown.rules.causes
    buttons = [_cause_button(shown, choice, t) for choice in choices]
    back = button(t.plain("btn2-back"), _data(shown, "close" if above else "look"))
    head = t("case-head", client=shown.case.client, id=shown.case.id)
    return Screen(head + "\n" + t("case-which-cause"), keyboard(*in_rows(buttons, 2), [back]))


def _cause_button(shown: Shown, choice: Choice, t: Translator) -> InlineKeyboardButton:
    action = "close" if choice.under else "cause"
    return button(t.choice("cause", choice), _data(shown, action, value=choice.id))


def what_was_done(shown: Shown, cause: str, t: Translator) -> Screen:
    """Closing: what was done is typed."""
    head = t("case-head", client=shown.case.client, id=shown.case.id)
    ask = t("case-what-done", cause=_cause(shown, cause, t))
    return Screen(head + "\n" + ask, keyboard([button(t.plain("btn2-back"), _data(shown, "look"))]))


def closed(shown: Shown, t: Translator) -> Screen:
    """The answer to what was typed."""
    if shown.note:
        return Screen(t("case-closed-before", client=shown.case.client))
    if shown.case.state is CaseState.CLOSED:
        return Screen(t("case-closed-now", client=shown.case.client))
    names = [question.name for question in shown.questions if question.reply is None]
    return Screen(t("case-closed-asked", client=shown.case.client, names=t.join(names)))


def colleagues(shown: Shown, people: list[Colleague], t: Translator) -> Screen:
    """To whom it is handed over; who is away is named with who stands in."""
    rows = [[button(_colleague(one, t), _data(shown, "to", one.id))] for one in people]
    head = t("case-head", client=shown.case.client, id=shown.case.id)
    text = t("case-to-whom") if rows else t("case-nobody")
    return Screen(head + "\n" + text, keyboard(*rows, [button(t.plain("btn2-back"), _data(shown, "look"))]))


def _colleague(one: Colleague, t: Translator) -> str:
    if one.instead is None:
        return cut(one.name, 40)
    return t.plain("btn1-case-away", name=cut(one.name, 18), instead=cut(one.instead, 18))


def question(asked: Asked, t: Translator) -> Screen:
    """ "Settled?" as the contact sees it."""
    reply = asked.question.reply
    if asked.late:
        return Screen(t("case-settled-late"))
    if reply is Reply.YES:
        return Screen(t("case-settled-yes"))
    if reply is Reply.VOID:
        return Screen(t("case-settled-void"))
    if reply is Reply.NO:
        by = asked.contact_by
        return Screen(
            t("case-settled-no-by", manager=asked.manager, at=by)
            if by
            else t("case-settled-no", manager=asked.manager)
        )
    key = "case-settled-silent" if reply is Reply.SILENT else "case-settled-ask"
    text = t(key, score=asked.score, day=t.day(asked.since), manager=asked.manager)
    yes = button(t.plain("btn1-case-yes"), SettledData(id=asked.question.id, yes=1))
    no = button(t.plain("btn1-case-no"), SettledData(id=asked.question.id, yes=0))
    return Screen(text, keyboard([yes], [no]))


LETTERS: dict[str, Renderer] = {"case.card": card, "case.card.line": line, "case.settled": question}
