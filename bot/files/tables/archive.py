"""The zip that a workbook is: checked against bombs and rebuilt of nothing but its checked parts. Never unpacked to disk."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.files.tables.bad import BadFile

_UNPACKED_LIMIT = 100 * 1024 * 1024
_RATIO_LIMIT = 200  # spreadsheets of real people stay below 50
_PARTS_LIMIT = 2_000
_CHUNK, _FED = 256 * 1024, 32 * 1024  # bytes unpacked, and packed ones, at a time
_KEPT = (".xml", ".rels")  # what cells are made of: no pictures, no macros
_LOCAL, _CENTRAL, _END = struct.Struct("<4s5H3I2H"), struct.Struct("<4s6H3I5H2I"), struct.Struct("<4s4H2IH")
_LOCAL_SIZE = 30
_UTF8_NAMES = 0x800


@dataclass(frozen=True, slots=True)
class _Part:
    name: bytes
    method: int
    crc: int
    size: int
    packed: memoryview


def checked(data: bytes) -> tuple[bytes, frozenset[str]]:
    """The same archive with only the parts that hold cells, each unpacked once to prove its size; and their names.

    What is too much by its directory is refused unopened; what lies in its directory is found out while it is
    unpacked, a piece at a time. The reader gets an archive that we have written: it cannot see another one in the
    same bytes. Raises BadFile file-bomb, file-broken.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, EOFError, OSError, RuntimeError, NotImplementedError, ValueError):
        raise BadFile("file-broken") from None
    unpacked = sum(info.file_size for info in infos)
    if len(infos) > _PARTS_LIMIT or unpacked > _UNPACKED_LIMIT or unpacked > _RATIO_LIMIT * len(data):
        raise BadFile("file-bomb")
    kept = [info for info in infos if info.filename.lower().endswith(_KEPT) or info.filename == "mimetype"]
    parts = [_proven(data, info) for info in kept]
    return _written(parts), frozenset(info.filename for info in infos)


def _proven(data: bytes, info: zipfile.ZipInfo) -> _Part:
    packed = _packed(data, info)
    crc = 0
    left = info.file_size
    first = True
    for piece in _pieces(packed, info.compress_type):
        left -= len(piece)
        if left < 0:
            raise BadFile("file-bomb")
        if first and (b"<!DOCTYPE" in piece or b"<!ENTITY" in piece):
            raise BadFile("file-bomb")  # no workbook declares entities; they only serve to grow
        first = False
        crc = zlib.crc32(piece, crc)
    if left or crc != info.CRC:
        raise BadFile("file-broken")
    name = info.filename.encode("utf-8", "replace")
    return _Part(name, info.compress_type, crc, info.file_size, packed)


def _packed(data: bytes, info: zipfile.ZipInfo) -> memoryview:
    start = info.header_offset
    header = data[start : start + _LOCAL_SIZE]
    if len(header) < _LOCAL_SIZE or not header.startswith(b"PK\x03\x04") or info.flag_bits & 1:
        raise BadFile("file-broken")
    name, extra = struct.unpack_from("<2H", header, 26)
    begin = start + _LOCAL_SIZE + name + extra
    packed = memoryview(data)[begin : begin + info.compress_size]
    if len(packed) != info.compress_size:
        raise BadFile("file-broken")
    return packed


def _pieces(packed: memoryview, method: int) -> Iterator[bytes]:
    if method == zipfile.ZIP_STORED:
        yield from (bytes(packed[i : i + _CHUNK]) for i in range(0, len(packed), _CHUNK))
        return
    if method != zipfile.ZIP_DEFLATED:
        raise BadFile("file-broken")
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for start in range(0, len(packed), _FED):
            rest: bytes | memoryview = packed[start : start + _FED]
            while rest and not unpacker.eof:
                yield unpacker.decompress(rest, _CHUNK)
                rest = unpacker.unconsumed_tail
        while piece := unpacker.decompress(b"", _CHUNK):
            yield piece
    except zlib.error:
        raise BadFile("file-broken") from None
    if not unpacker.eof:
        raise BadFile("file-broken")


def _written(parts: Sequence[_Part]) -> bytes:
    """A plain archive of the parts, as they were packed."""
    out = io.BytesIO()
    central = []
    for part in parts:
        sizes = (part.crc, len(part.packed), part.size)
        plain = (20, _UTF8_NAMES, part.method, 0, 0x21)  # version, flags, method, time, day: 1.1.1980
        central.append(
            _CENTRAL.pack(b"PK\x01\x02", 20, *plain, *sizes, len(part.name), 0, 0, 0, 0, 0, out.tell())
            + part.name
        )
        out.write(_LOCAL.pack(b"PK\x03\x04", *plain, *sizes, len(part.name), 0) + part.name)
        out.write(part.packed)
    start = out.tell()
    out.write(b"".join(central))
    count, size = len(central), out.tell() - start
    out.write(_END.pack(b"PK\x05\x06", 0, 0, count, count, size, start, 0))
    return out.getvalue()
