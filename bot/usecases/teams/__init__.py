"""Teams: who is where, moved, given a role, let go with everything handed over. Not: inviting, being away."""

from bot.usecases.teams.teams import NAME_STEP, NEW_STEP, Teams
from bot.usecases.teams.views import Handed, Leaving, Left, Moved, Overview, PersonPage, Picking, TeamPage

__all__ = [
    "NAME_STEP", "NEW_STEP", "Handed", "Leaving", "Left", "Moved", "Overview", "PersonPage", "Picking", "TeamPage",
    "Teams",
]  # fmt: skip
