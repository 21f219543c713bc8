"""Presses on the cards of clients and contacts, and replies to them. Not: how they look."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.domain.clients import TouchKind
from bot.domain.editing import CLIENT
from bot.domain.errors import BadInput
from bot.domain.ids import ClientId, PersonId, TouchId
from bot.domain.notes import Note
from bot.domain.people import Actor
from bot.i18n import Translator
from bot.usecases.clients import Clients
from bot.usecases.inviting import Inviting
from handlers.answers import reply, show, toast
from handlers.clients.contacts import contact_card, share
from handlers.clients.data import ClientData, ContactData, Noting
from handlers.clients.drawing import card
from handlers.commands import STAFF
from handlers.filters import By, Prefixes, Pressed
from handlers.invite import invitation
from handlers.keyboards import button, in_rows, keyboard
from handlers.media import media_of
from handlers.mydata.data import erase_row
from handlers.screen import Screen


def setup() -> Router:
    """Presses on both cards, and replies to them."""
    router = Router(name="cards")
    router.callback_query.filter(Prefixes(ClientData, ContactData))
    router.message.register(note, Noting(ClientData), By(STAFF))
    router.message.register(note_contact, Noting(ContactData), By(STAFF))
    for action, handler in (
        ("open", open_),
        ("back", back),
        ("kinds", kinds),
        ("touch", touch),
        ("undo", undo),
        ("page", page),
    ):
        router.callback_query.register(handler, Pressed(ClientData, action=action))
    for action, about in (("open", contact), ("link", invite), ("unlink", unlink), ("share", share)):
        router.callback_query.register(about, Pressed(ContactData, action=action))
    return router


async def open_(
    press: CallbackQuery, data: ClientData, actor: Actor, clients: Clients, t: Translator
) -> None:
    """The card as a message of its own, so that the list above stays."""
    found = await clients.card(actor, ClientId(data.id))
    await toast(press)
    await reply(press, card(found, t))


async def back(press: CallbackQuery, data: ClientData, actor: Actor, clients: Clients, t: Translator) -> None:
    """Back to the card from one of its pages."""
    await show(press, card(await clients.card(actor, ClientId(data.id)), t))


async def page(press: CallbackQuery, data: ClientData, actor: Actor, clients: Clients, t: Translator) -> None:
    """Eight more of the contacts."""
    await show(press, card(await clients.card(actor, ClientId(data.id)), t, data.n))


async def kinds(
    press: CallbackQuery, data: ClientData, actor: Actor, clients: Clients, t: Translator
) -> None:
    """Which kind of touch."""
    found = await clients.card(actor, ClientId(data.id))
    every = [
        button(
            t.plain(f"btn2-touch-{kind}"),
            ClientData(action="touch", id=data.id, n=found.newest, word=kind.value),
        )
        for kind in TouchKind
    ]
    last = [button(t.plain("btn2-back"), ClientData(action="back", id=data.id))]
    text = t("client-which-touch", name=found.client.name)
    await show(press, Screen(text, keyboard(*in_rows(every, 2), last)))


async def touch(
    press: CallbackQuery, data: ClientData, actor: Actor, clients: Clients, t: Translator
) -> None:
    """Logged, with ten minutes to take it back."""
    kind = next((kind for kind in TouchKind if kind.value == data.word), None)
    if kind is None:
        raise BadInput("touch-kind")
    await show(press, card(await clients.touch(actor, ClientId(data.id), kind, data.n), t))


async def undo(press: CallbackQuery, data: ClientData, actor: Actor, clients: Clients, t: Translator) -> None:
    """Taken back."""
    found = await clients.undo(actor, ClientId(data.id), TouchId(data.n))
    await show(press, card(found, t), t.plain("client-undone"))


async def note(message: Message, noted: ClientData, actor: Actor, clients: Clients, t: Translator) -> None:
    """A reply to the card: a note about the client, or about the touch just logged."""
    touched = TouchId(noted.n) if noted.action == "undo" else None
    await clients.note(actor, ClientId(noted.id), _note(message), touched)
    await reply(message, Screen(t("client-touch-noted") if touched else t("client-noted")))


async def note_contact(
    message: Message, noted: ContactData, actor: Actor, clients: Clients, t: Translator
) -> None:
    """A reply to a contact's card."""
    await clients.note_contact(actor, PersonId(noted.id), _note(message))
    await reply(message, Screen(t("client-noted")))


async def contact(
    press: CallbackQuery, data: ContactData, actor: Actor, clients: Clients, t: Translator
) -> None:
    """A contact's card."""
    found = await clients.contact(actor, PersonId(data.id))
    await show(press, contact_card(found, t, erase_row(actor, found.contact, t)))


async def invite(
    press: CallbackQuery, data: ContactData, actor: Actor, inviting: Inviting, t: Translator
) -> None:
    """A new link for the contact."""
    made = await inviting.make(actor, PersonId(data.id))
    await toast(press)
    await reply(press, invitation(made, t))


async def unlink(
    press: CallbackQuery, data: ContactData, actor: Actor, inviting: Inviting, clients: Clients, t: Translator
) -> None:
    """The account is not theirs (any more)."""
    await inviting.unlink(actor, PersonId(data.id))
    found = await clients.contact(actor, PersonId(data.id))
    await show(press, contact_card(found, t), t.plain("contact-unlinked"))


async def drawn(actor: Actor, clients: Clients, t: Translator, noun: str, id_: int) -> Screen:
    """The card of a client or contact as it is now."""
    if noun == CLIENT:
        return card(await clients.card(actor, ClientId(id_)), t)
    found = await clients.contact(actor, PersonId(id_))
    return contact_card(found, t, erase_row(actor, found.contact, t))


def _note(message: Message) -> Note:
    file, words = media_of(message), message.text or message.caption
    if file is None and words is None:
        raise BadInput("note-what")
    return Note(message.message_id, words, *((file.kind, str(file.file)) if file else ("text", None)))
