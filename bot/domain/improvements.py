"""Improvements: what is changed because the same cause came again and again. Not: cases, wording, rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.cases import CHANGED
from bot.domain.choices import Choice, path
from bot.domain.errors import BadInput
from bot.domain.ids import CaseId, ClientId, ImprovementId, PersonId, TeamId
from bot.domain.people import Actor, Role
from bot.domain.worktime import Hours, instant, next_workday, workday_on_or_after

TITLE_STEP = "improvement.title"
"""The step in which somebody types what is to be improved: no arguments."""
DATE_STEP = "improvement.date"
"""The step in which the date is typed: {"improvement": id}."""
TEXT_STEP = "improvement.text"
"""The step in which it is typed what was changed: {"improvement": id, "language": code, "" for everybody}."""
WHY_STEP = "improvement.why"
"""The step in which it is typed why nothing will be changed: {"improvement": id}."""
STEPS = (TITLE_STEP, DATE_STEP, TEXT_STEP, WHY_STEP)

LONGEST_TITLE, LONGEST_TEXT, LONGEST_WHY = 120, 900, 500
"""Characters."""
LATEST = timedelta(days=730)
"""A date beyond is a slip of the pen."""
UNDO = timedelta(minutes=10)
HELD = timedelta(days=30)
"""So long the message waits for the end of an open complaint; then it is stale and left out."""


@dataclass(frozen=True, slots=True)
class ImprovementRules:
    """`times` cases of one cause in `days` days open an improvement; `never` are causes that do not (ids of either
    level). The owner is reminded from `near_days` days before the date on."""

    times: int = 3
    days: int = 90
    near_days: int = 3
    never: tuple[str, ...] = ("misunderstanding", "client-changed", "unknown")
    causes: tuple[Choice, ...] = ()

    def opens(self, cause: str) -> bool:
        """Whether cases of this cause open improvements by themselves."""
        above = {choice.id for choice in path(self.causes, cause)}
        return cause != CHANGED and not above & set(self.never)

    @property
    def window(self) -> timedelta:
        """How far back cases count."""
        return timedelta(days=self.days)


class State(StrEnum):
    """open: to be done; done: changed, and everybody told; dropped: nothing will be changed."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Improvement:
    """One as stored. `cause` is a leaf of the causes, None when it is in staff's own words (`title`). `team_id`: whose
    lead answers for it, None: the head. `due`: a day of the office. `cases`, `clients`: how many raised it;
    `left_out`: how many contacts were not told at the end."""

    id: ImprovementId
    cause: str | None
    title: str | None
    team_id: TeamId | None
    state: State
    owner_id: PersonId | None
    owner: str | None
    due: date | None
    opened_at: datetime
    opened_by: PersonId | None
    why: str | None
    ended_at: datetime | None
    ended_by: PersonId | None
    left_out: int
    version: int
    cases: int
    clients: int

    @property
    def thing(self) -> str:
        """What cards and alarms call it."""
        return f"improvement:{self.id}"

    def overdue(self, today: date) -> bool:
        """Whether its date is over."""
        return self.state is State.OPEN and self.due is not None and self.due < today

    def can_undo(self, actor: PersonId, now: datetime) -> bool:
        """Whether this person dropped it a moment ago: nothing left the house."""
        return (
            self.state is State.DROPPED
            and self.ended_by == actor
            and self.ended_at is not None
            and now < self.ended_at + UNDO
        )


@dataclass(frozen=True, slots=True)
class Raised:
    """Who raised it in one case, and what they said. `client` is empty for whom the reader may not see."""

    case_id: CaseId
    person_id: PersonId
    name: str
    client_id: ClientId
    client: str
    score: int
    at: datetime
    words: str | None


class Left(StrEnum):
    """Why somebody who raised it is not told."""

    GONE = "gone"
    NOT_CONNECTED = "not-connected"
    STOPPED = "stopped"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Reader:
    """A contact who raised it: the language they read, and why they are not told, if so."""

    person_id: PersonId
    language: str
    left: Left | None = None


def left_out(*, left: bool, reachable: bool, stopped: bool, surveys: bool) -> Left | None:
    """Why a contact is not told; None: they are. Who takes no surveys gets nothing that comes of surveys."""
    if left:
        return Left.GONE
    if not reachable:
        return Left.NOT_CONNECTED
    if stopped:
        return Left.STOPPED
    return None if surveys else Left.REFUSED


@dataclass(frozen=True, slots=True)
class Counts:
    """Who gets the message, and who does not and why."""

    told: int
    left: dict[Left, int] = field(default_factory=dict)

    @property
    def not_told(self) -> int:
        """How many do not get it."""
        return sum(self.left.values())


def count(readers: Sequence[Reader]) -> Counts:
    """Told and left out; the two add up to everybody who raised it."""
    left = {why: sum(reader.left is why for reader in readers) for why in Left}
    told = sum(reader.left is None for reader in readers)
    return Counts(told, {why: n for why, n in left.items() if n})


# Who may do what


def may_lead(actor: Actor, improvement: Improvement) -> bool:
    """Whether the actor answers for it (or stands in for who does): owner, date, done, dropped are theirs to say."""
    if actor.role is Role.HEAD or actor.lent.every:
        return True
    teams = [*actor.lent.teams, *([actor.team_id] if actor.role is Role.LEAD else [])]
    return improvement.team_id is not None and improvement.team_id in teams


def may_work(actor: Actor, improvement: Improvement) -> bool:
    """Whether the actor may set the date and finish it: who answers for it, and its owner (or who stands in)."""
    own = improvement.owner_id is not None and improvement.owner_id in (actor.id, *actor.lent.people)
    return may_lead(actor, improvement) or (actor.role.is_staff and own)


def may_see(actor: Actor, improvement: Improvement) -> bool:
    """Leads see all improvements, and names of their own clients in them; managers those that they own."""
    return actor.role.at_least(Role.LEAD) or may_work(actor, improvement)


# Counting, dates, texts


def due_enough(cases: int, rules: ImprovementRules) -> bool:
    """Whether so many cases of one cause within the window open an improvement."""
    return cases >= rules.times


def team_of_most(teams: Sequence[TeamId | None]) -> TeamId | None:
    """The team with most of the cases, given in their order; of two with as many, the one that came first."""
    return max(dict.fromkeys(teams), key=teams.count, default=None)


def presets(hours: Hours, today: date) -> tuple[date, ...]:
    """Dates that are often meant: in a week, two, four, and a quarter of a year, on working days."""
    return tuple(workday_on_or_after(hours, today + timedelta(weeks=n)) for n in (1, 2, 4, 13))


def checked_date(day: date, today: date) -> date:
    """The day, if somebody can still keep it. Raises BadInput."""
    if day < today:
        raise BadInput("improvement-past")
    if day > today + LATEST:
        raise BadInput("improvement-far")
    return day


def missed_at(hours: Hours, due: date) -> datetime:
    """When who answers for it is told that the date is over: at the next opening after it."""
    return instant(next_workday(hours, due), hours.opens, hours.zone)


def near(improvement: Improvement, today: date, rules: ImprovementRules) -> bool:
    """Whether it stands in the morning digest: near or over its date, or still without owner or date."""
    if improvement.due is None or improvement.owner_id is None:
        return True
    return improvement.due <= today + timedelta(days=rules.near_days)


def due_instant(due: date, hours: Hours) -> datetime:
    """The day as an instant of the office (its noon), for sorting and telling."""
    return instant(due, time(12), hours.zone)


def clean(text: str | None, most: int, code: str) -> str:
    """What was typed, without spaces around it. Raises BadInput `code` with nothing, `code`-long beyond `most`."""
    said = (text or "").strip()
    if not said:
        raise BadInput(code)
    if len(said) > most:
        raise BadInput(f"{code}-long", limit=most, n=len(said))
    return said
