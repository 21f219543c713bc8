"""Bytes of a file to a grid of texts, by what the file is. CPU work of up to seconds: call it off the event loop."""

import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import chain
from types import GeneratorType

from bot.domain.tables import Grid, Line, body, headings, words
from bot.domain.tables.heading import SEARCHED
from bot.files.tables import cards, delimited, letters, workbook
from bot.files.tables.bad import COLUMN_LIMIT, ROW_LIMIT, SIZE_LIMIT, BadFile

_ZIP = b"PK\x03\x04"
_BLANK = b"\x00\t\r\n \xef\xbb\xbf\xff\xfe"
_MARKUP = re.compile(
    rb"\s*<(?:!doctype|html|table|meta|svg|\?xml|!--)", re.IGNORECASE
)  # a web page called .xls
_CELL_LIMIT = 5_000_000  # 50,000 rows of 100 columns
_REMEMBERED, _SHORT = 10_000, 60  # texts that are kept only once, and their longest


def read(data: bytes, language: str = "en", encoding: str | None = None) -> Grid:
    """Read a table or cards by what the file is, not by what it is called. Raises BadFile.

    `language` (the company's) chooses the code page of a text that is not Unicode; `encoding` overrules it.
    """
    if len(data) > SIZE_LIMIT:
        raise BadFile("file-too-large", limit=SIZE_LIMIT // 1024 // 1024)
    if not data[:4096].strip(_BLANK) and not data.strip(_BLANK):
        raise BadFile("file-empty")
    if data.startswith((_ZIP, workbook.OLD_OFFICE)):
        return _table(workbook.rows(data), "")
    if data.startswith(b"%PDF-"):
        raise BadFile("file-kind")
    if _MARKUP.match(data[:4096].lstrip(_BLANK)):
        raise BadFile("file-markup")
    found, guessed = _letters(data, language, encoding)
    shown = found if guessed else ""
    if cards.are(data, found):
        return _lean(cards.grid(data, found), shown)
    return _table(delimited.rows(data, found), shown)


def readings(data: bytes, language: str = "en", shown: int = 200) -> list[tuple[str, Grid]]:
    """The first rows of a text in each code page in which it can be read, for people to choose from.

    Empty for workbooks and Unicode.
    """
    if data.startswith((_ZIP, workbook.OLD_OFFICE)) or len(data) > SIZE_LIMIT:
        return []
    head = _beginning(data, shown)
    found = []
    for name in letters.guesses(head):
        try:
            grid = read(head, language, name)
        except BadFile:
            continue
        found.append((name, Grid(grid.header, grid.lines[:shown], encoding=name)))
    return found


def _letters(data: bytes, language: str, wanted: str | None) -> tuple[str, bool]:
    """The encoding, and whether it was guessed."""
    try:
        found, guessed = letters.encoding_of(data, language, wanted)
    except BadFile as refused:
        other = _recognised(data, "") if refused.code == "file-letters" else ""
        if not other:
            raise
        return other, True
    return (_recognised(data, found), True) if guessed and wanted is None else (found, guessed)


def _recognised(data: bytes, encoding: str) -> str:
    """The language's code page, unless another one makes words that we know of more of the headings.

    More, not any: accents do not matter in headings, so a wrong page may happen on one of them as well.
    """
    best, most = encoding, 0
    for name in (*([encoding] if encoding else []), *letters.guesses(data)):
        try:
            lines = [line.cells for line in _head(data, name)]
        except BadFile:
            continue
        if name == encoding and all(word.isascii() for word in _headed(lines)):
            return name
        counts = (sum(not word.isascii() and bool(words.header(word)) for word in cells) for cells in lines)
        known = max(counts, default=0)
        if known > most:
            best, most = name, known
    return best


def _headed(lines: list[tuple[str, ...]]) -> tuple[str, ...]:
    """The cells of the row of headings; of the first row, where none is known."""
    place = headings([Line(number, cells) for number, cells in enumerate(lines)])
    return lines[place or 0] if lines else ()


def _head(data: bytes, encoding: str) -> list[Line]:
    """The first lines with any text."""
    rows = delimited.rows(_beginning(data, SEARCHED), encoding)
    return [Line(number, cells) for number, row in enumerate(rows) if (cells := _cells(row, {}))]


def _beginning(data: bytes, count: int) -> bytes:
    return b"".join(data[: 64 * 1024].splitlines(keepends=True)[:count])


def _table(rows: Iterator[str | list[str]] | Iterator[list[str]], encoding: str) -> Grid:
    """The first sheet with headings; without any, the first sheet with text, whose first row then is the header."""
    first: list[Line] = []
    sheets = 0
    assert isinstance(rows, GeneratorType)
    with closing(rows):
        for name, lines in _sheets(rows):
            sheets += bool(name)
            place = headings(lines)
            if place is not None:
                return _grid(lines, place, encoding, name if sheets > 1 else "")
            first = first or lines
    if not first:
        raise BadFile("file-empty")
    return _grid(first, 0, encoding, "")


def _sheets(rows: Iterable[str | list[str]]) -> Iterator[tuple[str, list[Line]]]:
    """Each sheet's filled lines; of a sheet without headings only the first."""
    name, number, skipped = "", 0, False
    lines: list[Line] = []
    seen: dict[str, str] = {}
    total = 0
    for row in chain(rows, [""]):
        if isinstance(row, str):
            if lines:
                yield name, lines
            name, number, skipped, lines = row, 0, False, []
            continue
        number += 1
        if skipped or not (cells := _cells(row, seen)):
            continue
        lines.append(Line(number, cells))
        total += len(cells)
        if len(lines) > ROW_LIMIT + SEARCHED or total > _CELL_LIMIT:
            raise BadFile("file-too-many-rows", limit=ROW_LIMIT)
        skipped = name != "" and len(lines) == SEARCHED and headings(lines) is None


def _cells(row: list[str], seen: dict[str, str]) -> tuple[str, ...]:
    """The cells without empty ones at the end; texts that come again are kept once."""
    while row and not row[-1].strip():
        row.pop()
    if len(row) > COLUMN_LIMIT:
        raise BadFile("file-too-many-columns", limit=COLUMN_LIMIT)
    for place, cell in enumerate(row):
        known = seen.get(cell)
        if known is not None:
            row[place] = known
        elif len(cell) <= _SHORT and len(seen) < _REMEMBERED:
            seen[cell] = cell
    return tuple(row)


def _grid(lines: list[Line], place: int, encoding: str, sheet: str) -> Grid:
    header = lines[place]
    below = body(header.cells, lines[place + 1 :])
    if len(below) > ROW_LIMIT:
        raise BadFile("file-too-many-rows", limit=ROW_LIMIT)
    return Grid(header.cells, below, header.number, sheet, encoding)


def _lean(grid: Grid, encoding: str) -> Grid:
    if len(grid.lines) > ROW_LIMIT:
        raise BadFile("file-too-many-rows", limit=ROW_LIMIT)
    return Grid(grid.header, grid.lines, encoding=encoding)
