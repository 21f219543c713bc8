"""How a client's card looks. Not: a contact's (contacts), the history, finding, adding."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.domain import complaints
from bot.domain.clients import Status
from bot.domain.contacts import Contact
from bot.i18n import Html, Translator
from bot.usecases.clients import Card
from handlers.calls.data import CallData
from handlers.clients.contacts import contact_card
from handlers.clients.data import LETTERS, AddData, ClientData, ContactData, EditData, WhyData
from handlers.digests import OpenData
from handlers.keyboards import button, in_rows, keyboard
from handlers.lists import cut, pager
from handlers.occasions import OccasionData
from handlers.recommended import recommended
from handlers.screen import Screen
from handlers.settings.data import SWITCHES

__all__ = ["card", "contact_card"]
_PAGE = 8
_NAMED = 4  # so many contacts get a button with their name, more get numbers
# Signs of what people typed: all together fit into one message.
_NOTE, _NOTES, _LIKES, _TOUCH, _SHORT = 400, 400, 60, 120, 40
_COMPLAINTS = 3


def card(found: Card, t: Translator, page: int = 0) -> Screen:
    """A client at a glance; `page`: which eight of the contacts."""
    pages = max(1, -(-len(found.contacts) // _PAGE))
    page = min(max(page, 0), pages - 1)
    contacts = found.contacts[page * _PAGE : (page + 1) * _PAGE]
    people = [
        line for number, one in enumerate(contacts, page * _PAGE + 1) for line in _contact(number, one, t)
    ]
    sections: list[list[str]] = [
        [_head(found, t), _facts(found, t), _manager(found, t), *_deals(found, t)],
        list(people),
        _touches(found, t) + _open_things(found, t) + _dates(found, t),
        _words(found, t),
        _result(found, t),
    ]
    text = "\n\n".join("\n".join(lines) for lines in sections if lines)
    return Screen(text, _keyboard(found, contacts, page, pages, t))


def _dates(found: Card, t: Translator) -> list[str]:
    return [
        t(f"client-date-{one.kind}", day=t.day(one.day), about=cut(one.about or "")) for one in found.dates
    ]


def _words(found: Card, t: Translator) -> list[str]:
    """What is missing, and what was written down."""
    lines: list[str] = []
    if found.gaps:
        gaps = [
            t.plain(f"client-gap-{gap.what.replace('_', '-')}", about=cut(gap.about or ""))
            for gap in found.gaps
        ]
        lines.append(t("client-gaps", what=", ".join(gaps)))
    lines += [t("client-notes", notes=cut(found.client.notes, _NOTES))] if found.client.notes else []
    return [*lines, t("client-note", note=cut(found.note, _NOTE))] if found.note else lines


def _head(found: Card, t: Translator) -> Html:
    client = found.client
    if client.external_id is None:
        return t("client-head", name=client.name)
    return t("client-head-number", name=client.name, number=client.external_id)


def _facts(found: Card, t: Translator) -> str:
    client = found.client
    parts = [t.plain(f"edit-tier-{client.tier}")]
    if client.status is not Status.ACTIVE:
        parts.append(t.plain(f"edit-status-{client.status}"))
    country = None if client.country is None else t.country(client.country)
    parts += [part for part in (client.segment, client.city, country) if part]
    if client.share is not None:
        parts.append(t.plain("client-share", share=f"{client.share:g}"))
    return t("client-facts", facts=" · ".join(parts))


def _manager(found: Card, t: Translator) -> str:
    if found.manager is None:
        return t("client-no-manager")
    line = t("client-manager", manager=found.manager)
    if found.team is not None:
        line = t("client-manager-team", manager=found.manager, team=found.team)
    if not found.away:
        return line
    away = t("client-away", deputy=found.stand_in) if found.stand_in else t("client-away-nobody")
    return Html(f"{line}\n{away}")


def _deals(found: Card, t: Translator) -> list[Html]:
    """The dates of deals and of the contract, a line each where there is any."""
    client, lines = found.client, []
    for what, days in (
        ("deals", (("first", client.first_deal), ("last", client.last_deal))),
        ("contract", (("signed", client.contract_signed), ("ends", client.contract_ends))),
    ):
        parts = [t.plain(f"client-{what}-{which}", day=day) for which, day in days if day is not None]
        lines += [t(f"client-{what}", what=", ".join(parts))] if parts else []
    return lines


def _contact(number: int, one: Contact, t: Translator) -> list[Html]:
    person = one.person
    parts = [cut(part, _SHORT) for part in (person.position,) if part]
    parts += [t.plain("client-decides")] if one.decision_maker else []
    parts += [cut(part, _SHORT) for part in (person.phone,) if part]
    state = "gone" if person.user_id and not person.reachable else "yes" if person.user_id else "no"
    parts.append(t.plain(f"client-connected-{state}"))
    lines = [t("client-contact", n=number, name=cut(person.name), facts=" · ".join(parts))]
    more = [t.plain("client-likes", likes=cut(one.likes, _LIKES))] if one.likes else []
    more += [t.plain("client-refuses", what=_refused(one, t))] if _refused(one, t) else []
    return [*lines, t("client-contact-more", what=" · ".join(more))] if more else lines


def _refused(one: Contact, t: Translator) -> str:
    """What a contact does not want; nothing for who takes all."""
    if one.person.stopped:
        return t.plain("client-refuses-all")
    names = [t.plain(f"contact-wants-{name}") for want, name in SWITCHES.items() if want not in one.wants]
    return t.join(names)


def _touches(found: Card, t: Translator) -> list[str]:
    if not found.touches:
        return [t("client-no-touch")]
    lines: list[str] = []
    for one in found.touches:
        kind, day, by = t.plain(f"touch-kind-{one.kind}"), t.day(one.at), one.by or ""
        line = t("client-touch", kind=kind, day=day, by=by)
        note = cut(one.note, _TOUCH) if one.note else None
        lines.append(t("client-touch-said", touch=Html(line), note=note) if note else line)
    return lines


def _open_things(found: Card, t: Translator) -> list[str]:
    lines: list[str] = []
    if found.scores:
        every = [
            t.plain(
                "client-score-noted" if one.by_manager else "client-score",
                score=one.score,
                name=cut(one.name, _SHORT),
                day=t.day(one.at),
            )
            for one in found.scores
        ]
        lines.append(t("client-scores", scores=" · ".join(every)))
    if found.recommended is not None:
        lines.append(recommended(found.recommended, t, named=True))
    lines += [t("client-complaint", number=complaints.name(one.number)) for one in found.complaints[:_PAGE]]
    if found.case is not None:
        lines.append(t("client-case"))
    if found.call is not None:
        when = t.when(found.call.at) if found.call.timed else t.day(found.call.at)
        lines.append(t("client-call", when=when))
    return lines


def _result(found: Card, t: Translator) -> list[str]:
    if found.logged is None:
        return [t("client-hint")]
    kind = t.plain(f"touch-kind-{found.logged.kind}")
    return [t("client-logged", kind=kind, by=found.logged.by, at=t.time(found.logged.at))]


def _keyboard(
    found: Card, contacts: Sequence[Contact], page: int, pages: int, t: Translator
) -> InlineKeyboardMarkup | None:
    """What is done most stands first; contacts and what is open have a row or two of their own."""
    number = found.client.id
    first = button(t.plain("btn2-log-touch"), ClientData(action="kinds", id=number))
    if found.logged is not None:
        first = button(t.plain("btn2-undo"), ClientData(action="undo", id=number, n=found.logged.id))
    act = [
        first,
        button(t.plain("btn2-plan-call"), CallData(action="plan", id=number)),
        button(t.plain("btn2-edit"), EditData(action="form", noun=LETTERS["client"], id=number, at=0)),
        button(t.plain("btn2-add-date"), OccasionData(action="add", id=number)),
        button(t.plain("btn2-history"), ClientData(action="history", id=number)),
        button(t.plain("btn2-add-contact"), AddData(action="contact", id=number)),
    ]
    if found.leads:
        act.append(button(t.plain("btn2-why"), WhyData(client=number)))
    turn = pager(page, pages, t, lambda to: ClientData(action="page", id=number, n=to))
    return keyboard(*in_rows(act, 2), *_people(number, contacts, page), turn, _open(found, t))


def _people(client: int, contacts: Sequence[Contact], page: int) -> list[list[InlineKeyboardButton]]:
    named = page == 0 and len(contacts) <= _NAMED
    every = []
    for number, one in enumerate(contacts, page * _PAGE + 1):
        label = f"👤 {cut(one.person.name, _SHORT)}" if named else f"👤 {number}"
        every.append(button(label, ContactData(action="open", id=one.person.id, client=client)))
    return in_rows(every, 2 if named else 4)


def _open(found: Card, t: Translator) -> list[InlineKeyboardButton]:
    """What is open, in one row."""
    row = []
    if found.call is not None:
        row.append(button(t.plain("btn3-open-call"), OpenData(noun="call", id=found.call.id)))
    if found.case is not None:
        row.append(button(t.plain("btn3-open-case"), OpenData(noun="case", id=found.case)))
    for one in found.complaints[: _COMPLAINTS - len(row)]:
        label = t.plain("btn3-open-complaint", number=complaints.name(one.number))
        row.append(button(label, OpenData(noun="complaint", id=one.id)))
    return row
