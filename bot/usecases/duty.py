"""Whose working hours count for what somebody owns, and who hears when its clock comes to a mark. Not: the clocks."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.absences import Rota, away
from bot.domain.company import Company
from bot.domain.duty import Turns
from bot.domain.ids import ClientId, PersonId, TeamId
from storage import absences, people
from storage.database import Conn, Tx


class OnDuty(Protocol):
    """A noun whose clocks count in its owners' hours."""

    async def turned(
        self, tx: Tx, now: datetime, person: PersonId | None = None, client: ClientId | None = None
    ) -> None:
        """Other hours may count from now on (for what is open with `client`, else for everything): carry the clocks
        over. What `person` owns is drawn anew, too."""


@dataclass(frozen=True, slots=True)
class Duty:
    """Cases and complaints ask it alike."""

    company: Company

    async def turns(self, conn: Conn, owner: PersonId | None, now: datetime) -> Turns:
        """Whose hours count from now on: the owner's; while they are away, or cannot be reached, those of whoever
        stands in then (the end of the chain of deputies, else the lead, else the head)."""
        person = None if owner is None else await people.get(conn, owner)
        own = self.company.hours(person.zone if person else None)
        if person is None or (person.reachable and not await absences.any_now_or_coming(conn, now)):
            return Turns.always(own)
        staff, spans = await absences.members(conn), await absences.not_over(conn, now)
        changes = {at for one in spans for at in (one.starts, one.ends) if at > now}
        parts = []
        for at in (now, *sorted(changes)):
            holder = Rota(staff, away(spans, at)).stand_in(person.id)
            parts.append((at, own if holder is None else self.company.hours(staff[holder].zone)))
        return Turns.of(parts)

    def seats(self, now: datetime) -> "Seats":
        """The same for many things at once, in one unit of work."""
        return Seats(self, now)

    async def kept(self, conn: Conn, text: str | None, owner: PersonId | None, now: datetime) -> Turns:
        """What was kept with a clock; one from before this was kept counts in the hours of now."""
        return await self.turns(conn, owner, now) if text is None else Turns.read(text, self.company.hours)

    async def told(
        self, conn: Conn, mark: int, owner: PersonId | None, team: TeamId | None, now: datetime
    ) -> list[PersonId]:
        """Who hears of a mark: 75 the owner, 100 the owner and the lead, 150 the head.

        Nobody hears of it twice: the lead who owns it is passed over for the head; who reads the owner's letters now
        reads them once.
        """
        if mark < 100:
            return [] if owner is None else [owner]
        head = await people.head(conn)
        if mark > 100:
            return [] if head is None else [head]
        lead = await people.lead_of(conn, team)
        above = head if lead == owner else lead
        if above is not None and owner is not None and await self._same(conn, above, owner, now):
            above = None
        return sorted({person for person in (owner, above) if person is not None})

    async def _same(self, conn: Conn, one: PersonId, other: PersonId, now: datetime) -> bool:
        return await self.reads(conn, one, now) == await self.reads(conn, other, now)

    async def reads(self, conn: Conn, person: PersonId | None, now: datetime) -> PersonId | None:
        """Who gets what is sent to this member of staff now: a stand-in while they are away or not connected."""
        return None if person is None else await people.reader(conn, person, now)


@dataclass(frozen=True, slots=True)
class Seat:
    """Of one owner: whose hours count from now on, and who reads what is sent to them."""

    turns: Turns
    reader: PersonId | None


class Seats:
    """Each owner is looked up once, however much is theirs."""

    def __init__(self, duty: Duty, now: datetime) -> None:
        self._duty, self._now, self._found = duty, now, dict[PersonId | None, Seat]()

    async def of(self, conn: Conn, owner: PersonId | None) -> Seat:
        """Theirs."""
        if owner not in self._found:
            turns = await self._duty.turns(conn, owner, self._now)
            self._found[owner] = Seat(turns, await self._duty.reads(conn, owner, self._now))
        return self._found[owner]
