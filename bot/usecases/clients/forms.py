"""What the forms of editing show, and how a target of an edit is loaded. Not: saving."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.clients import Client
from bot.domain.contacts import Contact
from bot.domain.editing import CLIENT, CONTACT, DATE, Field, Value, Values, client_values, contact_values
from bot.domain.errors import NotFound
from bot.domain.ids import ClientId, PersonId
from bot.domain.months import Month
from bot.domain.people import Actor
from bot.domain.phones import PhoneWarning
from storage import clients, contacts, owndates
from storage.database import Conn

STEP = "edit.field"


@dataclass(frozen=True, slots=True)
class Target:
    """A client or contact as it stands: what is edited."""

    noun: str
    id: int
    name: str
    client_id: ClientId
    version: int
    values: Mapping[str, Value]
    country: str | None
    client: Client | None = None
    contact: Contact | None = None

    @property
    def thing(self) -> str:
        """As the audit names it."""
        return f"{self.noun}:{self.id}"


@dataclass(frozen=True, slots=True)
class Option:
    """A value to choose, and how it is called where that is no text of ours."""

    value: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """What an edit did; `undo` is its number while it can be taken back. `names`: managers by id.

    `taken`: who else has this phone.
    """

    field: Field
    old: Values
    new: Values
    names: Mapping[int, str]
    undo: int | None = None
    warning: PhoneWarning | None = None
    taken: str | None = None
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a client or contact, a page of them. `names`: managers by id; `dates`: how many own dates."""

    target: Target
    page: int
    names: Mapping[int, str]
    hands: bool
    dates: int = 0
    saved: Saved | None = None
    again: bool = False  # a second tap: nothing was done


@dataclass(frozen=True, slots=True)
class Ask:
    """One field, asked for. `seen` guards it; `month`: where its calendar stands (year view: `years`).

    `wanted`: what was to be saved while somebody else changed the field.
    """

    target: Target
    field: Field
    seen: str
    names: Mapping[int, str]
    options: tuple[Option, ...] = ()
    page: int = 0
    pages: int = 1
    month: Month | None = None
    today: datetime | None = None
    wanted: str | None = None
    text: str = ""  # what was typed where a choice is needed


async def target(conn: Conn, actor: Actor, noun: str, id_: int, company_country: str | None) -> Target:
    """The client or contact, if the actor may see it. Raises NotFound."""
    if noun == CLIENT:
        client = await clients.get(conn, actor.scope, ClientId(id_))
        if client is not None:
            country = client.country or company_country
            return Target(
                noun, id_, client.name, client.id, client.version, client_values(client), country, client
            )
    if noun == CONTACT:
        contact = await contacts.get(conn, actor.scope, PersonId(id_))
        if contact is not None:
            country = contact.person.country or company_country
            values = contact_values(contact)
            name, version = contact.person.name, contact.version
            return Target(noun, id_, name, contact.client_id, version, values, country, contact=contact)
    if noun == DATE:
        own = await owndates.get(conn, actor.scope, id_)
        if own is not None:
            return Target(noun, id_, own.label, own.client_id, 0, own.values, company_country)
    raise NotFound
