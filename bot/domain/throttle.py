"""How many messages and presses of one person are taken at once, and how long the others wait. Not: who waits."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class ThrottleRules:
    """`burst` at once, then `rate` a second. So many may wait; of a stranger fewer. What comes beyond is not taken."""

    burst: int = 20
    rate: float = 1.0
    waiting: int = 1000
    waiting_stranger: int = 200

    @property
    def step(self) -> timedelta:
        """The time from one to the next."""
        return timedelta(seconds=1 / self.rate)

    def room(self, *, stranger: bool) -> int:
        """How many of one chat may wait."""
        return self.waiting_stranger if stranger else self.waiting

    def turn(self, free: datetime | None, now: datetime) -> tuple[datetime | None, datetime]:
        """When the next one has its turn (None: now), and when all turns taken so far would be over.

        `free` is that instant after the one before. This is the generic cell rate algorithm (ITU-T I.371): a token
        bucket kept in one number.
        """
        free = now if free is None or free < now else free
        at = free - (self.burst - 1) * self.step
        return (at if at > now else None), free + self.step

    def after(self, last: datetime) -> datetime:
        """`free` when the last turn that was given away is this one."""
        return last + self.burst * self.step

    def before(self, at: datetime) -> datetime:
        """`free` as it was when this turn was given, so that it can be taken back."""
        return at + (self.burst - 1) * self.step
