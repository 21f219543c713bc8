"""A table against what is stored: new, changed or the same, row by row. Pure: it only says what would be written."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.domain.folding import fold
from bot.domain.imports.book import Book, Change, Known, Thing
from bot.domain.imports.clients import take_client
from bot.domain.imports.staff import take_staff
from bot.domain.tables import Kind, Parsed, RowProblem


@dataclass(frozen=True, slots=True)
class Needs:
    """What must be known of clients and contacts to hold some rows against it."""

    numbers: frozenset[str] = frozenset()  # external ids
    names: frozenset[str] = frozenset()  # folded names of clients
    phones: frozenset[str] = frozenset()  # keys of phones
    clients: frozenset[int] = frozenset()  # ids that an export wrote into the file
    contacts: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Portion:
    """What some rows would do: rows by verdict, colleagues who come in only because a row names them, and problems."""

    new: int = 0
    changed: int = 0
    same: int = 0
    named: int = 0
    changes: tuple[Change, ...] = ()
    problems: tuple[RowProblem, ...] = field(default=())


class Planning:
    """Holds a table against what is stored, some rows after the other.

    Staff and teams are known from the start, of clients and contacts what the next rows need. `house`: the mark of
    this installation, by which its own exports are known again.
    """

    def __init__(self, staff_and_teams: Iterable[Known], house: str | None = None) -> None:
        self._book = Book(staff_and_teams)
        self._house = house

    def needs(self, parsed: Parsed) -> Needs:
        """What `take` must be given for these rows."""
        rows = parsed.clients
        own = [row.ref for row in rows if row.ref and row.ref.house == self._house]
        return Needs(
            numbers=frozenset(row.external_id for row in rows if row.external_id),
            names=frozenset(fold(row.client) for row in rows),
            phones=frozenset(row.phone.key for row in rows if row.phone and row.phone.key),
            clients=frozenset(ref.client for ref in own),
            contacts=frozenset(ref.contact for ref in own if ref.contact is not None),
        )

    def take(self, parsed: Parsed, known: Iterable[Known]) -> Portion:
        """Hold the next rows against what is stored."""
        problems: list[RowProblem] = []
        self._book.learn(known)
        if parsed.kind is Kind.STAFF:
            verdicts = take_staff(parsed, self._book, problems)
        else:
            verdicts = [take_client(row, parsed, self._book, problems, self._house) for row in parsed.clients]
        changes = self._book.drain()
        added = sum(change.old is None and change.thing is Thing.STAFF for change in changes)
        return Portion(
            new=verdicts.count("new"),
            changed=verdicts.count("changed"),
            same=verdicts.count("same"),
            named=added - (verdicts.count("new") if parsed.kind is Kind.STAFF else 0),
            changes=tuple(changes),
            problems=tuple(problems),
        )
