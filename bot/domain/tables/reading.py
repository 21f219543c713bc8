"""Reading a table row by row, cell by cell. Problems are collected, never raised. Not: what is already stored."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TypeVar

from bot.domain import phones
from bot.domain.countries import country_code
from bot.domain.occasions import AnnualDate
from bot.domain.phones import Phone
from bot.domain.tables import cells, words
from bot.domain.tables.cells import BadCell, Order
from bot.domain.tables.grid import Grid, Line
from bot.domain.tables.layout import Column, Kind, Layout
from bot.domain.tables.rows import ClientRow, Parsed, Ref, RowProblem, Severity, StaffRow

T = TypeVar("T")
R = TypeVar("R", ClientRow, StaffRow)
_TOLD = frozenset({"phone", "email"})
_SAME_DIGITS = 8  # at the end of a number, with or without its country
_SEVERAL = ":::"  # between several values of one cell in a file of Google's
_REF = re.compile(r"([a-z0-9]{4,12})-(\d{1,18})(?:-(\d{1,18}))?")
DATES = ("birthday", "first_deal", "last_deal", "contract_signed", "contract_ends", "hired")


def read(
    grid: Grid,
    layout: Layout,
    country: str | None,
    today: date,
    orders: Mapping[str, Order | None] | None = None,
) -> Parsed:
    """Read every row. `country` (ISO, the company's) reads national phones of rows without one; `orders` settles
    dates with slashes of a field where the column does not."""
    settled = {name: cells.slash_order(_column(grid, layout, name)) for name in DATES} | dict(orders or {})
    reader = _client if layout.kind is Kind.CLIENTS else _person
    sources = layout.sources
    problems: list[RowProblem] = []
    rows: list[ClientRow | StaffRow] = []
    for line in grid.lines:
        if any(cell.strip() for cell in line.cells):
            row = _Row(line, layout, sources, country, today, settled)
            read_row = reader(row)
            problems += row.problems
            if not row.failed:
                rows.append(read_row)
    clients = _unrepeated([row for row in rows if isinstance(row, ClientRow)], problems, layout)
    staff = _unrepeated([row for row in rows if isinstance(row, StaffRow)], problems, layout)
    by_row = tuple(sorted(problems, key=lambda problem: problem.row))
    where = (grid.sheet, grid.header_row, grid.encoding)
    return Parsed(layout, clients, staff, by_row, len(grid.lines), *where)


def _column(grid: Grid, layout: Layout, name: str) -> Iterator[str]:
    places = [column.index for column in layout.columns if column.field == name]
    return (line.cells[i] for i in places for line in grid.lines if i < len(line.cells))


def _unrepeated(rows: Iterable[R], problems: list[RowProblem], layout: Layout) -> tuple[R, ...]:
    """The rows without those that stand in the file already; the first counts."""
    first: dict[tuple[str, ...], R] = {}
    for row in rows:
        earlier = first.setdefault(row.key, row)
        if earlier is not row:
            problems.append(duplicate(row, earlier.row, layout))
    return tuple(first.values())


def _by_labels(
    columns: tuple[Column, ...], texts: tuple[str, ...], field: str
) -> list[Column] | tuple[Column, ...]:
    """The columns of one field, that which counts first in this row in front."""
    if all(column.label is None for column in columns):
        return columns

    def rank(column: Column) -> int:
        label = texts[column.label] if column.label is not None and column.label < len(texts) else ""
        return words.rank(field, label) if label and column.rank >= 0 else column.rank

    return sorted(columns, key=rank)


def _different(filled: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Those after the first that are not the same number or address once more."""
    seen: set[str] = set()
    for place, (header, text) in enumerate(filled):
        bare = "".join(c for c in text.casefold() if c.isalnum() or c == "@")
        key = bare[-_SAME_DIGITS:] if bare.isdigit() else bare
        if key not in seen and place:
            yield header, text
        seen.add(key)


def duplicate(row: ClientRow | StaffRow, of: int, layout: Layout) -> RowProblem:
    """A row that stands in the file already."""
    named = {"ref": "ref", "id": "external_id", "phone": "phone"}.get(row.key[0])
    column = layout.header_of(named or ("client" if isinstance(row, ClientRow) else "name"))
    return RowProblem(row.row, column, "duplicate", Severity.DUPLICATE, {"of": of})


class _Row:
    """One line while it is read: hands out parsed cells and collects what is wrong with them."""

    def __init__(
        self,
        line: Line,
        layout: Layout,
        sources: Mapping[str, tuple[Column, ...]],
        country: str | None,
        today: date,
        orders: Mapping[str, Order | None],
    ) -> None:
        self.number = line.number
        self.problems: list[RowProblem] = []
        self._layout, self._country, self._today, self._orders = layout, country, today, orders
        self._cells: dict[str, str] = {}
        self._from: dict[str, str] = {}  # headers of the columns that were read, where a field has several
        for field, columns in sources.items():
            self._take(line.cells, field, columns)
        if any(cell.strip() for cell in line.cells[len(layout.columns) :]):
            self.say("", "extra-cells", Severity.ERROR, cells=len(line.cells), columns=len(layout.columns))

    def _take(self, texts: tuple[str, ...], field: str, columns: tuple[Column, ...]) -> None:
        """The first filled of the columns of one field; further phones and addresses are told, not taken."""
        if len(columns) == 1 and field not in _TOLD:
            if columns[0].index < len(texts):
                self._cells[field] = texts[columns[0].index]
            return
        filled = [
            (column.header, part)
            for column in _by_labels(columns, texts, field)
            if column.index < len(texts)
            for part in texts[column.index].split(_SEVERAL)
            if part.strip()
        ]
        if filled:
            self._from[field], self._cells[field] = filled[0]
        if field in _TOLD:
            for header, text in _different(filled):
                detail = {"text": cells.clean(text)[:60], "field": field}
                self.problems.append(RowProblem(self.number, header, "left-out", Severity.WARNING, detail))

    @property
    def failed(self) -> bool:
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    def say(self, name: str, code: str, severity: Severity, **detail: str | int) -> None:
        column = (self._from.get(name) or self._layout.header_of(name)) if name else ""
        self.problems.append(RowProblem(self.number, column, code, severity, detail))

    def cell(self, name: str, parse: Callable[[str], T], severity: Severity = Severity.ERROR) -> T | None:
        """A parsed cell; None if it is empty or wrong."""
        text = self._cells.get(name, "")
        if not text.strip():
            return None
        try:
            return parse(text)
        except BadCell as bad:
            detail = {
                key: cells.clean(value)[:60] if isinstance(value, str) else value
                for key, value in bad.detail.items()
            }
            self.say(name, bad.code, severity, **detail)
            return None

    def text(self, name: str) -> str | None:
        return self.cell(name, cells.name) or None

    def known(self, name: str, find: Callable[[str], T | None]) -> T | None:
        """A cell that holds one of a few known words; an unknown one is a warning and left out."""

        def parse(text: str) -> T:
            value = find(text)
            if value is None:
                raise BadCell(f"{name}-unknown", text=text)
            return value

        return self.cell(name, parse, Severity.WARNING)

    def dated(self, name: str, parse: Callable[[str, Order | None], T]) -> T | None:
        """A date in the order of its column."""
        if cells.no_date(self._cells.get(name, "")):
            return None
        return self.cell(name, lambda text: parse(text, self._orders.get(name)))

    def day(self, name: str, *, past: bool = True) -> date | None:
        value = self.dated(name, cells.day)
        if value is not None and past and value > self._today:
            self.say(name, "date-future", Severity.ERROR, text=self._cells[name][:60])
        return value

    def birthday(self) -> AnnualDate | None:
        value = self.dated("birthday", cells.birthday)
        if value is not None and value.year is not None and value.on(value.year) > self._today:
            self.say("birthday", "date-future", Severity.ERROR, text=self._cells["birthday"][:60])
        return value

    def phone(self, country: str | None) -> Phone | None:
        phone = self.cell("phone", lambda text: phones.read(cells.name(text), country or self._country))
        if phone and (doubt := phone.warning):
            where = {"expected": doubt.expected, "country": doubt.country}
            self.say("phone", doubt.code, Severity.WARNING, text=phone.raw[:60], digits=doubt.digits, **where)
        return phone

    def full(self, name: str) -> str | None:
        """A person's name, with the parts of it that have columns of their own."""
        own = self.text(name)
        if name != self._layout.person:
            return own
        parts = [own, self.text("middle_name"), self.text("surname")]
        return " ".join(part for part in parts if part) or None

    def client(self) -> tuple[str, str | None]:
        """The client and the contact; somebody without a company is a client of their own."""
        client, contact = self.full("client"), self.full("contact")
        if client is None and contact is None and not self.failed:
            contact = self._email_as_name()
        if client is None and contact is not None:
            self.say("client", "own-client", Severity.WARNING, text=contact[:60])
            return contact, None
        if client is None and not self.failed:
            self.say("client", "no-name", Severity.ERROR)
        return client or "", contact

    def _email_as_name(self) -> str | None:
        """Address books keep people of whom nothing but an address is known."""
        try:
            return cells.email(self.text("email") or "") or None
        except BadCell:
            return None

    def required(self, name: str) -> str:
        value = self.full(name)
        if value is None and not self.failed:
            self.say(name, "no-name", Severity.ERROR)
        return value or ""


def _client(row: _Row) -> ClientRow:
    country = row.known("country", country_code)
    client, contact = row.client()
    read = ClientRow(
        row=row.number,
        client=client,
        contact=contact,
        external_id=row.text("external_id"),
        position=row.text("position"),
        phone=row.phone(country),
        email=row.cell("email", cells.email, Severity.WARNING),
        country=country,
        city=row.text("city"),
        manager=row.text("manager"),
        team=row.text("team"),
        segment=row.text("segment"),
        tier=row.known("tier", words.tier),
        status=row.known("status", words.status),
        first_deal=row.day("first_deal"),
        last_deal=row.day("last_deal"),
        contract_signed=row.day("contract_signed", past=False),
        contract_ends=row.day("contract_ends", past=False),
        share=row.cell("share", cells.share),
        birthday=row.birthday(),
        language=row.known("language", words.language),
        zone=row.cell("zone", cells.zone, Severity.WARNING),
        decides=row.known("decides", words.answer),
        likes=row.cell("likes", cells.note),
        notes=row.cell("notes", cells.note),
        contact_notes=row.cell("contact_notes", cells.note),
        surveys=row.known("surveys", words.answer),
        invitations=row.known("invitations", words.answer),
        greetings=row.known("greetings", words.answer),
        ref=row.cell("ref", ref),
    )
    _in_order(row, "last_deal", read.first_deal, read.last_deal)
    _in_order(row, "contract_ends", read.contract_signed, read.contract_ends)
    return read


def ref(text: str) -> Ref | None:
    """The mark of an export, None when it is none."""
    match = _REF.fullmatch(cells.clean(text))
    return match and Ref(match[1], int(match[2]), int(match[3]) if match[3] else None)


def _in_order(row: _Row, name: str, first: date | None, last: date | None) -> None:
    if first and last and last < first:
        row.say(name, "dates-crossed", Severity.WARNING, first=first.isoformat(), last=last.isoformat())


def _person(row: _Row) -> StaffRow:
    country = row.known("country", country_code)
    return StaffRow(
        row=row.number,
        name=row.required("name"),
        external_id=row.text("external_id"),
        position=row.text("position"),
        role=row.known("role", words.role),
        reports_to=row.text("reports_to"),
        team=row.text("team"),
        phone=row.phone(country),
        email=row.cell("email", cells.email, Severity.WARNING),
        country=country,
        birthday=row.birthday(),
        hired=row.day("hired", past=False),
        language=row.known("language", words.language),
        zone=row.cell("zone", cells.zone, Severity.WARNING),
    )
