"""What of an occasion its card shows, and the letter that brings it. Not: reading, changing."""

from dataclasses import dataclass
from datetime import date, datetime, time

from bot.domain.ids import OccasionId, PersonId
from bot.domain.letters import Letter, Op
from bot.domain.occasions import Occasion
from bot.domain.worktime import local


@dataclass(frozen=True, slots=True)
class Rules:
    """Days to prepare, and when on the day the manager is told."""

    prepare_days: int = 7
    at: time = time(9)


@dataclass(frozen=True, slots=True)
class Shown:
    """An occasion as its card shows it; `today` is the reader's date.

    whose: the manager's name when that is not the reader, "" for a client without one.
    """

    occasion: Occasion
    today: date
    can_undo: bool
    whose: str | None = None


def shown(found: Occasion, reader: PersonId, zone: str, now: datetime) -> Shown:
    """The occasion as this reader sees it."""
    whose = None if found.owner_id == reader else found.owner or ""
    return Shown(found, local(now, zone).date(), found.can_undo(now), whose)


def card(occasion_id: OccasionId, to: PersonId, occurrence: str) -> Letter:
    """The letter that brings an occasion's card to somebody, or rings for it."""
    key = f"occasion.card:{occasion_id}:{to}:{occurrence}"
    args = {"occasion": occasion_id}
    return Letter("occasion.card", to, key, args, op=Op.CARD, thing=f"occasion:{occasion_id}")
