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
    return Screen(text, keyboard(start + _off(found, t)))


def overview(found: list[Standing], t: Translator) -> Screen:
    """What is on, a paragraph each."""
    if not found:
        return Screen(t("exhibitions-none"))
    buttons = [
        button(one.exhibition.name[:30], ExhibitionData(action="stand", id=one.exhibition.id))
        for one in found
    ]
    return Screen("\n\n".join(_standing(one, t) for one in found), keyboard(*in_rows(buttons, 1)))


def standing(one: Standing, t: Translator) -> Screen:
    """One exhibition with progress by manager."""
    found = one.exhibition
    if found.state is not State.ON:
        return Screen(_standing(one, t))
    mine = [act(t, "btn2-exhibition-list", "open", found.id)] if found.listed_at else []
    return Screen(_standing(one, t), keyboard([*mine, act(t, "btn2-exhibition-off", "off", found.id)]))


def _standing(one: Standing, t: Translator) -> str:
    found = one.exhibition
    lines = [_title(found, t)]
    if found.state is State.CANCELLED:
        lines.append(t("exhibition-cancelled"))
    elif found.listed_at is None:
        lines.append(t("exhibition-not-listed"))
    for part in one.progress:
        name = part.name or t.plain("exhibition-no-manager")
        lines.append(t("exhibition-progress", name=name, done=part.done, total=part.total))
    return "\n".join(lines)


def card(found: CallList, t: Translator, page: int = 0) -> Screen:
    """A manager's list, six a page, the uncalled first."""
    exhibition = found.exhibition
    head = t("exhibition-card", what=_title(exhibition, t), done=found.done, total=len(found.lines))
    if exhibition.state is not State.ON:
        return Screen(f"{head}\n{t('exhibition-cancelled')}")
    pages = max(1, -(-len(found.lines) // _PAGE))
    page = min(max(page, 0), pages - 1)
    shown = found.lines[page * _PAGE : (page + 1) * _PAGE]
    lines = [
        t(
            "exhibition-line",
            n=n,
            mark=_MARKS[one.state],
            client=one.client,
            state=t(f"exhibition-state-{one.state}"),
        )
        for n, one in enumerate(shown, page * _PAGE + 1)
    ]
    numbers = [
        button(str(n), ExhibitionData(action="pick", id=exhibition.id, what=str(one.client_id)))
        for n, one in enumerate(shown, page * _PAGE + 1)
    ]
    return Screen("\n".join([head, *lines]), keyboard(numbers, _pager(exhibition, page, pages, t)))


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
    if one.phone:
        rows.append([copy(t.plain("btn2-call-copy"), one.phone)])
    rows.append([act(t, "btn2-back", "page", found.exhibition.id)])
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


def _pager(found: Exhibition, page: int, pages: int, t: Translator) -> list[InlineKeyboardButton]:
    if pages == 1:
        return []
    back = ExhibitionData(action="page", id=found.id, what=str((page - 1) % pages))
    on = ExhibitionData(action="page", id=found.id, what=str((page + 1) % pages))
    here = ExhibitionData(action="page", id=found.id, what=str(page))
    return [
        button("‹", back),
        button(t.plain("btn3-page", page=page + 1, pages=pages), here),
        button("›", on),
    ]


def _who(text: str, found: Exhibition, what: str) -> InlineKeyboardButton:
    return button(text, ExhibitionData(action="who", id=found.id, what=what))


def act(t: Translator, key: str, action: str, exhibition_id: int) -> InlineKeyboardButton:
    return button(t.plain(key), ExhibitionData(action=action, id=exhibition_id))


def _off(found: Exhibition, t: Translator) -> list[InlineKeyboardButton]:
    return [act(t, "btn2-cancel", "cancel", found.id)]
