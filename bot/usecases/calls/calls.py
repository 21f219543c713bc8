"""Calls: planned by hand or by the rules, rung, finished, snoozed. Not: wording, SQL, the morning digest."""

from datetime import date, datetime, time

from bot.clock import Clock
from bot.domain.alarms import Alarm
from bot.domain.cadence import Cadence
from bot.domain.calls import BY_HAND, THIRD, Call, Outcome, State, next_tries
from bot.domain.clients import TouchKind
from bot.domain.company import Company
from bot.domain.dates import read_when, split_when
from bot.domain.errors import BadInput, NotFound
from bot.domain.folding import fold
from bot.domain.ids import CallId, ClientId, PersonId, TouchId
from bot.domain.letters import Claimed, NotWanted, Op, View
from bot.domain.notes import LONGEST as LONGEST_NOTE
from bot.domain.notes import Note
from bot.domain.people import Actor, Step
from bot.domain.worktime import instant, local
from bot.usecases.calls.view import Found, Shown, card, overdue, standing
from storage import alarms, audit, calls, clients, notes, outbox, people, steps
from storage.database import Conn, Database, Tx

_SAID = 100  # characters of what was typed that are told back


class Calls:
    """Everything about touches that are due."""

    def __init__(self, db: Database, clock: Clock, company: Company, cadence: Cadence | None = None) -> None:
        self.db, self.clock, self.company = db, clock, company
        self.cadence = cadence or Cadence()

    # By hand

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
            found = await clients.named(tx, actor.scope, fold(split.rest), 8)
            if len(found) > 1:
                await audit.seen(tx, actor.id, "client.search", None, now, new=str(len(found)))
        if not found:
            raise BadInput("call-no-client", name=split.rest.strip()[:_SAID])
        if len(found) > 1:
            return Found(tuple(found), due_at, timed)
        client, _, person = found[0]
        return await self.plan(actor, client, due_at, timed=timed, update=update, person=person)

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

    # The card

    async def look(self, actor: Actor, call_id: CallId) -> Shown:
        """The call as it stands. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            shown = await self._shown(tx, actor, call_id, now)
            await audit.seen(tx, actor.id, "call.view", f"call:{call_id}", now)
            return shown

    async def open_card(self, actor: Actor, call_id: CallId, update: int) -> None:
        """Send the actor the call's card (or ring for the one that stands). Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            await self._seen(tx, actor, call_id)
            await audit.seen(tx, actor.id, "call.view", f"call:{call_id}", now)
            await outbox.put(tx, card(call_id, actor.id, f"open:{update}"), now=now)

    async def finish(self, actor: Actor, call_id: CallId, outcome: Outcome) -> Shown:
        """Done with an outcome; only "talked" is a touch. A second tap changes nothing. Raises NotFound."""
        if outcome not in BY_HAND:
            raise NotFound
        now = self.clock()
        async with self.db.transaction() as tx:
            found = await self._seen(tx, actor, call_id)
            if found.state is State.OPEN:
                await self._finish(tx, actor, found, outcome, now)
            return await self._shown(tx, actor, call_id, now)

    async def talked(self, tx: Tx, actor: Actor, call_id: CallId, now: datetime) -> TouchId | None:
        """Something else proves that this open call was made: it is done, as by a tap. Gives the touch."""
        found = await calls.load(tx, call_id)
        if found is None or found.state is not State.OPEN:
            return None
        touch = await self._finish(tx, actor, found, Outcome.TALKED, now)
        await outbox.redraw(tx, f"call:{call_id}", now=now)
        return touch

    async def untalked(self, tx: Tx, actor: Actor, call_id: CallId, now: datetime) -> None:
        """It was not, after all: the call is open again, its touch taken back."""
        found = await calls.load(tx, call_id)
        if found is not None and found.state is not State.OPEN:
            await self._undo(tx, actor, found, now)
            await outbox.redraw(tx, f"call:{call_id}", now=now)

    async def _finish(
        self, tx: Tx, actor: Actor, found: Call, outcome: Outcome, now: datetime
    ) -> TouchId | None:
        touch = None
        await calls.finish(
            tx, found.id, state=State.DONE, outcome=outcome, by=actor.id, touch_id=None, now=now
        )
        if outcome is Outcome.TALKED:
            touch = await clients.touch(
                tx, key=f"call:{found.id}:{found.version}", client_id=found.client_id, by=actor.id,
                kind=TouchKind.CALL, at=now, now=now, person_id=found.person_id,
            )  # fmt: skip
            await calls.made(tx, found.id, touch)
        await audit.add(tx, actor.id, "call.done", f"call:{found.id}", now, new=outcome.value)
        await outbox.redraw(tx, f"call:{found.id}", but=actor.id, now=now)
        return touch

    async def again(self, actor: Actor, call_id: CallId, at: datetime) -> Shown:
        """After "no answer": the next try, as a call of its own, once. Raises NotFound, BadInput "call-past"."""
        now = self.clock()
        async with self.db.transaction() as tx:
            found = await self._seen(tx, actor, call_id)
            if not found.wants_next_try:
                return await self._shown(tx, actor, call_id, now)
            if at <= now:
                raise BadInput("call-past")
            planned = await calls.plan(
                tx, key=f"again:{found.id}:{found.version}", client_id=found.client_id,
                person_id=found.person_id, cause=found.cause, cause_thing=found.cause_thing, due_at=at, timed=True,
                now=now, note=found.note, created_by=actor.id, after=found.id,
            )  # fmt: skip
            if planned:
                await audit.add(tx, actor.id, "call.plan", f"call:{planned}", now)
            await outbox.redraw(tx, f"call:{call_id}", but=actor.id, now=now)
            return await self._shown(tx, actor, call_id, now)

    async def snooze(self, actor: Actor, call_id: CallId, at: datetime) -> Shown:
        """Move this call only, to an instant at which it rings. Raises NotFound, BadInput "call-past"."""
        now = self.clock()
        async with self.db.transaction() as tx:
            found = await self._seen(tx, actor, call_id)
            if found.state is State.OPEN and at <= now:
                raise BadInput("call-past")
            if found.due_at != at and await calls.move(tx, call_id, at):
                moved = {"old": found.due_at.isoformat(), "new": at.isoformat()}
                await audit.add(tx, actor.id, "call.move", f"call:{call_id}", now, **moved)
                await outbox.redraw(tx, f"call:{call_id}", but=actor.id, now=now)
            return await self._shown(tx, actor, call_id, now)

    async def drop(self, actor: Actor, call_id: CallId) -> Shown:
        """Not to be called after all. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            await self._seen(tx, actor, call_id)
            if await calls.finish(
                tx, call_id, state=State.DROPPED, outcome=None, by=actor.id, touch_id=None, now=now
            ):
                await audit.add(tx, actor.id, "call.drop", f"call:{call_id}", now)
                await outbox.redraw(tx, f"call:{call_id}", but=actor.id, now=now)
            return await self._shown(tx, actor, call_id, now)

    async def undo(self, actor: Actor, call_id: CallId) -> Shown:
        """Take Done or Drop back, within ten minutes; a touch it had made, or a next try, goes with it.

        Raises NotFound, BadInput "undo-late".
        """
        now = self.clock()
        async with self.db.transaction() as tx:
            found = await self._seen(tx, actor, call_id)
            if found.state is not State.OPEN:
                if not found.can_undo(now):
                    raise BadInput("undo-late")
                await self._undo(tx, actor, found, now)
            return await self._shown(tx, actor, call_id, now)

    async def _undo(self, tx: Tx, actor: Actor, found: Call, now: datetime) -> None:
        again = await calls.by_key(tx, f"again:{found.id}:{found.version}")
        if again is not None and await calls.finish(
            tx, again, state=State.DROPPED, outcome=None, by=actor.id, touch_id=None, now=now
        ):
            await outbox.redraw(tx, f"call:{again}", now=now)
        touch = await calls.reopen(tx, found.id)
        if touch is not None:
            await clients.untouch(tx, touch, now)
        if found.timed and found.due_at > now:
            await alarms.put(tx, f"call:{found.id}", "call.due", found.due_at)
        await audit.add(tx, actor.id, "call.undo", f"call:{found.id}", now)
        await outbox.redraw(tx, f"call:{found.id}", but=actor.id, now=now)

    async def hand_over(self, actor: Actor, call_id: CallId, to: PersonId) -> Shown:
        """Give the call to a colleague, who gets its card. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            await self._seen(tx, actor, call_id)
            if to not in {row["id"] for row in await calls.colleagues(tx, actor.scope)}:
                raise NotFound
            if await calls.hand_over(tx, call_id, to):
                await audit.add(tx, actor.id, "call.hand", f"call:{call_id}", now, new=f"person:{to}")
                # Copies first: a card that is only now made needs no edit after it.
                await outbox.redraw(tx, f"call:{call_id}", but=actor.id, now=now)
                await outbox.put(tx, card(call_id, to, f"hand:{to}:{int(now.timestamp())}"), now=now)
            return await self._shown(tx, actor, call_id, now)

    async def note(self, actor: Actor, call_id: CallId, said: Note) -> Call:
        """A reply to the card is a note on it, in words or as a voice. Raises NotFound, BadInput "note-long"."""
        if said.words is not None and len(said.words) > LONGEST_NOTE:
            raise BadInput("note-long", limit=LONGEST_NOTE)
        now = self.clock()
        async with self.db.transaction() as tx:
            found = await self._seen(tx, actor, call_id)
            if await notes.add(tx, f"call:{call_id}", said, by=actor, now=now):
                await audit.add(tx, actor.id, "call.note", f"call:{call_id}", now)
            await outbox.redraw(tx, f"call:{call_id}", now=now)
            return found

    async def _seen(self, conn: Conn, actor: Actor, call_id: CallId) -> Call:
        found = await calls.get(conn, actor.scope, call_id)
        if found is None:
            raise NotFound
        return found

    async def _shown(self, conn: Conn, actor: Actor, call_id: CallId, now: datetime) -> Shown:
        found = await self._seen(conn, actor, call_id)
        mates = await calls.colleagues(conn, actor.scope) if found.snoozes >= THIRD else []
        pairs = tuple((PersonId(row["id"]), str(row["name"])) for row in mates)
        return self._show(found, actor.id, actor.zone, now, pairs)

    def _show(
        self,
        found: Call,
        reader: PersonId,
        zone: str,
        now: datetime,
        mates: tuple[tuple[PersonId, str], ...] = (),
    ) -> Shown:
        due = standing(found, self.cadence, zone, now)
        return Shown(
            call=found,
            tries=next_tries(self.company.hours(zone), now),
            can_undo=found.can_undo(now),
            overdue=found.state is State.OPEN and overdue(found, due, zone, now),
            due=due,
            whose=None if found.owner_id == reader else found.owner or "",
            colleagues=mates,
        )

    # By the clock

    async def ring(self, tx: Tx, alarm: Alarm, now: datetime) -> None:
        """A timed call is due."""
        found = await calls.load(tx, CallId(alarm.number))
        if found is None or found.state is not State.OPEN:
            return
        owner = found.owner_id or await people.responsible(tx, found.client_id)
        if owner is not None:
            key = f"due:{int(found.due_at.timestamp())}"
            await outbox.put(tx, card(found.id, owner, key), now=now)

    async def open_letter(self, conn: Conn, letter: Claimed, now: datetime) -> View | NotWanted:
        """The card of a call; a ring is not wanted once it is closed."""
        found = await calls.load(conn, CallId(int(letter.args["call"] or 0)))
        if found is None:
            return NotWanted("no such call")
        if letter.op is Op.RING and found.state is not State.OPEN:
            return NotWanted("closed")
        reader = await people.get(conn, letter.to)
        zone = (reader.zone if reader else None) or self.company.zone
        return View(self._show(found, letter.to, zone, now))
