"""Merging two cards of one client, or of one contact, and taking that back for a day. Not: finding likely ones alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.clock import Clock
from bot.domain.alarms import Alarm
from bot.domain.clients import Client
from bot.domain.company import Company
from bot.domain.contacts import Contact
from bot.domain.errors import BadInput, Changed, NotAllowed, NotFound
from bot.domain.ids import CaseId, ClientId, PersonId
from bot.domain.people import Actor, Role, Step
from bot.domain.searching import read_query
from bot.usecases.clients.effects import Effects
from storage import alarms, audit, clients, contacts, merging, mydata, searching, steps
from storage.database import Conn, Database, Tx

CLIENT_STEP, PERSON_STEP = "merge.client", "merge.person"
UNDO = timedelta(hours=24)
_SHOWN = 6
_VIEW = {"client": "client.view", "person": "contact.view"}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: a client, or a contact with the client's name; `version` guards the confirmation."""

    id: int
    name: str
    client: str
    version: int


@dataclass(frozen=True, slots=True)
class Choices:
    """Whom this one may be merged with."""

    kind: str
    of: Side
    others: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a merge would do: `filled` fields come over, of `stays` both have something and the kept one's stays;
    `moved` counts what moves, by what it is."""

    kind: str
    kept: Side
    gone: Side
    filled: tuple[str, ...]
    stays: tuple[str, ...]
    moved: dict[str, int]
    account: bool = False
    case: bool = False


@dataclass(frozen=True, slots=True)
class Merged:
    """A merge that is done, or taken back: then `missed` tells how many rows could not be put back."""

    id: int
    kind: str
    kept: int
    gone: int
    name: str
    client_id: ClientId
    undone: bool = False
    missed: int = 0


class Joined(Protocol):
    """Tells that a case went into another one."""

    async def __call__(self, tx: Tx, gone: CaseId, kept: CaseId, *, by: PersonId, now: datetime) -> None:
        """Tell whoever works on either."""


class Merging:
    """For leads and the head; both cards must be theirs to see."""

    def __init__(
        self, db: Database, clock: Clock, company: Company, after: Effects, joined: Joined | None = None
    ) -> None:
        self.db, self.clock, self.company, self.after, self.joined = db, clock, company, after, joined

    async def ask(self, actor: Actor, kind: str, id_: int) -> Choices:
        """The next message names the other one; likely ones are offered."""
        _lead(actor)
        async with self.db.transaction() as tx:
            of = await _side(tx, actor, kind, id_)
            name = CLIENT_STEP if kind == "client" else PERSON_STEP
            await steps.open_(tx, actor.id, Step(name, {"id": id_}), self.clock())
            await audit.seen(tx, actor.id, "client.search", None, self.clock())
            return Choices(kind, of, tuple(await _likely(tx, actor, kind, of)))

    async def search(self, actor: Actor, text: str) -> Choices:
        """Others that fit what was typed."""
        _lead(actor)
        step = actor.step
        if step is None or step.name not in (CLIENT_STEP, PERSON_STEP):
            raise Changed
        kind = "client" if step.name == CLIENT_STEP else "person"
        async with self.db.transaction() as tx:
            of = await _side(tx, actor, kind, int(step.args["id"] or 0))
            query = read_query(text[:100])
            found = await searching.find(tx, actor.scope, query, most=_SHOWN + 1)
            ids = [client for client, _ in found.hits]
            await audit.seen(tx, actor.id, "client.search", None, self.clock(), new=str(len(ids)))
            if kind == "client":
                shown = await searching.hits(tx, query, ids)
                others = [Side(hit.id, hit.name, hit.name, 0) for hit in shown if hit.id != of.id]
                return Choices(kind, of, tuple(others[:_SHOWN]))
            people = [one for client in ids[:3] for one in await contacts.of_client(tx, client)]
            fits = [one for one in people if one.person.id != of.id]
            return Choices(kind, of, tuple(_contact_side(one) for one in fits[:_SHOWN]))

    async def preview(self, actor: Actor, kind: str, kept: int, gone: int) -> Preview:
        """What would happen; nothing is written."""
        _lead(actor)
        async with self.db.transaction() as tx:
            found = await self._preview(tx, actor, kind, kept, gone)
            await audit.seen(tx, actor.id, _VIEW[kind], f"{kind}:{gone}", self.clock())
            return found

    async def _preview(self, conn: Conn, actor: Actor, kind: str, kept: int, gone: int) -> Preview:
        if kept == gone:
            raise NotFound
        if kind == "client":
            mine, other = await _client(conn, actor, kept), await _client(conn, actor, gone)
            counts = await merging.counted(conn, other.id)
            return _of_clients(mine, other, counts)
        one, two = await _contact(conn, actor, kept), await _contact(conn, actor, gone)
        return _of_contacts(one, two)

    async def merge(self, actor: Actor, kind: str, kept: int, gone: int, seen: int) -> Merged:
        """Do it; `seen`: the versions of both as the preview showed them. A second tap gives the same answer."""
        _lead(actor)
        now = self.clock()
        async with self.db.transaction() as tx:
            await merging.hold(tx, kind, kept, gone)
            before = await merging.found(tx, kind, kept, gone)
            if before is not None:
                return await self._merged(tx, actor, before)
            preview = await self._preview(tx, actor, kind, kept, gone)
            if preview.kept.version + preview.gone.version != seen:
                raise Changed
            if kind == "person" and await _any_erasing(tx, kept, gone):
                raise BadInput("merge-erasing")
            if preview.account and await _both_connected(tx, actor, kept, gone):
                raise BadInput("merge-accounts")
            await steps.close(tx, actor.id)
            number = await self._write(tx, actor, kind, kept, gone, now)
            done = await merging.get(tx, number)
            assert done is not None
            action = "client.merge" if kind == "client" else "person.merge"
            old, new = f"{kind}:{gone}", f"merge:{number}"
            await audit.add(tx, actor.id, action, f"{kind}:{kept}", now, old=old, new=new)
            return await self._merged(tx, actor, done)

    async def _write(self, tx: Tx, actor: Actor, kind: str, kept: int, gone: int, now: datetime) -> int:
        if kind == "client":
            home = ClientId(kept)
            record = await merging.merge_clients(tx, home, ClientId(gone), now)
        else:
            home = (await _contact(tx, actor, kept)).client_id
            record = await merging.merge_contacts(tx, PersonId(kept), PersonId(gone), self.company.zone, now)
        number = await merging.keep(tx, kind, kept, gone, home, actor.id, record, now)
        await alarms.put(tx, f"merge:{number}", "merge.forget", now + UNDO)
        await self.after.merged(tx, home, now)
        if record.joined is not None and self.joined is not None:
            await self.joined(tx, *record.joined, by=actor.id, now=now)
        return number

    async def undo(self, actor: Actor, merge_id: int) -> Merged:
        """Take a merge back, for 24 hours; whatever was changed since stays, and is counted."""
        _lead(actor)
        now = self.clock()
        async with self.db.transaction() as tx:
            done = await merging.get(tx, merge_id)
            if done is None:
                raise NotFound
            await merging.hold(tx, done.kind, done.kept, done.gone)
            done = await merging.get(tx, merge_id) or done
            await _not_further(tx, actor, done)
            merged = await self._merged(tx, actor, done)
            if done.undone:
                return merged
            if done.steps is None or now - done.at > UNDO:
                raise BadInput("merge-late")
            if not await merging.last(tx, done):
                raise BadInput("merge-later")
            missed = await merging.undo(tx, done, self.company.zone)
            await merging.mark_undone(tx, merge_id, now)
            homes = {done.client_id, ClientId(done.gone)} if done.kind == "client" else {done.client_id}
            for client in sorted(homes):
                await self.after.merged(tx, client, now)
            action = "client.unmerge" if done.kind == "client" else "person.unmerge"
            await audit.add(tx, actor.id, action, f"{done.kind}:{done.kept}", now, old=f"merge:{merge_id}")
            return Merged(
                done.id,
                done.kind,
                done.kept,
                done.gone,
                merged.name,
                done.client_id,
                undone=True,
                missed=missed,
            )

    async def _merged(self, conn: Conn, actor: Actor, done: merging.Merge) -> Merged:
        side = await _side(conn, actor, done.kind, done.kept)
        return Merged(done.id, done.kind, done.kept, done.gone, side.name, done.client_id, undone=done.undone)

    async def ring(self, tx: Tx, alarm: Alarm, now: datetime) -> None:
        """A day is over: what could have been put back is forgotten, as people's data stands in it."""
        await merging.tidy(tx, now - UNDO)


def _lead(actor: Actor) -> None:
    if not actor.role.at_least(Role.LEAD):
        raise NotAllowed


async def _client(conn: Conn, actor: Actor, id_: int) -> Client:
    client = await clients.get(conn, actor.scope, ClientId(id_))
    if client is None:
        raise NotFound
    return client


async def _contact(conn: Conn, actor: Actor, id_: int) -> Contact:
    contact = await contacts.get(conn, actor.scope, PersonId(id_))
    if contact is None:
        raise NotFound
    return contact


async def _not_further(conn: Conn, actor: Actor, done: merging.Merge) -> None:
    """What the two became may have gone into a third one: who sees that is told to take that back first."""
    further = await merging.into(conn, done.kind, done.kept)
    if further is not None and not done.undone:
        await _side(conn, actor, done.kind, further)
        raise BadInput("merge-later")


async def _side(conn: Conn, actor: Actor, kind: str, id_: int) -> Side:
    if kind == "client":
        client = await _client(conn, actor, id_)
        return Side(client.id, client.name, client.name, client.version)
    if kind != "person":
        raise NotFound
    return _contact_side(await _contact(conn, actor, id_))


def _contact_side(contact: Contact) -> Side:
    return Side(contact.person.id, contact.person.name, contact.client_name, contact.version)


async def _likely(tx: Tx, actor: Actor, kind: str, of: Side) -> list[Side]:
    if kind == "client":
        alike = await searching.clients_like(tx, actor.scope, of.name, but=ClientId(of.id))
        return [Side(hit.id, hit.name, hit.name, 0) for hit in alike]
    contact = await _contact(tx, actor, of.id)
    found = await searching.contacts_like(
        tx, actor.scope, client_id=contact.client_id, name=of.name, phone_key=contact.phone_key,
        email=contact.person.email, account=None, but=PersonId(of.id),
    )  # fmt: skip
    return [Side(one.id, one.name, one.client, 0) for one in found]


async def _any_erasing(conn: Conn, *ids: int) -> bool:
    """Whether one of them is about to be deleted: a merge would carry them past that."""
    return any([(await mydata.grace(conn, PersonId(one))).waits for one in ids])


async def _both_connected(conn: Conn, actor: Actor, kept: int, gone: int) -> bool:
    return (await _contact(conn, actor, kept)).connected and (await _contact(conn, actor, gone)).connected


_FIELDS = ("country", "city", "segment", "first_deal", "last_deal", "contract_signed", "contract_ends", "share",
    "external_id")  # fmt: skip


def _of_clients(mine: Client, other: Client, counts: dict[str, int]) -> Preview:
    have = [name for name in _FIELDS if getattr(other, name) is not None]
    filled = [name for name in have if getattr(mine, name) is None]
    if mine.manager_id is None and other.manager_id is not None:
        filled.append("manager")
    stays = [name for name in have if getattr(mine, name) not in (None, getattr(other, name))]
    stays += [name for name in ("tier", "status") if getattr(mine, name) != getattr(other, name)]
    if mine.manager_id not in (None, other.manager_id) and other.manager_id is not None:
        stays.append("manager")
    return Preview(
        "client", Side(mine.id, mine.name, mine.name, mine.version), Side(other.id, other.name, other.name, other.version),
        tuple(filled), tuple(stays), {name: n for name, n in counts.items() if n}, case=counts["cases"] > 0,
    )  # fmt: skip


def _of_contacts(one: Contact, two: Contact) -> Preview:
    fields = {
        "position": (one.person.position, two.person.position),
        "phone": (one.person.phone, two.person.phone),
        "email": (one.person.email, two.person.email),
        "birthday": (one.birth_day, two.birth_day),
        "likes": (one.likes, two.likes),
    }
    filled = tuple(name for name, (mine, other) in fields.items() if mine is None and other is not None)
    stays = tuple(
        name
        for name, (mine, other) in fields.items()
        if None not in (mine, other) and mine != other and name != "likes"
    )
    return Preview("person", _contact_side(one), _contact_side(two), filled, stays, {}, account=two.connected)
