"""Clients: companies that buy from us. Not: their storage, their cards in the chat."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.ids import ClientId, PersonId, TeamId


class Tier(StrEnum):
    """How close we keep a client."""

    KEY = "key"
    REGULAR = "regular"
    NEW = "new"


class Status(StrEnum):
    """How the client stands with us."""

    ACTIVE = "active"
    RISK = "risk"
    LOST = "lost"


class TouchKind(StrEnum):
    """A real contact with a client. "No answer" is not one."""

    CALL = "call"
    MEETING = "meeting"
    MESSAGE = "message"
    VISIT = "visit"


@dataclass(frozen=True, slots=True)
class Client:
    """A client as stored; dates are calendar dates, `last_touch_at` is UTC."""

    id: ClientId
    name: str
    external_id: str | None
    manager_id: PersonId | None
    team_id: TeamId | None
    country: str | None
    city: str | None
    segment: str | None
    tier: Tier
    status: Status
    first_deal: date | None
    last_deal: date | None
    contract_signed: date | None
    contract_ends: date | None
    share: float | None
    notes: str | None
    last_touch_at: datetime | None
    created_at: datetime
    version: int
