"""What the use cases of absences give back, and finding colleagues as they are typed. Not: entering, telling."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.absences import Happened
from bot.domain.errors import BadInput
from bot.domain.folding import fold
from bot.domain.ids import AbsenceId, PersonId
from bot.domain.people import Person

FORM_STEP = "away.form"


@dataclass(frozen=True, slots=True)
class Line:
    """One absence as shown. `then`: who has it while the deputy is away too (`then_days`). `may_change`: by the reader."""

    id: AbsenceId
    name: str
    deputy: str
    first: date
    last: date
    current: bool
    mine: bool
    may_change: bool
    then: str | None = None
    then_days: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """Who is away now and soon, as far as it concerns the reader."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Somebody to pick."""

    id: PersonId
    name: str


@dataclass(frozen=True, slots=True)
class Form:
    """An absence being entered: what is known, and what is asked next: who, deputy, first or last."""

    ask: str
    name: str
    mine: bool
    deputy: str | None = None
    first: date | None = None
    choices: tuple[Choice, ...] = ()
    days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Entered:
    """An absence that stands."""

    line: Line


@dataclass(frozen=True, slots=True)
class Told:
    """A letter about an absence: to whom it is, and what happened while away (the return)."""

    line: Line
    happened: Happened | None = None


def find(text: str, everybody: Sequence[Person], what: str) -> Person:
    """Staff by @username, else by name: whole, else by the beginnings of its words. Raises BadInput."""
    wanted = " ".join(text.split())
    plain = fold(wanted.removeprefix("@"))
    found = [one for one in everybody if wanted[:1] == "@" and fold(one.username or "") == plain]
    # Many have no username, or one that nobody knows by heart: @anna is as good as Anna.
    found = found or [one for one in everybody if fold(one.name) == plain]
    found = found or [one for one in everybody if _begins(fold(one.name).split(), plain.split())]
    if not found:
        raise BadInput(f"away-{what}-unknown", name=wanted)
    if len(found) > 1:
        raise BadInput(f"away-{what}-several", name=wanted, names=", ".join(one.name for one in found[:5]))
    return found[0]


def _begins(name: list[str], typed: list[str]) -> bool:
    return bool(typed) and all(any(word.startswith(part) for word in name) for part in typed)
