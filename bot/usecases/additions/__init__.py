"""Adding clients and contacts by hand: typed, shared from an address book, picked in Telegram. Not: importing files."""

from bot.usecases.additions.additions import (
    CONTACT_STEP,
    NAME_STEP,
    PERSON_STEP,
    PICK_STEP,
    WHOSE_STEP,
    Additions,
    LikelyClients,
    LikelyContacts,
    Whose,
)
from bot.usecases.additions.typed import Shared, Typed, read_contact

__all__ = [
    "CONTACT_STEP",
    "NAME_STEP",
    "PERSON_STEP",
    "PICK_STEP",
    "WHOSE_STEP",
    "Additions",
    "LikelyClients",
    "LikelyContacts",
    "Shared",
    "Typed",
    "Whose",
    "read_contact",
]
