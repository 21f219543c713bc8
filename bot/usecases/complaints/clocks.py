"""What the clocks of complaints do when they ring. Not: how long they run (domain)."""

from dataclasses import replace
from datetime import datetime

from bot.domain.alarms import Alarm
from bot.domain.complaints import Complaint, How, State, Which
from bot.domain.ids import ClientId, ComplaintId, PersonId
from bot.usecases.complaints.clientside import ClientSide
from storage import clients, complaints
from storage.database import Tx


class Clocks(ClientSide):
    """Warnings, escalations, silence."""

    async def ring(self, tx: Tx, alarm: Alarm, now: datetime) -> None:
        """An alarm of a complaint is due: act if it still matters, set the next one."""
        complaint = await complaints.load(tx, ComplaintId(alarm.number))
        if complaint is None:
            return
        what = alarm.kind.partition(".")[2]
        if what == "draft":
            await self.ring_draft(tx, complaint, now)
        elif what == "settle":
            await self._silence(tx, complaint, now)
        else:
            await self._clock(tx, complaint, Which(what), now)

    async def _clock(self, tx: Tx, complaint: Complaint, which: Which, now: datetime) -> None:
        seated, turns = await self.seated(tx, complaint, now)
        if seated != complaint:
            await complaints.seat(tx, seated)
        complaint, clock = seated, seated.running(which)
        if clock is None:
            return
        stages = clock.reached(turns, now)
        if stages:
            complaint = await self.change(tx, complaint, **{which.value: replace(clock, stage=stages[-1])})
            for stage in stages:
                await self._tell_stage(tx, complaint, which, stage, now)
        await self.arm(tx, complaint)

    async def _tell_stage(
        self, tx: Tx, complaint: Complaint, which: Which, stage: int, now: datetime
    ) -> None:
        owner, client = await self.owner(tx, complaint), await clients.load(tx, complaint.client_id)
        what = "warning" if stage < 100 else "overdue"
        for person in await self.duty.told(tx, stage, owner, client.team_id if client else None, now):
            mine = person == owner
            await self.ring_staff(
                tx, complaint, person, what, now, owner=mine, which=which.value, stage=stage
            )
        await complaints.event(tx, complaint.id, f"{which}.{stage}", now)

    async def turned(
        self, tx: Tx, now: datetime, person: PersonId | None = None, client: ClientId | None = None
    ) -> None:
        """Somebody's absence began, ended or changed, or complaints have other owners: their clocks are carried over.
        What `person` owns, and what somebody stands in for, is drawn anew."""
        seats = self.duty.seats(now)
        for complaint in await complaints.unclosed(tx, client):
            owner = await self.owner(tx, complaint)
            seat = await seats.of(tx, owner)
            moved = (await self.reseated(tx, complaint, seat.turns, now))[0] != complaint
            if moved:
                await self.arm(tx, complaint)
            if moved or (person is not None and (owner == person or seat.reader != owner)):
                await self.redraw(tx, complaint, now)

    async def _silence(self, tx: Tx, complaint: Complaint, now: datetime) -> None:
        if complaint.state is not State.SOLVED:
            return
        await complaints.answer_solution(tx, complaint.id, "silence")
        closed = await self.close(tx, complaint, How.UNCONFIRMED, now)
        await self.tell_client(tx, closed, "unconfirmed", now)
        await self.redraw(tx, closed, now)
