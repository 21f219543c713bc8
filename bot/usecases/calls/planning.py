"""Calls planned by hand, typed or from a client's card. Not: what is done with them."""

from datetime import date, datetime, time

from bot.domain.dates import read_when, split_when
from bot.domain.errors import BadInput, NotFound
from bot.domain.ids import ClientId, PersonId
from bot.domain.people import Actor, Step
from bot.domain.searching import Fit, read_query
from bot.domain.worktime import instant, local
from bot.usecases.calls.base import Base
from bot.usecases.calls.view import Found, Shown, card
from storage import audit, calls, clients, outbox, searching, steps
from storage.database import Conn

_SAID = 100  # characters of what was typed that are told back
_SURE = Fit.INSIDE
"""What fits worse (a slip of the pen, a note) is asked about, never planned at once."""


class Planning(Base):
    """The way in by hand."""

    async def plan_typed(self, actor: Actor, text: str, update: int) -> Shown | Found:
        """Plan "Acme tomorrow 11:00". Several clients of that name are given back to choose from.

        Raises BadInput "call-how", "call-no-client", "call-past", or what is wrong with the date.
        """
        now = self.clock()
        split = split_when(text, local(now, actor.zone))
        if split is None or not split.rest.strip():
            raise BadInput("call-how")
        due_at, timed = self._due(split.day, split.clock, actor.zone, now)
        async with self.db.transaction() as tx:
            found, sure = await self._whom(tx, actor, split.rest)
            if len(found) > 1 or not sure:
                await audit.seen(tx, actor.id, "client.search", None, now, new=str(len(found)))
        if not found:
            raise BadInput("call-no-client", name=split.rest.strip()[:_SAID])
        if len(found) > 1 or not sure:
            return Found(tuple(found), due_at, timed)
        client, _, person = found[0]
        return await self.plan(actor, client, due_at, timed=timed, update=update, person=person)

    async def _whom(
        self, conn: Conn, actor: Actor, typed: str
    ) -> tuple[list[tuple[ClientId, str, PersonId | None]], bool]:
        """The clients that may be meant, as the search finds them, and whether they fit as typed; an exact name
        stands alone."""
        query = read_query(typed)
        hits = (await searching.find(conn, actor.scope, query, most=8)).hits
        for least in (Fit.EXACT, _SURE):
            if kept := [client for client, fit in hits if fit <= least]:
                return await searching.meant(conn, kept, query.words), True
        return await searching.meant(conn, [client for client, _ in hits], query.words), False

    async def ask_when(self, actor: Actor, client_id: ClientId) -> str:
        """Begin planning a call from a client's card; gives the client's name. Raises NotFound."""
        async with self.db.transaction() as tx:
            client = await clients.get(tx, actor.scope, client_id)
            if client is None:
                raise NotFound
            await steps.open_(tx, actor.id, Step("call.when", {"client": client_id}), self.clock())
            return client.name

    async def plan_when(self, actor: Actor, client_id: ClientId, text: str, update: int) -> Shown:
        """Plan a call to a client at the typed "tomorrow 11:00". Raises NotFound, BadDate, BadInput "call-past"."""
        now = self.clock()
        when = read_when(text, local(now, actor.zone))
        due_at, timed = self._due(when.day, when.clock, actor.zone, now)
        return await self.plan(actor, client_id, due_at, timed=timed, update=update)

    def _due(self, day: date, clock: time | None, zone: str, now: datetime) -> tuple[datetime, bool]:
        due_at = instant(day, clock or self.company.opens, zone)
        if (clock is not None and due_at <= now) or day < local(now, zone).date():
            raise BadInput("call-past")
        return due_at, clock is not None

    async def plan(
        self,
        actor: Actor,
        client_id: ClientId,
        due_at: datetime,
        *,
        timed: bool,
        update: int,
        person: PersonId | None = None,
    ) -> Shown:
        """Plan a call by hand; its card comes. The same client and instant twice is one call. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            if await clients.get(tx, actor.scope, client_id) is None:
                raise NotFound
            if person is not None and not await clients.has_contact(tx, client_id, person):
                raise NotFound
            key = f"hand:{actor.id}:{client_id}:{int(due_at.timestamp())}"
            planned = await calls.plan(
                tx, key=key, client_id=client_id, person_id=person, cause="hand", due_at=due_at, timed=timed,
                now=now, created_by=actor.id,
            )  # fmt: skip
            id_ = planned or await calls.by_key(tx, key)
            assert id_ is not None
            if planned:
                await audit.add(tx, actor.id, "call.plan", f"call:{id_}", now)
            await steps.close(tx, actor.id)
            await outbox.put(tx, card(id_, actor.id, f"plan:{update}"), now=now)
            return await self._shown(tx, actor, id_, now)
