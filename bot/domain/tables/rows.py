"""What a table gives: rows of clients or staff, and problems by row. Not: how cells are read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.domain.clients import Status, Tier
from bot.domain.folding import fold
from bot.domain.occasions import AnnualDate
from bot.domain.people import Role
from bot.domain.phones import Phone
from bot.domain.tables.grid import Line
from bot.domain.tables.layout import Kind, Layout


class Severity(StrEnum):
    """What a problem does to its row: it stays out, comes in all the same, or stands in the file already."""

    ERROR = "error"
    WARNING = "warning"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One problem: the row's number as the spreadsheet shows it, the column's header, a code and its values."""

    row: int
    column: str
    code: str
    severity: Severity
    detail: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ref:
    """The mark that an export puts beside each row: of which installation, which client, which contact there."""

    house: str
    client: int
    contact: int | None = None

    def __str__(self) -> str:
        """As it stands in the file."""
        return "-".join(str(part) for part in (self.house, self.client, self.contact) if part is not None)


@dataclass(frozen=True, slots=True)
class ClientRow:
    """A client and (if named) one contact there. None is an empty cell or a column that is not there."""

    row: int
    client: str
    contact: str | None = None
    external_id: str | None = None
    position: str | None = None
    phone: Phone | None = None
    email: str | None = None
    country: str | None = None
    city: str | None = None
    manager: str | None = None
    team: str | None = None
    segment: str | None = None
    tier: Tier | None = None
    status: Status | None = None
    first_deal: date | None = None
    last_deal: date | None = None
    contract_signed: date | None = None
    contract_ends: date | None = None
    share: float | None = None
    birthday: AnnualDate | None = None
    language: str | None = None
    zone: str | None = None
    decides: bool | None = None
    likes: str | None = None
    notes: str | None = None
    contact_notes: str | None = None
    surveys: bool | None = None
    invitations: bool | None = None
    greetings: bool | None = None
    ref: Ref | None = None

    @property
    def person(self) -> str | None:
        """Who the contact is: as named; the client itself when it has a phone or the like but names nobody."""
        own = self.phone or self.email or self.birthday
        return self.contact or (self.client if own else None)

    @property
    def key(self) -> tuple[str, ...]:
        """What makes two rows the same: external id (with the contact, as a client may have several), else a sure
        phone, else contact and client; before all of them the mark of an export of ours."""
        if self.ref:
            return "ref", str(self.ref)
        if self.external_id:
            return "id", fold(self.external_id), fold(self.contact or "")
        if self.phone and self.phone.key:
            return "phone", self.phone.key
        return "name", fold(self.contact or ""), fold(self.client)


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A colleague. None is an empty cell or a column that is not there."""

    row: int
    name: str
    external_id: str | None = None
    position: str | None = None
    role: Role | None = None
    reports_to: str | None = None
    team: str | None = None
    phone: Phone | None = None
    email: str | None = None
    country: str | None = None
    birthday: AnnualDate | None = None
    hired: date | None = None
    language: str | None = None
    zone: str | None = None

    @property
    def key(self) -> tuple[str, ...]:
        """What makes two rows the same: external id, else a sure phone, else the name."""
        if self.external_id:
            return "id", fold(self.external_id)
        if self.phone and self.phone.key:
            return "phone", self.phone.key
        return "name", fold(self.name)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A table read: the rows that can come in, and everything that is wrong, by row."""

    layout: Layout
    clients: tuple[ClientRow, ...] = ()
    staff: tuple[StaffRow, ...] = ()
    problems: tuple[RowProblem, ...] = ()
    lines: int = 0  # those of the table, whatever is wrong with them
    sheet: str = ""  # see Grid
    header_row: int = 1
    encoding: str = ""
    source: tuple[Line, ...] = ()  # the lines themselves, where they are read in parts

    @property
    def kind(self) -> Kind:
        """Clients or staff."""
        return self.layout.kind

    @property
    def rows(self) -> tuple[ClientRow, ...] | tuple[StaffRow, ...]:
        """The rows of whichever kind it is."""
        return self.staff if self.kind is Kind.STAFF else self.clients

    def count(self, severity: Severity) -> int:
        """How many rows (errors, duplicates) or cells (warnings) have such a problem."""
        found = [problem.row for problem in self.problems if problem.severity is severity]
        return len(found) if severity is Severity.WARNING else len(set(found))
