"""Which column means what, and whether a table holds clients or staff. Not: cells."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.errors import BadInput
from bot.domain.tables import words

_STAFF_ONLY = frozenset({"employee", "reports_to", "hired", "role"})
_CLIENT_ONLY = frozenset(
    {"client", "contact", "segment", "tier", "status", "first_deal", "last_deal", "contract_signed",
     "contract_ends", "share", "city", "decides", "likes"}
)  # fmt: skip
_COMMON = frozenset(
    {
        "external_id",
        "surname",
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
    """One column: its place, its header as written, the field it fills (None: ignored)."""

    index: int
    header: str
    field: str | None


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
        return tuple(column.header for column in self.columns if column.field is None and column.header)

    def header_of(self, field: str) -> str:
        """The header of the column that fills a field, else the field's own name."""
        return next((column.header for column in self.columns if column.field == field), field)

    def assigned(self, index: int, field: str | None) -> "Layout":
        """The same layout with one column meaning something else; whichever column meant that before is ignored."""
        columns = (
            replace(column, field=field)
            if column.index == index
            else replace(column, field=None if field and column.field == field else column.field)
            for column in self.columns
        )
        return replace(self, columns=tuple(columns))


def fields_of(kind: Kind) -> frozenset[str]:
    """Every field a table of this kind may fill."""
    return _CLIENT if kind is Kind.CLIENTS else _STAFF


def layout_of(header: Sequence[str], kind: Kind | None = None) -> Layout:
    """Recognise the columns of a table by their headers in six languages. Raises BadTable.

    Of two columns with one meaning the first counts. `kind` overrules what the headers tell.
    """
    if not any(word.strip() for word in header):
        raise BadTable("table-empty")
    found = [words.header(word) for word in header]
    kind = kind or _kind(set(found))
    meant = _unique(_staff(found) if kind is Kind.STAFF else _clients(found), fields_of(kind))
    if ("name" if kind is Kind.STAFF else "client") not in meant:
        raise BadTable("table-no-names", columns=", ".join(word for word in header if word.strip())[:200])
    columns = (
        Column(i, word.strip(), field) for i, (word, field) in enumerate(zip(header, meant, strict=True))
    )
    return Layout(kind, tuple(columns))


def _kind(found: set[str | None]) -> Kind:
    staff, clients = len(found & _STAFF_ONLY), len(found & _CLIENT_ONLY)
    # "manager, phone, team" without any client is a list of managers.
    only_people = not clients and "manager" in found and not found & {"name", "external_id"}
    return Kind.STAFF if staff > clients or only_people else Kind.CLIENTS


def _unique(found: list[str | None], known: frozenset[str]) -> list[str | None]:
    seen: set[str | None] = set()
    meant: list[str | None] = []
    for field in found:
        meant.append(field if field in known and field not in seen else None)
        seen.add(field)
    return meant


def _clients(found: list[str | None]) -> list[str | None]:
    """A name is the contact's where a column says who the client is, else the client's own."""
    means: dict[str | None, str | None] = {"name": "contact" if "client" in found else "client"}
    if "position" not in found:
        means["role"] = "position"
    return [means.get(field, field) for field in found]


def _staff(found: list[str | None]) -> list[str | None]:
    means: dict[str | None, str | None] = {}
    who = next((field for field in ("name", "employee", "manager", "contact") if field in found), None)
    means[who] = "name"
    if who != "manager" and "reports_to" not in found:
        means["manager"] = "reports_to"  # beside a name, the manager is that person's own
    return [means.get(field, field) if field else None for field in found]
