"""Absences: who stands in at an instant, through chains; circles; and an absence as it is typed. Not: who may enter which."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.domain.dates import BadDate, day_of, read_day
from bot.domain.errors import BadInput
from bot.domain.ids import AbsenceId, PersonId, TeamId
from bot.domain.people import Lent, Role
from bot.domain.worktime import instant

LONGEST = 366
"""Days of the longest absence that can be typed: more is a slip of the year."""
_HALF_YEAR = 183  # a day without a year that lies so far behind or ahead is meant the other way
_DATE = r"\d{1,2}\. ?\d{1,2}(?:\.(?:\d{1,4})?)?|\d{4}-\d{1,2}-\d{1,2}"
_TO = r"\s*[-–—…]\s*|\s+(?:to|till|until|по|до)\s+"  # and "from 1.12 to 5.12", "с 1.12 по 5.12"
_DAYS = re.compile(
    rf"(?:(?<!\w)(?:from|со?)\s+)?(?<![\w.])({_DATE})(?:(?:{_TO})({_DATE}))?(?![\w.])", re.IGNORECASE
)
_YEARLESS = re.compile(r"(\d{1,2})\. ?(\d{1,2})\.?")


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


@dataclass(frozen=True, slots=True)
class Happened:
    """What went on with somebody's clients while they were away, as counts."""

    calls: int = 0
    touches: int = 0
    cases_opened: int = 0
    cases_closed: int = 0
    complaints_filed: int = 0
    complaints_closed: int = 0
    answers: int = 0
    low: int = 0

    @property
    def anything(self) -> bool:
        """Whether there is anything to tell."""
        return any((self.calls, self.touches, self.cases_opened, self.cases_closed, self.complaints_filed,
                    self.complaints_closed, self.answers))  # fmt: skip


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
    """One of the staff: `reachable` in Telegram now; `successor` took over when they left; `zone` of their hours."""

    id: PersonId
    role: Role
    name: str
    team_id: TeamId | None
    reachable: bool
    left: bool = False
    successor: PersonId | None = None
    zone: str | None = None


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


@dataclass(frozen=True, slots=True)
class Typed:
    """`/away [who] dd.mm[.yyyy][-dd.mm[.yyyy]] [deputy]` taken apart; what was left out is empty or None."""

    who: str
    first: date | None
    last: date | None
    deputy: str


def read_typed(text: str, today: date) -> Typed:
    """Take apart what follows /away. Without days the text is the deputy's name. Raises BadDate, BadInput."""
    match = _DAYS.search(text)
    if match is None:
        return _worded(text.split(), today)
    first = read_first(match[1], today)
    last = first if match[2] is None else read_last(match[2], first)
    return Typed(text[: match.start()].strip(" ,;"), first, last, text[match.end() :].strip(" ,;"))


def _worded(words: list[str], today: date) -> Typed:
    """One day as a word (today, tomorrow, monday) between who and the deputy; without one all is the deputy's name."""
    for place, word in enumerate(words):
        try:
            day = read_day(word, today)
        except BadDate:
            continue
        return Typed(" ".join(words[:place]), day, day, " ".join(words[place + 1 :]))
    return Typed("", None, None, " ".join(words))


def read_first(text: str, today: date) -> date:
    """The first day: without a year the nearest such date, also one that has passed. Raises BadDate."""
    found = _YEARLESS.fullmatch(text.strip())
    if found is None:
        return read_day(text, today)
    return _nearest(int(found[1]), int(found[2]), today)


def read_last(text: str, first: date) -> date:
    """The last day, as `read_first`; without a year it is the one nearest to the first day."""
    return read_first(text, first)


def _nearest(day: int, month: int, today: date) -> date:
    """Of this year's, last year's and next year's such date the nearest; 29.02. only where there is one."""
    found: list[date] = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            found.append(day_of(year, month, day))
        except BadDate:
            continue
    if not found:
        raise BadDate("date-impossible", text=f"{day:02}.{month:02}.")
    behind_ = [one for one in found if timedelta(0) <= today - one <= timedelta(days=_HALF_YEAR)]
    ahead = [one for one in found if one >= today]
    if ahead and (not behind_ or (ahead[0] - today).days <= _HALF_YEAR):
        return ahead[0]
    return behind_[-1] if behind_ else ahead[0]


def check_days(first: date, last: date, today: date) -> None:
    """Raises BadInput for what cannot be meant: days that have passed, an end before the start, more than a year."""
    if last < first:
        raise BadInput("away-backwards")
    if first < today:
        raise BadInput("away-past")
    if (last - first).days >= LONGEST:
        raise BadInput("away-long", limit=LONGEST)
