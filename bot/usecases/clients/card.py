"""A client at a time: its card, touches and notes. Not: finding, editing, adding, importing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.domain.clients import Client, TouchKind
from bot.domain.company import Company
from bot.domain.contacts import Contact
from bot.domain.dossier import Gap, NextDate, gaps, next_dates
from bot.domain.errors import BadInput, NotFound
from bot.domain.ids import CaseId, ClientId, PersonId, TouchId
from bot.domain.joining import Made
from bot.domain.notes import LONGEST, Note
from bot.domain.people import Actor, Role
from bot.domain.recommending import Request
from bot.domain.worktime import local
from storage import absences, audit, contacts, dossier, links, notes, people, recommending, staff
from storage import clients as rows
from storage.database import Conn, Database, Tx

UNDO = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Logged:
    """A touch that was just logged, or just taken back."""

    id: TouchId
    kind: TouchKind
    at: datetime
    by: str
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """All that a client's card shows. `newest`: the newest touch the card knows of, so that two taps log one.

    `leads`: whether the reader leads somebody. `stand_in`: who gets what is for the manager now, when that is somebody else (None too: nobody could be reached).
    `recommended`: who was asked last to recommend us.
    """

    client: Client
    manager: str | None
    team: str | None
    contacts: tuple[Contact, ...]
    touches: tuple[dossier.Touch, ...]
    scores: tuple[dossier.Score, ...]
    complaints: tuple[dossier.OpenComplaint, ...]
    case: CaseId | None
    call: dossier.NextCall | None
    dates: tuple[NextDate, ...]
    note: str | None
    newest: int
    gaps: tuple[Gap, ...] = ()
    logged: Logged | None = None
    away: bool = False
    stand_in: str | None = None
    recommended: Request | None = None
    leads: bool = False


@dataclass(frozen=True, slots=True)
class ContactCard:
    """A contact, the last note about them, and when they were asked to recommend us."""

    contact: Contact
    note: str | None
    link: Made | None = None
    recommended: Request | None = None


class Clients:
    """Everything about one client at a time. Another's client is exactly like none."""

    def __init__(self, db: Database, clock: Clock, company: Company) -> None:
        self.db, self.clock, self.company = db, clock, company

    async def card(self, actor: Actor, client_id: ClientId) -> Card:
        """A client's card; that it was looked at is recorded."""
        async with self.db.transaction() as tx:
            return await self._shown(tx, actor, client_id)

    async def _shown(self, tx: Tx, actor: Actor, client_id: ClientId) -> Card:
        card = await self._card(tx, actor, client_id)
        await audit.add(tx, actor.id, "client.view", f"client:{client_id}", self.clock())
        return card

    async def _card(
        self, conn: Conn, actor: Actor, client_id: ClientId, logged: Logged | None = None
    ) -> Card:
        client = await rows.get(conn, actor.scope, client_id)
        if client is None:
            raise NotFound
        manager = None if client.manager_id is None else await people.get(conn, client.manager_id)
        found = await contacts.of_client(conn, client_id)
        own = [(one.label, one.date) for one in await dossier.own_dates(conn, client_id)]
        now = self.clock()
        away = manager is not None and await absences.is_away(conn, manager.id, now)
        return Card(
            client=client,
            manager=None if manager is None else manager.name,
            team=await staff.team_name(conn, client.team_id),
            contacts=tuple(found),
            touches=tuple(await dossier.touches(conn, client_id)),
            scores=tuple(await dossier.scores(conn, client_id)),
            complaints=tuple(await dossier.open_complaints(conn, client_id)),
            case=await dossier.open_case(conn, client_id),
            call=await dossier.next_call(conn, client_id),
            dates=next_dates(client, found, own, local(now, actor.zone).date()),
            note=await notes.last_of_client(conn, client_id),
            newest=await dossier.newest_touch(conn, client_id),
            gaps=gaps(client, found),
            logged=logged,
            away=away,
            stand_in=await self._stand_in(conn, manager.id) if manager and away else None,
            recommended=await recommending.last_of_client(conn, client_id),
            leads=actor.role.at_least(Role.LEAD),
        )

    async def _stand_in(self, conn: Conn, manager: PersonId) -> str | None:
        found = await people.reader(conn, manager, self.clock())
        person = None if found is None or found == manager else await people.get(conn, found)
        return None if person is None else person.name

    async def touch(self, actor: Actor, client_id: ClientId, kind: TouchKind, after: int) -> Card:
        """Log a real contact now. `after` is the newest touch on the card: a second tap on it logs nothing."""
        now = self.clock()
        async with self.db.transaction() as tx:
            if await rows.get(tx, actor.scope, client_id) is None:
                raise NotFound
            key = f"card:{client_id}:{actor.id}:{after}"
            made = await rows.touch(tx, key=key, client_id=client_id, by=actor.id, kind=kind, at=now, now=now)
            if made is None:
                return await self._card(tx, actor, client_id)
            await audit.add(tx, actor.id, "client.touch", f"client:{client_id}", now, new=f"touch:{made}")
            return await self._card(tx, actor, client_id, Logged(made, kind, now, actor.name))

    async def undo(self, actor: Actor, client_id: ClientId, touch_id: TouchId) -> Card:
        """Take one's own touch back, within ten minutes."""
        now = self.clock()
        async with self.db.transaction() as tx:
            if await rows.get(tx, actor.scope, client_id) is None:
                raise NotFound
            if await dossier.own_touch(tx, touch_id, actor.id, now - UNDO) != client_id:
                raise BadInput("touch-late")
            await rows.untouch(tx, touch_id, now)
            await audit.add(
                tx, actor.id, "client.untouch", f"client:{client_id}", now, old=f"touch:{touch_id}"
            )
            return await self._card(tx, actor, client_id)

    async def note(
        self, actor: Actor, client_id: ClientId, note: Note, touch_id: TouchId | None = None
    ) -> None:
        """Keep a note about a client, or about the touch that the card shows; one message is one note."""
        _check(note)
        now = self.clock()
        async with self.db.transaction() as tx:
            if await rows.get(tx, actor.scope, client_id) is None:
                raise NotFound
            if touch_id is not None and await dossier.touch_client(tx, touch_id) != client_id:
                raise NotFound
            thing = f"client:{client_id}" if touch_id is None else f"touch:{touch_id}"
            if not await notes.add(tx, thing, note, by=actor, now=now):
                return
            if touch_id is not None and note.words:
                await dossier.set_touch_note(tx, touch_id, note.words)
            await audit.add(tx, actor.id, "client.note", thing, now)

    async def contact(self, actor: Actor, person_id: PersonId) -> ContactCard:
        """A contact's card; that it was looked at is recorded."""
        async with self.db.transaction() as tx:
            contact = await contacts.get(tx, actor.scope, person_id)
            if contact is None:
                raise NotFound
            await audit.add(tx, actor.id, "contact.view", f"person:{person_id}", self.clock())
            link = await links.newest(tx, person_id, self.clock())
            note, asked = (
                await notes.last_words(tx, f"person:{person_id}"),
                await recommending.last(tx, person_id),
            )
            return ContactCard(contact, note, link, asked)

    async def share(self, actor: Actor, person_id: PersonId) -> ContactCard:
        """A contact to be taken along as a card. Raises NotFound, BadInput contact-no-phone."""
        async with self.db.transaction() as tx:
            contact = await contacts.get(tx, actor.scope, person_id)
            if contact is None:
                raise NotFound
            if not contact.person.phone:
                raise BadInput("contact-no-phone")
            await audit.add(tx, actor.id, "contact.file", f"person:{person_id}", self.clock())
            return ContactCard(contact, None)

    async def note_contact(self, actor: Actor, person_id: PersonId, note: Note) -> None:
        """Keep a note about a contact."""
        _check(note)
        now = self.clock()
        async with self.db.transaction() as tx:
            if await contacts.get(tx, actor.scope, person_id) is None:
                raise NotFound
            if await notes.add(tx, f"person:{person_id}", note, by=actor, now=now):
                await audit.add(tx, actor.id, "contact.note", f"person:{person_id}", now)


def _check(note: Note) -> None:
    if note.words is not None and len(note.words) > LONGEST:
        raise BadInput("note-long", limit=LONGEST)
