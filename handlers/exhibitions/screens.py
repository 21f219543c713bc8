"""Screens of exhibitions: set-up, overview, a manager's list. Not: handlers."""

from typing import Any

from aiogram.types import InlineKeyboardButton

from bot.domain.clients import Tier
from bot.domain.exhibitions import STEPS, Exhibition, Guest, Line, State
from bot.i18n import Html, Translator
from bot.usecases.exhibitions import CallList, Draft, Standing
from handlers.exhibitions.buttons import ExhibitionData, GuestData
from handlers.keyboards import button, copy, in_rows, keyboard
from handlers.letters import Renderer
from handlers.lists import ROOM, cut, fitting, pager, size
from handlers.screen import Screen

_PAGE = 6
_MARKS = {
    Guest.TO_CALL: "⏳",
    Guest.TOLD: "💬",
    Guest.COMING: "✅",
    Guest.MAYBE: "❔",
    Guest.DECLINED: "❌",
    Guest.UNREACHABLE: "📵",
}


def asking(draft: Draft, t: Translator) -> Screen:
    """The next question of the set-up, or the preview with [Start]."""
    found = draft.exhibition
    if draft.asks == "audience":
        tiers = [_who(t.plain(f"btn2-exhibition-{tier}"), found, tier) for tier in Tier]
        named = [_who(name[:17], found, str(n)) for n, name in enumerate(draft.segments)]
        rows = [[_who(t.plain("btn1-exhibition-all"), found, "all")], *in_rows([*tiers, *named], 2)]
        return Screen(t("exhibition-ask-who", what=_title(found, t)), keyboard(*rows, _off(found, t)))
    if draft.asks is not None:
        skip = [[act(t, "btn2-exhibition-no-stand", "nostand", found.id)]] if draft.asks == "stand" else []
        return Screen(t(f"exhibition-ask-{draft.asks}", name=found.name), keyboard(*skip, _off(found, t)))
    start = [act(t, "btn2-exhibition-start", "start", found.id)] if draft.invited else []
    text = t("exhibition-preview", what=_title(found, t), n=draft.invited)
    back = [act(t, "btn2-back", "ask", found.id)]
    return Screen(text, keyboard(start, back + _off(found, t)))


def overview(found: list[Standing], t: Translator) -> Screen:
    """What is on, a paragraph each, without managers where that would be too much; a button each."""
    if not found:
        return Screen(t("exhibitions-none"))
    buttons = [
        button(one.exhibition.name[:30], ExhibitionData(action="stand", id=one.exhibition.id))
        for one in found
    ]
    words = "\n\n".join(_standing(one, t) for one in found)
    if size(words) > ROOM:
        words = "\n\n".join(fitting([_summary(one, t) for one in found]))
    return Screen(words, keyboard(*in_rows(buttons, 1)))


def standing(one: Standing, t: Translator) -> Screen:
    """One exhibition with progress by manager."""
    found = one.exhibition
    if found.state is not State.ON:
        return Screen(_standing(one, t))
    mine = [act(t, "btn2-exhibition-list", "open", found.id)] if found.listed_at else []
    off = [act(t, "btn2-exhibition-off", "off", found.id)] if one.may_cancel else []
    return Screen(_standing(one, t), keyboard([*mine, *off]))


def _summary(one: Standing, t: Translator) -> str:
    done, total = sum(part.done for part in one.progress), sum(part.total for part in one.progress)
    if len(one.progress) < 2:
        return _standing(one, t)
    every = t("exhibition-progress", name=t.plain("exhibition-together"), done=done, total=total)
    return "\n".join([*_head(one, t), every])


def _standing(one: Standing, t: Translator) -> str:
    lines = _head(one, t)
    for part in one.progress:
        name = cut(part.name) if part.name else t.plain("exhibition-no-manager")
        lines.append(t("exhibition-progress", name=name, done=part.done, total=part.total))
    return "\n".join(fitting(lines))


def _head(one: Standing, t: Translator) -> list[str]:
    found = one.exhibition
    lines: list[str] = [_title(found, t)]
    if found.state is State.CANCELLED:
        lines.append(t("exhibition-cancelled"))
    elif found.listed_at is None:
        ahead = one.lists_on
        lines.append(t("exhibition-listed-on", day=t.day(ahead)) if ahead else t("exhibition-listed-now"))
    return lines


def card(found: CallList, t: Translator, page: int = 0) -> Screen:
    """A manager's list, six a page, the uncalled first."""
    exhibition = found.exhibition
    head = t("exhibition-card", what=_title(exhibition, t), done=found.done, total=len(found.lines))
    if exhibition.state is not State.ON:
        return Screen(f"{head}\n{t('exhibition-cancelled')}")
    if not found.lines:
        return Screen(f"{_title(exhibition, t)}\n{t('exhibition-nobody')}")
    pages = max(1, -(-len(found.lines) // _PAGE))
    page = min(max(page, 0), pages - 1)
    shown = found.lines[page * _PAGE : (page + 1) * _PAGE]
    lines = [_line(n, one, t) for n, one in enumerate(shown, page * _PAGE + 1)]
    numbers = [
        button(str(n), ExhibitionData(action="pick", id=exhibition.id, what=str(one.client_id)))
        for n, one in enumerate(shown, page * _PAGE + 1)
    ]
    turns = pager(page, pages, t, lambda to: ExhibitionData(action="page", id=exhibition.id, what=str(to)))
    return Screen("\n".join([head, *lines]), keyboard(*in_rows(numbers, 3), turns))


def _line(n: int, one: Line, t: Translator) -> Html:
    words = t(
        "exhibition-line",
        n=n,
        mark=_MARKS[one.state],
        client=cut(one.client),
        state=t(f"exhibition-state-{one.state}"),
    )
    if one.whose is None:
        return words
    return t("digest-instead", what=words, name=one.whose) if one.whose else t("digest-nobody", what=words)


def line(found: CallList, t: Translator) -> Screen:
    """The one line that rings for a list."""
    left = len(found.lines) - found.done
    return Screen(t("exhibition-ring", name=found.exhibition.name, left=left))


LETTERS: dict[str, Renderer] = {"exhibition.card": card, "exhibition.card.line": line}


def picked(found: CallList, one: Line, t: Translator) -> Screen:
    """One client of a list, with what may be set."""
    rows: list[Any] = in_rows(
        [
            button(
                t.plain(f"btn2-exhibition-{state}"),
                GuestData(id=found.exhibition.id, client=one.client_id, state=state),
            )
            for state in STEPS
        ],
        2,
    )
    if one.state is not Guest.TO_CALL:
        undo = GuestData(id=found.exhibition.id, client=one.client_id, state=Guest.TO_CALL)
        rows.append([button(t.plain("btn1-exhibition-to-call"), undo)])
    if one.phone:
        rows.append([copy(t.plain("btn2-call-copy"), one.phone)])
    at = str(found.lines.index(one) // _PAGE)
    back = ExhibitionData(action="page", id=found.exhibition.id, what=at)
    rows.append([button(t.plain("btn2-back"), back)])
    text = t("exhibition-picked", exhibition=found.exhibition.name, client=one.client)
    lines = [text, *([t("exhibition-person", person=one.person)] if one.person else [])]
    lines += [t("exhibition-phone", phone=one.phone)] if one.phone else []
    lines.append(t("exhibition-now", state=t(f"exhibition-state-{one.state}")))
    return Screen("\n".join(lines), keyboard(*rows))


def _title(found: Exhibition, t: Translator) -> Html:
    if found.starts is None or found.ends is None:
        return t("exhibition-title-bare", name=found.name)
    days = (
        t.day(found.starts) if found.starts == found.ends else f"{t.day(found.starts)} – {t.day(found.ends)}"
    )
    where = ", ".join(part for part in (found.venue, found.stand) if part)
    if not where:
        return t("exhibition-title", name=found.name, days=days)
    return t("exhibition-title-at", name=found.name, days=days, where=where)


def _who(text: str, found: Exhibition, what: str) -> InlineKeyboardButton:
    return button(text, ExhibitionData(action="who", id=found.id, what=what))


def act(t: Translator, key: str, action: str, exhibition_id: int) -> InlineKeyboardButton:
    return button(t.plain(key), ExhibitionData(action=action, id=exhibition_id))


def _off(found: Exhibition, t: Translator) -> list[InlineKeyboardButton]:
    return [act(t, "btn2-cancel", "cancel", found.id)]
