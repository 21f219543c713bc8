"""What staff do with a complaint: take it, wait for the client, hand it over, note, look. Not: solving it."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.clients import TouchKind
from bot.domain.complaints import Complaint, State
from bot.domain.errors import Changed, NotFound
from bot.domain.ids import ComplaintId, PersonId, WordId
from bot.domain.people import Actor
from bot.domain.talk import Heard, Place, WordKind, passed_on
from bot.usecases.complaints.base import staff_card
from bot.usecases.complaints.clientside import ClientSide
from bot.usecases.complaints.filing import attachments
from bot.usecases.complaints.views import StaffView
from storage import audit, clients, complaints, outbox, talk
from storage.database import Tx


@dataclass(frozen=True, slots=True)
class Colleagues:
    """To whom it can be handed."""

    view: StaffView
    people: list[tuple[PersonId, str]]


class Handling(ClientSide):
    """The staff's side."""

    async def card(self, actor: Actor, complaint_id: ComplaintId) -> StaffView:
        """The card as it is now."""
        now = self.clock()
        async with self.db.transaction() as tx:
            complaint = await self.staff_one(tx, actor, complaint_id)
            await audit.seen(tx, actor.id, "complaint.view", complaint.thing, now)
            return await self.staff_view(tx, complaint, actor.id, now)

    async def open_card(self, actor: Actor, complaint_id: ComplaintId, occurrence: int) -> None:
        """Send the card to the actor, or ring for the one that stands. `occurrence`: the update that asks."""
        now = self.clock()
        async with self.db.transaction() as tx:
            complaint = await self.staff_one(tx, actor, complaint_id)
            mine = await self.owner(tx, complaint) == actor.id
            await outbox.put(tx, staff_card(complaint, actor.id, str(occurrence), owner=mine), now=now)
            await audit.add(tx, actor.id, "complaint.view", complaint.thing, now)

    async def send_files(self, actor: Actor, complaint_id: ComplaintId, occurrence: int) -> int:
        """Send the client's files of this complaint to the actor again; how many."""
        now = self.clock()
        async with self.db.transaction() as tx:
            complaint = await self.staff_one(tx, actor, complaint_id)
            words = await talk.of_complaint(tx, complaint.id, Place.WHAT, Place.WISH, Place.MORE)
            files = [word for word in words if word.kind is not WordKind.TEXT]
            for word in files:
                again = passed_on(word, actor.id, occurrence=str(occurrence))
                await outbox.put(tx, *again, now=now)
            await audit.add(tx, actor.id, "complaint.files", complaint.thing, now)
        return len(files)

    async def take(self, actor: Actor, complaint_id: ComplaintId, version: int) -> StaffView:
        """Take it into work. Another's is taken over only by who saw that it is theirs; else it is shown as it is."""
        now = self.clock()
        async with self.db.transaction() as tx:
            complaint = await self.staff_one(tx, actor, complaint_id)
            owner = await self.owner(tx, complaint)
            if complaint.state is State.RECEIVED:
                complaint = await self._take(tx, complaint, actor.id, owner, now)
            elif complaint.open and owner != actor.id and complaint.version == version:
                complaint = await self._give(tx, actor, complaint, actor.id, owner, now)
            return await self.staff_view(tx, complaint, actor.id, now)

    async def wait(self, actor: Actor, complaint_id: ComplaintId, *, waiting: bool) -> StaffView:
        """Stop the clocks while the client is waited for, or let them go on. Solved or over: nothing changes."""
        now = self.clock()
        async with self.db.transaction() as tx:
            complaint = await self.staff_one(tx, actor, complaint_id)
            if complaint.state is State.RECEIVED:
                owner = await self.owner(tx, complaint)
                complaint = await self._take(tx, complaint, actor.id, owner, now, tell=not waiting)
            if complaint.state is State.WORK and waiting and complaint.waiting_from is None:
                complaint = await self.change(tx, complaint, waiting_from=now)
                await self.arm(tx, complaint)
                await self._stepped(tx, actor, complaint, "waiting", now)
            elif complaint.state is State.WORK and not waiting and complaint.waiting_from is not None:
                complaint = await self.resume(tx, complaint, now)
                await self._stepped(tx, actor, complaint, "going", now)
            return await self.staff_view(tx, complaint, actor.id, now)

    async def colleagues(self, actor: Actor, complaint_id: ComplaintId) -> Colleagues:
        """Who may get it."""
        now = self.clock()
        async with self.db.transaction() as tx:
            complaint = await self.staff_one(tx, actor, complaint_id)
            await audit.seen(tx, actor.id, "complaint.view", complaint.thing, now)
            owner = await self.owner(tx, complaint)
            found = await complaints.colleagues(tx, actor.role, actor.team_id, owner)
            return Colleagues(await self.staff_view(tx, complaint, actor.id, now), found)

    async def hand_over(
        self, actor: Actor, complaint_id: ComplaintId, to: PersonId, version: int
    ) -> StaffView:
        """Make it another's. Raises Changed when it changed since the button was drawn."""
        now = self.clock()
        async with self.db.transaction() as tx:
            complaint = await self.staff_one(tx, actor, complaint_id)
            owner = await self.owner(tx, complaint)
            if complaint.open and owner != to:
                if complaint.version != version:
                    raise Changed
                allowed = await complaints.colleagues(tx, actor.role, actor.team_id, None)
                if to not in dict(allowed):
                    raise NotFound
                complaint = await self._give(tx, actor, complaint, to, owner, now)
            return await self.staff_view(tx, complaint, actor.id, now)

    async def note(self, actor: Actor, complaint_id: ComplaintId, heard: Heard) -> StaffView:
        """Keep a note of the staff. The client never sees it."""
        now = self.clock()
        async with self.db.transaction() as tx:
            complaint = await self.staff_one(tx, actor, complaint_id)
            kept = await talk.put(
                tx,
                heard,
                author_id=actor.id,
                contact_id=complaint.person_id,
                client_id=complaint.client_id,
                complaint_id=complaint.id,
                place=Place.NOTE,
                now=now,
            )
            if kept is not None:
                await audit.add(tx, actor.id, "complaint.note", complaint.thing, now)
            await self.redraw(tx, complaint, now)
            return await self.staff_view(tx, complaint, actor.id, now)

    async def answered(
        self, tx: Tx, actor: Actor, complaint: Complaint, batch: WordId, now: datetime
    ) -> Complaint:
        """Words went to the client: the first ones end the clock of the first answer and take it into work."""
        first = complaint.answered_at is None
        if first:
            state = State.WORK if complaint.state is State.RECEIVED else complaint.state
            owner = complaint.owner_id or actor.id
            complaint = await self.change(
                tx,
                complaint,
                answered_at=now,
                state=state,
                owner_id=owner,
                taken_at=complaint.taken_at or now,
            )
            await complaints.event(tx, complaint.id, "answered", now, by=actor.id)
            await self.arm(tx, complaint)
            await self._touch(tx, actor, complaint, now)
        await audit.add(tx, actor.id, "complaint.reply", complaint.thing, now, new=str(batch))
        await self.redraw(tx, complaint, now)
        return complaint

    async def _take(
        self,
        tx: Tx,
        complaint: Complaint,
        who: PersonId,
        owner: PersonId | None,
        now: datetime,
        *,
        tell: bool = True,
    ) -> Complaint:
        taken = await self.change(tx, complaint, state=State.WORK, owner_id=who, taken_at=now)
        await self.arm(tx, taken)
        await complaints.event(tx, taken.id, "taken", now, by=who)
        await audit.add(tx, who, "complaint.take", taken.thing, now)
        if tell:
            await self.tell_client(tx, taken, "work", now)
        if owner != who:
            await self.ring_staff(tx, taken, owner, "taken", now, by=who)
        await self.redraw(tx, taken, now, but=who)
        return taken

    async def _give(
        self,
        tx: Tx,
        actor: Actor,
        complaint: Complaint,
        to: PersonId,
        owner: PersonId | None,
        now: datetime,
    ) -> Complaint:
        given = await self.change(tx, complaint, owner_id=to)
        await self.arm(tx, given)
        await complaints.event(tx, given.id, "handed", now, by=actor.id, old=str(owner), new=str(to))
        await audit.add(
            tx, actor.id, "complaint.hand", given.thing, now, old=f"person:{owner}", new=f"person:{to}"
        )
        if to != actor.id:
            await self.ring_staff(tx, given, to, "handed", now, by=actor.id)
            words = await talk.of_complaint(tx, given.id, Place.WHAT, Place.WISH, Place.MORE)
            await outbox.put(tx, *attachments(words, to), now=now)
        elif owner is not None:
            await self.ring_staff(tx, given, owner, "taken", now, by=actor.id)
        await self.redraw(tx, given, now, but=actor.id)
        return given

    async def _stepped(self, tx: Tx, actor: Actor, complaint: Complaint, what: str, now: datetime) -> None:
        await complaints.event(tx, complaint.id, what, now, by=actor.id)
        await audit.add(tx, actor.id, f"complaint.{what}", complaint.thing, now)
        await self.tell_client(tx, complaint, what, now)
        await self.redraw(tx, complaint, now, but=actor.id)

    async def _touch(self, tx: Tx, actor: Actor, complaint: Complaint, now: datetime) -> None:
        await clients.touch(
            tx,
            key=f"complaint.answer:{complaint.id}",
            client_id=complaint.client_id,
            by=actor.id,
            person_id=complaint.person_id,
            kind=TouchKind.MESSAGE,
            at=now,
            now=now,
        )
