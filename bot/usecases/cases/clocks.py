"""What the clocks of a case ring: marks of deadlines, the end of the clients' silence. Not: setting them (desk)."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.alarms import Alarm
from bot.domain.cases import Case, CaseState, Clock, ring
from bot.domain.ids import CaseId, ClientId, PersonId
from bot.domain.time import to_us
from bot.usecases.cases.desk import Desk
from bot.usecases.cases.settling import SILENCE, Settling
from bot.usecases.duty import Seat
from storage import cases, outbox
from storage.database import Tx


@dataclass(frozen=True, slots=True)
class Clocks:
    """Works inside the transactions of the planner."""

    desk: Desk
    settling: Settling

    async def ring(self, tx: Tx, alarm: Alarm, now: datetime) -> None:
        """A mark of a clock is reached, or the clients stayed silent."""
        case = await cases.lock(tx, CaseId(alarm.number))
        if case is None:
            return
        if alarm.kind == SILENCE:
            if case.state is CaseState.ASKED:
                await self.desk.save(tx, await self.settling.silent(tx, case, now), now)
                await self.desk.tell(tx, case.id, case.owner_id, "unconfirmed", f"silent:{case.round}", now)
            return
        clock = Clock(alarm.kind.partition(".")[2])
        if case.runs(clock):
            await self._tick(tx, case, clock, now)
        elif case.state is CaseState.OPEN:  # a touch stopped the clock: kept, as its alarm is gone now
            await cases.save(tx, case)

    async def _tick(self, tx: Tx, case: Case, clock: Clock, now: datetime) -> None:
        case, turns = await self.desk.seated(tx, case, now)
        rung = ring(turns, case, clock, now)
        case = await self.desk.save(tx, case.marked(clock, rung.reached), now)
        for mark in rung.tell:
            await cases.note(tx, case.id, f"{clock}-{mark}", None, now)
            for person in await self.desk.duty.told(tx, mark, case.owner_id, case.team_id, now):
                # Which start of the clock it is: a reopened case is told of again.
                start = case.contact_after if clock is Clock.CONTACT else case.waits_from
                key = f"{clock}:{to_us(start)}:{mark}"
                await self.desk.tell(tx, case.id, person, f"{clock}-{mark}", key, now)

    async def turned(
        self, tx: Tx, now: datetime, person: PersonId | None = None, client: ClientId | None = None
    ) -> None:
        """Other hours may count from now on: the clocks are carried over. What is of `client`, what `person` owns, and
        what somebody stands in for, is drawn anew, too."""
        seats = self.desk.duty.seats(now)
        for case in await cases.unclosed(tx, client):
            seat = await seats.of(tx, case.owner_id)
            if case.state is CaseState.OPEN and self.desk.reseated(case, seat.turns, now) != case:
                locked = await cases.lock(tx, case.id)
                assert locked is not None
                await self.desk.save(
                    tx, locked, now, fresh=seat.turns if locked.owner_id == case.owner_id else None
                )
            else:
                await self._drawn(tx, case, seat, now, person, client)

    async def _drawn(
        self, tx: Tx, case: Case, seat: Seat, now: datetime, person: PersonId | None, client: ClientId | None
    ) -> None:
        """Their hours are the same, but it may be somebody else's name that is to be read."""
        stood_in = person is not None and (case.owner_id == person or seat.reader != case.owner_id)
        if stood_in or client is not None:
            await outbox.redraw(tx, case.thing, now=now)
            await self.desk.promise(tx, case, now)
