"""Workbooks as people make them: titles, several sheets, totals, merged cells; .xls and .ods; bombs."""

import datetime as dt
import io
import random
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook

from bot.domain import tables as domain
from bot.domain.tables import Grid
from bot.files.tables import BadFile, read, workbook, xlsx_bytes
from tests.files.books import Cell, ods, repacked, xls

ROWS: tuple[list[Cell], ...] = (
    ["Klients", "Tālrunis", "Dzimšanas diena", "Daļa"],
    ["Ābols & dēli", 37126123456.0, dt.date(1990, 4, 15), 0.5],
    ["Šķēle", "+371 29111222", None, 5.0],
)
AS_READ = [("Ābols & dēli", "37126123456", "1990-04-15", "0.5"), ("Šķēle", "+371 29111222", "", "5")]


def cells(grid: Grid) -> list[tuple[str, ...]]:
    """The lines without their numbers."""
    return [line.cells for line in grid.lines]


def refusal(data: bytes) -> str:
    """The code of the refusal of a file."""
    with pytest.raises(BadFile) as refused:
        read(data)
    return refused.value.code


@pytest.mark.parametrize("data", [ods(*ROWS), xls(*ROWS)], ids=["ods", "xls"])
def test_old_and_open_workbooks_are_read_like_new_ones(data: bytes) -> None:
    grid = read(data)
    assert grid.header == ("Klients", "Tālrunis", "Dzimšanas diena", "Daļa")
    assert cells(grid) == AS_READ
    assert [line.number for line in grid.lines] == [2, 3]


def titled() -> bytes:
    """A book of three sheets; the second is a printed list with titles, repeated headings, merged cells and a total."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        cover, page, prices = (book.add_worksheet(name) for name in ("Cover", "Clients", "Prices"))
        cover.write_column(0, 0, ["Our clients", "as of 1 November", "made by Ilze"])
        prices.write_row(0, 0, ["Client", "Price"])
        page.merge_range("B2:F2", "CLIENT LIST, NOVEMBER 2026")
        page.merge_range("B3:F3", "Confidential; for the sales team")
        header = ["No.", "Company", "Contact person", "Mobile phone", "Share, %"]
        page.write_row(4, 1, header)
        page.merge_range("C6:C7", "Acme Ltd")
        page.write_row(5, 3, ["Anna Bērziņa", 37126123456, 12.5])
        page.write_row(6, 3, ["Igor Sidorov", "+371 26123457", 12.5])
        page.write_row(8, 1, header)
        page.write_row(9, 2, ["Levant Trade", "Noa Levi", "+972 54 765 4321", 3])
        page.write_row(11, 1, ["Total:", "", "", "", 28])
    return out.getvalue()


def test_a_printed_list_with_titles_merged_cells_and_a_total_comes_in_without_editing() -> None:
    grid = read(titled())
    assert (grid.sheet, grid.header_row) == ("Clients", 5)
    found = domain.read(grid, domain.layout_of(grid.header), "LV", dt.date(2026, 11, 22))
    assert [(row.row, row.client, row.contact, row.share) for row in found.clients] == [
        (6, "Acme Ltd", "Anna Bērziņa", 12.5),
        (7, "Acme Ltd", "Igor Sidorov", 12.5),
        (10, "Levant Trade", "Noa Levi", 3.0),
    ]
    assert found.problems == ()
    assert found.lines == 3


@pytest.mark.parametrize("total", ["Итого", "ВСЕГО:", "Kopā", "Yhteensä", "Totalt", "סה״כ", "Total: 2"])
def test_a_total_at_the_end_is_no_client_in_any_language(total: str) -> None:
    data = f"Client;Share\nAcme;40\nTotal;3\nLevant;20\n{total};60,5 %\n".encode()
    assert [cells_[0] for cells_ in cells(read(data))][-1] == "Levant"


def test_a_client_called_total_with_a_contact_is_a_client() -> None:
    assert cells(read(b"Client;Contact\nAcme;Anna\nTotal;Noa\n"))[-1] == ("Total", "Noa")


def test_a_title_line_above_a_csv_is_passed_over() -> None:
    grid = read(b"Clients, as of 1 November; secret\n\nClient;Contact;Phone\nAcme;Anna;26123456\n")
    assert (grid.header, grid.header_row) == (("Client", "Contact", "Phone"), 3)
    assert cells(grid) == [("Acme", "Anna", "26123456")]


def test_a_workbook_with_macros_is_read_as_data() -> None:
    book = repacked(xlsx_bytes(["Client"], [["Acme"]]), "xl/vbaProject.bin", b"Sub AutoOpen(): Shell(1)")
    assert cells(read(book)) == [("Acme",)]


def test_a_formula_gives_its_last_value_and_nothing_is_calculated() -> None:
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["Client", "Share"])
        page.write(1, 0, "Acme")
        page.write_formula(1, 1, "=1+1", value=7)
    assert cells(read(out.getvalue())) == [("Acme", "7")]


BILLION = b'<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><sst>&b;</sst>'
REPEATED = '<table:table-row table:number-rows-repeated="{rows}"><table:table-cell office:value-type="string" {columns}>'
WIDE = 'table:number-columns-repeated="1000000000"'
CELL = "<text:p>x</text:p></table:table-cell></table:table-row>"


def sheet(content: str) -> bytes:
    """A workbook whose sheet has this XML."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    xml = f'<?xml version="1.0"?><worksheet {space}>{content}</worksheet>'
    return repacked(xlsx_bytes(["Client"], [["Acme"]]), "xl/worksheets/sheet1.xml", xml.encode())


def corner(column: str, row: int) -> bytes:
    """A sheet with one cell in a far corner."""
    far = f'<row r="{row}"><c r="{column}{row}"><v>1</v></c></row>'
    return sheet(
        f'<dimension ref="A1:{column}{row}"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row>{far}</sheetData>'
    )


def lying(size: int) -> bytes:
    """A part that is larger than the directory says: by the directory it is tiny."""
    data = repacked(xlsx_bytes(["Client"], [["Acme"]]), "xl/sharedStrings.xml", bytes(size))
    return data.replace(size.to_bytes(4, "little"), (900).to_bytes(4, "little"))


def nested() -> bytes:
    """Archives within an archive, of which nothing is needed."""
    inner = repacked(xlsx_bytes(["Client"], []), "zeros.xml", bytes(60 * 1024 * 1024))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(50):
            archive.writestr(f"{number}.zip", inner)
    return out.getvalue()


def strings(count: int) -> bytes:
    """A million little texts in a file of less than a megabyte."""
    body = b"<sst>" + b"<si><t>a</t></si>" * count + b"</sst>"
    return repacked(xlsx_bytes(["Client"], [["Acme"]]), "xl/sharedStrings.xml", body)


def full(rows: int) -> bytes:
    """Rows of a hundred cells each, in a file of half a megabyte."""
    some = random.Random(7)
    row = "<row>" + "".join(f"<c><v>{some.randrange(10**6)}</v></c>" for _ in range(100)) + "</row>"
    return sheet(f"<sheetData>{row * rows}{'<!--' + some.randbytes(200_000).hex() + '-->'}</sheetData>")


MB = 1024 * 1024
BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "declared": (
        lambda: repacked(xlsx_bytes(["Client"], []), "xl/media/a.bin", bytes(120 * MB)),
        "file-bomb",
    ),
    "strings": (lambda: strings(5_000_000), "file-bomb"),
    "zeros": (
        lambda: repacked(xlsx_bytes(["Client"], []), "xl/sharedStrings.xml", bytes(99 * MB)),
        "file-bomb",
    ),
    "undeclared": (lambda: lying(90 * MB), "file-bomb"),
    "nested": (nested, "file-kind"),
    "entities": (lambda: repacked(xlsx_bytes(["Client"], []), "xl/sharedStrings.xml", BILLION), "file-bomb"),
    "corner": (lambda: corner("XFD", 1_048_576), "file-too-many-rows"),
    "far down": (lambda: corner("Z", 1_048_576), "file-too-many-rows"),
    "full": (lambda: full(20_000), "file-too-many-rows"),
    "ods rows": (
        lambda: ods(["Client"], raw=REPEATED.format(rows=10**9, columns="") + CELL),
        "file-too-many-rows",
    ),
    "ods columns": (
        lambda: ods(["Client"], raw=REPEATED.format(rows=1, columns=WIDE) + CELL),
        "file-too-many-columns",
    ),
}
SECONDS = 20
"""Of work on the slowest machine: half a second elsewhere. A bomb that is not refused takes minutes."""
MEASURED = """
import resource, sys, time
from bot.files.tables import BadFile, read
own, children = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
data = open(sys.argv[1], "rb").read()
before, clock = resource.getrusage(own).ru_maxrss, time.process_time()
try:
    read(data)
except BadFile as refused:
    print(refused.code)
    print((resource.getrusage(own).ru_maxrss - before) // 1024, resource.getrusage(children).ru_maxrss // 1024)
    used = resource.getrusage(children)
    print(time.process_time() - clock + used.ru_utime + used.ru_stime)
"""


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_with_little_work_and_within_100_megabytes(name: str, tmp_path: Path) -> None:
    make, code = BOMBS[name]
    file = tmp_path / "bomb.xlsx"
    file.write_bytes(make())
    command = [sys.executable, "-c", MEASURED, str(file)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    own, reader = map(int, said[1].split())
    assert said[0] == code
    assert max(own, reader) < 100
    assert float(said[2]) < SECONDS
    assert list(tmp_path.iterdir()) == [file]


def test_a_reader_that_crashes_harms_nobody_else() -> None:
    damaged = repacked(
        xlsx_bytes(["Client"], [["Acme"]]), "xl/styles.xml", b"<styleSheet><cellXfs><xf numFmtId="
    )
    assert refusal(damaged) == "file-broken"
    assert cells(read(xlsx_bytes(["Client"], [["Acme"]]))) == [("Acme",)]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"x" * (19 * 1024 * 1024), "file-broken"),
        (b"Client\n" + b"," * (900 * 1024), "file-broken"),
        (b"Client\n" + b"a," * 10_000, "file-too-many-columns"),
        (b"Client\n" + (b"," * 400 + b"a\n") * 20_000, "file-too-many-rows"),
        (b'Client\n"' + b"a\n" * (5 * 1024 * 1024), "file-broken"),
        (b"Client\n" + b'"\n",' * (3 * 1024 * 1024), "file-broken"),
        (b"Client\nAc\x00me\n", "file-kind"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\x01\x02", "file-kind"),
    ],
    ids=["one line", "commas", "columns", "cells", "quote", "row", "nul", "pdf"],
)
def test_texts_that_would_fill_the_memory_or_are_no_tables_are_refused(data: bytes, code: str) -> None:
    assert refusal(data) == code


def test_repeated_texts_are_kept_once() -> None:
    first, second = cells(read("Client;City\nAcme;Rīga vecpilsēta\nLevant;Rīga vecpilsēta\n".encode()))
    assert first[1] is second[1]


def test_the_reader_is_told_no_secret_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAPPORT_TELEGRAM__TOKEN", "secret")
    told: list[object] = []
    start = subprocess.Popen

    def watched(*args: Any, **options: Any) -> "subprocess.Popen[bytes]":
        told.append(options["env"])
        return start(*args, **options)

    monkeypatch.setattr(subprocess, "Popen", watched)
    assert cells(read(xlsx_bytes(["Client"], [["Acme"]]))) == [("Acme",)]
    assert told == [{}]


def test_nothing_of_the_reader_is_left_running_when_its_first_rows_are_enough() -> None:
    started = threading.active_count()
    rows = workbook.rows(xlsx_bytes(["Client"], [[f"Client {n}"] for n in range(5_000)]))
    assert isinstance(rows, Generator)
    assert next(rows) == "Rapport"
    rows.close()
    assert threading.active_count() <= started
