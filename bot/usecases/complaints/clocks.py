"""What the clocks of complaints do when they ring. Not: how long they run (domain)."""

from dataclasses import replace
from datetime import datetime

from bot.domain.alarms import Alarm
from bot.domain.complaints import Complaint, How, State, Which
from bot.domain.ids import ComplaintId, PersonId
from bot.usecases.complaints.clientside import ClientSide
from storage import clients, complaints, people
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
        clock = complaint.running(which)
        if clock is None:
            return
        stages = clock.reached(await self.hours(tx, complaint), now)
        if stages:
            complaint = await self.change(tx, complaint, **{which.value: replace(clock, stage=stages[-1])})
            for stage in stages:
                await self._tell_stage(tx, complaint, which, stage, now)
        await self.arm(tx, complaint)

    async def _tell_stage(
        self, tx: Tx, complaint: Complaint, which: Which, stage: int, now: datetime
    ) -> None:
        owner = await self.owner(tx, complaint)
        what = "warning" if stage < 100 else "overdue"
        above = await self._above(tx, complaint, owner, stage)
        if above is not None and above != owner and await self._same_reader(tx, owner, above, now):
            above = None  # reads it for the owner
        told = {owner, above} - {None}
        for person in sorted(person for person in told if person is not None):
            mine = person == owner
            await self.ring_staff(
                tx, complaint, person, what, now, owner=mine, which=which.value, stage=stage
            )
        await complaints.event(tx, complaint.id, f"{which}.{stage}", now)

    @staticmethod
    async def _same_reader(tx: Tx, one: PersonId | None, other: PersonId, now: datetime) -> bool:
        found = None if one is None else await people.reader(tx, one, now)
        return found is not None and found == await people.reader(tx, other, now)

    async def _above(
        self, tx: Tx, complaint: Complaint, owner: PersonId | None, stage: int
    ) -> PersonId | None:
        """At 100 the lead, at 150 the head; who would be told of their own delay is passed over."""
        if stage < 100:
            return None
        client = await clients.load(tx, complaint.client_id)
        lead = await people.lead_of(tx, client.team_id if client else None)
        return lead if stage == 100 and lead != owner else await people.head(tx)

    async def _silence(self, tx: Tx, complaint: Complaint, now: datetime) -> None:
        if complaint.state is not State.SOLVED:
            return
        await complaints.answer_solution(tx, complaint.id, "silence")
        closed = await self.close(tx, complaint, How.UNCONFIRMED, now)
        await self.tell_client(tx, closed, "unconfirmed", now)
        await self.redraw(tx, closed, now)
