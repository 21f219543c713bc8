"""Files that are written some rows at a time, so that a long one fills no memory. Not: what is exported."""

import csv
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

from bot.files.tables import writing
from bot.files.tables.writing import Cell

_WIDTH = 18  # signs; the rows to come are not known when the columns are made


class Sheet(Protocol):
    """A file that grows. Work for a thread."""

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Some more rows."""

    def close(self) -> bytes:
        """The whole file."""


class CsvSheet:
    """UTF-8 with a mark, `;`, texts that look like formulas guarded by an apostrophe."""

    def __init__(self, header: Sequence[str]) -> None:
        self._file = tempfile.SpooledTemporaryFile(4 * 1024 * 1024, "w+", encoding="utf-8-sig", newline="")  # noqa: SIM115
        self._writer = csv.writer(self._file, delimiter=";", lineterminator="\r\n")
        self.add([header])

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Some more rows."""
        self._writer.writerows([writing.guarded(cell) for cell in row] for row in rows)

    def close(self) -> bytes:
        """The whole file."""
        with self._file as file:
            file.flush()
            file.seek(0)
            return file.read().encode("utf-8-sig")


class XlsxSheet:
    """A workbook of one sheet; rows wait on disk."""

    def __init__(self, header: Sequence[str]) -> None:
        from xlsxwriter import Workbook  # only who makes one pays for it

        self._folder = tempfile.TemporaryDirectory(prefix="rapport-")
        self._path = Path(self._folder.name) / "sheet.xlsx"
        options = writing.OPTIONS | {"constant_memory": True, "tmpdir": self._folder.name, "in_memory": False}
        self._book = Workbook(str(self._path), options)
        self._page: Any = self._book.add_worksheet("Rapport")
        self._day, self._moment = (
            self._book.add_format({"num_format": form}) for form in ("yyyy-mm-dd", "yyyy-mm-dd hh:mm")
        )
        self._columns, self._count = len(header), 0
        self._page.set_column(0, len(header) - 1, _WIDTH)
        self._page.freeze_panes(1, 0)
        bold = self._book.add_format(writing.HEADING)
        for place, word in enumerate(header):
            self._page.write_string(0, place, word, bold)

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Some more rows."""
        for row in rows:
            self._count += 1
            for place, cell in enumerate(row):
                writing.write(self._page, self._count, place, cell, self._day, self._moment)

    def close(self) -> bytes:
        """The whole file."""
        with self._folder:
            self._page.autofilter(0, 0, max(self._count, 1), self._columns - 1)
            self._book.close()
            return self._path.read_bytes()


SHEETS: dict[str, type[CsvSheet] | type[XlsxSheet]] = {"xlsx": XlsxSheet, "csv": CsvSheet}
"""By the ending of the file."""
