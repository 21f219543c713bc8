"""The staff's side: replies that wait for Send. Not: notes, which never go out."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.errors import BadInput, NotFound
from bot.domain.ids import ClientId, ComplaintId, PersonId, WordId
from bot.domain.letters import Lane
from bot.domain.people import Actor, Step
from bot.domain.talk import REPLY_STEP, Counts, Heard, Place, Word, passed_on
from bot.usecases.talk.base import Base, card
from bot.usecases.talk.opening import Opening
from bot.usecases.talk.views import OutgoingView
from storage import audit, clients, mydata, outbox, people, steps, talk
from storage.database import Conn, Tx


class StaffSide(Opening, Base):
    """What staff write to a client."""

    async def begin_reply(self, actor: Actor, complaint_id: ComplaintId) -> OutgoingView:
        """What the actor writes next is for the client of this complaint, once they press Send."""
        now = self.clock()
        async with self.db.transaction() as tx:
            complaint = await self.complaints.staff_one(tx, actor, complaint_id)
            await audit.seen(tx, actor.id, "complaint.view", complaint.thing, now)
            contact = await people.get(tx, complaint.person_id)
            assert contact is not None
            if (await mydata.grace(tx, contact.id)).done:
                raise BadInput("talk-erased")
            await steps.open_(tx, actor.id, Step(REPLY_STEP, {"complaint": complaint.id}), now)
            empty = Counts()
            return OutgoingView(
                WordId(0), contact.name, contact.reachable, complaint.number, "", empty, "writing", None
            )

    async def reply_at_step(self, actor: Actor, step: Step, heard: Heard) -> None:
        """A message after [Reply to client]: it waits for Send, with those before it."""
        now = self.clock()
        async with self.db.transaction() as tx:
            complaint_id = ComplaintId(int(step.args.get("complaint") or 0))
            complaint = await self.complaints.staff_one(tx, actor, complaint_id)
            batch = int(step.args.get("batch") or 0)
            kept = await self._outgoing(
                tx, actor, heard, complaint.person_id, complaint.client_id, complaint.id, batch, now
            )
            if kept is not None:
                args = {"complaint": complaint.id, "batch": kept}
                await steps.open_(tx, actor.id, Step(REPLY_STEP, args), now)

    async def reply_to(self, actor: Actor, word_id: WordId, heard: Heard) -> None:
        """The actor replies to a client's message: it waits for Send."""
        now = self.clock()
        async with self.db.transaction() as tx:
            word = await talk.get(tx, word_id)
            if word is None:
                raise NotFound
            await self._allow(tx, actor, word)
            batch = await talk.album_batch(tx, actor.id, heard)
            await self._outgoing(
                tx, actor, heard, word.contact_id, word.client_id, word.complaint_id, batch or 0, now
            )

    async def reply_more(self, actor: Actor, batch: WordId, heard: Heard) -> bool:
        """The actor replies to the card of an outgoing reply: it joins it. False when that has gone already."""
        now = self.clock()
        async with self.db.transaction() as tx:
            first = await self._mine(tx, actor, batch)
            if first.sent_at is not None or first.place is not Place.REPLY:
                return False
            await self._outgoing(
                tx, actor, heard, first.contact_id, first.client_id, first.complaint_id, batch, now
            )
            return True

    async def send(self, actor: Actor, batch: WordId) -> OutgoingView:
        """Send the reply to the client. Again: nothing. Who cannot be reached: BadInput."""
        now = self.clock()
        async with self.db.transaction() as tx:
            first = await self._mine(tx, actor, batch)
            await self._allow(tx, actor, first)
            contact = await people.get(tx, first.contact_id)
            if contact is None or not contact.reachable:
                raise BadInput("talk-unreachable")
            ids = await talk.release(tx, batch, actor.id, now)
            if ids:
                await self._to_client(tx, actor, first, ids, now)
            await self._written(tx, actor, batch)
            return await self.outgoing_view(tx, batch)

    async def discard(self, actor: Actor, batch: WordId) -> OutgoingView:
        """Do not send it. One already sent stays sent."""
        async with self.db.transaction() as tx:
            await self._mine(tx, actor, batch)
            await talk.discard(tx, batch, actor.id)
            await self._written(tx, actor, batch)
            return await self.outgoing_view(tx, batch)

    async def stop_replying(self, actor: Actor) -> None:
        """Whom the actor was writing to is not theirs any more."""
        async with self.db.transaction() as tx:
            await steps.close(tx, actor.id, only=REPLY_STEP)

    async def join_reply(self, actor: Actor, heard: Heard) -> bool:
        """A late part of an album that was a note stays one; of a reply that has gone: it waits for Send of its own."""
        now = self.clock()
        async with self.db.transaction() as tx:
            mate = await talk.album_mate(tx, heard)
            if mate is None or mate.author_id != actor.id:
                return False
            if mate.place is Place.REPLY:
                await self._allow(tx, actor, mate)
                batch = await talk.album_batch(tx, actor.id, heard)
                await self._outgoing(
                    tx, actor, heard, mate.contact_id, mate.client_id, mate.complaint_id, batch or 0, now
                )
                return True
        if mate.place is Place.NOTE and mate.complaint_id is not None:
            await self.complaints.note(actor, mate.complaint_id, heard)
            return True
        return False

    async def _written(self, tx: Tx, actor: Actor, batch: WordId) -> None:
        """The reply is over, and with it the form it was written in; a form for another one stays."""
        step = actor.step
        if step is not None and step.name == REPLY_STEP and step.args.get("batch") == batch:
            await steps.close(tx, actor.id, only=REPLY_STEP)

    async def _to_client(
        self, tx: Tx, actor: Actor, first: Word, ids: Sequence[WordId], now: datetime
    ) -> None:
        silent = await self._silent(tx, first.contact_id, now)
        for word in await talk.any_of(tx, ids):
            letters = passed_on(word, first.contact_id, lane=Lane.ANSWER, silent=silent)
            await outbox.put(tx, *letters, now=now)
        if first.complaint_id is not None:
            complaint = await self.complaints.staff_one(tx, actor, first.complaint_id)
            await self.complaints.answered(tx, actor, complaint, first.id, now)
        else:
            await audit.add(tx, actor.id, "talk.reply", f"person:{first.contact_id}", now)

    async def _outgoing(
        self,
        tx: Tx,
        actor: Actor,
        heard: Heard,
        contact_id: PersonId,
        client_id: ClientId,
        complaint_id: ComplaintId | None,
        batch: int,
        now: datetime,
    ) -> WordId | None:
        """Keep a message of an outgoing reply; the id of its batch, None for a replay. To nobody: BadInput."""
        if (await mydata.grace(tx, contact_id)).done:
            raise BadInput("talk-erased")
        word_id = await talk.put(
            tx,
            heard,
            author_id=actor.id,
            contact_id=contact_id,
            client_id=client_id,
            complaint_id=complaint_id,
            place=Place.REPLY,
            batch=WordId(batch) if batch else None,
            now=now,
        )
        if word_id is None:
            return None
        if batch:
            await outbox.redraw(tx, f"reply:{batch}", now=now)
            return WordId(batch)
        await talk.start_batch(tx, word_id)
        await outbox.put(tx, card("talk.outgoing", f"reply:{word_id}", word_id, actor.id), now=now)
        return word_id

    async def _mine(self, conn: Conn, actor: Actor, batch: WordId) -> Word:
        first = await talk.get(conn, batch)
        if first is None or first.author_id != actor.id:
            raise NotFound
        return first

    async def _allow(self, conn: Conn, actor: Actor, word: Word) -> None:
        """Whether the actor may talk with this client. Raises NotFound."""
        if word.complaint_id is not None:
            await self.complaints.staff_one(conn, actor, word.complaint_id)
        elif await clients.get(conn, actor.scope, word.client_id) is None:
            raise NotFound
