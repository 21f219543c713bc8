"""The dates of a client that come next. Not: who is told, congratulating."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.domain.clients import Client
from bot.domain.contacts import Contact
from bot.domain.occasions import AnnualDate

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class NextDate:
    """A date to come. kind: birthday, first_deal, contract_signed, contract_ends, own; who or what it is about."""

    kind: str
    day: date
    about: str | None = None


def next_dates(
    client: Client, contacts: Iterable[Contact], own: Iterable[tuple[str, AnnualDate]], today: date
) -> tuple[NextDate, ...]:
    """The three dates of a client that come first from today on."""
    found = [
        NextDate("birthday", _next(contact.birth_day, contact.birth_month, today), contact.person.name)
        for contact in contacts
        if contact.birth_day is not None and contact.birth_month is not None
    ]
    for kind, day in (("first_deal", client.first_deal), ("contract_signed", client.contract_signed)):
        if day is not None:
            found.append(NextDate(kind, AnnualDate.of(day).next_on_or_after(today)))
    if client.contract_ends is not None and client.contract_ends >= today:
        found.append(NextDate("contract_ends", client.contract_ends))
    found += [NextDate("own", annual.next_on_or_after(today), label) for label, annual in own]
    return tuple(sorted(found, key=lambda one: (one.day, one.kind))[:_SHOWN])


def _next(day: int | None, month: int | None, today: date) -> date:
    assert day is not None
    assert month is not None
    return AnnualDate(day, month).next_on_or_after(today)
