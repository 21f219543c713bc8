"""How clients and contacts look: cards and history. Not: finding, adding."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.domain import complaints
from bot.domain.clients import Status
from bot.domain.occasions import AnnualDate
from bot.i18n import Html, Translator
from bot.usecases.clients import Card, ContactCard, Event, History
from handlers.calls import CallData
from handlers.clients.data import AddData, ClientData, ContactData, EditData
from handlers.digests import OpenData
from handlers.keyboards import button, copy, in_rows, keyboard, link
from handlers.linkwords import buttons as link_buttons
from handlers.linkwords import line as link_line
from handlers.occasions import OccasionData
from handlers.screen import Screen
from handlers.settings.data import SWITCHES

_BUTTONS = 8
_NOTE = 800  # signs of a note or of likes: with all else they fit into one message
_COMPLAINTS = 4


def card(found: Card, t: Translator) -> Screen:
    """A client at a glance."""
    lines: list[str] = [t("client-head", name=found.client.name), _facts(found, t), _manager(found, t)]
    lines += [
        _contact_line(number, one.person.name, found, t)
        for number, one in enumerate(found.contacts[:_BUTTONS], 1)
    ]
    if (more := len(found.contacts) - _BUTTONS) > 0:
        lines.append(t("client-more-contacts", n=more))
    lines += _touches(found, t) + _open_things(found, t)
    lines += [t(f"client-date-{one.kind}", day=t.day(one.day), about=one.about or "") for one in found.dates]
    if found.note:
        lines.append(t("client-note", note=found.note[:_NOTE]))
    lines += _result(found, t)
    return Screen("\n".join(line for line in lines if line), _keyboard(found, t))


def _facts(found: Card, t: Translator) -> str:
    client = found.client
    parts = [t.plain(f"client-tier-{client.tier}")]
    if client.status is not Status.ACTIVE:
        parts.append(t.plain(f"client-status-{client.status}"))
    parts += [part for part in (client.segment, client.city, client.country) if part]
    if client.share:
        parts.append(t.plain("client-share", share=t.number(client.share, 1)))
    return t("client-facts", facts=" · ".join(parts))


def _manager(found: Card, t: Translator) -> str:
    if found.manager is None:
        return t("client-no-manager")
    if found.team is None:
        return t("client-manager", manager=found.manager)
    return t("client-manager-team", manager=found.manager, team=found.team)


def _contact_line(number: int, name: str, found: Card, t: Translator) -> str:
    person = found.contacts[number - 1].person
    parts = [part for part in (person.position, person.phone) if part]
    state = "gone" if person.user_id and not person.reachable else "yes" if person.user_id else "no"
    parts.append(t.plain(f"client-connected-{state}"))
    return t("client-contact", n=number, name=name, facts=" · ".join(parts))


def _touches(found: Card, t: Translator) -> list[str]:
    if not found.touches:
        return [t("client-no-touch")]
    lines: list[str] = []
    for one in found.touches:
        kind, day, by = t.plain(f"touch-kind-{one.kind}"), t.day(one.at), one.by or ""
        line = t("client-touch", kind=kind, day=day, by=by)
        lines.append(t("client-touch-said", touch=Html(line), note=one.note[:200]) if one.note else line)
    return lines


def _open_things(found: Card, t: Translator) -> list[str]:
    lines: list[str] = []
    if found.scores:
        every = [
            t.plain("client-score", score=one.score, name=one.name, day=t.day(one.at)) for one in found.scores
        ]
        lines.append(t("client-scores", scores=" · ".join(every)))
    lines += [t("client-complaint", number=complaints.name(one.number)) for one in found.complaints]
    if found.case is not None:
        lines.append(t("client-case"))
    if found.call is not None:
        when = t.when(found.call.at) if found.call.timed else t.day(found.call.at)
        lines.append(t("client-call", when=when))
    return lines


def _result(found: Card, t: Translator) -> list[str]:
    if found.logged is None:
        return ["", t("client-hint")]
    kind = t.plain(f"touch-kind-{found.logged.kind}")
    return ["", t("client-logged", kind=kind, by=found.logged.by, at=t.time(found.logged.at))]


def _keyboard(found: Card, t: Translator) -> InlineKeyboardMarkup | None:
    number = found.client.id
    first = [button(t.plain("btn2-log-touch"), ClientData(action="kinds", id=number))]
    if found.logged is not None:
        first = [button(t.plain("btn2-undo"), ClientData(action="undo", id=number, n=found.logged.id))]
    first.append(button(t.plain("btn2-history"), ClientData(action="history", id=number)))
    people = [
        button(f"👤 {one.person.name}"[:40], ContactData(action="open", id=one.person.id, client=number))
        for one in found.contacts[:_BUTTONS]
    ]
    edit = [button(t.plain("btn2-edit"), EditData(action="form", noun="c", id=number, at=0))]
    plan = [
        button(t.plain("btn2-plan-call"), CallData(action="plan", id=number)),
        button(t.plain("btn2-add-date"), OccasionData(action="add", id=number)),
    ]
    more = [button(t.plain("btn2-add-contact"), AddData(action="contact", id=number))]
    if found.call is not None:
        more.append(button(t.plain("btn2-open-call"), OpenData(noun="call", id=found.call.id)))
    if found.case is not None:
        more.append(button(t.plain("btn2-open-case"), OpenData(noun="case", id=found.case)))
    for one in found.complaints[:_COMPLAINTS]:
        label = t.plain("btn2-open-complaint", number=complaints.name(one.number))
        more.append(button(label, OpenData(noun="complaint", id=one.id)))
    return keyboard(first, plan, edit, *in_rows(people, 2), *in_rows(more, 2))


def contact_card(found: ContactCard, t: Translator, last: Sequence[InlineKeyboardButton] = ()) -> Screen:
    """A contact with all that is known; `last`: one more row of buttons."""
    contact, person = found.contact, found.contact.person
    lines: list[str] = [t("contact-head", name=person.name, client=contact.client_name)]
    lines += [t("contact-position", position=person.position)] if person.position else []
    lines += [t("contact-phone", phone=person.phone)] if person.phone else []
    lines += [t("contact-email", email=person.email)] if person.email else []
    if contact.birth_day and contact.birth_month:
        day = AnnualDate(contact.birth_day, contact.birth_month).on(2000)
        lines.append(t("contact-birthday", day=t.annual(day)))
    lines += [t("contact-likes", likes=contact.likes[:_NOTE])] if contact.likes else []
    lines.append((link_line(found.link, t) if person.user_id is None else None) or _wants(found, t))
    lines += [t("client-note", note=found.note[:_NOTE])] if found.note else []
    if contact.erase_at is not None:
        lines.append(t("mydata-erase-at", at=contact.erase_at))
    return Screen("\n".join(lines), _contact_keyboard(found, t, last))


def _wants(found: ContactCard, t: Translator) -> str:
    person = found.contact.person
    if person.user_id is None:
        return t("contact-not-connected")
    if person.stopped:
        return t("contact-stopped")
    names = [
        t.plain(f"contact-wants-{name}") for want, name in SWITCHES.items() if want in found.contact.wants
    ]
    state = t("contact-connected") if person.reachable else t("contact-unreachable")
    return (
        f"{state} {t('contact-wants', wants=t.join(names))}"
        if names
        else f"{state} {t('contact-wants-none')}"
    )


def _contact_keyboard(
    found: ContactCard, t: Translator, last: Sequence[InlineKeyboardButton] = ()
) -> InlineKeyboardMarkup | None:
    person, home = found.contact.person, found.contact.client_id
    first: list[InlineKeyboardButton] = []
    if person.user_id is None:
        first.append(button(t.plain("btn2-invite-link"), ContactData(action="link", id=person.id)))
    else:
        first.append(button(t.plain("btn2-unlink"), ContactData(action="unlink", id=person.id)))
    first += link_buttons(person, found.link, t)
    second = [button(t.plain("btn2-edit"), EditData(action="form", noun="p", id=person.id, at=0))]
    if person.username and person.user_id is not None:
        second.append(link(t.plain("btn2-chat"), f"https://t.me/{person.username}"))
    third = [button(t.plain("btn2-back"), ClientData(action="back", id=home))]
    if person.phone:
        third.insert(0, copy(t.plain("btn2-copy-number"), person.phone))
    return keyboard(first, second, third, last)


def history_page(found: History, t: Translator) -> Screen:
    """Ten events a page."""
    number = found.client.id
    lines = [_event(one, t) for one in found.events] or [t("client-no-history")]
    turn = []
    if found.page:
        turn.append(button("‹", ClientData(action="history", id=number, n=found.page - 1)))
    if found.more:
        turn.append(button("›", ClientData(action="history", id=number, n=found.page + 1)))
    last = [button(t.plain("btn2-back"), ClientData(action="back", id=number))]
    return Screen("\n".join([t("client-history", name=found.client.name), *lines]), keyboard(turn, last))


def _event(one: Event, t: Translator) -> str:
    day, who = t.day(one.at), one.who or ""
    if one.what == "touch":
        kind = t.plain(f"touch-kind-{one.detail}")
        line = t("client-touch", kind=kind, day=day, by=who)
        return t("client-touch-said", touch=Html(line), note=one.words[:200]) if one.words else line
    if one.what == "score":
        return t("client-event-score", day=day, who=who, score=one.detail)
    if one.what == "complaint":
        return t("client-event-complaint", day=day, who=who, number=complaints.name(int(one.detail)))
    if one.what == "case":
        return t("client-event-case", day=day)
    words = one.words[:200] if one.words else t.plain("client-event-file")
    return t("client-event-note", day=day, who=who, words=words)
