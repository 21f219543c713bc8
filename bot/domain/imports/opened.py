"""A waiting file opened to choose about it: its columns with samples, its letters as they could be read. Not: reading it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.tables import Column, Grid, Kind, Order, words
from bot.domain.tables.reading import DATES

__all__ = ["DATES", "Opened", "Reading", "readings"]
_NAMES = 2
_LONGEST = 18  # signs of a sample in a button


@dataclass(frozen=True, slots=True)
class Reading:
    """The same names in one code page."""

    encoding: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """A waiting file, its first rows, and what is chosen so far."""

    id: int
    version: int
    name: str
    kind: Kind
    columns: tuple[Column, ...]
    head: Grid
    orders: Mapping[str, Order] = field(default_factory=dict)
    readings: tuple[Reading, ...] = ()

    def column(self, index: int) -> Column | None:
        """One column that has a heading or a cell."""
        return self.columns[index] if 0 <= index < len(self.columns) else None


def readings(found: Sequence[tuple[str, Grid]]) -> tuple[Reading, ...]:
    """What to choose from: the same cells in every code page that makes letters of them, without doubles."""
    if not found:
        return ()
    places = _telling(found[0][1])
    kept: dict[tuple[str, ...], Reading] = {}
    for encoding, grid in found:
        names = tuple(text for row, column in places if (text := _cell(grid, row, column)))
        if names and all(map(_is_readable, names)):
            kept.setdefault(names, Reading(encoding, tuple(name[:_LONGEST] for name in names)))
    return tuple(kept.values())


def _telling(grid: Grid) -> list[tuple[int, int]]:
    """The places of a few cells with letters beyond ASCII; those of names first, headings last."""
    fields = [words.header(word) for word in grid.header]
    found: list[tuple[bool, int, int]] = []
    texts: set[str] = set()
    for row, cells in enumerate([*(line.cells for line in grid.lines), grid.header]):
        for column, text in enumerate(cells):
            if not text.isascii() and text not in texts:
                texts.add(text)
                named = column < len(fields) and fields[column] in (
                    "client",
                    "contact",
                    "name",
                    "first_name",
                    "surname",
                )
                found.append((not named, row, column))
    return [(row, column) for _, row, column in sorted(found)[:_NAMES]]


def _cell(grid: Grid, row: int, column: int) -> str:
    cells = grid.lines[row].cells if row < len(grid.lines) else grid.header
    return cells[column].strip() if column < len(cells) else ""


def _is_readable(text: str) -> bool:
    return all(c.isascii() or c.isalpha() or c in "’“”„«»–—№־׳״" for c in text)
