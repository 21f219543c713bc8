"""XLSX, .xls and .ods: each sheet's rows as texts, read by a process of its own. Not: which sheet, what rows mean."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from bot.files.tables import archive
from bot.files.tables.bad import ROW_LIMIT, BadFile

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, and every .xlsx with a password
_UNPACKER = Path(__file__).with_name("unpacker.py")
_SECONDS = 60
_LEAST, _MOST, _PER_BYTE = 80, 400, 20  # megabytes that the reader may take, more for a larger file
_PARTS = {"xl/workbook.xml", "content.xml"}
_STATUS = {
    1: "file-broken",
    3: "file-broken",
    4: "file-locked",
}  # of the reader; others: it was stopped by its bounds


def rows(data: bytes) -> Iterator[str | list[str]]:
    """The name of each sheet that has any cell, then its rows; empty rows are kept, so that numbers are true.

    To be closed by whoever has read enough. Raises BadFile.
    """
    if data.startswith(OLD_OFFICE):
        _guard_old(data)
        return _read(data)
    book, parts = archive.checked(data)
    if not parts & _PARTS:
        raise BadFile("file-kind")
    return _read(book)


def _guard_old(data: bytes) -> None:
    names = {name: name.encode("utf-16-le") in data for name in ("Encrypt", "Workbook", "Book")}
    if names["Encrypt"]:
        raise BadFile("file-locked")
    if not names["Book"] and not names["Workbook"]:
        raise BadFile("file-kind")


def _read(data: bytes) -> Iterator[str | list[str]]:
    """What the reading process says; it is stopped when nobody listens any more, or after a minute."""
    memory = min(_LEAST + _PER_BYTE * len(data) // 1024 // 1024, _MOST)
    command = [sys.executable, "-I", str(_UNPACKER), str(memory), str(_SECONDS)]
    pipe, silent = subprocess.PIPE, subprocess.DEVNULL
    # Secrets of the environment are none of its business (only Windows starts nothing without one).
    env: dict[str, str] | None = None if sys.platform == "win32" else {}
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=silent, env=env) as reader:
        watch = threading.Timer(_SECONDS, reader.kill)
        watch.start()
        try:
            yield from _said(reader, data)
        finally:
            watch.cancel()
            watch.join()
            reader.kill()


def _said(reader: "subprocess.Popen[bytes]", data: bytes) -> Iterator[str | list[str]]:
    assert reader.stdin is not None
    assert reader.stdout is not None
    try:
        reader.stdin.write(data)
        reader.stdin.close()
    except BrokenPipeError:
        pass  # it ended before: its status says why
    for line in reader.stdout:
        if line == b"null\n":
            return
        yield json.loads(line)
    raise BadFile(_STATUS.get(reader.wait(_SECONDS), "file-too-many-rows"), limit=ROW_LIMIT)
