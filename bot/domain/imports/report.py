"""What is told about an import: before it is written, and after. Not: wording."""

from dataclasses import astuple, dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.tables import Column, Kind, RowProblem


class State(StrEnum):
    """What became of a file."""

    WAITING = "waiting"
    DONE = "done"
    CANCELLED = "cancelled"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows by verdict; warnings are cells. `named`: colleagues who come in only because a row names them."""

    rows: int
    new: int
    changed: int
    same: int
    duplicates: int
    warnings: int
    errors: int
    named: int
    problems: int = 0  # in all, of every kind

    @property
    def writes(self) -> int:
        """How many rows change anything."""
        return self.new + self.changed


@dataclass(frozen=True, slots=True)
class Result:
    """What was written (`new`, `changed`: rows), or what undo took back (`removed`, `restored`) and had to leave (`kept`)."""

    new: int = 0
    changed: int = 0
    removed: int = 0
    restored: int = 0
    kept: int = 0

    def __add__(self, other: "Result") -> "Result":
        return Result(*(mine + its for mine, its in zip(astuple(self), astuple(other), strict=True)))


@dataclass(frozen=True, slots=True)
class Summary:
    """What was read in a file: what is told of it before and after."""

    kind: Kind
    columns: tuple[Column, ...]
    counts: Counts
    sample: tuple[str, ...] = ()  # two names of the table, so that wrong letters are seen
    sheet: str = ""  # of a book with several
    header_row: int = 1
    encoding: str = ""  # of a text whose letters were guessed


@dataclass(frozen=True, slots=True)
class Faulty:
    """A row of the file with everything that is wrong with it."""

    row: int
    cells: tuple[str, ...]
    problems: tuple[RowProblem, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: `what` is the kind of the job, rows done of all (0: not known yet)."""

    what: str
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Preview:
    """A file that was read: what it would do while it waits, what it did when it is done (`undo_until`, UTC).

    `problems`: the first hundred of them; errors go before the others when there are more.
    """

    id: int
    name: str
    kind: Kind
    state: State
    version: int
    columns: tuple[Column, ...]
    counts: Counts
    problems: tuple[RowProblem, ...]
    sample: tuple[str, ...] = ()  # two names of the table, so that wrong letters are seen
    result: Result | None = None
    undo_until: datetime | None = None
    sheet: str = ""  # of a book with several
    header_row: int = 1
    encoding: str = ""  # of a text whose letters were guessed
    progress: Progress | None = None  # a job is at it
