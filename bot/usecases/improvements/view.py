"""What cards and lists of improvements, and the message to clients, show: read fresh. Not: wording, changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.choices import Choice, path
from bot.domain.company import Company
from bot.domain.ids import PersonId
from bot.domain.improvements import (
    Counts,
    Improvement,
    ImprovementRules,
    Raised,
    Reader,
    State,
    may_lead,
    may_work,
)
from bot.domain.people import Actor, Role
from bot.domain.worktime import local
from storage import absences, improvements, notes, people
from storage.database import Conn
from storage.improvements import Progress

VOICES = 3
"""Who raised it, so many on one page of the card."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An improvement as its card shows it to one reader. `what`: its cause as entries of the list; `hidden`: how many
    raised it at clients that the reader does not see; `line`: what rings for it; `note`: why a press did nothing."""

    improvement: Improvement
    what: tuple[Choice, ...]
    raised: tuple[Raised, ...]
    seen: int
    hidden: int
    page: int
    texts: Mapping[str, str]
    progress: Progress
    today: date
    may_lead: bool
    may_work: bool
    can_undo: bool
    last_note: str | None = None
    line: str | None = None
    note: str | None = None

    @property
    def open(self) -> bool:
        """Whether anything can still be done about it."""
        return self.improvement.state is State.OPEN

    @property
    def pages(self) -> int:
        """How many pages of who raised it there are."""
        return max(1, -(-self.seen // VOICES))


@dataclass(frozen=True, slots=True)
class Choosing:
    """A question about an improvement: whom it may be given to, or which day. `first_weekday` is the calendar's."""

    shown: Shown
    people: tuple[tuple[PersonId, str], ...] = ()
    days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """What clients would read, and how many of them; `readers`: how many by language; `example`: who said what;
    `asks`: the language ("": for everybody) in which words are to be typed now."""

    shown: Shown
    counts: Counts
    readers: Mapping[str, int]
    company: str
    example: Raised | None = None
    asks: str | None = None


Changed = Shown | Preview


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of improvements in one state; `first`: the number of the first line; `mine`: only the reader's own; `every`:
    the reader may see all of them, and open new ones."""

    improvements: tuple[tuple[Improvement, tuple[Choice, ...]], ...]
    state: State
    total: int
    first: int
    page: int
    pages: int
    mine: bool
    today: date
    every: bool = True


@dataclass(frozen=True, slots=True)
class Told:
    """The message to one contact: what they said when, and what was changed, by language ("": for everybody)."""

    company: str
    said: Raised
    texts: Mapping[str, str]


def what(rules: ImprovementRules, improvement: Improvement) -> tuple[Choice, ...]:
    """The cause as entries of the list; nothing for one in somebody's own words."""
    return () if improvement.cause is None else path(rules.causes, improvement.cause)


async def reader(conn: Conn, person_id: PersonId, company: Company, now: datetime) -> Actor | None:
    """Somebody of the staff as the actor they would be, for drawing a card of theirs."""
    person = await people.get(conn, person_id)
    if person is None or person.role is Role.CONTACT or person.left:
        return None
    return Actor(
        id=person.id,
        role=person.role,
        name=person.name,
        language=person.language or company.language,
        zone=person.zone or company.zone,
        chat_id=person.user_id or 0,
        team_id=person.team_id,
        lent=await absences.lent_to(conn, person_id, now),
    )


async def shown(
    conn: Conn,
    rules: ImprovementRules,
    company: Company,
    improvement: Improvement,
    viewer: Actor,
    now: datetime,
    *,
    page: int = 0,
    line: str | None = None,
    note: str | None = None,
) -> Shown:
    """Everything about an improvement that this reader may see."""
    page = max(0, page)
    found, seen, hidden = await improvements.raised(conn, viewer.scope, improvement.id, VOICES, page * VOICES)
    if not found and page:
        found, seen, hidden = await improvements.raised(conn, viewer.scope, improvement.id, VOICES, 0)
        page = 0
    return Shown(
        improvement=improvement,
        what=what(rules, improvement),
        raised=tuple(found),
        seen=seen,
        hidden=hidden,
        page=page,
        texts=await improvements.texts(conn, improvement.id),
        progress=await improvements.progress(conn, improvement.id),
        today=local(now, company.zone).date(),
        may_lead=may_lead(viewer, improvement),
        may_work=may_work(viewer, improvement),
        can_undo=improvement.can_undo(viewer.id, now) and may_lead(viewer, improvement),
        last_note=await notes.last_words(conn, improvement.thing),
        line=line,
        note=note,
    )


def by_language(readers: list[Reader]) -> dict[str, int]:
    """How many read the message in which language."""
    told = [reader.language for reader in readers if reader.left is None]
    return {language: told.count(language) for language in sorted(set(told))}
