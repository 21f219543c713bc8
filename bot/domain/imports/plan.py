"""A table against what is stored: new, changed or the same, row by row. Pure: it only says what would be written."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.imports.book import Book, Thing, Value
from bot.domain.imports.clients import take_client
from bot.domain.imports.staff import take_staff
from bot.domain.tables import Kind, Parsed, RowProblem


@dataclass(frozen=True, slots=True)
class Change:
    """One row to write. `old` is None for a new one, whose id is negative; ids within `new` may be negative too."""

    thing: Thing
    id: int
    old: Mapping[str, Value] | None
    new: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do: rows by verdict, people who come in only because a row names them, and problems."""

    new: int = 0
    changed: int = 0
    same: int = 0
    named: int = 0
    changes: tuple[Change, ...] = ()
    problems: tuple[RowProblem, ...] = field(default=())


def plan(parsed: Parsed, book: Book) -> Plan:
    """Hold the rows of a table against what is stored."""
    problems: list[RowProblem] = []
    if parsed.kind is Kind.STAFF:
        verdicts = take_staff(parsed, book, problems)
    else:
        verdicts = [take_client(row, parsed, book, problems) for row in parsed.clients]
    changes = _changes(book)
    added = sum(change.old is None and change.thing is Thing.STAFF for change in changes)
    return Plan(
        new=verdicts.count("new"),
        changed=verdicts.count("changed"),
        same=verdicts.count("same"),
        named=added - (verdicts.count("new") if parsed.kind is Kind.STAFF else 0),
        changes=changes,
        problems=tuple(problems),
    )


def _changes(book: Book) -> tuple[Change, ...]:
    found = []
    for (thing, id_), row in book.now.items():
        before = book.before.get((thing, id_))
        if before is None:
            found.append(Change(thing, id_, None, row))
        elif new := {name: value for name, value in row.items() if before.get(name) != value}:
            found.append(Change(thing, id_, {name: before.get(name) for name in new}, new))
    order = list(Thing)
    return tuple(sorted(found, key=lambda change: (order.index(change.thing), abs(change.id))))
