"""The company that runs this bot. Not: its people."""

from dataclasses import dataclass
from datetime import time

from bot.domain.worktime import Hours


@dataclass(frozen=True, slots=True)
class Company:
    """Name, default language and zone, ISO country of the holidays, working days (Monday = 0) and hours."""

    name: str = "Our company"
    language: str = "en"
    zone: str = "Europe/Riga"
    country: str | None = "LV"
    workdays: frozenset[int] = frozenset({0, 1, 2, 3, 4})
    opens: time = time(9)
    closes: time = time(17)
    contact: str = ""
    privacy_url: str = ""

    def hours(self, zone: str | None = None) -> Hours:
        """The working time of somebody who sits in this zone (else the office's)."""
        return Hours(zone or self.zone, self.workdays, self.opens, self.closes, self.country)
