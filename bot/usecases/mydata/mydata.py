"""Somebody's own data: seen, taken along, corrected, and deleted after days of grace. Not: what erasing means in rows."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Protocol

from bot.clock import Clock
from bot.domain.alarms import Alarm
from bot.domain.choices import Choice
from bot.domain.company import Company
from bot.domain.contacts import Contact
from bot.domain.errors import BadInput, NotAllowed, NotFound
from bot.domain.ids import PersonId
from bot.domain.letters import Args, Claimed, Later, Letter, NotWanted, View
from bot.domain.mydata import Held, PrivacyRules
from bot.domain.people import Actor, Role, Step
from bot.domain.time import to_us
from bot.usecases.clients.effects import Effects
from bot.usecases.mydata.typed import read
from bot.usecases.mydata.view import ASKS, Asked, Erasure, Told
from bot.usecases.programmes.wording import known
from storage import alarms, audit, clients, contacts, mydata, outbox, people, steps
from storage.database import Conn, Database, Tx

ALARM = "mydata.erase"
_AGAIN = timedelta(minutes=1)
_UNDO = timedelta(days=1)  # rows of a file are needed so long at least
_WAITS = timedelta(days=1)  # so long a file waits for its button


class Forgets(Protocol):
    """What a noun does when a contact is deleted: end what waits for them."""

    async def forget(self, tx: Tx, person_id: PersonId, now: datetime) -> None: ...


class MyData:
    """The rights of a person over what is held of them."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        company: Company,
        rules: PrivacyRules,
        forgetting: tuple[Forgets, ...] = (),
        choices: Mapping[str, tuple[Choice, ...]] | None = None,
        effects: Effects | None = None,
    ) -> None:
        self.db, self.clock, self.company, self.rules = db, clock, company, rules
        self.forgetting, self.choices, self.effects = forgetting, choices or {}, effects

    # See and take along

    async def held(self, actor: Actor, *, download: bool = False) -> Held:
        """All that is held of the actor; that it was read or taken along is recorded. Raises NotAllowed."""
        now = self.clock()
        async with self.db.transaction() as tx:
            person = await people.get(tx, actor.id)
            if person is None:
                raise NotAllowed
            if actor.role.is_staff:
                sections = await mydata.held_of_staff(tx, actor.id)
            else:
                alone = await mydata.alone(tx, actor.id)
                sections = await mydata.held_of_contact(tx, actor.id, alone)
            action = "mydata.download" if download else "mydata.show"
            await audit.add(tx, actor.id, action, f"person:{actor.id}", now)
            grace = await mydata.grace(tx, actor.id)
            reasons = await known(tx, self.choices.get("reason", ()))
        return Held(
            name=person.name,
            company=self.company.name,
            at=now,
            sections=tuple(sections),
            staff=actor.role.is_staff,
            erase_at=grace.at,
            choices={**self.choices, "reason": reasons},
        )

    # Correct

    async def ask(self, actor: Actor, what: str) -> Asked:
        """The next message is the new name, phone, e-mail or birthday. Raises NotAllowed, BadInput."""
        if what not in ASKS:
            raise BadInput("mydata-what")
        async with self.db.transaction() as tx:
            contact = await self._self(tx, actor)
            await steps.open_(tx, actor.id, Step(f"mydata.{what}"), self.clock())
        return Asked(what, _stands(contact, what))

    async def correct(self, actor: Actor, what: str, text: str) -> Asked:
        """Take what was typed; the manager hears that it changed. Raises BadInput, and the form stays open."""
        now = self.clock()
        async with self.db.transaction() as tx:
            contact = await self._self(tx, actor)
            country = contact.person.country or self.company.country
            values = read(what, text, country, now.year)
            await steps.close(tx, actor.id, only=f"mydata.{what}")
            if what == "name" and (client := await mydata.alone(tx, actor.id)) is not None:
                await clients.update(tx, client, None, name=values["name"])  # a private person is the client
            await contacts.update(tx, actor.id, None, **values)
            await audit.add(tx, actor.id, "mydata.correct", f"person:{actor.id}", now, new=what)
            if self.effects is not None:
                await self.effects.occasions.replan(tx, contact.client_id, now)
                await self.effects.redraw(tx, contact.client_id, now)
            await self._tell(tx, contact, "corrected", now, field=what)
            fresh = await self._self(tx, actor)
        return Asked(what, _stands(fresh, what))

    async def cancel(self, tx: Tx, actor: Actor, step: Step, now: datetime) -> None:
        """Nothing is left of an unfinished form."""

    # Delete

    async def consider(self, actor: Actor, person_id: PersonId | None = None) -> Erasure:
        """What would be deleted: of the actor, or (lead and head) of a contact they may see. Raises NotFound."""
        async with self.db.read() as conn:
            return await self._erasure(conn, actor, await self._meant(conn, actor, person_id))

    async def erase(self, actor: Actor, person_id: PersonId | None = None) -> Erasure:
        """Begin the days of grace; asking twice is asking once. Raises NotFound, NotAllowed."""
        now = self.clock()
        async with self.db.transaction() as tx:
            contact = await self._meant(tx, actor, person_id)
            at = now + self.rules.grace
            if await mydata.ask(tx, contact.person.id, actor.id, now, at):
                await alarms.put(tx, f"person:{contact.person.id}", ALARM, at)
                await audit.add(tx, actor.id, "mydata.erase", f"person:{contact.person.id}", now)
                own = actor.id == contact.person.id
                await self._tell(tx, contact, "asked", now, but=actor.id, own=own)
                if not own:
                    await self._tell_contact(tx, contact, "asked", now)
            return await self._erasure(tx, actor, contact)

    async def restore(self, actor: Actor, person_id: PersonId | None = None) -> Erasure:
        """The wish is taken back, by the contact or by whoever may see them. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            contact = await self._meant(tx, actor, person_id, role=Role.MANAGER)
            if await mydata.lift(tx, contact.person.id):
                await alarms.clear(tx, f"person:{contact.person.id}", ALARM)
                await audit.add(tx, actor.id, "mydata.restore", f"person:{contact.person.id}", now)
                own = actor.id == contact.person.id
                await self._tell(tx, contact, "restored", now, but=actor.id, own=own)
                if not own:
                    await self._tell_contact(tx, contact, "restored", now)
            return await self._erasure(tx, actor, contact)

    async def waiting(self, actor: Actor) -> datetime | None:
        """When the actor's own data will be deleted, if that was asked for."""
        async with self.db.read() as conn:
            return (await mydata.grace(conn, actor.id)).at

    async def ring(self, tx: Tx, alarm: Alarm, now: datetime) -> None:
        """The days of grace are over: what waits for the person ends, and they are forgotten."""
        person_id = PersonId(alarm.number)
        grace = await mydata.grace(tx, person_id)
        contact = await contacts.load(tx, person_id)
        if grace.at is None or grace.done or contact is None:
            return
        if now < grace.at or await mydata.busy(tx, person_id):
            await alarms.put(tx, alarm.thing, alarm.kind, max(grace.at, now + _AGAIN))
            return
        alone = await mydata.alone(tx, person_id) is not None
        for noun in self.forgetting:
            await noun.forget(tx, person_id, now)
        await mydata.drop_planned(tx, person_id, now)
        for thing in await mydata.shown(tx, person_id):
            await outbox.redraw(tx, thing, now=now)
        await self._tell(tx, contact, "erased", now, own=grace.by == person_id)
        await mydata.erase(tx, person_id, now)
        await audit.add(
            tx, None, "mydata.erased", f"person:{person_id}", now, new="client" if alone else None
        )

    async def tidy(self) -> None:
        """Forget what was kept long enough, and leave nothing of it in the database's log. Called every hour."""
        now, rules = self.clock(), self.rules
        terms = {
            "words": rules.words,
            "files": rules.files,
            "imports": max(rules.imports, _UNDO),
            "waiting": _WAITS,
            "letters": rules.letters,
        }
        for what, term in terms.items():
            if term is not None:
                await mydata.forget(self.db, what, now - term)
        await self.db.empty_log()

    # Who, and who hears of it

    async def _self(self, conn: Conn, actor: Actor) -> Contact:
        contact = await contacts.load(conn, actor.id)
        if contact is None:
            raise NotAllowed
        return contact

    async def _meant(
        self, conn: Conn, actor: Actor, person_id: PersonId | None, role: Role = Role.LEAD
    ) -> Contact:
        """The actor, or a contact that the actor may see and has the right to decide about; also one who left."""
        if person_id is None or person_id == actor.id:
            return await self._self(conn, actor)
        contact = await contacts.get(conn, actor.scope, person_id, left=True)
        if contact is None or (await mydata.grace(conn, person_id)).done:
            raise NotFound
        if not actor.role.at_least(role):
            raise NotAllowed
        return contact

    async def _erasure(self, conn: Conn, actor: Actor, contact: Contact) -> Erasure:
        person = contact.person
        grace = await mydata.grace(conn, person.id)
        return Erasure(
            person_id=person.id,
            name=person.name,
            client=contact.client_name,
            client_id=contact.client_id,
            days=self.rules.grace.days,
            own=person.id == actor.id,
            at=grace.at,
            alone=await mydata.alone(conn, person.id) is not None,
        )

    async def _tell(
        self,
        tx: Tx,
        contact: Contact,
        what: str,
        now: datetime,
        *,
        but: PersonId | None = None,
        own: bool = True,
        field: str = "",
    ) -> None:
        """A line to whoever answers for the client; of a deletion also to their lead."""
        manager = await people.responsible(tx, contact.client_id)
        found = None if manager is None else await people.get(tx, manager)
        lead = await people.lead_of(tx, None if found is None else found.team_id)
        for to in dict.fromkeys([manager] if what == "corrected" else [manager, lead]):
            if to is not None and to != but:
                args: Args = {"person": contact.person.id, "what": what, "own": own, "field": field}
                key = f"mydata.told:{contact.person.id}:{what}:{field}:{to_us(now)}:{to}"
                await outbox.put(tx, Letter("mydata.told", to, key, args), now=now)

    async def _tell_contact(self, tx: Tx, contact: Contact, what: str, now: datetime) -> None:
        """Staff did it for them: they hear of it, if they are connected."""
        if contact.person.reachable:
            key = f"mydata.yours:{contact.person.id}:{what}:{to_us(now)}"
            args: Args = {"person": contact.person.id, "what": what}
            await outbox.put(tx, Letter("mydata.yours", contact.person.id, key, args), now=now)

    async def open_letter(self, conn: Conn, letter: Claimed, now: datetime) -> View | Later | NotWanted:
        """Who it is about, as they are called now; nothing of somebody who is deleted meanwhile but that they are."""
        what, person_id = str(letter.args["what"]), PersonId(int(letter.args["person"] or 0))
        contact = await contacts.load(conn, person_id)
        grace = await mydata.grace(conn, person_id)
        if contact is None or (grace.done and what != "erased") or (what == "asked" and grace.at is None):
            return NotWanted("over")
        told = Told(
            what=what,
            person_id=person_id,
            name=contact.person.name,
            client=contact.client_name,
            client_id=contact.client_id,
            own=bool(letter.args.get("own")),
            field=str(letter.args.get("field") or ""),
            at=grace.at,
        )
        if letter.kind == "mydata.yours":
            return View(told)
        return View(
            told, to=await people.responsible(conn, contact.client_id) if what == "corrected" else None
        )


def _stands(contact: Contact, what: str) -> str:
    person = contact.person
    if what == "birthday":
        born = contact.birth_day, contact.birth_month, contact.birth_year
        return ".".join(f"{part:02}" for part in born if part) if born[0] and born[1] else ""
    return {"name": person.name, "position": person.position, "phone": person.phone, "email": person.email}[
        what
    ] or ""
