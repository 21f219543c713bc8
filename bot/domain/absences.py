"""Absences: who stands in for whom at an instant, through chains, and which absences make a circle. Not: how people type them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.domain.ids import AbsenceId, PersonId, TeamId
from bot.domain.people import Lent, Role
from bot.domain.worktime import instant

LONGEST = 366
"""Days of the longest absence that can be typed: more is a slip of the year."""


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody is away for whole local days, and who stands in. `starts` counts, `ends` does not (UTC)."""

    id: AbsenceId
    person_id: PersonId
    deputy_id: PersonId
    first: date
    last: date
    starts: datetime
    ends: datetime

    def at(self, now: datetime) -> bool:
        """Whether it counts at this instant."""
        return self.starts <= now < self.ends


def span(first: date, last: date, zone: str) -> tuple[datetime, datetime]:
    """When the first of these local days begins and the last is over (UTC)."""
    return instant(first, time(0), zone), instant(last + timedelta(days=1), time(0), zone)


def away(absences: Iterable[Absence], at: datetime) -> dict[PersonId, PersonId]:
    """Who is away at an instant, and their deputy. Of several absences of one person the one entered last counts."""
    every = sorted((one for one in absences if one.at(at)), key=lambda one: one.id)
    return {one.person_id: one.deputy_id for one in every}


def circular(absences: Sequence[Absence], new: Absence) -> bool:
    """Whether at some instant of the new absence its deputy would be stood in for, in the end, by the absent person.

    An absence that another one overrides counts too: cancelling the other must not close a circle.
    """
    moments = {new.starts} | {one.starts for one in absences if new.starts < one.starts < new.ends}
    return any(_leads(absences, moment, new.deputy_id, new.person_id) for moment in moments)


def _leads(absences: Sequence[Absence], at: datetime, start: PersonId, goal: PersonId) -> bool:
    todo, seen = [start], {start}
    while todo:
        who = todo.pop()
        if who == goal:
            return True
        for one in absences:
            if one.person_id == who and one.at(at) and one.deputy_id not in seen:
                seen.add(one.deputy_id)
                todo.append(one.deputy_id)
    return False


def behind(away_now: Mapping[PersonId, PersonId], me: PersonId) -> set[PersonId]:
    """Everybody whose work comes to `me` by deputies, through chains."""
    found: set[PersonId] = set()
    todo = [me]
    while todo:
        deputy = todo.pop()
        for person, by in away_now.items():
            if by == deputy and person != me and person not in found:
                found.add(person)
                todo.append(person)
    return found


def lent(away_now: Mapping[PersonId, PersonId], me: PersonId, who: Mapping[PersonId, "Member"]) -> Lent:
    """What a deputy may see besides their own: a lead's team, everything of the head, others' own clients."""
    members = [who[person] for person in sorted(behind(away_now, me))]
    return Lent(
        people=tuple(one.id for one in members),
        teams=tuple(one.team_id for one in members if one.role is Role.LEAD and one.team_id is not None),
        every=any(one.role is Role.HEAD for one in members),
    )


@dataclass(frozen=True, slots=True)
class Member:
    """One of the staff: `reachable` in Telegram now; `successor` took over when they left."""

    id: PersonId
    role: Role
    name: str
    team_id: TeamId | None
    reachable: bool
    left: bool = False
    successor: PersonId | None = None


@dataclass(frozen=True, slots=True)
class Rota:
    """All staff, and who is away now with which deputy."""

    members: Mapping[PersonId, Member]
    away: Mapping[PersonId, PersonId]

    def stand_in(self, who: PersonId) -> PersonId | None:
        """Who gets what is addressed to this person now: themselves, the deputy (through the chain), the lead, the head.

        When nobody of these is there, whoever can at least be reached while away: better than nobody.
        """
        if who not in self.members:
            return None
        line = list(self._line(who))
        present = next((found for one in line if (found := self._chain(one)) is not None), None)
        return present if present is not None else next((p for p in line if self.members[p].reachable), None)

    def present(self, who: PersonId) -> bool:
        """Whether this person gets what is addressed to them."""
        return self._chain(who) == who

    def covered(self, me: PersonId) -> dict[PersonId, str]:
        """The staff whose work comes to `me` now, id to name."""
        return {
            one.id: one.name
            for one in self.members.values()
            if one.id != me and not self.present(one.id) and self.stand_in(one.id) == me
        }

    def answers_for(self, team: TeamId | None) -> PersonId | None:
        """Who answers now for clients of a team that have no manager: the lead, else the head, or who stands in."""
        first = next(self._above(team), None)
        return None if first is None else self.stand_in(first)

    def _line(self, who: PersonId) -> Iterator[PersonId]:
        yield who
        yield from (one for one in self._above(self.members[who].team_id) if one != who)

    def _above(self, team: TeamId | None) -> Iterator[PersonId]:
        """The leads of a team, then the heads, by id."""
        here = [one for one in self.members.values() if not one.left]
        yield from sorted(
            one.id for one in here if one.role is Role.LEAD and team is not None and one.team_id == team
        )
        yield from sorted(one.id for one in here if one.role is Role.HEAD)

    def _chain(self, who: PersonId) -> PersonId | None:
        """The end of the chain of deputies and successors; None when nobody is there, or it goes round."""
        seen: set[PersonId] = set()
        while who not in seen and who in self.members:
            seen.add(who)
            one = self.members[who]
            after = one.successor if one.left else self.away.get(who)
            if after is None:
                return who if one.reachable else None
            who = after
        return None
