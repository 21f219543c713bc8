"""What handlers draw of complaints. Not: how it is worded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.choices import Choice
from bot.domain.complaints import Complaint, Filter, Listed, Missed, Solution, Which
from bot.domain.ids import PersonId
from bot.domain.talk import Counts

PAGE = 8


@dataclass(frozen=True, slots=True)
class DraftView:
    """A complaint on its way to be sent."""

    complaint: Complaint
    counts: Counts
    wish: str
    categories: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class ClientView:
    """A complaint as its client sees it."""

    complaint: Complaint
    owner: str
    category: Choice | None
    counts: Counts
    solution: Solution | None
    missed: Missed | None  # the last new date that the client was told
    reopens_until: datetime | None


@dataclass(frozen=True, slots=True)
class StaffView:
    """A complaint as staff see it. `now` is when it was looked at."""

    complaint: Complaint
    now: datetime
    viewer: PersonId
    owner_id: PersonId | None
    owner: str
    client: str
    contact: str
    reachable: bool
    category: Choice | None
    counts: Counts
    text: str
    wish: str
    more: Counts
    notes: int
    files: int
    previous: int | None
    solution: Solution | None
    missed: Missed | None
    instead_of: str | None = None  # the owner, when the viewer stands in for them
    erased: bool = False  # the data of who filed it was deleted: nobody is there to write to
    hidden: bool = False  # the viewer may not see it any more


@dataclass(frozen=True, slots=True)
class LineView:
    """What a line that rings is about."""

    what: str
    complaint: Complaint
    owner: str
    client: str
    contact: str
    which: Which | None = None
    stage: int = 0
    by: datetime | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a client's further words: passed, reopened, or new (a draft linked to the closed one).

    `quiet`: it was said already, for an earlier message.
    """

    how: str
    complaint: Complaint
    owner: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Typing:
    """A solution or new date being typed: what is asked next (empty: it is ready to be sent)."""

    asks: str
    complaint: Complaint
    contact: str
    solution: Solution | None = None
    missed: Missed | None = None
    dates: Sequence[datetime] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list."""

    items: Sequence[Listed]
    total: int
    number: int
    now: datetime
    filter: Filter = Filter.OPEN
    owner: str = ""

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE))
