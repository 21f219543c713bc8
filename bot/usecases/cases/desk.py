"""What every part of a case shares: whose hours, who is told, which alarms run. Not: what happens to a case."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.cases import Case, CaseRules, CaseState, Clock, carried, next_mark, started
from bot.domain.company import Company
from bot.domain.duty import Turns
from bot.domain.ids import AnswerId, CaseId, PersonId
from bot.domain.letters import Lane, Letter, Op
from bot.domain.quiet import END, START, contact_zone, is_quiet
from bot.domain.worktime import Hours
from bot.usecases.duty import Duty
from storage import alarms, cases, outbox, people
from storage.database import Conn, Tx


@dataclass(frozen=True, slots=True)
class Desk:
    """Works inside the transactions of others."""

    company: Company
    rules: CaseRules
    duty: Duty

    async def hours(self, conn: Conn, owner: PersonId | None) -> Hours:
        """Somebody's own working time."""
        person = None if owner is None else await people.get(conn, owner)
        return self.company.hours(person.zone if person else None)

    async def seated(self, conn: Conn, case: Case, now: datetime) -> tuple[Case, Turns]:
        """The case with its clocks in the hours that count from now on (its owner's, or a stand-in's), and these."""
        case = self.reseated(case, await self.duty.turns(conn, case.owner_id, now), now)
        return case, self.kept(case)

    def reseated(self, case: Case, fresh: Turns, now: datetime) -> Case:
        """The case with its clocks in these hours from now on."""
        if case.turns is None:
            return replace(case, turns=fresh.text())
        return carried(case, self.kept(case), fresh, now)

    def kept(self, case: Case) -> Turns:
        """The hours that its clocks were last set by."""
        return Turns.read(case.turns or Turns.always(self.company.hours()).text(), self.company.hours)

    async def save(
        self, tx: Tx, case: Case, now: datetime, but: PersonId | None = None, fresh: Turns | None = None
    ) -> Case:
        """Write the case, its clocks in the hours of now (`fresh`, when these are known); set its alarms, draw its cards
        anew (`but`: whoever sees it)."""
        said = case.contact_due
        if case.state is CaseState.OPEN:
            case = self.reseated(case, fresh or await self.duty.turns(tx, case.owner_id, now), now)
        await cases.save(tx, case)
        if case.contact_due != said:
            await self.promise(tx, case, now)
        await self.wind(tx, case)
        await outbox.redraw(tx, case.thing, now=now, but=but)
        return case

    async def promise(self, tx: Tx, case: Case, now: datetime) -> None:
        """Draw what clients read of their first contact anew: by when, by whom."""
        for thing in await cases.promises(tx, case.id) if case.runs(Clock.CONTACT) else ():
            await outbox.redraw(tx, thing, now=now)

    async def wind(self, tx: Tx, case: Case) -> None:
        """The alarms of both clocks: set while they run, else taken away."""
        turns = self.kept(case)
        for clock in Clock:
            at = next_mark(turns, case, clock) if case.runs(clock) else None
            if at is None:
                await alarms.clear(tx, case.thing, f"case.{clock}")
            else:
                await alarms.put(tx, case.thing, f"case.{clock}", at)

    async def restarted(self, conn: Conn, case: Case, now: datetime) -> Case:
        """The case open again, both clocks from the beginning."""
        turns = await self.duty.turns(conn, case.owner_id, now)
        return replace(
            started(case, turns, now, self.rules), state=CaseState.OPEN, outcome=None, closed_at=None
        )

    async def tell(
        self,
        tx: Tx,
        case_id: CaseId,
        to: PersonId | None,
        line: str,
        key: str,
        now: datetime,
        answer: AnswerId | None = None,
    ) -> None:
        """Send somebody the card, or ring it with a line; once per key and person."""
        if to is None:
            return
        args: Mapping[str, int | str | bool | None] = {"case": case_id, "line": line, "answer": answer}
        letter = Letter(
            "case.card", to, f"case.card:{case_id}:{key}:{to}", args, Op.CARD, f"case:{case_id}", Lane.ONE
        )
        await outbox.put(tx, letter, now=now)

    async def tell_contact(self, tx: Tx, letter: Letter, now: datetime) -> None:
        """A step of a client's own case: at once, without sound in quiet hours."""
        person = await people.get(tx, letter.to)
        assert person is not None
        country = person.country or self.company.country
        zone = contact_zone(person.zone, country, self.company.zone)
        start, end = person.quiet or (START, END)
        silent = is_quiet(now, zone, country, start=start, end=end)
        await outbox.put(tx, replace(letter, silent=silent), now=now)
