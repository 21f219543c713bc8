"""A program of its own: a workbook on its input to rows of texts on its output, within bounds of memory and time.

Runs in a process of its own, so that a file which fills the memory or crashes the reader harms nobody else. Imports
nothing of ours. Arguments: megabytes of memory, seconds. Output, a line of JSON each: a text begins a sheet, a list is
a row (empty ones too, so that numbers are those of the sheet). It ends with "null"; what was wrong is the exit status.
"""

import datetime as dt
import io
import json
import sys

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

BROKEN, LOCKED, TOO_LARGE = 3, 4, 5
_MEGABYTE = 1024 * 1024
_SHOWN_ROWS = 60_000  # of a sheet, empty ones included, below which nothing is given out
_SHOWN_COLUMNS = 600

Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def main(megabytes: int, seconds: int) -> int:
    """Read the input to its end; the exit status."""
    _bound(megabytes, seconds)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read())) as book:
            for name in book.sheet_names:
                _give(book, name)
    except PasswordError:
        return LOCKED
    except MemoryError:
        return TOO_LARGE
    except (CalamineError, OSError, ValueError):
        return BROKEN
    sys.stdout.write("null\n")
    return 0


def _bound(megabytes: int, seconds: int) -> None:
    """Take no more than this, where the system can see to it."""
    try:
        import resource
    except ImportError:  # a system without such bounds; the caller still watches the clock
        return
    resource.setrlimit(resource.RLIMIT_DATA, (megabytes * _MEGABYTE, megabytes * _MEGABYTE))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _give(book: CalamineWorkbook, name: str) -> None:
    sheet = book.get_sheet_by_name(name)
    if sheet.start is None:
        return
    sys.stdout.write(json.dumps(name) + "\n")
    merged = _merged(sheet)
    above: dict[int, Value] = {}
    for number, row in enumerate(sheet.iter_rows()):
        if number >= _SHOWN_ROWS:
            return
        for column in merged.get(number, ()):
            if 0 <= column < len(row):
                row[column] = above.get(column, "")
        above = {column: row[column] for column in merged.get(number + 1, ()) if 0 <= column < len(row)}
        cells = [text(cell) for cell in row[:_SHOWN_COLUMNS]]
        while cells and not cells[-1].strip():
            cells.pop()
        sys.stdout.write(json.dumps(cells, ensure_ascii=True) + "\n")


def _merged(sheet: CalamineSheet) -> dict[int, list[int]]:
    """The columns of each row which belong to a cell that begins in a row above: its value counts for all of them."""
    found: dict[int, list[int]] = {}
    first = (
        sheet.start[1] if sheet.start else 0
    )  # the reader gives every row, but no empty columns before the table
    for (top, left), (bottom, right) in (sheet.merged_cell_ranges or [])[:_SHOWN_ROWS]:
        if left == right and bottom - top < _SHOWN_ROWS:
            for row in range(top + 1, bottom + 1):
                found.setdefault(row, []).append(left - first)
    return found


def text(cell: Value) -> str:
    """A cell's value as a person would type it: whole numbers without a point, dates in ISO."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, dt.datetime):
        whole = cell.time() == dt.time(0)
        return cell.date().isoformat() if whole else cell.isoformat(" ", "minutes")
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, dt.time):
        return cell.isoformat("minutes")
    return str(cell)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
