"""Lists of improvements and the questions about one: who, by when, which cause. Not: its card, its end."""

from datetime import date

from aiogram.types import InlineKeyboardButton

from bot.domain.choices import Choice, find
from bot.domain.improvements import Improvement, State
from bot.domain.months import Month
from bot.i18n import Html, Translator
from bot.usecases.improvements import Choosing, Listed
from handlers.calendar import grid
from handlers.improvements.card import act, head, named
from handlers.improvements.data import ImproveData
from handlers.keyboards import button, in_rows, keyboard
from handlers.lists import cut, fitting, pager
from handlers.screen import Screen

_PEOPLE = 8


def listed(page: Listed, t: Translator) -> Screen:
    """The improvements in one state, a number button each, filters below."""
    whose = "mine" if page.mine else "all"
    lines: list[str] = [t(f"improvements-{page.state}-{whose}", n=page.total)]
    numbered = list(enumerate(page.improvements, page.first))
    rows = [t("improvements-row", n=n, what=_row(one, what, page, t)) for n, (one, what) in numbered]
    lines += ["", *fitting(rows)] if rows else []
    numbers = [button(str(n), ImproveData(action="open", id=one.id)) for n, (one, _) in numbered]
    turns = pager(page.page, page.pages, t, lambda to: _list(page.state, mine=page.mine, n=to))
    return Screen("\n".join(lines), keyboard(*in_rows(numbers, 6), turns, *_filters(page, t)))


def _list(state: State, *, mine: bool, n: int = 0) -> ImproveData:
    return ImproveData(action="list", version=int(mine), n=n, value=state.value)


def _filters(page: Listed, t: Translator) -> list[list[InlineKeyboardButton]]:
    states = []
    for state in State:
        label = t.plain(f"btn3-improve-{state}")
        states.append(button(f"• {label}" if state is page.state else label, _list(state, mine=page.mine)))
    if not page.every:
        return [states]
    whose = t.plain("btn2-improve-all" if page.mine else "btn2-improve-mine")
    new = button(t.plain("btn2-improve-new"), ImproveData(action="new"))
    return [states, [button(whose, _list(page.state, mine=not page.mine)), new]]


def _row(one: Improvement, what: tuple[Choice, ...], page: Listed, t: Translator) -> Html:
    parts = [t("improvements-what", what=cut(named(one, what, t)))]
    if one.cases:
        parts.append(t("improvement-cases-short", n=one.cases))
    if one.state is not State.OPEN and one.ended_at is not None:
        return Html(" · ".join([*parts, t.date(one.ended_at)]))
    parts.append(t("improvements-who", name=cut(one.owner)) if one.owner else t("improvement-no-owner"))
    if one.due is None:
        parts.append(t("improvement-no-date"))
    else:
        late = one.overdue(page.today)
        parts.append(t("improvement-late" if late else "improvement-due", day=t.date(one.due)))
    return Html(" · ".join(parts))


# A new one


def causes(every: tuple[Choice, ...], above: str, t: Translator) -> Screen:
    """What is to be improved: a cause of the list, of the second level when `above` names the first, or own words."""
    found = find(every, above) if above else None
    buttons = [_cause(choice, t) for choice in (found.under if found else every)]
    words = [] if found else [button(t.plain("btn1-improvement-words"), ImproveData(action="words"))]
    back = ImproveData(action="new") if found else _list(State.OPEN, mine=False)
    rows = [*in_rows(buttons, 2), words, [button(t.plain("btn2-back"), back)]]
    return Screen(t("improvement-which"), keyboard(*rows))


def _cause(choice: Choice, t: Translator) -> InlineKeyboardButton:
    action = "new" if choice.under else "make"
    return button(t.choice("cause", choice), ImproveData(action=action, value=choice.id))


def asking_title(t: Translator) -> Screen:
    """What is to be improved is typed."""
    return Screen(
        t("improvement-ask-title"), keyboard([button(t.plain("btn2-back"), ImproveData(action="new"))])
    )


# Owner and date


def owners(asked: Choosing, page: int, t: Translator) -> Screen:
    """Who does it?"""
    one = asked.shown.improvement
    pages = max(1, -(-len(asked.people) // _PEOPLE))
    page = min(max(page, 0), pages - 1)
    shown = asked.people[page * _PEOPLE : (page + 1) * _PEOPLE]
    give = ImproveData(action="give", id=one.id, version=one.version)
    names = [
        button(
            f"• {cut(name, 30)}" if id_ == one.owner_id else cut(name, 32), give.model_copy(update={"n": id_})
        )
        for id_, name in shown
    ]
    turns = pager(page, pages, t, lambda to: ImproveData(action="owner", id=one.id, n=to))
    back = [act(t, "btn2-back", asked.shown, "look")]
    words = "\n".join([head(asked.shown, t), t("improvement-ask-owner")])
    return Screen(words, keyboard(*in_rows(names, 1), turns, back))


def dates(asked: Choosing, month: int, t: Translator) -> Screen:
    """By when? Days to choose at once, or a calendar; one may be typed."""
    shown, one = asked.shown, asked.shown.improvement

    def day(of: date) -> ImproveData:
        return ImproveData(action="day", id=one.id, value=of.isoformat())

    def turned(to: Month) -> ImproveData:
        return ImproveData(action="date", id=one.id, n=to.number)

    words = "\n".join([head(shown, t), t("improvement-ask-date")])
    rows = in_rows([button(t.day(of), day(of)) for of in asked.days], 2)
    if month:
        still = ImproveData(action="stay")
        rows = grid(
            Month.numbered(month), t, turn=turned, title=still, still=still, held=one.due,
            pick=lambda of: day(of) if of >= shown.today else None,
        )  # fmt: skip
    else:
        calendar = turned(Month.of(one.due or shown.today))
        rows.append([button(t.plain("btn2-improvement-calendar"), calendar)])
    return Screen(words, keyboard(*rows, [act(t, "btn2-back", shown, "look")]))
