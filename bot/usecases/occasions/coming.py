"""Dates that come in the days ahead, as the rows that they become. Not: writing them, telling of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.ids import ClientId, PersonId
from bot.domain.occasions import CONTRACT_ENDS, Kind, worth_saying
from storage import occasions
from storage.database import Conn

LOOK = timedelta(days=21)
"""How far ahead yearly dates become rows: the days to prepare and a long holiday before them."""


@dataclass(frozen=True, slots=True)
class Coming:
    """A date to come, as the row that it becomes."""

    key: str
    client_id: ClientId
    person_id: PersonId | None
    kind: Kind
    label: str | None
    day: date
    years: int | None


async def coming(conn: Conn, today: date, ahead: timedelta, client_id: ClientId | None) -> list[Coming]:
    """What comes in the days ahead, of everybody or one client."""
    found, last = [], today + ahead
    for months in _pairs_of_months(today, last):
        for key, whose, person_id, kind, label, annual in await occasions.yearly(conn, months, client_id):
            day = annual.next_on_or_after(today)
            years = annual.years_on(day)
            if day <= last and worth_saying(kind, years):
                shown = None if kind is Kind.BIRTHDAY else years
                found.append(Coming(f"{key}:{day.year}", whose, person_id, kind, label, day, shown))
    far = today + timedelta(days=CONTRACT_ENDS[0]) + LOOK
    for whose, day in await occasions.contract_ends(conn, today, far, client_id):
        key = f"contract_ends:{whose}:{day.isoformat()}"
        found.append(Coming(key, whose, None, Kind.CONTRACT_ENDS, None, day, None))
    return found


def _pairs_of_months(first: date, last: date) -> Iterator[tuple[int, int]]:
    """The months from one date to another, two at a time (the query takes two)."""
    months, day = [], first.replace(day=1)
    while day <= last:
        months.append(day.month)
        day = (day + timedelta(days=32)).replace(day=1)
    for i in range(0, len(months), 2):
        yield months[i], months[min(i + 1, len(months) - 1)]
