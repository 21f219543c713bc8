"""Inviting: links for one person, and a sheet of them for many. Not: what happens when one is opened (joining)."""

from bot.usecases.inviting.inviting import (
    NAME_STEP,
    ROLE_STEP,
    Account,
    Invitees,
    Inviting,
    TeamChoice,
)
from bot.usecases.inviting.making import Invitation
from bot.usecases.inviting.sheets import Offer, Owners, Sheet, SheetLink, Sheets

__all__ = [
    "NAME_STEP",
    "ROLE_STEP",
    "Account",
    "Invitation",
    "Invitees",
    "Inviting",
    "Offer",
    "Owners",
    "Sheet",
    "SheetLink",
    "Sheets",
    "TeamChoice",
]
