"""XLSX: values of the first sheet that has any, as texts. A file that would eat the memory is refused unopened."""

import datetime as dt
import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from bot.files.tables.bad import COLUMN_LIMIT, ROW_LIMIT, BadFile

_UNPACKED_LIMIT = 100 * 1024 * 1024
_RATIO_LIMIT = 200  # spreadsheets of real people stay below 50
_CELL_LIMIT = 2_000_000
_PARTS_LIMIT = 2_000
_CHUNK = 1024 * 1024
_PLACE = re.compile(rb"""\sr=["']([A-Za-z]{0,4})(\d{1,9})["']""")
_LONGEST_PLACE = 32

_Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def rows(data: bytes) -> Iterator[list[str]]:
    """The rows of the first sheet with content, empty ones included, so that numbers are those of the sheet.

    Raises BadFile.
    """
    _guard(data)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            for name in book.sheet_names:
                found = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                if any(any(cell != "" for cell in row) for row in found):
                    yield from ([text(cell) for cell in row] for row in found)
                    return
    except PasswordError:
        raise BadFile("file-locked") from None
    except (CalamineError, OSError, ValueError):
        raise BadFile("file-broken") from None
    except BaseException as panic:
        # The reader's Rust code panics on some damaged files, as a BaseException of a type that nobody can import.
        if type(panic).__name__ == "PanicException":
            raise BadFile("file-broken") from None
        raise


def text(cell: _Value) -> str:
    """A cell's value as a person would type it: whole numbers without a point, dates in ISO."""
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


def _guard(data: bytes) -> None:
    """Refuse what is broken, unpacks to too much, or has a cell so far out that the table between would fill the memory."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)
            if len(parts) > _PARTS_LIMIT or unpacked > _UNPACKED_LIMIT or unpacked > _RATIO_LIMIT * len(data):
                raise BadFile("file-bomb")
            if "xl/workbook.xml" not in archive.namelist():
                raise BadFile("file-kind")
            for part in parts:
                # Reading every part to its end proves the sizes of the directory: what lies breaks its checksum.
                _scan(archive, part)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError):
        raise BadFile("file-broken") from None


def _scan(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    sheet = part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml")
    last_row, last_column, tail = 0, 0, b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            if not sheet:
                continue
            for letters, digits in _PLACE.findall(tail + chunk):
                last_row = max(last_row, int(digits))
                last_column = max(last_column, _column(letters))
            tail = chunk[-_LONGEST_PLACE:]
    if last_row * max(last_column, 1) > _CELL_LIMIT or last_column > COLUMN_LIMIT * 10:
        raise BadFile("file-too-many-rows", limit=ROW_LIMIT)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
