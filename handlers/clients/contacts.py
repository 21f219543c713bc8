"""A contact's card: how it looks, and the vCard it can send. Not: editing, the client's card."""

from collections.abc import Sequence

from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup

from bot.domain.ids import PersonId
from bot.domain.occasions import AnnualDate
from bot.domain.people import Actor
from bot.domain.vcards import vcard
from bot.domain.zones import city
from bot.i18n import Translator
from bot.usecases.clients import Clients, ContactCard
from handlers.answers import send_contact, toast
from handlers.clients.data import LETTERS, ClientData, ContactData, EditData
from handlers.keyboards import button, copy, in_rows, keyboard, link
from handlers.linkwords import buttons as link_buttons
from handlers.linkwords import line as link_line
from handlers.lists import cut
from handlers.phonemode.data import PhoneData
from handlers.recommended import recommended
from handlers.screen import Screen
from handlers.settings.data import SWITCHES

_NOTE = 800  # signs of a note or of likes: with all else they fit into one message


async def share(press: CallbackQuery, data: ContactData, actor: Actor, clients: Clients) -> None:
    """The contact as a card for the phone's address book."""
    contact = (await clients.share(actor, PersonId(data.id))).contact
    await toast(press)
    first, _, last = contact.person.name.partition(" ")
    await send_contact(press, contact.person.phone or "", first, last, vcard(contact))


def contact_card(found: ContactCard, t: Translator, last: Sequence[InlineKeyboardButton] = ()) -> Screen:
    """A contact with all that is known; `last`: one more row of buttons."""
    contact, person = found.contact, found.contact.person
    lines: list[str] = [t("contact-head", name=person.name, client=contact.client_name)]
    role = [cut(person.position)] if person.position else []
    role += [t.plain("contact-decides")] if contact.decision_maker else []
    lines += [t("contact-position", position=" · ".join(role))] if role else []
    lines += [t("contact-phone", phone=person.phone)] if person.phone else []
    lines += [t("contact-email", email=person.email)] if person.email else []
    if contact.birth_day and contact.birth_month:
        day = AnnualDate(contact.birth_day, contact.birth_month).on(2000)
        lines.append(t("contact-birthday", day=t.annual(day)))
    lines += _speaks(found, t)
    lines += [t("contact-likes", likes=cut(contact.likes, _NOTE))] if contact.likes else []
    lines += _wants(found, t)
    lines += [t("client-notes", notes=cut(contact.notes, _NOTE))] if contact.notes else []
    lines += [t("client-note", note=cut(found.note, _NOTE))] if found.note else []
    lines += [recommended(found.recommended, t)] if found.recommended else []
    if contact.erase_at is not None:
        lines.append(t("mydata-erase-at", at=contact.erase_at))
    return Screen("\n".join(lines), _keyboard(found, t, last))


def _speaks(found: ContactCard, t: Translator) -> list[str]:
    """Language and zone, where they are known."""
    person = found.contact.person
    parts = []
    if person.language:
        known = t.has(f"language-{person.language}")
        parts.append(t.plain(f"language-{person.language}") if known else person.language)
    parts += [city(person.zone)] if person.zone else []
    return [t("contact-speaks", what=" · ".join(parts))] if parts else []


def _wants(found: ContactCard, t: Translator) -> list[str]:
    """Connected or not, and what may be sent unasked: a consent counts before they connect, too."""
    person = found.contact.person
    names = [
        t.plain(f"contact-wants-{name}") for want, name in SWITCHES.items() if want in found.contact.wants
    ]
    wants = t("contact-wants", wants=t.join(names)) if names else t("contact-wants-none")
    if person.user_id is None:
        return [link_line(found.link, t) or t("contact-not-connected"), wants]
    if person.stopped:
        return [t("contact-stopped")]
    return [t("contact-connected") if person.reachable else t("contact-unreachable"), wants]


def _keyboard(
    found: ContactCard, t: Translator, last: Sequence[InlineKeyboardButton]
) -> InlineKeyboardMarkup | None:
    person, home = found.contact.person, found.contact.client_id
    known = person.user_id is not None
    word = "btn2-unlink" if known else "btn2-invite-link"
    every = [
        button(t.plain("btn2-edit"), EditData(action="form", noun=LETTERS["person"], id=person.id, at=0)),
        button(t.plain(word), ContactData(action="unlink" if known else "link", id=person.id)),
        *link_buttons(person, found.link, t),
    ]
    if person.username and known:
        every.append(link(t.plain("btn2-chat"), f"https://t.me/{person.username}"))
    if person.phone:
        every.append(copy(t.plain("btn2-copy-number"), person.phone))
        every.append(button(t.plain("btn2-share-contact"), ContactData(action="share", id=person.id)))
    every.append(button(t.plain("btn2-phone-rate"), PhoneData(action="open", id=person.id)))
    every.append(button(t.plain("btn2-back"), ClientData(action="back", id=home)))
    return keyboard(*in_rows(every, 2), last)
