"""CSV: delimiter, quotes, guarded formulas. Not: letters, workbooks."""

import csv
import re
from collections.abc import Iterator

from bot.domain.tables import words
from bot.files.tables import letters
from bot.files.tables.bad import COLUMN_LIMIT, BadFile

_DELIMITERS = ";\t,|"
_SEP = re.compile(r"sep=(.)\r?\n?\Z")  # Excel's own hint in the first line
_GUARDED = re.compile(r"\A'(?='*[=+\-@\t\r])")
_LONGEST_LINE = 1024 * 1024  # signs
_LONGEST_ROW = 2_000  # lines of one row, in quotes
_LONGEST_HEADING = 60
_PEEKED = 20  # lines that tell the delimiter


def rows(data: bytes, encoding: str) -> Iterator[list[str]]:
    """The rows of a CSV file; a cell that was guarded against being a formula is freed. Raises BadFile."""
    source = _Lines(letters.lines(data, encoding))
    hint = _SEP.match(source.peeked[0]) if source.peeked else None
    if hint:
        next(source)
        yield []  # the hint is a row of the file: numbers stay true
    try:
        for row in csv.reader(source, delimiter=hint[1] if hint else delimiter(source.peeked)):
            source.row_ended()
            if len(row) > COLUMN_LIMIT and any(cell.strip() for cell in row[COLUMN_LIMIT:]):
                raise BadFile("file-too-many-columns", limit=COLUMN_LIMIT)
            yield [_GUARDED.sub("", cell) if cell.startswith("'") else cell for cell in row]
    except csv.Error:
        raise BadFile("file-broken") from None


class _Lines:
    """The lines of a text, the first of them looked at before; none without end, no row without end."""

    def __init__(self, source: Iterator[str]) -> None:
        self._source = source
        self._in_row = 0
        self.peeked: list[str] = []
        for line in source:
            self.peeked.append(_checked(line))
            if len(self.peeked) == _PEEKED:
                break
        self._waiting = iter(self.peeked)

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        self._in_row += 1
        if self._in_row > _LONGEST_ROW:
            raise BadFile("file-broken")
        waiting = next(self._waiting, None)
        return _checked(next(self._source)) if waiting is None else waiting

    def row_ended(self) -> None:
        """The lines so far were whole rows."""
        self._in_row = 0


def _checked(line: str) -> str:
    if len(line) > _LONGEST_LINE:
        raise BadFile("file-broken")
    return line


def delimiter(lines: list[str]) -> str:
    """The delimiter that gives most known headings, else most cells in the first row; a comma if none does."""
    cut = {mark: [row for row in csv.reader(lines, delimiter=mark) if row] for mark in _DELIMITERS}
    found = {
        mark: (max(map(_known, rows), default=0), len(rows[0]) if rows else 0) for mark, rows in cut.items()
    }
    best = max(found, key=lambda mark: found[mark])
    return best if max(found[best]) > 1 else ","


def _known(row: list[str]) -> int:
    return sum(words.header(cell) is not None for cell in row if len(cell) < _LONGEST_HEADING)
