"""What is taken away with ten minutes to put it back: a contact who left the company, a date of a client's own."""

from dataclasses import dataclass
from datetime import timedelta

from bot.clock import Clock
from bot.domain.errors import BadInput, Changed, NotFound
from bot.domain.ids import ClientId, PersonId
from bot.domain.people import Actor
from bot.domain.time import to_us
from bot.usecases.clients.effects import Effects
from storage import audit, clients, contacts, edits, links, owndates, steps
from storage.database import Conn, Database, Tx

UNDO = timedelta(minutes=10)
LEFT, GONE = "left", "gone"


@dataclass(frozen=True, slots=True)
class Left:
    """A contact who left, or is back; `undo` is the number of the edit while it can be taken back."""

    person_id: PersonId
    name: str
    client_id: ClientId
    client: str
    gone: bool
    undo: int | None = None


@dataclass(frozen=True, slots=True)
class Dates:
    """The own dates of a client; `deleted`: what was just taken away, and the number of that edit."""

    client_id: ClientId
    client: str
    dates: tuple[owndates.OwnDate, ...]
    deleted: str | None = None
    undo: int | None = None


class Leaving:
    """Contacts who leave, dates that go. Another's is exactly like none."""

    def __init__(self, db: Database, clock: Clock, after: Effects) -> None:
        self.db, self.clock, self.after = db, clock, after

    async def leave(self, actor: Actor, person_id: PersonId) -> Left:
        """The contact is not with the client any more: in no list, written to by nobody, no access from now on."""
        now = self.clock()
        async with self.db.transaction() as tx:
            contact = await contacts.get(tx, actor.scope, person_id, left=True)
            if contact is None:
                raise NotFound
            person, client = contact.person, contact.client_id
            if person.left:
                return Left(person_id, person.name, client, contact.client_name, gone=True)
            if not await contacts.update(tx, person_id, contact.version, left_at=to_us(now)):
                raise Changed
            await links.revoke(tx, person_id, now)
            await steps.close(tx, person_id)
            thing = f"person:{person_id}"
            edit = await edits.add(tx, thing, LEFT, {}, {"left_at": to_us(now)}, actor.id, now)
            await audit.add(tx, actor.id, "contact.left", thing, now)
            await self._follow(tx, client)
            return Left(person_id, person.name, client, contact.client_name, gone=True, undo=edit)

    async def back(self, actor: Actor, edit_id: int) -> Left:
        """They did not leave. Raises NotFound, BadInput edit-late."""
        now = self.clock()
        async with self.db.transaction() as tx:
            edit = await self._edit(tx, actor, edit_id, LEFT)
            person_id = PersonId(int(edit.thing.partition(":")[2]))
            contact = await contacts.get(tx, actor.scope, person_id, left=True)
            if contact is None:
                raise NotFound
            if contact.person.left and await edits.undo(tx, edit_id, now):
                await contacts.update(tx, person_id, None, left_at=None)
                await audit.add(tx, actor.id, "contact.back", edit.thing, now)
                await self._follow(tx, contact.client_id)
            return Left(person_id, contact.person.name, contact.client_id, contact.client_name, gone=False)

    async def _edit(self, conn: Conn, actor: Actor, edit_id: int, field: str) -> edits.Edit:
        edit = await edits.get(conn, edit_id)
        if edit is None or edit.field != field or edit.by != actor.id or self.clock() - edit.at > UNDO:
            raise BadInput("edit-late")
        return edit

    async def _follow(self, tx: Tx, client_id: ClientId) -> None:
        now = self.clock()
        await self.after.occasions.replan(tx, client_id, now)
        await self.after.redraw(tx, client_id, now)

    # Dates of a client's own

    async def dates(self, actor: Actor, client_id: ClientId) -> Dates:
        """The client's own dates. Raises NotFound."""
        async with self.db.transaction() as tx:
            found = await self._dates(tx, actor, client_id)
            await audit.add(tx, actor.id, "client.view", f"client:{client_id}", self.clock())
            return found

    async def _dates(
        self,
        conn: Conn,
        actor: Actor,
        client_id: ClientId,
        deleted: str | None = None,
        undo: int | None = None,
    ) -> Dates:
        client = await clients.get(conn, actor.scope, client_id)
        if client is None:
            raise NotFound
        every = tuple(await owndates.of_client(conn, client_id))
        return Dates(client_id, client.name, every, deleted, undo)

    async def delete(self, actor: Actor, date_id: int) -> Dates:
        """Take a date away; it is congratulated on no more. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            found = await owndates.get(tx, actor.scope, date_id)
            if found is None:
                raise NotFound
            await owndates.remove(tx, date_id)
            old = {**found.values, "client_id": found.client_id, "person_id": found.person_id}
            edit = await edits.add(tx, f"date:{date_id}", GONE, old, {}, actor.id, now)
            await audit.add(tx, actor.id, "date.delete", f"client:{found.client_id}", now)
            await self.after.occasions.replan(tx, found.client_id, now)
            return await self._dates(tx, actor, found.client_id, found.label, edit)

    async def restore(self, actor: Actor, edit_id: int) -> Dates:
        """Put a date back. Raises NotFound, BadInput edit-late."""
        now = self.clock()
        async with self.db.transaction() as tx:
            edit = await self._edit(tx, actor, edit_id, GONE)
            client_id = ClientId(int(edit.old["client_id"] or 0))
            found = await self._dates(tx, actor, client_id)
            if not await edits.undo(tx, edit_id, now):
                return found
            await owndates.put_back(tx, client_id, edit.old, actor.id, now)
            await audit.add(tx, actor.id, "date.restore", f"client:{client_id}", now)
            await self.after.occasions.replan(tx, client_id, now)
            return await self._dates(tx, actor, client_id)
