"""What the clocks of a case ring: marks of deadlines, the end of the clients' silence. Not: setting them (desk)."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.alarms import Alarm
from bot.domain.cases import Case, CaseState, Clock, ring
from bot.domain.ids import CaseId, PersonId
from bot.domain.time import to_us
from bot.usecases.cases.desk import Desk
from bot.usecases.cases.settling import SILENCE, Settling
from storage import cases, people
from storage.database import Conn, Tx


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
        rung = ring(await self.desk.hours(tx, case.owner_id), case, clock, now)
        start = case.span(clock)[0]
        contact = rung.reached if clock is Clock.CONTACT else case.contact_mark
        close = rung.reached if clock is Clock.CLOSE else case.close_mark
        await self.desk.save(tx, replace(case, contact_mark=contact, close_mark=close), now)
        for mark in rung.tell:
            for person in await self._told(tx, case, mark, now):
                key = f"{clock}:{to_us(start)}:{mark}"
                await self.desk.tell(tx, case.id, person, f"{clock}-{mark}", key, now)

    async def _told(self, conn: Conn, case: Case, mark: int, now: datetime) -> list[PersonId]:
        """75: the owner; 100: the owner and the lead; 150: the head."""
        lead = await people.lead_of(conn, case.team_id) if mark == 100 else None
        head = await people.head(conn) if mark == 150 else None
        if lead is not None and await self.desk.reads(conn, lead, now) == await self.desk.reads(
            conn, case.owner_id, now
        ):
            lead = None  # reads it for the owner
        found = [head] if mark == 150 else [case.owner_id, lead]
        return sorted({person for person in found if person is not None})
