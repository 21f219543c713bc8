"""A client at a glance: the dates that come next, and what is not known yet. Not: who is told, congratulating."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.clients import Client, Status
from bot.domain.contacts import Contact
from bot.domain.occasions import AnnualDate

_SHOWN = 3
_GAPS = 4


@dataclass(frozen=True, slots=True)
class Gap:
    """Something worth asking for. what: contact, decision_maker, phone, birthday, contract_ends, first_deal, email,
    segment; `about`: the contact, where it is one's."""

    what: str
    about: str | None = None


def gaps(client: Client, contacts: Sequence[Contact], limit: int = _GAPS) -> tuple[Gap, ...]:
    """The most important things that nobody filled in, at most `limit`: who decides and how to reach them come first.

    A lost client lacks nothing.
    """
    if client.status is Status.LOST:
        return ()
    if not contacts:
        found = [Gap("contact")]
    else:
        found = [] if any(one.decision_maker for one in contacts) else [Gap("decision_maker")]
        found += _first(contacts, "phone", lambda one: not one.person.phone)
        found += _first(contacts, "birthday", lambda one: one.birth_month is None)
    found += [Gap(name) for name in ("contract_ends", "first_deal") if getattr(client, name) is None]
    found += _first(contacts, "email", lambda one: not one.person.email)
    found += [] if client.segment else [Gap("segment")]
    return tuple(found[:limit])


def _first(contacts: Sequence[Contact], what: str, lacks: Callable[[Contact], bool]) -> list[Gap]:
    """Of those who lack it, the one who decides, else the first."""
    lacking = sorted((one for one in contacts if lacks(one)), key=lambda one: not one.decision_maker)
    return [Gap(what, lacking[0].person.name)] if lacking else []


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
