"""The morning digest: what one person must remember today, as lines. Not: wording, queries."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.choices import Choice


class Section(StrEnum):
    """The parts of a digest, in their order."""

    OVERDUE = "overdue"
    CALLS = "calls"
    OCCASIONS = "occasions"
    COMPLAINTS = "complaints"
    CASES = "cases"
    EXHIBITIONS = "exhibitions"
    IMPROVEMENTS = "improvements"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do. `thing` opens its card ("call:42"); `at` is an instant, or None for some time today.

    who, what: names and a code to be worded; label: what it is in the words of staff; `done`, `total`: progress such
    as 3 of 12. whose: in place of whom the reader does it, "" for a client without a manager. choices: entries of the
    company's lists that say what it is, instead of `label`.
    """

    section: Section
    thing: str
    who: str
    client: str
    at: datetime | None = None
    what: str | None = None
    done: int = 0
    total: int = 0
    label: str | None = None
    whose: str | None = None
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Silent:
    """A client not contacted for long; `last` is None for never."""

    client_id: int
    client: str
    last: datetime | None


@dataclass(frozen=True, slots=True)
class Digest:
    """Everything for one reader on one day of theirs; `silent` only when there are no lines."""

    name: str
    day: date
    lines: tuple[Line, ...]
    silent: tuple[Silent, ...] = ()

    def count(self, section: Section) -> int:
        """How many lines a section has."""
        return sum(1 for line in self.lines if line.section is section)
