"""Groups of Telegram that belong to a team: who may connect one. Not: what is sent there, rows."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.ids import GroupId, TeamId
from bot.domain.people import Actor
from bot.domain.teams import sees

GROUP_GONE = "no group"
"""Why a letter to a group is not wanted: none is connected any more, so each member gets it."""


class End(StrEnum):
    """Why a group is not connected any more."""

    HAND = "hand"  # somebody said so
    REMOVED = "removed"  # the bot was taken out of the group
    GONE = "gone"  # Telegram takes no message there
    REPLACED = "replaced"  # another group of the team, or another team of the group


@dataclass(frozen=True, slots=True)
class Group:
    """A group of Telegram and its team; `ended` tells why it is not connected any more."""

    id: GroupId
    team_id: TeamId
    team: str
    chat_id: int
    title: str
    ended: End | None = None


def may_connect(actor: Actor, team_id: TeamId) -> bool:
    """Whether the actor may connect a group to this team, or take it away: its lead and the head."""
    return bool(team_id) and sees(actor, team_id)
