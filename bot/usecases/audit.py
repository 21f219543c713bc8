"""The audit as the head reads it: filters, pages, a file; ids become names when it is read. Not: writing its lines."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bot.clock import Clock
from bot.domain.audit import Asked, Entry, read
from bot.domain.complaints import name as complaint_name
from bot.domain.errors import BadInput, NotAllowed
from bot.domain.folding import fold
from bot.domain.ids import ClientId, PersonId
from bot.domain.people import Actor, Role
from bot.domain.searching import like
from bot.domain.worktime import local
from storage import audit
from storage.database import Conn, Database

PAGE = 10
MOST_ROWS = 50_000
"""A file of more lines would take more than a few seconds to write; the newest are in it."""
_CHOICES = 5
_NAMED = {"person": "people", "client": "clients", "team": "teams"}


@dataclass(frozen=True, slots=True)
class Names:
    """What ids are called now: tables to ids to names. Who or what was deleted is not there."""

    of: Mapping[str, Mapping[int, str]] = field(default_factory=dict)

    def name(self, noun: str, number: int) -> str | None:
        """The name of "person", "client", "team" or "complaint" 12, None when there is none (any more)."""
        return self.of.get(noun, {}).get(number)


@dataclass(frozen=True, slots=True)
class Page:
    """Ten lines, the newest first. `newer`, `older`: whether there are more on that side."""

    asked: Asked
    days: tuple[date, date] | None
    entries: tuple[Entry, ...]
    names: Names
    newer: bool = False
    older: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """Several people and clients fit a typed name."""

    typed: str
    asked: Asked
    people: tuple[tuple[PersonId, str, Role], ...]
    clients: tuple[tuple[ClientId, str], ...]


@dataclass(frozen=True, slots=True)
class Export:
    """The lines for a file, at most MOST_ROWS; `cut` when there are more. Times are by the reader's clock."""

    page: Page
    cut: bool


class Audits:
    """Everything about reading the audit. `workbook` writes rows as a file: (headings, rows, sheet) -> bytes."""

    def __init__(self, db: Database, clock: Clock, workbook: Callable[..., bytes]) -> None:
        self.db, self.clock, self.workbook = db, clock, workbook

    async def typed(self, actor: Actor, text: str) -> Page | Choice:
        """/audit and what followed it. Raises BadInput "audit-nobody", "audit-period", BadDate, NotAllowed."""
        _head(actor)
        said = read(text, local(self.clock(), actor.zone).date())
        if said.name is None:
            return await self.look(actor, said.asked)
        pattern = like(fold(said.name))
        async with self.db.read() as conn:
            people = await audit.called(conn, "people", pattern, _CHOICES)
            clients = await audit.called(conn, "clients", pattern, _CHOICES)
        if not people and not clients:
            raise BadInput("audit-nobody", name=said.name[:60])
        if len(people) + len(clients) == 1:
            return await self.look(actor, _narrowed(said.asked, people, clients))
        return Choice(
            said.name[:60],
            said.asked,
            tuple((PersonId(id_), name, Role(role)) for id_, name, role in people),
            tuple((ClientId(id_), name) for id_, name, _ in clients),
        )

    async def look(
        self, actor: Actor, asked: Asked, *, beside: int | None = None, newer: bool = False
    ) -> Page:
        """A page of what fits: the newest, or what stands next to the line `beside`. Opening it is a line too."""
        _head(actor)
        now = self.clock()
        period = asked.instants(now, actor.zone)
        async with self.db.transaction() as tx:
            found = await audit.page(tx, asked, period, limit=PAGE + 1, beside=beside, newer=newer)
            more = len(found) > PAGE
            kept = found[1:] if more and newer and beside is not None else found[:PAGE]
            names = await _names(tx, kept, asked)
            if beside is None:
                await audit.seen(tx, actor.id, "audit.view", _thing(asked), now)
        up = newer and beside is not None
        return Page(
            asked=asked,
            days=asked.days(local(now, actor.zone).date()),
            entries=tuple(kept),
            names=names,
            newer=more if up else beside is not None,
            older=up or more,
        )

    async def export(self, actor: Actor, asked: Asked) -> Export:
        """All that fits, for a file; that is a line of the audit too."""
        _head(actor)
        now = self.clock()
        period = asked.instants(now, actor.zone)
        async with self.db.transaction() as tx:
            found = await audit.page(tx, asked, period, limit=MOST_ROWS + 1)
            kept = found[:MOST_ROWS]
            names = await _names(tx, kept, asked)
            await audit.add(tx, actor.id, "audit.export", _thing(asked), now, new=str(len(kept)))
        days = asked.days(local(now, actor.zone).date())
        at_home = tuple(replace(entry, at=local(entry.at, actor.zone)) for entry in kept)
        return Export(Page(asked, days, at_home, names), len(found) > MOST_ROWS)


def reference(code: str | None) -> tuple[str, int] | None:
    """ "person:3" as its parts; None for any other code."""
    noun, _, number = (code or "").partition(":")
    return (noun, int(number)) if noun.isalpha() and number.isdecimal() and len(number) < 16 else None


async def _names(conn: Conn, entries: Sequence[Entry], asked: Asked) -> Names:
    wanted: dict[str, set[int]] = {"person": set(), "client": set(), "team": set(), "complaint": set()}
    wanted["person"] |= {asked.person} if asked.person else set()
    wanted["client"] |= {asked.client} if asked.client else set()
    for entry in entries:
        wanted["person"] |= {one for one in (entry.actor_id, entry.person_id) if one is not None}
        wanted["client"] |= {one for one in (entry.client_id,) if one is not None}
        for code in (entry.thing, entry.old, entry.new):
            found = reference((code or "").replace("manager=", "person:"))
            if found is not None and found[0] in wanted:
                wanted[found[0]].add(found[1])
    of: dict[str, Mapping[int, str]] = {
        noun: await _in_parts(conn, table, wanted[noun]) for noun, table in _NAMED.items()
    }
    numbers = await audit.numbers(conn, wanted["complaint"])
    of["complaint"] = {id_: complaint_name(number) for id_, number in numbers.items()}
    return Names(of)


async def _in_parts(conn: Conn, table: str, ids: Iterable[int]) -> dict[int, str]:
    """A list of ids is a list of parameters, of which no database takes endlessly many."""
    every, found = sorted(ids), dict[int, str]()
    for start in range(0, len(every), 1000):
        found |= await audit.names(conn, table, every[start : start + 1000])
    return found


def _narrowed(
    asked: Asked, people: Sequence[tuple[int, str, str]], clients: Sequence[tuple[int, str, str]]
) -> Asked:
    if people:
        return replace(asked, person=PersonId(people[0][0]))
    return replace(asked, client=ClientId(clients[0][0]))


def _thing(asked: Asked) -> str | None:
    """Whose lines were read, so that reading them is found under that person or client."""
    if asked.person is not None:
        return f"person:{asked.person}"
    return None if asked.client is None else f"client:{asked.client}"


def _head(actor: Actor) -> None:
    """Buttons can be forged."""
    if actor.role is not Role.HEAD:
        raise NotAllowed
