"""Adding clients and contacts by hand, likely duplicates first. Not: importing files."""

import re
from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.domain import phones
from bot.domain.clients import Tier
from bot.domain.company import Company
from bot.domain.errors import BadInput, Changed, NotAllowed, NotFound
from bot.domain.folding import fold
from bot.domain.ids import ClientId, PersonId
from bot.domain.people import Actor, Role, Step
from bot.domain.searching import read_query
from bot.usecases.joining import clean_name
from storage import audit, contacts, people, searching, steps
from storage import clients as rows
from storage.database import Database, Tx

NAME_STEP, CONTACT_STEP, WHOSE_STEP = "client.name", "client.contact", "client.whose"
_SHOWN = 6
_LEGAL = frozenset(["the", "ltd", "sia", "ооо", "зао", "пао", "gmbh", "inc", "llc", "oyj"])
_EMAIL = re.compile(r"\S+@\S+\.\S+")


@dataclass(frozen=True, slots=True)
class Typed:
    """A contact as typed or shared: the name, and phone and e-mail if there are any."""

    name: str
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class LikelyClients:
    """Clients that look like the one to add; adding goes on only after "add anyway"."""

    name: str
    hits: tuple[searching.Hit, ...]


@dataclass(frozen=True, slots=True)
class LikelyContact:
    """A contact who looks like the one to add."""

    name: str
    person_id: PersonId
    found: str
    client: str


@dataclass(frozen=True, slots=True)
class Whose:
    """Clients to whom a shared contact may belong."""

    name: str
    hits: tuple[searching.Hit, ...]


def read_contact(text: str) -> Typed:
    """Read "Anna Bērziņa, +371 26123456, anna@acme.lv", in one line or several; the name comes first."""
    parts = [part.strip() for part in re.split(r"[,;\n]", text) if part.strip()]
    if not parts:
        raise BadInput("name-empty")
    phone = email = None
    for part in parts[1:]:
        if _EMAIL.fullmatch(part):
            email = part[:100]
        elif sum(sign.isdigit() for sign in part) >= 3:
            phone = part[:60]
    return Typed(clean_name(parts[0]), phone, email)


class Additions:
    """Everything about adding by hand."""

    def __init__(self, db: Database, clock: Clock, company: Company) -> None:
        self.db, self.clock, self.company = db, clock, company

    async def ask_client(self, actor: Actor) -> None:
        """The next message is the name of a new client."""
        _staff(actor)
        async with self.db.transaction() as tx:
            await steps.open_(tx, actor.id, Step(NAME_STEP), self.clock())

    async def ask_contact(self, actor: Actor, client_id: ClientId) -> str:
        """The next message is a new contact of this client; the client's name."""
        async with self.db.transaction() as tx:
            client = await rows.get(tx, actor.scope, client_id)
            if client is None:
                raise NotFound
            await steps.open_(tx, actor.id, Step(CONTACT_STEP, {"client": client_id}), self.clock())
        return client.name

    async def client(self, actor: Actor, text: str, *, anyway: bool = False) -> ClientId | LikelyClients:
        """Add a client by name; those who look like it come first."""
        _staff(actor)
        name, now = clean_name(text), self.clock()
        async with self.db.transaction() as tx:
            alike = [] if anyway else await _alike(tx, actor, name)
            if alike:
                await steps.open_(tx, actor.id, Step(NAME_STEP, {"name": name}), now)
                return LikelyClients(name, tuple(alike))
            return await self._client(tx, actor, name, now)

    async def client_anyway(self, actor: Actor) -> ClientId:
        """The client that was typed is another one than those who look like it."""
        if (
            actor.step is None
            or actor.step.name not in (NAME_STEP, WHOSE_STEP)
            or "name" not in actor.step.args
        ):
            raise Changed
        now, args = self.clock(), actor.step.args
        async with self.db.transaction() as tx:
            if not await steps.close(tx, actor.id):
                raise Changed
            if actor.step.name == NAME_STEP:
                return await self._client(tx, actor, str(args["name"]), now)
            client = await self._client(tx, actor, str(args.get("client") or args["name"]), now)
            await self._contact(tx, actor, client, _kept(actor), now)
            return client

    async def _client(self, tx: Tx, actor: Actor, name: str, now: datetime) -> ClientId:
        await steps.close(tx, actor.id)
        client_id = await rows.add(
            tx, name=name, now=now, manager_id=actor.id, team_id=actor.team_id, tier=Tier.NEW.value,
            country=self.company.country,
        )  # fmt: skip
        await audit.add(tx, actor.id, "client.add", f"client:{client_id}", now)
        return client_id

    async def contact(self, actor: Actor, typed: Typed) -> PersonId | LikelyContact:
        """Add a contact to the client that was chosen; who looks like it comes first."""
        client_id, now = _client_of(actor), self.clock()
        async with self.db.transaction() as tx:
            if await rows.get(tx, actor.scope, client_id) is None:
                raise NotFound
            alike = await self._like(tx, actor, client_id, typed)
            if alike is not None:
                await self._ask_again(tx, actor, client_id, typed, now)
                return alike
            if not await steps.close(tx, actor.id):
                raise Changed
            return await self._contact(tx, actor, client_id, typed, now)

    async def contact_anyway(self, actor: Actor) -> PersonId:
        """The contact that was typed is somebody else than who looks like it."""
        client_id, typed, now = _client_of(actor), _kept(actor), self.clock()
        async with self.db.transaction() as tx:
            if await rows.get(tx, actor.scope, client_id) is None:
                raise NotFound
            if not await steps.close(tx, actor.id):
                raise Changed
            return await self._contact(tx, actor, client_id, typed, now)

    async def shared(self, actor: Actor, typed: Typed) -> None:
        """A contact card was shared: the next message tells whose contact it is."""
        _staff(actor)
        args = {"name": typed.name, "phone": typed.phone}
        async with self.db.transaction() as tx:
            await steps.open_(tx, actor.id, Step(WHOSE_STEP, args), self.clock())

    async def whose(self, actor: Actor, text: str) -> Whose:
        """Clients that fit what was typed, for a shared contact."""
        name = clean_name(text)
        typed = _kept(actor)
        async with self.db.transaction() as tx:
            found = await _fitting(tx, actor, name)
            await audit.seen(tx, actor.id, "client.search", None, self.clock(), new=str(len(found)))
            args = {"name": typed.name, "phone": typed.phone, "client": name}
            await steps.open_(tx, actor.id, Step(WHOSE_STEP, args), self.clock())
        return Whose(name, tuple(found))

    async def pick(self, actor: Actor, client_id: ClientId) -> PersonId | LikelyContact:
        """The shared contact belongs to this client."""
        if actor.step is None or actor.step.name != WHOSE_STEP:
            raise Changed
        typed, now = _kept(actor), self.clock()
        async with self.db.transaction() as tx:
            if await rows.get(tx, actor.scope, client_id) is None:
                raise NotFound
            alike = await self._like(tx, actor, client_id, typed)
            if alike is None:
                if not await steps.close(tx, actor.id):
                    raise Changed
                return await self._contact(tx, actor, client_id, typed, now)
            await self._ask_again(tx, actor, client_id, typed, now)
            return alike

    async def _ask_again(
        self, tx: Tx, actor: Actor, client_id: ClientId, typed: Typed, now: datetime
    ) -> None:
        """Keep what was typed until "add anyway"."""
        args: dict[str, int | str | bool | None] = {"client": client_id, "name": typed.name}
        args |= {"phone": typed.phone, "email": typed.email}
        await steps.open_(tx, actor.id, Step(CONTACT_STEP, args), now)

    async def _like(self, tx: Tx, actor: Actor, client_id: ClientId, typed: Typed) -> LikelyContact | None:
        phone = phones.read(typed.phone or "", await self._country(tx, client_id))
        key = None if phone is None else phone.key
        found = await contacts.like(tx, actor.scope, client_id, fold(typed.name), key)
        if found is None:
            return None
        return LikelyContact(typed.name, found.person.id, found.person.name, found.client_name)

    async def _contact(
        self, tx: Tx, actor: Actor, client_id: ClientId, typed: Typed, now: datetime
    ) -> PersonId:
        phone = phones.read(typed.phone or "", await self._country(tx, client_id))
        person_id = await people.add(
            tx, role=Role.CONTACT, name=typed.name, now=now, client_id=client_id, email=typed.email,
            phone=None if phone is None else phone.e164 or phone.raw,
            phone_key=None if phone is None else phone.key,
        )  # fmt: skip
        await audit.add(tx, actor.id, "contact.add", f"person:{person_id}", now)
        return person_id

    async def _country(self, tx: Tx, client_id: ClientId) -> str | None:
        client = await rows.load(tx, client_id)
        return (None if client is None else client.country) or self.company.country


async def _alike(tx: Tx, actor: Actor, name: str) -> list[searching.Hit]:
    """Clients whose name holds the word that tells the new one from others: the first that is no legal form."""
    folded = fold(name)
    telling = [word for word in folded.split() if len(word) > 2 and word.strip(".") not in _LEGAL]
    return await _fitting(tx, actor, telling[0] if telling else folded)


async def _fitting(tx: Tx, actor: Actor, text: str) -> list[searching.Hit]:
    query = read_query(text[:100])
    found = await searching.find(tx, actor.scope, query)
    return await searching.hits(tx, query, [client for client, _ in found.hits[:_SHOWN]])


def _staff(actor: Actor) -> None:
    """Buttons can be forged: a contact adds nothing."""
    if not actor.role.is_staff:
        raise NotAllowed


def _client_of(actor: Actor) -> ClientId:
    if actor.step is None or actor.step.name != CONTACT_STEP:
        raise Changed
    return ClientId(int(actor.step.args["client"] or 0))


def _kept(actor: Actor) -> Typed:
    if actor.step is None or "name" not in actor.step.args:
        raise Changed
    args = actor.step.args
    phone, email = args.get("phone"), args.get("email")
    return Typed(str(args["name"]), str(phone) if phone else None, str(email) if email else None)
