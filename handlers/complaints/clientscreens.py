"""What a client sees of complaints: the draft, the card, its lines, /my. Not: what buttons do."""

from aiogram.types import InlineKeyboardButton

from bot.domain.complaints import How, Kind, State, name
from bot.domain.talk import shorten
from bot.i18n import Html, Translator
from bot.usecases.complaints.views import Added, ClientView, DraftView, LineView, Page
from handlers.complaints.data import ComplaintData, DraftData, ListData
from handlers.complaints.words import counted, state_words, step_line, titled
from handlers.keyboards import button, copy, in_rows, keyboard
from handlers.screen import Screen

QUOTED = 1000

Rows = list[list[InlineKeyboardButton]]


def draft(view: DraftView, t: Translator) -> Screen:
    """The draft: what is asked next, how much was received."""
    draft = view.complaint
    if draft.state is State.DROPPED:
        return Screen(t("complaint-draft-dropped"))
    if draft.state is not State.DRAFT:
        return Screen(t("complaint-draft-sent", number=name(draft.number)))
    if draft.kind is None:
        kinds = [_draft(t, f"btn2-complaint-kind-{kind.value}", "kind", view, kind.value) for kind in Kind]
        return _asking(view, t, "complaint-ask-kind", [kinds])
    if draft.category is None:
        buttons = [
            button(t.choice("category", choice), DraftData(action="category", id=draft.id, value=choice.id))
            for choice in view.categories
        ]
        return _asking(view, t, "complaint-ask-category", in_rows(buttons, 2))
    return _wishing(view, t) if draft.wishing else _telling(view, t)


def _asking(view: DraftView, t: Translator, key: str, rows: Rows) -> Screen:
    lines: list[str] = (
        [t("complaint-received", counts=Html(counted(view.counts, t)))] if not view.counts.empty else []
    )
    return Screen("\n".join([*lines, t(key)]), keyboard(*rows, [_cancel(view, t)]))


def _telling(view: DraftView, t: Translator) -> Screen:
    if view.counts.empty:
        asked = "suggestion-ask-what" if view.complaint.kind is Kind.SUGGESTION else "complaint-ask-what"
        return Screen(t(asked), keyboard([_cancel(view, t)]))
    text = t("complaint-received-more", counts=Html(counted(view.counts, t)))
    if view.complaint.kind is Kind.SUGGESTION:
        go_on = _draft(t, "btn1-suggestion-send", "send", view)
    else:
        go_on = _draft(t, "btn1-complaint-next", "wish", view)
    return Screen(text, keyboard([go_on], [_cancel(view, t)]))


def _wishing(view: DraftView, t: Translator) -> Screen:
    lines: list[str] = [t("complaint-received", counts=Html(counted(view.counts, t)))]
    if view.wish:
        lines += [t("complaint-wish", wish=shorten(view.wish, QUOTED)), "", t("complaint-ready")]
    else:
        lines += ["", t("complaint-ask-wish")]
    back = _draft(t, "btn2-back", "what", view)
    return Screen(
        "\n".join(lines),
        keyboard([_draft(t, "btn1-complaint-send", "send", view)], [back, _cancel(view, t)]),
    )


def draft_line(view: DraftView, t: Translator) -> Screen:
    """After an hour: what about it?"""
    counts = counted(view.counts, t)
    return Screen(t("complaint-draft-line", counts=Html(counts or t("counted-nothing"))))


def _draft(t: Translator, key: str, action: str, view: DraftView, value: str = "") -> InlineKeyboardButton:
    return button(t.plain(key), DraftData(action=action, id=view.complaint.id, value=value))


def _cancel(view: DraftView, t: Translator) -> InlineKeyboardButton:
    return _draft(t, "btn2-cancel", "cancel", view)


def card(view: ClientView, t: Translator) -> Screen:
    """The client's card: it stays, and is edited."""
    complaint = view.complaint
    lines: list[str] = [
        f"<b>{titled(complaint, view.category, t)}</b>",
        step_line(complaint, t, to_client=True),
        *_standing(view, t),
    ]
    return Screen("\n".join(lines), keyboard(*_buttons(view, t)))


def _standing(view: ClientView, t: Translator) -> list[str]:
    complaint, owner = view.complaint, view.owner
    if complaint.state is State.SOLVED:
        done = (view.solution.done if view.solution else "") or ""
        return [
            "",
            t("complaint-asked", owner=owner, done=shorten(done, QUOTED)),
            t("complaint-is-it-solved"),
        ]
    if complaint.state is State.CLOSED:
        return _closed(view, t)
    if complaint.state is State.WITHDRAWN:
        return _until(view, t)
    if complaint.waiting_from is not None:
        return [t("complaint-waits-for-you", owner=owner)]
    return _promised(view, t)


def _promised(view: ClientView, t: Translator) -> list[str]:
    complaint, owner = view.complaint, view.owner
    lines: list[str] = []
    by = None
    if complaint.answered_at is None and complaint.answer is not None:
        by = complaint.answer.by
        lines.append(t("complaint-answers-by", owner=owner, at=by))
    elif complaint.solve is not None:
        by = complaint.solve.by
        lines.append(t("complaint-solves-by", owner=owner, at=by))
    if view.missed is not None and view.missed.reason and view.missed.new_by == by:
        lines.append(t("complaint-moved", reason=view.missed.reason))
    return lines


def _closed(view: ClientView, t: Translator) -> list[str]:
    complaint = view.complaint
    if complaint.closed_how is How.UNCONFIRMED:
        return [t("complaint-unconfirmed"), *_until(view, t)]
    if complaint.handling is None:
        return ["", t("complaint-rate-us")]
    return [t("complaint-rated-us", score=complaint.handling), *_until(view, t)]


def _until(view: ClientView, t: Translator) -> list[str]:
    return [t("complaint-write-until", at=t.day(view.reopens_until))] if view.reopens_until else []


def _buttons(view: ClientView, t: Translator) -> Rows:
    complaint = view.complaint
    last = [
        _press(t, "btn2-complaint-add", "add", view),
        copy(t.plain("btn2-complaint-copy"), name(complaint.number)),
    ]
    if complaint.state is State.SOLVED:
        return [
            [_press(t, "btn1-complaint-yes", "yes", view)],
            [_press(t, "btn1-complaint-no", "no", view)],
            last,
        ]
    if complaint.state is State.CLOSED and complaint.closed_how is How.CONFIRMED:
        scores = [button(str(n), ComplaintData(action="rate", id=complaint.id, to=n)) for n in range(1, 6)]
        return [scores, last]
    if complaint.open:
        return [last, [_press(t, "btn1-complaint-withdraw", "withdraw?", view)]]
    return [last]


def _press(t: Translator, key: str, action: str, view: ClientView) -> InlineKeyboardButton:
    return button(t.plain(key), ComplaintData(action=action, id=view.complaint.id))


def withdrawing(view: ClientView, t: Translator) -> Screen:
    """Really withdraw?"""
    rows = [
        [_press(t, "btn1-complaint-withdraw-yes", "withdraw", view)],
        [_press(t, "btn2-back", "look", view)],
    ]
    return Screen(t("complaint-withdraw-ask", number=name(view.complaint.number)), keyboard(*rows))


def card_line(view: ClientView, t: Translator) -> Screen:
    """Rings for the card when the client asked for it."""
    return Screen(t("complaint-here", number=name(view.complaint.number)))


def told(view: LineView, t: Translator) -> Screen:
    """A step, replied to the card: an edit alone is silent."""
    return Screen(
        t(
            f"complaint-told-{view.what}",
            number=name(view.complaint.number),
            owner=view.owner,
            text=shorten(view.text, QUOTED),
            at=view.by or "",
        )
    )


def added(result: Added, t: Translator) -> Screen:
    """What became of the client's further words."""
    if result.how == "new":
        return Screen(t("complaint-new-linked", number=name(result.complaint.number)))
    return Screen(t("complaint-added", owner=result.owner, number=name(result.complaint.number)))


def adding(view: ClientView, t: Translator) -> Screen:
    """Write what is to be added."""
    complaint = view.complaint
    key = "complaint-add-now" if complaint.open else "complaint-add-closed"
    return Screen(t(key, number=name(complaint.number), owner=view.owner))


def mine(page: Page, t: Translator) -> Screen:
    """/my: the client's own complaints."""
    if not page.items:
        return Screen(t("complaint-my-none"))
    lines: list[str] = [t("complaint-my-head", total=page.total)]
    for n, item in enumerate(page.items, 1):
        state = state_words(item.state, t, to_client=True)
        lines.append(t("complaint-my-line", n=n, number=name(item.number), state=state))
        if item.due is not None:
            lines.append("    " + t("complaint-my-by", at=item.due))
    numbers = [
        button(str(n), ComplaintData(action="open", id=item.id)) for n, item in enumerate(page.items, 1)
    ]
    return Screen("\n".join(lines), keyboard(*in_rows(numbers, 4), pager(page, t, "my")))


def pager(page: Page, t: Translator, which: str, owner: int = 0) -> list[InlineKeyboardButton]:
    """‹ 1 of 2 ›, where there is more than one page."""
    if page.pages < 2:
        return []
    here = t.plain("complaint-page", n=page.number + 1, of=page.pages)
    before, after = max(page.number - 1, 0), min(page.number + 1, page.pages - 1)
    return [
        button("‹", ListData(which=which, page=before, owner=owner)),
        button(here, ListData(which=which, page=page.number, owner=owner)),
        button("›", ListData(which=which, page=after, owner=owner)),
    ]
