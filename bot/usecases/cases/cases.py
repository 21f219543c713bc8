"""Cases: the follow-up of low scores, put together from its parts. Not: wording, SQL."""

from datetime import datetime

from bot.domain.alarms import Alarm
from bot.domain.ids import ClientId, PersonId
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

    async def forget(self, tx: Tx, person_id: PersonId, now: datetime) -> None:
        """A contact is deleted: nobody asks them any more, and a case of theirs alone ends."""
        await self.settling.forget(tx, person_id, now)
        await cases.forget(tx, person_id)
