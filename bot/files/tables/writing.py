"""Rows to XLSX and CSV bytes that any spreadsheet opens and that can be read again unchanged. Not: what is exported."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | bool | dt.date | dt.datetime | None

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NARROWEST, _WIDEST = 8, 48
_LONGEST_CELL = 32_767  # Excel's own limit
_INK, _PAPER = "#FFFFFF", "#1F4E79"
HEADING = {"bold": True, "font_color": _INK, "bg_color": _PAPER, "valign": "vcenter"}
OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
}
"""Texts stay texts."""


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[Cell]], delimiter: str = ";") -> bytes:
    """A CSV in UTF-8 with a mark, which Excel needs. Texts that look like formulas get an apostrophe in front."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([guarded(word) for word in header])
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def guarded(cell: Cell) -> str:
    """A cell of a CSV: an apostrophe before what looks like a formula."""
    if isinstance(cell, str):
        # An apostrophe of somebody's own before such a sign gets another, so that reading takes just ours away.
        bare = cell.lstrip("'")
        return "'" + cell if bare.startswith(_FORMULA) else cell
    return _plain(cell)


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, dt.datetime):
        return cell.strftime("%Y-%m-%d %H:%M")
    return cell.isoformat() if isinstance(cell, dt.date) else str(cell)


def xlsx_bytes(header: Sequence[str], rows: Iterable[Sequence[Cell]], sheet: str = "Rapport") -> bytes:
    """A workbook of one sheet: texts stay texts, numbers numbers, dates dates (datetimes by their own clock)."""
    from xlsxwriter import Workbook  # only who makes one pays for it

    out = io.BytesIO()
    with Workbook(out, OPTIONS | {"in_memory": True}) as book:
        page = book.add_worksheet(_sheet_name(sheet))
        bold = book.add_format(HEADING)
        day, moment = (book.add_format({"num_format": form}) for form in ("yyyy-mm-dd", "yyyy-mm-dd hh:mm"))
        widths = [len(word) for word in header]
        for place, word in enumerate(header):
            page.write_string(0, place, word[:_LONGEST_CELL], bold)
        count = 0
        for count, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                write(page, count, place, cell, day, moment)
            widths = [max(width, len(_plain(cell))) for width, cell in zip(widths, row, strict=True)]
        _dress(page, widths, count)
    return out.getvalue()


def write(page: "Worksheet", row: int, column: int, cell: Cell, day: "Format", moment: "Format") -> None:
    """One cell of a workbook, as what it is."""
    if isinstance(cell, bool | str):
        page.write_string(row, column, _plain(cell)[:_LONGEST_CELL])
    elif isinstance(cell, dt.datetime):
        page.write_datetime(row, column, cell, moment)
    elif isinstance(cell, dt.date):
        page.write_datetime(row, column, dt.datetime.combine(cell, dt.time()), day)
    elif cell is not None:
        page.write_number(row, column, cell)


def _dress(page: "Worksheet", widths: Sequence[int], rows: int) -> None:
    """The header stays in sight and can be filtered; columns are as wide as their texts, within reason."""
    page.freeze_panes(1, 0)
    if widths:
        page.autofilter(0, 0, max(rows, 1), len(widths) - 1)
    for place, width in enumerate(widths):
        page.set_column(place, place, min(max(width + 2, _NARROWEST), _WIDEST))


def _sheet_name(text: str) -> str:
    return "".join(c for c in text if c not in "[]:*?/\\").strip("' ")[:31] or "Rapport"
