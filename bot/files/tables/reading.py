"""Bytes of a CSV or XLSX file to a grid of texts. CPU work of up to seconds: call it off the event loop."""

from collections.abc import Iterable, Iterator

from bot.domain.tables import Grid, Line
from bot.files.tables import delimited, workbook
from bot.files.tables.bad import COLUMN_LIMIT, ROW_LIMIT, SIZE_LIMIT, BadFile

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, and every .xlsx with a password


def read(data: bytes, language: str = "en", encoding: str | None = None) -> Grid:
    """Read a table by what the file is, not by what it is called. Raises BadFile.

    `language` (the company's) chooses the code page of a CSV that is not Unicode; `encoding` overrules it.
    """
    if len(data) > SIZE_LIMIT:
        raise BadFile("file-too-large", limit=SIZE_LIMIT // 1024 // 1024)
    if not data.strip(b"\x00\t\r\n \xef\xbb\xbf\xff\xfe"):
        raise BadFile("file-empty")
    if data.startswith(_OLD_OFFICE):
        raise BadFile("file-locked" if b"E\x00n\x00c\x00r\x00y\x00p\x00t" in data else "file-kind")
    rows = workbook.rows(data) if data.startswith(_ZIP) else delimited.rows(data, language, encoding)
    return _grid(rows)


def _grid(rows: Iterable[list[str]]) -> Grid:
    """The first row with any text is the header; empty rows keep their numbers and are left out."""
    lines = _filled(rows)
    header = next(lines, None)
    if header is None:
        raise BadFile("file-empty")
    return Grid(header.cells, tuple(lines))


def _filled(rows: Iterable[list[str]]) -> Iterator[Line]:
    for number, cells in enumerate(rows, start=1):
        if number > ROW_LIMIT:
            raise BadFile("file-too-many-rows", limit=ROW_LIMIT)
        while cells and not cells[-1].strip():
            cells.pop()
        if len(cells) > COLUMN_LIMIT:
            raise BadFile("file-broken")
        if cells:
            yield Line(number, tuple(cells))
