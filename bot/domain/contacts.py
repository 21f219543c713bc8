"""Contacts: the people at a client. Not: their storage, their cards in the chat."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import ClientId
from bot.domain.joining import Wants
from bot.domain.people import Person


@dataclass(frozen=True, slots=True)
class Contact:
    """A person at a client, with all that is kept of them; the birthday's year may be unknown.

    `version` is that of the person: it grows with every edit.
    """

    person: Person
    client_id: ClientId
    client_name: str
    decision_maker: bool
    likes: str | None
    notes: str | None
    wants: Wants
    birth_day: int | None
    birth_month: int | None
    birth_year: int | None
    version: int
    erase_at: datetime | None = None  # when they are deleted, if that was asked for
    phone_key: str | None = None

    @property
    def connected(self) -> bool:
        """Whether there is an account to write to (it may have blocked the bot)."""
        return self.person.user_id is not None
