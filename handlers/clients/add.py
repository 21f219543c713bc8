"""/add, a shared contact card, and a new contact of a client; who looks alike comes first. Not: files (imports)."""

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from bot.domain.ids import ClientId, PersonId
from bot.domain.people import Actor
from bot.i18n import Translator
from bot.usecases.additions import (
    CONTACT_STEP,
    NAME_STEP,
    WHOSE_STEP,
    Additions,
    LikelyClients,
    LikelyContact,
    Typed,
    Whose,
    read_contact,
)
from bot.usecases.clients import Clients
from handlers.answers import reply, show
from handlers.clients.data import AddData, ClientData, ContactData
from handlers.clients.drawing import card, contact_card
from handlers.commands import STAFF
from handlers.filters import AtStep, By, Prefixes, Pressed, Said
from handlers.keyboards import button, keyboard
from handlers.screen import Screen


class SharedContact(Filter):
    """A contact card from the phone's address book; the handler gets `shared`."""

    async def __call__(self, message: Message) -> bool | dict[str, Typed]:
        card = message.contact
        if card is None:
            return False
        name = " ".join(part for part in (card.first_name, card.last_name) if part)
        return {"shared": Typed((name or card.phone_number)[:100], card.phone_number[:60])}


def setup() -> Router:
    """The command, its questions, and the answers to "looks like"."""
    router = Router(name="add")
    router.callback_query.filter(Prefixes(AddData))
    router.message.register(start, Said("add"))
    router.message.register(shared_for_client, SharedContact(), AtStep(CONTACT_STEP))
    router.message.register(take_shared, SharedContact(), By(STAFF))
    router.message.register(take_client, AtStep(NAME_STEP))
    router.message.register(take_contact, AtStep(CONTACT_STEP))
    router.message.register(take_whose, AtStep(WHOSE_STEP))
    for action, handler in (
        ("client", ask_client),
        ("contact", ask_contact),
        ("client!", client_anyway),
        ("contact!", contact_anyway),
        ("pick", pick),
    ):
        router.callback_query.register(handler, Pressed(AddData, action=action))
    return router


async def start(
    message: Message, args: str, actor: Actor, additions: Additions, clients: Clients, t: Translator
) -> None:
    """/add, or /add Acme Ltd at once."""
    if args:
        await _client_added(message, await additions.client(actor, args), actor, clients, t)
        return
    new = [button(t.plain("btn1-add-client"), AddData(action="client"))]
    await reply(message, Screen(t("add-what"), keyboard(new)))


async def ask_client(press: CallbackQuery, actor: Actor, additions: Additions, t: Translator) -> None:
    """A new client: by name."""
    await additions.ask_client(actor)
    await show(press, Screen(t("add-ask-client")))


async def take_client(
    message: Message, actor: Actor, additions: Additions, clients: Clients, t: Translator
) -> None:
    """The name of a new client."""
    await _client_added(message, await additions.client(actor, message.text or ""), actor, clients, t)


async def _client_added(
    message: Message, added: ClientId | LikelyClients, actor: Actor, clients: Clients, t: Translator
) -> None:
    if isinstance(added, LikelyClients):
        every = [[button(hit.name[:40], ClientData(action="open", id=hit.id))] for hit in added.hits]
        last = [button(t.plain("btn1-add-anyway"), AddData(action="client!"))]
        await reply(message, Screen(t("add-like-client", name=added.name), keyboard(*every, last)))
    else:
        await reply(message, card(await clients.card(actor, added), t))


async def client_anyway(
    press: CallbackQuery, actor: Actor, additions: Additions, clients: Clients, t: Translator
) -> None:
    """It is another client than those shown."""
    await show(press, card(await clients.card(actor, await additions.client_anyway(actor)), t))


async def ask_contact(
    press: CallbackQuery, data: AddData, actor: Actor, additions: Additions, t: Translator
) -> None:
    """A new contact of the client on the card."""
    name = await additions.ask_contact(actor, ClientId(data.id))
    await reply(press, Screen(t("add-ask-contact", client=name)))


async def take_contact(
    message: Message, actor: Actor, additions: Additions, clients: Clients, t: Translator
) -> None:
    """Name, phone and e-mail, typed."""
    added = await additions.contact(actor, read_contact(message.text or ""))
    await reply(message, await _contact_added(added, actor, clients, t))


async def shared_for_client(
    message: Message, shared: Typed, actor: Actor, additions: Additions, clients: Clients, t: Translator
) -> None:
    """The same by a shared contact card."""
    await reply(message, await _contact_added(await additions.contact(actor, shared), actor, clients, t))


async def contact_anyway(
    press: CallbackQuery, actor: Actor, additions: Additions, clients: Clients, t: Translator
) -> None:
    """It is somebody else than who was shown."""
    await show(press, await _contact_added(await additions.contact_anyway(actor), actor, clients, t))


async def take_shared(
    message: Message, shared: Typed, actor: Actor, additions: Additions, t: Translator
) -> None:
    """A contact card out of the blue: whose contact is it?"""
    await additions.shared(actor, shared)
    await reply(message, Screen(t("add-ask-whose", name=shared.name)))


async def take_whose(message: Message, actor: Actor, additions: Additions, t: Translator) -> None:
    """The client of a shared contact: those that fit, or a new one."""
    found: Whose = await additions.whose(actor, message.text or "")
    every = [[button(hit.name[:40], AddData(action="pick", id=hit.id))] for hit in found.hits]
    last = [button(t.plain("btn1-add-new-client"), AddData(action="client!"))]
    await reply(message, Screen(t("add-pick", name=found.name), keyboard(*every, last)))


async def pick(
    press: CallbackQuery, data: AddData, actor: Actor, additions: Additions, clients: Clients, t: Translator
) -> None:
    """The shared contact belongs to this client."""
    added = await additions.pick(actor, ClientId(data.id))
    await show(press, await _contact_added(added, actor, clients, t))


async def _contact_added(
    added: PersonId | LikelyContact, actor: Actor, clients: Clients, t: Translator
) -> Screen:
    if not isinstance(added, LikelyContact):
        return contact_card(await clients.contact(actor, added), t)
    known = [button(added.found[:40], ContactData(action="open", id=added.person_id))]
    last = [button(t.plain("btn1-add-anyway"), AddData(action="contact!"))]
    text = t("add-like-contact", name=added.name, found=added.found, client=added.client)
    return Screen(text, keyboard(known, last))
