"""Which column means what, and whether a table holds clients or staff. Not: cells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.errors import BadInput
from bot.domain.folding import fold
from bot.domain.tables import words
from bot.domain.tables.grid import Line

_STAFF_ONLY = frozenset({"employee", "reports_to", "hired", "role"})
_CLIENT_ONLY = frozenset(
    {"client", "contact", "segment", "tier", "status", "first_deal", "last_deal", "contract_signed",
     "contract_ends", "share", "city", "decides", "likes", "contact_notes", "surveys", "invitations", "greetings",
     "ref"}
)  # fmt: skip
_COMMON = frozenset(
    {
        "external_id",
        "surname",
        "middle_name",
        "position",
        "phone",
        "email",
        "country",
        "team",
        "birthday",
        "language",
        "zone",
        "notes",
    }
)
_MANY = frozenset({"phone", "email", "country", "city"})
"""Fields that several columns may fill: of each row the first one that is filled counts."""
_BARE_NUMBERS = frozenset({"id", "ид", "код", "kods", "kode", "tunnus", "code", "מזהה", "קוד"})
_CLIENT = _CLIENT_ONLY | _COMMON | {"manager"}
_STAFF = _STAFF_ONLY - {"employee"} | _COMMON - {"notes"} | {"name"}


class BadTable(BadInput):
    """A table that cannot be read at all. Codes: table-empty, table-no-names (no column names anybody)."""


class Kind(StrEnum):
    """What the rows of a table are."""

    CLIENTS = "clients"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its place, its header as written, the field it fills (None: ignored).

    Of several columns of one field the lowest rank counts first; where another column (`label`) says in each row of
    which sort it is, that decides. `empty`: no row has anything there.
    """

    index: int
    header: str
    field: str | None
    rank: int = 1
    label: int | None = None
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """The meaning of every column of a table."""

    kind: Kind
    columns: tuple[Column, ...]

    @property
    def fields(self) -> frozenset[str]:
        """The fields this table fills; those of no column are left alone by an import."""
        return frozenset(column.field for column in self.columns if column.field)

    @property
    def person(self) -> str:
        """The field that names the person of a row: a surname column goes with it."""
        if self.kind is Kind.STAFF:
            return "name"
        return "contact" if "contact" in self.fields else "client"

    @property
    def ignored(self) -> tuple[str, ...]:
        """Headers that fill nothing."""
        return tuple(
            column.header
            for column in self.columns
            if column.field is None and column.header and not column.empty
        )

    def header_of(self, field: str) -> str:
        """The header of the column that fills a field, else the field's own name."""
        return next((column.header for column in self.columns if column.field == field), field)

    @property
    def sources(self) -> dict[str, tuple[Column, ...]]:
        """The columns of each field, the one that counts first in front."""
        found: dict[str, list[Column]] = {}
        for column in sorted(self.columns, key=lambda column: (column.rank, column.index)):
            if column.field:
                found.setdefault(column.field, []).append(column)
        return {field: tuple(columns) for field, columns in found.items()}

    def named(self) -> "Layout":
        """The same, if a column names the people. Raises BadTable table-no-names."""
        if ("name" if self.kind is Kind.STAFF else "client") not in self.fields:
            raise BadTable(
                "table-no-names",
                columns=", ".join(column.header for column in self.columns if column.header)[:200],
            )
        return self

    def assigned(self, index: int, field: str | None) -> "Layout":
        """The same layout with one column meaning something else.

        Whichever column meant that before is ignored; where a field may have several columns, this one counts first.
        """
        return replace(self, columns=tuple(_assigned(column, index, field) for column in self.columns))


def _assigned(column: Column, index: int, field: str | None) -> Column:
    if column.index == index:
        return replace(column, field=field, rank=-1)
    taken = field is not None and column.field == field and field not in _MANY
    return replace(column, field=None) if taken else column


def fields_of(kind: Kind) -> frozenset[str]:
    """Every field a table of this kind may fill."""
    return _CLIENT if kind is Kind.CLIENTS else _STAFF


def layout_of(header: Sequence[str], kind: Kind | None = None, lines: Sequence[Line] = ()) -> Layout:
    """Recognise the columns of a table by their headers in six languages. Raises BadTable.

    Of two columns with one meaning the better word counts ("Job title" before "Title"), else the first. `kind`
    overrules what the headers tell. `lines` tell whose number a bare "ID" is.
    """
    if not any(word.strip() for word in header):
        raise BadTable("table-empty")
    found = [words.header(word) for word in header]
    kind = kind or _kind(set(found))
    meant = _staff(found) if kind is Kind.STAFF else _clients(found)
    columns = _labelled(_unique(header, meant, fields_of(kind)))
    layout = Layout(kind, _filled(columns, lines) if lines else columns).named()
    of_people = "client" in found and bool({"first_name", "surname"} & set(found))
    return _without_numbers_of_contacts(layout, lines, of_people=of_people)


def _kind(found: set[str | None]) -> Kind:
    staff, clients = len(found & _STAFF_ONLY), len(found & _CLIENT_ONLY)
    # "manager, phone, team" without any client is a list of managers.
    only_people = (
        not clients and "manager" in found and not found & {"name", "first_name", "surname", "external_id"}
    )
    return Kind.STAFF if staff > clients or only_people else Kind.CLIENTS


def _unique(header: Sequence[str], meant: Sequence[str | None], known: frozenset[str]) -> tuple[Column, ...]:
    """Columns whose fields are taken by a better one, or unknown here, mean nothing."""
    columns = [
        Column(place, word.strip(), field, words.rank(field, word) if field else 1)
        if field in known
        else Column(place, word.strip(), None)
        for place, (word, field) in enumerate(zip(header, meant, strict=True))
    ]
    best: dict[str, Column] = {}
    for column in sorted(columns, key=lambda column: (column.rank, column.index)):
        if column.field:
            best.setdefault(column.field, column)
    return tuple(
        replace(column, field=None)
        if column.field and column.field not in _MANY and best[column.field] is not column
        else column
        for column in columns
    )


def _labelled(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """ "Phone 1 - Label" stands beside "Phone 1 - Value" and tells a mobile from a switchboard."""
    labels = {
        column.header.rpartition(" - ")[0]: column.index
        for column in columns
        if column.header.lower().endswith((" - label", " - type"))
    }
    return tuple(
        replace(column, label=labels.get(column.header.rpartition(" - ")[0]))
        if column.field in _MANY and column.header.lower().endswith(" - value")
        else column
        for column in columns
    )


def _filled(columns: tuple[Column, ...], lines: Sequence[Line]) -> tuple[Column, ...]:
    """Columns with nothing in them are marked, and make no second phone."""
    empty = {
        column.index
        for column in columns
        if not any(column.index < len(line.cells) and line.cells[column.index].strip() for line in lines)
    }
    marked = [replace(column, empty=True) if column.index in empty else column for column in columns]
    spare = {column.field for column in marked if column.field in _MANY and not column.empty}
    return tuple(
        replace(column, field=None) if column.empty and column.field in spare else column for column in marked
    )


def _clients(found: Sequence[str | None]) -> list[str | None]:
    """A name is the contact's where a column says who the client is, else the client's own."""
    person = "contact" if "client" in found else "client"
    means = _names(found, person, "contact" if "contact" in found else "name")
    if "position" not in found:
        means["role"] = "position"
    # Beside a manager a department is ours; alone it is one of the client's.
    means["department"] = "team" if "manager" in found and "team" not in found else None
    return [means.get(field, field) for field in found]


def _names(found: Sequence[str | None], person: str, full: str) -> dict[str | None, str | None]:
    """Whole names before parts of names: where both are, the parts say nothing more."""
    means: dict[str | None, str | None] = {"name": person}
    if "first_name" not in found:
        return means
    parts = ("first_name", "middle_name", "surname")
    return means | (dict.fromkeys(parts) if full in found else {"first_name": person})


def _staff(found: Sequence[str | None]) -> list[str | None]:
    who = next(
        (field for field in ("name", "employee", "first_name", "manager", "contact") if field in found), None
    )
    means = _names(found, "name", who if who and who != "first_name" else "")
    means[who] = "name"
    if who != "manager" and "reports_to" not in found:
        means["manager"] = "reports_to"  # beside a name, the manager is that person's own
    if "team" not in found:
        means["department"] = "team"
    return [means.get(field, field) if field else None for field in found]


def _without_numbers_of_contacts(layout: Layout, lines: Iterable[Line], *, of_people: bool) -> Layout:
    """An "ID" in a table of people is theirs, not the client's: it would make two clients of one.

    So it is where two rows of one client have different ones, and where the rows are people by their headings.
    """
    places = {field: columns[0] for field, columns in layout.sources.items()}
    number, client = places.get("external_id"), places.get("client")
    if number is None or client is None or "contact" not in places:
        return layout
    if words.key_of(number.header) not in _BARE_NUMBERS:
        return layout
    if of_people:
        return layout.assigned(number.index, None)
    first: dict[str, str] = {}
    for line in lines:
        if max(number.index, client.index) < len(line.cells):
            name, id_ = fold(line.cells[client.index]), line.cells[number.index].strip()
            if name and id_ and first.setdefault(name, id_) != id_:
                return layout.assigned(number.index, None)
    return layout
