"""Calls: planned by hand or by the rules, rung, finished, snoozed. Not: wording, SQL, the morning digest."""

from datetime import datetime

from bot.domain.alarms import Alarm
from bot.domain.calls import BY_HAND, Call, Outcome, State
from bot.domain.clients import TouchKind
from bot.domain.dates import read_when
from bot.domain.errors import BadInput, NotFound
from bot.domain.ids import CallId, PersonId, TouchId
from bot.domain.letters import Claimed, NotWanted, Op, View
from bot.domain.notes import LONGEST as LONGEST_NOTE
from bot.domain.notes import Note
from bot.domain.people import Actor, Step
from bot.domain.worktime import local
from bot.usecases.calls.planning import Planning
from bot.usecases.calls.view import Shown, card
from storage import alarms, audit, calls, clients, notes, outbox, people, steps
from storage.database import Conn, Tx


class Calls(Planning):
    """Everything about touches that are due."""

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

    async def ask_move(self, actor: Actor, call_id: CallId) -> Call:
        """[Pick a date…]: the next message says when instead. Raises NotFound."""
        async with self.db.transaction() as tx:
            found = await self._seen(tx, actor, call_id)
            if found.state is State.OPEN:
                await steps.open_(tx, actor.id, Step("call.move", {"call": call_id}), self.clock())
            return found

    async def move_typed(self, actor: Actor, call_id: CallId, text: str) -> Shown:
        """Snooze a call to the typed "24.11 15:30". Raises NotFound, BadDate, BadInput "call-past"."""
        now = self.clock()
        when = read_when(text, local(now, actor.zone))
        due_at, _ = self._due(when.day, when.clock, actor.zone, now)
        if due_at <= now:  # today, without an hour, after the office has opened
            raise BadInput("call-past")
        shown = await self.snooze(actor, call_id, due_at)
        async with self.db.transaction() as tx:
            await steps.close(tx, actor.id, "call.move")
            await outbox.redraw(tx, f"call:{call_id}", now=now)  # what was typed draws nothing by itself
        return shown

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
        return View(self._show(found, letter.to, zone, now, said=await self._said(conn, found)))
