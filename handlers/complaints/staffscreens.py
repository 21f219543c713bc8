"""What staff see of complaints: the card, its menus and lines, typed solutions and dates, lists. Not: what buttons do."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.domain.complaints import Listed, State, Which, name
from bot.domain.ids import PersonId
from bot.domain.talk import shorten
from bot.i18n import Html, Translator
from bot.usecases.complaints.filing import ON_CARD
from bot.usecases.complaints.handling import Colleagues
from bot.usecases.complaints.views import LineView, Page, StaffView, Typing
from handlers.clients.data import ClientData
from handlers.complaints.clientscreens import pager
from handlers.complaints.data import ComplaintData, ListData, TypedData
from handlers.complaints.words import counted, state_words, step_line, titled
from handlers.keyboards import button, in_rows, keyboard
from handlers.screen import Screen

Rows = list[list[InlineKeyboardButton]]
QUOTED = 500
BESIDE_SOLUTION = 1000  # UTF-16 units: a card holds 4096


def card(view: StaffView, t: Translator) -> Screen:
    """The card of a member of staff."""
    if view.hidden:
        gone = t("complaint-gone", client=view.client, owner=view.owner)
        return Screen(f"<b>{titled(view.complaint, view.category, t)}</b>\n{gone}")
    return Screen(_text(view, t), keyboard(*_buttons(view, t)))


def _text(view: StaffView, t: Translator) -> str:
    lines: list[str] = [
        *_head(view, t),
        *_said(view, t),
        "",
        step_line(view.complaint, t),
        t("complaint-owner", owner=view.owner),
        *_clocks(view, t),
        *_outcome(view, t),
    ]
    return "\n".join(lines)


def _head(view: StaffView, t: Translator) -> list[str]:
    complaint = view.complaint
    lines: list[str] = [
        f"<b>{titled(complaint, view.category, t)}</b>",
        t("complaint-from", contact=view.contact, client=view.client, at=complaint.filed_at or view.now),
    ]
    if view.erased:
        lines.append(t("complaint-erased"))
    elif not view.reachable:
        lines.append(t("complaint-unreachable"))
    if view.previous is not None:
        lines.append(t("complaint-previous", number=name(view.previous)))
    return lines


def _said(view: StaffView, t: Translator) -> list[str]:
    lines: list[str] = []
    if view.text:
        room = ON_CARD if view.solution is None else BESIDE_SOLUTION
        lines.append(t("complaint-text", text=shorten(view.text, room)))
    if view.files or not view.text:
        lines.append(t("complaint-received", counts=Html(counted(view.counts, t))))
    if view.wish:
        lines.append(t("complaint-wish", wish=shorten(view.wish, QUOTED)))
    if not view.more.empty:
        lines.append(t("complaint-more", counts=Html(counted(view.more, t))))
    if view.notes:
        lines.append(t("complaint-notes", count=view.notes))
    return lines


def _clocks(view: StaffView, t: Translator) -> list[str]:
    complaint = view.complaint
    lines: list[str] = []
    if complaint.waiting_from is not None and complaint.state is State.WORK:
        return [t("complaint-waiting", at=complaint.waiting_from)]
    for which in Which:
        clock = complaint.running(which)
        if clock is not None:
            late = "late" if complaint.missed(which, view.now) else "by"
            lines.append(t(f"complaint-{which.value}-{late}", at=clock.by))
    if complaint.missed_first(view.now) is not None:
        lines.append(t("complaint-needs-date"))
    return lines


def _outcome(view: StaffView, t: Translator) -> list[str]:
    complaint = view.complaint
    lines: list[str] = []
    if complaint.reopened:
        lines.append(t("complaint-reopened", count=complaint.reopened))
    solution = view.solution
    if solution is not None:
        for what in ("cause", "done", "prevents"):
            text = getattr(solution, what) or "–"
            lines.append(t(f"complaint-solution-{what}", text=shorten(text, QUOTED)))
    if complaint.closed_how is not None and not view.erased:
        lines.append(t(f"complaint-closed-{complaint.closed_how.value}"))
    if complaint.handling is not None:
        lines.append(t("complaint-handling", score=complaint.handling))
    return lines


def _buttons(view: StaffView, t: Translator) -> Rows:
    complaint = view.complaint
    reply = _press(t, "btn2-complaint-reply", "reply", view)
    last = [button(t.plain("btn2-complaint-client"), ClientData(action="open", id=complaint.client_id))]
    if view.files:
        last.append(_press(t, "btn2-complaint-files", "files", view))
    if not complaint.open:
        return [last] if view.erased else [[reply], last]
    first = [reply]
    if complaint.state is State.RECEIVED or view.owner_id != view.viewer:
        first.insert(0, _press(t, "btn2-complaint-take", "take", view))
    menu = [_press(t, "btn2-complaint-step", "steps", view)] if complaint.state is not State.SOLVED else []
    return [first, [*menu, _press(t, "btn2-complaint-hand", "to", view)], last]


def _press(t: Translator, key: str, action: str, view: StaffView, to: int = 0) -> InlineKeyboardButton:
    complaint = view.complaint
    data = ComplaintData(action=action, id=complaint.id, version=complaint.version, to=to)
    return button(t.plain(key), data)


def steps(view: StaffView, t: Translator) -> Screen:
    """Set step…"""
    complaint = view.complaint
    waits = complaint.waiting_from is not None
    move = (
        _press(t, "btn2-complaint-go-on", "go-on", view)
        if waits
        else _press(t, "btn2-complaint-wait", "wait", view)
    )
    rows = [
        [_press(t, "btn2-complaint-solve", "solve", view), move],
        [_press(t, "btn2-complaint-date", "date", view), _press(t, "btn2-back", "card", view)],
    ]
    return Screen(_text(view, t), keyboard(*rows))


def colleagues(found: Colleagues, t: Translator) -> Screen:
    """Hand over… to whom?"""
    complaint = found.view.complaint
    names = [
        button(
            person_name,
            ComplaintData(action="hand", id=complaint.id, version=complaint.version, to=person),
        )
        for person, person_name in found.people[:30]
    ]
    back = [_press(t, "btn2-back", "card", found.view)]
    text = _text(found.view, t) + "\n\n" + t("complaint-hand-to" if names else "complaint-hand-nobody")
    return Screen(text, keyboard(*in_rows(names, 2), back))


def card_line(view: StaffView, t: Translator) -> Screen:
    """Rings for a card that stands already."""
    return Screen(t("complaint-here", number=name(view.complaint.number)))


def ring(view: LineView, t: Translator) -> Screen:
    """A line under the card."""
    number = name(view.complaint.number)
    if view.what in ("warning", "overdue"):
        assert view.which is not None
        key = f"complaint-ring-{view.what}-{view.which.value}"
        return Screen(t(key, number=number, owner=view.owner, at=view.by or ""))
    return Screen(
        t(
            f"complaint-ring-{view.what}",
            number=number,
            owner=view.owner,
            contact=view.contact,
            client=view.client,
        )
    )


def typing(view: Typing, t: Translator) -> Screen:
    """What is to be typed next, or what goes to the client now."""
    number = name(view.complaint.number)
    if view.asks == "date":
        return _dates(view, t)
    if view.asks:
        return Screen(t(f"complaint-type-{view.asks}", number=number))
    if view.solution is not None:
        return _solution(view, t)
    return _moved(view, t)


def _solution(view: Typing, t: Translator) -> Screen:
    solution = view.solution
    assert solution is not None
    texts = [
        t(f"complaint-solution-{what}", text=shorten(getattr(solution, what) or "–", QUOTED))
        for what in ("cause", "done", "prevents")
    ]
    send = button(
        t.plain("btn1-complaint-send-client"), TypedData(action="solve", id=solution.id, at=solution.stamp)
    )
    again = button(t.plain("btn2-complaint-again"), ComplaintData(action="solve", id=view.complaint.id))
    asks = t("complaint-solution-goes", contact=view.contact, text=shorten(solution.done or "", QUOTED))
    head = f"<b>{titled(view.complaint, None, t)}</b>"
    return Screen("\n".join([head, *texts, "", asks]), keyboard([send], [again]))


def _dates(view: Typing, t: Translator) -> Screen:
    buttons = [
        button(t.when(at), TypedData(action="pick", id=view.complaint.id, at=int(at.timestamp()) // 60))
        for at in view.dates
    ]
    return Screen(t("complaint-type-date"), keyboard(*in_rows(buttons, 2)))


def _moved(view: Typing, t: Translator) -> Screen:
    missed = view.missed
    assert missed is not None
    assert missed.new_by is not None
    send = button(
        t.plain("btn1-complaint-send-client"), TypedData(action="tell", id=missed.id, at=missed.stamp)
    )
    again = button(t.plain("btn2-complaint-again"), ComplaintData(action="date", id=view.complaint.id))
    text = t("complaint-date-goes", contact=view.contact, reason=missed.reason or "", at=missed.new_by)
    return Screen(text, keyboard([send], [again]))


def sent(view: StaffView, t: Translator) -> Screen:
    """What stood here has gone to the client."""
    return Screen(t("complaint-told-client", contact=view.contact, number=name(view.complaint.number)))


_FILTERS = (
    ("open", "overdue", "mine"),
    ("received", "work", "solved"),
)


def listed(page: Page, t: Translator, owner: int = 0) -> Screen:
    """/complaints"""
    which = page.filter.value
    head = t("complaint-list-head", which=Html(t(f"complaint-list-{which}")), total=page.total)
    lines: list[str] = [head, *([t("complaint-owner", owner=page.owner)] if page.owner else [])]
    lines += [_line(n, item, page, t) for n, item in enumerate(page.items, 1)]
    numbers = [
        button(str(n), ComplaintData(action="open", id=item.id)) for n, item in enumerate(page.items, 1)
    ]
    rows = [
        [button(t.plain(f"btn3-complaint-list-{name_}"), ListData(which=name_, owner=owner)) for name_ in row]
        for row in _FILTERS
    ]
    last = [
        button(t.plain("btn2-complaint-list-over"), ListData(which="over", owner=owner)),
        button(t.plain("btn2-complaint-list-owners"), ListData(which="owners")),
    ]
    return Screen("\n".join(lines), keyboard(*in_rows(numbers, 4), pager(page, t, which, owner), *rows, last))


def _line(n: int, item: Listed, page: Page, t: Translator) -> str:
    state = state_words(item.state, t, to_client=False)
    line = t(
        "complaint-list-line",
        n=n,
        number=name(item.number),
        client=item.client,
        state=state,
        owner=item.owner,
    )
    if item.due is None:
        return line
    key = "complaint-list-late" if item.due <= page.now else "complaint-list-by"
    return line + " · " + t(key, at=item.due)


def owners(people: Sequence[tuple[PersonId, str]], t: Translator) -> Screen:
    """Whose complaints?"""
    buttons = [
        button(person_name, ListData(which="open", owner=person)) for person, person_name in people[:40]
    ]
    everybody = button(t.plain("btn1-complaint-list-everybody"), ListData(which="open"))
    return Screen(t("complaint-list-whose"), keyboard([everybody], *in_rows(buttons, 2)))
