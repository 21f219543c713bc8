"""What the client does with a complaint that was sent: adds, says yes or no, rates, withdraws. Not: staff."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.clients import TouchKind
from bot.domain.complaints import Complaint, How, State, solve_clock
from bot.domain.errors import NotFound
from bot.domain.ids import ComplaintId, PersonId, WordId
from bot.domain.people import Actor, Step
from bot.domain.talk import Heard, Place, Word, passed_on
from bot.domain.time import from_us, to_us
from bot.usecases.complaints.base import Base, client_card, staff_card
from bot.usecases.complaints.filing import Filing
from bot.usecases.complaints.opening import Opening
from bot.usecases.complaints.views import Added, ClientView
from storage import audit, clients, complaints, outbox, people, steps, talk
from storage.database import Tx

STEP = "complaint.more"
OPEN_FOR = timedelta(minutes=10)  # after [Add details] and after each message: further ones belong to it too
SECOND = 2  # the reopening that goes to the lead


class ClientSide(Filing, Opening, Base):
    """The contact's side after [Send complaint]."""

    async def look(self, actor: Actor, complaint_id: ComplaintId) -> ClientView:
        """The contact's own complaint."""
        async with self.db.read() as conn:
            return await self.client_view(conn, await self.own_one(conn, actor, complaint_id))

    async def open_mine(self, actor: Actor, complaint_id: ComplaintId, occurrence: int) -> None:
        """Send the card to its client, or ring for the one that stands. `occurrence`: the update that asks."""
        now = self.clock()
        async with self.db.transaction() as tx:
            complaint = await self.own_one(tx, actor, complaint_id)
            if complaint.number is None:
                raise NotFound
            await outbox.put(tx, client_card(complaint, str(occurrence)), now=now)

    async def add(self, actor: Actor, complaint_id: ComplaintId) -> ClientView:
        """[Add details]: what comes in the next minutes belongs to this complaint."""
        now = self.clock()
        async with self.db.transaction() as tx:
            complaint = await self.own_one(tx, actor, complaint_id)
            await self._listen(tx, actor, complaint, now)
            return await self.client_view(tx, complaint)

    async def more(self, actor: Actor, complaint_id: ComplaintId, heard: Heard) -> Added:
        """The client writes about a complaint: passed to its owner; a closed one reopens, or a new one is begun."""
        now = self.clock()

        async def say() -> Added:
            async with self.db.transaction() as tx:
                return await self.say_more(tx, actor, complaint_id, heard, now)

        return await self.until_done(say)

    async def more_at_step(self, actor: Actor, step: Step, heard: Heard) -> Added | None:
        """The same for what comes after [Add details]; None when that was too long ago."""
        now = self.clock()
        if from_us(int(step.args.get("until") or 0)) < now:
            return None
        complaint_id, said = ComplaintId(int(step.args.get("complaint") or 0)), bool(step.args.get("said"))

        async def say() -> Added:
            async with self.db.transaction() as tx:
                added = await self.say_more(tx, actor, complaint_id, heard, now)
                if added.how != "new":
                    await self._listen(tx, actor, added.complaint, now, said=True)
                return replace(added, quiet=added.quiet or said)

        return await self.until_done(say)

    async def say_more(
        self, tx: Tx, actor: Actor, complaint_id: ComplaintId, heard: Heard, now: datetime
    ) -> Added:
        """`more` inside a transaction."""
        complaint = await self.own_one(tx, actor, complaint_id)
        if complaint.state in (State.DRAFT, State.DROPPED):
            raise NotFound
        quiet = await talk.album_known(tx, heard)
        known = await talk.by_message(tx, heard.chat_id, heard.message_id)
        if known is not None:
            return await self._replayed(tx, complaint, known)
        if not complaint.open and not complaint.reopens(self.rules, now):
            return await self._begin_linked(tx, actor, complaint, heard, now)
        word = await talk.put(
            tx,
            heard,
            author_id=actor.id,
            contact_id=actor.id,
            client_id=complaint.client_id,
            complaint_id=complaint.id,
            place=Place.MORE,
            now=now,
        )
        assert word is not None
        added = await self._pass(tx, complaint, [word], now)
        return replace(added, quiet=added.quiet or quiet)

    async def take_more(
        self, tx: Tx, actor: Actor, complaint_id: ComplaintId, batch: WordId, now: datetime
    ) -> Added:
        """Undecided words of the contact become details of a complaint; one closed meanwhile reopens, or a new one,
        linked to it, begins."""
        complaint = await self.own_one(tx, actor, complaint_id)
        if complaint.state in (State.DRAFT, State.DROPPED):
            raise NotFound
        if not complaint.open and not complaint.reopens(self.rules, now):
            await self.take_in(tx, actor, batch, now, previous_id=complaint.id)
            return Added("new", complaint, "")
        ids = await talk.decide(tx, batch, actor.id, Place.MORE, complaint.id)
        return await self._pass(tx, complaint, ids, now)

    async def settle(self, actor: Actor, complaint_id: ComplaintId, *, solved: bool) -> ClientView:
        """The answer to "is it solved?". When nobody asks (any more) nothing changes."""
        now = self.clock()

        async def say() -> ClientView:
            async with self.db.transaction() as tx:
                complaint = await self.own_one(tx, actor, complaint_id)
                if complaint.state is State.SOLVED:
                    await complaints.answer_solution(tx, complaint.id, "yes" if solved else "no")
                    if solved:
                        complaint = await self.close(tx, complaint, How.CONFIRMED, now, by=actor.id)
                    else:
                        complaint = await self.reopen(tx, complaint, "no", now, by=actor.id)
                    await self.redraw(tx, complaint, now, but=actor.id)
                return await self.client_view(tx, complaint)

        return await self.until_done(say)

    async def rate_handling(self, actor: Actor, complaint_id: ComplaintId, score: int) -> ClientView:
        """How we handled it, 1-5. Not NPS; the last word counts."""
        now = self.clock()

        async def say() -> ClientView:
            async with self.db.transaction() as tx:
                complaint = await self.own_one(tx, actor, complaint_id)
                if complaint.state is State.CLOSED and 1 <= score <= 5 and complaint.handling != score:
                    complaint = await self.change(tx, complaint, handling=score)
                    await self.redraw(tx, complaint, now, but=actor.id)
                return await self.client_view(tx, complaint)

        return await self.until_done(say)

    async def withdraw(self, actor: Actor, complaint_id: ComplaintId) -> ClientView:
        """The client takes it back. One that is over stays as it is."""
        now = self.clock()

        async def say() -> ClientView:
            async with self.db.transaction() as tx:
                complaint = await self.own_one(tx, actor, complaint_id)
                if complaint.open:
                    complaint = await self.close(tx, complaint, How.WITHDRAWN, now, by=actor.id)
                    await self.redraw(tx, complaint, now, but=actor.id)
                return await self.client_view(tx, complaint)

        return await self.until_done(say)

    async def close(
        self,
        tx: Tx,
        complaint: Complaint,
        how: How,
        now: datetime,
        *,
        by: PersonId | None = None,
        ring: str | None = None,
    ) -> Complaint:
        """End it, stop its clocks and tell the owner: how it ended, or what `ring` says."""
        closed = await self.change(
            tx,
            complaint,
            state=State.WITHDRAWN if how is How.WITHDRAWN else State.CLOSED,
            closed_at=now,
            closed_how=how,
            waiting_from=None,
        )
        await self.arm(tx, closed)
        await complaints.drop_typed(tx, closed.id)
        await complaints.event(tx, closed.id, f"closed.{how}", now, by=by)
        await self.ring_owner(tx, closed, ring or how.value, now)
        await clients.redraw_case(tx, closed.client_id, now)
        return closed

    async def reopen(
        self, tx: Tx, complaint: Complaint, what: str, now: datetime, *, by: PersonId
    ) -> Complaint:
        """Open again under the same number. The clock that stood still goes on; after a close a new one starts."""
        turns = await self.turns(tx, complaint, now)
        solve = solve_clock(self.rules, turns, now)
        if complaint.state is State.SOLVED and complaint.solve is not None and complaint.waiting_from:
            solve = complaint.solve.resumed(turns, complaint.waiting_from, now)
        reopened = await self.change(
            tx,
            complaint,
            state=State.WORK,
            solve=solve,
            turns=turns.text(),
            waiting_from=None,
            closed_at=None,
            closed_how=None,
            solved_at=None,
            reopened=complaint.reopened + 1,
        )
        await complaints.event(tx, reopened.id, f"reopened.{what}", now, by=by)
        if reopened.reopened >= SECOND:
            reopened = await self._to_lead(tx, reopened, now)
        await self.arm(tx, reopened)
        await self.ring_owner(tx, reopened, what, now, times=reopened.reopened)
        await clients.redraw_case(tx, reopened.client_id, now)
        return reopened

    async def resume(self, tx: Tx, complaint: Complaint, now: datetime) -> Complaint:
        """The client has answered: the clocks go on."""
        since = complaint.waiting_from
        if since is None:
            return complaint
        complaint, turns = await self.seated(tx, complaint, now)
        clocks = {
            name: clock.resumed(turns, since, now)
            for name, clock in (("answer", complaint.answer), ("solve", complaint.solve))
            if clock is not None
        }
        resumed = await self.change(tx, complaint, waiting_from=None, turns=complaint.turns, **clocks)
        await self.arm(tx, resumed)
        return resumed

    async def _pass(self, tx: Tx, complaint: Complaint, ids: list[WordId], now: datetime) -> Added:
        how = "passed"
        if not complaint.open:
            complaint, how = (
                await self.reopen(tx, complaint, "wrote", now, by=complaint.person_id),
                "reopened",
            )
            await self.tell_client(tx, complaint, "reopened", now)
        elif complaint.state is State.SOLVED:
            # They talk: the silence after which it would close starts anew.
            await self.await_answer(tx, complaint, now)
        else:
            complaint = await self.resume(tx, complaint, now)
        owner = await self.owner(tx, complaint)
        words = await talk.any_of(tx, ids)
        for word in words if owner is not None else []:
            assert owner is not None
            card = staff_card(complaint, owner, owner=True)
            await outbox.put(tx, card, *passed_on(word, owner, owner=True), now=now)
        for word in words:
            await self._touched(tx, complaint, word, now)
        await self.redraw(tx, complaint, now)
        # That it is open again is told by a letter.
        return Added(
            how, complaint, await self.name_of(tx, await self.acting(tx, complaint)), quiet=how == "reopened"
        )

    async def _touched(self, tx: Tx, complaint: Complaint, word: Word, now: datetime) -> None:
        await clients.touch(
            tx,
            key=f"word:{word.id}",
            client_id=complaint.client_id,
            by=None,
            person_id=complaint.person_id,
            kind=TouchKind.MESSAGE,
            at=now,
            now=now,
        )

    async def _to_lead(self, tx: Tx, complaint: Complaint, now: datetime) -> Complaint:
        client = await clients.load(tx, complaint.client_id)
        lead = await people.lead_of(tx, client.team_id if client else None)
        before = await self.owner(tx, complaint)
        if lead is None or lead == before:
            return complaint
        handed = await self.change(tx, complaint, owner_id=lead)
        await complaints.event(tx, handed.id, "handed", now, old=str(before), new=str(lead))
        await audit.add(
            tx, None, "complaint.lead", handed.thing, now, old=f"person:{before}", new=f"person:{lead}"
        )
        await self.ring_staff(tx, handed, before, "to-lead", now)
        return handed

    async def _begin_linked(
        self, tx: Tx, actor: Actor, closed: Complaint, heard: Heard, now: datetime
    ) -> Added:
        draft = await self.open_draft(tx, actor, now, previous_id=closed.id)
        word = await talk.put(
            tx,
            heard,
            author_id=actor.id,
            contact_id=actor.id,
            client_id=draft.client_id,
            complaint_id=draft.id,
            place=Place.WHAT,
            now=now,
        )
        if word is not None:
            await self.show_draft(tx, draft, word, now)
        return Added("new", closed, "")

    async def _replayed(self, tx: Tx, complaint: Complaint, word: Word) -> Added:
        name = await self.name_of(tx, await self.acting(tx, complaint))
        return Added("passed" if word.complaint_id == complaint.id else "new", complaint, name)

    async def _listen(
        self, tx: Tx, actor: Actor, complaint: Complaint, now: datetime, *, said: bool = False
    ) -> None:
        args = {"complaint": complaint.id, "until": to_us(now + OPEN_FOR), "said": said}
        await steps.open_(tx, actor.id, Step(STEP, args), now)
