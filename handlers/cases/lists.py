"""/cases: what it shows, and what may be typed after it. Not: single cases."""

from aiogram.types import InlineKeyboardButton

from bot.domain.cases import Case, CaseState, Filter
from bot.domain.errors import BadInput
from bot.domain.folding import fold
from bot.domain.ids import PersonId
from bot.i18n import Translator
from bot.usecases.cases import Listed
from handlers.cases.screens import WORTH_TELLING, CaseData
from handlers.keyboards import button, in_rows, keyboard
from handlers.lists import cut, pager
from handlers.screen import Screen

Owner = tuple[PersonId, str, int]
_FILTERS = ((Filter.OPEN, Filter.WORK, Filter.ASKED), (Filter.OVERDUE, Filter.MINE, Filter.CLOSED))


def listed(found: Listed, t: Translator, *, whose: bool) -> Screen:
    """A page. `whose`: others' cases may be asked for."""
    nothing = not found.total and found.which is Filter.OPEN and not found.owner
    head = t("cases-none") if nothing else t(f"cases-head-{found.which}", n=found.total)
    lines: list[str] = [head, *([t("cases-of", owner=found.owner)] if found.owner else [])]
    first = found.number * 6 + 1
    lines += [_row(n, case, owner, found, t) for n, (case, owner) in enumerate(found.cases, first)]
    numbers = [
        button(str(n), CaseData(action="open", id=case.id)) for n, (case, _) in enumerate(found.cases, first)
    ]
    turn = pager(found.number, found.pages, t, lambda number: _page(found.which, found.owner_id, number))
    rows = [[_filter(which, found, t) for which in row] for row in _FILTERS]
    last = [button(t.plain("btn1-cases-whose"), CaseData(action="whose", id=0))] if whose else []
    return Screen("\n".join(lines), keyboard(*in_rows(numbers, 6), turn, *rows, last))


def _page(which: Filter, owner: PersonId | None, number: int = 0) -> CaseData:
    return CaseData(action="page", id=owner or 0, n=number, value=which)


def _filter(which: Filter, found: Listed, t: Translator) -> InlineKeyboardButton:
    label = t.plain(f"btn3-cases-{which}")
    return button(f"{label} •" if which is found.which else label, _page(which, found.owner_id))


def _row(n: int, case: Case, owner: str, found: Listed, t: Translator) -> str:
    values: dict[str, int | str] = {"n": n, "client": cut(case.client), "owner": cut(owner, 30)}
    if case.state is CaseState.CLOSED:
        return t("cases-row-closed", at=case.closed_at or found.now, **values)
    if case.state is CaseState.ASKED:
        return t("cases-row-asked", **values)
    due, waiting = case.span(case.pending).due, found.now - case.waits_from
    late = "-late" if due <= found.now else ""
    row = t(f"cases-row-{case.pending}{late}", at=due, **values)
    return row if waiting < WORTH_TELLING else f"{row} · {t('cases-row-waits', time=waiting)}"


def owners(found: list[Owner], t: Translator) -> Screen:
    """Whose cases to list."""
    buttons = [button(f"{cut(name, 30)} · {n}", _page(Filter.OPEN, id_)) for id_, name, n in found]
    back = button(t.plain("btn2-back"), _page(Filter.OPEN, None))
    return Screen(t("cases-whose") if found else t("cases-none"), keyboard(*in_rows(buttons, 1), [back]))


def read(text: str, found: list[Owner], t: Translator) -> tuple[Filter, PersonId | None]:
    """What was typed after /cases: a list by its name or its button's, or an owner. Raises BadInput."""
    wanted = fold(text)
    names = {fold(word): which for which in Filter for word in (which.value, t.plain(f"btn3-cases-{which}"))}
    if not wanted or wanted in names:
        return names.get(wanted, Filter.OPEN), None
    fits = [
        id_
        for id_, name, _ in found
        if any(word.startswith(wanted) for word in (fold(name), *fold(name).split()))
    ]
    if len(fits) == 1:
        return Filter.OPEN, fits[0]
    lists = t.join([t.plain(f"btn3-cases-{which}") for which in Filter])
    raise BadInput("cases-many" if fits else "cases-which", text=cut(text, 40), lists=lists)
