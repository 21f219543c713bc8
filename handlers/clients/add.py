"""/add, shared contact cards, people picked in Telegram, new contacts of a client; who looks alike comes first."""

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.domain.ids import ClientId, PersonId
from bot.domain.people import Actor
from bot.i18n import LANGUAGES, Translator, translator
from bot.usecases.additions import (
    CONTACT_STEP,
    NAME_STEP,
    PERSON_STEP,
    PICK_STEP,
    WHOSE_STEP,
    Additions,
    LikelyClients,
    LikelyContacts,
    Shared,
    Typed,
    Whose,
    read_contact,
)
from bot.usecases.clients import Clients
from bot.usecases.people import People
from handlers.answers import reply, show, toast
from handlers.clients.data import AddData, ClientData, ContactData
from handlers.clients.drawing import card, contact_card
from handlers.commands import STAFF
from handlers.filters import AtStep, By, Prefixes, Pressed, Said
from handlers.homekeys import keys, picking
from handlers.keyboards import button, keyboard
from handlers.screen import Keyboard, Screen


class SharedContact(Filter):
    """A contact card from the phone's address book; the handler gets `shared`."""

    async def __call__(self, message: Message) -> bool | dict[str, Shared]:
        card = message.contact
        if card is None:
            return False
        name = " ".join(part for part in (card.first_name, card.last_name) if part)
        phone = card.phone_number[:60] or None
        typed = Typed((name or card.phone_number)[:100], phone, account=card.user_id)
        return {"shared": Shared(typed, card.vcard)}


class PickedUser(Filter):
    """Somebody picked by the button of Telegram; the handler gets `shared`."""

    async def __call__(self, message: Message) -> bool | dict[str, Shared]:
        if message.users_shared is None or not message.users_shared.users:
            return False
        user = message.users_shared.users[0]
        name = " ".join(part for part in (user.first_name, user.last_name) if part) or user.username or ""
        return {"shared": Shared(Typed(name[:100], account=user.user_id, username=user.username))}


class NotPicked(Filter):
    """The button that leaves the picking, in any language."""

    async def __call__(self, message: Message) -> bool:
        return message.text in _leaving()


_LEAVING: set[str] = set()


def _leaving() -> set[str]:
    if not _LEAVING:
        _LEAVING.update(translator(one, "UTC").plain("btn1-add-not-picked") for one in LANGUAGES)
    return _LEAVING


def setup() -> Router:
    """The command, its questions, and the answers to "looks like"."""
    router = Router(name="add")
    router.callback_query.filter(Prefixes(AddData))
    router.message.register(start, Said("add"))
    router.message.register(not_picked, NotPicked(), By(STAFF))
    router.message.register(take_picked, PickedUser(), By(STAFF))
    router.message.register(take_shared, SharedContact(), By(STAFF))
    router.message.register(take_client, AtStep(NAME_STEP))
    for step in (CONTACT_STEP, PERSON_STEP, PICK_STEP):
        router.message.register(take_typed, AtStep(step))
    router.message.register(take_whose, AtStep(WHOSE_STEP))
    for action, handler in (
        ("client", ask_client),
        ("person", ask_person),
        ("card", ask_card),
        ("telegram", ask_telegram),
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
    await reply(
        message,
        Screen(
            t("add-what"),
            keyboard(
                [button(t.plain("btn1-add-client"), AddData(action="client"))],
                [_telegram(t), button(t.plain("btn2-add-card"), AddData(action="card"))],
                [button(t.plain("btn1-add-type"), AddData(action="person"))],
            ),
        ),
    )


def _telegram(t: Translator, client: int = 0) -> InlineKeyboardButton:
    return button(t.plain("btn2-add-telegram"), AddData(action="telegram", id=client))


async def ask_client(press: CallbackQuery, actor: Actor, additions: Additions, t: Translator) -> None:
    """A new client: by name."""
    await additions.ask_client(actor)
    await show(press, Screen(t("add-ask-client")))


async def ask_person(press: CallbackQuery, actor: Actor, additions: Additions, t: Translator) -> None:
    """A contact, typed; whose, comes after."""
    await additions.ask_person(actor)
    await show(press, Screen(t("add-ask-person")))


async def ask_card(press: CallbackQuery, actor: Actor, additions: Additions, t: Translator) -> None:
    """A contact, shared from the address book."""
    await additions.ask_person(actor)
    await show(press, Screen(t("add-ask-card")))


async def ask_telegram(
    press: CallbackQuery, data: AddData, actor: Actor, additions: Additions, t: Translator
) -> None:
    """A contact, picked in Telegram: the button for it stands in the keyboard below."""
    await additions.ask_picked(actor, ClientId(data.id) if data.id else None)
    await toast(press)
    await reply(press, Screen(t("add-ask-telegram"), picking(t)))


async def not_picked(message: Message, actor: Actor, people: People, t: Translator) -> None:
    """Nobody was picked: the usual keyboard comes back."""
    await people.cancel(actor)
    await reply(message, Screen(t("cancelled-client"), keys(actor.role, t)))


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
        last = [button(t.plain("btn1-add-anyway"), AddData(action="client!", of=added.stamp))]
        await reply(message, Screen(t("add-like-client", name=added.name), keyboard(*every, last)))
    else:
        await reply(message, card(await clients.card(actor, added), t))


async def client_anyway(
    press: CallbackQuery, data: AddData, actor: Actor, additions: Additions, clients: Clients, t: Translator
) -> None:
    """It is another client than those shown."""
    await show(press, card(await clients.card(actor, await additions.client_anyway(actor, data.of)), t))


async def ask_contact(
    press: CallbackQuery, data: AddData, actor: Actor, additions: Additions, t: Translator
) -> None:
    """A new contact of the client on the card."""
    name = await additions.ask_contact(actor, ClientId(data.id))
    await reply(press, Screen(t("add-ask-contact", client=name), keyboard([_telegram(t, data.id)])))


async def take_typed(
    message: Message, actor: Actor, additions: Additions, clients: Clients, t: Translator
) -> None:
    """Name, phone and e-mail, typed."""
    given = await additions.given(actor, Shared(read_contact(message.text or "")))
    await reply(message, await _given(given, actor, clients, t))


async def take_shared(
    message: Message, shared: Shared, actor: Actor, additions: Additions, clients: Clients, t: Translator
) -> None:
    """The same by a contact card, asked for or out of the blue."""
    await reply(message, await _given(await additions.given(actor, shared), actor, clients, t))


async def take_picked(
    message: Message, shared: Shared, actor: Actor, additions: Additions, clients: Clients, t: Translator
) -> None:
    """The same by an account that was picked; the usual keyboard comes back."""
    given = await additions.given(actor, shared)
    home = keys(actor.role, t)
    if isinstance(given, Whose):
        await reply(message, await _given(given, actor, clients, t, home))
        return
    await reply(message, Screen(t("add-picked", name=shared.contact.name), home))
    await reply(message, await _given(given, actor, clients, t))


async def contact_anyway(
    press: CallbackQuery, data: AddData, actor: Actor, additions: Additions, clients: Clients, t: Translator
) -> None:
    """It is somebody else than who was shown."""
    await show(press, await _given(await additions.contact_anyway(actor, data.of), actor, clients, t))


async def take_whose(
    message: Message, actor: Actor, additions: Additions, clients: Clients, t: Translator
) -> None:
    """The client of a contact that was given: those that fit, or a new one."""
    await reply(message, await _given(await additions.whose(actor, message.text or ""), actor, clients, t))


async def pick(
    press: CallbackQuery, data: AddData, actor: Actor, additions: Additions, clients: Clients, t: Translator
) -> None:
    """The contact belongs to this client."""
    await show(
        press, await _given(await additions.pick(actor, ClientId(data.id), data.of), actor, clients, t)
    )


async def _given(
    given: PersonId | LikelyContacts | Whose, actor: Actor, clients: Clients, t: Translator,
    home: Keyboard | None = None,
) -> Screen:  # fmt: skip
    if isinstance(given, Whose):
        return _whose(given, t, home)
    if not isinstance(given, LikelyContacts):
        return contact_card(await clients.contact(actor, given), t)
    known = [
        [button(f"{one.name} · {one.client}"[:40], ContactData(action="open", id=one.id))]
        for one in given.found
    ]
    last = [button(t.plain("btn1-add-anyway"), AddData(action="contact!", of=given.stamp))]
    return Screen(t("add-like-contact", name=given.name), keyboard(*known, last))


def _whose(asked: Whose, t: Translator, home: Keyboard | None) -> Screen:
    """Whose contact: the clients that fit what was typed, or stands on the card; else the question alone."""
    if not asked.client:
        return Screen(t("add-ask-whose", name=asked.contact), home)
    every = [[button(hit.name[:40], AddData(action="pick", id=hit.id, of=asked.stamp))] for hit in asked.hits]
    last = [button(t.plain("btn1-add-new-client"), AddData(action="client!", of=asked.new))]
    return Screen(t("add-pick", name=asked.client, contact=asked.contact), keyboard(*every, last))
