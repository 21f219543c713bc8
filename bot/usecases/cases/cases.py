"""Cases: the follow-up of low scores, put together from its parts. Not: wording, SQL."""

from datetime import datetime

from bot.domain.alarms import Alarm
from bot.domain.ids import CaseId, ClientId, PersonId
from bot.domain.time import to_us
from bot.usecases.cases.closing import Closing
from bot.usecases.cases.working import Working
from storage import cases
from storage.database import Tx


class Cases(Working, Closing):
    """Everything about the follow-up of low scores."""

    async def ring(self, tx: Tx, alarm: Alarm, now: datetime) -> None:
        """A mark of a clock is reached, or the clients stayed silent."""
        await self.clocks.ring(tx, alarm, now)

    async def turned(
        self, tx: Tx, now: datetime, person: PersonId | None = None, client: ClientId | None = None
    ) -> None:
        """Somebody's absence began, ended or changed, or cases have other owners: their clocks are carried over."""
        await self.clocks.turned(tx, now, person, client)

    async def joined(self, tx: Tx, gone: CaseId, kept: CaseId, *, by: PersonId, now: datetime) -> None:
        """Two cards of a client became one, and its two cases: both owners hear of it, but not who did it."""
        one, other = await cases.lock(tx, kept), await cases.load(tx, gone)
        assert one is not None
        assert other is not None
        await self.desk.save(tx, one, now)
        for case, line in ((other, "merged"), (one, "took-in")):
            if await self.duty.reads(tx, case.owner_id, now) != by:
                await self.desk.tell(tx, case.id, case.owner_id, line, f"{line}:{gone}:{to_us(now)}", now)

    async def forget(self, tx: Tx, person_id: PersonId, now: datetime) -> None:
        """A contact is deleted: nobody asks them any more, and a case of theirs alone ends."""
        await self.settling.forget(tx, person_id, now)
        await cases.forget(tx, person_id)
