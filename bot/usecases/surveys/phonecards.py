"""The letters that bring the screen of phone mode. Not: what it shows."""

from bot.domain.ids import InvitationId, PersonId
from bot.domain.letters import Lane, Letter, Op
from bot.domain.phonemode import Noted


def card(invitation: InvitationId, to: PersonId, occurrence: str, lane: Lane) -> Letter:
    """The screen for somebody, or a ring for the one that stands."""
    key = f"phone.card:{invitation}:{to}:{occurrence}"
    return Letter("phone.card", to, key, {"invitation": invitation}, Op.CARD, f"phone:{invitation}", lane)


def noted_over(invitation: InvitationId, noted: Noted, version: int) -> Letter:
    """Tells whoever noted a score that the contact's own answer took its place."""
    return card(invitation, noted.by_id, f"own:{version}", Lane.ONE)
