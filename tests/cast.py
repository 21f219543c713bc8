"""The cast for tests below the chat: rows on a database, a clock that stands still, actors."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.clock import Clock
from bot.domain.company import Company
from bot.domain.ids import NOBODY, ClientId
from bot.domain.people import Actor, Role
from bot.usecases.demo import Account, Cast, put_cast
from storage.database import Database

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
"""Monday 23 November 2026, 10:00 in Riga: a working day and hour."""

COMPANY = Company(name="Acme Supplies")


class StoppedClock(Clock):
    """Stands at an instant until it is moved."""

    def __init__(self, at: datetime = MONDAY) -> None:
        super().__init__()
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def set(self, at: datetime) -> None:
        self.at = at

    def jump(self, by: timedelta) -> None:
        self.at += by


@dataclass(frozen=True, slots=True)
class Stage:
    """A database with the cast, and the clock."""

    db: Database
    clock: StoppedClock
    cast: Cast

    def actor(self, account: Account) -> Actor:
        """The actor behind an account of the cast."""
        homes: dict[int, ClientId] = {2001: self.cast.acme, 2002: self.cast.acme, 2003: self.cast.levant}
        return Actor(
            id=account.person_id or NOBODY,
            role=account.role,
            name=account.name,
            language=account.language,
            zone=COMPANY.zone,
            chat_id=account.user_id,
            team_id=self.cast.team if account.role in (Role.MANAGER, Role.LEAD) else None,
            client_id=homes.get(account.user_id),
        )


async def set_stage(db: Database) -> Stage:
    """Put the cast on a migrated, empty database; it is Monday 10:00 in Riga."""
    clock = StoppedClock()
    async with db.transaction() as tx:
        cast = await put_cast(tx, clock())
    return Stage(db, clock, cast)
