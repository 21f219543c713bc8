"""A client who is deleted: their complaints end without a question to anybody. Not: what is erased."""

from datetime import datetime

from bot.domain.complaints import How, State
from bot.domain.ids import PersonId
from bot.domain.talk import REPLY_STEP
from bot.usecases.complaints.clientside import ClientSide
from storage import alarms, complaints, steps
from storage.database import Tx


class Forgetting(ClientSide):
    """What deletion asks of complaints."""

    async def forget(self, tx: Tx, person_id: PersonId, now: datetime) -> None:
        """Drop the draft; end what is open as taken back, since nobody is left to be asked; owners hear of it."""
        for complaint in await complaints.every_of(tx, person_id):
            if complaint.state is State.DRAFT:
                await alarms.clear(tx, complaint.draft_thing)
                await self.change(tx, complaint, state=State.DROPPED)
            elif complaint.open:
                await complaints.event(tx, complaint.id, "erased", now)
                await self.close(tx, complaint, How.WITHDRAWN, now, by=person_id, ring="erased")
            await steps.close_about(tx, REPLY_STEP, complaint=complaint.id)
            await self.redraw(tx, complaint, now)
