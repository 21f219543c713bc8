"""What every part of calls shares: loading with the right to it, what the card shows. Not: acts."""

from datetime import datetime

from bot.clock import Clock
from bot.domain.cadence import Cadence
from bot.domain.calls import THIRD, Call, State, next_tries
from bot.domain.choices import Choice, named
from bot.domain.company import Company
from bot.domain.errors import NotFound
from bot.domain.ids import AnswerId, CallId, PersonId
from bot.domain.people import Actor
from bot.usecases.calls.view import Said, Shown, overdue, standing
from storage import calls, surveys
from storage.database import Conn, Database


class Base:
    """The parts of `Calls` build on this. `reasons`: every reason that an answer may carry, for its wording."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        company: Company,
        cadence: Cadence | None = None,
        reasons: tuple[Choice, ...] = (),
    ) -> None:
        self.db, self.clock, self.company = db, clock, company
        self.cadence, self.reasons = cadence or Cadence(), reasons

    async def _seen(self, conn: Conn, actor: Actor, call_id: CallId) -> Call:
        found = await calls.get(conn, actor.scope, call_id)
        if found is None:
            raise NotFound
        return found

    async def _shown(self, conn: Conn, actor: Actor, call_id: CallId, now: datetime) -> Shown:
        found = await self._seen(conn, actor, call_id)
        mates = await calls.colleagues(conn, actor.scope) if found.snoozes >= THIRD else []
        pairs = tuple((PersonId(row["id"]), str(row["name"])) for row in mates)
        return self._show(found, actor.id, actor.zone, now, pairs, await self._said(conn, found))

    async def _said(self, conn: Conn, found: Call) -> Said | None:
        """The answer that a passive's call is about."""
        noun, _, number = (found.cause_thing or "").partition(":")
        answer = await surveys.get_answer(conn, AnswerId(int(number))) if noun == "answer" else None
        if answer is None:
            return None
        words = await surveys.words(conn, answer.id)
        reasons = sorted(await surveys.reasons(conn, answer.id))
        return Said(
            answer=answer,
            reasons=tuple(named(self.reasons, one) for one in reasons),
            words=tuple(one.text for one in words if one.text),
            files=sum(1 for one in words if one.file_id),
        )

    def _show(
        self,
        found: Call,
        reader: PersonId,
        zone: str,
        now: datetime,
        mates: tuple[tuple[PersonId, str], ...] = (),
        said: Said | None = None,
    ) -> Shown:
        due = standing(found, self.cadence, zone, now)
        return Shown(
            call=found,
            tries=next_tries(self.company.hours(zone), now),
            can_undo=found.can_undo(now),
            overdue=found.state is State.OPEN and overdue(found, due, zone, now),
            due=due,
            whose=None if found.owner_id == reader else found.owner or "",
            colleagues=mates,
            said=said,
        )
