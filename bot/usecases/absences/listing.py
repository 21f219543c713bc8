"""Who is away now and soon, as far as it concerns the reader. Not: entering, ending."""

from collections.abc import Sequence
from datetime import datetime, time

from bot.clock import Clock
from bot.domain.absences import Absence
from bot.domain.company import Company
from bot.domain.people import Actor
from bot.usecases.absences.rights import may_enter, staff_only
from bot.usecases.absences.views import Line, Listed
from bot.usecases.duty import OnDuty
from storage import absences, people, staff
from storage.database import Conn, Database


class Listing:
    """`Absences` builds on this. `on_duty`: whose clocks count in other hours when somebody is away."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        company: Company,
        at: time = time(8, 30),
        on_duty: Sequence[OnDuty] = (),
    ) -> None:
        self.db, self.clock, self.company, self.on_duty = db, clock, company, on_duty
        self.at = at  # when the first morning's letter comes

    async def listed(self, actor: Actor) -> Listed:
        """Who is away now and soon: oneself and whom one stands in for; a lead's team; for the head everybody.

        Raises NotAllowed.
        """
        staff_only(actor)
        async with self.db.read() as conn:
            return await self._listed(conn, actor)

    async def _listed(self, conn: Conn, actor: Actor) -> Listed:
        now = self.clock()
        everybody = {one.id: one for one in await staff.present_staff(conn)}
        shown = [
            one
            for one in await absences.not_over(conn, now)
            if one.person_id in everybody
            and (actor.id in (one.person_id, one.deputy_id) or may_enter(actor, everybody[one.person_id]))
        ]
        return Listed(tuple([await self._line(conn, actor, one, now) for one in shown]))

    async def _line(self, conn: Conn, reader: Actor | None, one: Absence, now: datetime) -> Line:
        person, deputy = await people.get(conn, one.person_id), await people.get(conn, one.deputy_id)
        assert person is not None
        assert deputy is not None
        others = await absences.meanwhile(conn, one.deputy_id, max(one.starts, now), one.ends)
        then = await people.get(conn, others[0].deputy_id) if others else None
        return Line(
            id=one.id,
            name=person.name,
            deputy=deputy.name,
            first=one.first,
            last=one.last,
            current=one.at(now),
            mine=reader is not None and reader.id == one.person_id,
            may_change=reader is not None and may_enter(reader, person),
            then=None if then is None else then.name,
            then_days=(others[0].first, others[0].last) if others else None,
        )
