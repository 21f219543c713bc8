"""A month as a grid of days, for calendars of buttons. Not: drawing it, what the days mean."""

from calendar import Calendar
from dataclasses import dataclass
from datetime import date

FIRST, LAST = 1900, 2100
"""Years that a calendar can be turned to."""


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year. Its number (months since year 0) stands in buttons."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month of a date."""
        return cls(day.year, day.month)

    @classmethod
    def numbered(cls, number: int) -> "Month":
        """The month of a number, moved into the years that calendars have."""
        number = min(max(number, FIRST * 12), LAST * 12 + 11)
        return cls(number // 12, number % 12 + 1)

    @property
    def number(self) -> int:
        """Months since January of year 0."""
        return self.year * 12 + self.month - 1

    def moved(self, by: int) -> "Month":
        """So many months later."""
        return Month.numbered(self.number + by)

    def weeks(self, first_weekday: int) -> list[list[date | None]]:
        """Its days in weeks that begin on a weekday (Monday = 0); None outside of the month."""
        every = Calendar(first_weekday).monthdatescalendar(self.year, self.month)
        return [[day if day.month == self.month else None for day in week] for week in every]
