"""Adding by hand, one question at a time, likely duplicates first. Not: how a contact is read, importing files."""

from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.domain import phones
from bot.domain.clients import Tier
from bot.domain.company import Company
from bot.domain.errors import BadInput, Changed, NotAllowed, NotFound
from bot.domain.ids import ClientId, PersonId
from bot.domain.occasions import parse
from bot.domain.people import Actor, Role, Step
from bot.domain.searching import read_query
from bot.usecases.additions.typed import ReadCards, Shared, Typed, kept, stamp, with_card
from bot.usecases.joining import clean_name
from storage import audit, people, searching, steps
from storage import clients as rows
from storage.database import Database, Tx

NAME_STEP, CONTACT_STEP, WHOSE_STEP = "client.name", "client.contact", "client.whose"
PERSON_STEP, PICK_STEP = "client.person", "client.pick"
_SHOWN = 6
Hit = searching.Hit
Namesake = searching.Namesake


@dataclass(frozen=True, slots=True)
class LikelyClients:
    """Clients that look like the one to add; adding goes on only after "add anyway", whose button carries `stamp`."""

    name: str
    hits: tuple[Hit, ...]
    stamp: int


@dataclass(frozen=True, slots=True)
class LikelyContacts:
    """Contacts who look like the one to add; `stamp` as there."""

    name: str
    found: tuple[Namesake, ...]
    stamp: int


@dataclass(frozen=True, slots=True)
class Whose:
    """Clients to whom the contact may belong; `client`: what was typed or stands on the card, "" when nothing.
    `stamp`: for the buttons of these clients; `new`: for the one that adds a client of the typed name."""

    contact: str
    client: str
    hits: tuple[Hit, ...]
    stamp: int
    new: int


class Additions:
    """Everything about adding by hand."""

    def __init__(self, db: Database, clock: Clock, company: Company, read_cards: ReadCards) -> None:
        self.db, self.clock, self.company, self.read_cards = db, clock, company, read_cards

    async def ask_client(self, actor: Actor) -> None:
        """The next message is the name of a new client."""
        await self._open(actor, Step(NAME_STEP))

    async def ask_person(self, actor: Actor) -> None:
        """The next message is a contact; whose, is asked after."""
        await self._open(actor, Step(PERSON_STEP))

    async def ask_picked(self, actor: Actor, client_id: ClientId | None) -> None:
        """Somebody is picked in Telegram next: a contact of this client, or it is asked whose."""
        async with self.db.transaction() as tx:
            _staff(actor)
            if client_id is not None and await rows.get(tx, actor.scope, client_id) is None:
                raise NotFound
            args = {"client": client_id} if client_id is not None else {}
            await steps.open_(tx, actor.id, Step(PICK_STEP, args), self.clock())

    async def ask_contact(self, actor: Actor, client_id: ClientId) -> str:
        """The next message is a new contact of this client; the client's name."""
        async with self.db.transaction() as tx:
            client = await rows.get(tx, actor.scope, client_id)
            if client is None:
                raise NotFound
            await steps.open_(tx, actor.id, Step(CONTACT_STEP, {"client": client_id}), self.clock())
        return client.name

    async def _open(self, actor: Actor, step: Step) -> None:
        _staff(actor)
        async with self.db.transaction() as tx:
            await steps.open_(tx, actor.id, step, self.clock())

    async def client(self, actor: Actor, text: str) -> ClientId | LikelyClients:
        """Add a client by name; those who look like it come first."""
        _staff(actor)
        name, now = clean_name(text), self.clock()
        async with self.db.transaction() as tx:
            alike = await searching.clients_like(tx, actor.scope, name)
            if alike:
                await steps.open_(tx, actor.id, Step(NAME_STEP, {"name": name}), now)
                return LikelyClients(name, tuple(alike), stamp({"name": name}))
            return await self._client(tx, actor, name, now)

    async def client_anyway(self, actor: Actor, of: int) -> ClientId:
        """The client that was typed is another one than those who look like it. `of`: the stamp of that question."""
        step = actor.step
        if step is None or step.name not in (NAME_STEP, WHOSE_STEP) or "name" not in step.args:
            raise Changed
        if of != stamp(step.args):
            raise Changed
        now, args = self.clock(), step.args
        async with self.db.transaction() as tx:
            if not await steps.close(tx, actor.id, step.name):
                raise Changed
            if step.name == NAME_STEP:
                return await self._client(tx, actor, str(args["name"]), now)
            typed = kept(step)
            assert typed is not None
            client = await self._client(tx, actor, str(args.get("typed") or typed.company or typed.name), now)
            await self._contact(tx, actor, client, typed, now)
            return client

    async def _client(self, tx: Tx, actor: Actor, name: str, now: datetime) -> ClientId:
        await steps.close(tx, actor.id)
        client_id = await rows.add(
            tx, name=name, now=now, manager_id=actor.id, team_id=actor.team_id, tier=Tier.NEW.value,
            country=self.company.country,
        )  # fmt: skip
        await audit.add(tx, actor.id, "client.add", f"client:{client_id}", now)
        return client_id

    async def given(self, actor: Actor, shared: Shared) -> PersonId | LikelyContacts | Whose:
        """A contact was typed, shared or picked: added to the client that was chosen before, else it is asked whose."""
        _staff(actor)
        typed, now = with_card(shared, self.read_cards), self.clock()
        if not typed.name:
            raise BadInput("add-nameless")
        step = actor.step
        chosen = step is not None and step.name in (CONTACT_STEP, PICK_STEP) and step.args.get("client")
        async with self.db.transaction() as tx:
            await _not_staff(tx, typed)
            if step is not None and chosen:
                return await self._offered(tx, actor, step.name, ClientId(int(chosen)), typed, now)
            return await self._ask_whose(tx, actor, typed, typed.company or "", now)

    async def whose(self, actor: Actor, text: str) -> Whose:
        """Clients that fit what was typed, for a contact that was given before."""
        typed = kept(actor.step)
        if typed is None:
            raise Changed
        async with self.db.transaction() as tx:
            return await self._ask_whose(tx, actor, typed, clean_name(text), self.clock())

    async def _ask_whose(self, tx: Tx, actor: Actor, typed: Typed, client: str, now: datetime) -> Whose:
        args = {**typed.args(), "typed": client} if client else typed.args()
        await steps.open_(tx, actor.id, Step(WHOSE_STEP, args), now)
        found = await _fitting(tx, actor, client) if client else []
        await audit.seen(tx, actor.id, "client.search", None, now, new=str(len(found)))
        return Whose(typed.name, client, tuple(found), stamp(typed.args()), stamp(args))

    async def pick(self, actor: Actor, client_id: ClientId, of: int) -> PersonId | LikelyContacts:
        """The contact that was given belongs to this client."""
        typed, step = kept(actor.step), actor.step
        if step is None or step.name != WHOSE_STEP or typed is None or of != stamp(typed.args()):
            raise Changed
        async with self.db.transaction() as tx:
            return await self._offered(tx, actor, WHOSE_STEP, client_id, typed, self.clock())

    async def _offered(
        self, tx: Tx, actor: Actor, step: str, client_id: ClientId, typed: Typed, now: datetime
    ) -> PersonId | LikelyContacts:
        """Added, or those who look like it first; what was given is kept for "add anyway"."""
        if await rows.get(tx, actor.scope, client_id) is None:
            raise NotFound
        alike = await self._like(tx, actor, client_id, typed)
        if alike:
            args = {**typed.args(), "client": client_id}
            await steps.open_(tx, actor.id, Step(CONTACT_STEP, args), now)
            return LikelyContacts(typed.name, tuple(alike), stamp(args))
        if not await steps.close(tx, actor.id, step):
            raise Changed
        return await self._contact(tx, actor, client_id, typed, now)

    async def contact_anyway(self, actor: Actor, of: int) -> PersonId:
        """The contact that was given is somebody else than who looks like it."""
        typed, step, now = kept(actor.step), actor.step, self.clock()
        if step is None or step.name != CONTACT_STEP or typed is None or of != stamp(step.args):
            raise Changed
        client_id = ClientId(int(step.args["client"] or 0))
        async with self.db.transaction() as tx:
            if await rows.get(tx, actor.scope, client_id) is None:
                raise NotFound
            if not await steps.close(tx, actor.id, CONTACT_STEP):
                raise Changed
            return await self._contact(tx, actor, client_id, typed, now)

    async def _like(self, tx: Tx, actor: Actor, client_id: ClientId, typed: Typed) -> list[Namesake]:
        phone = await self._phone(tx, client_id, typed)
        return await searching.contacts_like(
            tx, actor.scope, client_id=client_id, name=typed.name, email=typed.email, account=typed.account,
            phone_key=None if phone is None else phone.key,
        )  # fmt: skip

    async def _contact(
        self, tx: Tx, actor: Actor, client_id: ClientId, typed: Typed, now: datetime
    ) -> PersonId:
        phone = await self._phone(tx, client_id, typed)
        birthday = parse(typed.birthday) if typed.birthday else None
        person_id = await people.add(
            tx, role=Role.CONTACT, name=typed.name, now=now, client_id=client_id, email=typed.email,
            position=typed.position, username=typed.username,
            phone=None if phone is None else phone.e164 or phone.raw,
            phone_key=None if phone is None else phone.key,
            birth_day=birthday.day if birthday else None, birth_month=birthday.month if birthday else None,
            birth_year=birthday.year if birthday else None,
        )  # fmt: skip
        await audit.add(tx, actor.id, "contact.add", f"person:{person_id}", now)
        return person_id

    async def _phone(self, tx: Tx, client_id: ClientId, typed: Typed) -> phones.Phone | None:
        client = await rows.load(tx, client_id)
        country = (None if client is None else client.country) or self.company.country
        return phones.read(typed.phone or "", country)


async def _fitting(tx: Tx, actor: Actor, text: str) -> list[Hit]:
    query = read_query(text[:100])
    found = await searching.find(tx, actor.scope, query, most=_SHOWN)
    return await searching.hits(tx, query, [client for client, _ in found.hits])


async def _not_staff(tx: Tx, typed: Typed) -> None:
    """A colleague is no client's contact: one account, one person."""
    known = None if typed.account is None else await people.by_user(tx, typed.account)
    if known is not None and known[0].role.is_staff and not known[0].left:
        raise BadInput("add-colleague", name=known[0].name)


def _staff(actor: Actor) -> None:
    """Buttons can be forged: a contact adds nothing."""
    if not actor.role.is_staff:
        raise NotAllowed
