"""Alarms: the instants at which something must be looked at. One row a thing and kind; the planner rings them."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import AlarmId


@dataclass(frozen=True, slots=True)
class Alarm:
    """`kind` begins with the noun that answers it ("case.contact"); `thing` is "case:12"; `at` was due (UTC)."""

    id: AlarmId
    kind: str
    thing: str
    at: datetime

    @property
    def number(self) -> int:
        """The id within `thing`."""
        return int(self.thing.partition(":")[2])
