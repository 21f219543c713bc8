"""A table as plain texts: the header and the lines under it. Not: bytes, meaning."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number as the spreadsheet shows it (the header is usually 1), and its cells."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The header words and the lines under them; a line may be shorter or longer than the header.

    header_row: its number in the file. sheet: the name of the sheet, where a book has several. encoding: the letters
    that it was read in, when they were guessed.
    """

    header: tuple[str, ...]
    lines: tuple[Line, ...]
    header_row: int = 1
    sheet: str = ""
    encoding: str = ""

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, str]]) -> "Grid":
        """A grid of rows keyed by header word."""
        rows = list(rows)
        header = tuple(dict.fromkeys(word for row in rows for word in row))
        cells = (tuple(row.get(word, "") for word in header) for row in rows)
        return cls(header, tuple(Line(number, line) for number, line in enumerate(cells, start=2)))

    def dicts(self) -> list[dict[str, str]]:
        """The rows keyed by header word, for showing."""
        return [dict(zip(self.header, line.cells, strict=False)) for line in self.lines]

    def samples(self, index: int, count: int = 3) -> tuple[str, ...]:
        """The first different texts of a column."""
        found: dict[str, None] = {}
        for line in self.lines:
            if index < len(line.cells) and (text := line.cells[index].strip()):
                found[text] = None
                if len(found) == count:
                    break
        return tuple(found)
