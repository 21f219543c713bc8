"""A wave: one round of a programme, whom it reaches and how far it is. Not: who is asked, when rounds come."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.ids import PersonId, TeamId, WaveId

FRESH = timedelta(hours=1)
"""So long the counts of a preview made by hand may be acted upon."""


class Reach(StrEnum):
    """Whose contacts a wave asks: one team's, those of clients without a team, everybody."""

    TEAM = "team"
    REST = "rest"
    ALL = "all"


class WaveState(StrEnum):
    """draft: a preview by hand; planned: goes out by itself at its time."""

    DRAFT = "draft"
    PLANNED = "planned"
    SENT = "sent"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Wave:
    """One round of a programme; `at` is when it goes (or went) out, UTC. `by_hand`: somebody made it, not the calendar."""

    id: WaveId
    programme: str
    reach: Reach
    team_id: TeamId | None
    state: WaveState
    at: datetime
    created_at: datetime
    settled_by: PersonId | None
    settled_at: datetime | None
    version: int
    by_hand: bool = False
