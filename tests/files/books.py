"""Workbooks for tests in formats that nothing here writes: .ods and .xls, made by hand; and zips with a part replaced."""

import datetime as dt
import io
import struct
import zipfile
from collections.abc import Sequence
from html import escape

Cell = str | float | dt.date | None
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
_MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS}"/></manifest:manifest>'
)
_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def repacked(data: bytes, name: str, content: bytes) -> bytes:
    """The same archive with one part replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return out.getvalue()


def ods(*rows: Sequence[Cell], raw: str = "") -> bytes:
    """An OpenDocument spreadsheet of one sheet; `raw` is more XML of it."""
    cells = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES}><office:body><office:spreadsheet>'
        f'<table:table table:name="Clients">{cells}{raw}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", _ODS, zipfile.ZIP_STORED)
        book.writestr("META-INF/manifest.xml", _MANIFEST)
        book.writestr("content.xml", content)
    return out.getvalue()


def _ods_cell(cell: Cell) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, dt.date):
        kind = f'office:value-type="date" office:date-value="{cell.isoformat()}"'
    elif isinstance(cell, str):
        kind = 'office:value-type="string"'
    else:
        kind = f'office:value-type="float" office:value="{cell}"'
    return f"<table:table-cell {kind}><text:p>{escape(str(cell))}</text:p></table:table-cell>"


def xls(*rows: Sequence[Cell]) -> bytes:
    """A workbook of Excel 97-2003 (BIFF8 in a compound file) of one sheet."""
    globals_ = [_biff(0x0809, struct.pack("<4H2I", 0x0600, 0x0005, 0, 0, 0, 0))]
    globals_ += [_biff(0x0042, struct.pack("<H", 1200))]
    globals_ += [_biff(0x00E0, struct.pack("<2H16x", 0, form)) for form in (0, 14)]  # plain, a date
    name = "Clients"
    place = sum(map(len, globals_)) + 4 + 8 + 2 * len(name) + 4
    sheet_name = struct.pack("<I2BBB", place, 0, 0, len(name), 1) + name.encode("utf-16-le")
    globals_ += [_biff(0x0085, sheet_name), _biff(0x000A, b"")]
    width = max((len(row) for row in rows), default=0)
    sheet = [_biff(0x0809, struct.pack("<4H2I", 0x0600, 0x0010, 0, 0, 0, 0))]
    sheet += [_biff(0x0200, struct.pack("<2I3H", 0, len(rows), 0, width, 0))]
    sheet += [
        _xls_cell(r, c, cell) for r, row in enumerate(rows) for c, cell in enumerate(row) if cell is not None
    ]
    return _compound(b"".join([*globals_, *sheet, _biff(0x000A, b"")]))


def _biff(kind: int, body: bytes) -> bytes:
    return struct.pack("<2H", kind, len(body)) + body


def _xls_cell(row: int, column: int, cell: Cell) -> bytes:
    if isinstance(cell, str):
        text = struct.pack("<HB", len(cell), 1) + cell.encode("utf-16-le")
        return _biff(0x0204, struct.pack("<3H", row, column, 0) + text)
    if isinstance(cell, dt.date):
        return _biff(0x0203, struct.pack("<3Hd", row, column, 1, (cell - dt.date(1899, 12, 30)).days))
    return _biff(0x0203, struct.pack("<3Hd", row, column, 0, cell or 0))


def _compound(stream: bytes) -> bytes:
    """The stream "Workbook" in a compound file: header, one sector of the FAT, the directory, the stream."""
    stream = stream.ljust(4096, b"\0")
    stream += b"\0" * (-len(stream) % _SECTOR)
    sectors = len(stream) // _SECTOR
    assert sectors <= _SECTOR // 4 - 2
    chain = [_FAT, _END, *range(3, sectors + 2), _END]
    fat = struct.pack("<128I", *chain, *[_FREE] * (128 - len(chain)))
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    )
    header += struct.pack("<9I", 0, 1, 1, 0, 4096, _END, 0, _END, 0) + struct.pack("<109I", 0, *[_FREE] * 108)
    return (
        header
        + fat
        + _entry("Root Entry", 5, _END, 0, 1)
        + _entry("Workbook", 2, 2, len(stream))
        + bytes(256)
        + stream
    )


def _entry(name: str, kind: int, start: int, size: int, child: int = _FREE) -> bytes:
    text = name.encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack("<H2B3I", len(text) + 2, kind, 1, _FREE, _FREE, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)
