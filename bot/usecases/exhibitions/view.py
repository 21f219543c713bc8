"""What of an exhibition is shown to whom, and the letter that brings a list. Not: reading, changing."""

from dataclasses import dataclass
from datetime import date

from bot.domain.exhibitions import Exhibition, Guest, Line, Progress
from bot.domain.ids import ExhibitionId, PersonId
from bot.domain.letters import Letter, Op


@dataclass(frozen=True, slots=True)
class Draft:
    """An exhibition being set up, what is asked next, and how many clients would be invited."""

    exhibition: Exhibition
    asks: str | None
    invited: int
    segments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CallList:
    """One manager's list."""

    exhibition: Exhibition
    lines: tuple[Line, ...]

    @property
    def done(self) -> int:
        """How many are processed."""
        return sum(1 for line in self.lines if line.state is not Guest.TO_CALL)


@dataclass(frozen=True, slots=True)
class Standing:
    """An exhibition for whoever answers for it: processed by manager. `lists_on`: None when that is not ahead."""

    exhibition: Exhibition
    progress: tuple[Progress, ...]
    may_cancel: bool = False
    lists_on: date | None = None


def card(exhibition_id: ExhibitionId, to: PersonId, occurrence: str) -> Letter:
    """The letter that brings a manager's list, or rings for it."""
    key = f"exhibition.card:{exhibition_id}:{to}:{occurrence}"
    args = {"exhibition": exhibition_id, "asked": occurrence.startswith("open")}
    return Letter("exhibition.card", to, key, args, op=Op.CARD, thing=f"exhibition:{exhibition_id}")
